"""Year-on-year wording: whether a text says the change that the two years' values give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from assistant.checking.licences import LicensedValue
from assistant.domain.quantities import Quantity, QuantityKind

_UP = "增长|增加|增|提升|提高|上升|上涨|多|扩大|新增|延长"
_DOWN = "下降|减少|降低|减|下滑|回落|压减|压降|少|缩减|缩短"
_CHANGE = re.compile(f"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|约|近|超过?|逾|至少|达到?)?[ \u3000]?$")
_LIST = re.compile("^[ \u3000]*(?:、|和|与|及|，|以及)[ \u3000]*$")
_COMPARED = re.compile(
    "同比|环比|[较比与](?:上年|去年|上一年|前一年|20[0-9]{2}年)(?:度)?(?:同期)?(?:相比)?|年均"
)
_WORD_FOR_SHARE = re.compile("(?:增幅|降幅|增速|增长率|涨幅)[^，。；]{0,6}$")
_TENTH = Decimal(10)
_ROW_REACH = 60


@dataclass(frozen=True, slots=True)
class Change:
    """A quantity said as a change. `rising` is None where the wording does not tell; `compared`: with last year."""

    quantity: Quantity
    rising: bool | None
    compared: bool


def read_changes(text: str, sentence_start: int, quantities: Sequence[Quantity]) -> dict[int, Change]:
    """The changes among the quantities of one sentence, by start; a list keeps the direction of its first member."""
    found: dict[int, Change] = {}
    previous: Change | None = None
    for quantity in quantities:
        lead = text[max(sentence_start, quantity.start - 14) : quantity.start]
        between = text[previous.quantity.end : quantity.start] if previous else ""
        change = _read(quantity, lead, text[sentence_start : quantity.start])
        if (
            change is None
            and previous is not None
            and _LIST.match(between)
            and _same_form(quantity, previous, text[sentence_start : quantity.start])
        ):
            change = Change(quantity, previous.rising, previous.compared)
        if change is not None:
            found[quantity.start] = change
        previous = change
    return found


def _read(quantity: Quantity, lead: str, said: str) -> Change | None:
    compared = _COMPARED.search(said) is not None
    match = _CHANGE.search(lead)
    if match is not None and not (match["up"] == "新增" and not compared):
        return Change(quantity, match["up"] is not None, compared)
    if _WORD_FOR_SHARE.search(lead):
        return Change(quantity, None, compared)
    return None


def _same_form(quantity: Quantity, previous: Change, said: str) -> bool:
    if quantity.kind is not previous.quantity.kind:
        return False
    return quantity.kind in {QuantityKind.RATE, QuantityKind.POINTS} or "分别" in said[-_ROW_REACH:]


def is_last_year(lead: str) -> bool:
    """Whether the words before a number say that it is last year's."""
    return (
        re.search("(?:上年|去年|上一年|前一年|20[0-9]{2}年)[^，。；0-9]{0,8}$|[由从][^，。；0-9]{0,8}$", lead)
        is not None
    )


def tells_change(text: str) -> bool:
    """Whether a text speaks of something rising or falling at all."""
    return re.search(f"{_UP}|{_DOWN}|压缩|由|从", text) is not None


def expected(value: LicensedValue, change: Change) -> tuple[bool, str]:
    """Whether the change is what the data give for the indicator, and what they give, in words."""
    difference = value.difference
    if difference is None:
        return False, ""
    said = _in_words(value, difference)
    return _magnitude_fits(value, difference, change.quantity), said


def direction_fits(value: LicensedValue, change: Change) -> bool:
    """Whether rise or fall is told as the data have it."""
    difference = value.difference
    return difference is None or change.rising is None or difference == 0 or (difference > 0) == change.rising


def _magnitude_fits(value: LicensedValue, difference: Decimal, quantity: Quantity) -> bool:
    if quantity.kind is QuantityKind.POINTS:
        return value.unit == "%" and abs(difference) == quantity.value
    if quantity.kind is QuantityKind.RATE:
        return value.percent is not None and value.unit != "%" and _rounds_to(abs(value.percent), quantity)
    if quantity.unit == "倍":
        return value.percent is not None and (
            _rounds_to(abs(value.percent) / 100, quantity) or _rounds_to(value.percent / 100 + 1, quantity)
        )
    return quantity.unit == value.unit and _rounds_to(abs(difference), quantity)


def _rounds_to(exact: Decimal, quantity: Quantity) -> bool:
    step = quantity.precision
    if step >= _TENTH and quantity.kind is QuantityKind.RATE:
        return abs(exact - quantity.value) <= step / 2  # 两成 is a round number by nature
    if quantity.approx:
        return abs(exact - quantity.value) <= max(step, exact / 10)
    scaled = exact / step
    return quantity.value / step in {
        scaled.quantize(Decimal(1), ROUND_HALF_UP),
        scaled.quantize(Decimal(1), ROUND_HALF_EVEN),
        scaled,
    }


def _in_words(value: LicensedValue, difference: Decimal) -> str:
    word = "增加" if difference > 0 else "减少"
    if difference == 0:
        return "与上年持平"
    if value.unit == "%":
        return f"{'提高' if difference > 0 else '降低'}{abs(difference).normalize():f}个百分点"
    share = ""
    if value.percent is not None:
        rounded = abs(value.percent).quantize(Decimal("0.1"), ROUND_HALF_UP)
        share = f"（{'增长' if difference > 0 else '下降'}{rounded.normalize():f}%）"
    return f"{word}{_plain(abs(difference), value)}{share}"


def _plain(amount: Decimal, value: LicensedValue) -> str:
    scale = value.indicator.value / value.value if value.value else Decimal(1)
    return f"{(amount * scale).normalize():f}{value.indicator.unit}"
