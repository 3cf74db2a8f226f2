"""Title, agency, year, number, signer, addressee, signature and date of other reports than the seeds."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.domain.peers import PeerReport
from tests.unit.reading.texts import read

OPENING = "2023年，我局在市委、市政府的坚强领导下，扎实推进法治政府建设，取得明显成效。现将有关情况报告如下："
BODY = (
    "一、主要举措和成效",
    "（一）加强组织领导。召开会议研究法治工作3次，压实责任。",
    "二、存在的不足",
    "执法力量薄弱。",
)


def framed(*before: str, opening: str = OPENING, after: tuple[str, ...] = ()) -> PeerReport:
    return read(*before, opening, *BODY, *after)


def test_everything_around_a_complete_document() -> None:
    report = framed(
        "岚湾市教育局文件",
        "岚教发〔2024〕3号    签发人：周正行  李明",
        "岚湾市教育局",
        "关于2023年度法治政府建设情况的报告",
        "市委、市政府：",
        after=(
            "特此报告。",
            "岚湾市教育局",
            "2024年1月16日",
            "（联系人：张某某，联系电话：12345678）",
            "抄送：市委依法治市办",
        ),
    )
    assert report.title == "岚湾市教育局关于2023年度法治政府建设情况的报告"
    assert (report.agency, report.kind, report.year) == ("岚湾市教育局", "教育", 2023)
    assert (report.document_number, report.signer) == ("岚教发〔2024〕3号", "周正行、李明")
    assert (report.addressee, report.signature, report.date) == (
        "市委、市政府",
        "岚湾市教育局",
        date(2024, 1, 16),
    )
    assert report.opening == OPENING
    assert report.sections[-1].text == "执法力量薄弱。"


def test_a_date_in_chinese_numerals_and_a_signature_on_the_last_line_of_the_text() -> None:
    assert framed(after=("二〇二四年一月十六日",)).date == date(2024, 1, 16)
    report = read(
        "岚湾市民政局2023年法治政府建设报告", OPENING, *BODY[:-1], "执法力量薄弱。岚湾市民政局2024年1月6日"
    )
    assert (report.signature, report.date) == ("岚湾市民政局", date(2024, 1, 6))
    assert report.sections[-1].text == "执法力量薄弱。"


@pytest.mark.parametrize(
    "lines",
    [
        ("岚湾市卫生健康委员会2023年度法治政府建设情况报告",),
        ("岚湾市卫生健康委员会", "2023年度法治政府建设情况报告"),
        ("岚湾市卫生健康委员会关于2023年度法治政府", "建设情况的报告"),
        ("# **岚湾市卫生健康委员会2023年度法治政府建设情况报告**",),
        (
            "首页 > 政务公开 > 法治政府",
            "岚湾市卫生健康委员会2023年度法治政府建设情况报告",
            "【字体：大 中 小】 分享到：",
        ),
        ("标题：岚湾市卫生健康委员会2023年度法治政府建设情况报告", "发布日期：2024-03-01 浏览次数：12"),
        ("| 索引号 | 0123 | 名称 | 岚湾市卫生健康委员会2023年度法治政府建设情况报告 |", "|---|---|---|---|"),
        (
            "岚湾市卫生健康委员会2023年度法治政府建设情况报告_岚湾市人民政府网",
            "岚湾市卫生健康委员会2023年度法治政府",
            "建设情况报告",
        ),
    ],
)
def test_a_title_in_many_forms(lines: tuple[str, ...]) -> None:
    report = framed(*lines)
    assert (
        report.title.replace("关于", "").replace("的报告", "报告")
        == "岚湾市卫生健康委员会2023年度法治政府建设情况报告"
    )
    assert (report.agency, report.kind, report.level) == ("岚湾市卫生健康委员会", "卫生健康", "市级")
    assert report.opening == OPENING


def test_a_covering_letter_is_not_the_report() -> None:
    report = framed(
        "岚湾市水务局关于报送2023年度法治政府建设情况的报告",
        "岚水〔2024〕5号",
        "市委、市政府：",
        "现将我局2023年度法治政府建设情况报告呈送你们，请审阅。",
        "岚湾市水务局",
        "2024年3月8日",
        "岚湾市水务局2023年度法治政府建设情况报告",
    )
    assert report.title == "岚湾市水务局2023年度法治政府建设情况报告"
    assert report.opening == OPENING
    assert (report.document_number, report.addressee, report.date) == (
        "岚水〔2024〕5号",
        "市委、市政府",
        date(2024, 3, 8),
    )


@pytest.mark.parametrize(
    ("title", "opening", "year"),
    [
        ("某市水务局2022年度法治政府建设情况报告", "2023年1月，我局总结如下：工作扎实，成效明显。", 2022),
        ("某市水务局2021年法治政府建设工作总结和2022年工作计划", "一年来，我局扎实工作，成效明显。", 2021),
        (
            "某市水务局法治政府建设情况报告",
            "2024年，我局落实《法治政府建设实施纲要（2021—2025年）》，成效明显。",
            2024,
        ),
        (
            "某市水务局二〇二三年度法治政府建设报告",
            "我局落实《法治政府建设实施纲要（2021－2025年）》，成效明显。",
            2023,
        ),
        ("法治政府建设情况报告", "我局落实《纲要(20212025年)》，扎实工作。现将2020年度情况报告如下：", 2020),
    ],
)
def test_the_reported_year_is_not_that_of_publication_of_plans_or_of_a_range(
    title: str, opening: str, year: int
) -> None:
    before = (title, "发布日期：2026-05-01")
    assert read(*before, opening, "一、主要举措", "召开会议。", "二、下一步打算", "继续努力。").year == year


def test_the_year_of_headings_counts_when_nothing_else_tells() -> None:
    assert read("一、2022年度主要举措和成效", "召开会议。", "二、2023年度主要安排", "继续。").year == 2022
    assert read("一、主要举措和成效", "召开会议。", "二、2023年工作打算", "继续。").year == 2022


@pytest.mark.parametrize(
    ("lines", "agency", "level", "kind"),
    [
        (("静海区2023年度法治政府建设情况报告",), "静海区人民政府", "县级", "人民政府"),
        (("望禾镇2023年法治政府建设年度报告",), "望禾镇人民政府", "乡镇街道", "乡镇"),
        (
            ("鲤城区人民政府金龙街道办事处关于2022年度法治政府建设情况的报告",),
            "鲤城区人民政府金龙街道办事处",
            "乡镇街道",
            "街道",
        ),
        (
            ("中共溪禾县委 溪禾县人民政府关于2023年度法治政府建设情况的报告",),
            "溪禾县人民政府",
            "县级",
            "人民政府",
        ),
        (
            ("广东省市场监督管理局关于2023年度法治政府建设情况的报告",),
            "广东省市场监督管理局",
            "省级",
            "市场监管",
        ),
        (("交通运输部2023年法治政府部门建设年度报告",), "交通运输部", "国家级", "交通运输"),
        (("昆山市应急局2023年度法治政府建设工作报告",), "昆山市应急管理局", "县级", "应急管理"),
        (
            ("2023年度法治政府建设工作报告", "发文单位：咸宁市水利和湖泊局  主题分类：其他"),
            "咸宁市水利和湖泊局",
            "市级",
            "水利",
        ),
        (
            ("来源：天心区坡子街街道 点击率：", "法治政府建设工作报告"),
            "天心区坡子街街道办事处",
            "乡镇街道",
            "街道",
        ),
    ],
)
def test_agencies_of_every_level(lines: tuple[str, ...], agency: str, level: str, kind: str) -> None:
    report = framed(*lines)
    assert (report.agency, report.level, report.kind) == (agency, level, kind)


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        (
            "2024年，区人社局坚持依法行政，落实《汕头市澄海区2024年法治政府建设工作要点》，成效明显。",
            "汕头市澄海区人力资源和社会保障局",
        ),
        ("根据市委依法治市办通知，现将2023年度枣庄市教育局法治政府建设工作情况报告如下。", "枣庄市教育局"),
        ("2023年，市应急局坚持依法行政，印发《岚湾市应急管理局权责清单》，成效明显。", "岚湾市应急管理局"),
        ("2023年，在市委、市政府领导下，各项工作取得成效，明显好于往年。", ""),
    ],
)
def test_a_name_without_title_is_completed_from_the_text_or_left_out(opening: str, agency: str) -> None:
    assert framed(opening=opening).agency == agency


def test_places_of_one_name_are_told_apart_by_the_text() -> None:
    report = framed(
        "西湖区教育局2023年法治政府建设情况报告",
        opening="2023年，西湖区教育局按照杭州市要求扎实工作，成效明显。",
    )
    assert report.region == ("浙江省", "杭州市", "西湖区")
    assert framed("西湖区教育局2023年法治政府建设情况报告").region == ("西湖区",)
    assert framed("青岚县教育局2023年法治政府建设情况报告").region == ("青岚县",)


def test_metadata_in_lines_of_their_own() -> None:
    report = framed(
        "黄陂区2023年法治政府建设工作报告",
        "2024-02-22 11:50",
        "发文单位",
        "区人民政府",
        "发文字号",
        "发文日期",
        "2024-02-03 10:00",
        "效力状态",
        "有效",
    )
    assert (report.agency, report.date, report.opening) == ("黄陂区人民政府", date(2024, 2, 3), OPENING)


def test_furniture_is_noted_with_its_place() -> None:
    report = read(
        "打印本页 关闭窗口",
        "讨论稿（尚有1处待补充，文中以黄色标出）",
        "某某市某某局2023年度法治政府建设情况报告",
        OPENING,
        *BODY,
    )
    text = report.source.text
    furniture = [text[each.start : each.end] for each in report.artefacts if each.kind == "furniture"]
    assert furniture == ["打印本页 关闭窗口", "讨论稿（尚有1处待补充，文中以黄色标出）"]
    assert not any(each.damages for each in report.artefacts)


@pytest.mark.parametrize("agency", ["和平县司法局", "向阳区教育局", "将乐县应急管理局", "和田市民政局"])
def test_the_first_sign_of_a_place_is_no_word_of_the_sentence(agency: str) -> None:
    assert read(f"{agency}关于2023年度法治政府建设情况的报告", OPENING, *BODY).agency == agency


def test_words_of_the_sentence_are_no_part_of_the_name() -> None:
    report = read("关于青岚县司法局2023年度法治政府建设情况的报告", OPENING, *BODY)
    assert report.agency == "青岚县司法局"
