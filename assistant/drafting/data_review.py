"""Names what contradicts itself in yearly data before anything is drafted from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.domain.agency_year import AgencyYear, Indicator
from assistant.domain.punctuation import PAIRS
from assistant.drafting.catalogue import Catalogue, load_catalogue
from assistant.drafting.name_cleaning import bare_unit
from assistant.drafting.names import compact, name_rules
from assistant.drafting.placing import by_topic, place_indicators
from assistant.drafting.said import PlacedIndicator, value_text
from assistant.drafting.themes import load_themes
from assistant.drafting.year_on_year import PERCENT_UNITS

_FULL = Decimal(100)
_LEAP = 50  # a value fifty times last year's is more often a slip of the unit than a success
_BRACKET_UNIT = re.compile("[(\uff08](?:单位[:\uff1a]?)?([^()\uff08\uff09]{1,4})[)\uff09]$")
_COUNT_UNITS = frozenset([
    "件",
    "起",
    "宗",
    "例",
    "次",
    "人",
    "名",
    "家",
    "户",
    "场",
    "期",
    "份",
    "部",
    "个",
    "项",
    "条",
    "支",
    "本",
    "卷",
    "册",
    "篇",
    "人次",
    "家次",
    "户次",
    "场次",
    "处",
    "辆",
    "台",
    "所",
    "位",
])
_MAY_PASS_FULL = ("增长率", "完成率", "增幅", "增速")
_RATE_ENDS = ("率", "比", "比例", "占比", "度", "比重", "指数", "覆盖面", "增幅", "增速")


@dataclass(frozen=True, slots=True)
class DataRemark:
    """Something in the data that a person should look at; `path` is its place, as `indicators[3].value`."""

    path: str
    message: str


def review(year: AgencyYear) -> tuple[DataRemark, ...]:
    """Look through yearly data for contradictions.

    Named are: the same indicator with two values, a part larger than its whole, a rate that its parts contradict,
    a unit that does not fit, impossible values, a date inside the reported year, half a pair of quotation marks.
    Nothing is changed, and nothing stops the draft.

    Returns:
        Remarks in the order of the data, each with its place.
    """
    catalogue = load_catalogue()
    remarks = [
        *_twice(year),
        *(remark for indicator in year.indicators for remark in _alone(indicator, catalogue)),
        *_parts(year, catalogue),
        *_rates(year, catalogue),
        *_document(year),
        *_pairs_of_signs(year),
    ]
    return tuple(sorted(dict.fromkeys(remarks), key=lambda remark: _place(remark.path)))


def _place(path: str) -> tuple[int, int, str]:
    order = ("document", "indicators", "initiatives", "principal_duty", "shortcomings", "next_year")
    head = re.split(r"[\[.]", path)[0]
    number = re.search(r"\[(\d+)\]", path)
    return (
        order.index(head) if head in order else len(order),
        int(number.group(1)) if number else -1,
        path,
    )


def _twice(year: AgencyYear) -> Iterator[DataRemark]:
    rules = name_rules()
    seen: dict[tuple[str, bool], Indicator] = {}
    for indicator in year.indicators:
        key = (rules.key(indicator.name, indicator.unit), indicator.unit in PERCENT_UNITS)
        first = seen.setdefault(key, indicator)
        if first is indicator:
            continue
        if (first.value, first.unit) != (indicator.value, indicator.unit):
            message = (
                f"“{indicator.name}”填了两次而数值不同：{first.path} 为{value_text(first)}，"
                f"这里为{value_text(indicator)}；请只保留正确的一项，或把名称写得有区别"
            )
            yield DataRemark(f"{indicator.path}.value", message)
        else:
            yield DataRemark(indicator.path, f"“{indicator.name}”与 {first.path} 重复；请删去一项")


def _alone(indicator: Indicator, catalogue: Catalogue) -> Iterator[DataRemark]:
    for rule in (_range, _unit, _fraction, _leap):
        yield from rule(indicator, catalogue)


def _range(indicator: Indicator, _catalogue: Catalogue) -> Iterator[DataRemark]:
    for field, value in (("value", indicator.value), ("last_year", indicator.last_year)):
        if value is None:
            continue
        if value < 0 and not indicator.name.endswith(("增长率", "增幅", "增速", "净增", "净增加")):
            yield DataRemark(f"{indicator.path}.{field}", f"“{indicator.name}”是负数；请核对")
        if indicator.unit in PERCENT_UNITS and value > _FULL and not indicator.name.endswith(_MAY_PASS_FULL):
            yield DataRemark(f"{indicator.path}.{field}", f"“{indicator.name}”超过100%；请核对数值和单位")


def _unit(indicator: Indicator, catalogue: Catalogue) -> Iterator[DataRemark]:
    path = f"{indicator.path}.unit"
    name = name_rules().clean(indicator.name, indicator.unit)
    bracket = _BRACKET_UNIT.search(indicator.name)
    if bracket and bracket.group(1) != indicator.unit and _like_unit(bracket.group(1)):
        yield DataRemark(
            path, f"“{indicator.name}”名称里的单位与填写的单位“{indicator.unit or '空'}”不一致；请核对"
        )
    rate = indicator.unit in PERCENT_UNITS
    if name.endswith("率") and not rate and indicator.unit not in {"\u2030", "分"}:
        yield DataRemark(path, f"“{indicator.name}”是比率，单位应为“%”，现为“{indicator.unit or '空'}”")
    elif rate and not name.endswith(_RATE_ENDS):
        yield DataRemark(path, f"“{indicator.name}”不像比率，单位却是“%”；请核对")
    elif not rate and indicator.unit:
        usual = _usual_units(indicator, catalogue)
        if usual and bare_unit(indicator.unit) not in {bare_unit(unit) for unit in usual}:
            message = f"“{indicator.name}”通常以“{'”“'.join(usual[:3])}”计，现为“{indicator.unit}”；请核对"
            yield DataRemark(path, message)


def _usual_units(indicator: Indicator, catalogue: Catalogue) -> tuple[str, ...]:
    entry = catalogue.named(indicator)
    return entry.units if entry else ()


def _like_unit(text: str) -> bool:
    return bare_unit(text) in _COUNT_UNITS or bare_unit(text) in {"元", "%"}


def _fraction(indicator: Indicator, _catalogue: Catalogue) -> Iterator[DataRemark]:
    for field, value in (("value", indicator.value), ("last_year", indicator.last_year)):
        if value is not None and indicator.unit in _COUNT_UNITS and value != value.to_integral_value():
            yield DataRemark(
                f"{indicator.path}.{field}",
                f"“{indicator.name}”以“{indicator.unit}”计却不是整数；请核对，如以万计请把单位写成“万{indicator.unit}”",
            )


def _leap(indicator: Indicator, _catalogue: Catalogue) -> Iterator[DataRemark]:
    value, last = indicator.value, indicator.last_year
    if last is None or value <= 0 or last <= 0 or max(value, last) < _FULL:
        return
    if value >= last * _LEAP or last >= value * _LEAP:
        yield DataRemark(
            f"{indicator.path}.last_year",
            f"“{indicator.name}”与上年相差{_LEAP}倍以上；请核对两年的单位是否一致",
        )


def _placed(year: AgencyYear, catalogue: Catalogue) -> dict[str, PlacedIndicator]:
    themes = load_themes()
    return {
        item.path: item
        for topic, indicators in by_topic(year.indicators).items()
        for item in place_indicators(indicators, themes.topics[topic], catalogue)
    }


def _parts(year: AgencyYear, catalogue: Catalogue) -> Iterator[DataRemark]:
    placed = _placed(year, catalogue)
    for item in placed.values():
        whole = placed.get(item.whole)
        if whole is None:
            continue
        for field, part_value, whole_value in (
            ("value", item.indicator.value, whole.indicator.value),
            ("last_year", item.indicator.last_year, whole.indicator.last_year),
        ):
            if part_value is not None and whole_value is not None and part_value > whole_value:
                yield DataRemark(
                    f"{item.path}.{field}",
                    f"“{item.indicator.name}”大于“{whole.indicator.name}”（{whole.path}）；请核对",
                )


def _rates(year: AgencyYear, catalogue: Catalogue) -> Iterator[DataRemark]:
    """Rates against the two counts that they are made of, at the precision in which they are given."""
    by_entry: dict[str, Indicator] = {}
    for indicator in year.indicators:
        match = catalogue.match(indicator)
        if match and match.exact:
            by_entry.setdefault(match.entry.id, indicator)
    for entry_id, rate in by_entry.items():
        parts = [by_entry.get(part) for part in catalogue.by_id[entry_id].rate_of]
        if len(parts) == 2 and parts[0] and parts[1]:  # noqa: PLR2004 (numerator and denominator)
            yield from _rate(rate, parts[0], parts[1])
    yield from _rates_by_name(year, catalogue)


def _rates_by_name(year: AgencyYear, catalogue: Catalogue) -> Iterator[DataRemark]:
    """办结率 against 受理 and 办结 of the same thing, whatever the thing is."""
    rules = name_rules()
    keys = {rules.key(item.name, item.unit): item for item in year.indicators}
    for key, rate in keys.items():
        if not key.endswith("率") or rate.unit not in PERCENT_UNITS:
            continue
        for pair in catalogue.pairs:
            for part in pair.part:
                if not key.endswith(f"{part}率"):
                    continue
                subject = key.removesuffix(f"{part}率")
                yield from _named_rate(rate, subject, (part, pair.whole), keys)


def _named_rate(
    rate: Indicator, subject: str, verbs: tuple[str, tuple[str, ...]], keys: dict[str, Indicator]
) -> Iterator[DataRemark]:
    part, wholes = verbs
    numerator = keys.get(part + subject) or keys.get(subject + part)
    names = [name for verb in wholes for name in (verb + subject, subject + verb)]
    denominator = next((keys[name] for name in names if name in keys), None)
    if subject and numerator and denominator:
        yield from _rate(rate, numerator, denominator)


def _rate(rate: Indicator, numerator: Indicator, denominator: Indicator) -> Iterator[DataRemark]:
    if denominator.value <= 0:
        return
    step = Decimal(1).scaleb(min(0, int(rate.value.as_tuple().exponent)))
    computed = numerator.value * 100 / denominator.value
    # Half a step more than rounding allows, so that a rate cut instead of rounded is no contradiction.
    if abs(computed - rate.value) >= step:
        shown = computed.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
        yield DataRemark(
            f"{rate.path}.value",
            f"“{rate.name}”为{value_text(rate)}，但按“{numerator.name}”{value_text(numerator)}（{numerator.path}）、"
            f"“{denominator.name}”{value_text(denominator)}（{denominator.path}）计算约为{shown}%；请核对",
        )


def _document(year: AgencyYear) -> Iterator[DataRemark]:
    date = year.document.date
    if date is not None and date.year <= year.year:
        yield DataRemark("document.date", f"成文日期在{year.year}年内，报告年度尚未结束；请核对年度或日期")


def _pairs_of_signs(year: AgencyYear) -> Iterator[DataRemark]:
    texts = [
        *((item.path, f"{item.text}{item.outcome}") for item in year.initiatives),
        *((item.path, item.text) for item in year.principal_duty),
        *((item.path, item.text) for item in year.next_year),
        *((item.path, item.text) for item in year.other_matters),
        *((item.path, f"{item.text}{item.cause}") for item in year.shortcomings),
    ]
    for path, text in texts:
        for left, right in PAIRS.items():
            if text.count(left) != text.count(right):
                yield DataRemark(path, f"“{left}”与“{right}”不成对；起草时会略去单独的一个，请补全")
        if not compact(text):
            yield DataRemark(path, "没有文字")
