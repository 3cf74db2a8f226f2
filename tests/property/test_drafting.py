"""Whatever an agency writes into its yearly data, the draft says all of it once and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal

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
from assistant.domain.drafts import ReportDraft, SentenceKind, render_text
from assistant.domain.punctuation import PAIRS
from assistant.domain.quantities import QuantityKind, find_quantities, plain_value
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.drafting.catalogue import load_catalogue
from assistant.drafting.plain import draft_report, draft_section
from assistant.drafting.year_on_year import change_from_last_year, plain_number

CASES = settings(
    max_examples=400,
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


def cited(draft: ReportDraft, section: SectionKind) -> Counter[str]:
    for part in draft.sections:
        if part.section is section:
            inside = [*part.sentences, *(s for sub in part.subsections for s in sub.sentences)]
            return Counter(ref.path for sentence in inside for ref in sentence.facts)
    return Counter()


def licensed(year: AgencyYear) -> set[tuple[Decimal, str]]:
    allowed: set[tuple[Decimal, str]] = set()
    for indicator in year.indicators:
        for value in filter(lambda item: item is not None, (indicator.value, indicator.last_year)):
            allowed |= numbers(f"有{plain_number(value)}{indicator.unit}。")
        if indicator.last_year is not None:
            change = change_from_last_year(indicator.value, indicator.last_year, indicator.unit)
            allowed |= numbers(f"同比{change.verb}{change.amount}。")
        allowed |= numbers(indicator.name)
    for item in (*year.initiatives, *year.shortcomings):
        extra = item.outcome if isinstance(item, Initiative) else item.cause
        allowed |= numbers(f"{item.text}，{extra}")
    for other in (*year.principal_duty, *year.next_year, *year.other_matters):
        allowed |= numbers(other.text)
    return allowed


def numbers(text: str) -> set[tuple[Decimal, str]]:
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    return {(item.value, "") for item in find_quantities(text) if item.kind is not QuantityKind.YEAR}


@CASES
@given(agency_years())
def test_every_fact_is_said_once(year: AgencyYear) -> None:
    draft = draft_report(year)
    said = cited(draft, SectionKind.ACHIEVEMENTS)
    for item in (*year.indicators, *year.initiatives):
        assert said[item.path] == 1, item
    for record in year.principal_duty:
        assert cited(draft, SectionKind.PRINCIPAL_DUTY)[record.path] == 1
    for action in year.next_year:
        assert cited(draft, SectionKind.NEXT_YEAR_PLAN)[action.path] == 1
    for matter in year.other_matters:
        assert cited(draft, SectionKind.OTHER_MATTERS)[matter.path] == 1
    for shortcoming in year.shortcomings:
        assert cited(draft, SectionKind.SHORTCOMINGS)[shortcoming.path] >= 1


@CASES
@given(agency_years())
def test_every_value_stands_in_the_sentence_that_cites_it(year: AgencyYear) -> None:
    sentences = {
        ref.path: sentence.text for sentence in draft_report(year).sentences() for ref in sentence.facts
    }
    for indicator in year.indicators:
        text = sentences[indicator.path]
        if plain_number(indicator.value) not in text:
            said_otherwise = "全部" in text or (indicator.value == 0 and re.search("未|无", text))
            assert said_otherwise, (indicator, text)


@CASES
@given(agency_years())
def test_no_number_without_a_licence(year: AgencyYear) -> None:
    draft = draft_report(year)
    allowed = licensed(year) | {(Decimal(year.year), ""), (Decimal(year.year + 1), "")}
    for sentence in draft.sentences():
        if sentence.kind is SentenceKind.FACT:
            text = re.sub("^[一二三四五六七八九十]+是", "", sentence.text)
            for number in find_quantities(text):
                if number.kind is not QuantityKind.YEAR:
                    assert (number.value, "") in allowed, (number.text, sentence.text)


@CASES
@given(agency_years())
def test_signs_are_full_width_and_in_pairs(year: AgencyYear) -> None:
    draft = draft_report(year)
    for sentence in draft.sentences():
        assert not re.search(r"[,;!?]", sentence.text), sentence.text
        for left, right in PAIRS.items():
            assert sentence.text.count(left) == sentence.text.count(right), sentence.text
        assert sentence.text[-1] in "。：】", sentence.text
        assert not re.search("[。，；、：]{2}|[“（《][，。；]", sentence.text), sentence.text


@CASES
@given(agency_years())
def test_no_sentence_twice_none_without_a_source_none_opened_alike(year: AgencyYear) -> None:
    draft = draft_report(year)
    sentences = [sentence for sentence in draft.sentences()]
    facts = [sentence.text for sentence in sentences if sentence.kind is SentenceKind.FACT]
    for section in draft.sections:
        inside = [s.text for s in section.sentences] + [
            s.text for b in section.subsections for s in b.sentences
        ]
        assert len(inside) == len(set(inside)), [t for t, n in Counter(inside).items() if n > 1]
        headings = [b.heading for b in section.subsections]
        assert len(headings) == len(set(headings))
    assert facts or not year.indicators
    for sentence in sentences:
        assert sentence.facts or sentence.kind is not SentenceKind.FACT
        assert not sentence.modelled_on
    for block in next(s for s in draft.sections if s.section is SectionKind.ACHIEVEMENTS).subsections:
        openings = [sentence.text[:2] for sentence in block.sentences]
        assert all(one != two for one, two in zip(openings, openings[1:], strict=False)), openings


@settings(CASES, max_examples=60)
@given(agency_years())
def test_the_same_data_give_the_same_draft_and_sections_stand_alone(year: AgencyYear) -> None:
    draft = draft_report(year)
    assert render_text(draft_report(replace(year))) == render_text(draft)
    for section in draft.sections:
        assert draft_section(year, section.section) == section


@settings(CASES, max_examples=300)
@given(agency_years())
def test_subsections_are_neither_thin_nor_endless(year: AgencyYear) -> None:
    section = next(s for s in draft_report(year).sections if s.section is SectionKind.ACHIEVEMENTS)
    lengths = [sum(len(s.text) for s in block.sentences) for block in section.subsections]
    longest = max((len(s.text) for block in section.subsections for s in block.sentences), default=0)
    for length in lengths:
        assert length <= max(900, longest + 60)
        assert length >= 60 or len(lengths) == 1


def test_plain_value_is_the_value_of_the_unit() -> None:
    assert plain_value(Decimal("3.2"), "万人次")[0] == 32000
