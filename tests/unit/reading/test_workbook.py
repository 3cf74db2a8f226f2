"""The Excel form: written for people, read back from what people do to it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from assistant.domain.topics import Topic
from assistant.errors import SourceFileError, YearDataError
from assistant.reading.agency_year import agency_year_from_bytes, load_agency_year
from assistant.reading.workbook import read_form, write_form
from tests.conftest import EXAMPLE_DATA
from tests.unit.reading.year_data import always_core, problems_of


@cache
def example_form() -> bytes:
    """The example's form."""
    return write_form(load_agency_year(EXAMPLE_DATA))


def filled() -> Any:
    """The example's form, open for changes."""
    return load_workbook(BytesIO(example_form()))


def saved(book: Any) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(book: Any):
    return read_form(saved(book), "数据.xlsx", topic_of=always_core)


def test_the_example_goes_through_excel_unchanged() -> None:
    year = load_agency_year(EXAMPLE_DATA)
    assert read_form(write_form(year), "数据.xlsx") == year
    assert agency_year_from_bytes("数据.xlsx", write_form(year)) == year


def test_the_empty_form_guides_and_offers_choices() -> None:
    book = load_workbook(BytesIO(write_form(None)))
    assert book.sheetnames == [
        "填写说明", "基本信息", "指标", "举措和成效", "第一责任人履职", "存在的不足", "下一年度安排", "其他事项",
    ]  # fmt: skip
    assert [cell.value for cell in book["指标"][2]] == [
        "序号",
        "指标名称*",
        "本年数值*",
        "单位*",
        "上年数值",
        "专题",
        "备注",
    ]
    assert book["指标"]["A3"].value == "示例"
    lists = [rule.formula1 for rule in book["指标"].data_validations.dataValidation]
    assert lists == ['"' + ",".join(topic.label for topic in Topic) + '"']
    assert "县级" in book["基本信息"].data_validations.dataValidation[0].formula1
    assert book["指标"].freeze_panes == "C3"


def test_the_empty_form_lists_what_is_missing() -> None:
    told = problems_of(lambda: read_form(write_form(None), "空.xlsx"))
    assert set(told) == {f"基本信息!B{row}" for row in (3, 4, 7, 8, 9)}
    assert told["基本信息!B4"] == "缺少机关全称"


def test_text_that_looks_like_a_formula_stays_text() -> None:
    book = filled()
    book["其他事项"]["B4"] = "占位"
    book["其他事项"]["B4"].value = '=HYPERLINK("http://x","y")'
    book["其他事项"]["B4"].data_type = "s"
    year = read(book)
    assert year.other_matters[0].text == '=HYPERLINK("http://x","y")'
    again = load_workbook(BytesIO(write_form(year)))
    assert again["其他事项"]["B4"].data_type == "s"
    assert read_form(write_form(year), "x.xlsx") == year


@pytest.mark.parametrize(
    ("typed", "number_format", "unit", "value", "read_unit"),
    [
        ("1,234", "General", "件", "1234", "件"),
        ("７１４", "General", "件", "714", "件"),
        ("95.6%", "General", "%", "95.6", "%"),
        (0.956, "0.0%", "%", "95.6", "%"),
        (0.956, "0.0%", None, "95.6", "%"),
        ("1.2万", "General", "份", "1.2", "万份"),
        (158.4, "General", "万元", "158.4", "万元"),
        (0.1 + 0.2, "General", "万元", "0.3", "万元"),
        ("三千八百九十四", "General", "件", "3894", "件"),
    ],
)
def test_numbers_as_people_type_them(
    typed: object, number_format: str, unit: str | None, value: str, read_unit: str
) -> None:
    book = filled()
    book["指标"]["C4"], book["指标"]["D4"], book["指标"]["E4"] = typed, unit, None
    book["指标"]["C4"].number_format = number_format
    indicator = read(book).indicators[0]
    assert (str(indicator.value), indicator.unit) == (value, read_unit)


@pytest.mark.parametrize(
    ("cell", "typed", "told"),
    [
        ("指标!C7", "37件", "多了“件”"),
        ("指标!C7", "=SUM(C4:C6)", "选择性粘贴"),
        ("指标!C7", "#N/A", "错误值"),
        ("指标!C7", True, "true"),
        ("指标!C7", datetime(2025, 3, 5), "日期"),  # noqa: DTZ001
        ("指标!C7", "约37", "约数"),
        ("指标!C7", None, "缺少数值"),
        ("指标!B7", None, "缺少指标名称"),
        ("指标!F7", "执法", "行政执法"),
        ("指标!C10", 0.956, "95.6%"),
        ("指标!E10", 0.956, "95.6%"),
        ("基本信息!B3", "去年", "不是数字"),
        ("基本信息!B8", "县", "县级"),
        ("基本信息!B14", "明天", "不是日期"),
        ("举措和成效!B5", None, "缺少举措内容"),
        ("存在的不足!C4", "=A1", "公式"),
    ],
)
def test_a_mistake_is_told_with_its_sheet_and_cell(cell: str, typed: object, told: str) -> None:
    sheet, place = cell.split("!")
    book = filled()
    book[sheet][place] = typed
    if cell == "举措和成效!B5":
        book[sheet]["C5"] = "有结果而没有举措"
    problems = problems_of(lambda: read(book))
    assert list(problems) == [cell]
    assert told in problems[cell]


def test_columns_may_be_moved_renamed_and_noted() -> None:
    book = filled()
    sheet = book["指标"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=60)]
    del book["指标"]
    moved = book.create_sheet("2025指标表")
    moved.append(["平川区填报", None, None])
    moved.append([None])
    for number, name, value, unit, last, topic, note in rows:
        moved.append([topic, last, note, unit, name, value, number])
    for place, heading in enumerate(
        ["所属专题", "2024年", "填报科室", "计量单位", "指 标", "2025年数值", "编号"], start=1
    ):
        moved.cell(3, place).value = heading
    assert read(book).indicators == load_agency_year(EXAMPLE_DATA).indicators


def test_rows_left_blank_and_the_example_row_are_skipped() -> None:
    book = filled()
    book["指标"].insert_rows(10, 3)
    book["指标"]["F11"] = "  "
    book["指标"].delete_rows(3)
    assert len(read(book).indicators) == 47


def test_a_topic_merged_over_rows_holds_for_each() -> None:
    book = filled()
    sheet = book["指标"]
    for row in (5, 6, 7):
        sheet.cell(row, 6).value = None
    sheet["F4"] = "普法宣传"
    sheet.merge_cells("F4:F7")
    assert {one.topic for one in read(book).indicators[:4]} == {Topic.LEGAL_EDUCATION}


def test_nothing_filled_in_is_lost_without_a_word() -> None:
    book = filled()
    book["指标"]["H2"], book["指标"]["H5"] = "科室意见", "保留"
    book.create_sheet("临时")["B2"] = "草稿"
    book.create_sheet("备注2")["B2"] = "随便写"
    told = problems_of(lambda: read(book))
    assert set(told) == {"指标!H2", "临时!A1"}


def test_lists_are_split_at_the_usual_signs() -> None:
    book = filled()
    book["基本信息"]["B9"] = "明川省 云溪市 青岚县"
    book["基本信息"]["B5"] = "县应急管理局；县应急局"
    year = read(book)
    assert year.agency.region == ("明川省", "云溪市", "青岚县")
    assert year.agency.short_names == ("县应急管理局", "县应急局")


def test_a_date_is_read_as_excel_keeps_it() -> None:
    book = filled()
    book["基本信息"]["B14"] = datetime(2026, 2, 3)  # noqa: DTZ001
    assert read(book).document.date == date(2026, 2, 3)


def test_another_workbook_is_told_apart() -> None:
    book = Workbook()
    book.active["A1"] = "采购清单"
    with pytest.raises(YearDataError, match="nianbao data template"):
        read(book)


def test_a_missing_first_sheet_is_told() -> None:
    book = filled()
    del book["基本信息"]
    with pytest.raises(YearDataError, match="缺少工作表“基本信息”"):
        read(book)


def _bomb() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<a/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * 80_000_000)
    return stream.getvalue()


def _entities() -> bytes:
    source, stream = BytesIO(example_form()), BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                text = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>' + text
            new.writestr(part.filename, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (_bomb, "过大"),
        (_entities, "实体"),
        (lambda: b"PK\x03\x04" + b"x" * 50, "打不开"),
        (lambda: example_form()[:-400], "打不开"),
    ],
    ids=["bomb", "entities", "broken", "cut"],
)
def test_hostile_and_damaged_workbooks_are_refused(data: Callable[[], bytes], told: str) -> None:
    with pytest.raises(SourceFileError, match=told):
        read_form(data(), "数据.xlsx")
