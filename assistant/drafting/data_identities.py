"""Indicators against each other: wholes and parts, rates and what they are made of, the same thing given twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from assistant.domain.agency_year import AgencyYear, Indicator
from assistant.drafting.catalogue import Catalogue
from assistant.drafting.data_remarks import DataRemark
from assistant.drafting.data_words import review_words
from assistant.drafting.name_cleaning import is_part
from assistant.drafting.names import name_rules
from assistant.drafting.placing import by_topic, place_indicators
from assistant.drafting.said import PlacedIndicator, value_text
from assistant.drafting.themes import load_themes
from assistant.drafting.year_on_year import PERCENT_UNITS, plain_number

_LEAST_COPIED = 5
_FIELDS = ("value", "last_year")


def given_twice(year: AgencyYear) -> Iterator[DataRemark]:
    """The same name twice; parts (其中) count as the same only behind the same whole."""
    rules = name_rules()
    seen: dict[tuple[str, bool], Indicator] = {}
    whole = ""
    for indicator in year.indicators:
        key = rules.key(indicator.name, indicator.unit)
        whole = whole if is_part(indicator.name) else key
        mark = (f"{whole}>{key}" if is_part(indicator.name) else key, indicator.unit in PERCENT_UNITS)
        first = seen.setdefault(mark, indicator)
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


def copied_last_year(year: AgencyYear) -> Iterator[DataRemark]:
    """Last year's column filled with this year's values."""
    both = [item for item in year.indicators if item.last_year is not None and item.value not in {0, 100}]
    if len(both) >= _LEAST_COPIED and all(item.value == item.last_year for item in both):
        message = f"{len(both)}项指标的上年数值都与本年完全相同，像是把本年数值复制到了上年；请核对"
        yield DataRemark(f"{both[0].path}.last_year", message)


def parts_and_wholes(year: AgencyYear, catalogue: Catalogue) -> Iterator[DataRemark]:
    """Parts larger than their wholes: by what the names tell, and by 其中."""
    placed = _placed(year, catalogue)
    for item in placed.values():
        whole = placed.get(item.whole)
        if whole is not None:
            yield from _larger(item.indicator, whole.indicator)
    yield from _named_parts(year.indicators)
    yield from _pending(year.indicators, catalogue)
    yield from _without_ground(year.indicators, catalogue)


def _placed(year: AgencyYear, catalogue: Catalogue) -> dict[str, PlacedIndicator]:
    themes = load_themes()
    return {
        item.path: item
        for topic, indicators in by_topic(year.indicators).items()
        for item in place_indicators(indicators, themes.topics[topic], catalogue)
    }


def _larger(part: Indicator, whole: Indicator) -> Iterator[DataRemark]:
    for field in _FIELDS:
        one, other = getattr(part, field), getattr(whole, field)
        if one is not None and other is not None and one > other:
            yield DataRemark(
                f"{part.path}.{field}", f"“{part.name}”大于“{whole.name}”（{whole.path}）；请核对"
            )


def _named_parts(indicators: Sequence[Indicator]) -> Iterator[DataRemark]:
    """其中… against the number that it stands behind, one by one and together."""
    whole: Indicator | None = None
    parts: list[Indicator] = []
    for indicator in (*indicators, None):
        if indicator is not None and is_part(indicator.name):
            parts.append(indicator)
            continue
        if whole is not None:
            yield from _against_whole(whole, [part for part in parts if part.unit == whole.unit])
        whole, parts = indicator, []


def _against_whole(whole: Indicator, parts: Sequence[Indicator]) -> Iterator[DataRemark]:
    larger = [remark for part in parts for remark in _larger(part, whole)]
    yield from larger
    total = sum((part.value for part in parts), Decimal(0))
    if not larger and len(parts) > 1 and total > whole.value and whole.unit not in PERCENT_UNITS:
        yield DataRemark(
            f"{whole.path}.value",
            f"“{whole.name}”为{value_text(whole)}，其中各项合计{plain_number(total)}{whole.unit}，超过总数；请核对",
        )


def _pending(indicators: Sequence[Indicator], catalogue: Catalogue) -> Iterator[DataRemark]:
    """受理 = 办结 + 在办, where all three are given."""
    rules = name_rules()
    keys = {rules.key(item.name, item.unit): item for item in indicators}
    for key, pending in keys.items():
        word = next((word for word in review_words().pending if word in key), "")
        if not word:
            continue
        subject = key.replace(word, "", 1)
        for pair in catalogue.pairs:
            whole = next((keys[name] for name in _names(pair.whole, subject) if name in keys), None)
            done = next((keys[name] for name in _names(pair.part, subject) if name in keys), None)
            if whole and done and whole.value != done.value + pending.value:
                yield DataRemark(
                    f"{pending.path}.value",
                    f"“{whole.name}”{value_text(whole)}（{whole.path}）不等于“{done.name}”{value_text(done)}（{done.path}）"
                    f"与“{pending.name}”{value_text(pending)}之和；请核对",
                )
                return


def _names(verbs: Sequence[str], subject: str) -> list[str]:
    return [name for verb in verbs for name in (f"{verb}{subject}", f"{subject}{verb}")]


def _without_ground(indicators: Sequence[Indicator], catalogue: Catalogue) -> Iterator[DataRemark]:
    """What cannot be where there is nothing: fines without a case, principals in court without a lawsuit."""
    known: dict[str, Indicator] = {}
    for indicator in indicators:
        match = catalogue.match(indicator)
        if match and match.exact:
            known.setdefault(match.entry.id, indicator)
    for entry_id, indicator in known.items():
        ground = known.get(catalogue.by_id[entry_id].needs)
        if ground is not None and ground.value == 0 and indicator.value > 0:
            yield DataRemark(
                f"{indicator.path}.value",
                f"“{ground.name}”为0（{ground.path}），“{indicator.name}”却为{value_text(indicator)}；请核对",
            )


def rates(year: AgencyYear, catalogue: Catalogue) -> Iterator[DataRemark]:
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
            part = next((part for part in pair.part if key.endswith(f"{part}率")), "")
            subject = key.removesuffix(f"{part}率")
            numerator = next((keys[name] for name in _names([part], subject) if name in keys), None)
            denominator = next((keys[name] for name in _names(pair.whole, subject) if name in keys), None)
            if part and subject and numerator and denominator:
                yield from _rate(rate, numerator, denominator)


def _rate(rate: Indicator, numerator: Indicator, denominator: Indicator) -> Iterator[DataRemark]:
    for field in _FIELDS:
        given, part, whole = (getattr(item, field) for item in (rate, numerator, denominator))
        if given is None or part is None or whole is None or whole <= 0:
            continue
        step = Decimal(1).scaleb(min(0, int(given.as_tuple().exponent)))
        computed = part * 100 / whole
        # Half a step more than rounding allows, so that a rate cut instead of rounded is no contradiction.
        if abs(computed - given) < step:
            continue
        shown = plain_number(computed.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))
        when = "" if field == "value" else "上年"
        yield DataRemark(
            f"{rate.path}.{field}",
            f"{when}“{rate.name}”为{plain_number(given)}%，但按“{numerator.name}”{plain_number(part)}{numerator.unit}"
            f"（{numerator.path}）、“{denominator.name}”{plain_number(whole)}{denominator.unit}（{denominator.path}）"
            f"计算约为{shown}%；请核对",
        )
