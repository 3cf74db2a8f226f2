"""Lines into paragraphs: a sentence or a heading that a page or a line broke is joined again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.domain.peers import Artefact
from assistant.domain.punctuation import (
    COLON,
    COMMA,
    FULL_STOP,
    RIGHT_BRACKET,
    RIGHT_QUOTE,
    SEMICOLON,
    SENTENCE_ENDS,
)
from assistant.reading.headings import break_places, find_marker, is_dangling
from assistant.reading.text import BOLD_MARK, HEADING_MARK, MappedText, join, plain

_FINISHED = f"{SENTENCE_ENDS}{SEMICOLON}{COLON}{RIGHT_BRACKET}"
_LEAST_BROKEN = 15
_LEAST_LINES_TO_MEASURE = 8
_WRAPPED_SHARE = 0.5
_FULL_LINE = 0.85
_SHORT_REST = 15
_LEAST_BROKEN_HEADING = 16
_LONGEST_HEADING = 60
_QUOTE = 12
_COLUMN_LINE = 40
_NO_CONTINUATION = re.compile(r"(?:20\d\d年|\||附件|抄送)")


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Paragraphs in order, and the places where a page broke a sentence."""

    paragraphs: tuple[MappedText, ...]
    artefacts: tuple[Artefact, ...]


def join_lines(lines: Sequence[MappedText]) -> Paragraphs:
    """Join what belongs together and part what a heading begins inside a line."""
    width = _wrap_width(lines)
    joined: list[list[MappedText]] = []
    artefacts = []
    for index, line in enumerate(lines):
        before = joined[-1] if joined else []
        following = plain(lines[index + 1].text) if index + 1 < len(lines) else ""
        if before and _continues(before, line, following, width):
            if not width or not is_marked(before):
                artefacts.append(_page_break(before[-1], line))
            before.append(line)
        else:
            joined.append([line])
    paragraphs = [join(parts) for parts in joined]
    return Paragraphs(
        tuple(part for paragraph in paragraphs for part in _parted(paragraph)),
        () if width else tuple(artefacts),
    )


def is_marked(parts: Sequence[MappedText]) -> bool:
    """Say whether Markdown marked the first of these lines."""
    return parts[0].text[:1] in {HEADING_MARK, BOLD_MARK}


def _continues(before: Sequence[MappedText], line: MappedText, following: str, width: int) -> bool:
    last, text = before[-1].text, line.text
    if (
        find_marker(text)
        or text[:1] in {HEADING_MARK, BOLD_MARK}
        or _NO_CONTINUATION.match(text)
        or "|" in last
    ):
        return False
    so_far = plain("".join(part.text for part in before[-3:]))
    marker = find_marker(before[0].text)
    if marker and marker.level < 5 and FULL_STOP not in so_far and len(so_far) <= _LONGEST_HEADING:  # noqa: PLR2004
        return _heading_continues(so_far, text, following, width)
    if is_marked(before) and FULL_STOP not in so_far:
        return is_dangling(so_far) and len(text) <= _SHORT_REST
    if last[-1:] in _FINISHED:
        return False
    if width:
        return _columns(last) >= width * _FULL_LINE
    prose = COMMA in so_far or FULL_STOP in so_far
    return (
        prose
        and len(so_far) >= _LEAST_BROKEN
        and not (last[-1:] == RIGHT_QUOTE and so_far[-2:-1] in SENTENCE_ENDS)
    )


def _heading_continues(heading: str, text: str, following: str, width: int) -> bool:
    if is_dangling(heading):
        return True
    if heading[-1:] in _FINISHED:
        return False
    if width:
        return _columns(heading) >= width * _FULL_LINE
    short = len(text) <= _SHORT_REST and COMMA not in text and text[-1:] not in _FINISHED
    goes_on = bool(following) and (find_marker(following) is not None or len(following) > _COLUMN_LINE)
    return short and goes_on and len(heading) >= _LEAST_BROKEN_HEADING


def _page_break(before: MappedText, behind: MappedText) -> Artefact:
    quote = f"{before.text[-_QUOTE:]}{behind.text[:_QUOTE]}"
    return Artefact("page_break", quote, before.end, behind.start)


def _wrap_width(lines: Sequence[MappedText]) -> int:
    """Columns of a full line, if the text was wrapped at a fixed width; 0 if its lines are paragraphs."""
    long = [line.text for line in lines if len(line.text) >= _LEAST_BROKEN]
    if len(long) < _LEAST_LINES_TO_MEASURE:
        return 0
    unfinished = [text for text in long if text[-1] not in _FINISHED and find_marker(text) is None]
    if len(unfinished) < _WRAPPED_SHARE * len(long):
        return 0
    columns = sorted(_columns(text) for text in long)
    return columns[int(len(columns) * 0.8)]


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in {"W", "F", "A"} else 1 for sign in text)


def _parted(paragraph: MappedText) -> list[MappedText]:
    places = [0, *break_places(paragraph.text), len(paragraph.text)]
    return [paragraph.cut(start, end) for start, end in pairwise(places) if end > start]
