"""Numbers that are computed from several indicators: sums, differences, shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from assistant.checking.attachment import Surroundings, touches
from assistant.checking.changes import Change, rounds_to
from assistant.checking.licences import LicensedValue
from assistant.checking.units import same_unit
from assistant.domain.quantities import Quantity, QuantityKind

_SUM = re.compile("共|合计|总计|累计|总数|总量|一并")
_REST = re.compile("缺编|空缺|尚缺|尚有|剩余|其余|未|正在|还有|余下|另有|差额")
_SHARE = re.compile("率|占|比例|比重")
_RATE_NAME = re.compile("([\u4e00-\u9fff]{2})率(?![\\s\\S]*率)")
_TENTH = Decimal("0.1")
_WHOLE = 100
_AVERAGE = re.compile("([日天周月])均")
_PERIODS = {"日": 365, "天": 365, "周": 52, "月": 12}
_DENIED_RATE = re.compile("[不未非]([\u4e00-\u9fff]{2,4}率)")
_HEADS = re.compile("人均")
_PEOPLE = frozenset({"人", "名", "位", "人次"})
_LARGEST_SUM = 4
_MOST_SUMMANDS = 10
_SUM_REACH = 40


def is_derived(
    quantity: Quantity, around: Surroundings, values: Sequence[LicensedValue], named: Sequence[LicensedValue]
) -> bool:
    """Whether a number is a sum, a difference or a share of indicators that the words around it speak of.

    `named` are the indicators whose values the sentence and the one before say themselves.
    """
    spoken = [value for value in values if value in named or touches(around, value.matter)][:_MOST_SUMMANDS]
    if quantity.kind is QuantityKind.RATE:
        spoken = [*spoken, *(value for value in values if value not in spoken and _akin(value, spoken))]
        counted = [value for value in named if value.unit != "%"]
        return _SHARE.search(around.near) is not None and _is_share(quantity, spoken, counted)
    same = [value for value in spoken if same_unit(value.unit, quantity.unit)]
    if _HEADS.search(around.near):
        return _each(quantity, values, spoken)
    average = _AVERAGE.search(around.near)
    if average:
        return any(rounds_to(value.value / _PERIODS[average[1]], quantity) for value in same)
    if _SUM.search(around.wide[-_SUM_REACH:]) and _is_sum(quantity, same):
        return True
    if leaves_a_rest(around):
        return any(abs(one.value - other.value) == quantity.value for one, other in combinations(same, 2))
    return False


def leaves_a_rest(around: Surroundings) -> bool:
    """Whether the words tell what is left over: 尚有, 剩余."""
    return _REST.search(around.near) is not None


def is_complement(quantity: Quantity, around: Surroundings, values: Sequence[LicensedValue]) -> bool:
    """不合格率1.4% where the data have 合格率98.6%."""
    denied = _DENIED_RATE.search(around.near) if quantity.kind is QuantityKind.RATE else None
    return denied is not None and any(
        value.unit == "%" and denied[1] in value.indicator.name and _WHOLE - value.value == quantity.value
        for value in values
    )


def _each(quantity: Quantity, values: Sequence[LicensedValue], spoken: Sequence[LicensedValue]) -> bool:
    """人均: one number divided by the people of another."""
    people = [value for value in values if value.unit in _PEOPLE and value.value]
    return any(rounds_to(one.value / other.value, quantity) for one in spoken for other in people)


def changed_share(change: Change, around: Surroundings, values: Sequence[LicensedValue]) -> bool:
    """Whether percentage points are the change of a rate that two indicators give: 整改率提高0.2个百分点."""
    for now, before in _shares_of(around, values):
        told = {abs(now - before), abs(now.quantize(_TENTH) - before.quantize(_TENTH))}
        if any(rounds_to(size, change.quantity) for size in told) and change.rising in {None, now > before}:
            return True
    return False


def is_named_share(
    quantity: Quantity, around: Surroundings, values: Sequence[LicensedValue], *, last_year: bool
) -> bool:
    """破案率由59.3%提高到65%: the share of two indicators that the name of a rate tells, this year's or last year's."""
    return quantity.kind is QuantityKind.RATE and any(
        rounds_to(before if last_year else now, quantity) for now, before in _shares_of(around, values)
    )


def _shares_of(around: Surroundings, values: Sequence[LicensedValue]) -> Iterator[tuple[Decimal, Decimal]]:
    """This year's and last year's share of two indicators that the name of a rate can mean: 破案率, 整改率."""
    act = _RATE_NAME.search(around.wide)
    if act is None:
        return
    parts = [value for value in values if act[1] in value.indicator.name and value.last is not None]
    for part in parts:
        for whole in values:
            if (
                part is whole
                or part.unit != whole.unit
                or not whole.value
                or not whole.last
                or part.value > whole.value
                or not (_akin(whole, [part]) or whole.matter.pairs & part.matter.pairs)
            ):
                continue
            yield part.value / whole.value * 100, (part.last or 0) / whole.last * 100


def _is_sum(quantity: Quantity, values: Sequence[LicensedValue]) -> bool:
    return any(
        sum((value.value for value in group), Decimal(0)) == quantity.value
        for size in range(2, _LARGEST_SUM + 1)
        for group in combinations(values, size)
    )


def _is_share(quantity: Quantity, values: Sequence[LicensedValue], counted: Sequence[LicensedValue]) -> bool:
    """Whether two indicators give the rate; one of them is what the sentence has counted, if it has."""
    for part, whole in combinations(values, 2):
        if counted and part not in counted and whole not in counted:
            continue
        low, high = sorted((part.value, whole.value))
        if quantity.value in {0, _WHOLE} and low not in {0, high}:
            continue  # nobody may round the last ones away
        if part.unit == whole.unit and high and part.unit != "%":
            share = (low / high * 100 / quantity.precision).quantize(Decimal(1), ROUND_HALF_UP)
            if share == quantity.value / quantity.precision:
                return True
    return False


def _akin(value: LicensedValue, spoken: Sequence[LicensedValue]) -> bool:
    """Whether a value counts the same thing as one that is spoken of: 排查隐患 and 整改隐患."""
    own = {thing.name for thing in value.matter.things}
    return any(own & {thing.name for thing in other.matter.things} for other in spoken)
