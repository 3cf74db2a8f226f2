"""Averages and shares that numbers of the text itself give: 户均, 月均, 平均每支, 其中……占…%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from assistant.checking.attachment import Surroundings
from assistant.checking.changes import rounds_to
from assistant.checking.units import counts_same
from assistant.domain.quantities import Quantity, QuantityKind

_AVERAGE = re.compile(
    "(?P<by>[户件案起场人次家亩宗批期校日天周月])均[^，。；、0-9]{0,8}$"
    "|平均每(?:[个一])?(?P<each>[\u4e00-\u9fff]{1,8}?)(?:发放|处理|受理|办理|服务|化解|开展|投入)?(?:约|近|超过?|达到?|为)?$"
)
_PERIODS = {"日": 365, "天": 365, "周": 52, "月": 12, "季度": 4}
_UNITS = {"案": ("件",), "人": ("人", "人次"), "校": ("所", "校")}
_PART = re.compile("占|比例|比重|幅度|提速")
_MOVED = re.compile("幅度|提速")
_RATE_NAME = re.compile("([\u4e00-\u9fff]{2})率[^率]{0,8}$")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that is known to be right, with its unit and the words it is said of; `here`: in the sentence itself."""

    value: Decimal
    unit: str
    words: str
    here: bool = False


def tells_average(around: Surroundings) -> bool:
    """Whether the words before a number say that it is an average."""
    return _AVERAGE.search(around.before) is not None


def is_average(quantity: Quantity, around: Surroundings, pool: Sequence[Counted]) -> bool:
    """Whether a number is another one divided by what the words name: 户均939元, 月均26次."""
    match = _AVERAGE.search(around.before)
    if match is None or quantity.kind is QuantityKind.RATE:
        return False
    by = match["by"] or match["each"]
    divisors = [Decimal(_PERIODS[by])] if by in _PERIODS else list(_divisors(by, pool))
    return any(
        rounds_to(one.value / divisor, quantity)
        for one in pool
        for divisor in divisors
        if one.value != divisor and (counts_same(one.unit, quantity.unit) or not one.unit)
    )


def _divisors(by: str, pool: Sequence[Counted]) -> Iterator[Decimal]:
    units = _UNITS.get(by, (by[:1], by))
    for one in pool:
        fits = any(counts_same(one.unit, unit) for unit in units) or (len(by) > 1 and by[-2:] in one.words)
        if one.value and fits:
            yield one.value


def is_share(quantity: Quantity, around: Surroundings, pool: Sequence[Counted]) -> bool:
    """Whether a rate is one number of the sentence by another: 22个乡镇中仅9个配齐，占比约四成; 结案率97.6%."""
    if quantity.kind is not QuantityKind.RATE or quantity.value in {0, _HUNDRED}:
        return False
    act = _RATE_NAME.search(around.before)
    if act is None and not _PART.search(around.near):
        return False
    parts = [one for one in pool if act is None or act[1] in one.words]
    return any(
        part is not whole
        and (part.here or whole.here)
        and counts_same(part.unit, whole.unit)
        and 0 < part.value < whole.value
        and rounds_to(part.value / whole.value * _HUNDRED, quantity)
        for part in parts
        for whole in pool
    ) or (_MOVED.search(around.near) is not None and _is_move(quantity, pool))


def _is_move(quantity: Quantity, pool: Sequence[Counted]) -> bool:
    """由7个工作日缩短到2个，压缩幅度超七成."""
    return any(
        one.value
        and one.unit == other.unit
        and rounds_to(abs(one.value - other.value) / one.value * _HUNDRED, quantity)
        for one, other in permutations(pool[-2:], 2)
        if one is pool[-2:][0]
    )
