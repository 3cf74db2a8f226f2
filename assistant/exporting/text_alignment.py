"""Finds the places of one text in another that says the same with other spaces, widths and numbering."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

_ALIKE = str.maketrans({
    "\u201c": '"',
    "\u201d": '"',
    "\u2018": "'",
    "\u2019": "'",
    "\u2013": "-",
    "\u2014": "-",
    "\u2015": "-",
    "\u3014": "[",
    "\u3015": "]",
})
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")
_ANCHOR = 8  # so many equal signs in a row are taken for the same place
_SHORT_ANCHOR = 3  # so many when a line is at its end, and the place is near
_SOURCE_REACH = 400
_TARGET_REACH = 6000
_NEAR_REACH = 60


@dataclass(frozen=True, slots=True)
class Folded:
    """A text reduced to what counts, with the offset of every sign in the whole text and the index of each line's end."""

    text: str
    offsets: tuple[int, ...]
    line_ends: tuple[int, ...]

    def at(self, offset: int) -> int:
        """Index of the first sign that stands at or behind an offset."""
        return bisect_left(self.offsets, offset)


def fold(text: str) -> Folded:
    """Spaces out, full width to half, quotation marks and dashes to one kind each."""
    signs: list[str] = []
    offsets: list[int] = []
    line_ends: list[int] = []
    for offset, sign in enumerate(text):
        if sign == "\n":
            line_ends.append(len(signs))
        plain = (
            sign if "\u4e00" <= sign <= "\u9fff" else unicodedata.normalize("NFKC", sign).translate(_ALIKE)
        )
        for part in plain:
            if not part.isspace() and part not in _INVISIBLE:
                signs.append(part)
                offsets.append(offset)
    return Folded("".join(signs), tuple(offsets), tuple(line_ends))


def align(source: Folded, target: str) -> list[int]:
    """For every sign of `source` the index of its counterpart in `target`, or -1.

    Indices never go down. Where the texts differ, the shortest way on to a place where they agree again is taken; what
    stands in only one of them is passed over. `target` is a folded text, too.
    """
    places = [-1] * len(source.text)
    here, there = 0, 0
    while here < len(source.text) and there < len(target):
        if source.text[here] == target[there]:
            places[here] = there
            here, there = here + 1, there + 1
            continue
        step = _next_agreement(source, here, target, there)
        if step is None:
            here += _SOURCE_REACH
        else:
            here, there = here + step[0], there + step[1]
    return places


def _next_agreement(source: Folded, here: int, target: str, there: int) -> tuple[int, int] | None:
    """How far to go in each text until they agree again; None when they don't within reach."""
    best: tuple[int, int] | None = None
    for skipped in range(min(_SOURCE_REACH, len(source.text) - here)):
        if best is not None and skipped >= sum(best):
            break
        start = here + skipped
        anchor = source.text[start : start + _ANCHOR]
        found = target.find(anchor, there, there + _TARGET_REACH)
        if found < 0:  # the next line may begin with a number that only one of the texts has
            anchor = source.text[start : _line_end(source, start)][:_ANCHOR]
            if len(anchor) >= _SHORT_ANCHOR:
                found = target.find(anchor, there, there + _NEAR_REACH)
        if found >= 0 and (best is None or skipped + found - there < sum(best)):
            best = (skipped, found - there)
    return best


def _line_end(source: Folded, index: int) -> int:
    place = bisect_right(source.line_ends, index)
    return source.line_ends[place] if place < len(source.line_ends) else len(source.text)


def nearest(target: str, words: str, expected: int) -> int:
    """Index of the occurrence of `words` that is nearest to an index, or -1."""
    before = target.rfind(words, 0, expected + len(words))
    after = target.find(words, expected)
    if before < 0 or after < 0:
        return max(before, after)
    return before if expected - before <= after - expected else after
