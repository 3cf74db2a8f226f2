"""Reads the filled Excel form as plain values, and remembers the cell of each."""

from __future__ import annotations

import re
import warnings
import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

from assistant.errors import Problem, SourceFileError, YearDataError
from assistant.reading.workbook_cells import FormValues, as_text, cell_name, plain_value, rows_of
from assistant.reading.workbook_form import (
    GUIDE_SHEET,
    INFO_SHEET,
    TABLE_SHEETS,
    CellKind,
    InfoField,
    heading_key,
    info_field_of,
    table_sheet_of,
)
from assistant.reading.workbook_tables import TableReader

_MAX_UNPACKED = 60_000_000
_MAX_PARTS = 300
_SEPARATORS = re.compile(r"[\u3001\uff0c,\uff1b;/\n]+")
_BETWEEN_PLACES = re.compile(r"(?<=[省市县区州盟旗])\s+")
_OF_WPS = "WpsReserved"  # hidden sheets that WPS keeps for itself
_BETWEEN_LEVELS = re.compile(r"(?<=[省市县区州盟旗])\s*[-\u2014\uff0d>\uff1e\u00b7]+\s*(?=\S)")
_UNREADABLE = "Excel 文件打不开，可能已损坏或加了密码；请在 Excel 或 WPS 中重新“另存为”.xlsx"


def read_values(data: bytes, file: str) -> FormValues:
    """Read a form.

    Raises:
        SourceFileError: no workbook, or one that is damaged, locked or unreasonably large.
        YearDataError: a workbook that is not the form.
    """
    _check_package(data, file)
    from openpyxl import load_workbook

    warnings.filterwarnings("ignore", module="openpyxl")  # English remarks about styles, of no use to anybody
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
                kind = " Word 文件" if "word/document.xml" in names else "压缩包" if names else "空的压缩包"
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
            TableReader(tables[table.block], table, form).read()
    for sheet in unknown:
        shown = "" if sheet.sheet_state == "visible" else "（已隐藏，请先取消隐藏）"
        form.mistakes.append((
            f"{sheet.title}!A1",
            f"不认识的工作表“{sheet.title}”{shown}，里面的内容没有读；请改回原名，不需要的请删去",
        ))


def _sort_sheets(workbook: Any) -> tuple[Any, dict[str, Any], list[Any]]:
    info_sheet, tables, unknown = None, {}, []
    for sheet in sorted(workbook.worksheets, key=lambda sheet: sheet.sheet_state != "visible"):
        key = heading_key(sheet.title)
        if GUIDE_SHEET in key or key.startswith(("备注", _OF_WPS)):
            continue
        table = table_sheet_of(sheet.title)
        if INFO_SHEET in key and info_sheet is None:
            info_sheet = sheet
        elif table is not None and table.block not in tables:
            tables[table.block] = sheet
        elif any(cell.value is not None for row in rows_of(sheet) for cell in row):
            unknown.append(sheet)
    return info_sheet, tables, unknown


def _read_info(sheet: Any, form: FormValues) -> None:
    form.places |= {"": sheet.title, "year": sheet.title, "agency": sheet.title, "document": sheet.title}
    form.values["agency"] = {}
    for row in rows_of(sheet):
        for place, cell in enumerate(row[:-1]):
            info = info_field_of(cell.value) if isinstance(cell.value, str) else None
            if info is None or (info.path in form.places and info.path != "year"):
                continue
            answer = row[place + 1]
            form.places[info.path] = cell_name(sheet, answer)
            value = _info_value(answer, info, form)
            if value is not None:
                _set(form.values, info.path, value)
            break


def _set(values: dict[str, Any], path: str, value: object) -> None:
    group, _, key = path.rpartition(".")
    (values.setdefault(group, {}) if group else values)[key] = value


def _info_value(cell: Any, info: InfoField, form: FormValues) -> object:
    value = plain_value(cell, info.path, form)
    if info.kind is CellKind.DAY or value is None:
        return value
    if isinstance(value, (date, datetime)):
        form.mistakes.append((info.path, "被 Excel 当成了日期；请把单元格格式改成“文本”后重新输入"))
        return None
    text = as_text(value)
    if info.kind is not CellKind.NAMES:
        return text
    if info.path == "agency.region":
        text = _BETWEEN_LEVELS.sub("\n", _BETWEEN_PLACES.sub("\n", text))
    names = [name.strip() for name in _SEPARATORS.split(text)]
    return [name for name in names if name]
