"""Finds damage of extraction in a text: joined digits, lost signs, characters that stand for none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.peers import Artefact
from assistant.domain.punctuation import (
    COMMA,
    ENUMERATION_COMMA,
    FULL_STOP,
    LEFT_PAREN,
    LEFT_QUOTE,
    LEFT_TITLE,
    RIGHT_PAREN,
    RIGHT_QUOTE,
    RIGHT_TITLE,
)
from assistant.reading.text import HAN, MappedText

_AROUND = 10
_MOST_OF_A_KIND = 200
_PATTERNS = (
    ("joined_digits", re.compile(f"(?<!\\d)(?:19|20)\\d{{2}}(?:19|20)\\d{{2}}(?=[年{RIGHT_PAREN}])")),
    (
        "joined_digits",
        re.compile(f"(?<![\\d.A-Za-z])(?!1[3-9]\\d{{9}}(?!\\d))\\d{{9,16}}(?:\\.\\d+)?(?=[{HAN}])"),
    ),
    ("joined_digits", re.compile("(?<![\\w.])\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}(?=[万亿元个件家人次%])")),
    ("lost_characters", re.compile("(?<![A-Za-z])[A-Z]{1,2}\\d{2,4}[A-Z]{1,2}-\\d{2,4}(?![A-Za-z\\d])")),
    (
        "lost_characters",
        re.compile(
            f"{LEFT_TITLE}\\s?{RIGHT_TITLE}|{LEFT_QUOTE}\\s?{RIGHT_QUOTE}|{LEFT_PAREN}\\s?{RIGHT_PAREN}|[{COMMA}{ENUMERATION_COMMA}]{{2}}"
        ),
    ),
    ("replacement_character", re.compile("[\ufffd\ue000-\uf8ff\u25a1]+|锟斤拷|烫烫烫|屯屯屯|\\?{3,}")),
    (
        "mojibake",
        re.compile(f"(?<=[{HAN}?])[{FULL_STOP}]?[\u3105-\u312f\u2500-\u257f\u01cd-\u01dc]+(?=[{HAN}])"),
    ),
    ("mojibake", re.compile("(?:[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u017e\u02c6\u02dc\u2013-\u2122]){2,}")),
)
_PAIRS = {LEFT_QUOTE: RIGHT_QUOTE, LEFT_TITLE: RIGHT_TITLE, LEFT_PAREN: RIGHT_PAREN}
_CLOSING = {right: left for left, right in _PAIRS.items()}
_PAIRED = re.compile(f"[{''.join(_PAIRS)}{''.join(_CLOSING)}]")


def find_artefacts(source: str, body: MappedText) -> tuple[Artefact, ...]:
    """Return the damage in reading order; signs without their partner are looked for in the body's paragraphs."""
    found = [*_by_pattern(source), *_unpaired(body)]
    return tuple(sorted(found, key=lambda artefact: (artefact.start, artefact.end)))


def _by_pattern(source: str) -> Iterator[Artefact]:
    for kind, pattern in _PATTERNS:
        for number, match in enumerate(pattern.finditer(source)):
            if number >= _MOST_OF_A_KIND:
                break
            start, end = match.span()
            quote = (
                source[max(start - _AROUND, 0) : end + _AROUND].strip() if end - start < _AROUND else match[0]
            )
            yield Artefact(kind, quote, start, end)


def _unpaired(body: MappedText) -> Iterator[Artefact]:
    """The first sign in each paragraph that has no partner: a quote lost in extraction leaves the other one behind."""
    start = 0
    for paragraph in body.text.split("\n"):
        place = _first_unpaired(paragraph)
        if place is not None:
            quote = paragraph[max(place - _AROUND, 0) : place + _AROUND + 1]
            offset = body.places[start + place]
            yield Artefact("lost_characters", quote, offset, offset + 1)
        start += len(paragraph) + 1


def _first_unpaired(paragraph: str) -> int | None:
    open_signs: list[tuple[str, int]] = []
    for match in _PAIRED.finditer(paragraph):
        sign = match[0]
        if sign in _PAIRS:
            if sign == LEFT_QUOTE and any(other == LEFT_QUOTE for other, _ in open_signs):
                return match.start()
            open_signs.append((sign, match.start()))
        elif open_signs and open_signs[-1][0] == _CLOSING[sign]:
            open_signs.pop()
        else:
            return match.start()
    return open_signs[0][1] if open_signs else None
