"""Headings, points and standard sections in the many forms that offices use."""

from __future__ import annotations

import pytest

from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from tests.unit.reading.texts import outline, read

OPENING = "2023年，我局在市委、市政府的坚强领导下，扎实推进法治政府建设，取得明显成效。现将有关情况报告如下："


def test_topics_as_first_level_headings_are_measures_until_something_else_begins() -> None:
    report = read(
        "某市市场监督管理局2023年度法治政府建设情况报告",
        OPENING,
        "一、强化政治引领，推动法治建设走深走实",
        "（一）学习贯彻习近平法治思想。专题学习3次。",
        "（二）切实履行推进法治建设第一责任人职责。主要负责人带头述法。",
        "二、深化“放管服”改革，优化营商环境",
        "推进政务服务。",
        "三、健全制度体系",
        "制定规范性文件2件。",
        "四、严格规范公正文明执法",
        "落实三项制度。",
        "五、依法化解矛盾纠纷",
        "办理行政复议3件。",
        "六、当前存在的主要问题",
        "执法水平有待提高。",
        "七、2024年工作思路",
        "继续加强培训。",
    )
    assert [(found.section, found.topics[:1]) for found in report.sections] == [
        (SectionKind.ACHIEVEMENTS, (Topic.PARTY_LEADERSHIP,)),
        (SectionKind.ACHIEVEMENTS, (Topic.GOVERNMENT_FUNCTIONS,)),
        (SectionKind.ACHIEVEMENTS, (Topic.INSTITUTION_BUILDING,)),
        (SectionKind.ACHIEVEMENTS, (Topic.LAW_ENFORCEMENT,)),
        (SectionKind.ACHIEVEMENTS, (Topic.DISPUTE_RESOLUTION,)),
        (SectionKind.SHORTCOMINGS, (Topic.LAW_ENFORCEMENT,)),
        (SectionKind.NEXT_YEAR_PLAN, (Topic.CAPACITY_BUILDING,)),
    ]
    assert report.sections[0].children[1].section is SectionKind.PRINCIPAL_DUTY


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("2023年度推进法治政府建设的主要举措和成效", "achievements"),
        ("主要工作情况", "achievements"),
        ("重点工作推进情况", "achievements"),
        ("基本情况和主要成效", "achievements"),
        ("坚持问题导向，着力解决突出问题", "achievements"),
        ("2022年工作计划完成情况", "achievements"),
        ("存在的问题", "shortcomings"),
        ("存在的不足和原因", "shortcomings"),
        ("面临的困难与短板", "shortcomings"),
        ("差距和不足", "shortcomings"),
        ("主要问题及原因分析", "shortcomings"),
        ("区政府主要负责同志履行推进法治建设第一责任人职责情况", "principal_duty"),
        ("党政主要负责人履行法治建设职责情况", "principal_duty"),
        ("下步工作打算", "next_year_plan"),
        ("明年工作打算", "next_year_plan"),
        ("2024年度推进法治政府建设的主要安排", "next_year_plan"),
        ("2024年重点工作", "next_year_plan"),
        ("工作思路", "next_year_plan"),
        ("其他需要报告的情况", "other_matters"),
        ("需要说明的其他事项", "other_matters"),
    ],
)
def test_wordings_of_first_level_headings(heading: str, section: str) -> None:
    report = read(
        "某市水务局2023年度法治政府建设情况报告",
        OPENING,
        "一、主要举措",
        "召开会议。",
        f"四、{heading}",
        "情况如下。",
    )
    assert outline(report)[-1] == (1, heading, section)


def test_content_decides_where_a_heading_says_nothing() -> None:
    report = read(
        OPENING,
        "一、主要工作",
        "召开会议3次。",
        "二、反思与查摆",
        "虽然取得一定成绩，但仍存在不足：执法力量薄弱，普法形式不够丰富，培训有待加强。",
        "三、乘势而上",
        "2024年，我局将继续深入学习，进一步规范执法。",
    )
    assert [found.section for found in report.sections] == [
        SectionKind.ACHIEVEMENTS,
        SectionKind.SHORTCOMINGS,
        SectionKind.NEXT_YEAR_PLAN,
    ]


@pytest.mark.parametrize(
    "rest",
    [
        ("（一）存在的问题", "执法水平有待提高。", "（二）下一步打算", "加强培训。"),
        (
            "当前仍存在薄弱环节：一是力量不足。二是经费不够。",
            "下一步，我局将从以下方面发力：一是加强培训。二是加强普法。",
        ),
    ],
    ids=["with subsections", "in paragraphs"],
)
def test_shortcomings_and_plans_in_one_section_are_told_apart(rest: tuple[str, ...]) -> None:
    report = read(OPENING, "一、主要举措", "召开会议。", "二、存在问题及下一步工作打算", *rest)
    merged = report.sections[-1]
    assert [child.section for child in merged.children] == [
        SectionKind.SHORTCOMINGS,
        SectionKind.NEXT_YEAR_PLAN,
    ]


def test_a_report_without_any_heading() -> None:
    report = read(
        "2023年，云溪市交通运输局在市委领导下扎实推进法治政府部门建设，取得了明显成效。现报告如下。",
        "我局坚持党的领导，学习贯彻习近平法治思想，召开党组会研究法治工作5次。",
        "我局严格规范公正文明执法，落实行政执法三项制度，开展执法检查320次。",
        "虽然取得了一定成绩，但仍存在一些不足：执法力量薄弱，普法形式不够丰富。",
        "2024年，我局将继续深入学习贯彻习近平法治思想，进一步规范执法行为。",
    )
    assert [found.section for found in report.sections] == [
        SectionKind.ACHIEVEMENTS,
        SectionKind.SHORTCOMINGS,
        SectionKind.NEXT_YEAR_PLAN,
    ]
    assert report.opening.endswith("现报告如下。")


def test_headings_without_numbers() -> None:
    report = read(
        "云溪市水务局关于2022年法治政府建设情况的报告",
        OPENING,
        "主要工作情况",
        "市水务局坚持以习近平新时代中国特色社会主义思想为指导，推进依法治水。",
        "加强组织领导",
        "成立领导小组，压实责任。召开会议研究法治工作。",
        "存在的主要问题",
        "执法力量有待加强，普法形式不够丰富。",
    )
    assert outline(report) == [
        (1, "主要工作情况", "achievements"),
        (2, "加强组织领导", "achievements"),
        (1, "存在的主要问题", "shortcomings"),
    ]


def test_levels_of_every_marker_and_headings_that_run_on_into_their_text() -> None:
    report = read(
        OPENING,
        "一、主要举措",
        "(一)规范执法。全年检查386家次。",
        "1．严格程序：落实三项制度，做到应录尽录。",
        "（1）公示。全部公开。",
        "2、强化监督",
        "开展评查（见附件（一）第2.1节）。",
        "（二）加强普法一是开展宣讲。二是印发资料。",
        "（四）编号有误也照样读",
        "正文。",
    )
    assert [(found.level, found.marker, found.heading) for found in report.walk()] == [
        (1, "一、", "主要举措"),
        (2, "（一）", "规范执法"),
        (3, "1．", "严格程序"),
        (4, "（1）", "公示"),
        (3, "2、", "强化监督"),
        (2, "（二）", "加强普法"),
        (5, "一是", ""),
        (5, "二是", ""),
        (2, "（四）", "编号有误也照样读"),
    ]
    assert (
        next(found.text for found in report.walk() if found.marker == "2、")
        == "开展评查（见附件（一）第2.1节）。"
    )


def test_parts_above_the_first_level() -> None:
    report = read(
        OPENING,
        "第一部分 2023年度工作情况",
        "一、加强领导",
        "召开会议。",
        "第二部分 存在的不足",
        "一、力量不足",
        "人员少。",
    )
    assert outline(report) == [
        (1, "2023年度工作情况", "achievements"),
        (2, "加强领导", "achievements"),
        (1, "存在的不足", "shortcomings"),
        (2, "力量不足", "shortcomings"),
    ]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("一是打牢基础。学习3次。二是坚持学法。旁听2次。", [("一是", "打牢基础"), ("二是", "坚持学法")]),
        ("做到：1.全面排查；2.立行立改；3.长效管理。", [("1.", ""), ("2.", ""), ("3.", "")]),
        ("原因有：①编制少；②待遇低。", [("①", ""), ("②", "")]),
        ("第一，加强培训。办班4期。第二，加强普法。", [("第一", "加强培训"), ("第二", "")]),
        ("统一思想，要求一是一、二是二，全国统一，第一责任人带头，增长2.5万元。", []),
    ],
)
def test_points_inside_sentences(text: str, points: list[tuple[str, str]]) -> None:
    section = read(OPENING, "一、主要举措", text).sections[0]
    assert [(child.marker, child.heading) for child in section.children] == points
    assert all(child.level == 5 for child in section.children)


def test_a_subsection_may_cover_several_topics_the_weightiest_first() -> None:
    report = read(
        OPENING,
        "一、主要举措",
        "（一）加强组织领导。主要负责人履行第一责任人职责，召开党委会研究法治工作。组织集体学法11次，法治讲座2期，培训4期。",
    )
    assert report.sections[0].children[0].topics[:2] == (Topic.PARTY_LEADERSHIP, Topic.CAPACITY_BUILDING)


@pytest.mark.parametrize(
    "heading",
    [
        "突出问题导向，强化执法监督",
        "强基础、补短板",
        "聚焦群众反映强烈的突出问题",
        "严格落实年度执法计划",
        "科学编制年度工作计划",
        "坚持首位责任，推进法治建设",
    ],
)
def test_a_subsection_that_only_sounds_like_another_section_stays_where_it_is(heading: str) -> None:
    report = read(OPENING, "一、主要举措和成效", f"（一）{heading}", "全年检查386家次，整改到位。")
    assert report.sections[0].children[0].section is SectionKind.ACHIEVEMENTS


def test_running_heads_and_page_numbers_do_not_cut_a_sentence() -> None:
    lines = ["岚湾市水务局2023年度法治政府建设报告", OPENING, "一、主要举措"]
    for number in range(1, 5):
        lines += [
            f"第{number}项工作扎实推进，全年开展检查",
            f"- {number} -",
            "岚湾市水务局法治报告",
            "386家次，成效明显。",
        ]
    report = read(*lines)
    assert report.sections[0].text.split("\n")[0] in {
        "第1项工作扎实推进，全年开展检查岚湾市水务局法治报告386家次，成效明显。",
        "第1项工作扎实推进，全年开展检查386家次，成效明显。",
    }
    assert report.sections[0].text.endswith("第4项工作扎实推进，全年开展检查386家次，成效明显。")


def test_a_section_heading_that_lost_its_number() -> None:
    report = read(
        OPENING,
        "一、基本情况",
        "召开会议。",
        "主要工作",
        "（一）加强普法。宣讲3场。",
        "存在的不足和原因",
        "执法力量薄弱。",
    )
    assert [found.heading for found in report.sections] == ["基本情况", "主要工作", "存在的不足和原因"]


def test_text_that_sounds_like_furniture_is_kept() -> None:
    report = read(
        OPENING,
        "主要工作情况",
        "政务公开",
        "技术支持不断加强，主动公开政府信息318条。",
        "存在的问题",
        "隐私保护意识有待提高。",
        "上一篇：关于某事的通知",
    )
    assert outline(report)[1] == (2, "政务公开", "achievements")
    assert report.sections[0].children[0].text == "技术支持不断加强，主动公开政府信息318条。"
    assert report.sections[-1].text == "隐私保护意识有待提高。"
