"""Reads last year's own report: values to compare with, and promises to compare this year's initiatives with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.domain.agency_year import AgencyYear
from assistant.domain.peers import PeerReport
from assistant.domain.punctuation import SEMICOLON
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.drafting.answers import common_runs, telling_parts
from assistant.drafting.fitting import fit_clause
from assistant.drafting.names import compact
from assistant.drafting.phrases import load_phrases
from assistant.drafting.reported_values import ReportedValue, reported_values

LastYearProposal = ReportedValue

_GAP = re.compile("【[^【】]*】")
_POINT_LEVEL = 5
_COMMON = 2
_LEAST_PROMISE = 10
_SAME_TOPIC, _OTHER_TOPIC = 3, 4  # signs in common that make two texts one matter
_NEARLY = 0.35  # of the best delivery's likeness: what is less alike is about something else
_ABOUT = Decimal("0.1")  # 30余 and 32 say the same


@dataclass(frozen=True, slots=True)
class LastYearDifference:
    """A value of last year that was given and that last year's report tells otherwise."""

    path: str
    name: str
    given: Decimal
    reported: ReportedValue


@dataclass(frozen=True, slots=True)
class LastYearReading:
    """What last year's report says of this year's indicators, in their order.

    Attributes:
        proposals: values that are not given yet, to confirm.
        differing: values that are given and that the report tells otherwise.
        agreeing: paths of indicators whose given value stands in the report.
        missing: paths of indicators of which nothing was found.
    """

    proposals: tuple[ReportedValue, ...]
    differing: tuple[LastYearDifference, ...]
    agreeing: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PromiseCheck:
    """What last year's report planned, and the initiatives and indicators of this year that are about it.

    No path means that nothing was found: it may be missing in the data, or not have been done.
    """

    promise: str
    topics: tuple[Topic, ...]
    paths: tuple[str, ...]

    @property
    def delivered(self) -> bool:
        """Whether the yearly data speak of it."""
        return bool(self.paths)


def read_last_year(year: AgencyYear, report: PeerReport) -> LastYearReading:
    """Compare every indicator with what last year's report says of it."""
    found = reported_values(year.indicators, report)
    proposals: list[ReportedValue] = []
    differing: list[LastYearDifference] = []
    agreeing: list[str] = []
    for item in year.indicators:
        value = found.get(item.path)
        if value is None:
            continue
        if item.last_year is None:
            proposals.append(value)
        elif _says(value, item.last_year):
            agreeing.append(item.path)
        else:
            differing.append(LastYearDifference(item.path, item.name, item.last_year, value))
    missing = tuple(item.path for item in year.indicators if item.path not in found)
    return LastYearReading(tuple(proposals), tuple(differing), tuple(agreeing), missing)


def _says(value: ReportedValue, given: Decimal) -> bool:
    if value.approximate:
        return abs(given - value.value) <= _ABOUT * abs(value.value)
    return given == value.value


def with_last_year(year: AgencyYear, accepted: Iterable[ReportedValue]) -> AgencyYear:
    """Yearly data with the accepted values as `last_year`."""
    values = {proposal.path: proposal.value for proposal in accepted}
    indicators = tuple(
        replace(item, last_year=values[item.path]) if item.path in values else item
        for item in year.indicators
    )
    return replace(year, indicators=indicators)


@dataclass(frozen=True, slots=True)
class _Done:
    """What was done, as it is compared."""

    path: str
    text: str
    topic: Topic


def compare_promises(year: AgencyYear, report: PeerReport) -> tuple[PromiseCheck, ...]:
    """Compare every action of last year's plan with this year's initiatives and indicators (承诺—兑现).

    They are about the same matter when they share a run of words that few other actions or initiatives have; of
    several, those that share nearly as much as the best.
    """
    promises = tuple(_promises(report))
    done = [
        _Done(item.path, compact(f"{item.text}，{item.outcome}"), item.topic) for item in year.initiatives
    ]
    told = [item.text for item in done]
    done += [_Done(item.path, compact(item.name), item.topic) for item in year.indicators]
    promised = [compact(promise) for promise, _topics in promises]
    general = (*load_phrases().too_general, *_own_words(year))
    common = _CommonRuns(told, promised)
    checks = []
    for (promise, topics), plain in zip(promises, promised, strict=True):
        likeness = {
            item.path: value
            for item in done
            if (value := _likeness(plain, topics, item, general, common)) > 0
        }
        best = max(likeness.values(), default=0)
        paths = tuple(path for path, value in likeness.items() if value >= _NEARLY * best)
        checks.append(PromiseCheck(promise, topics, paths))
    return tuple(checks)


class _CommonRuns:
    """Tells runs that too many texts have."""

    def __init__(self, *texts: Sequence[str]) -> None:
        self._texts = texts

    def __contains__(self, run: str) -> bool:
        return any(sum(run in text for text in group) > _COMMON for group in self._texts)


def _likeness(
    promise: str, topics: Sequence[Topic], done: _Done, general: Sequence[str], common: _CommonRuns
) -> int:
    """How much of one matter both tell; long runs count most; 0 if no run is long and telling enough."""
    least = _SAME_TOPIC if done.topic in topics else _OTHER_TOPIC
    runs = [run for run in common_runs(done.text, promise) if run not in common]
    parts = [(run, max(map(len, telling_parts(run, general)), default=0)) for run in runs]
    telling = [(run, longest) for run, longest in parts if longest > 1]
    if not any(len(run) >= least for run, _longest in telling):
        return 0
    return sum(longest**2 for _run, longest in telling)


def _own_words(year: AgencyYear) -> tuple[str, ...]:
    """Words that stand in every text of this agency and therefore tell nothing."""
    agency = year.agency
    return tuple(word for word in (agency.kind, agency.name, agency.kind[:2], *agency.short_names) if word)


def _promises(report: PeerReport) -> Iterator[tuple[str, tuple[Topic, ...]]]:
    """Each action of the plan: a point with several, told one after another, is as many promises."""
    for section in report.walk():
        if section.section is SectionKind.NEXT_YEAR_PLAN and not section.children and section.level > 1:
            # In a point such as 二是加强队伍建设。 the heading is the promise; above, it is only a title.
            head = section.heading if section.level == _POINT_LEVEL else ""
            text = fit_clause(
                _GAP.sub("", SEMICOLON.join(filter(None, (head, section.text))) or section.heading)
            )
            parts = [part for part in text.split(SEMICOLON) if len(part) >= _LEAST_PROMISE]
            for part in parts or filter(None, (text,)):
                yield part, section.topics
