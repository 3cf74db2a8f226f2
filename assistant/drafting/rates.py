"""Rates and the counts that they are rates of: a rate without a subject is that of the count before it in the data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.domain.agency_year import Indicator
from assistant.drafting.name_cleaning import BRACKETS
from assistant.drafting.names import name_rules
from assistant.drafting.said import PlacedIndicator
from assistant.drafting.year_on_year import PERCENT_UNITS, is_rate

_MONEY, _RATE = "元", "率"
_SUCCESS = "成功率"  # says nothing without its deed
_LEAST_SUBJECT = 2


def beside_their_counts(indicators: Iterable[Indicator]) -> Iterator[tuple[Indicator, bool]]:
    """Indicators in their order, each with whether it is a rate of the count before it.

    Such a rate takes the topic of its count, and if it has no subject (办结率, 满意率) also its name.
    """
    host: Indicator | None = None
    for indicator in indicators:
        if indicator.unit not in PERCENT_UNITS:
            host = indicator if _has_rates(indicator) else None
            yield indicator, False
            continue
        named = rate_of(indicator, host) if host else None
        host = host if named else None
        yield named or indicator, named is not None


def _has_rates(count: Indicator) -> bool:
    """Whether something was counted that can be done well or in time."""
    rules = name_rules()
    measured = rules.is_measure(rules.clean(count.name, count.unit)) or is_rate(count.name, count.unit)
    return count.value > 0 and not count.unit.endswith(_MONEY) and not measured


def rate_of(rate: Indicator, count: Indicator) -> Indicator | None:
    """The rate in the topic of this count and named after it; None if it is a rate of something else."""
    rules = name_rules()
    key, subject = rules.key(rate.name, rate.unit), _subject(count)
    if key in rules.rate_ends:
        return replace(rate, name=f"{_without_verb_of(key, subject)}{key}", topic=count.topic)
    own = rules.subject_of_rate(key)
    if len(own) >= _LEAST_SUBJECT and own in rules.key(count.name, count.unit):
        return replace(rate, topic=count.topic)
    return None


def _subject(count: Indicator) -> str:
    """信访举报 for 受理信访举报."""
    rules = name_rules()
    _front, name = rules.front(BRACKETS.sub("", rules.clean(count.name, count.unit)))
    rest = name.removeprefix(rules.deed_of(name))
    return rest if len(rest) >= _LEAST_SUBJECT else name


def _without_verb_of(rate: str, subject: str) -> str:
    """隐患 of 隐患整改 in front of 整改率."""
    verb = rate.removesuffix(_RATE)[-_LEAST_SUBJECT:]
    rest = subject.removesuffix(verb)
    return rest if len(rest) >= _LEAST_SUBJECT else subject


def shorten_rates(placed: Iterable[PlacedIndicator]) -> Iterator[PlacedIndicator]:
    """Indicators in the order in which they are said; a rate right behind its count does not name it again."""
    count: PlacedIndicator | None = None
    for item in placed:
        known = item.said_as or (item.exact and item.entry is not None and item.entry.short)
        alike = count is not None and (count.chain, count.theme) == (item.chain, item.theme)
        said = _short_rate(item.indicator, count.indicator) if count and alike and not known else ""
        count = count if said else item
        yield replace(item, said_as=said) if said else item


def _short_rate(rate: Indicator, count: Indicator) -> str:
    """满意率 for 热线工单满意率; empty if it is of something else."""
    rules = name_rules()
    key = rules.key(rate.name, rate.unit)
    subject, other = rules.subject_of_rate(key), rules.key(count.name, count.unit)
    if rate.unit not in PERCENT_UNITS or not subject or not _has_rates(count):
        return ""
    if not set(subject) <= set(other):
        return ""
    said = key.removeprefix(subject)
    return f"{subject[-_LEAST_SUBJECT:]}{said}" if said == _SUCCESS else said
