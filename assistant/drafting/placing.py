"""Places every indicator: topic, theme, chain of indicators said together, and the whole that it is a part of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.domain.agency_year import Indicator
from assistant.domain.topics import Topic
from assistant.drafting.catalogue import Catalogue, CatalogueMatch
from assistant.drafting.name_cleaning import is_part
from assistant.drafting.names import name_rules
from assistant.drafting.neighbours import join_neighbours
from assistant.drafting.process import in_steps
from assistant.drafting.rates import beside_their_counts, shorten_rates
from assistant.drafting.said import PlacedIndicator
from assistant.drafting.scopes import join_narrower
from assistant.drafting.themes import TopicPlan
from assistant.drafting.year_on_year import PERCENT_UNITS

_LAST = 10_000


def place_indicators(
    indicators: Sequence[Indicator], plan: TopicPlan, catalogue: Catalogue
) -> tuple[PlacedIndicator, ...]:
    """Place the indicators of one topic, in the order in which they are said.

    Chains stand in the order of the procedure, and else where the first of their indicators stands in the data:
    people write down together what belongs together. Inside a chain the order is the catalogue's.
    """
    matches = [catalogue.match(indicator) for indicator in indicators]
    exact = Counter(match.entry.id for match in matches if match and match.exact)
    placed = [
        _place(indicator, match, number, plan, exact)
        for number, (indicator, match) in enumerate(zip(indicators, matches, strict=True))
    ]
    placed = _with_neighbours(placed, plan)
    placed = join_narrower(join_neighbours(_with_pairs(placed, catalogue)))
    return tuple(shorten_rates(in_steps(_lent(_with_rates(placed), plan))))


def _place(
    indicator: Indicator, match: CatalogueMatch | None, number: int, plan: TopicPlan, exact: Counter[str]
) -> PlacedIndicator:
    entry = match.entry if match else None
    own = plan.theme(entry.theme) if entry else None
    theme = own or plan.theme_of(indicator.name)
    if match is None or entry is None:
        return PlacedIndicator(indicator, theme.id, indicator.path, (_LAST, number))
    alone = match.exact and exact[entry.id] == 1
    return PlacedIndicator(
        indicator,
        theme.id,
        entry.chain,
        (entry.order, number),
        entry,
        exact=alone,
        ends_known=match.at_end,
        whole=entry.whole if alone else "",
        all=entry.all if alone else "",
    )


def behind(item: PlacedIndicator, host: PlacedIndicator, number: int) -> PlacedIndicator:
    """The same indicator, said behind another one."""
    order = (host.order[0], host.order[1] + _LAST + number)
    return replace(item, chain=host.chain, theme=host.theme, order=order)


def _with_pairs(placed: Iterable[PlacedIndicator], catalogue: Catalogue) -> list[PlacedIndicator]:
    """Put parts behind their wholes: 受理X and 办结X, whether the catalogue knows X or not."""
    rules = name_rules()
    result = list(placed)
    keys = {rules.key(item.indicator.name, item.indicator.unit): item for item in reversed(result)}
    by_entry = {item.entry.id: item for item in result if item.entry and item.exact}
    for index, item in enumerate(result):
        if item.whole:
            known = by_entry.get(item.whole)
            fits = known is not None and known.indicator.unit == item.indicator.unit
            result[index] = replace(item, whole=known.path if known and fits else "")
            continue
        found = _whole_by_name(item, keys, catalogue)
        if found is not None:
            whole, text = found
            result[index] = replace(behind(item, whole, index), whole=whole.path, all=text)
    return result


def _whole_by_name(
    item: PlacedIndicator, keys: dict[str, PlacedIndicator], catalogue: Catalogue
) -> tuple[PlacedIndicator, str] | None:
    if item.exact:
        return None
    key = name_rules().key(item.indicator.name, item.indicator.unit)
    for pair in catalogue.pairs:
        for part in sorted((verb for verb in pair.part if verb in key), key=len, reverse=True):
            for whole_verb in pair.whole:
                whole = keys.get(key.replace(part, whole_verb, 1))
                if whole and whole is not item and whole.indicator.unit == item.indicator.unit:
                    return whole, pair.all
    return None


def _with_rates(placed: Sequence[PlacedIndicator]) -> list[PlacedIndicator]:
    """Put a rate behind the count that it is a rate of."""
    rules = name_rules()
    result = list(placed)
    for number, item in enumerate(result):
        if item.exact or item.indicator.unit not in PERCENT_UNITS:
            continue
        subject = rules.subject_of_rate(rules.key(item.indicator.name, item.indicator.unit))
        hosts = [
            other
            for other in result
            if subject
            and other.indicator.unit not in PERCENT_UNITS
            and subject in rules.key(other.indicator.name, other.indicator.unit)
        ]
        if hosts:
            result[number] = behind(item, hosts[0], number)
    return result


def _with_neighbours(placed: Sequence[PlacedIndicator], plan: TopicPlan) -> list[PlacedIndicator]:
    """Put an indicator whose name has no word of any theme with the one before it.

    People write down together what belongs together.
    """
    result: list[PlacedIndicator] = []
    for item in placed:
        named = item.entry is not None or plan.theme(item.theme) is not plan.fallback
        named = named or plan.fallback.score(item.indicator.name) > 0
        result.append(item if named or not result else replace(item, theme=result[-1].theme))
    return result


def _lent(placed: Sequence[PlacedIndicator], plan: TopicPlan) -> list[PlacedIndicator]:
    """Tell the counts that one theme lends to another there, if that other one has counts of its own."""
    with_counts = {item.theme for item in placed}
    lending = {(theme.id, theme.lends_chain): theme.lends_to for theme in plan.themes if theme.lends_chain}
    hosts = {key: host for key, host in lending.items() if host in with_counts}
    return [replace(item, theme=hosts.get((item.theme, item.chain), item.theme)) for item in placed]


def by_topic(indicators: Iterable[Indicator]) -> dict[Topic, list[Indicator]]:
    """Indicators grouped by topic, each in the order of the data; parts (其中…) and rates go with what they are of."""
    groups: dict[Topic, list[Indicator]] = {}
    topic: Topic | None = None
    for indicator, rate in beside_their_counts(indicators):
        belongs = rate or is_part(indicator.name)
        topic = topic if belongs and topic else indicator.topic
        groups.setdefault(topic, []).append(indicator)
    return groups
