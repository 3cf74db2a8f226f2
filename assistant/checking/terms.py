"""Dated knowledge from `prompts/terms.toml`: meetings, programmes, known documents, statutory terms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from assistant.domain.findings import Severity, Tier
from assistant.prompt_files import read_toml

_FILE = "terms.toml"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A congress or a plenary session with the month in which it was held."""

    name: str
    congress: str
    number: str
    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Programme:
    """Something with a term of years. `ahead`: how many years before the term it may be named."""

    name: str
    words: re.Pattern[str]
    first: int
    last: int
    ahead: int
    ranged: bool
    remembered: bool
    source: str


@dataclass(frozen=True, slots=True)
class Term:
    """A wording that is wrong, and the right one. Groups `wrong…` mark what is replaced; without one it is the whole match."""

    wrong: re.Pattern[str]
    right: str
    message: str
    source: str
    tier: Tier
    severity: Severity
    since: int
    not_after: str


def checked_on() -> date:
    """When a person last went through the data."""
    value = read_toml(_FILE)["checked"]
    return value if isinstance(value, date) else date.fromisoformat(str(value))


@cache
def meetings() -> tuple[Meeting, ...]:
    """All plenary sessions, the latest last."""
    found = [
        Meeting(
            f"{entry['congress']}届{entry['number']}中全会",
            entry["congress"],
            entry["number"],
            *_month(entry["held"]),
        )
        for entry in _entries("plenum")
    ]
    return tuple(sorted(found, key=lambda meeting: (meeting.year, meeting.month)))


@cache
def congresses() -> tuple[Meeting, ...]:
    """All congresses, the latest last."""
    return tuple(
        Meeting(entry["name"], entry["name"][:-1], "", *_month(entry["held"]))
        for entry in _entries("congress")
    )


@cache
def programmes() -> tuple[Programme, ...]:
    """All programmes with a term."""
    return tuple(
        Programme(
            entry["name"],
            re.compile(entry["words"]),
            entry["from"],
            entry["to"],
            entry["ahead"],
            bool(entry.get("ranged")),
            bool(entry.get("remembered")),
            entry["source"],
        )
        for entry in _entries("programme")
    )


@cache
def terms() -> tuple[Term, ...]:
    """All wordings that are wrong."""
    return tuple(
        Term(
            re.compile(entry["wrong"]),
            entry["right"],
            entry["message"],
            entry["source"],
            Tier(entry["tier"]),
            Severity(entry["severity"]),
            int(entry.get("since", 0)),
            entry.get("not_after", ""),
        )
        for entry in _entries("term")
    )


@cache
def known_year_ranges() -> frozenset[tuple[int, int]]:
    """First and last year of every programme."""
    return frozenset(
        (entry["from"], entry["to"]) for entry in (*_entries("programme"), *_entries("known_range"))
    )


@cache
def known_documents() -> frozenset[str]:
    """Numbers of national documents."""
    return frozenset(entry["number"] for entry in _entries("document"))


def _entries(kind: str) -> list[dict[str, Any]]:
    return list(read_toml(_FILE).get(kind, []))


def _month(held: str) -> tuple[int, int]:
    year, month = held.split("-")
    return int(year), int(month)
