"""Reads the filled Excel form as plain values, and remembers the cell of each."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from assistant.errors import Problem, SourceFileError, YearDataError
from assistant.reading.workbook_form import (
    EXAMPLE_MARK,
    GUIDE_SHEET,
    INFO_SHEET,
    NUMBER_HEADING,
    TABLE_SHEETS,
    CellKind,
    Column,
    InfoField,
    TableSheet,
    column_of,
    heading_key,
    info_field_of,
    table_sheet_of,
)
from assistant.reading.yearly_fields import quoted

_MAX_UNPACKED = 60_000_000
_MAX_PARTS = 300
_MAX_ROWS = 5000
_MAX_COLUMNS = 60
_HEADER_ROWS = 15
_SEPARATORS = re.compile(r"[\u3001\uff0c,\uff1b;/\n]+")
_BETWEEN_PLACES = re.compile(r"(?<=[省市县区州盟旗])\s+")
_UNREADABLE = "Excel 文件打不开，可能已损坏或加了密码；请在 Excel 或 WPS 中重新“另存为”.xlsx"


@dataclass
class FormValues:
    """Plain values of a form, the cell of each path, and the mistakes that only the form shows."""

    values: dict[str, object] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    mistakes: list[tuple[str, str]] = field(default_factory=list)

    def place(self, path: str) -> str:
        """The cell of a path, or of the nearest thing around it; a place already in the form stays."""
        while path and path not in self.places:
            if "!" in path:
                return path
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.places.get(path, "")


def read_values(data: bytes, file: str) -> FormValues:
    """Read a form.

    Raises:
        SourceFileError: no workbook, or one that is damaged, locked or unreasonably large.
        YearDataError: a workbook that is not the form.
    """
    _check_package(data, file)
    from openpyxl import load_workbook

    try:
        workbook = load_workbook(BytesIO(data), data_only=False, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parsers meet
        raise SourceFileError(f"{file}：{_UNREADABLE}。") from error
    form = FormValues()
    try:
        _read_sheets(workbook, form, file)
    finally:
        workbook.close()
    return form


def _check_package(data: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
                raise SourceFileError(
                    f"{file}：Excel 文件解开后过大，不是年度数据表；请只保留本程序的表格再试。"
                )
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                kind = "Word 文件" if "word/document.xml" in names else "压缩包" if names else "空的压缩包"
                raise SourceFileError(
                    f"{file}：这是{kind}，不是 Excel 表格；空白表由 nianbao data template 生成。"
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and _declares_entities(package, part):
                    raise SourceFileError(f"{file}：Excel 文件里有不允许的内容（XML 实体声明），已拒绝打开。")
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
    ) as error:
        raise SourceFileError(f"{file}：{_UNREADABLE}。") from error


def _declares_entities(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part could make the parser expand entities; UTF-16, which would hide that, is refused too."""
    with package.open(part) as stream:
        head = stream.read(2000)
    return (
        b"<!DOCTYPE" in head
        or b"<!ENTITY" in head
        or head[:2] in {b"\xff\xfe", b"\xfe\xff"}
        or b"\x00" in head
    )


def _read_sheets(workbook: Any, form: FormValues, file: str) -> None:
    info_sheet, tables, unknown = _sort_sheets(workbook)
    if info_sheet is None and not tables:
        names = "、".join(workbook.sheetnames[:5])
        message = f"不是年度数据表（工作表有：{names}）；请用 nianbao data template 生成空白表填写"
        raise YearDataError(file, (Problem("", message),))
    if info_sheet is None:
        form.places |= {"": INFO_SHEET, "year": INFO_SHEET, "agency": INFO_SHEET}
        form.mistakes.append(("agency", f"缺少工作表“{INFO_SHEET}”"))
    else:
        _read_info(info_sheet, form)
    for table in TABLE_SHEETS:
        if table.block in tables:
            _TableReader(tables[table.block], table, form).read()
    for sheet in unknown:
        form.mistakes.append((
            f"{sheet.title}!A1",
            f"不认识的工作表“{sheet.title}”，里面的内容没有读；请改回原名，不需要的请删去",
        ))


def _sort_sheets(workbook: Any) -> tuple[Any, dict[str, Any], list[Any]]:
    info_sheet, tables, unknown = None, {}, []
    for sheet in workbook.worksheets:
        key = heading_key(sheet.title)
        if GUIDE_SHEET in key or key.startswith("备注"):
            continue
        table = table_sheet_of(sheet.title)
        if INFO_SHEET in key and info_sheet is None:
            info_sheet = sheet
        elif table is not None and table.block not in tables:
            tables[table.block] = sheet
        elif any(cell.value is not None for row in _rows(sheet) for cell in row):
            unknown.append(sheet)
    return info_sheet, tables, unknown


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    yield from sheet.iter_rows(
        max_row=min(sheet.max_row, _MAX_ROWS), max_col=min(sheet.max_column, _MAX_COLUMNS)
    )


def _read_info(sheet: Any, form: FormValues) -> None:
    form.places |= {"": sheet.title, "year": sheet.title, "agency": sheet.title, "document": sheet.title}
    form.values["agency"] = {}
    for row in _rows(sheet):
        for place, cell in enumerate(row[:-1]):
            info = info_field_of(cell.value) if isinstance(cell.value, str) else None
            if info is None or (info.path in form.places and info.path != "year"):
                continue
            answer = row[place + 1]
            form.places[info.path] = _cell_name(sheet, answer)
            value = _info_value(answer, info, form)
            if value is not None:
                _set(form.values, info.path, value)
            break


def _set(values: dict[str, Any], path: str, value: object) -> None:
    group, _, key = path.rpartition(".")
    (values.setdefault(group, {}) if group else values)[key] = value


def _info_value(cell: Any, info: InfoField, form: FormValues) -> object:
    value = _plain(cell, info.path, form)
    if info.kind is CellKind.DAY or value is None:
        return value
    if isinstance(value, (date, datetime)):
        form.mistakes.append((info.path, "被 Excel 当成了日期；请把单元格格式改成“文本”后重新输入"))
        return None
    text = _as_text(value)
    if info.kind is not CellKind.NAMES:
        return text
    if info.path == "agency.region":
        text = _BETWEEN_PLACES.sub("\n", text)
    names = [name.strip() for name in _SEPARATORS.split(text)]
    return [name for name in names if name]


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _cell_name(sheet: Any, cell: Any) -> str:
    return f"{sheet.title}!{cell.coordinate}"


def _plain(cell: Any, path: str, form: FormValues) -> object:
    """A cell's value; None for an empty one and, with a mistake noted, for one that holds no value of its own."""
    value = cell.value
    if cell.data_type == "f" or type(value).__name__ in {"ArrayFormula", "DataTableFormula"}:
        shown = getattr(value, "text", value)
        form.mistakes.append((path, f"这里是公式 {quoted(shown)}；请复制后用“选择性粘贴—数值”贴回"))
        return None
    if cell.data_type == "e":
        form.mistakes.append((path, f"这里是错误值 {value}；请填写实际内容"))
        return None
    if isinstance(value, float):
        return _percent(cell, Decimal(f"{value:.15g}"))
    if isinstance(value, int) and not isinstance(value, bool):
        return _percent(cell, Decimal(value))
    return value.replace("_x000D_", "\n") if isinstance(value, str) else value


def _percent(cell: Any, value: Decimal) -> object:
    """A number shown as a percentage is stored as its hundredth."""
    if "%" in str(cell.number_format) and '"%"' not in str(cell.number_format):
        return f"{(value * 100).normalize():f}%"
    return value


class _TableReader:
    """Reads one table sheet into a list of entries."""

    def __init__(self, sheet: Any, table: TableSheet, form: FormValues) -> None:
        self.sheet = sheet
        self.table = table
        self.form = form
        self.rows = list(_rows(sheet))

    def read(self) -> None:
        """Put the entries and their cells into the form's values."""
        block, title = self.table.block, self.sheet.title
        self.form.places[block] = title
        if self.sheet.max_row > _MAX_ROWS:
            self.form.mistakes.append((
                block,
                f"超过 {_MAX_ROWS} 行；请删去下面多余的行（包括只有格式的空行）",
            ))
        header = self._header()
        if header is None:
            if any(cell.value is not None for row in self.rows for cell in row):
                headings = "、".join(column.heading for column in self.table.columns)
                self.form.mistakes.append((block, f"没有找到表头；表头应有：{headings}"))
            return
        row_index, columns = header
        self._check_headings(row_index, columns)
        entries: list[dict[str, object]] = []
        for row in self.rows[row_index + 1 :]:
            entry = self._entry(row, columns, f"{block}[{len(entries)}]")
            if entry:
                entries.append(entry)
        self.form.values[block] = entries

    def _header(self) -> tuple[int, dict[int, Column]] | None:
        best: tuple[int, dict[int, Column]] | None = None
        needed = {column.key for column in self.table.columns if column.required} - {"unit"}
        for index, row in enumerate(self.rows[:_HEADER_ROWS]):
            columns = self._columns(row)
            keys = {column.key for column in columns.values()}
            if needed <= keys and (best is None or len(columns) > len(best[1])):
                best = (index, columns)
        return best

    def _columns(self, row: tuple[Any, ...]) -> dict[int, Column]:
        columns: dict[int, Column] = {}
        taken: set[str] = set()
        for place, cell in enumerate(row):
            column = (
                column_of(self._with_years(cell.value), self.table.columns)
                if isinstance(cell.value, str)
                else None
            )
            if column is not None and (column.kind is CellKind.IGNORED or column.key not in taken):
                columns[place] = column
                taken.add(column.key)
        return columns

    def _with_years(self, heading: str) -> str:
        """Headings such as 2025年 and 2024年 mean this year and last year."""
        year = str(self.form.values.get("year", ""))[:4]
        if year.isdecimal():
            heading = heading.replace(f"{year}年", "本年").replace(f"{int(year) - 1}年", "上年")
        return heading

    def _check_headings(self, row_index: int, columns: dict[int, Column]) -> None:
        """Note columns whose content would be lost."""
        for place, heading in enumerate(self.rows[row_index]):
            if place in columns:
                continue
            filled = next(
                (row[place] for row in self.rows[row_index + 1 :] if row[place].value is not None), None
            )
            if filled is not None:
                name = quoted(heading.value) if heading.value is not None else "（空）"
                known = "、".join(
                    column.heading for column in self.table.columns if column.heading != NUMBER_HEADING
                )
                self.form.mistakes.append((
                    _cell_name(self.sheet, heading if heading.value is not None else filled),
                    f"不认识的表头{name}，这一列没有读；可用的表头有：{known}",
                ))

    def _entry(self, row: tuple[Any, ...], columns: dict[int, Column], path: str) -> dict[str, object]:
        kept = [
            (column, row[place]) for place, column in columns.items() if column.kind is not CellKind.IGNORED
        ]
        marks = {
            str(row[place].value).strip()
            for place, column in columns.items()
            if column.heading == NUMBER_HEADING
        }
        if EXAMPLE_MARK in marks or all(_blank(cell) for _, cell in kept):
            return {}
        self.form.places[path] = f"{self.sheet.title}!{kept[0][1].row}:{kept[0][1].row}"
        entry: dict[str, object] = {}
        for column, cell in kept:
            here = f"{path}.{column.key}"
            self.form.places[here] = _cell_name(self.sheet, cell)
            value = self._value(cell, column, here)
            if value is not None:
                entry[column.key] = value
        self._check_rate(entry, path)
        return entry

    def _value(self, cell: Any, column: Column, path: str) -> object:
        if column.key in {"topic", "unit"} and cell.value is None:
            cell = self._merged_into(cell)
        value = _plain(cell, path, self.form)
        if isinstance(value, (date, datetime)):
            self.form.mistakes.append((
                path,
                "被 Excel 当成了日期；请把单元格格式改成“文本”或“常规”后重新输入",
            ))
            return None
        if value is None or column.kind is CellKind.NUMBER:
            return value
        return _as_text(value)

    def _merged_into(self, cell: Any) -> Any:
        """A unit or topic merged over several rows holds for each of them."""
        for area in self.sheet.merged_cells.ranges:
            if cell.coordinate in area:
                return self.sheet.cell(area.min_row, area.min_col)
        return cell

    def _check_rate(self, entry: dict[str, object], path: str) -> None:
        if str(entry.get("unit", "")).strip() not in {"%", "\uff05"}:
            return
        for key in ("value", "last_year"):
            value = entry.get(key)
            if isinstance(value, Decimal) and 0 < abs(value) < 1:
                message = f"{value} 是 {value}%，还是 {(value * 100).normalize():f}%？请连同百分号一起填写，例如 95.6%"
                self.form.mistakes.append((f"{path}.{key}", message))


def _blank(cell: Any) -> bool:
    return cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())
