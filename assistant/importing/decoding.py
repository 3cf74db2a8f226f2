"""Bytes into text by a strict ladder of encodings: a wrong guess is an error, never a lost character."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_PLAUSIBLE = re.compile(
    r"[\t\n\r\x0b\x0c -~\u00a0\u00b7\u2010-\u2027\u2030-\u203b\u2460-\u24ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_EVERYDAY = re.compile(r"[的一是在和工作年法政府行有部人市县区]")
_BINARY = re.compile(rb"[\x00-\x08]")
_SAMPLE = 200_000
_MOST_CONTROL = 0.002
_LEAST_PLAUSIBLE = 0.95
_LEAST_EVERYDAY = 0.03
_ENOUGH_HAN = 40


class UndecodableError(ValueError):
    """No encoding of the ladder fits; the message is Chinese and says the way out."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with LF line ends and without a byte order mark, and the encoding that gave it."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Decode by byte order mark, then UTF-8, UTF-16 without mark, GB18030, each strictly.

    Raises:
        UndecodableError: the bytes are no text, or a text in none of these encodings.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _with_mark(data, encoding)
    text = _try(data, "utf-8")
    if text is not None and not _looks_binary(text):
        return Decoded(_line_ends(text), "utf-8")
    for encoding in (_utf16_order(data), "gb18030"):
        text = _try(data, encoding) if encoding else None
        if text is not None and _is_chinese_prose(text):
            return Decoded(_line_ends(text), encoding)
    raise UndecodableError(_why(data))


def _with_mark(data: bytes, encoding: str) -> Decoded:
    text = _try(data, encoding)
    if text is None:
        raise UndecodableError(_why(data))
    return Decoded(_line_ends(text), encoding.removesuffix("-sig"))


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _utf16_order(data: bytes) -> str:
    """Guess the byte order of UTF-16 from where the zero bytes of ASCII signs stand."""
    if len(data) % 2:
        return ""
    even, odd = data[0:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    if not even and not odd:
        return ""
    return "utf-16-le" if odd >= even else "utf-16-be"


def _looks_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > _MOST_CONTROL * len(sample)


def _is_chinese_prose(text: str) -> bool:
    """GB18030 accepts nearly any bytes; only prose that reads like Chinese is taken for it."""
    sample = text[:_SAMPLE]
    if (
        not sample
        or _CONTROL.search(sample)
        or len(_PLAUSIBLE.findall(sample)) < _LEAST_PLAUSIBLE * len(sample)
    ):
        return False
    han = len(_HAN.findall(sample))
    return han < _ENOUGH_HAN or len(_EVERYDAY.findall(sample)) >= _LEAST_EVERYDAY * han


def _why(data: bytes) -> str:
    sample = data[:_SAMPLE]
    if len(_BINARY.findall(sample)) > _MOST_CONTROL * len(sample):
        return "不是文字文件（二进制内容）。请选择 TXT、MD 或 DOCX 格式的报告。"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = f"按 UTF-8 读到第 {error.start + 1} 个字节时出错"
    else:
        place = "含有大量控制字符"
    return (
        f"文字编码无法识别（{place}，按 GB18030、UTF-16 也读不成中文），文件可能损坏或不完整。"
        "请用记事本或 WPS 打开核对，另存为时编码选 UTF-8，再导入。"
    )
