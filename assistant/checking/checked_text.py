"""A report as the checks see it: its text with sentences, clauses and quantities, worked out once for all families."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from assistant.domain.dates import Spans, find_years, title_spans
from assistant.domain.peers import PeerReport
from assistant.domain.punctuation import (
    COLON,
    COMMA,
    ENUMERATION_COMMA,
    EXCLAMATION,
    LEFT_PAREN,
    QUESTION,
    RIGHT_PAREN,
    SEMICOLON,
    SENTENCE_ENDS,
)
from assistant.domain.quantities import Quantity, find_quantities

_LONGEST_SENTENCE = 600  # what runs on longer is cut, so that no work grows with the square of a text
_SENTENCE = re.compile(
    f"[^{SENTENCE_ENDS}{SEMICOLON};\\n]{{1,{_LONGEST_SENTENCE}}}[{SENTENCE_ENDS}{SEMICOLON};]?"
)
_CLAUSE_SIGNS = f"{SENTENCE_ENDS}{COMMA}{SEMICOLON}{COLON}{ENUMERATION_COMMA},;:\n"
_CLAUSE_WORDS = re.compile(f"[^{_CLAUSE_SIGNS}]*")
_PARAGRAPH = re.compile("[^\\n]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the text with its place."""

    start: int
    end: int
    text: str


class CheckedText:
    """A report with what several checks need of it.

    `source` is the text as it came, to which all offsets belong. `text` is what patterns read: of the same length, with
    half-width signs made full-width and the line ends of page breaks made spaces, so that a rule is written once.
    `own_units` are the units of the agency's yearly data, which its numbers may stand in.
    """

    def __init__(self, report: PeerReport, own_units: frozenset[str] = frozenset()) -> None:
        self.report = report
        self.own_units = own_units
        self.source = report.source.text
        self.text = _same_length(self.source, report)
        self._clauses: dict[tuple[int, int], tuple[str, str]] = {}

    @cached_property
    def furniture(self) -> Spans:
        """Navigation, metadata lines and page marks: not the authors' words, no check reads them."""
        spans = sorted((a.start, a.end) for a in self.report.artefacts if a.kind == "furniture")
        return Spans(tuple(_without_overlaps(spans)))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences, ended by full stop, semicolon or line."""
        return self._spans(_SENTENCE)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Lines that hold something."""
        return self._spans(_PARAGRAPH)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Every quantity outside the furniture."""
        return tuple(q for q in find_quantities(self.text, self.own_units) if q.start not in self.furniture)

    @cached_property
    def titles(self) -> tuple[Span, ...]:
        """Titles 《…》 outside the furniture."""
        return tuple(
            Span(start, end, self.text[start:end])
            for start, end in title_spans(self.text)
            if start not in self.furniture
        )

    @cached_property
    def year(self) -> int | None:
        """The reported year: as read, else the year that the text names most often."""
        if self.report.year is not None:
            return self.report.year
        years = [mention.year for mention in find_years(self.text) if not mention.in_title]
        return max(set(years), key=lambda year: (years.count(year), year)) if years else None

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    def sentence_at(self, place: int) -> Span:
        """The sentence around a place; an empty one where there is none."""
        index = bisect_right(self._sentence_starts, place) - 1
        if index >= 0 and place < self.sentences[index].end:
            return self.sentences[index]
        return Span(place, place, "")

    def clause_around(self, start: int, end: int) -> tuple[str, str]:
        """What stands in the same clause before and behind a place."""
        known = self._clauses.get((start, end))
        if known is None:
            before = self.text[max(0, start - _CLAUSE_LIMIT) : start]
            behind = _CLAUSE_WORDS.match(self.text, end, end + _CLAUSE_LIMIT)
            known = before[max(map(before.rfind, _CLAUSE_SIGNS)) + 1 :], behind[0] if behind else ""
            self._clauses[start, end] = known
        return known

    def _spans(self, pattern: re.Pattern[str]) -> tuple[Span, ...]:
        found = []
        for match in pattern.finditer(self.text):
            if match.start() in self.furniture or not match[0].strip():
                continue
            indent = len(match[0]) - len(match[0].lstrip())
            found.append(Span(match.start() + indent, match.end(), match[0][indent:]))
        return tuple(found)


_CLAUSE_LIMIT = 120
_WIDE = {
    ",": COMMA,
    ";": SEMICOLON,
    ":": COLON,
    "?": QUESTION,
    "!": EXCLAMATION,
    "(": LEFT_PAREN,
    ")": RIGHT_PAREN,
}
_NARROW = re.compile("[,:;?!()](?:(?<=[;?!()])|(?<![0-9].)|(?![0-9]))")  # one class first is found fast
_NOT_PROSE = re.compile("https?://[!-~]+|[A-Za-z0-9._-]{1,40}@[A-Za-z0-9.-]+")


def _same_length(source: str, report: PeerReport) -> str:
    addresses = _NOT_PROSE.finditer(source) if "://" in source or "@" in source else ()
    kept = Spans(tuple(match.span() for match in addresses))
    text = _NARROW.sub(lambda match: match[0] if match.start() in kept else _WIDE[match[0]], source)
    for artefact in report.artefacts:
        if artefact.kind == "page_break":
            joined = text[artefact.start : artefact.end].replace("\n", " ")
            text = text[: artefact.start] + joined + text[artefact.end :]
    return text


def _without_overlaps(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept
