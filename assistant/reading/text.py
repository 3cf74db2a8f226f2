"""Source text into clean lines that know where they stand: markup, width and spaces put right, numerals untouched."""

from __future__ import annotations

import html
import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.domain.peers import Artefact
from assistant.domain.punctuation import (
    COLON,
    COMMA,
    ENUMERATION_COMMA,
    EXCLAMATION,
    FULL_STOP,
    LEFT_PAREN,
    LEFT_QUOTE,
    QUESTION,
    RIGHT_PAREN,
    RIGHT_QUOTE,
    SEMICOLON,
)

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
CJK = f"{HAN}\u2014\u2018-\u201d\u2026\u3001-\u303f\uff01-\uff5e"
HALF_WIDTH_DIGITS = {0xFF10 + digit: 0x30 + digit for digit in range(10)}
HEADING_MARK = "\ue000"  # stands for Markdown's # at the start of a line
BOLD_MARK = "\ue001"  # stands for ** around a whole line
HAN_NUMERAL = "[一二三四五六七八九十]{1,3}"
_LEAST_HALF_WIDTH = 5
_LONGEST_QUOTE = 24

_SIGNS = str.maketrans({
    **dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"),
    **dict.fromkeys("\t\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " "),
    "\uff61": FULL_STOP,
    "\uff64": ENUMERATION_COMMA,
    "\ufe50": COMMA,
    "\u2f00": "一",
})
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ue000\ue001]"
)
_BREAKING_TAG = re.compile(r"</?(?:p|br|div|h[1-6]|tr|li|ul|ol|table)\b[^<>\n]{0,300}>", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:span|strong|b|font|td|th|u|a|em|i|img|tbody|section|o:p|st1:\w{1,20})\b[^<>\n]{0,300}>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6});")
_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^()\n]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\((?:https?:|/|\.|#|javascript)[^()\n]{0,500}\)")
_ESCAPE = re.compile(r"\\(?=[.\-*_#()\[\]~>+])")
_WHOLE_BOLD = re.compile(r"^ ?\*\*(?=[^*\n]{2,60}\*\* ?$)", re.MULTILINE)
_HEADING_SIGN = re.compile(r"^ ?(?:\*\*)?#{1,6}(?!#) ?", re.MULTILINE)
_STARS = re.compile(r"\*\*+")
_LINE_SIGN = re.compile(r"^ ?(?:>|[-*+\u2022\u25cf\u25a0] )[> ]{0,8}", re.MULTILINE)
_SPACES = re.compile(" {2,}")
_NEEDLESS_SPACE = re.compile(f"(?<=[{CJK}]) | (?=[{CJK}])")
_EDGE_SPACE = re.compile(r"^ +| +$", re.MULTILINE)
_MARKER = f"(?:{HAN_NUMERAL}{ENUMERATION_COMMA}|[{LEFT_PAREN}(]{HAN_NUMERAL}[{RIGHT_PAREN})])"
_SPACE_BEFORE_MARKER = re.compile(f"(?<![第\\s{ENUMERATION_COMMA}{LEFT_PAREN}(]) (?={_MARKER}[^\\n]{{3}})")
_SPACE_BEHIND_HEADING = re.compile(
    f"^( ?{_MARKER} ?[^ \\n{FULL_STOP}{SEMICOLON}{COLON};:]{{4,40}}) (?=[^\\n]{{30}})", re.MULTILINE
)
_HALF_WIDTH = re.compile(f"(?<=[{CJK}\\d%])[,;:?!](?=[{CJK}])|(?<=[{CJK}])[,;:?!]")
_WIDE = {
    ",": COMMA,
    ";": SEMICOLON,
    ":": COLON,
    "?": QUESTION,
    "!": EXCLAMATION,
    "(": LEFT_PAREN,
    ")": RIGHT_PAREN,
}
_PARENTHESES = re.compile(r"\(([^()\n]{0,300})\)")
_LONE_PARENTHESIS = re.compile(f"(?<=[{CJK}])[()]|[()](?=[{CJK}])")
_HAN_SIGN = re.compile(f"[{CJK}]")
_STRAIGHT_QUOTES = re.compile(r'"([^"\n]{1,80})"')


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text whose every sign knows its place in the source; `places[i]` is the offset of `text[i]`."""

    text: str
    places: array[int]

    @classmethod
    def whole(cls, text: str) -> MappedText:
        """Map a text onto itself."""
        return cls(text, array("I", range(len(text))))

    @property
    def start(self) -> int:
        """Offset of the first sign; 0 for an empty text."""
        return self.places[0] if self.places else 0

    @property
    def end(self) -> int:
        """Offset behind the last sign."""
        return self.places[-1] + 1 if self.places else 0

    def cut(self, start: int, end: int | None = None) -> MappedText:
        """Return a part."""
        return MappedText(self.text[start:end], self.places[start:end])

    def replace(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str] | str = "") -> MappedText:
        """Replace every match; the new signs take the place where the match began."""
        pieces: list[str] = []
        places = array("I")
        last = 0
        for match in pattern.finditer(self.text):
            put = new if isinstance(new, str) else new(match)
            start, end = match.span()
            pieces += (self.text[last:start], put)
            places.extend(self.places[last:start])
            # A replacement of equal length keeps every place: 1:1 changes of width do not shift anything.
            places.extend(
                self.places[start:end] if len(put) == end - start else [self.places[start]] * len(put)
            )
            last = end
        if not pieces:
            return self
        pieces.append(self.text[last:])
        places.extend(self.places[last:])
        return MappedText("".join(pieces), places)

    def lines(self) -> tuple[MappedText, ...]:
        """Split at line ends; lines without any sign are left out."""
        found = []
        start = 0
        for line in self.text.split("\n"):
            if line and not line.isspace():
                found.append(self.cut(start, start + len(line)))
            start += len(line) + 1
        return tuple(found)


def join(parts: Iterable[MappedText], separator: str = "") -> MappedText:
    """Put texts one behind the other; a separator takes the place of the sign before it."""
    pieces: list[str] = []
    places = array("I")
    for part in parts:
        if pieces and separator:
            pieces.append(separator)
            places.extend([places[-1] if places else part.start] * len(separator))
        pieces.append(part.text)
        places.extend(part.places)
    return MappedText("".join(pieces), places)


@dataclass(frozen=True, slots=True)
class CleanText:
    """Lines of a source without markup and needless spaces; `half_width` says that its signs were ASCII."""

    lines: tuple[MappedText, ...]
    half_width: Artefact | None


def clean(source: str) -> CleanText:
    """Clean a text. No numeral is changed; full-width signs take the place of ASCII ones between Chinese signs.

    A line may begin with HEADING_MARK or BOLD_MARK where the source marked it as a heading or as bold.
    """
    mapped = MappedText(source.translate(_SIGNS), array("I", range(len(source))))
    mapped = mapped.replace(_INVISIBLE)
    if "<" in mapped.text:
        mapped = mapped.replace(_BREAKING_TAG, "\n").replace(_INLINE_TAG)
    if "&" in mapped.text:
        mapped = mapped.replace(_ENTITY, _unescaped)
    mapped = _without_markdown(mapped.replace(_SPACES, " "))
    mapped = mapped.replace(_SPACE_BEFORE_MARKER, "\n").replace(
        _SPACE_BEHIND_HEADING, lambda match: f"{match[1]}\n"
    )
    mapped = mapped.replace(_NEEDLESS_SPACE)
    wide = _widened(mapped)
    artefact = _half_width_artefact(source, mapped, wide)
    wide = wide.replace(_NEEDLESS_SPACE).replace(_EDGE_SPACE)
    return CleanText(wide.lines(), artefact)


def plain(line: str) -> str:
    """A line without the marks for Markdown headings and bold."""
    return line.strip(f"{HEADING_MARK}{BOLD_MARK} ")


def _unescaped(match: re.Match[str]) -> str:
    return html.unescape(match[0]).replace("\xa0", " ")


def _without_markdown(mapped: MappedText) -> MappedText:
    if "](" in mapped.text:
        mapped = mapped.replace(_IMAGE).replace(_LINK, lambda match: match[1])
    if "\\" in mapped.text:
        mapped = mapped.replace(_ESCAPE)
    mapped = mapped.replace(_HEADING_SIGN, HEADING_MARK)
    if "**" in mapped.text:
        mapped = mapped.replace(_WHOLE_BOLD, BOLD_MARK).replace(_STARS)
    return mapped.replace(_LINE_SIGN)


def _widened(mapped: MappedText) -> MappedText:
    """Give signs between Chinese the width of Chinese; all changes are one sign for one."""
    text = _HALF_WIDTH.sub(lambda match: _WIDE[match[0]], mapped.text)
    for _ in range(2):  # twice for parentheses within parentheses
        text = _PARENTHESES.sub(_wide_parentheses, text)
    text = _LONE_PARENTHESIS.sub(lambda match: _WIDE[match[0]], text)
    text = _HALF_WIDTH.sub(lambda match: _WIDE[match[0]], text)
    if '"' in text:
        text = _STRAIGHT_QUOTES.sub(_curly_quotes, text)
    return MappedText(text, mapped.places)


def _wide_parentheses(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    if _HAN_SIGN.search(match[1]) or _HAN_SIGN.search(around):
        return f"{LEFT_PAREN}{match[1]}{RIGHT_PAREN}"
    return match[0]


def _curly_quotes(match: re.Match[str]) -> str:
    return f"{LEFT_QUOTE}{match[1]}{RIGHT_QUOTE}" if _HAN_SIGN.search(match[1]) else match[0]


def _half_width_artefact(source: str, before: MappedText, after: MappedText) -> Artefact | None:
    if before.text == after.text:
        return None
    changed = [
        index for index, (old, new) in enumerate(zip(before.text, after.text, strict=True)) if old != new
    ]
    if len(changed) < _LEAST_HALF_WIDTH:
        return None
    start = before.places[changed[0]]
    return Artefact(
        "half_width", source[max(start - _LONGEST_QUOTE // 2, 0) : start + 1].strip(), start, start + 1
    )
