"""An agency's yearly data: the only place that the facts of a draft may come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.domain.topics import Topic


class AgencyLevel(StrEnum):
    """Levels of government, as written in yearly data."""

    NATIONAL = "国家级"
    PROVINCIAL = "省级"
    CITY = "市级"
    COUNTY = "县级"
    TOWNSHIP = "乡镇街道"


@dataclass(frozen=True, slots=True)
class Agency:
    """The agency that reports. `region` runs from the province down; empty for a national agency."""

    name: str
    kind: str
    level: AgencyLevel
    region: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    self_reference: str = "我局"
    leadership: str = ""


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What stands around the text; every field may be missing and then shows as a gap."""

    addressee: str = ""
    number: str = ""
    signer: str = ""
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One counted result of the year. `path` is its place in the data, `indicators[0]` on.

    `value` and `last_year` are in `unit` (3.2 with 万人次 is 32,000 people); a rate has the unit "%".
    """

    path: str
    name: str
    value: Decimal
    unit: str
    topic: Topic
    last_year: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Initiative:
    """Something the agency did, in its own words, with what came of it."""

    path: str
    text: str
    topic: Topic
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class DutyRecord:
    """One checkable act of the principal official (第一责任人)."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """What fell short, and why."""

    path: str
    text: str
    topic: Topic
    cause: str = ""


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """What is planned for the next year."""

    path: str
    text: str
    topic: Topic


@dataclass(frozen=True, slots=True)
class OtherMatter:
    """Anything else that has to be reported."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class AgencyYear:
    """All that an agency says about one reported year. `year` is the year covered, not the year of publication."""

    year: int
    agency: Agency
    document: DocumentInfo = field(default_factory=DocumentInfo)
    indicators: tuple[Indicator, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    principal_duty: tuple[DutyRecord, ...] = ()
    shortcomings: tuple[Shortcoming, ...] = ()
    next_year: tuple[PlannedAction, ...] = ()
    other_matters: tuple[OtherMatter, ...] = ()
