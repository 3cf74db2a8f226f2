"""ARI for changes: two numbers of a sentence and the rise or fall that it tells between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from assistant.checking.checked_text import CheckedText, Span
from assistant.checking.rule_book import finding_at
from assistant.domain.findings import Finding
from assistant.domain.numerals import SCALES
from assistant.domain.quantities import Quantity, QuantityKind

_FROM_TO = re.compile("(?:由|从)[^，。；]{0,12}$")
_TO = re.compile(
    "^[^，。；0-9]{0,10}(?:增加|提高|上升|提升|增长|扩大|减少|下降|降低|压缩|压减|缩短|下调|降|增)(?:到|至|为)[^，。；0-9]{0,4}$"
)
_UP = "增长|增幅|提高|上升|提升|增加|多"
_DOWN = "下降|降幅|减少|降低|压缩|压减|缩短|少"
_CHANGED = re.compile(f"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|达|为|约)?$")
_LAST_YEAR = re.compile(
    "(?:上年|去年|上一年|上年度|上年同期|去年同期)(?:(?![增减多少升降提])[^，。；0-9]){0,8}$"
)
_COMPARED = re.compile("同比|[较比](?:上年|去年|上一年|20[0-9]{2}年)[^，。；0-9]{0,8}$")
_BESIDE = re.compile("^[，、（(]?(?:同比|增幅|降幅|增长|下降|提高|减少|增加|达|为|了|约)*$")
_LEAD = 16
_HUNDRED = Decimal(100)


def check(sentence: Span, quantities: Sequence[Quantity], checked: CheckedText) -> Iterator[Finding]:
    """由15个工作日压缩至6个工作日，压缩60%; 检查120家，比上年增加20家，增长20%."""
    for one, other, change in zip(quantities, quantities[1:], quantities[2:], strict=False):
        lead = checked.text[max(sentence.start, change.start - _LEAD) : change.start]
        told = _CHANGED.search(lead)
        if told is None or one.unit != other.unit or one.approx or other.approx or change.approx:
            continue
        pair = _moved(one, other, sentence, checked)
        grown = None if pair else _grown(one, other, change, checked)
        exact = _difference(*pair, change) if pair else _share(*grown, change) if grown else None
        if exact is not None and not _rounds(exact, change):
            right = _told(exact, change)
            message = f"由前后两个数算出的变化是{right}，这里写{change.text}。"
            hint = f"改为{right}，或核对前后两个数。"
            yield finding_at("ARI004", checked.text, (change.start, change.end), message, hint)


def _moved(
    one: Quantity, other: Quantity, sentence: Span, checked: CheckedText
) -> tuple[Decimal, Decimal] | None:
    """Old and new value where the text gives both."""
    between = checked.text[one.end : other.start]
    if _FROM_TO.search(checked.text[sentence.start : one.start]) and _TO.match(between):
        return one.value, other.value
    return (other.value, one.value) if _LAST_YEAR.search(between) else None


def _grown(
    one: Quantity, other: Quantity, change: Quantity, checked: CheckedText
) -> tuple[Decimal, Decimal] | None:
    """Old and new value where the text gives the new one and by how much it grew."""
    between = checked.text[one.end : other.start]
    told = _CHANGED.search(between)
    if told is None or not _COMPARED.search(between[: told.start()]) or change.kind is not QuantityKind.RATE:
        return None
    if not _BESIDE.match(checked.text[other.end : change.start]) or one.unit == "%":
        return None
    return one.value - other.value if told["up"] else one.value + other.value, one.value


def _difference(old: Decimal, new: Decimal, change: Quantity) -> Decimal | None:
    if change.kind is QuantityKind.RATE:
        return _share(old, new, change)
    return abs(new - old)


def _share(old: Decimal, new: Decimal, change: Quantity) -> Decimal | None:
    return abs(new - old) / old * _HUNDRED if old > 0 and new and change.kind is QuantityKind.RATE else None


def _rounds(exact: Decimal, change: Quantity) -> bool:
    scaled = exact / change.precision
    return change.value / change.precision in {
        scaled.quantize(Decimal(1), ROUND_HALF_UP),
        scaled.quantize(Decimal(1), ROUND_HALF_EVEN),
    }


def _told(exact: Decimal, change: Quantity) -> str:
    """The right change in the scale that the text uses."""
    sign = next((sign for sign in "亿万" if sign in change.text), "")
    amount = _rounded(exact, change) / (SCALES[sign] if sign else 1)
    return f"{_plain(amount)}{sign}{_unit(change)}"


def _rounded(exact: Decimal, change: Quantity) -> Decimal:
    if change.kind is not QuantityKind.RATE:
        return exact
    return (exact / change.precision).quantize(Decimal(1), ROUND_HALF_UP) * change.precision


def _unit(change: Quantity) -> str:
    return {QuantityKind.RATE: "%", QuantityKind.POINTS: "个百分点"}.get(change.kind, change.unit)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
