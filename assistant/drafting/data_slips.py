"""Slips in one indicator of yearly data: values, units and names that can hardly be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.domain.agency_year import Indicator
from assistant.drafting.catalogue import load_catalogue
from assistant.drafting.data_remarks import DataRemark
from assistant.drafting.data_words import review_words
from assistant.drafting.name_cleaning import bare_unit
from assistant.drafting.names import compact, name_rules
from assistant.drafting.said import value_text
from assistant.drafting.year_on_year import PERCENT_UNITS, plain_number

_FULL = Decimal(100)
_LEAP = 50  # a value fifty times last year's is more often a slip of the unit than a success
_SCALES = ((Decimal(100), "100"), (Decimal(10_000), "1万"), (Decimal(100_000_000), "1亿"))
_NEAR = Decimal("0.5")  # how far from a power of ten a slip of the unit may be: half to double
_YEARS = range(2000, 2100)
_BRACKET_UNIT = re.compile("[(\uff08](?:单位[:\uff1a]?)?([^()\uff08\uff09]{1,4})[)\uff09]$")
_SLASH = re.compile("[\u4e00-\u9fff][/\uff0f][\u4e00-\u9fff]")


def slips(indicator: Indicator, reported_year: int) -> Iterator[DataRemark]:
    """All slips of one indicator; `reported_year` tells a year that got into the wrong column."""
    for rule in (_range, _small_rate, _unit, _fraction, _leap, _scale_of_rate, _name):
        yield from rule(indicator)
    yield from _year(indicator, reported_year)


def _values(indicator: Indicator) -> Iterator[tuple[str, Decimal]]:
    for field, value in (("value", indicator.value), ("last_year", indicator.last_year)):
        if value is not None:
            yield f"{indicator.path}.{field}", value


def _is_rate(indicator: Indicator) -> bool:
    return indicator.unit in PERCENT_UNITS


def _range(indicator: Indicator) -> Iterator[DataRemark]:
    words, name = review_words(), name_rules().clean(indicator.name, indicator.unit)
    for path, value in _values(indicator):
        if value < 0 and not name.endswith(words.may_fall):
            yield DataRemark(path, f"“{indicator.name}”是负数；请核对")
        if not _is_rate(indicator) or value <= _FULL or name.endswith(words.may_pass_full):
            continue
        more = name.endswith(words.overfulfilled)
        advice = "如确属超额完成可不改，否则请改正" if more else "请核对数值和单位"
        yield DataRemark(path, f"“{indicator.name}”为{plain_number(value)}%，超过100%；{advice}")


def _small_rate(indicator: Indicator) -> Iterator[DataRemark]:
    """0.98 typed where 98 is meant."""
    if not _is_rate(indicator) or not _is_high(indicator):
        return
    for path, value in _values(indicator):
        if 0 < value <= 1:
            meant = plain_number(value * 100)
            yield DataRemark(
                path, f"“{indicator.name}”为{plain_number(value)}%，像是按小数填写；如指{meant}%，请填{meant}"
            )


def _is_high(indicator: Indicator) -> bool:
    words, name = review_words(), name_rules().clean(indicator.name, indicator.unit)
    return name.endswith(words.high_rates) and not name.endswith(words.low_rates)


def _unit(indicator: Indicator) -> Iterator[DataRemark]:
    path, words = f"{indicator.path}.unit", review_words()
    bracket = _BRACKET_UNIT.search(indicator.name)
    inside = bracket.group(1) if bracket else ""
    if inside and words.is_unit(inside) and not words.same(inside, indicator.unit):
        shown = indicator.unit or "空"
        yield DataRemark(path, f"“{indicator.name}”名称里的单位与填写的单位“{shown}”不一致；请核对")
    message = _no_rate(indicator) if _is_rate(indicator) else _misfit(indicator)
    if message:
        yield DataRemark(path, f"“{indicator.name}”{message}")


def _no_rate(indicator: Indicator) -> str:
    """What is wrong with per cent for something that is counted; empty if it is a rate."""
    entry = load_catalogue().named(indicator)
    name = name_rules().clean(indicator.name, indicator.unit)
    rule = name_rules().verb_for(name, indicator.unit)
    counted = (
        (entry is not None and not entry.is_rate and bool(entry.units))
        or indicator.name.endswith(review_words().counted_ends)
        or (rule is not None and bool(rule.verb))
    )
    return "不像比率，单位却是“%”；请核对" if counted else ""


def _misfit(indicator: Indicator) -> str:
    """What is wrong with another unit; empty if it fits."""
    words, unit = review_words(), indicator.unit
    name = name_rules().clean(indicator.name, unit)
    entry = load_catalogue().named(indicator)
    if name.endswith(words.rate_ends) and not words.is_ratio(unit):
        return f"是比率，单位应为“%”，现为“{unit or '空'}”"
    if not unit:
        return ""
    kinds = {words.kind_of(usual) for usual in entry.units} if entry else set()
    if entry and kinds and words.kind_of(unit) not in kinds:
        return f"通常以“{'”“'.join(entry.units[:3])}”计，现为“{unit}”；请核对"
    if entry is None and name.endswith(words.money_ends) and words.kind_of(unit) in {"count", "people"}:
        return f"像是金额，单位却是“{unit}”；请核对"
    return ""


def _fraction(indicator: Indicator) -> Iterator[DataRemark]:
    unit = indicator.unit
    if unit not in review_words().count_units or indicator.name.startswith(name_rules().measure_starts):
        return
    for path, value in _values(indicator):
        if value != value.to_integral_value():
            advice = f"请核对，如以万计请把单位写成“万{unit}”"
            yield DataRemark(path, f"“{indicator.name}”以“{unit}”计却不是整数；{advice}")


def _leap(indicator: Indicator) -> Iterator[DataRemark]:
    value, last = indicator.value, indicator.last_year
    if last is None or value <= 0 or last <= 0 or max(value, last) < _FULL:
        return
    larger, smaller = max(value, last), min(value, last)
    ratio = larger / smaller
    if ratio < _LEAP:
        return
    scale = next((word for step, word in _SCALES if step * _NEAR <= ratio <= step / _NEAR), "")
    one, other = ("上年", "本年") if last > value else ("本年", "上年")
    told = f"{one}约为{other}的{scale}倍" if scale else f"与上年相差{_LEAP}倍以上"
    bare = bare_unit(indicator.unit)
    slip = f"，像是一年按“{bare}”、一年按“万{bare}”填写" if scale == "1万" else ""
    yield DataRemark(
        f"{indicator.path}.last_year",
        f"“{indicator.name}”{told}（本年{value_text(indicator)}，上年{plain_number(last)}{indicator.unit}）{slip}；"
        "请核对两年的单位是否一致",
    )


def _scale_of_rate(indicator: Indicator) -> Iterator[DataRemark]:
    """One year's rate in per cent, the other's as a share of one."""
    value, last = indicator.value, indicator.last_year
    if not _is_rate(indicator) or last is None or not min(value, last) > 0:
        return
    larger, smaller = max(value, last), min(value, last)
    if smaller <= 1 and larger / smaller >= _LEAP and not _is_high(indicator):
        yield DataRemark(
            f"{indicator.path}.last_year",
            f"“{indicator.name}”两年相差{_LEAP}倍以上，像是一年按百分数、一年按小数填写；请核对",
        )


def _year(indicator: Indicator, reported_year: int) -> Iterator[DataRemark]:
    """2025 in a column of values is mostly a year that slipped."""
    for path, value in _values(indicator):
        other = indicator.last_year if path.endswith(".value") else indicator.value
        like = other is not None and other > 0 and _NEAR <= value / other <= 1 / _NEAR and other not in _YEARS
        if value in {reported_year - 1, reported_year, reported_year + 1} and not like:
            yield DataRemark(
                path, f"“{indicator.name}”的数值是{plain_number(value)}，像是年份填进了数值栏；请核对"
            )


def _name(indicator: Indicator) -> Iterator[DataRemark]:
    path, name = f"{indicator.path}.name", indicator.name
    if compact(name) in review_words().says_nothing:
        yield DataRemark(path, f"“{name}”看不出是什么指标；请写全，例如“行政检查次数”")
    if _SLASH.search(name):
        yield DataRemark(path, f"“{name}”用“/”并列了几项，看不出数值是哪一项的；请分开填或只留一项")
    unit = re.escape(indicator.unit)
    if indicator.unit and (found := re.search(rf"\d+(?:\.\d+)?{unit}$", name)):
        yield DataRemark(path, f"“{name}”的名称里写了“{found.group()}”，起草时会与数值重复；请从名称中删去")
