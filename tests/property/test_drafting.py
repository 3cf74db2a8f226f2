"""Whatever an agency writes into its yearly data, the draft says all of it once and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.domain.agency_year import (
    Agency,
    AgencyLevel,
    AgencyYear,
    DocumentInfo,
    DutyRecord,
    Indicator,
    Initiative,
    OtherMatter,
    PlannedAction,
    Shortcoming,
)
from assistant.domain.drafts import DraftSentence, ReportDraft, SectionDraft, SentenceKind, render_text
from assistant.domain.punctuation import PAIRS
from assistant.domain.quantities import QuantityKind, find_quantities
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.drafting.catalogue import load_catalogue
from assistant.drafting.plain import draft_report, draft_section
from assistant.drafting.said import value_text
from assistant.drafting.year_on_year import change_from_last_year, plain_number

CASES = settings(
    max_examples=500,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    derandomize=True,
)

known_names = st.sampled_from([name for entry in load_catalogue().entries for name in entry.names])
odd_names = st.sampled_from([
    "立案数",
    "罚没金额（万元）",
    "培训人次",
    "累计走访企业数量",
    "“一件事”集成办",
    "河道巡护里程",
    "古树名木挂牌",
    "全年受理12345热线工单",
    "救助流浪动物",
    "群众安全感",
    "县域矛盾纠纷调处成功率",
    "其他",
    "参与群众",
    "X光机检测",
    "下放镇（街道）事项",
    "其中：立案",
    "其中：结婚登记",
    "人大建议+政协提案办理",
    "行政处罚案件数/立案数",
    "1-12月检查企业数",
    "截至12月底在册企业（户）",
    "年末参保人数",
    "行政规范性文件（废止）",
    "疫苗接种（剂次）",
    "孕产妇死亡率（1/10万）",
    "PM2.5",
    "全县累计建成卫生村",
    "3.排查整改消防隐患",
    "残疾人两项补贴",
    "“铁拳”行动查办案件",
    "存量违建拆除",
    "学生欺凌事件处置",
])
units = st.sampled_from([
    "件",
    "起",
    "次",
    "家次",
    "万人次",
    "%",
    "万元",
    "个",
    "",
    "人",
    "部",
    "项",
    "场次",
    "件(次)",
    "剂次",
    "立方米",
    "1/10万",
    "标兆",
    "个工作日",
    "天",
])
values = st.one_of(
    st.integers(0, 30).map(Decimal),
    st.integers(0, 12_345_678).map(Decimal),
    st.decimals(0, 1000, places=1, allow_nan=False),
    st.decimals(0, 100, places=2, allow_nan=False),
)
topics = st.sampled_from(list(Topic))
pieces = st.sampled_from([
    "制定年度普法工作计划",
    "开展“送法进企业”活动。",
    "我局印发《某某办法（试行）》",
    "对重点行业实行分级分类监管；建立台账",
    "组织旁听庭审,提高应诉能力",
    '推行"一网通办"服务',
    "2025年，建成调解室",
    "1.完善制度；2.压实责任。",
    "一是健全机制。二是强化监督！",
    "与公安部门开展联合执法(含夜查)",
    "落实24小时值班值守",
    "编印手册1,200份",
    "把学习成果“转化为工作实效",
    "习近平法治思想学习“全覆盖”？",
    "实施“1+3+N”工程:成效明显",
    "县应急局牵头整治",
])
texts = st.lists(pieces, min_size=1, max_size=3).map("，".join)


@st.composite
def agency_years(draw: st.DrawFn) -> AgencyYear:
    indicators = tuple(
        Indicator(
            path=f"indicators[{number}]",
            name=draw(st.one_of(known_names, odd_names)),
            value=draw(values),
            unit=draw(units),
            topic=draw(topics),
            last_year=draw(st.none() | values),
        )
        for number in range(draw(st.integers(0, 25)))
    )
    initiatives = tuple(
        Initiative(f"initiatives[{number}]", draw(texts), draw(topics), draw(st.just("") | texts))
        for number in range(draw(st.integers(0, 10)))
    )
    short = tuple(
        Shortcoming(f"shortcomings[{n}]", draw(texts), draw(topics), draw(st.just("") | texts))
        for n in range(draw(st.integers(0, 3)))
    )
    return AgencyYear(
        year=draw(st.integers(2017, 2031)),
        agency=draw(
            st.sampled_from([
                Agency(
                    "明川省云溪市青岚县应急管理局", "应急管理", AgencyLevel.COUNTY, short_names=("县应急局",)
                ),
                Agency("岚湾市教育局", "教育", AgencyLevel.CITY, leadership="市委、市政府"),
                Agency("望禾镇人民政府", "乡镇", AgencyLevel.TOWNSHIP, self_reference="我镇"),
                Agency("明川省生态环境厅", "生态环境", AgencyLevel.PROVINCIAL, self_reference="我厅"),
                Agency("溪禾县人民政府", "政府", AgencyLevel.COUNTY, self_reference="本机关"),
            ])
        ),
        document=DocumentInfo(),
        indicators=indicators,
        initiatives=initiatives,
        principal_duty=tuple(
            DutyRecord(f"principal_duty[{n}]", draw(texts)) for n in range(draw(st.integers(0, 3)))
        ),
        shortcomings=short,
        next_year=tuple(
            PlannedAction(f"next_year[{n}]", draw(texts), draw(topics))
            for n in range(draw(st.integers(0, 4)))
        ),
        other_matters=tuple(
            OtherMatter(f"other_matters[{n}]", draw(texts)) for n in range(draw(st.integers(0, 2)))
        ),
    )


def cited(draft: ReportDraft, kind: SectionKind) -> Counter[str]:
    inside = [sentence for part in draft.sections if part.section is kind for sentence in sentences_of(part)]
    return Counter(ref.path for sentence in inside for ref in sentence.facts)


def sentences_of(part: SectionDraft) -> list[DraftSentence]:
    return [*part.sentences, *(sentence for sub in part.subsections for sentence in sub.sentences)]


def licensed(year: AgencyYear) -> set[Decimal]:
    """Values that may stand in a draft: those of the data, the changes between them, and the years."""
    texts = [f"{item.text}，{item.outcome}" for item in year.initiatives]
    texts += [f"{item.text}，{item.cause}" for item in year.shortcomings]
    texts += [item.text for item in (*year.principal_duty, *year.next_year, *year.other_matters)]
    for indicator in year.indicators:
        texts += [indicator.name, f"有{value_text(indicator)}"]
        if indicator.last_year is not None:
            texts.append(change_from_last_year(indicator.value, indicator.last_year, indicator.unit).clause)
    return set().union(*(numbers(text) for text in texts)) if texts else set()


def numbers(text: str) -> set[Decimal]:
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    return {item.value for item in find_quantities(text) if item.kind is not QuantityKind.YEAR}


def check_facts_said_once(year: AgencyYear, draft: ReportDraft) -> None:
    groups = (
        ((*year.indicators, *year.initiatives), SectionKind.ACHIEVEMENTS),
        (year.principal_duty, SectionKind.PRINCIPAL_DUTY),
        (year.next_year, SectionKind.NEXT_YEAR_PLAN),
        (year.other_matters, SectionKind.OTHER_MATTERS),
    )
    for items, kind in groups:
        said = cited(draft, kind)
        assert all(said[item.path] == 1 for item in items), (kind, said)  # type: ignore[attr-defined]
    said = cited(draft, SectionKind.SHORTCOMINGS)
    assert all(said[item.path] for item in year.shortcomings)


def check_values(year: AgencyYear, draft: ReportDraft) -> None:
    texts = {ref.path: sentence.text for sentence in draft.sentences() for ref in sentence.facts}
    for indicator in year.indicators:
        text = texts[indicator.path]
        in_words = "全部" in text or (indicator.value == 0 and re.search("未|无", text))
        assert plain_number(indicator.value) in text or in_words, (indicator, text)


def check_numbers(year: AgencyYear, draft: ReportDraft) -> None:
    allowed = licensed(year)
    for sentence in draft.sentences():
        if sentence.kind is SentenceKind.FACT:
            text = re.sub("^[一二三四五六七八九十]+是", "", sentence.text)
            assert numbers(text) <= allowed, (numbers(text) - allowed, text)


def check_signs(draft: ReportDraft) -> None:
    for sentence in draft.sentences():
        text = sentence.text
        assert not re.search(r"[,;!?]", text), text
        assert all(text.count(left) == text.count(right) for left, right in PAIRS.items()), text
        assert text[-1] in "。：】", text
        assert not re.search("[。，；、：]{2}|[“（《][，。；]", text), text


def check_sources(draft: ReportDraft) -> None:
    for sentence in draft.sentences():
        assert sentence.facts or sentence.kind is not SentenceKind.FACT
        assert not sentence.modelled_on
    for part in draft.sections:
        texts = [sentence.text for sentence in sentences_of(part)]
        headings = [sub.heading for sub in part.subsections]
        assert len(texts) == len(set(texts)), [text for text in texts if texts.count(text) > 1]
        assert len(headings) == len(set(headings)), headings


def check_shape(draft: ReportDraft) -> None:
    part = next(part for part in draft.sections if part.section is SectionKind.ACHIEVEMENTS)
    for sub in part.subsections:
        openings = [sentence.text[:2] for sentence in sub.sentences]
        assert all(one != two for one, two in pairwise(openings)), openings
        length = sum(len(sentence.text) for sentence in sub.sentences)
        longest = max(len(sentence.text) for sentence in sub.sentences)
        assert length <= max(900, longest + 60), length
        party = sub.topics == (Topic.PARTY_LEADERSHIP,)
        assert length >= 40 or party or len(part.subsections) == 1, length


@CASES
@given(agency_years())
def test_a_draft_says_the_data_once_and_nothing_else(year: AgencyYear) -> None:
    draft = draft_report(year)
    check_facts_said_once(year, draft)
    check_values(year, draft)
    check_numbers(year, draft)
    check_signs(draft)
    check_sources(draft)
    check_shape(draft)


@settings(CASES, max_examples=40)
@given(agency_years())
def test_the_same_data_give_the_same_draft_and_sections_stand_alone(year: AgencyYear) -> None:
    draft = draft_report(year)
    assert render_text(draft_report(year)) == render_text(draft)
    for section in draft.sections:
        assert draft_section(year, section.section) == section
