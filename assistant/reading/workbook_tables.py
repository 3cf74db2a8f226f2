"""Reads one table sheet of the Excel form, whatever people did to its rows and columns."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from assistant.reading.workbook_cells import (
    MAX_ROWS,
    FormValues,
    as_text,
    cell_name,
    is_blank,
    plain_value,
    rows_of,
)
from assistant.reading.workbook_form import (
    EXAMPLE_MARK,
    NUMBER_HEADING,
    CellKind,
    Column,
    TableSheet,
    column_of,
)
from assistant.reading.yearly_fields import quoted

_HEADER_ROWS = 15
_NOTE = re.compile(
    r"\s*(?:注|备注|说明|填表说明|填报说明|(?:填报|填表|制表|审核|复核|经办|负责|联系|签字)(?:人|单位|部门|科室|时间|日期|电话)|电话|日期)\s*[:\uff1a]"
)


class TableReader:
    """Reads one table sheet into a list of entries."""

    def __init__(self, sheet: Any, table: TableSheet, form: FormValues) -> None:
        self.sheet = sheet
        self.table = table
        self.form = form
        self.rows = list(rows_of(sheet))

    def read(self) -> None:
        """Put the entries and their cells into the form's values."""
        block, title = self.table.block, self.sheet.title
        self.form.places[block] = title
        if self.sheet.max_row > MAX_ROWS:
            self.form.mistakes.append((
                block,
                f"超过 {MAX_ROWS} 行；请删去下面多余的行（包括只有格式的空行）",
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
        for row in _without_notes(self.rows[row_index + 1 :]):
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
                    cell_name(self.sheet, heading if heading.value is not None else filled),
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
        if all(is_blank(cell) for _, cell in kept) or self._is_example(kept, marked=EXAMPLE_MARK in marks):
            return {}
        self.form.places[path] = f"{self.sheet.title}!{kept[0][1].row}:{kept[0][1].row}"
        entry: dict[str, object] = {}
        for column, cell in kept:
            here = f"{path}.{column.key}"
            self.form.places[here] = cell_name(self.sheet, cell)
            value = self._value(cell, column, here)
            if value is not None:
                entry[column.key] = value
        self._check_rate(entry, path)
        return entry

    def _is_example(self, kept: list[tuple[Column, Any]], *, marked: bool) -> bool:
        """Whether a row is the form's example; one that was overwritten, or lost its mark, is a mistake."""
        same = [_same(cell.value, column.example) for column, cell in kept if not is_blank(cell)]
        untouched = all(same) and len(same) == sum(column.example != "" for column, _ in kept)
        place = f"{self.sheet.title}!{kept[0][1].row}:{kept[0][1].row}"
        if marked and not all(same):
            self.form.mistakes.append((
                place,
                f"这一行还标着“{EXAMPLE_MARK}”，没有读；是本机关的内容请把“{EXAMPLE_MARK}”改成序号，不是请删去这一行",
            ))
        elif untouched and not marked:
            self.form.mistakes.append((
                place,
                "这是填报表里的示例，不是本机关的内容；请换成自己的，或删去这一行",
            ))
        return marked or untouched

    def _value(self, cell: Any, column: Column, path: str) -> object:
        if column.key in {"topic", "unit"} and cell.value is None:
            cell = self._merged_into(cell)
        value = plain_value(cell, path, self.form)
        if isinstance(value, (date, datetime)):
            self.form.mistakes.append((
                path,
                "被 Excel 当成了日期；请把单元格格式改成“文本”或“常规”后重新输入",
            ))
            return None
        if value is None or column.kind is CellKind.NUMBER:
            return value
        return as_text(value)

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


def _without_notes(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows without what people write below a table: a note (注), who filled it in, whom to call."""
    end = len(rows)
    while end and _is_note(rows[end - 1]):
        end -= 1
    return rows[:end]


def _is_note(row: tuple[Any, ...]) -> bool:
    filled = [cell.value for cell in row if not is_blank(cell)]
    if filled and isinstance(filled[0], int):  # the form numbers its empty rows
        filled = filled[1:]
    return not filled or (isinstance(filled[0], str) and _NOTE.match(filled[0]) is not None)


def _same(value: object, example: str | float) -> bool:
    """Whether a cell holds what the form's example has there."""
    if isinstance(value, int | float) and isinstance(example, int | float):
        return value == example
    return str(value).strip() == str(example)
