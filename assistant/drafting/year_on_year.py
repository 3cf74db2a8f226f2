"""Year-on-year wording, computed with Decimal from this year's and last year's value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from assistant.domain.punctuation import ENUMERATION_COMMA

PERCENT_UNITS = ("%", "\uff05", "\ufe6a")
_SCORE_UNITS = ("分",)
_TIME_UNITS = ("个工作日", "工作日", "天", "小时", "分钟", "秒", "个月")
_DURATIONS = ("时限", "时间", "用时", "耗时", "期限", "周期", "时效", "历时", "等候", "等待")
_RATE_ENDS = ("率", "占比", "比例", "比重")
_RATIO_UNITS = ("\u2030", "/10万", "/万")
_MONEY = "元"
_MANIFOLD = 6  # above a growth of 500 % the difference says more
_SMALL_BASE = 10
_SMALL_STEP, _STEP_BASE = 2, 20
_TENTH = Decimal("0.1")


class Measure(StrEnum):
    """How a change is told."""

    PERCENT = "percent"
    DIFFERENCE = "difference"
    POINTS = "points"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Change:
    """A change from last year: `verb` and `amount` make “同比增长9.7%”; a level one has no amount."""

    measure: Measure
    verb: str
    amount: str = ""

    @property
    def clause(self) -> str:
        """The change of one indicator as a clause."""
        return self.verb if self.measure is Measure.LEVEL else f"同比{self.verb}{self.amount}"

    def joins(self, other: Change) -> bool:
        """Whether both may be told in one clause; rates are told one by one."""
        return self.measure is not Measure.POINTS and (self.measure, self.verb) == (other.measure, other.verb)


def plain_number(value: Decimal) -> str:
    """Write a number with the digits that were given, without exponent or trailing zeros."""
    if value == value.to_integral_value():
        return str(int(value))
    return format(value.normalize(), "f")


def is_rate(name: str, unit: str) -> bool:
    """Whether a number is a share or a ratio, so that nothing was done that many times."""
    return unit in PERCENT_UNITS or unit.endswith(_RATIO_UNITS) or name.endswith(_RATE_ENDS)


def is_duration(name: str) -> bool:
    """Whether days and hours of this name tell how long something takes, not how many there were."""
    return any(word in name for word in _DURATIONS)


def change_from_last_year(value: Decimal, last_year: Decimal, unit: str, *, lasts: bool = True) -> Change:
    """Say how a value changed.

    A rate changes by percentage points, a score by points. A count changes by per cent, rounded half up to one
    decimal; by difference where a per cent would mislead: a base or a value of zero or below, more than the
    sixfold, a base under ten, or a step of at most two from a base of at most twenty. A change that rounds to zero
    per cent is told as 基本持平. Days and hours that something takes are shortened or prolonged; those that are counted
    (`lasts` is false: 优良天数) become fewer or more.
    """
    difference = value - last_year
    if difference == 0:
        return Change(Measure.LEVEL, "与上年持平")
    up = difference > 0
    if unit in PERCENT_UNITS:
        return Change(Measure.POINTS, "提高" if up else "下降", f"{plain_number(abs(difference))}个百分点")
    if unit in _SCORE_UNITS:
        return Change(Measure.DIFFERENCE, "提高" if up else "下降", f"{plain_number(abs(difference))}{unit}")
    if unit in _TIME_UNITS:
        verb = ("延长" if up else "缩短") if lasts else ("增加" if up else "减少")
        return Change(Measure.DIFFERENCE, verb, f"{plain_number(abs(difference))}{unit}")
    small = not unit.endswith(_MONEY) and _small_step(value, last_year)
    if last_year <= 0 or value <= 0 or value > last_year * _MANIFOLD or small:
        return Change(Measure.DIFFERENCE, "增加" if up else "减少", f"{plain_number(abs(difference))}{unit}")
    percent = (abs(difference) * 100 / last_year).quantize(_TENTH, rounding=ROUND_HALF_UP)
    if percent == 0:
        return Change(Measure.LEVEL, "与上年基本持平")
    return Change(Measure.PERCENT, "增长" if up else "下降", f"{plain_number(percent)}%")


def _small_step(value: Decimal, base: Decimal) -> bool:
    whole = value == value.to_integral_value() and base == base.to_integral_value()
    step = abs(value - base)
    return whole and (base < _SMALL_BASE or (step <= _SMALL_STEP and base <= _STEP_BASE))


def joint_clause(changes: Sequence[Change]) -> str:
    """Tell changes of the same kind and direction in one clause: 同比分别增长20%、18.5%, or 同比均增加1件."""
    first = changes[0]
    if len(changes) == 1:
        return first.clause
    if first.measure is Measure.LEVEL:
        return f"均{first.verb}"
    amounts = [change.amount for change in changes]
    if len(set(amounts)) == 1:
        return f"同比均{first.verb}{amounts[0]}"
    return f"同比分别{first.verb}{ENUMERATION_COMMA.join(amounts)}"
