"""What indicators give together: the sum of several, or of one over two years, as a value with last year's of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from assistant.checking.attachment import Matter, Surroundings
from assistant.checking.licences import LicensedValue
from assistant.checking.units import same_unit
from assistant.domain.quantities import Quantity, QuantityKind

_SUM = re.compile("共|合计|总计|累计|总数|总量|一并|总额")
_TWO_YEARS = re.compile("[两二]年(?:来|间|内|累计|共|合计|总)")
_BRACKET = re.compile("[（(]([\u4e00-\u9fff]{1,3})[）)]$")
_REACH = 40
_MOST_SUMMANDS, _LARGEST_SUM = 10, 4


def joint_value(
    quantity: Quantity, around: Surroundings, spoken: Sequence[LicensedValue]
) -> LicensedValue | None:
    """The sum that a number says of the indicators that are spoken of, if it is said as a sum and is one."""
    if quantity.approx or quantity.kind not in {QuantityKind.COUNT, QuantityKind.MONEY}:
        return None
    bracket = _BRACKET.search(quantity.text)
    units = (quantity.unit, bracket[1]) if bracket else (quantity.unit,)
    same = [value for value in spoken if any(same_unit(value.unit, unit) for unit in units)][:_MOST_SUMMANDS]
    if _TWO_YEARS.search(around.wide):
        both = [
            value for value in same if value.last is not None and value.value + value.last == quantity.value
        ]
        if both:
            return _joined((both[0],), quantity, None)
    if not _SUM.search(around.wide[-_REACH:]):
        return None
    for size in range(2, _LARGEST_SUM + 1):
        for group in combinations(same, size):
            if sum((value.value for value in group), Decimal(0)) == quantity.value:
                lasts = [value.last for value in group if value.last is not None]
                return _joined(group, quantity, sum(lasts, Decimal(0)) if len(lasts) == size else None)
    return None


def _joined(group: Sequence[LicensedValue], quantity: Quantity, last: Decimal | None) -> LicensedValue:
    name = "、".join(value.indicator.name for value in group)
    scale = group[0].scale
    indicator = replace(
        group[0].indicator,
        name=name,
        value=quantity.value / scale,
        last_year=None if last is None else last / scale,
    )
    return LicensedValue(indicator, quantity.value, group[0].unit, last, Matter.of(name))
