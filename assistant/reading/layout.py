"""The parts of a source before they are understood: what stands around the text, and its paragraphs as one mapped text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.peers import Artefact, SourceText
from assistant.reading.front_matter import FrontMatter, read_front_matter
from assistant.reading.furniture import Metadata, separate
from assistant.reading.paragraphs import join_lines
from assistant.reading.text import BOLD_MARK, HEADING_MARK, MappedText, clean, join

_MOST_LINES = 6000
_LONGEST_QUOTE = 40


@dataclass(frozen=True, slots=True)
class Layout:
    """`body` holds the paragraphs, one a line; `marks` are the starts of those that Markdown marked as headings."""

    front: FrontMatter
    metadata: Metadata
    body: MappedText
    marks: frozenset[int]
    artefacts: tuple[Artefact, ...]

    def body_range(self, start: int, end: int) -> tuple[int, int]:
        """Indices into `body` of what stands between two offsets of the source."""
        places = self.body.places
        return bisect_left(places, start), bisect_left(places, end)

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The same range of `body` without line ends and spaces at either end."""
        text = self.body.text
        while start < end and text[start] in "\n ":
            start += 1
        while end > start and text[end - 1] in "\n ":
            end -= 1
        return start, end


def _bounded(lines: Sequence[MappedText]) -> Sequence[MappedText]:
    """No report has so many lines: what is beyond the bound is kept as one, so that hostile texts cost little."""
    if len(lines) <= _MOST_LINES:
        return lines
    return (*lines[:_MOST_LINES], join(lines[_MOST_LINES:], " "))


def read_layout(source: SourceText) -> Layout:
    """Clean a source and tell its text from what stands around it; the same source always gives the same."""
    cleaned = clean(source.text)
    separated = separate(_bounded(cleaned.lines))
    front = read_front_matter(separated.lines, separated.metadata)
    joined = join_lines(front.body)
    paragraphs = []
    marks = set()
    length = 0
    for paragraph in joined.paragraphs:
        kept = paragraph.cut(1) if paragraph.text[:1] in {HEADING_MARK, BOLD_MARK} else paragraph
        if not kept.text.strip():
            continue
        if kept is not paragraph:
            marks.add(length)
        paragraphs.append(kept)
        length += len(kept.text) + 1
    artefacts = (cleaned.half_width,) if cleaned.half_width else ()
    furniture = tuple(
        Artefact("furniture", line.text.strip()[:_LONGEST_QUOTE], line.start, line.end)
        for line in separated.removed
    )
    body = join(paragraphs, "\n")
    return Layout(
        front, separated.metadata, body, frozenset(marks), (*artefacts, *furniture, *joined.artefacts)
    )
