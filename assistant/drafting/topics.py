"""Tells the topic of an indicator from its name, where the yearly data do not give it."""

from __future__ import annotations

from decimal import Decimal

from assistant.domain.agency_year import Indicator
from assistant.domain.topics import Topic
from assistant.drafting.catalogue import load_catalogue
from assistant.drafting.names import name_rules

_LONGEST_NAME = 25


def indicator_topic(name: str) -> Topic | None:
    """The topic of the catalogue's indicator of this name, or of the one that its name ends with; None if unknown."""
    if len(name) > _LONGEST_NAME:
        return None
    key = name_rules().key(name, "")
    if (subject := name_rules().subject_of_rate(key)) and (topic := indicator_topic(subject)):
        return topic
    unit = "%" if key.endswith(("率", "满意度")) else ""
    match = load_catalogue().match(Indicator("", name, Decimal(0), unit, Topic.CORE_BUSINESS))
    return match.entry.topic if match else None
