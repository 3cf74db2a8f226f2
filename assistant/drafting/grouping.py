"""Decides which topics share a subsection: the cheapest way to put all of them, in order, under fitting headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.domain.topics import Topic
from assistant.drafting.themes import Merging

_ORDER = {topic: number for number, topic in enumerate(Topic)}
LEAD_CHARS = 9  # “一是……。” in front of a point
_NO_LEADS_BELOW = 80
_MANY_POINTS, _TINY_POINT = 6, 25
_PAIR = 2
_MOST_TOPICS = 4  # of one subsection, unless the whole report is short
_SHORT_REPORT, _VERY_SHORT_REPORT = 420, 280
_ONE_PARAGRAPH = 200  # less than this is not cut at all
_MUCH = 200  # a topic of more characters wants a heading that names it
# Whom the leadership of the Party stands beside; a single sentence of it may stand alone.
_BESIDE_PARTY = frozenset({
    Topic.PARTY_LEADERSHIP,
    Topic.INSTITUTION_BUILDING,
    Topic.DECISION_MAKING,
    Topic.POWER_SUPERVISION,
    Topic.LEGAL_EDUCATION,
    Topic.CAPACITY_BUILDING,
})
_VERY_LITTLE = 60  # a subsection of fewer characters is better joined, if that is with its like
_LITTLE = 100  # a subsection of fewer characters is allowed but better joined

# Costs, in no unit: only their order counts.
_TOO_SHORT, _VERY_LITTLE_COST, _LITTLE_COST = 1000.0, 4.5, 1.0
_CORE_PARTNER = 5.0  # the agency's own business is told by itself where there is enough of it
_USUAL_PAIR, _PARTNERS, _STRANGERS = -2.0, 3.0, 12.0
_MAIN_TOPIC = 10.0
_NEVER = 4000.0
_SEVERAL, _ONE_MORE, _LATER_FAMILY, _CATCH_ALL, _TOO_LONG = 7.0, 4.0, 1.0, 40.0, 0.5


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is about a topic: characters without lead phrases, and points that may take one."""

    chars: int
    points: int

    def __add__(self, other: Size) -> Size:
        """Both together."""
        return Size(self.chars + other.chars, self.points + other.points)

    @property
    def led(self) -> bool:
        """Whether the points are led by 一是, 二是: a few short sentences need none, many tiny ones bear none."""
        tiny = self.points > _MANY_POINTS and self.chars < _TINY_POINT * self.points
        return self.points > 1 and self.chars >= _NO_LEADS_BELOW and not tiny

    @property
    def length(self) -> int:
        """Characters with lead phrases, where there are any."""
        return self.chars + (LEAD_CHARS * self.points if self.led else 0)


def group_topics(sizes: Mapping[Topic, Size], merging: Merging) -> list[tuple[Topic, ...]]:
    """Groups of topics, each in order, ordered by their first topic.

    A short topic joins the one that peers treat it with; topics that have nothing to do with each other meet only
    when there is too little for anything else.
    """
    topics = sorted(sizes, key=_ORDER.__getitem__)
    whole = sum(size.chars for size in sizes.values())
    if whole < _ONE_PARAGRAPH:
        return [tuple(topics)] if topics else []
    grouping = _Grouping(topics, sizes, merging)
    groups = grouping.best()
    strangers = whole < _VERY_SHORT_REPORT and any(grouping.are_strangers(group) for group in groups)
    if strangers or (whole < _SHORT_REPORT and any(merging.is_catch_all(group) for group in groups)):
        return [tuple(topics)]  # better no headings than one that fits everything
    return groups


class _Grouping:
    """The cheapest partition, found from the last topic to the first; of two equally cheap ones the finer."""

    def __init__(self, topics: Sequence[Topic], sizes: Mapping[Topic, Size], merging: Merging) -> None:
        self._topics, self._sizes, self._merging = topics, sizes, merging
        whole = sum(size.chars for size in sizes.values())
        self._most = len(topics) if whole < _SHORT_REPORT else _MOST_TOPICS
        self._known: dict[frozenset[Topic], tuple[float, list[tuple[Topic, ...]]]] = {frozenset(): (0.0, [])}
        self._costs: dict[tuple[Topic, ...], float] = {}

    def best(self) -> list[tuple[Topic, ...]]:
        """The groups."""
        return self._of(frozenset(self._topics))[1]

    def _of(self, rest: frozenset[Topic]) -> tuple[float, list[tuple[Topic, ...]]]:
        known = self._known.get(rest)
        if known is not None:
            return known
        first, *others = sorted(rest, key=_ORDER.__getitem__)
        best: tuple[float, list[tuple[Topic, ...]]] | None = None
        for count in range(min(self._most, len(rest))):
            for chosen in combinations(others, count):
                group = (first, *chosen)
                cost = self._cost(group)
                if best is not None and cost - len(rest) * abs(_USUAL_PAIR) >= best[0]:
                    continue  # even usual pairs everywhere else would not make it cheaper
                behind = self._of(rest.difference(group))
                if best is None or cost + behind[0] < best[0]:
                    best = (cost + behind[0], [group, *behind[1]])
        assert best is not None  # noqa: S101 (the first topic alone is always a group)
        self._known[rest] = best
        return best

    def _cost(self, group: tuple[Topic, ...]) -> float:
        if group not in self._costs:
            self._costs[group] = self._length_cost(group) + self._company_cost(group)
        return self._costs[group]

    def _length_cost(self, group: tuple[Topic, ...]) -> float:
        if group == (Topic.PARTY_LEADERSHIP,):
            return 0.0
        length = sum((self._sizes[topic] for topic in group), Size(0, 0)).length
        if length < self._merging.short:
            return _TOO_SHORT
        if length < _LITTLE:
            return _LITTLE_COST if length >= _VERY_LITTLE else _VERY_LITTLE_COST
        return _TOO_LONG if len(group) > 1 and length > self._merging.pair_chars else 0.0

    def _company_cost(self, group: tuple[Topic, ...]) -> float:
        if len(group) == 1:
            return 0.0
        if Topic.PARTY_LEADERSHIP in group and not _BESIDE_PARTY.issuperset(group):
            return _NEVER
        if len(group) > _PAIR:
            place = self._merging.families.index(self._merging.family_of(group))
            more = _ONE_MORE * (len(group) - _PAIR - 1)
            catch_all = self._merging.is_catch_all(group)
            more += _MAIN_TOPIC * any(self._sizes[topic].chars > _MUCH for topic in group)
            return _SEVERAL + more + (_CATCH_ALL if catch_all else _LATER_FAMILY * place)
        one, other = group
        if (one, other) in self._merging.pairs:
            return _USUAL_PAIR if self._short_together(group) else _PARTNERS
        ranks = [
            self._merging.partners[host].index(guest)
            for host, guest in ((one, other), (other, one))
            if guest in self._merging.partners.get(host, ())
        ]
        core = _CORE_PARTNER if Topic.CORE_BUSINESS in group else 0.0
        return _PARTNERS + min(ranks) + core if ranks else _STRANGERS

    def are_strangers(self, group: tuple[Topic, ...]) -> bool:
        """Whether two topics share a subsection that have nothing to do with each other."""
        return len(group) == _PAIR and self._company_cost(group) >= _STRANGERS

    def _short_together(self, group: Sequence[Topic]) -> bool:
        return sum(self._sizes[topic].chars for topic in group) <= self._merging.pair_chars
