"""Tells by content and name what a file is, and what to say about one that cannot be read."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

DOCX = "docx"
TEXT = "text"
_DATA_SUFFIXES = {".yaml", ".yml", ".json", ".csv"}
_TEXT_SUFFIXES = {".txt", ".md", ".markdown", ".text", ""}

_SAVE_AS_DOCX = "请用 Word 或 WPS 打开，选“另存为”，保存类型选 .docx，再导入新文件。"
_FROM_PAGES = "请打开后复制全部文字，粘贴到 Word 或记事本，存为 .docx 或 .txt，再导入新文件。"

_BY_SUFFIX = {
    ".doc": f"是旧版 Word 文件（.doc）。{_SAVE_AS_DOCX}",
    ".wps": f"是 WPS 文字文件（.wps）。{_SAVE_AS_DOCX}",
    ".rtf": f"是 RTF 文件。{_SAVE_AS_DOCX}",
    ".odt": f"是 ODT 文件。{_SAVE_AS_DOCX}",
    ".dot": f"是 Word 模板。{_SAVE_AS_DOCX}",
    ".ofd": f"是 OFD 版式文件，目前不能直接读取。{_FROM_PAGES}",
    ".pdf": f"是 PDF 文件，目前不能直接读取。{_FROM_PAGES}",
    ".html": f"是网页文件，目前不能直接读取。{_FROM_PAGES}",
    ".htm": f"是网页文件，目前不能直接读取。{_FROM_PAGES}",
    ".mht": f"是网页文件，目前不能直接读取。{_FROM_PAGES}",
    ".xlsx": "是 Excel 表格，不是报告正文。年度数据请用 nianbao data check 检查。",
    ".xls": "是旧版 Excel 表格，不是报告正文。",
    ".yaml": "是年度数据文件，不是报告正文。请用 nianbao data check 检查。",
    ".yml": "是年度数据文件，不是报告正文。请用 nianbao data check 检查。",
    ".json": "是数据文件，不是报告正文。",
    ".csv": "是数据表，不是报告正文。年度数据请填在 nianbao data template 写出的 Excel 表里。",
    ".et": "是 WPS 表格，不是报告正文。",
    ".ppt": "是演示文稿，不是报告正文。",
    ".pptx": "是演示文稿，不是报告正文。",
    ".zip": "是压缩包，请先解压，再导入其中的报告。",
    ".rar": "是压缩包，请先解压，再导入其中的报告。",
    ".7z": "是压缩包，请先解压，再导入其中的报告。",
}
_IMAGE = "是图片或扫描件，里面没有文字。请先用文字识别软件转成文字，存为 .docx 或 .txt，再导入新文件。"
_BY_SUFFIX |= dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"), _IMAGE)

_BY_MAGIC = (
    (b"%PDF-", _BY_SUFFIX[".pdf"]),
    (b"{\\rtf", _BY_SUFFIX[".rtf"]),
    (b"\x89PNG", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"II*\x00", _IMAGE),
    (b"MM\x00*", _IMAGE),
    (b"Rar!\x1a", _BY_SUFFIX[".rar"]),
    (b"7z\xbc\xaf\x27\x1c", _BY_SUFFIX[".7z"]),
    (b"\x1f\x8b", _BY_SUFFIX[".zip"]),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED = "有打开密码，读不出内容。请用 Word 打开，在“文件—信息—保护文档”里去掉密码，保存后再导入。"
_DAMAGED_DOCX = (
    "文件不完整或已损坏，Word 也可能打不开。请用 Word 打开并选“修复”，另存为新的 .docx，或重新取得原文件。"
)
_WEB_PAGE = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_MAIL_ARCHIVE = re.compile(rb"(?:MIME-Version|From:|Content-Type:)[^\n]{0,200}\n", re.IGNORECASE)
_SAMPLE_BYTES = 4096


class UnsupportedFormatError(ValueError):
    """The file is of a kind that is not read; the message is Chinese and says the way out."""


def recognise(name: str, data: bytes) -> str:
    """Return DOCX or TEXT by what the bytes are; the suffix counts only where they do not tell.

    Raises:
        UnsupportedFormatError: anything else, also an encrypted or damaged Word file.
    """
    suffix = PurePath(name).suffix.lower()
    if data.startswith(b"PK"):
        return _recognise_zip(data, suffix)
    if data.startswith(_OLE):
        raise UnsupportedFormatError(_describe_ole(data, suffix))
    for magic, message in _BY_MAGIC:
        if data.startswith(magic):
            raise UnsupportedFormatError(message)
    sample = data[:_SAMPLE_BYTES]
    if _WEB_PAGE.match(sample.removeprefix(b"\xef\xbb\xbf")):
        raise UnsupportedFormatError(_BY_SUFFIX[".html"])
    if suffix == ".mht" or (_MAIL_ARCHIVE.match(sample) and b"multipart/related" in sample):
        raise UnsupportedFormatError(_BY_SUFFIX[".mht"])
    if suffix == ".docx":
        raise UnsupportedFormatError(_DAMAGED_DOCX)
    if suffix in _DATA_SUFFIXES:
        raise UnsupportedFormatError(_BY_SUFFIX[suffix])
    return TEXT


def why_unsupported(name: str) -> str | None:
    """Say why a file of this name is passed over when a folder is walked; None for names that are read."""
    suffix = PurePath(name).suffix.lower()
    if suffix == ".docx" or suffix in _TEXT_SUFFIXES - {""}:
        return None
    known = _BY_SUFFIX.get(suffix)
    return known or f"不是可以读取的格式（{suffix or '没有后缀'}）。能读取 .txt、.md、.docx。"


def _describe_ole(data: bytes, suffix: str) -> str:
    if _ENCRYPTED_PACKAGE in data:
        return _ENCRYPTED
    return _BY_SUFFIX[suffix if suffix in {".wps", ".xls", ".et", ".ppt"} else ".doc"]


def _recognise_zip(data: bytes, suffix: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (
        zipfile.BadZipFile,
        ValueError,
        OSError,
        EOFError,
        NotImplementedError,
        UnicodeDecodeError,
    ) as error:
        damaged = _BY_SUFFIX[suffix] if suffix in {".xlsx", ".pptx", ".zip", ".odt"} else _DAMAGED_DOCX
        raise UnsupportedFormatError(damaged) from error
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnsupportedFormatError(_ENCRYPTED)
    if any(name.startswith("word/") for name in names):
        return DOCX
    if any(name.startswith("xl/") for name in names):
        raise UnsupportedFormatError(_BY_SUFFIX[".xlsx"])
    if any(name.startswith("ppt/") for name in names):
        raise UnsupportedFormatError(_BY_SUFFIX[".pptx"])
    if "OFD.xml" in names:
        raise UnsupportedFormatError(_BY_SUFFIX[".ofd"])
    if "mimetype" in names and "content.xml" in names:
        raise UnsupportedFormatError(_BY_SUFFIX[".odt"])
    raise UnsupportedFormatError(_BY_SUFFIX[".zip"])
