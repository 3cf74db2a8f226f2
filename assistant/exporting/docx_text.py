"""Text that may stand in XML: control characters that XML forbids are named and replaced where one can see it."""

from __future__ import annotations

import re
from html import escape

from assistant.errors import ExportError

REPLACEMENT = "\ufffd"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def forbidden_characters(text: str) -> tuple[str, ...]:
    """Names such as `U+0001` of the characters that no XML document may hold, each once, in order."""
    return tuple(dict.fromkeys(f"U+{ord(sign):04X}" for sign in _FORBIDDEN.findall(text)))


def replace_forbidden(text: str) -> str:
    """The text with every forbidden character as a visible replacement sign."""
    return _FORBIDDEN.sub(REPLACEMENT, text)


def xml_text(text: str) -> str:
    """Escape text for an element or an attribute in double quotes.

    Raises:
        ExportError: the text holds a character that no XML document may hold.
    """
    names = forbidden_characters(text)
    if names:
        raise ExportError(f"文字中有 Word 文件不能保存的控制字符 {'、'.join(names)}，请删去后再导出。")
    return escape(text)


def run_content(text: str) -> str:
    """The inside of a `w:r`: text, with line breaks and tabs as Word writes them."""
    pieces = re.split("(\r\n|[\n\r\t])", text)
    return "".join(_piece(piece) for piece in pieces if piece)


def _piece(piece: str) -> str:
    if piece == "\t":
        return "<w:tab/>"
    if piece in {"\n", "\r", "\r\n"}:
        return "<w:br/>"
    return f'<w:t xml:space="preserve">{xml_text(piece)}</w:t>'
