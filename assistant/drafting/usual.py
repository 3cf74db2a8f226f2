"""Offers the indicators that agencies usually report, for forms that are still being filled in."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.topics import Topic
from assistant.drafting.catalogue import load_catalogue


@dataclass(frozen=True, slots=True)
class UsualIndicator:
    """An indicator of the catalogue: its names, the usual one first, and its preferred unit, empty for any."""

    names: tuple[str, ...]
    unit: str
    topic: Topic


def usual_indicators(topic: str | None) -> tuple[UsualIndicator, ...]:
    """The catalogue's indicators of a topic (all for None), in its order."""
    return tuple(
        UsualIndicator(entry.names, entry.units[0] if entry.units else "", entry.topic)
        for entry in load_catalogue().entries
        if topic is None or entry.topic.value == topic
    )
