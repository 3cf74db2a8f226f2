"""Builds the points of one topic: initiatives and indicators of a theme, in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.domain.agency_year import Agency, Indicator, Initiative
from assistant.domain.drafts import DraftSentence, SentenceKind
from assistant.domain.punctuation import COMMA, FULL_STOP, SEMICOLON
from assistant.domain.sources import FactRef
from assistant.drafting.catalogue import Catalogue
from assistant.drafting.chains import Run, chain_runs
from assistant.drafting.fitting import fit_clause, fit_initiative
from assistant.drafting.names import compact, name_rules
from assistant.drafting.placing import place_indicators
from assistant.drafting.said import value_text
from assistant.drafting.themes import Theme, TopicPlan

_JOINED_CHARS = 110  # an initiative and its numbers share a sentence up to this length
_SENTENCE_CHARS = 130
_RUNS_IN_A_SENTENCE = 3
_RUNS_BEHIND_AN_INITIATIVE = 2
_SHORT_INITIATIVE = 34
_THIN_POINT = 30


@dataclass(frozen=True, slots=True)
class Body:
    """A sentence of a point without end sign. `flow` says that it counts what happened over the year."""

    text: str
    facts: tuple[str, ...]
    flow: bool = False

    def sentence(self, opening: str = "") -> DraftSentence:
        """The finished sentence."""
        refs = tuple(FactRef(path) for path in self.facts)
        return DraftSentence(f"{opening}{self.text}{FULL_STOP}", SentenceKind.FACT, refs)


@dataclass(frozen=True, slots=True)
class Point:
    """What is said about one theme."""

    theme: Theme
    bodies: tuple[Body, ...]

    @property
    def text(self) -> str:
        """All of it, for measuring and for finding words."""
        return FULL_STOP.join(body.text for body in self.bodies)

    @property
    def length(self) -> int:
        """Characters with end signs."""
        return sum(len(body.text) + 1 for body in self.bodies)


@dataclass(frozen=True, slots=True)
class TopicFacts:
    """Everything that is reported about one topic."""

    initiatives: tuple[Initiative, ...]
    indicators: tuple[Indicator, ...]


def topic_points(
    facts: TopicFacts, plan: TopicPlan, catalogue: Catalogue, agency: Agency, year: int
) -> tuple[Point, ...]:
    """Points of a topic in the order of its themes; thin ones joined with the theme that takes them in."""
    told = _merge_alike(Body(initiative_text(item, agency, year), (item.path,)) for item in facts.initiatives)
    told, rest = cover_indicators(told, facts.indicators)
    unlike, paths = _unlike(rest)
    placed = place_indicators(unlike, plan, catalogue)
    told_by_theme: dict[str, list[Body]] = {}
    for body in told:
        told_by_theme.setdefault(plan.theme_of(body.text).id, []).append(body)
    points = []
    for theme in plan.themes:
        bodies = told_by_theme.get(theme.id, [])
        runs = [
            replace(run, facts=tuple(path for fact in run.facts for path in paths[fact]))
            for run in chain_runs([item for item in placed if item.theme == theme.id])
        ]
        if bodies or runs:
            points.append(Point(theme, tuple(_bodies(bodies, runs))))
    return join_thin(points)


def initiative_text(initiative: Initiative, agency: Agency, year: int) -> str:
    """An initiative in its own words, with its outcome."""
    text = fit_initiative(initiative.text, agency, year)
    outcome = fit_clause(initiative.outcome)
    if not outcome or compact(outcome) in compact(text):
        return text
    return f"{text}{COMMA}{outcome}"


def _merge_alike(bodies: Iterable[Body]) -> list[Body]:
    """The same text given twice is said once, with both sources."""
    merged: dict[str, Body] = {}
    for body in bodies:
        key = compact(body.text)
        known = merged.get(key)
        merged[key] = replace(known, facts=(*known.facts, *body.facts)) if known else body
    return list(merged.values())


def cover_indicators(
    told: Sequence[Body], indicators: Sequence[Indicator]
) -> tuple[list[Body], tuple[Indicator, ...]]:
    """Tick off indicators that an initiative already says in its own words, so that nothing is said twice."""
    bodies, rest = list(told), []
    for indicator in indicators:
        index = next((n for n, body in enumerate(bodies) if _says(body.text, indicator)), None)
        if index is None:
            rest.append(indicator)
        else:
            bodies[index] = replace(bodies[index], facts=(*bodies[index].facts, indicator.path))
    return bodies, tuple(rest)


def _says(text: str, indicator: Indicator) -> bool:
    if not re.search(rf"(?<![\d.]){re.escape(value_text(indicator))}", text):
        return False
    name = name_rules().key(indicator.name, indicator.unit)
    pairs = [name[index : index + 2] for index in range(len(name) - 1)] or [name]
    body = compact(text)
    return sum(pair in body for pair in pairs) * 2 > len(pairs)


def _unlike(indicators: Sequence[Indicator]) -> tuple[tuple[Indicator, ...], dict[str, tuple[str, ...]]]:
    """One of each, and the paths of those that say the same again: given twice, an indicator is said once."""
    paths: dict[tuple[object, ...], list[Indicator]] = {}
    for indicator in indicators:
        same = (compact(indicator.name), indicator.value, indicator.unit, indicator.last_year)
        paths.setdefault(same, []).append(indicator)
    first = tuple(group[0] for group in paths.values())
    return first, {group[0].path: tuple(item.path for item in group) for group in paths.values()}


def _bodies(told: Sequence[Body], runs: Sequence[Run]) -> list[Body]:
    bodies = _short_ones_joined(told)
    groups = _grouped(runs)
    if bodies and groups and _may_join(bodies[-1], groups[0], told):
        last, first = bodies.pop(), groups.pop(0)
        bodies.append(Body(f"{last.text}{COMMA}{first.text}", (*last.facts, *first.facts)))
    return [*bodies, *groups]


def _short_ones_joined(told: Sequence[Body]) -> list[Body]:
    bodies: list[Body] = []
    for body in told:
        short = len(body.text) <= _SHORT_INITIATIVE and SEMICOLON not in body.text
        if bodies and short and len(bodies[-1].text) <= _SHORT_INITIATIVE:
            before = bodies.pop()
            bodies.append(Body(f"{before.text}{SEMICOLON}{body.text}", (*before.facts, *body.facts)))
        else:
            bodies.append(body)
    return bodies


def _grouped(runs: Sequence[Run]) -> list[Body]:
    """Sentences of runs; what happened over the year first, what stands at its end last."""
    ordered = [run for run in runs if not run.timeless] + [run for run in runs if run.timeless]
    groups: list[list[Run]] = []
    for run in ordered:
        size = sum(len(other.text) + 1 for other in groups[-1]) if groups else 0
        mixed = bool(groups) and groups[-1][0].timeless != run.timeless and len(groups[-1]) > 1
        if (
            groups
            and len(groups[-1]) < _RUNS_IN_A_SENTENCE
            and size + len(run.text) <= _SENTENCE_CHARS
            and not mixed
        ):
            groups[-1].append(run)
        else:
            groups.append([run])
    return [
        Body(
            SEMICOLON.join(run.text for run in group),
            tuple(path for run in group for path in run.facts),
            flow=not group[0].timeless,
        )
        for group in groups
    ]


def _may_join(last: Body, first: Body, told: Sequence[Body]) -> bool:
    fits = len(last.text) + len(first.text) <= _JOINED_CHARS
    few = first.text.count(SEMICOLON) < _RUNS_BEHIND_AN_INITIATIVE
    return fits and few and SEMICOLON not in last.text and len(told) == 1


def join_thin(points: Sequence[Point]) -> tuple[Point, ...]:
    """Join a point of a single thin sentence with its theme's host, else with its neighbour in the topic."""
    result = list(points)
    while len(result) > 1:
        thin = next((point for point in reversed(result) if point.length < _THIN_POINT), None)
        if thin is None:
            break
        index = result.index(thin)
        host = next((n for n, point in enumerate(result) if point.theme.id == thin.theme.joins), None)
        if host is None:
            host = index - 1 if index else 1
        result[host] = _joined(result[host], thin)
        del result[index]
    return tuple(result)


def _joined(host: Point, thin: Point) -> Point:
    """Host and guest as one point of the host's theme, or of the longer one's; a lone clause is attached."""
    theme = host.theme if host.length >= thin.length or thin.theme.joins == host.theme.id else thin.theme
    last, first = host.bodies[-1], thin.bodies[0]
    attach = (
        len(thin.bodies) == 1
        and last.flow == first.flow
        and len(last.text) + len(first.text) <= _JOINED_CHARS
    )
    if not attach:
        return Point(theme, (*host.bodies, *thin.bodies))
    body = Body(f"{last.text}{SEMICOLON}{first.text}", (*last.facts, *first.facts), flow=last.flow)
    return Point(theme, (*host.bodies[:-1], body))
