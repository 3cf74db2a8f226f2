"""Values that are far from last year's or from what comparable peers report: worth a second look, not wrong by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median

from assistant.advice import PeerValue
from assistant.domain.agency_year import AgencyYear, Indicator

_RATES = frozenset({"%", "‰"})
_TIMES, _LEAST = 3, 30  # small counts triple easily
_LEAP = 50  # from here on the review of the data speaks itself
_POINTS = 20
_PEERS, _PEER_TIMES = 3, 10


def against_last_year(year: AgencyYear) -> Iterator[tuple[str, str]]:
    """Places and sentences for values far from last year's."""
    for each in year.indicators:
        message = _far_from_last_year(each)
        if message:
            yield f"{each.path}.value", message


def _far_from_last_year(each: Indicator) -> str:
    now, last = each.value, each.last_year
    if last is None:
        return ""
    words = f"今年 {now:f}{each.unit}，上年 {last:f}{each.unit}"
    if each.unit in _RATES:
        return f"{words}，相差超过 {_POINTS} 个百分点，请核对" if abs(now - last) > _POINTS else ""
    low, high = sorted((now, last))
    if low <= 0 or high < _LEAST or not low * _TIMES <= high < low * _LEAP:
        return ""
    return f"{words}，相差 {_ratio(high, low)} 倍，请核对两年的数值和口径"


def against_peers(year: AgencyYear, values: Mapping[str, Sequence[PeerValue]]) -> Iterator[tuple[str, str]]:
    """Places and sentences for values far from what at least three peers report, by the indicators' paths."""
    for each in year.indicators:
        found = values.get(each.path, ())
        if len({value.agency for value in found}) < _PEERS or each.unit in _RATES or each.value <= 0:
            continue
        low, high = min(value.value for value in found), max(value.value for value in found)
        if each.value > high * _PEER_TIMES or each.value * _PEER_TIMES < low:
            message = (
                f"填的是 {each.value:f}{each.unit}，而 {len(found)} 家同类机关写的在 "
                f"{low:f}～{high:f}{each.unit} 之间，请核对数值和单位"
            )
            yield f"{each.path}.value", message


def standing_words(own: Indicator, found: Sequence[PeerValue]) -> str:
    """Where our value stands among the peers', in one sentence."""
    above = sum(value.value > own.value for value in found)
    middle = Decimal(median(value.value for value in found))
    return (
        f"本机关 {own.value:f}{own.unit}；连本机关共 {len(found) + 1} 家，从多到少排第 {above + 1}，"
        f"同行的中间水平是 {middle.normalize():f}{own.unit}。"
    )


def nearest(own: Indicator, found: Sequence[PeerValue], most: int) -> list[PeerValue]:
    """The peers whose values are nearest to ours, the greatest first."""
    near = sorted(found, key=lambda value: abs(value.value - own.value))[:most]
    return sorted(near, key=lambda value: -value.value)


def _ratio(high: Decimal, low: Decimal) -> str:
    return f"{(high / low).quantize(Decimal('0.1')).normalize():f}"
