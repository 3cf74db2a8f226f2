"""Whole drafts: the right thing in the right section, what is missing shown, nothing claimed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import ClassVar

import pytest

from assistant.domain.agency_year import (
    Agency,
    AgencyLevel,
    DocumentInfo,
    DutyRecord,
    Initiative,
    OtherMatter,
)
from assistant.domain.drafts import SectionDraft, SentenceKind
from assistant.domain.peers import Match, SearchFilters
from assistant.domain.sections import SectionKind
from assistant.domain.sources import FactRef
from assistant.domain.topics import Topic
from assistant.drafting.gaps import Gap
from assistant.drafting.plain import DraftOptions, draft_report, draft_section
from assistant.ports import Wording
from tests.builders import make_passage, make_report
from tests.unit.drafting.yearly import (
    AGENCY,
    make_action,
    make_indicators,
    make_shortcoming,
    make_year,
    text_of,
)


def section(draft_sections: tuple[SectionDraft, ...], kind: SectionKind) -> SectionDraft:
    return next(part for part in draft_sections if part.section is kind)


# --- the year ---------------------------------------------------------------------------------------------------


def test_a_point_says_once_that_it_counts_the_whole_year() -> None:
    rows = [
        (f"{thing}整治", str(number), "次", "3") for number, thing in enumerate("甲乙丙丁戊己庚辛壬癸", 4)
    ]
    draft = draft_report(make_year(make_indicators(*rows, topic=Topic.CORE_BUSINESS)))
    text = "".join(s.text for s in section(draft.sections, SectionKind.ACHIEVEMENTS).sentences)
    assert text.count("全年") == 1
    assert "年内" not in text


def test_a_rate_without_a_subject_is_that_of_the_count_before_it() -> None:
    rows = (
        *make_indicators(("危废经营许可", "3", "件"), topic=Topic.GOVERNMENT_FUNCTIONS),
        *make_indicators(("信访举报", "32", "件", "40"), topic=Topic.DISPUTE_RESOLUTION),
        *make_indicators(("办结率", "100", "%"), topic=Topic.GOVERNMENT_FUNCTIONS),
        *make_indicators(("满意率", "97", "%"), topic=Topic.CORE_BUSINESS),
    )
    paths = [replace(item, path=f"indicators[{number}]") for number, item in enumerate(rows)]
    text = text_of(draft_report(make_year(paths)))
    assert "受理信访举报32件，同比下降20%，办结率100%，满意率97%" in text


def test_a_verb_is_told_once_for_two_things() -> None:
    rows = make_indicators(("简易程序案件", "86", "件"), ("一般程序案件", "31", "件"))
    assert "办理简易程序案件86件、一般程序案件31件" in text_of(draft_report(make_year(rows)))


# --- frame -----------------------------------------------------------------------------------------------------


def test_empty_data_give_a_report_of_gaps() -> None:
    draft = draft_report(make_year())
    assert draft.title == "溪禾县水务局关于2024年度法治政府建设情况的报告"
    assert draft.addressee == "【待补充：主送机关】"
    assert draft.signature.date == "【待补充：成文日期】"
    assert [part.section for part in draft.sections] == list(SectionKind)[:4]
    for part in draft.sections:
        assert [sentence.kind for sentence in part.sentences] == [SentenceKind.PLACEHOLDER]


def test_frame_is_filled_from_the_data() -> None:
    info = DocumentInfo("县委、县政府：", "溪水发〔2025〕1号", "何川", date(2025, 1, 6))
    draft = draft_report(make_year(document=info))
    assert (draft.addressee, draft.number, draft.signer) == ("县委、县政府", "溪水发〔2025〕1号", "何川")
    assert draft.signature.date == "2025年1月6日"


@pytest.mark.parametrize(
    ("year", "present", "absent"),
    [
        (2019, "关于全面依法治国的重要论述", "习近平法治思想"),
        (2021, "党的十九大和十九届历次全会精神", "二十大"),
        (2022, "党的二十大精神", "二十届"),
        (2023, "党的二十大和二十届二中全会精神", "三中"),
        (2024, "党的二十大和二十届二中、三中全会精神", "历次"),
        (2025, "党的二十大和二十届历次全会精神", "历届"),
        (2027, "习近平法治思想", "全会"),
    ],
)
def test_the_opening_names_what_had_been_held_by_then(year: int, present: str, absent: str) -> None:
    opening = "".join(sentence.text for sentence in draft_report(make_year(year=year)).opening)
    assert present in opening
    assert absent not in opening


@pytest.mark.parametrize(
    ("leadership", "expected"),
    [
        ("县委、县政府", "在县委、县政府坚强领导下，我局坚持"),
        ("在市委、市政府的正确领导下", "在市委、市政府坚强领导下，我局坚持"),
        ("", "2024年，我局坚持"),
    ],
)
def test_leadership_is_said_as_given(leadership: str, expected: str) -> None:
    year = make_year(agency=replace(AGENCY, leadership=leadership))
    assert expected in draft_report(year).opening[0].text


@pytest.mark.parametrize(
    ("name", "kind", "self_reference", "subject"),
    [
        ("岚湾市发展和改革委员会", "发展改革", "我委", "委主要负责人"),
        ("明川省生态环境厅", "生态环境", "我厅", "厅主要负责人"),
        ("望禾镇人民政府", "乡镇", "我镇", "镇政府主要负责人"),
        ("溪禾县人民政府", "政府", "本机关", "县政府主要负责人"),
        ("河东街道办事处", "街道", "我街道", "街道党政主要负责人"),
        ("岚湾市人民政府办公室", "综合", "我办", "办主要负责人"),
    ],
)
def test_agencies_of_any_kind(name: str, kind: str, self_reference: str, subject: str) -> None:
    agency = Agency(name, kind, AgencyLevel.COUNTY, self_reference=self_reference)
    duty = (DutyRecord("principal_duty[0]", "主持研究法治工作3次"),)
    text = text_of(draft_report(make_year(agency=agency, principal_duty=duty)))
    assert f"{subject}认真履行推进法治建设第一责任人职责，主持研究法治工作3次。" in text
    assert f"2024年，{self_reference}坚持" in text
    assert "{" not in text


# --- achievements ----------------------------------------------------------------------------------------------


def test_three_numbers_and_nothing_else_still_read_well() -> None:
    rows = (("河道巡查", "640", "次"), ("水行政处罚立案", "9", "起", "4"), ("罚款金额", "3.2", "万元"))
    part = section(draft_report(make_year(make_indicators(*rows))).sections, SectionKind.ACHIEVEMENTS)
    assert not part.subsections  # a single point takes no number
    assert "".join(s.text for s in part.sentences) == (
        "全年水行政处罚立案9起，同比增加5起，罚款3.2万元；开展河道巡查640次。"
    )


def test_an_initiative_and_its_number_share_a_sentence() -> None:
    year = make_year(
        make_indicators(("出具法律意见书", "57", "份", "49"), topic=Topic.DECISION_MAKING),
        [("续聘2名常年法律顾问参与合同审查", Topic.DECISION_MAKING)],
    )
    text = text_of(draft_report(year))
    assert "续聘2名常年法律顾问参与合同审查，出具法律意见书57份，同比增长16.3%。" in text


def test_what_an_initiative_says_is_not_said_again() -> None:
    year = make_year(
        make_indicators(("法律顾问", "2", "名"), topic=Topic.DECISION_MAKING),
        [("续聘2名常年法律顾问参与合同审查", Topic.DECISION_MAKING)],
    )
    part = section(draft_report(year).sections, SectionKind.ACHIEVEMENTS)
    (sentence,) = part.sentences
    assert sentence.facts == (FactRef("initiatives[0]"), FactRef("indicators[0]"))


def test_an_outcome_follows_its_initiative_and_nothing_follows_the_outcome() -> None:
    told = Initiative("initiatives[0]", "推行“一窗办”。", Topic.GOVERNMENT_FUNCTIONS, "办理时限压缩一半。")
    rows = make_indicators(("受理行政许可", "5", "件"), topic=Topic.GOVERNMENT_FUNCTIONS)
    text = text_of(draft_report(replace(make_year(rows), initiatives=(told,))))
    assert "推行“一窗办”，办理时限压缩一半。全年受理行政许可5件。" in text


def test_long_topics_are_cut_under_headings_of_their_own() -> None:
    rows = [
        (f"第{sign}水库专项检查", str(number * 17 + 3), "次")
        for number, sign in enumerate("甲乙丙丁戊己庚辛壬癸" * 9)
    ]
    part = section(draft_report(make_year(make_indicators(*rows))).sections, SectionKind.ACHIEVEMENTS)
    assert len(part.subsections) > 1
    assert len({sub.heading for sub in part.subsections}) == len(part.subsections)
    assert all(sum(len(s.text) for s in sub.sentences) <= 900 for sub in part.subsections)


def test_headings_are_two_halves_of_one_length() -> None:
    year = make_year(
        initiatives=[
            (
                f"{text}，形成可复制可推广的工作经验并在全县范围内持续推行，取得较好的社会反响，不断巩固完善长效机制和配套措施，稳步推进各项重点工作",
                topic,
            )
            for text, topic in (
                ("制定年度学法计划", Topic.CAPACITY_BUILDING),
                ("公布权责清单", Topic.GOVERNMENT_FUNCTIONS),
                ("规范水行政执法检查", Topic.LAW_ENFORCEMENT),
                ("建成智慧水务平台", Topic.DIGITAL_GOVERNMENT),
            )
        ]
    )
    part = section(draft_report(year).sections, SectionKind.ACHIEVEMENTS)
    assert len(part.subsections) == 4
    assert {tuple(map(len, sub.heading.split("，"))) for sub in part.subsections} == {(6, 8)}


def test_a_thin_topic_joins_another_under_a_heading_that_names_both() -> None:
    long = [
        (
            "健全复议应诉工作规则，落实负责人出庭应诉制度，定期研判水事纠纷和败诉风险，及时回复司法建议和检察建议，持续提升应诉水平，对涉水纠纷实行首问负责、分级调处、限期办结，把矛盾化解在基层、化解在萌芽状态",
            Topic.DISPUTE_RESOLUTION,
        ),
        (
            "修订水旱灾害应急预案，汛期落实二十四小时值守，会同气象部门滚动会商研判，提前转移低洼地带群众，组织干部包村包库，确保安全度汛，汛后全面排查水毁工程，逐项落实修复责任和完成时限，未发生人员伤亡和重大险情，群众生产生活平稳有序",
            Topic.EMERGENCY_RESPONSE,
        ),
    ]
    thin = make_indicators(("办理人大代表建议", "5", "件"), topic=Topic.POWER_SUPERVISION)
    part = section(draft_report(make_year(thin, long)).sections, SectionKind.ACHIEVEMENTS)
    _emergency, subsection = part.subsections
    assert subsection.topics == (Topic.DISPUTE_RESOLUTION, Topic.POWER_SUPERVISION)
    assert subsection.heading == "依法化解争议，自觉接受各方监督"


def test_gaps_stand_as_placeholders_when_asked_for() -> None:
    year = make_year(make_indicators(("河道巡查", "640", "次")))
    gaps = (Gap(Topic.LAW_ENFORCEMENT, "行政处罚案卷评查", "本", 3, 4, ()),)
    assert "案卷评查" not in text_of(draft_report(year))
    text = text_of(draft_report(year, options=DraftOptions(gaps=gaps)))
    assert "【待补充：行政处罚案卷评查（同类机关通常报告）】" in text


# --- the other sections ----------------------------------------------------------------------------------------


def test_short_shortcomings_are_headings_long_ones_are_points() -> None:
    short = (
        make_shortcoming(0, "执法力量不足。", Topic.LAW_ENFORCEMENT, "因为编制少。"),
        make_shortcoming(1, "普法形式单一", Topic.LEGAL_EDUCATION),
    )
    text = text_of(draft_report(make_year(shortcomings=short)))
    assert "（一）执法力量不足。主要原因是编制少。" in text
    long = (
        *short,
        make_shortcoming(
            2, "在面对新业态新问题时运用法治思维和法治方式开展工作的本领还不够过硬", Topic.CAPACITY_BUILDING
        ),
    )
    text = text_of(draft_report(make_year(shortcomings=long)))
    assert (
        "三是在面对新业态新问题时运用法治思维和法治方式开展工作的本领还不够过硬，主要原因是人手不足。" in text
    )


def test_a_missing_cause_is_a_gap() -> None:
    year = make_year(shortcomings=(make_shortcoming(0, "执法力量不足", Topic.LAW_ENFORCEMENT, ""),))
    assert "主要不足是执法力量不足。【待补充：上述不足的原因】" in text_of(draft_report(year))


def test_the_plan_answers_each_shortcoming_or_shows_the_gap() -> None:
    year = make_year(
        shortcomings=(
            make_shortcoming(0, "法制审核力量不足", Topic.CAPACITY_BUILDING),
            make_shortcoming(1, "水政执法案卷质量不高", Topic.LAW_ENFORCEMENT, "文书制作培训少"),
            make_shortcoming(2, "信息公开不够及时", Topic.POWER_SUPERVISION),
        ),
        next_year=(
            make_action(0, "招录2名法制审核人员。", Topic.CAPACITY_BUILDING),
            make_action(1, "开展案卷评查和文书比武", Topic.LAW_ENFORCEMENT),
        ),
    )
    part = section(draft_report(year).sections, SectionKind.NEXT_YEAR_PLAN)
    gaps = [s for sub in part.subsections for s in sub.sentences if s.kind is SentenceKind.PLACEHOLDER]
    assert [gap.facts for gap in gaps] == [(FactRef("shortcomings[2]"),)]
    assert "对应不足（三）" in gaps[0].text
    assert part.heading == "2025年度推进法治政府建设的主要安排"
    assert part.sentences[0].text.startswith("2025年，我局将继续坚持")
    assert "聚焦存在的不足" in part.sentences[0].text


def test_duties_come_from_the_records_only_with_the_subject_said_once() -> None:
    duty = tuple(
        DutyRecord(f"principal_duty[{n}]", text)
        for n, text in enumerate([
            "局主要负责人主持研究法治工作4次。",
            "局主要负责人带头讲法治课",
            "亲自督办案件6起",
        ])
    )
    part = section(draft_report(make_year(principal_duty=duty)).sections, SectionKind.PRINCIPAL_DUTY)
    assert [s.text for s in part.sentences] == [
        "局主要负责人认真履行推进法治建设第一责任人职责。",
        "一是主持研究法治工作4次。",
        "二是带头讲法治课。",
        "三是亲自督办案件6起。",
    ]


@pytest.mark.parametrize(
    ("record", "subject"),
    [
        ("局主要负责人主持研究法治工作", "局主要负责人"),
        ("县水务局党组主要负责人主持研究法治工作", "县水务局党组主要负责人"),
        ("认真落实主要负责人职责清单", "局主要负责人"),
        ("局长带头讲法治课", "局主要负责人"),
    ],
)
def test_the_official_is_called_as_the_records_call_them(record: str, subject: str) -> None:
    year = make_year(principal_duty=(DutyRecord("principal_duty[0]", record),))
    part = section(draft_report(year).sections, SectionKind.PRINCIPAL_DUTY)
    assert part.sentences[0].text.startswith(f"{subject}认真履行推进法治建设第一责任人职责")


def test_other_matters_only_when_there_are_any() -> None:
    matters = (OtherMatter("other_matters[0]", "水务综合执法改革尚在进行。"),)
    draft = draft_report(make_year(other_matters=matters))
    assert draft.sections[-1].section is SectionKind.OTHER_MATTERS
    assert draft.sections[-1].sentences[0].text == "水务综合执法改革尚在进行。"
    assert draft_section(make_year(), SectionKind.OTHER_MATTERS) is None


# --- examples --------------------------------------------------------------------------------------------------


class _Examples:
    """Finds one passage whatever is asked, and remembers how often."""

    def __init__(self) -> None:
        self.filters: list[SearchFilters] = []

    def search(self, query: str, filters: SearchFilters, limit: int) -> tuple[Match, ...]:
        assert query
        self.filters.append(filters)
        passage = make_passage(make_report(), f"第{len(self.filters)}段。")
        return (Match(passage, 1.0, "peer.txt"),)[:limit]


def test_examples_are_other_agencies_and_few_searches() -> None:
    year = make_year(
        make_indicators(*[(name, "5", "次") for name in ("河道巡查", "联合执法", "案卷评查")]),
        [
            (
                f"开展{topic.label}工作，落实各项任务，形成长效机制，取得良好成效，持续巩固提升工作质效，群众反映良好，得到社会各界广泛认可和一致支持",
                topic,
            )
            for topic in Topic
        ],
    )
    examples = _Examples()
    draft = draft_report(year, examples=examples)
    assert len(examples.filters) <= 20
    assert all(filters.exclude_agencies == (AGENCY.name,) for filters in examples.filters)
    assert all(part.examples for part in draft.sections)
    assert not any(sentence.modelled_on for sentence in draft.sentences())


# --- peers' wordings -------------------------------------------------------------------------------------------


class _Wordings:
    """A phrase bank that knows two wordings."""

    known: ClassVar = {"加强组织领导": 4, "现将有关情况报告如下": 3}

    def passages_with(self, text: str) -> tuple[str, ...]:
        return tuple(f"p-{number}" for number in range(self.known.get(text, 0)))

    passages_saying = passages_with

    def common(self, topic: Topic | None = None, *, longest: int = 99) -> tuple[Wording, ...]:
        topics = (topic,) if topic else ()
        found = [text for text in self.known if len(text) <= longest]
        return tuple(
            Wording(text, topics, self.known[text], self.passages_with(text), True) for text in found
        )

    def find(self, topic: Topic | None, text: str, limit: int) -> tuple[Wording, ...]:
        raise AssertionError((topic, text, limit))


def test_what_peers_commonly_use_goes_first_and_is_cited() -> None:
    year = make_year(
        initiatives=[
            (
                "调整法治建设工作领导小组，制定工作要点，把年度任务逐项分解到各股室和各水利站，按季度调度通报进展情况，年底统一组织考核",
                Topic.PARTY_LEADERSHIP,
            ),
            (
                "把习近平法治思想列入局党组“第一议题”，纳入年度学习计划，组织专题研讨交流，带动干部职工学法用法",
                Topic.PARTY_LEADERSHIP,
            ),
        ]
    )
    assert "二是健全推进机制。" in text_of(draft_report(year))
    draft = draft_report(year, wordings=_Wordings())
    leads = [s for s in draft.sentences() if s.text == "二是加强组织领导。"]
    assert [(lead.kind, len(lead.modelled_on)) for lead in leads] == [(SentenceKind.WORDING, 4)]
    assert draft.opening[-1].kind is SentenceKind.SET_PHRASE
    assert len(draft.opening[-1].modelled_on) == 3
    assert draft_section(year, SectionKind.ACHIEVEMENTS, wordings=_Wordings()) == draft.sections[0]


def test_entries_without_words_are_gaps_not_empty_sentences() -> None:
    year = make_year(
        initiatives=[("。；", Topic.LAW_ENFORCEMENT)],
        principal_duty=(DutyRecord("principal_duty[0]", "。"),),
        shortcomings=(make_shortcoming(0, "；", Topic.LAW_ENFORCEMENT),),
        next_year=(make_action(0, "，", Topic.LAW_ENFORCEMENT),),
    )
    kinds = [sentence.kind for part in draft_report(year).sections for sentence in part.sentences]
    assert kinds == [SentenceKind.PLACEHOLDER] * 4
