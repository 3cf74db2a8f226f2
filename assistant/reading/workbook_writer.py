"""Writes the Excel form, empty or filled, for people who fill it in by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from assistant.domain.agency_year import AgencyLevel, AgencyYear
from assistant.domain.punctuation import ENUMERATION_COMMA
from assistant.domain.topics import Topic
from assistant.reading.workbook_form import (
    GUIDE_SHEET,
    INFO_FIELDS,
    INFO_SHEET,
    NUMBER_HEADING,
    TABLE_SHEETS,
    CellKind,
    Column,
    TableSheet,
)
from assistant.reading.yearly_output import agency_year_to_plain

HEADER_ROW = 2
_FIRST_ROW = HEADER_ROW + 2  # the example stands between
_EMPTY_ROWS = 30
_LAST_VALIDATED_ROW = 500
_FONT = "微软雅黑"
_DARK, _PALE, _FAINT, _GREY, _LINE = "1F3864", "DCE6F1", "F5F5F5", "7F7F7F", "BFBFBF"
_BORDER = Border(*(Side(style="thin", color=_LINE) for _ in range(4)))
_DAY_FORMAT = 'yyyy"年"m"月"d"日"'

GUIDE = (
    ("怎样填写", "要点"),
    ("先后", f"从“{INFO_SHEET}”填起，再逐张填后面的表。带 * 的必须填写，其余可以空着。"),
    (
        "示例行",
        "灰色斜体的“示例”行只给您看，不会读入报告，删不删都可以。行不够时直接往下接着填，空行会跳过。",
    ),
    (
        "数字",
        "数字照常写：1,234、95.6%、1.2万 都可以；“约37”“37余”这样的约数不行，单位（件、次、万元）写在“单位”列。",
    ),
    ("公式", "请填数值本身，不要填公式；从别的表复制时，请用“选择性粘贴—数值”。"),
    ("专题列", "“专题”从下拉框里选；拿不准就空着，程序会按内容判断，起草前还可以改。"),
    ("列和备注", "列的先后可以调换；“备注”列随便写，不会读入报告。请不要改动表头文字和工作表名称。"),
    ("保存", "填好后保存为 .xlsx。有填错的地方，程序会一次全部指出，并写明是哪张表的哪一格。"),
    ("", ""),
    ("专题", "包括哪些内容"),
)
TOPIC_HINTS = {
    Topic.PARTY_LEADERSHIP: "学习贯彻习近平法治思想、组织领导、法治建设任务分工、示范创建",
    Topic.GOVERNMENT_FUNCTIONS: "权责清单、行政审批、政务服务、营商环境",
    Topic.INSTITUTION_BUILDING: "行政规范性文件的制定和清理、合法性审核、公平竞争审查",
    Topic.DECISION_MAKING: "重大行政决策、合法性审查、法律顾问、公职律师",
    Topic.LAW_ENFORCEMENT: "执法检查、行政处罚、三项制度、双随机、裁量基准、案卷评查",
    Topic.EMERGENCY_RESPONSE: "应急预案、演练、救援力量、防灾减灾、物资",
    Topic.CORE_BUSINESS: "本行业的重点业务，例如安全监管、专项整治、隐患排查",
    Topic.DISPUTE_RESOLUTION: "行政复议、应诉、调解、信访",
    Topic.POWER_SUPERVISION: "人大政协监督、政务公开、执法监督、举报",
    Topic.DIGITAL_GOVERNMENT: "信息化、科技支撑、“互联网+监管”",
    Topic.LEGAL_EDUCATION: "普法宣传、“谁执法谁普法”、以案释法",
    Topic.CAPACITY_BUILDING: "学法用法、法治培训、考试、执法人员资格",
}


def form_bytes(year: AgencyYear | None) -> bytes:
    """The form as an XLSX file; with yearly data every field is filled in."""
    if year is None:
        return _form({}, None)
    return _form(agency_year_to_plain(year), year.document.date)


def unfinished_form_bytes(plain: Mapping[str, Any]) -> bytes:
    """The form with what is there so far of yearly data that still have gaps or mistakes, for others to complete."""
    document = plain.get("document")
    text = str(document.get("date") or "") if isinstance(document, Mapping) else ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    return _form(plain, day)


def _form(plain: Mapping[str, Any], day: date | None) -> bytes:
    workbook = Workbook()
    guide = workbook.active
    guide.title = GUIDE_SHEET
    _write_guide(guide)
    _write_info(workbook.create_sheet(INFO_SHEET), plain, day)
    for sheet in TABLE_SHEETS:
        entries = plain.get(sheet.block, [])
        _write_table(workbook.create_sheet(sheet.title), sheet, entries if isinstance(entries, list) else [])
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _put(cell: Any, value: object) -> None:
    """Set a value; text never becomes a formula, whatever it begins with."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"


@cache
def _font(size: int = 11, *, bold: bool = False, italic: bool = False, color: str = "000000") -> Font:
    return Font(name=_FONT, size=size, bold=bold, italic=italic, color=color)


@cache
def _align(horizontal: str = "left", *, indent: int = 1, wrap: bool = False) -> Alignment:
    return Alignment(horizontal=horizontal, indent=indent, vertical="center", wrap_text=wrap)


@cache
def _fill(color: str) -> PatternFill:
    return PatternFill("solid", fgColor=color)


def _style(
    cell: Any, *, bold: bool = False, color: str = "000000", fill: str = "", italic: bool = False
) -> None:
    cell.font = _font(bold=bold, italic=italic, color=color)
    cell.alignment = _align(wrap=True)
    cell.border = _BORDER
    if fill:
        cell.fill = _fill(fill)


def _fit_height(sheet: Any, row: int, texts_and_widths: list[tuple[object, int]]) -> None:
    """Make a row high enough for its longest text; not every program does so by itself when a file is opened."""
    lines = 1
    for text, width in texts_and_widths:
        columns = sum(1 if sign.isascii() else 2 for sign in str(text or ""))
        lines = max(lines, -(-columns // max(width - 3, 1)))
    sheet.row_dimensions[row].height = 8 + 17 * lines


def _fit_page(sheet: Any) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def _write_guide(sheet: Any) -> None:
    widths = (24, 100)
    for letter, width in zip("AB", widths, strict=True):
        sheet.column_dimensions[letter].width = width
    _fit_page(sheet)
    sheet.print_title_rows = None
    sheet.page_setup.fitToHeight = 1
    _put(sheet["A1"], "法治政府建设年度报告 年度数据表")
    sheet["A1"].font = _font(16, bold=True, color=_DARK)
    sheet.row_dimensions[1].height = 32
    rows = [*GUIDE, *((topic.label, TOPIC_HINTS[topic]) for topic in Topic)]
    for number, texts in enumerate(rows, start=3):
        heading = texts in {GUIDE[0], GUIDE[-1]}
        for column, text in enumerate(texts, start=1):
            if text:
                cell = sheet.cell(number, column)
                _put(cell, text)
                _style(
                    cell, bold=heading, color=_DARK if heading else "000000", fill=_PALE if heading else ""
                )
        _fit_height(sheet, number, list(zip(texts, widths, strict=True)))


def _write_info(sheet: Any, plain: Mapping[str, Any], day: date | None) -> None:
    _title(sheet, "填“内容”这一列；右边是说明。带 * 的必须填写。", 3)
    for column, (heading, width) in enumerate((("项目", 16), ("内容", 48), ("说明", 64)), start=1):
        _header(sheet.cell(HEADER_ROW, column), heading)
        sheet.column_dimensions[chr(64 + column)].width = width
    for row, info in enumerate(INFO_FIELDS, start=HEADER_ROW + 1):
        _put(sheet.cell(row, 1), info.label + ("*" if info.required else ""))
        _style(sheet.cell(row, 1), bold=True, fill=_PALE)
        value = sheet.cell(row, 2)
        _put(value, day if info.kind is CellKind.DAY else _info_value(plain, info.path))
        _style(value)
        value.number_format = (
            _DAY_FORMAT if info.kind is CellKind.DAY else "General" if info.path == "year" else "@"
        )
        _put(sheet.cell(row, 3), info.hint)
        _style(sheet.cell(row, 3), color=_GREY)
        _fit_height(sheet, row, [(value.value, 48), (info.hint, 64)])
        if info.kind is CellKind.LEVEL:
            _choices(sheet, [level.value for level in AgencyLevel], f"B{row}", "请从下拉框里选一个层级")
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 2)


def _info_value(plain: Mapping[str, Any], path: str) -> object:
    value: Any = plain
    for key in path.split("."):
        value = value.get(key) if value else None
    return ENUMERATION_COMMA.join(value) if isinstance(value, list) else value


def _write_table(sheet: Any, form: TableSheet, entries: list[dict[str, Any]]) -> None:
    _title(sheet, form.hint, len(form.columns))
    last_styled = _FIRST_ROW + len(entries) + _EMPTY_ROWS
    for place, column in enumerate(form.columns, start=1):
        letter = chr(64 + place)
        sheet.column_dimensions[letter].width = column.width
        _header(sheet.cell(HEADER_ROW, place), column.heading + ("*" if column.required else ""))
        example = sheet.cell(HEADER_ROW + 1, place)
        _put(example, column.example if column.example != "" else None)
        _style_entry(example, column)
        example.font = _font(italic=True, color=_GREY)
        example.fill = _fill(_FAINT)
        for row in range(_FIRST_ROW, last_styled):
            _style_entry(sheet.cell(row, place), column)
        if column.kind is CellKind.TOPIC:
            area = f"{letter}{_FIRST_ROW}:{letter}{_LAST_VALIDATED_ROW}"
            _choices(sheet, [topic.label for topic in Topic], area, "请从下拉框里选一个专题，拿不准就空着")
    sheet.row_dimensions[HEADER_ROW + 1].height = 25
    for row in range(_FIRST_ROW, last_styled):
        number = row - _FIRST_ROW
        entry = entries[number] if number < len(entries) else {}
        _put(sheet.cell(row, 1), number + 1)
        values = [_cell_value(column, entry) for column in form.columns[1:]]
        for place, value in enumerate(values, start=2):
            _put(sheet.cell(row, place), value)
        _fit_height(
            sheet, row, [(value, form.columns[place].width) for place, value in enumerate(values, start=1)]
        )
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 3)


def _cell_value(column: Column, entry: Mapping[str, Any]) -> object:
    given = entry.get(column.key)
    if column.kind is CellKind.TOPIC and given:
        return Topic(given).label if given in set(Topic) else given
    if column.kind is not CellKind.NUMBER:
        return given
    value: Any = _number(given) if isinstance(given, str) else given
    if entry.get("unit") == "%" and not isinstance(value, str | None) and 0 < abs(value) < 1:
        return f"{value}%"  # a bare 0.8 could be 0.8 % or 80 %; with its sign it can be only one
    return value


def _number(text: str) -> Decimal | str:
    """A typed number as a number, anything else as it was typed."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return number if number.is_finite() else text


def _style_entry(cell: Any, column: Column) -> None:
    _style(cell)
    if column.kind is CellKind.NUMBER:
        cell.alignment = _align("right")
    elif column.heading in {NUMBER_HEADING, "单位"}:
        cell.alignment = _align("center", indent=0)
    elif column.kind in {CellKind.TEXT, CellKind.LONG_TEXT}:
        cell.number_format = "@"  # 1-2 stays 1-2 instead of becoming a date


def _title(sheet: Any, hint: str, columns: int) -> None:
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    _put(sheet["A1"], hint)
    sheet["A1"].font = _font(color=_DARK)
    sheet["A1"].alignment = _align(indent=0, wrap=True)
    sheet.row_dimensions[1].height = 34
    _fit_page(sheet)


def _header(cell: Any, text: str) -> None:
    _put(cell, text)
    _style(cell, bold=True, color="FFFFFF", fill=_DARK)
    cell.alignment = _align("center", indent=0)
    cell.parent.row_dimensions[cell.row].height = 26


def _choices(sheet: Any, words: list[str], area: str, message: str) -> None:
    validation = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
    validation.showErrorMessage = True
    validation.errorTitle, validation.error = "不在选项里", message
    sheet.add_data_validation(validation)
    validation.add(area)
