"""Drafts, data and findings of an invented agency, with harmless defaults."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from assistant.domain.agency_year import (
    Agency,
    AgencyLevel,
    AgencyYear,
    DocumentInfo,
    Indicator,
    Initiative,
    Shortcoming,
)
from assistant.domain.drafts import (
    DocumentState,
    DraftSentence,
    ReportDraft,
    SectionDraft,
    SentenceKind,
    SignatureBlock,
    SubsectionDraft,
)
from assistant.domain.findings import Finding, Severity, Tier
from assistant.domain.peers import Passage
from assistant.domain.sections import SectionKind
from assistant.domain.sources import FactRef, PassageRef
from assistant.domain.topics import Topic

GAP = "【待补充：成文日期】"


def sentence(
    text: str, *facts: str, kind: SentenceKind = SentenceKind.FACT, like: tuple[str, ...] = ()
) -> DraftSentence:
    return DraftSentence(text, kind, tuple(map(FactRef, facts)), tuple(map(PassageRef, like)))


def make_draft(**changes: Any) -> ReportDraft:
    opening = (
        sentence("2025年，我局认真落实法治政府建设各项部署。", kind=SentenceKind.SET_PHRASE),
        sentence("现将有关情况报告如下：", kind=SentenceKind.SET_PHRASE),
    )
    enforcement = SubsectionDraft(
        (Topic.LAW_ENFORCEMENT,),
        "严格规范执法，提升监管执法质效",
        (
            sentence("一是依法查处违法行为。", kind=SentenceKind.WORDING, like=("p-1",)),
            sentence("全年行政处罚立案73起，罚款158.4万元。", "indicators[0]", "indicators[1]"),
        ),
    )
    education = SubsectionDraft(
        (Topic.LEGAL_EDUCATION,),
        "创新普法宣传，增强社会法治意识",
        (
            sentence("会同县司法局开展集中宣传。", "initiatives[0]"),
            sentence(GAP, kind=SentenceKind.PLACEHOLDER),
        ),
    )
    values: dict[str, Any] = {
        "title": "青岚县应急管理局关于2025年度法治政府建设情况的报告",
        "addressee": "县委、县政府",
        "opening": opening,
        "sections": (
            SectionDraft(
                SectionKind.ACHIEVEMENTS,
                "2025年度推进法治政府建设的主要举措和成效",
                subsections=(enforcement, education),
                examples=(PassageRef("p-1"),),
            ),
            SectionDraft(
                SectionKind.SHORTCOMINGS,
                "2025年度推进法治政府建设存在的不足和原因",
                (sentence("法制审核力量不足。", "shortcomings[0]", "shortcomings[0].cause"),),
            ),
        ),
        "signature": SignatureBlock("青岚县应急管理局", "2026年1月16日"),
        "year": 2025,
        "agency": "青岚县应急管理局",
        "number": "青应急发〔2026〕2号",
        "signer": "周正行",
        "state": DocumentState.DISCUSSION,
    }
    return ReportDraft(**{**values, **changes})


def make_year() -> AgencyYear:
    enforcement = Topic.LAW_ENFORCEMENT
    return AgencyYear(
        2025,
        Agency("青岚县应急管理局", "应急管理", AgencyLevel.COUNTY, ("明川省", "云溪市", "青岚县")),
        DocumentInfo("县委、县政府", "青应急发〔2026〕2号", "周正行", date(2026, 1, 16)),
        indicators=(
            Indicator("indicators[0]", "行政处罚立案", Decimal(73), "起", enforcement, Decimal(81)),
            Indicator("indicators[1]", "行政处罚罚款金额", Decimal("158.4"), "万元", enforcement),
        ),
        initiatives=(
            Initiative("initiatives[0]", "会同县司法局开展集中宣传", Topic.LEGAL_EDUCATION, "播放46万次"),
        ),
        shortcomings=(Shortcoming("shortcomings[0]", "法制审核力量不足", enforcement, "取得资格的仅2人"),),
    )


def make_passage(passage_id: str = "p-1") -> Passage:
    return Passage(
        passage_id,
        "r-1",
        "某市水务局",
        2024,
        SectionKind.ACHIEVEMENTS,
        (Topic.LAW_ENFORCEMENT,),
        ("一、主要举措和成效", "（四）严格规范执法"),
        "一是依法查处违法行为。",
        10,
        21,
    )


def make_finding(
    text: str, quote: str, *, severity: Severity = Severity.BLOCKER, code: str = "NUM001"
) -> Finding:
    """A finding at the first place of its quote; at the very beginning when the quote is not in the text."""
    start = max(text.find(quote), 0)
    return Finding(
        code,
        severity,
        "数字没有依据",
        quote,
        start,
        start + len(quote),
        "请核对数据",
        "督察工作规定",
        Tier.REGULATION,
    )


def drafts() -> st.SearchStrategy[ReportDraft]:
    """Any draft, with any text that a file can hold."""
    text = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
    words = text.filter(bool)
    sentences = st.lists(
        st.builds(
            DraftSentence,
            words,
            st.sampled_from(SentenceKind),
            st.lists(st.builds(FactRef, text), max_size=2).map(tuple),
            st.lists(st.builds(PassageRef, text), max_size=2).map(tuple),
            st.booleans(),
            st.booleans(),
        ),
        max_size=3,
    ).map(tuple)
    topics = st.lists(st.sampled_from(Topic), max_size=2).map(tuple)
    subsections = st.lists(st.builds(SubsectionDraft, topics, words, sentences), max_size=2).map(tuple)
    sections = st.lists(
        st.builds(
            SectionDraft,
            st.sampled_from(SectionKind),
            words,
            sentences,
            subsections,
            st.lists(st.builds(PassageRef, text), max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple)
    return st.builds(
        ReportDraft,
        title=words,
        addressee=text,
        opening=sentences,
        sections=sections,
        signature=st.builds(SignatureBlock, text, text),
        year=st.integers(1900, 2999),
        agency=words,
        number=text,
        signer=text,
        state=st.sampled_from(DocumentState),
    )
