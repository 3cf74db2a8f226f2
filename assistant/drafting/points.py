"""Builds the points of one topic: initiatives and indicators of a theme, in sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.domain.agency_year import Agency, AgencyYear, Indicator, Initiative
from assistant.domain.punctuation import COMMA, FULL_STOP, SEMICOLON
from assistant.domain.topics import Topic
from assistant.drafting.bodies import Body, attached, bodies_of, names_the_thing
from assistant.drafting.catalogue import Catalogue
from assistant.drafting.chains import chain_runs
from assistant.drafting.names import compact, name_rules
from assistant.drafting.placing import place_indicators
from assistant.drafting.retelling import retell, retell_outcome
from assistant.drafting.said import PlacedIndicator, value_text
from assistant.drafting.themes import Theme, TopicPlan

_THIN_POINT = 30
_LEAST_SAID_TWICE = 8
_WHOLE_PAGE, _PIECE_CHARS = 600, 300


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
    """Everything that is reported about one topic; initiatives are already sentences."""

    told: tuple[Body, ...]
    indicators: tuple[Indicator, ...]


def tell_initiatives(year: AgencyYear) -> dict[Topic, tuple[Body, ...]]:
    """Initiatives as sentences, by topic; one that is given twice is said once, where it stands first."""
    told: dict[str, tuple[Topic, Body]] = {}
    for item in year.initiatives:
        text = initiative_text(item, year.agency, year.year)
        if not text:  # nothing but signs; the review of the data names it
            continue
        topic, known = told.get(compact(text), (item.topic, None))
        facts = (*known.facts, item.path) if known else (item.path,)
        told[compact(text)] = (topic, Body(text, facts, closed=bool(item.outcome.strip()), told=True))
    topics: dict[Topic, list[Body]] = {}
    for topic, body in _without_shorter(told).values():
        topics.setdefault(topic, []).extend(_in_pieces(body))
    return {topic: tuple(bodies) for topic, bodies in topics.items()}


def _in_pieces(body: Body) -> list[Body]:
    """A text as long as a subsection in pieces of whole sentences; any other as it is."""
    if len(body.text) <= _WHOLE_PAGE:
        return [body]
    sign = FULL_STOP if FULL_STOP in body.text else SEMICOLON
    pieces: list[str] = []
    for sentence in body.text.split(sign):
        if pieces and len(pieces[-1]) + len(sentence) <= _PIECE_CHARS:
            pieces[-1] = f"{pieces[-1]}{sign}{sentence}"
        else:
            pieces.append(sentence)
    return [replace(body, text=piece) for piece in pieces]


def _without_shorter(told: dict[str, tuple[Topic, Body]]) -> dict[str, tuple[Topic, Body]]:
    """Leave out what a longer initiative of the same topic says word for word; the longer one answers for both."""
    result = dict(told)
    for key, (topic, body) in told.items():
        longer = next(
            (
                other
                for other, (own, _body) in result.items()
                if other != key and key in other and own is topic
            ),
            None,
        )
        if longer is not None and len(key) >= _LEAST_SAID_TWICE:
            del result[key]
            host = result[longer][1]
            result[longer] = (topic, replace(host, facts=(*host.facts, *body.facts)))
    return result


def topic_points(facts: TopicFacts, plan: TopicPlan, catalogue: Catalogue) -> tuple[Point, ...]:
    """Points of a topic in the order of its themes; thin ones joined with the theme that takes them in."""
    told, rest = cover_indicators(facts.told, facts.indicators)
    unlike, paths = _unlike(rest)
    placed = place_indicators(unlike, plan, catalogue)
    told_by_theme: dict[str, list[Body]] = {}
    for body in told:
        told_by_theme.setdefault(plan.theme_of(body.text).id, []).append(body)
    placed = _with_their_initiatives(placed, told_by_theme, plan)
    points = []
    for theme in plan.themes:
        bodies = told_by_theme.get(theme.id, [])
        runs = [
            replace(run, facts=tuple(path for fact in run.facts for path in paths[fact]))
            for run in chain_runs([item for item in placed if item.theme == theme.id])
        ]
        if bodies or runs:
            points.append(Point(theme, tuple(bodies_of(bodies, runs))))
    return join_thin(points)


def _with_their_initiatives(
    placed: Sequence[PlacedIndicator], told_by_theme: Mapping[str, Sequence[Body]], plan: TopicPlan
) -> tuple[PlacedIndicator, ...]:
    """Move counts that the catalogue does not know to the theme of the initiative that names the same thing."""
    result = []
    for item in placed:
        foreign = item.entry is not None and plan.theme(item.entry.theme) is None
        alone = (foreign or not item.exact) and sum(other.chain == item.chain for other in placed) == 1
        themes = [
            theme
            for theme, bodies in told_by_theme.items()
            if alone and any(names_the_thing(body.text, item.indicator.name) for body in bodies)
        ]
        own = not themes or item.theme in themes
        result.append(item if own else replace(item, theme=themes[0]))
    return tuple(result)


def initiative_text(initiative: Initiative, agency: Agency, year: int) -> str:
    """An initiative in its own words, with its outcome."""
    text = retell(initiative.text, agency, year)
    outcome = retell_outcome(initiative.outcome, text, agency)
    return f"{text}{COMMA}{outcome}" if outcome else text


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


def join_thin(points: Sequence[Point]) -> tuple[Point, ...]:
    """Join a point of a single thin sentence with the theme that takes it in, if the topic has it."""
    result = {point.theme.id: point for point in points}
    for theme_id in [point.theme.id for point in reversed(points)]:
        thin = result[theme_id]
        host = next((theme for theme in thin.theme.joins if theme in result), None)
        if host is not None and thin.length < _THIN_POINT and _goes_under(thin, result[host]):
            result[host] = _with_guest(result[host], thin)
            del result[theme_id]
    return tuple(result.values())


def _goes_under(thin: Point, host: Point) -> bool:
    """Whether the host's lead is true of a thin point.

    Of counts inside the law's own topics always; of an initiative and of the agency's own business if it has its words.
    """
    own_business = thin.theme.topic is Topic.CORE_BUSINESS
    return host.theme.score(thin.text) > 0 or not (own_business or any(body.told for body in thin.bodies))


def _with_guest(host: Point, thin: Point) -> Point:
    both = attached(host.bodies[-1], thin.bodies[0]) if len(thin.bodies) == 1 else None
    if both is None:
        bodies = sorted((*host.bodies, *thin.bodies), key=lambda body: not body.told)
        return Point(host.theme, tuple(bodies))
    return Point(host.theme, (*host.bodies[:-1], both))
