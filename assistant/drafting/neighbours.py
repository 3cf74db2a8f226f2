"""Joins indicators that stand side by side in the data and speak of one thing: its parts, its people, its details."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.domain.punctuation import COMMA, ENUMERATION_COMMA
from assistant.drafting.name_cleaning import OF_WHICH, is_part
from assistant.drafting.names import STOCK_VERB, name_rules
from assistant.drafting.said import PlacedIndicator

_NEAR, _FAR = 1_000, 100_000
_LEAST_PREFIX = 6
_LEAST_REST = 2
_LEAST_PARTS = 2
_PEOPLE = ("人次", "人", "名", "万人次", "万人")
_CAME = {"培训": "参训", "轮训": "参训", "演练": "参演"}


def join_neighbours(placed: Sequence[PlacedIndicator]) -> list[PlacedIndicator]:
    """Put indicators behind the neighbour before them that they belong to; the order of the data is kept."""
    result = list(placed)
    number = 0
    while number < len(result):
        parts = _named_parts(result, number) or _parts_of_sum(result, number)
        for offset, part in enumerate(parts):
            place = number + 1 + offset
            sign = COMMA if offset == 0 else ENUMERATION_COMMA
            said = f"{OF_WHICH if offset == 0 else ''}{part}"
            item = _behind(result[place], result[number], place, said, sign)
            host = result[number].order
            result[place] = replace(item, part=True, order=(host[0], host[1] + _NEAR + place))
        if not parts and number:
            result[number] = _following(result[number], result[number - 1], number)
        number += 1 + len(parts)
    return result


def _behind(
    item: PlacedIndicator, host: PlacedIndicator, number: int, said_as: str = "", joint: str = COMMA
) -> PlacedIndicator:
    order = (host.order[0], host.order[1] + _FAR + number)
    return replace(
        item,
        chain=host.chain,
        theme=host.theme,
        order=order,
        exact=False,
        whole="",
        said_as=said_as,
        joint=joint,
    )


def _named_parts(placed: Sequence[PlacedIndicator], number: int) -> list[str]:
    """Names of the indicators right behind one that say themselves to be its parts (其中：…), and of their like."""
    if number + 1 >= len(placed) or not is_part(placed[number + 1].indicator.name):
        return []
    whole, first = placed[number].indicator, placed[number + 1].indicator
    names, total = [], Decimal(0)
    for item in placed[number + 1 :]:
        part = item.indicator
        total += part.value
        fits = first.unit != whole.unit or total <= whole.value
        like = part.unit == first.unit and fits and _ends_alike(part.name, first.name)
        if not is_part(part.name) and not like:
            break
        names.append(name_rules().clean(part.name, part.unit))
    return names


def _parts_of_sum(placed: Sequence[PlacedIndicator], number: int) -> list[str]:
    """Names of the indicators right behind one that add up to it exactly: 演练96场, 其中 7, 5 and 84.

    They have its unit and end like it, or their sum would be an accident.
    """
    whole = placed[number].indicator
    rest, names = whole.value, []
    for item in placed[number + 1 :]:
        part = item.indicator
        if (
            part.unit != whole.unit
            or part.value <= 0
            or part.value >= whole.value
            or not _ends_alike(part.name, whole.name)
        ):
            break
        rest -= part.value
        names.append(name_rules().clean(part.name, part.unit))
        if rest <= 0:
            break
    return names if rest == 0 and len(names) >= _LEAST_PARTS else []


def _ends_alike(one: str, other: str) -> bool:
    return bool(set(one[-2:]) & set(other[-2:])) and one != other


def _following(item: PlacedIndicator, host: PlacedIndicator, number: int) -> PlacedIndicator:
    """防汛队伍人员 behind 防汛队伍, 参与学生 behind the activity that they took part in."""
    if item.exact or item.whole:
        return item
    rules = name_rules()
    name = rules.clean(item.indicator.name, item.indicator.unit)
    if item.entry is None and name.startswith(rules.followers):
        return _behind(item, host, number)
    before = rules.clean(host.indicator.name, host.indicator.unit)
    if item.indicator.value == 0 or host.indicator.value == 0 or item.theme != host.theme:
        return item
    if came := _came(name, before, item.indicator.unit, host.indicator.unit):
        return _behind(item, host, number, came)
    rest = _rest(name, before)
    if not rest:
        return item
    rule = None if rules.starts_with_verb(rest) else rules.verb_for(rest)
    deed = bool(rule and rule.verb and rule.verb != STOCK_VERB)
    rest = f"{rule.verb}{rest}" if rule and deed else rest
    joint = COMMA if deed or rules.starts_with_verb(rest) else ENUMERATION_COMMA
    return _behind(item, host, number, rest, joint)


def _came(name: str, before: str, unit: str, other: str) -> str:
    """参训 where the same training is counted in people behind its sessions; empty for anything else."""
    if name != before or unit not in _PEOPLE or other in _PEOPLE:
        return ""
    return next((said for deed, said in _CAME.items() if name.endswith(deed)), "")


def _rest(name: str, before: str) -> str:
    """What a name adds to the one before it; empty if it is another thing."""
    shared = 0
    while shared < min(len(name), len(before)) and name[shared] == before[shared]:
        shared += 1
    whole = shared == len(before) and shared > 1
    rest = name[shared:]
    return (
        rest
        if (whole or shared >= _LEAST_PREFIX)
        and len(rest) >= _LEAST_REST
        and rest[-1] != "率"
        and rest[0] != ENUMERATION_COMMA
        else ""
    )
