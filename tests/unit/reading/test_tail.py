"""What stands below the text of a report: attachments, signature, 抄送, the printing office; and who signed above it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.reading.test_frame import BODY, OPENING
from tests.unit.reading.texts import headings, read, read_text

TITLE = "岚湾市教育局关于2023年度法治政府建设情况的报告"
SIGNED = ("岚湾市教育局", "2024年1月16日")
LIST = ("附件：1.2023年度行政执法数据统计表", "2.普法活动清单")
BACK = (
    "抄送：市委全面依法治市委员会办公室，市人大常委会办公室，市政协办公室，市中级人民法院。",
    "岚湾市教育局办公室              2024年1月17日印发",
)


@pytest.mark.parametrize(
    "after",
    [
        SIGNED,
        (*LIST, *SIGNED),
        (*SIGNED, *BACK),
        (*LIST, *SIGNED, "（联系人：张某某；联系电话：000-1234567）", *BACK),
        (*LIST, *SIGNED, "（此件公开发布）", *BACK),
        (*SIGNED, "（信息公开形式：主动公开）", "抄送：市委办公室。", "共印15份"),
        (*SIGNED, "附件1", "2023年度行政执法数据统计表", "立案 | 73", "罚款 | 158.4"),
        ("特此报告。", *SIGNED, "附件：数据统计表", "立案 | 73"),
    ],
)
def test_signature_and_date_are_found_and_nothing_below_is_glued_to_the_text(after: tuple[str, ...]) -> None:
    report = read(TITLE, "市委、市政府：", OPENING, *BODY, *after)
    assert (report.signature, report.date) == (SIGNED[0], date(2024, 1, 16))
    assert report.sections[-1].text == "执法力量薄弱。"


def test_the_day_of_printing_is_no_signature() -> None:
    report = read(TITLE, OPENING, *BODY, *BACK)
    assert report.signature == ""
    assert report.sections[-1].text == "执法力量薄弱。"


def test_full_width_digits_in_title_and_date() -> None:
    report = read_text(
        "青岚县交通运输局\n关 于 ２０２４ 年 度 法 治 政 府 建 设 情 况 的 报 告\n\n县委、县政府：\n"
        f"　　{OPENING}\n　　一、主要举措和成效\n　　召开会议５次。\n　　二、存在的不足\n　　力量不足。\n"
        "　　青岚县交通运输局\n　　２０２５年２月１日\n"
    )
    assert report.title == "青岚县交通运输局关于2024年度法治政府建设情况的报告"
    assert (report.year, report.date) == (2024, date(2025, 2, 1))


@pytest.mark.parametrize(
    ("written", "signer"),
    [
        ("签发人：周正行", "周正行"),
        ("签发人：王 明", "王明"),
        ("签发人：王　明　　李建国", "王明、李建国"),
        ("签发人：周正行  李建国  欧阳文华", "周正行、李建国、欧阳文华"),
        ("岚教发〔2024〕3号        签发人： 周正行、李建国", "周正行、李建国"),
    ],
)
def test_several_who_signed_are_told_apart(written: str, signer: str) -> None:
    assert read(written, TITLE, OPENING, *BODY).signer == signer


def test_points_of_a_list_are_no_headings() -> None:
    report = read(
        "# 岚湾市教育局2023年法治政府建设报告", OPENING, "## 一、主要举措和成效", "召开会议5次。",
        "## 二、存在的问题", "- 执法力量不足", "- 培训不够", "## 三、下一步打算", "加强培训。",
    )  # fmt: skip
    assert [section.heading for section in headings(report)] == ["主要举措和成效", "存在的问题", "下一步打算"]


def test_decimal_numbering() -> None:
    report = read(
        "青岚县审计局2024年度法治政府建设情况报告", "1. 主要举措和成效", "1.1 加强领导", "召开会议5次。", "1.2 规范审计执法",
        "立项12个，涉及资金1.5万元。", "2. 存在的不足和原因", "人员少。",
    )  # fmt: skip
    assert [len(section.children) for section in report.sections] == [2, 0]
    assert [child.heading for child in report.sections[0].children] == ["加强领导", "规范审计执法"]
