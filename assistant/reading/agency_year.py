"""Yearly data from and to files: YAML, JSON and the Excel form hold the same content."""

from __future__ import annotations

from pathlib import Path

from assistant.domain.agency_year import AgencyYear
from assistant.errors import SourceFileError
from assistant.reading.topic_rules import topic_of
from assistant.reading.yearly_output import agency_year_to_plain
from assistant.reading.yearly_plain import (
    TopicReader,
    agency_year_from_plain,
    agency_year_problems,
)
from assistant.reading.yearly_text import Parsed, parse_json, parse_yaml, write_plain_yaml
from assistant.user_files import read_user_file

__all__ = [
    "agency_year_from_bytes",
    "agency_year_from_plain",
    "agency_year_problems",
    "agency_year_to_plain",
    "load_agency_year",
    "write_yaml",
]

MAX_BYTES = 10_000_000
_TOO_LARGE = "年度数据没有这么大，请检查是否选错了文件。"
_YAML, _JSON, _EXCEL = {".yaml", ".yml"}, {".json"}, {".xlsx", ".xlsm"}
_ACCEPTED = "可用的格式：YAML（.yaml）、JSON（.json）、Excel（.xlsx）"
_OTHER_PACKAGES = {".docx", ".ods"}  # zip files too, told by their name
_OTHER_FORMATS = {
    ".xls": "这是旧版 Excel 文件；请在 Excel 或 WPS 中“另存为”.xlsx 后再用",
    ".et": "这是 WPS 表格文件；请“另存为”.xlsx 后再用",
    ".ods": "这是 OpenDocument 表格；请“另存为”.xlsx 后再用",
    ".csv": "CSV 存不下整份年度数据；请用 nianbao data template 生成 Excel 表，再把内容粘贴进去",
    ".docx": "这是 Word 文件；年度数据请填在 Excel 表中（nianbao data template 生成空白表）",
    ".pdf": "这是 PDF 文件；年度数据请填在 Excel 表中（nianbao data template 生成空白表）",
}


def load_agency_year(path: Path, *, topic_of: TopicReader = topic_of) -> AgencyYear:
    """Read yearly data from a file, its format told by its content and its name.

    Raises:
        SourceFileError: the file is missing, empty, too large, or no YAML, JSON or Excel file.
        YearDataError: the file was read; every mistake in it with its place.
    """
    data = read_user_file(path, max_bytes=MAX_BYTES, too_large=_TOO_LARGE)
    return agency_year_from_bytes(str(path), data, topic_of=topic_of)


def agency_year_from_bytes(name: str, data: bytes, *, topic_of: TopicReader = topic_of) -> AgencyYear:
    """Read yearly data from the bytes of a file called `name`; see `load_agency_year`."""
    suffix = Path(name).suffix.lower()
    if not data.strip():
        raise SourceFileError(
            f"{name}：文件是空的。请填好年度数据再用；空白表由 nianbao data template 生成。"
        )
    if len(data) > MAX_BYTES:
        raise SourceFileError(f"{name}：文件超过 {MAX_BYTES / 1e6:.0f} MB，不是年度数据。")
    if data.startswith(b"PK\x03\x04") and suffix not in _OTHER_PACKAGES:
        from assistant.reading.workbook import read_form

        return read_form(data, name, topic_of=topic_of)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SourceFileError(
            f"{name}：这是旧版 Office 文件或加了密码的文件；请去掉密码并“另存为”.xlsx 后再用。"
        )
    if suffix in _OTHER_FORMATS or data.startswith(b"%PDF"):
        reason = _OTHER_FORMATS.get(".pdf" if data.startswith(b"%PDF") else suffix)
        raise SourceFileError(f"{name}：{reason}。")
    if suffix not in _YAML | _JSON | _EXCEL:
        raise SourceFileError(f"{name}：不认识的文件类型“{suffix or '无扩展名'}”。{_ACCEPTED}。")
    if suffix in _EXCEL:
        raise SourceFileError(f"{name}：扩展名是 {suffix}，内容却不是 Excel 文件，可能已损坏；请重新保存。")
    parsed = _parse(decode(data, name), name, suffix)
    return agency_year_from_plain(parsed.value, name, topic_of=topic_of, earlier=parsed.mistakes)


def _parse(text: str, name: str, suffix: str) -> Parsed:
    return parse_json(text, name) if suffix in _JSON else parse_yaml(text, name)


def decode(data: bytes, name: str) -> str:
    """Text of a YAML or JSON file: UTF-8, UTF-16 with its mark, else GB18030 as Chinese Windows saves it.

    Raises:
        SourceFileError: the bytes are no text in any of these.
    """
    encodings = ["utf-16"] if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(_no_text(sign, encoding) for sign in text):
            return text
    raise SourceFileError(
        f"{name}：不是文本文件，或编码既不是 UTF-8 也不是 GB18030；请“另存为”UTF-8 编码后再用。"
    )


def _no_text(sign: str, encoding: str) -> bool:
    """Control signs, and the private use area where GB18030 puts bytes that are something else."""
    control = sign < " " and sign not in "\t\r\n"
    return control or (encoding == "gb18030" and "\ue000" <= sign <= "\uf8ff")


def write_yaml(year: AgencyYear) -> str:
    """Yearly data as YAML; reading it again gives the same yearly data."""
    return write_plain_yaml(agency_year_to_plain(year))
