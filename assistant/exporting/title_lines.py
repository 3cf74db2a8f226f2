"""A title too long for one line is broken at words into lines of about one length (GB/T 9704: whole words, symmetric)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from assistant.domain.punctuation import (
    CLAUSE_ENDS,
    ENUMERATION_COMMA,
    LEFT_PAREN,
    LEFT_QUOTE,
    LEFT_TITLE,
    RIGHT_PAREN,
    RIGHT_QUOTE,
    RIGHT_TITLE,
)
from assistant.ports import WordSegmenter

CHARACTERS_PER_LINE = 20.0
_YEAR = re.compile(r"[0-9]+\s*年度?|[0-9A-Za-z.%]+")
_NEVER_FIRST = "的和与及之等了" + CLAUSE_ENDS + ENUMERATION_COMMA + RIGHT_PAREN + RIGHT_QUOTE + RIGHT_TITLE
_NEVER_LAST = "和与及" + LEFT_PAREN + LEFT_QUOTE + LEFT_TITLE
_BAD_BREAK = 30.0
_MAX_COMBINATIONS_OF_BREAKS = 3  # a title of more than four lines is broken greedily


def jieba_words(text: str) -> Sequence[str]:
    """Words by jieba; loaded at the first title that needs it."""
    import jieba

    jieba.setLogLevel(60)
    words: list[str] = jieba.lcut(text)
    return words


def width(text: str) -> float:
    """Width in Chinese characters; ASCII letters and digits are half as wide."""
    return sum(0.5 if ord(sign) < 0x250 else 1.0 for sign in text)  # noqa: PLR2004


def title_lines(
    title: str,
    *,
    names: Sequence[str] = (),
    per_line: float = CHARACTERS_PER_LINE,
    segment: WordSegmenter = jieba_words,
) -> tuple[str, ...]:
    """Break a title; joined, the lines are the title.

    A line is at most `per_line` wide where words allow it, and the lines differ as little as can be. Years and `names`
    (the agency's) are never broken when they fit into a line.
    """
    if width(title) <= per_line:
        return (title,)
    words = _units(title, names, per_line, segment)
    count = max(2, -(-int(width(title) * 2) // int(per_line * 2)))
    for lines in range(count, count + 3):
        best = _best_break(words, lines, per_line)
        if best:
            return best
    return _greedy(words, per_line)


def _units(title: str, names: Sequence[str], per_line: float, segment: WordSegmenter) -> list[str]:
    """Words that stay whole: names and years first, the rest as the segmenter cuts it."""
    whole = [re.escape(name) for name in sorted(names, key=len, reverse=True) if 0 < width(name) <= per_line]
    pattern = re.compile("|".join([*whole, _YEAR.pattern]))
    units: list[str] = []
    position = 0
    for match in pattern.finditer(title):
        units += segment(title[position : match.start()]) if match.start() > position else []
        units.append(match.group())
        position = match.end()
    units += segment(title[position:]) if position < len(title) else []
    return units


def _best_break(words: list[str], count: int, per_line: float) -> tuple[str, ...]:
    if count - 1 > _MAX_COMBINATIONS_OF_BREAKS or len(words) < count:
        return ()
    best: tuple[float, tuple[str, ...]] = (float("inf"), ())
    for places in itertools.combinations(range(1, len(words)), count - 1):
        bounds = (0, *places, len(words))
        lines = tuple("".join(words[start:end]) for start, end in itertools.pairwise(bounds))
        if max(map(width, lines)) <= per_line:
            best = min(best, (_cost(lines), lines))
    return best[1]


def _cost(lines: tuple[str, ...]) -> float:
    mean = sum(map(width, lines)) / len(lines)
    uneven = sum((width(line) - mean) ** 2 for line in lines)
    bad = sum(line[0] in _NEVER_FIRST for line in lines[1:]) + sum(
        line[-1] in _NEVER_LAST for line in lines[:-1]
    )
    return uneven + _BAD_BREAK * bad


def _greedy(words: list[str], per_line: float) -> tuple[str, ...]:
    lines = [""]
    for word in words:
        if lines[-1] and width(lines[-1] + word) > per_line:
            lines.append("")
        lines[-1] += word
    return tuple(lines)
