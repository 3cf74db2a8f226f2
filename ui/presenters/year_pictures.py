"""Figures for the pictures of yearly data: this year against last year, topics covered."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.domain.agency_year import AgencyYear
from assistant.domain.topics import Topic


@dataclass(frozen=True, slots=True)
class Movement:
    """One indicator against last year; `change` is per cent, or points for a rate; None when last year was zero."""

    name: str
    topic: str
    now: str
    before: str
    change: float | None
    words: str


def movements(year: AgencyYear, topic: str | None = None) -> tuple[Movement, ...]:
    """Indicators with a value of last year, greatest change first."""
    found = []
    for indicator in year.indicators:
        if indicator.last_year is None or (topic and indicator.topic.value != topic):
            continue
        change, words = _change(indicator.value, indicator.last_year, rate=indicator.unit == "%")
        now, before = f"{indicator.value:f}{indicator.unit}", f"{indicator.last_year:f}{indicator.unit}"
        found.append(Movement(indicator.name, indicator.topic.label, now, before, change, words))
    return tuple(sorted(found, key=lambda each: -abs(each.change) if each.change is not None else 0.0))


def _change(now: Decimal, before: Decimal, *, rate: bool) -> tuple[float | None, str]:
    difference = now - before
    if rate:
        return float(difference), f"{difference:+f} 个百分点" if difference else "持平"
    if before == 0:
        return (0.0, "持平") if not difference else (None, "上年为 0")
    share = difference / before * 100
    return float(share), f"{share:+.1f}%" if difference else "持平"


def topic_contents(year: AgencyYear) -> tuple[tuple[str, int, int], ...]:
    """For every topic: label, number of indicators, number of initiatives."""
    return tuple(
        (
            topic.label,
            sum(each.topic is topic for each in year.indicators),
            sum(each.topic is topic for each in year.initiatives),
        )
        for topic in Topic
    )


def thin_words(year: AgencyYear) -> str:
    """How much there is, kind by kind, and what is still thin, in one line."""
    blocks = (
        ("指标", year.indicators),
        ("举措", year.initiatives),
        ("履职", year.principal_duty),
        ("不足", year.shortcomings),
        ("安排", year.next_year),
        ("其他", year.other_matters),
    )
    counts = "、".join(f"{label} {len(found)}" for label, found in blocks if found)
    empty = [label for label, indicators, _ in topic_contents(year) if not indicators]
    alone = sum(indicator.last_year is None for indicator in year.indicators)
    thin = [f"{len(empty)} 个专题没有指标（{'、'.join(empty)}）"] if empty else []
    thin += [f"{alone} 项指标没有上年数"] if alone else []
    more = f"还有 {'，'.join(thin)}；没有的不必填。" if thin else ""
    return f"现有 {counts}。{more}"
