"""Tells what peers of the same kind and level usually report and this agency has not given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from assistant.domain.agency_year import AgencyYear
from assistant.domain.peers import Passage, PeerSummary
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.drafting.catalogue import Catalogue, CatalogueEntry, load_catalogue
from assistant.drafting.names import compact
from assistant.ports import PeerTexts

_LEAST_PEERS = 2
_LEAST_SHARE = 0.4
_LEAST_NAME = 4
_MOST_PASSAGES = 3


@dataclass(frozen=True, slots=True)
class Gap:
    """An indicator that `reported_by` of `peers` peers report; `passage_ids` show where."""

    topic: Topic
    name: str
    unit: str
    reported_by: int
    peers: int
    passage_ids: tuple[str, ...]


@dataclass(slots=True)
class _Reports:
    reports: set[str] = field(default_factory=set)
    passages: list[str] = field(default_factory=list)


def find_gaps(year: AgencyYear, peers: PeerTexts, *, per_topic: int = 4) -> tuple[Gap, ...]:
    """Compare yearly data with what comparable peers report.

    Returns:
        At most `per_topic` gaps a topic, in the order of topics, what most peers report first. None without
        comparable peers.
    """
    chosen = comparable(year, peers.summaries())
    if not chosen:
        return ()
    catalogue = load_catalogue()
    reported = _reported(p for p in peers.passages() if p.report_id in chosen)
    given = _given(year, catalogue)
    least = max(_LEAST_PEERS, len(chosen) * _LEAST_SHARE)
    gaps: list[Gap] = []
    for topic in Topic:
        rows = [
            (entry, reported[entry.id])
            for entry in catalogue.entries
            if entry.topic is topic and entry.id in reported and entry.id not in given
        ]
        rows = [row for row in rows if len(row[1].reports) >= least]
        rows.sort(key=lambda row: (-len(row[1].reports), row[0].order))
        gaps.extend(_gap(entry, found, len(chosen)) for entry, found in rows[:per_topic])
    return tuple(gaps)


def comparable(year: AgencyYear, summaries: Sequence[PeerSummary]) -> frozenset[str]:
    """Ids of the reports of the same kind and level, or of the same kind where these are fewer than two.

    One report alone tells nothing about what is usual, and other kinds of agency do other work.
    """
    others = [row for row in summaries if row.agency != year.agency.name]
    kind = [
        row for row in others if row.kind and (row.kind in year.agency.kind or year.agency.kind in row.kind)
    ]
    level = [row for row in kind if row.level == year.agency.level]
    for rows in (level, kind):
        if len(rows) >= _LEAST_PEERS:
            return frozenset(row.id for row in rows)
    return frozenset()


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of all names of the catalogue, longer ones first, and the entry of each."""
    entries = {
        compact(name): entry.id
        for entry in load_catalogue().entries
        for name in entry.names
        if len(compact(name)) >= _LEAST_NAME
    }
    longest_first = sorted(entries, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest_first))), entries


def _mentioned(text: str) -> set[str]:
    """Ids of the entries that a text names; a name inside a longer one does not count."""
    pattern, entries = _names()
    return {entries[found.group()] for found in pattern.finditer(compact(text))}


def _reported(passages: Iterable[Passage]) -> dict[str, _Reports]:
    found: dict[str, _Reports] = {}
    for passage in passages:
        if passage.section not in {None, SectionKind.ACHIEVEMENTS, SectionKind.PRINCIPAL_DUTY}:
            continue
        for entry_id in sorted(_mentioned(passage.text)):
            row = found.setdefault(entry_id, _Reports())
            if passage.report_id not in row.reports:
                row.passages.append(passage.id)
            row.reports.add(passage.report_id)
    return found


def _given(year: AgencyYear, catalogue: Catalogue) -> set[str]:
    """Ids of entries that the data hold, as an indicator or in the words of an initiative."""
    matches = (catalogue.match(indicator) for indicator in year.indicators)
    told = "\n".join(f"{item.text}，{item.outcome}" for item in year.initiatives)
    return {match.entry.id for match in matches if match} | _mentioned(told)


def _gap(entry: CatalogueEntry, found: _Reports, peers: int) -> Gap:
    unit = entry.units[0] if entry.units else ""
    passages = tuple(found.passages[:_MOST_PASSAGES])
    return Gap(entry.topic, entry.names[0], unit, len(found.reports), peers, passages)
