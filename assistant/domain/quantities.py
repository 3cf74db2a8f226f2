"""Finds quantities in prose: a number with its unit, as a span with a Decimal; never rewrites the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assistant.domain.dates import DASHES, DateMention, Spans, find_dates, title_spans
from assistant.domain.document_numbers import find_document_numbers
from assistant.domain.numerals import HAN_NUMERAL_SIGNS, SCALES, parse_arabic, parse_han
from assistant.domain.punctuation import FULLWIDTH_PERCENT, LEFT_QUOTE, RIGHT_QUOTE
from assistant.domain.quantity_grammar import (
    COMMON_UNITS,
    DIGITS,
    DURATION_UNITS,
    GAP,
    MONEY_UNITS,
    SCALE,
    TOKEN,
    Grammar,
    grammar_with,
)


class QuantityKind(StrEnum):
    """What a number tells."""

    COUNT = "count"
    MONEY = "money"
    RATE = "rate"
    POINTS = "points"
    DURATION = "duration"
    YEAR = "year"
    DATE = "date"
    BARE = "bare"


class Bound(StrEnum):
    """On which side of a number said as an approximation the exact one lies."""

    EXACT = ""
    BELOW = "below"
    ABOVE = "above"
    SOME = "some"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as it stands in a text.

    Attributes:
        value: in the plain unit: 3.2万人次 is 32000 人次, 两成 is 20 %, 百分之五 is 5 %.
        unit: without scale: 元, 人次, %, 百分点; empty for a bare number.
        bound: which approximation is said, if any: 近 below, 超 above, 余 some more, 约 about.
        in_title: stands inside 《…》.
        quoted: stands inside a short quotation “…”, mostly a name.
        precision: the smallest step that the wording can tell, in the plain unit: 3.2万 tells thousands.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    kind: QuantityKind
    bound: Bound = Bound.EXACT
    in_title: bool = False
    quoted: bool = False
    precision: Decimal = Decimal(1)

    @property
    def approx(self) -> bool:
        """Whether it is said as an approximation."""
        return self.bound is not Bound.EXACT


_RANGE = re.compile(f"{GAP}{DASHES}{GAP}(?={DIGITS}|[{HAN_NUMERAL_SIGNS}])")
_APPROX_BEFORE = re.compile(
    "(?:(?P<below>(?<![附最邻])近|将近|接近|不超过|达到?近)|(?P<above>逾|超|超过|不少于|至少|不低于|突破|上)|(?P<about>(?<![签公条履违预节邀合契])约))[ \u3000]?$"
)
_SOME_MORE = {
    "余": Bound.SOME, "多": Bound.SOME, "几": Bound.SOME, "有余": Bound.SOME, "还多": Bound.SOME, "来": Bound.ABOUT,
    "以上": Bound.ABOVE, "以下": Bound.BELOW, "左右": Bound.ABOUT, "上下": Bound.ABOUT,
}  # fmt: skip
_HAN_ONE_LEADS = re.compile(
    "(?:开展|组织|召开|举办|举行|主持|讲授|发生|办理|受理|查处|出台|制定|修订|印发|移送|立案|发布|编印|评查|审查|审核|承办|参加|旁听|增加|减少)了?$|翻了?(?:近|将近|约|超|超过)?$"
)
_NONE_HAPPENED = re.compile("[未没无]有?(?:再|曾)?(?:发生|出现|受理|办理)了?$")
_HAN_LOOSE = re.compile("(?:近|上|逾|超|超过|约|将近|达)$")
_PERCENT_SCALE = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}
_QUOTED = re.compile(f"{LEFT_QUOTE}[^{LEFT_QUOTE}{RIGHT_QUOTE}\\n]{{1,20}}{RIGHT_QUOTE}")


_SIGNS_OF_UNITS = {
    "㎡": "平方米", "m²": "平方米", "m2": "平方米", "㎥": "立方米", "m³": "立方米", "m3": "立方米",
    "㎢": "平方公里", "km²": "平方公里", "km2": "平方公里", "km": "公里",
}  # fmt: skip


def is_unit(word: str) -> bool:
    """Whether a word is a unit that quantities of reports have, and nothing else."""
    return word in COMMON_UNITS


def find_quantities(text: str, own_units: frozenset[str] = frozenset()) -> tuple[Quantity, ...]:
    """Return every quantity, date and year in reading order.

    Set phrases (三项制度, “十四五”, 一网通办), ordinals, list and document numbers and hotlines are none.
    `own_units` are units that one agency's data use besides the common ones: 剂次, 标箱.
    """
    grammar = grammar_with(own_units)
    dates = find_dates(text)
    numbers = find_document_numbers(text)
    taken = Spans(tuple(sorted({(d.start, d.end) for d in dates} | {(n.start, n.end) for n in numbers})))
    titles, quoted = Spans(title_spans(text)), Spans(tuple(m.span() for m in _QUOTED.finditer(text)))
    counted = (
        _placed(raw, text, in_title=raw.start in titles, quoted=raw.start in quoted)
        for raw in _scan(text, taken, grammar)
    )
    return tuple(sorted((*map(_from_date, dates), *counted), key=lambda quantity: quantity.start))


def plain_value(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Bring a value of the yearly data to the form that quantities have: 3.2 万人次 → 32000 人次."""
    unit = unit.strip()
    if unit in {"%", FULLWIDTH_PERCENT, "％"}:
        return value, "%"
    if unit == "‰":
        return value / 10, "%"
    for sign in sorted(SCALES, key=len, reverse=True):
        if unit.startswith(sign) and unit != sign and len(unit) > len(sign):
            return value * SCALES[sign], plain_unit(unit[len(sign) :])
    return value, plain_unit(unit)


def plain_unit(unit: str) -> str:
    """Bring a unit to one form: without brackets' variants, 个百分点 → 百分点, 工作日 with and without 个."""
    base = re.split("[(（]", unit.strip())[0]
    base = _SIGNS_OF_UNITS.get(base, base)
    if base in {"%", FULLWIDTH_PERCENT, "﹪"}:
        return "%"
    return base.removeprefix("个") if base in {"个百分点", "个工作日", "个小时", "个季度"} else base


def _scan(text: str, taken: Spans, grammar: Grammar) -> Iterator[Quantity]:
    place = 0
    while match := TOKEN.search(text, place):
        place = match.end()
        if match["skip"] is not None:
            continue
        behind = taken.end_of(match.start())
        if behind is not None:
            place = behind
            continue
        quantities = _read(text, match, grammar)
        yield from quantities
        if quantities:
            place = max(place, quantities[-1].end)


def _read(text: str, match: re.Match[str], grammar: Grammar) -> tuple[Quantity, ...]:
    if match["percent"] is not None:
        return _percent(match)
    if match["part"] is not None:
        return _part(match)
    first = _number(text, match, grammar)
    joint = _RANGE.match(text, first.end if first else match.end())
    second_match = TOKEN.match(text, joint.end()) if joint else None
    if (
        second_match is None
        or second_match.lastgroup is None
        or not (second_match["number"] or second_match["han"])
    ):
        return (first,) if first else ()
    second = _number(text, second_match, grammar)
    if second is None or (first is not None and first.unit):
        return tuple(quantity for quantity in (first, second) if quantity)
    return (*_lower_end(match, second), second)


def _lower_end(match: re.Match[str], upper: Quantity) -> tuple[Quantity, ...]:
    """The lower end of a range takes scale and unit from the upper: 10—20万元."""
    value = parse_arabic(match["number"]) if match["number"] else parse_han(match["han"] or "")
    if value is None:
        return ()
    scale = _scale_of(upper.text)
    return (
        Quantity(
            match.start(),
            match.end(),
            match[0],
            value * scale,
            upper.unit,
            upper.kind,
            precision=_step(match[0]) * scale,
        ),
    )


def _scale_of(text: str) -> Decimal:
    match = re.search(f"{DIGITS}{GAP}(?:余|多)?({SCALE})", text)
    return SCALES[match[1]] if match else Decimal(1)


def _number(text: str, match: re.Match[str], grammar: Grammar) -> Quantity | None:
    tail = grammar.tail.match(text, match.end())
    assert tail is not None  # every part of the tail is optional  # noqa: S101
    if match["han"] is not None:
        return _han(text, match, tail, grammar.han_units)
    if match.start() and (text[match.start() - 1].isascii() and text[match.start() - 1].isalpha()):
        return None
    return _build(match, tail, parse_arabic(match["number"]))


def _han(text: str, match: re.Match[str], tail: re.Match[str], han_units: frozenset[str]) -> Quantity | None:
    sign, before = match["han"], text[max(0, match.start() - 4) : match.start()]
    unit = plain_unit(tail["unit"] or "")
    some = tail["some"] or tail["some2"]
    if sign[0] in "百千万亿" and not (_HAN_LOOSE.search(before) or (some and unit)):
        return None
    value = parse_han(sign) if sign[0] not in "百千万亿" else parse_han("一" + sign)
    if value is None:
        return None
    if tail["percent"] or tail["tenth"]:
        return _build(match, tail, value)
    if (tail["unit"] or "") not in han_units and unit not in han_units:
        return None
    if value == 1 and (not _HAN_ONE_LEADS.search(before) or _NONE_HAPPENED.search(before)):
        return None
    return _build(match, tail, value)


def _build(match: re.Match[str], tail: re.Match[str], value: Decimal) -> Quantity:
    scale, step = Decimal(1), _step(match[0])
    if tail["percent"]:
        sign = tail["percent"]
        unit, kind = (
            ("百分点", QuantityKind.POINTS) if "点" in sign or sign == "个" else ("%", QuantityKind.RATE)
        )
        scale = Decimal("0.1") if sign == "‰" else scale
    elif tail["tenth"]:
        unit, kind, scale = "%", QuantityKind.RATE, Decimal(10)
    else:
        scale = SCALES[tail["scale"]] if tail["scale"] else scale
        unit = plain_unit(tail["unit"] or "")
        kind = _kind(unit)
    end = tail.end() if unit or tail["scale"] else match.end()
    bound = _bound(tail) if end == tail.end() else Bound.EXACT
    text = match.string[match.start() : end]
    return Quantity(match.start(), end, text, value * scale, unit, kind, bound, precision=step * scale)


def _bound(tail: re.Match[str]) -> Bound:
    return _SOME_MORE.get(tail["some"] or tail["some2"] or tail["above"], Bound.EXACT)


def _kind(unit: str) -> QuantityKind:
    if unit in MONEY_UNITS:
        return QuantityKind.MONEY
    if unit in DURATION_UNITS:
        return QuantityKind.DURATION
    return QuantityKind.COUNT if unit else QuantityKind.BARE


def _step(sign: str) -> Decimal:
    """The last decimal place that is written."""
    fraction = re.split("[.．点]", sign)
    return Decimal(1).scaleb(-len(fraction[1])) if len(fraction) > 1 else Decimal(1)


def _percent(match: re.Match[str]) -> tuple[Quantity, ...]:
    sign = match["of"]
    value = parse_arabic(sign) if sign[0].isdecimal() else parse_han("一百" if sign == "百" else sign)
    if value is None:
        return ()
    scale = _PERCENT_SCALE[match[0][0]]
    return (
        Quantity(
            match.start(),
            match.end(),
            match[0],
            value * scale,
            "%",
            QuantityKind.RATE,
            precision=_step(sign) * scale,
        ),
    )


def _part(match: re.Match[str]) -> tuple[Quantity, ...]:
    whole, share = parse_han(match["whole"]), parse_han(match["share"])
    if not whole or not share:
        return ()
    value = (share / whole * 100).quantize(Decimal("0.1"))
    return (Quantity(match.start(), match.end(), match[0], value, "%", QuantityKind.RATE, Bound.ABOUT),)


def _from_date(date: DateMention) -> Quantity:
    whole = date.month is None
    value = date.year if whole else (date.year or 0) * 10_000 + (date.month or 0) * 100 + (date.day or 0)
    kind, unit = (QuantityKind.YEAR, "年") if whole else (QuantityKind.DATE, "")
    return Quantity(date.start, date.end, date.text, Decimal(value or 0), unit, kind, in_title=date.in_title)


def _placed(raw: Quantity, text: str, *, in_title: bool, quoted: bool) -> Quantity:
    before = _APPROX_BEFORE.search(text[max(0, raw.start - 4) : raw.start])
    bound = Bound(before.lastgroup) if before and before.lastgroup else raw.bound
    if before and before[0].strip() == "上" and raw.text[0].isdecimal():
        bound = raw.bound  # 上千人次, but 网上12场
    return Quantity(
        raw.start, raw.end, raw.text, raw.value, raw.unit, raw.kind, bound, in_title, quoted, raw.precision
    )
