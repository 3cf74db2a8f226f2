"""Cuts a report into passages, the units of search; nothing of its text is lost."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import pairwise

from assistant.domain.peers import Artefact, Passage, PeerReport, ReportSection
from assistant.domain.punctuation import CLAUSE_ENDS, RIGHT_PAREN, RIGHT_QUOTE, SENTENCE_ENDS
from assistant.reading.headings import POINT_LEVEL
from assistant.reading.layout import Layout, read_layout
from assistant.reading.topic_rules import topics_of

MAX_CHARACTERS = 300
_TINY = 40
_SENTENCE = re.compile(
    f"[^{SENTENCE_ENDS}\n]*[{SENTENCE_ENDS}\n]+[{RIGHT_QUOTE}{RIGHT_PAREN}]*|[^{SENTENCE_ENDS}\n]+$"
)
_CLAUSE = re.compile(f"[^{CLAUSE_ENDS}]*[{CLAUSE_ENDS}]|[^{CLAUSE_ENDS}]+$")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A range of the body under one heading; pieces of the same place may be joined."""

    start: int
    end: int
    section: ReportSection | None
    headings: tuple[str, ...]


def report_id(source_sha256: str) -> str:
    """The same file is the same report, wherever it lies."""
    return f"r-{source_sha256[:16]}"


def passage_id(source_sha256: str, start: int, end: int) -> str:
    """The same place in the same file has the same id, whatever encodes it."""
    return "p-" + sha256(f"{source_sha256}:{start}:{end}".encode()).hexdigest()[:16]


def cut_passages(report: PeerReport) -> tuple[Passage, ...]:
    """Cut opening and sections, at points 一是…二是… and sentence ends, into passages of about 300 signs at most.

    Tiny pieces are joined with what follows under the same heading. Joined in order, the passages hold every sign of
    the text that is no heading; a heading without any text under it is a passage of its own.
    """
    layout = read_layout(report.source)
    damage = _damage(report.artefacts)
    passages = []
    for piece in _pieces(report, layout):
        for start, end in _cuts(layout.body.text, piece):
            passages.append(_passage(report, layout, replace(piece, start=start, end=end), damage))
    return tuple(passages)


def _pieces(report: PeerReport, layout: Layout) -> Iterator[_Piece]:
    places = layout.body.places
    if report.opening:
        yield _Piece(*layout.trimmed(0, len(report.opening)), None, ())
    for section in report.sections:
        yield from _pieces_below(section, (), layout, places)


def _pieces_below(
    section: ReportSection, above: tuple[str, ...], layout: Layout, places: Sequence[int]
) -> Iterator[_Piece]:
    headings = (*above, section.heading) if section.heading else above
    start, end = layout.body_range(section.start, section.end)
    points = [child for child in section.children if child.level == POINT_LEVEL]
    others = [child for child in section.children if child.level != POINT_LEVEL]
    own_end = bisect_left(places, section.children[0].start) if section.children else end
    text_start = _text_start(section, layout, own_end)
    own = [_Piece(text_start, own_end, section, headings)] if section.text else []
    own += [_Piece(*layout.body_range(point.start, point.end), section, headings) for point in points]
    if not own and not others:
        own = [_Piece(start, end, section, above)]  # a heading alone says all there is
    yield from _joined(own, layout.body.text)
    for child in others:
        yield from _pieces_below(child, headings, layout, places)


def _text_start(section: ReportSection, layout: Layout, own_end: int) -> int:
    _, end = layout.trimmed(0, own_end)
    return end - len(section.text)


def _joined(pieces: list[_Piece], body: str) -> list[_Piece]:
    """Join a tiny piece with its neighbour under the same heading."""
    joined: list[_Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        small = last is not None and (
            len(body[last.start : last.end].strip()) < _TINY
            or len(body[piece.start : piece.end].strip()) < _TINY
        )
        if last is not None and small and piece.end - last.start <= MAX_CHARACTERS:
            joined[-1] = replace(last, end=piece.end)
        else:
            joined.append(piece)
    return joined


def _cuts(body: str, piece: _Piece) -> Iterator[tuple[int, int]]:
    """Ranges of at most MAX_CHARACTERS, ended at a sentence, else at a clause, else where the bound is."""
    if piece.end - piece.start <= MAX_CHARACTERS:
        yield piece.start, piece.end
        return
    parts = _parts(body, piece.start, piece.end)
    total = piece.end - piece.start
    target = total / -(-total // MAX_CHARACTERS)
    start = piece.start
    for (_, end), (_, following) in pairwise(parts):
        if following - start > MAX_CHARACTERS or end - start >= target:
            yield start, end
            start = end
    yield start, piece.end


def _parts(body: str, start: int, end: int) -> list[tuple[int, int]]:
    parts: list[tuple[int, int]] = []
    for sentence in _SENTENCE.finditer(body, start, end):
        parts += _short_parts(body, *sentence.span())
    return parts


def _short_parts(body: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start <= MAX_CHARACTERS:
        yield start, end
        return
    for clause in _CLAUSE.finditer(body, start, end):
        for begin in range(clause.start(), clause.end(), MAX_CHARACTERS):
            yield begin, min(begin + MAX_CHARACTERS, clause.end())


def _passage(report: PeerReport, layout: Layout, piece: _Piece, damage: Sequence[Artefact]) -> Passage:
    first, last = layout.trimmed(piece.start, piece.end)
    text = layout.body.text[first:last]
    start = layout.body.places[first] if first < last else 0
    end = layout.body.places[last - 1] + 1 if first < last else 0
    section = piece.section
    heading = piece.headings[-1] if piece.headings else ""
    return Passage(
        id=passage_id(report.source.sha256, start, end),
        report_id=report_id(report.source.sha256),
        agency=report.agency,
        year=report.year,
        section=section.section if section else None,
        topics=topics_of(heading, text) if section else (),
        headings=piece.headings,
        text=text,
        start=start,
        end=end,
        damaged=any(artefact.start < end and start < artefact.end for artefact in damage),
    )


def _damage(artefacts: Sequence[Artefact]) -> tuple[Artefact, ...]:
    return tuple(artefact for artefact in artefacts if artefact.damages)
