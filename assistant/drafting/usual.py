"""Offers the indicators that agencies usually report, for forms that are still being filled in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.domain.agency_year import Indicator
from assistant.domain.peers import PeerReport
from assistant.domain.topics import Topic
from assistant.drafting.catalogue import load_catalogue
from assistant.drafting.reported_values import reported_values


@dataclass(frozen=True, slots=True)
class UsualIndicator:
    """An indicator of the catalogue: its names, the usual one first, and its preferred unit, empty for any."""

    names: tuple[str, ...]
    unit: str
    topic: Topic


@dataclass(frozen=True, slots=True)
class ToldIndicator:
    """An indicator that a report gives a value for.

    `evidence` is the sentence, `place` where its number ends there, 0 without one; `approximate` says 余 or 近.
    """

    names: tuple[str, ...]
    unit: str
    topic: Topic
    value: Decimal
    evidence: str
    place: int
    approximate: bool


def told_indicators(report: PeerReport) -> tuple[ToldIndicator, ...]:
    """The indicators of the catalogue that a report gives values for, in the catalogue's order.

    For an agency's own report of the year before: what it counted then it will be asked for again.
    """
    entries = load_catalogue().entries
    asked = tuple(
        Indicator(
            f"indicators[{place}]",
            entry.names[0],
            Decimal(1),
            entry.units[0] if entry.units else "",
            entry.topic,
        )
        for place, entry in enumerate(entries)
    )
    found = reported_values(asked, report)
    return tuple(
        ToldIndicator(
            entry.names, told.unit, entry.topic, told.value, told.evidence, told.place, told.approximate
        )
        for one, entry in zip(asked, entries, strict=True)
        if (told := found.get(one.path)) is not None
    )


def usual_indicators(topic: str | None) -> tuple[UsualIndicator, ...]:
    """The catalogue's indicators of a topic (all for None), in its order."""
    return tuple(
        UsualIndicator(entry.names, entry.units[0] if entry.units else "", entry.topic)
        for entry in load_catalogue().entries
        if topic is None or entry.topic.value == topic
    )
