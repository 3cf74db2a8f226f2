"""Reads one indicator of yearly data: a number in the ways people type it, with its unit and last year's value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from assistant.domain.agency_year import Indicator
from assistant.domain.numbers import NumberFormatError, TypedNumber, check_size, scale_factor
from assistant.domain.punctuation import FULLWIDTH_PERCENT
from assistant.domain.quantities import is_unit
from assistant.domain.topics import Topic
from assistant.reading.yearly_fields import Fields, quoted

_NO_VALUE = {"-", "--", "\u2014", "\u2014\u2014", "/", "\\"}
_RATE_UNITS = {"%", "\u2030", "百分点", "个百分点"}
_NUMBER_AND_WORD = re.compile(r"(.*[0-9])((?:万|亿)?)([^0-9.,%]{1,4})")
_CALENDAR_WORDS = {"年", "月", "日", "号", "时", "分"}  # 2025年 is no amount of years
_CHANGE_WORDS = ("增长", "增幅", "降幅", "下降", "变化", "同比", "增减")


def read_indicator(item: Fields, topic: Callable[[str], Topic]) -> Indicator:
    """Read one entry; `topic` reads or works out its topic from the name."""
    item = _with_units_apart(item)
    name = item.name("name", "指标名称", required=True)
    unit = item.name("unit", "单位")
    if item.missing("value"):
        item.problem("value", "缺少数值；没有发生的请填 0，不报告的请删去整项")
        number = None
    else:
        number = item.number("value", "数值")
    last_given = item.values.get("last_year")
    nothing = item.missing("last_year") or (isinstance(last_given, str) and last_given.strip() in _NO_VALUE)
    last = None if nothing else item.number("last_year", "上年数值")
    if number is not None:
        unit = _typed_unit(item, number, unit)
    if not unit and (number is not None or item.missing("value")):
        item.problem("unit", "缺少单位，例如 件、人次、万元、%")
    for key, given in (("value", number), ("last_year", last)):
        if given is not None and given.value < 0 and not _may_be_negative(name, unit):
            item.problem(key, f"不能是负数：{given.value}")
    value = number.value if number else Decimal(0)
    return Indicator(item.path, name, value, unit, topic(name), _in_unit_of(item, number, last, unit))


def _with_units_apart(item: Fields) -> Fields:
    """The entry with the unit that was typed behind a number in its own place: 386家次 with 家次 or with no unit."""
    values = dict(item.values)
    unit = "".join(str(values.get("unit") or "").split())
    for key in ("value", "last_year"):
        typed = values.get(key)
        found = (
            _NUMBER_AND_WORD.fullmatch("".join(unicodedata.normalize("NFKC", typed).split()))
            if isinstance(typed, str)
            else None
        )
        if found is None:
            continue
        number, scale, word = found.groups()
        if scale + word == unit:
            values[key] = number
        elif word == unit or (not unit and is_unit(word) and word not in _CALENDAR_WORDS):
            values |= {key: number + scale, "unit": word}
            unit = word
    return replace(item, values=values)


def _typed_unit(item: Fields, number: TypedNumber, unit: str) -> str:
    """The unit with what was typed behind the number: 95.6% gives %, 1.2万 with 份 gives 万份."""
    if number.percent:
        if unit not in {"", "%", FULLWIDTH_PERCENT}:
            item.problem("value", f"数值带百分号，单位却是{quoted(unit)}；请改成一致")
        return "%"
    if not number.scale:
        return "%" if unit == FULLWIDTH_PERCENT else unit
    if unit[:1] in {"万", "亿"} or unit in _RATE_UNITS:
        item.problem("value", f"数值里的“{number.scale}”与单位{quoted(unit)}连用，说不清是多少；请只写一处")
    return number.scale + unit if unit else ""


def _in_unit_of(
    item: Fields, number: TypedNumber | None, last: TypedNumber | None, unit: str
) -> Decimal | None:
    """Last year's value in the unit of this year's, exactly."""
    if last is None or number is None:
        return None
    if last.percent and unit != "%":
        item.problem("last_year", f"上年数值带百分号，单位却是{quoted(unit)}；请改成一致")
        return None
    if not number.scale and unit[:1] in {"万", "亿"} and last.scale:
        item.problem(
            "last_year", f"上年数值里的“{last.scale}”与单位{quoted(unit)}连用，说不清是多少；请只写一处"
        )
        return None
    try:
        return check_size(last.value * scale_factor(last.scale) / scale_factor(number.scale))
    except NumberFormatError as error:
        item.problem("last_year", f"上年数值{error}")
        return None


def _may_be_negative(name: str, unit: str) -> bool:
    return unit in _RATE_UNITS and any(word in name for word in _CHANGE_WORDS)
