"""What people do to the Excel form: units in the number's cell, notes below, examples left in, old sheets hidden."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.reading.test_workbook import filled, read
from tests.unit.reading.year_data import problems_of


def last_row(sheet: Any) -> int:
    return max(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value)


@pytest.mark.parametrize(
    ("typed", "unit", "value", "read_unit"),
    [
        ("386家次", "家次", "386", "家次"),
        ("386家次", None, "386", "家次"),
        ("３８６ 家次", " 家次", "386", "家次"),
        ("1.27万件", "件", "1.27", "万件"),
        ("158.4万元", "万元", "158.4", "万元"),
        ("158.4万元", None, "158.4", "万元"),
        ("1,234人次", None, "1234", "人次"),
    ],
)
def test_a_unit_typed_behind_the_number(typed: str, unit: str | None, value: str, read_unit: str) -> None:
    book = filled()
    book["指标"]["C4"], book["指标"]["D4"], book["指标"]["E4"] = typed, unit, None
    indicator = read(book).indicators[0]
    assert (str(indicator.value), indicator.unit) == (value, read_unit)


@pytest.mark.parametrize(
    ("typed", "unit"), [("386家次", "起"), ("2025年", None), ("386不含乡镇", None), ("约386家次", "家次")]
)
def test_another_word_behind_the_number_is_told(typed: str, unit: str | None) -> None:
    book = filled()
    book["指标"]["C4"], book["指标"]["D4"] = typed, unit
    assert (
        typed[-4:] in problems_of(lambda: read(book))["指标!C4"]
        or "约数" in problems_of(lambda: read(book))["指标!C4"]
    )


def test_last_year_may_have_its_unit_too() -> None:
    book = filled()
    book["指标"]["C4"], book["指标"]["D4"], book["指标"]["E4"] = "9次", "次", "7次"
    indicator = read(book).indicators[0]
    assert (str(indicator.value), str(indicator.last_year)) == ("9", "7")


@pytest.mark.parametrize(
    "name", ["青岚 县应急管理局", "青岚县\u3000应急管理局 ", "青岚县\u200b应急管理局", "青岚县\n应急管理局"]
)
def test_blanks_inside_a_name_are_no_part_of_it(name: str) -> None:
    book = filled()
    book["基本信息"]["B4"] = name
    assert read(book).agency.name == "青岚县应急管理局"


@pytest.mark.parametrize(
    "typed",
    ["明川省 云溪市 青岚县", "明川省-云溪市-青岚县", "明川省、云溪市、青岚县", "明川省\n云溪市\n青岚县"],
)
def test_places_are_taken_apart(typed: str) -> None:
    book = filled()
    book["基本信息"]["B9"] = typed
    assert read(book).agency.region == ("明川省", "云溪市", "青岚县")


def test_places_in_one_word_are_told() -> None:
    book = filled()
    book["基本信息"]["B9"] = "明川省云溪市青岚县"
    assert "明川省、云溪市、青岚县" in problems_of(lambda: read(book))["基本信息!B9"]


@pytest.mark.parametrize("name", ["马市坪乡", "津市市", "市中区", "沙市区", "新市镇", "花市街道"])
def test_a_name_with_the_sign_for_city_is_one_place(name: str) -> None:
    book = filled()
    book["基本信息"]["B9"] = f"明川省、云溪市、{name}"
    assert read(book).agency.region[-1] == name


def test_an_example_row_with_own_content_is_not_dropped_in_silence() -> None:
    book = filled()
    book["指标"]["B3"], book["指标"]["C3"] = "行政处罚案卷评查", 20
    assert "示例" in problems_of(lambda: read(book))["指标!3:3"]


def test_the_example_without_its_mark_does_not_become_a_fact() -> None:
    book = filled()
    book["指标"]["A3"] = 1
    assert "示例" in problems_of(lambda: read(book))["指标!3:3"]


@pytest.mark.parametrize("column", [1, 2])
@pytest.mark.parametrize("title", ["指标", "存在的不足", "下一年度安排"])
def test_notes_below_a_table_are_no_entries(title: str, column: int) -> None:
    before = read(filled())
    book = filled()
    sheet = book[title]
    row = last_row(sheet)
    sheet.cell(row + 1, column).value = "注：以上数据截至12月31日。"
    sheet.cell(row + 2, column).value = "填报人：张某某    联系电话：000"
    sheet.cell(row + 3, column).value = "审核人：李某某"
    assert read(book) == before


@pytest.mark.parametrize("title", ["举措和成效", "第一责任人履职", "存在的不足", "下一年度安排", "其他事项"])
@pytest.mark.parametrize("word", ["无", "暂无", "/", "\u2014"])
def test_nothing_to_tell_is_no_entry(title: str, word: str) -> None:
    before = read(filled())
    book = filled()
    book[title].cell(max(last_row(book[title]), 3) + 1, 2).value = word
    assert read(book) == before


def test_nothing_in_a_field_is_an_empty_field() -> None:
    book = filled()
    for cell in ("B5", "B12", "B13"):
        book["基本信息"][cell] = "无"
    year = read(book)
    assert (year.agency.short_names, year.document.number, year.document.signer) == ((), "", "")


def test_a_hidden_old_sheet_does_not_stand_in_for_the_visible_one() -> None:
    before = read(filled())
    book = filled()
    old = book.create_sheet("指标（旧）", 0)
    old.append(["指标名称", "本年数值", "单位"])
    old.append(["旧数", 1, "件"])
    old.sheet_state = "hidden"
    told = problems_of(lambda: read(book))
    assert list(told) == ["指标（旧）!A1"]
    assert "已隐藏" in told["指标（旧）!A1"]
    book["指标（旧）"].title = "WpsReserved_CellImgList"
    assert read(book) == before
