"""Yearly data for the tests of drafting, with harmless defaults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.domain.agency_year import (
    Agency,
    AgencyLevel,
    AgencyYear,
    Indicator,
    Initiative,
    PlannedAction,
    Shortcoming,
)
from assistant.domain.drafts import ReportDraft, render_text
from assistant.domain.topics import Topic

AGENCY = Agency(
    "溪禾县水务局",
    "水务",
    AgencyLevel.COUNTY,
    ("明川省", "岚湾市", "溪禾县"),
    ("县水务局",),
    "我局",
    "县委、县政府",
)
Row = tuple[str, str, str] | tuple[str, str, str, str]


def make_indicators(*rows: Row, topic: Topic = Topic.LAW_ENFORCEMENT) -> tuple[Indicator, ...]:
    """Indicators from (name, value, unit) or (name, value, unit, last year)."""
    return tuple(
        Indicator(
            f"indicators[{number}]",
            row[0],
            Decimal(row[1]),
            row[2],
            topic,
            Decimal(row[3]) if len(row) == 4 else None,
        )
        for number, row in enumerate(rows)
    )


def make_year(
    indicators: Sequence[Indicator] = (),
    initiatives: Sequence[tuple[str, Topic]] = (),
    year: int = 2024,
    **changes: object,
) -> AgencyYear:
    """Yearly data of an invented agency."""
    told = tuple(
        Initiative(f"initiatives[{number}]", text, topic) for number, (text, topic) in enumerate(initiatives)
    )
    data = AgencyYear(year, AGENCY, indicators=tuple(indicators), initiatives=told)
    return replace(data, **changes)  # type: ignore[arg-type]


def make_shortcoming(number: int, text: str, topic: Topic, cause: str = "人手不足") -> Shortcoming:
    return Shortcoming(f"shortcomings[{number}]", text, topic, cause)


def make_action(number: int, text: str, topic: Topic) -> PlannedAction:
    return PlannedAction(f"next_year[{number}]", text, topic)


def text_of(draft: ReportDraft) -> str:
    return render_text(draft).text
