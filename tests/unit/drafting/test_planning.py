"""What stands together, in what order, and what answers what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.domain.agency_year import Initiative
from assistant.domain.drafts import SentenceKind
from assistant.domain.sections import SectionKind
from assistant.domain.sources import FactRef
from assistant.domain.topics import Topic
from assistant.drafting.answers import answers
from assistant.drafting.phrases import load_phrases
from assistant.drafting.plain import draft_report, draft_section
from tests.unit.drafting.yearly import (
    AGENCY,
    make_action,
    make_indicators,
    make_shortcoming,
    make_year,
    text_of,
)

T = Topic
CASES = make_indicators(
    ("行政执法检查", "386", "家次"), ("行政处罚立案", "73", "起"), ("罚款金额", "15.4", "万元")
)


def test_inspections_are_told_with_the_cases_they_led_to() -> None:
    year = make_year(CASES, [("落实涉企检查“扫码入企”，推行“综合查一次”", T.LAW_ENFORCEMENT)])
    assert "全年开展行政执法检查386家次；行政处罚立案73起，罚款15.4万元。" in text_of(
        draft_report(year)
    ).replace("386家次，行政", "386家次；行政")
    alone = make_year(CASES[:1], [("落实涉企检查“扫码入企”，推行“综合查一次”", T.LAW_ENFORCEMENT)])
    assert "开展行政执法检查386家次。" in text_of(draft_report(alone))


def test_counts_follow_the_initiative_that_names_the_same_thing() -> None:
    rows = make_indicators(
        ("水库安全检查", "85", "座次"), ("取水计量设施抽检", "68", "台", "60"), topic=T.CORE_BUSINESS
    )
    year = make_year(rows, [("推进取水计量设施改造，督促用水大户落实计量责任", T.CORE_BUSINESS)])
    text = text_of(draft_report(year))
    assert "落实计量责任，开展取水计量设施抽检68台，同比增长13.3%。" in text
    assert "全年开展水库安全检查85座次。" in text


def test_counts_of_another_scope_than_the_last_clause_stand_apart() -> None:
    rows = make_indicators(("核发取水许可证", "221", "张", "198"), topic=T.GOVERNMENT_FUNCTIONS)
    year = make_year(rows, [("推行水保与取水许可证“两证联办”，审批时限压缩50%以上", T.GOVERNMENT_FUNCTIONS)])
    assert "审批时限压缩50%以上。全年核发取水许可证221张" in text_of(draft_report(year))


def test_counts_do_not_follow_an_initiative_by_a_word_that_stands_anywhere() -> None:
    rows = make_indicators(("移送司法机关案件", "3", "件"), ("水行政处罚案件", "9", "件"))
    year = make_year(rows, [("调整案件审理委员会成员，严格审查经办资格", T.LAW_ENFORCEMENT)])
    assert "严格审查经办资格。全年" in text_of(draft_report(year))


def test_what_a_longer_initiative_says_word_for_word_is_said_once() -> None:
    year = make_year(
        initiatives=[
            ("利用广播、微信群开展节水法治宣传", T.LEGAL_EDUCATION),
            ("我局利用广播、微信群开展节水法治宣传，覆盖12个社区。", T.LEGAL_EDUCATION),
        ]
    )
    section = draft_section(year, SectionKind.ACHIEVEMENTS)
    assert section is not None
    (sentence,) = section.sentences
    assert sentence.text == "利用广播、微信群开展节水法治宣传，覆盖12个社区。"
    assert set(sentence.facts) == {FactRef("initiatives[0]"), FactRef("initiatives[1]")}


def test_an_initiative_keeps_its_words_and_loses_what_the_report_says_anyway() -> None:
    told = Initiative(
        "initiatives[0]", "今年以来，我局开展了“百日行动”；", T.LAW_ENFORCEMENT, "我局查处了违法采砂12起。"
    )
    assert "\n开展“百日行动”，查处违法采砂12起。\n" in text_of(
        draft_report(replace(make_year(), initiatives=(told,)))
    )


def test_many_tiny_points_bear_no_leads() -> None:
    topics = [topic for topic in Topic if topic is not T.EMERGENCY_RESPONSE][:8]
    year = make_year(initiatives=[(f"做好{topic.label}有关任务", topic) for topic in topics])
    section = draft_section(year, SectionKind.ACHIEVEMENTS)
    assert section is not None
    assert not section.subsections
    assert not any("是" in sentence.text[:3] for sentence in section.sentences)


# --- the year ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "opening", "lead_in"),
    [
        (2016, "2016年，我局在县委、县政府坚强领导下，认真落实", "2017年，我局将重点做好以下工作："),
        (
            2017,
            "深入贯彻党的十九大精神，认真落实",
            "2018年，我局将继续坚持以习近平新时代中国特色社会主义思想为指导，重点做好以下工作：",
        ),
        (2026, "深入贯彻党的二十大和二十届历次全会精神，", "深入学习贯彻习近平法治思想，重点做好以下工作："),
        (2027, "为指导，全面学习贯彻习近平法治思想，", "深入学习贯彻习近平法治思想，重点做好以下工作："),
    ],
)
def test_a_year_names_what_had_been_held_and_nothing_where_there_are_no_data(
    year: int, opening: str, lead_in: str
) -> None:
    data = make_year(year=year, next_year=(make_action(0, "修订取水许可办法", T.INSTITUTION_BUILDING),))
    draft = draft_report(data)
    assert opening in draft.opening[0].text
    plan = next(part for part in draft.sections if part.section is SectionKind.NEXT_YEAR_PLAN)
    assert plan.sentences[0].text.endswith(lead_in)


# --- answers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "shortcoming", "cause", "answered"),
    [
        (
            ("组织执法人员参加区级培训", T.CAPACITY_BUILDING),
            ("执法人员专业能力不强", T.LAW_ENFORCEMENT),
            "",
            True,
        ),
        (("增加执法人员", T.CAPACITY_BUILDING), ("水务执法人员不足", T.LAW_ENFORCEMENT), "", True),
        (
            ("为全部水利站配备2名以上人员", T.CORE_BUSINESS),
            ("基层审核力量薄弱", T.CAPACITY_BUILDING),
            "水利站一人站比例高",
            True,
        ),
        (
            ("完善法治政府建设考核评价体系", T.PARTY_LEADERSHIP),
            ("法治政府建设推进不平衡", T.CORE_BUSINESS),
            "考核作用发挥不充分",
            True,
        ),
        (
            ("完成应急预案修订，实现乡镇救援站全覆盖", T.EMERGENCY_RESPONSE),
            ("乡镇承接赋权事项的执法能力有待提升", T.LAW_ENFORCEMENT),
            "乡镇队员兼职多",
            False,
        ),
        (("争取资金购置快检设备", T.LAW_ENFORCEMENT), ("执法装备落后", T.LAW_ENFORCEMENT), "", True),
        (
            ("加大农村法治宣传力度", T.LEGAL_EDUCATION),
            ("群众法律意识不高", T.CORE_BUSINESS),
            "宣传覆盖面不广",
            True,
        ),
        (("新改建农村公路60公里", T.CORE_BUSINESS), ("科技治超手段运用不够", T.LAW_ENFORCEMENT), "", False),
        (
            ("编制养老机构合规手册，实现培训全覆盖", T.CAPACITY_BUILDING),
            ("基层民政服务机构法治意识不强", T.CORE_BUSINESS),
            "民办养老机构负责人培训覆盖面不广",
            True,
        ),
        (
            ("申请专项资金更新快检设备", T.CORE_BUSINESS),
            ("执法装备落后", T.LAW_ENFORCEMENT),
            "经费不足",
            True,
        ),
        (
            ("利用赶集日开展送法下乡", T.LEGAL_EDUCATION),
            ("农民学法积极性不高", T.CAPACITY_BUILDING),
            "宣传形式不活",
            True,
        ),
        (("编印口袋书", T.LEGAL_EDUCATION), ("执法文书制作不规范", T.LAW_ENFORCEMENT), "培训少", False),
    ],
)
def test_what_answers_what(
    plan: tuple[str, Topic], shortcoming: tuple[str, Topic], cause: str, *, answered: bool
) -> None:
    action, fell_short = make_action(0, *plan), make_shortcoming(0, *shortcoming, cause)
    assert answers(action, fell_short, load_phrases()) is answered


def test_the_gap_of_a_shortcoming_stands_under_a_plan_about_it_or_under_a_heading_of_its_own() -> None:
    year = make_year(
        shortcomings=(
            make_shortcoming(0, "智能监测手段运用不够", T.CORE_BUSINESS),
            make_shortcoming(1, "面向企业的“以案释法”不够", T.LEGAL_EDUCATION),
        ),
        next_year=(
            make_action(0, "新改建农村供水管网60公里", T.CORE_BUSINESS),
            make_action(1, "开展节水宣传周活动", T.LEGAL_EDUCATION),
        ),
    )
    section = draft_section(year, SectionKind.NEXT_YEAR_PLAN)
    assert section is not None
    gaps = {
        part.heading: [s.text for s in part.sentences if s.kind is SentenceKind.PLACEHOLDER]
        for part in section.subsections
    }
    assert [heading for heading, texts in gaps.items() if texts] == ["增强普法实效", "补齐短板弱项"]
    assert "针对“面向企业的‘以案释法’不够”的改进安排" in gaps["增强普法实效"][0]


# --- shortcomings -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("执法力量不足，专职人员偏少", "（一）执法力量不足，专职人员偏少。主要原因是人手不足。"),
        (
            "法治建设推进不平衡，部分水利站和股室对法治工作的重视程度不够",
            "（一）法治建设推进不平衡。部分水利站和股室对法治工作的重视程度不够，主要原因是人手不足。",
        ),
    ],
)
def test_a_shortcoming_of_two_clauses_is_no_row_of_scraps(text: str, told: str) -> None:
    other = make_shortcoming(1, "信息公开不及时", T.POWER_SUPERVISION, "流程繁琐")
    year = make_year(shortcomings=(make_shortcoming(0, text, T.LAW_ENFORCEMENT), other))
    assert told in text_of(draft_report(year))


def test_two_shortcomings_in_one_entry_share_a_clause() -> None:
    item = make_shortcoming(
        0, "一是宣传形式单一；二是执法力量薄弱", T.LAW_ENFORCEMENT, "一是经费有限；二是人员少"
    )
    text = text_of(draft_report(make_year(shortcomings=(item,))))
    assert "主要不足是宣传形式单一，执法力量薄弱，主要原因是经费有限，人员少。" in text


def test_a_kind_of_agency_is_not_found_inside_another_word() -> None:
    agency = replace(AGENCY, name="溪禾县住房和城乡建设局", kind="住房城乡建设")
    filler = "，落实各项任务，形成长效机制，压实工作责任，定期调度通报，推动问题解决，巩固提升治理成效，群众反映良好，工作平稳有序，制度机制逐步健全，责任链条更加完整，队伍作风持续改进，各方评价稳步向好"
    year = make_year(
        initiatives=[
            (f"强化物业服务日常监管{filler}", T.CORE_BUSINESS),
            (f"健全调解机制{filler}", T.DISPUTE_RESOLUTION),
        ],
        agency=agency,
    )
    text = text_of(draft_report(year))
    assert "聚焦行业治理，维护平稳有序运行" in text
