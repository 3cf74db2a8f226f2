"""PEER: names that belong to another agency: peers' names of every kind, and places that are not the agency's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

import ahocorasick

from assistant.checking.checked_text import CheckedText
from assistant.checking.context import CheckContext
from assistant.checking.peer_facts import KnownName, PeerFacts
from assistant.checking.peer_names import NEARBY, PeerName, names_of
from assistant.checking.place_names import NamedPlace, OwnRegion, find_places, is_word, own_region
from assistant.checking.rule_book import finding_at
from assistant.domain.agency_year import AgencyLevel, AgencyYear
from assistant.domain.findings import Finding, Severity
from assistant.domain.places import TOWNSHIP, short_name
from assistant.domain.punctuation import FULL_STOP
from assistant.prompt_files import read_places

_SHORTEST = 2
_MOST_OF_ONE_PLACE = 3
_NATIONAL_BEHIND = re.compile("大学|学院|冬奥|亚运|全运|时间|共识|宣言|公约|协定|卫视")


def check(checked: CheckedText, context: CheckContext) -> tuple[Finding, ...]:
    """Find names that are not the agency's own."""
    own = _Own(checked, context)
    if not own.agency and not own.region.names:
        return ()  # nobody can tell what is foreign to an agency that is not known
    named = list(_peer_names(checked, context, own))
    taken = [(finding.start, finding.end) for finding in named]
    places = [f for f in _places(checked, own) if not any(s < f.end and f.start < e for s, e in taken)]
    return (*named, *_counted(places))


def _counted(places: list[Finding]) -> Iterator[Finding]:
    """A place named over and over is said once: it is one mistake, or a region that was misread."""
    counts = Counter(finding.quote for finding in places)
    said: set[str] = set()
    for finding in places:
        if counts[finding.quote] <= _MOST_OF_ONE_PLACE:
            yield finding
        elif finding.quote not in said:
            said.add(finding.quote)
            message = f"{finding.message.rstrip(FULL_STOP)}，全文{counts[finding.quote]}处。"
            yield replace(finding, message=message)


class _Own:
    """What is the agency's own, so that it is never flagged."""

    def __init__(self, checked: CheckedText, context: CheckContext) -> None:
        year, report = context.year, checked.report
        self.agency = year.agency.name if year else report.agency
        region = year.agency.region if year else report.region
        self.region: OwnRegion = own_region(region, self.agency)
        self.chain = tuple(region)
        self.national = bool(year and year.agency.level is AgencyLevel.NATIONAL) or report.level == "国家级"
        self.words = _words_of(year) if year else ""
        self.names = tuple(
            sorted({
                name
                for name in (self.agency, *_data_names(year), *self.region.names)
                if len(name) >= _SHORTEST
            })
        )
        self._spans = [(at, at + len(name)) for name in self.names for at in _occurrences(checked.text, name)]

    def covers(self, start: int, end: int) -> bool:
        """Whether a place in the text lies inside one of the agency's own names."""
        return any(s <= start and end <= e for s, e in self._spans)

    def is_in_line_with(self, known: KnownName) -> bool:
        """A town of our county, or the city's agency above us: their names may stand here, their people's not."""
        if self.region.lowest and known.lies_below(self.region.lowest):
            return True
        return known.name.kind != "人名" and any(
            chain and self.chain[: len(chain)] == chain and len(chain) < len(self.chain)
            for chain in known.regions
        )

    def licensed(self, words: str) -> bool:
        """Whether the yearly data themselves say it."""
        return bool(self.words) and words.strip("“”《》") in self.words


def _data_names(year: AgencyYear | None) -> tuple[str, ...]:
    return () if year is None else (year.agency.name, *year.agency.short_names, *year.agency.region)


@lru_cache(maxsize=8)
def _words_of(year: AgencyYear) -> str:
    parts = [year.agency.name, *year.agency.short_names, *year.agency.region, year.agency.leadership]
    parts += [year.document.addressee, year.document.number, year.document.signer]
    parts += [text for initiative in year.initiatives for text in (initiative.text, initiative.outcome)]
    parts += [text for shortcoming in year.shortcomings for text in (shortcoming.text, shortcoming.cause)]
    parts += [record.text for record in year.principal_duty] + [action.text for action in year.next_year]
    parts += [matter.text for matter in year.other_matters] + [
        indicator.name for indicator in year.indicators
    ]
    return "\n".join(parts)


def _occurrences(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


_AUTOMATA: dict[int, tuple[PeerFacts, Any]] = {}


def _automaton_of(peers: PeerFacts) -> Any:
    """The automaton of one library, kept as long as it is the one in use."""
    kept = _AUTOMATA.get(id(peers))
    if kept is None or kept[0] is not peers:
        _AUTOMATA.clear()
        automaton = ahocorasick.Automaton()
        for text, known in peers.names.items():
            automaton.add_word(text, known)
        automaton.make_automaton()
        kept = _AUTOMATA[id(peers)] = (peers, automaton)
    return kept[1]


def _peer_names(checked: CheckedText, context: CheckContext, own: _Own) -> Iterator[Finding]:
    peers = context.peers
    if peers is None or not peers.names:
        return
    own_names = {name.text for name in names_of(checked.report)} if _in_library(checked, peers) else set()
    behind = 0
    for last, known in _automaton_of(peers).iter_long(checked.text):
        name = known.name
        start, end = last - len(name.text) + 1, last + 1
        if start < behind or start in checked.furniture or own.covers(start, end) or own.licensed(name.text):
            continue
        if own.agency in known.agencies or name.text in own_names or _is_own_place(name.text, own):
            continue
        if own.is_in_line_with(known) or _says_another_thing(checked.text, start, end, name, own):
            continue
        behind = end
        yield _finding(checked, known, start, end)


def _says_another_thing(text: str, start: int, end: int, name: PeerName, own: _Own) -> bool:
    """A place's letters that are part of other words or of a national name; a town that may as well be our own."""
    if name.kind == NEARBY:
        return own.region.place is None and len(read_places().named(name.text)) > 1
    return name.kind == "地名" and (
        _NATIONAL_BEHIND.match(text, end) is not None or not is_word(text, start, end)
    )


def _in_library(checked: CheckedText, peers: PeerFacts) -> bool:
    return any(report.source.sha256 == checked.report.source.sha256 for report in peers.reports)


def _is_own_place(name: str, own: _Own) -> bool:
    if name in own.region.names or any(own.region.owns(place) for place in read_places().named(name)):
        return True
    place = own.region.place
    while place is not None:
        if name in {place.name, short_name(place.name)}:
            return True
        place = place.parent
    return False


def _finding(checked: CheckedText, known: KnownName, start: int, end: int) -> Finding:
    agencies = "、".join(sorted(known.agencies)[:2])
    if known.name.certain:
        message = f"“{known.name.text}”是{agencies}报告中的{known.name.kind}，不是本机关的。"
        return finding_at("PEER001", checked.text, (start, end), message, "改为本机关的内容，或删去。")
    if known.name.kind == NEARBY:
        message = f"“{known.name.text}”是{agencies}{NEARBY}的名称，请核对是否为本机关的。"
    else:
        message = f"{known.name.kind}{known.name.text}只见于{agencies}的报告，请核对是否为本机关的。"
    return finding_at(
        "PEER002", checked.text, (start, end), message, "确属本机关的可以保留；否则改写或删去。"
    )


def _places(checked: CheckedText, own: _Own) -> Iterator[Finding]:
    if own.national or not own.region.names:
        return
    for found in find_places(checked.text):
        if found.start in checked.furniture or own.covers(found.start, found.end) or own.licensed(found.name):
            continue
        if any(own.region.owns(place) for place in found.places) or not _is_telling(found, own):
            continue
        yield _place_finding(found, checked)


def _is_telling(found: NamedPlace, own: _Own) -> bool:
    """Whether a name that is not known as the agency's own must be another's: invented towns are in no list."""
    return own.region.place is not None or all(place.level < TOWNSHIP for place in found.places)


def _place_finding(found: NamedPlace, checked: CheckedText) -> Finding:
    place = min(found.places, key=lambda p: p.level)
    where = "".join(place.chain[:-1])
    message = f"“{found.name}”是{where + '的' if where else ''}地名，不属于本机关所在地区。"
    finding = finding_at(
        "PEER003",
        checked.text,
        (found.start, found.end),
        message,
        "核对地名；外出学习、协作等确需写到的可以保留。",
    )
    return replace(finding, severity=Severity.NOTE) if found.on_a_visit else finding
