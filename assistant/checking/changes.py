"""Year-on-year wording: which numbers of a sentence are changes, and whether they are what the two years' values give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from assistant.checking.licences import LicensedValue
from assistant.checking.units import same_unit
from assistant.domain.approximations import may_be_said
from assistant.domain.numerals import SCALES
from assistant.domain.quantities import Bound, Quantity, QuantityKind

_UP = "增长|增加|净增|增|提升|提高|上升|上涨|上浮|攀升|扩大|新增|延长|回升|翻了?"
_DOWN = "下降|减少|降低|净减|压减|压降|压缩|缩减|缩短|下滑|回落|下调|下浮|减|降"
_OTHER_WAY = {
    "增长": "下降", "增加": "减少", "净增": "净减", "增": "减", "提升": "下降", "提高": "降低", "上升": "下降", "上涨": "下降",
    "扩大": "缩小", "新增": "减少", "延长": "缩短", "下降": "增长", "减少": "增加", "降低": "提高", "净减": "净增",
    "压减": "增加", "压降": "增加", "压缩": "延长", "缩减": "增加", "缩短": "延长", "减": "增", "降": "升",
}  # fmt: skip
_ABOUT = "(?:了|约|近|将近|接近|超过?|逾|至少|达到?|幅度为?)?"
_CHANGE = re.compile(f"(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_ABOUT}[ \u3000]?$")
_YEAR_BEFORE = "(?:上年|去年|上一年|前一年|20[0-9]{2}年)(?:度|末|底)?(?:的?同期)?"
_MORE_THAN = re.compile(
    f"(?:同比|[较比与]{_YEAR_BEFORE}(?:相比)?)[，]?[^，。；、]{{0,16}}?(?:(?P<up>(?<![至最])多|(?<![提增])高)|(?P<down>(?<![至减])少|(?<!降)低))"
    f"(?:(?![至于达到])[\u4e00-\u9fff]){{0,4}}?{_ABOUT}$"
)
_MORE_HERE = re.compile(
    "(?:(?:^|[，、；])(?:(?P<up>多)(?![次部家个方元种项数量发边点样])|(?P<down>少)(?![次部家个方数量]))(?:了|[\u4e00-\u9fff]{1,3}?)?|(?:(?P<more>(?<![至最])多)|(?P<less>(?<![至减])少))了?)"
    f"{_ABOUT}$"
)
_YEAR_NAMED = re.compile(
    f"{_YEAR_BEFORE}|[由从][^，。；]{{1,16}}[至到]|(?:增加?|扩大|提高|提升|上升|升|降|减少?|下降)[至到]"
)
_ABOVE = re.compile(f"(?:(?P<up>高出|高于|多于|超出|超过?)|(?P<down>低于|少于)){_YEAR_BEFORE}{_ABOUT}$")
_TIMES = re.compile(f"(?:是|为|达|达到|相当于|约为?|接近|超过){_YEAR_BEFORE}的(?:近|约|逾|超)?$")
_LIST = re.compile("^[ \u3000]*(?:、|和|与|及|，|以及)[ \u3000]*(?:约|近|将近|超过?|逾)?[ \u3000]*$")
_COMPARED = re.compile(f"同比|环比|[较比与]{_YEAR_BEFORE}(?:相比)?|年均")
_WORD_FOR_SHARE = re.compile("(?:(?P<up>增幅|增速|增长率|涨幅)|(?P<down>降幅|跌幅|减幅))[^，。；]{0,6}$")
_LAST_YEAR = re.compile(f"(?:{_YEAR_BEFORE})[^，。；0-9]{{0,8}}$")
_FROM = re.compile("[由从][^，。；0-9]{0,8}$")
_TENTH = Decimal(10)
_MOST_DECIMALS = 4
_LARGEST = 1_000_000
_SCALE_SIGNS = "十百千万亿"
_HUNDRED = Decimal(100)
_ROW_REACH = 60
_LEAD = 40


@dataclass(frozen=True, slots=True)
class Change:
    """A quantity said as a change.

    `rising` is None where the wording does not tell; `compared`: with last year; `word` is the word that tells the
    direction and `place` where it stands, None for what only continues a list.
    """

    quantity: Quantity
    rising: bool | None
    compared: bool
    word: str = ""
    place: int | None = None


def read_changes(text: str, sentence_start: int, quantities: Sequence[Quantity]) -> dict[int, Change]:
    """The changes among the quantities of one sentence, by start; a list keeps the direction of its first member."""
    found: dict[int, Change] = {}
    previous: Change | None = None
    for quantity in quantities:
        start = max(sentence_start, quantity.start - _LEAD)
        change = _read(quantity, text, start, sentence_start)
        if change is None and previous is not None and _continues(quantity, previous, text, sentence_start):
            change = Change(quantity, previous.rising, previous.compared)
        if change is not None:
            found[quantity.start] = change
        previous = change
    return found


def _read(quantity: Quantity, text: str, start: int, sentence_start: int) -> Change | None:
    lead = text[start : quantity.start]
    compared = _COMPARED.search(text, sentence_start, quantity.start) is not None
    if quantity.unit == "倍" and _TIMES.search(lead):
        return Change(quantity, None, compared=True)
    for pattern in (_CHANGE, _MORE_THAN, _ABOVE, _WORD_FOR_SHARE):
        match = pattern.search(lead)
        if match is None:
            continue
        side = "up" if match["up"] else "down"
        word = match[side]
        if word == "新增" and not _COMPARED.search(lead):
            return None
        if word.startswith("翻") and quantity.unit != "番":
            return None
        place = None if pattern is _WORD_FOR_SHARE else start + match.start(side)
        return Change(quantity, side == "up", compared, word, place)
    return _more_here(quantity, text, start, sentence_start)


def _more_here(quantity: Quantity, text: str, start: int, sentence_start: int) -> Change | None:
    """多开工12个, 成功数多27件 in a sentence that names last year before."""
    match = _MORE_HERE.search(text[start : quantity.start])
    named = (
        _YEAR_NAMED.search(text, sentence_start, quantity.start)
        or "同比" in text[sentence_start : quantity.start]
    )
    if match is None or not named:
        return None
    group = next(name for name, said in match.groupdict().items() if said)
    rising = group in {"up", "more"}
    return Change(quantity, rising, compared=True, word=match[group], place=start + match.start(group))


def _continues(quantity: Quantity, previous: Change, text: str, sentence_start: int) -> bool:
    """Whether a number goes on with the list of changes before it: 分别下降9.9%、10.5%."""
    if not _LIST.match(text[previous.quantity.end : quantity.start]):
        return False
    shares = {QuantityKind.RATE, QuantityKind.POINTS}
    if {quantity.kind, previous.quantity.kind} <= shares:
        return True
    said = text[max(sentence_start, quantity.start - _ROW_REACH) : quantity.start]
    return "分别" in said and (
        quantity.kind is not QuantityKind.RATE or quantity.kind is previous.quantity.kind
    )


def is_last_year(lead: str) -> bool:
    """Whether the words before a number say that it is last year's: 上年的, 由…… (to something)."""
    return tells_last_year(lead) or _FROM.search(lead) is not None


def tells_last_year(lead: str) -> bool:
    """Whether the words before a number name last year."""
    return _LAST_YEAR.search(lead) is not None


def tells_change(text: str) -> bool:
    """Whether a text speaks of something rising or falling at all."""
    return re.search(f"{_UP}|{_DOWN}|由|从", text) is not None


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


def mended(value: LicensedValue, change: Change) -> str | None:
    """The right number in the form that the text uses; None where the form does not fit the indicator."""
    quantity, difference = change.quantity, value.difference
    if difference is None or difference == 0 or quantity.approx or "番" in quantity.unit:
        return None
    if value.unit == "%":
        return f"{_digits(abs(difference))}个百分点" if quantity.unit in {"%", "百分点"} else None
    if quantity.kind is QuantityKind.RATE:
        if value.percent is None:
            return None
        step = min(quantity.precision, Decimal("0.1"))
        return f"{_digits(abs(value.percent).quantize(step, ROUND_HALF_UP))}%"
    return amount_like(abs(difference), quantity.text, value) if quantity.unit == value.unit else None


def other_way(word: str) -> str | None:
    """The word for the opposite direction."""
    return _OTHER_WAY.get(word)


def change_between(old: Decimal, new: Decimal, change: Change) -> bool:
    """Whether a number is the change from one number of the text to another: 由9个减为3个，减少三分之二."""
    quantity = change.quantity
    if change.rising not in {None, new > old}:
        return False
    if quantity.kind is QuantityKind.RATE:
        return bool(old) and rounds_to(abs(new - old) / old * _HUNDRED, quantity)
    return rounds_to(abs(new - old), quantity)


def _magnitude_fits(value: LicensedValue, difference: Decimal, quantity: Quantity) -> bool:
    percent = value.percent
    if quantity.kind is QuantityKind.POINTS:
        return value.unit == "%" and _is_exactly(abs(difference), quantity)
    if quantity.kind is QuantityKind.RATE:
        return percent is not None and value.unit != "%" and rounds_to(abs(percent), quantity)
    if quantity.unit == "倍":
        return percent is not None and (
            rounds_to(abs(percent) / _HUNDRED, quantity) or rounds_to(percent / _HUNDRED + 1, quantity)
        )
    if quantity.unit == "番":
        return percent is not None and _doubles(percent, quantity)
    return (not quantity.unit or same_unit(quantity.unit, value.unit)) and _is_exactly(
        abs(difference), quantity
    )


def _doubles(percent: Decimal, quantity: Quantity) -> bool:
    """翻一番, 翻了近一番, 翻了一番多."""
    share, more = ((Decimal(2) ** times - 1) * _HUNDRED for times in (quantity.value, quantity.value + 1))
    if quantity.bound in {Bound.SOME, Bound.ABOVE}:
        return share <= percent < more
    return abs(percent - share) <= share / (4 if quantity.approx else 20)


def _is_exactly(exact: Decimal, quantity: Quantity) -> bool:
    """A difference is told as it is; only a share is rounded."""
    return may_be_said(exact, quantity)


def rounds_to(exact: Decimal, quantity: Quantity) -> bool:
    """Whether a number is the exact one, rounded as the text rounds."""
    step = quantity.precision
    if quantity.approx:
        return may_be_said(exact, quantity) or may_be_said(exact.quantize(Decimal("0.1")), quantity)
    if step >= _TENTH and quantity.kind is QuantityKind.RATE:
        return abs(exact - quantity.value) <= step / 2  # 两成 is a round number by nature
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
        return f"{'提高' if difference > 0 else '降低'}{_digits(abs(difference))}个百分点"
    share = ""
    if value.percent is not None:
        rounded = abs(value.percent).quantize(Decimal("0.1"), ROUND_HALF_UP)
        share = f"（{'增长' if difference > 0 else '下降'}{_digits(rounded)}%）"
    return f"{word}{_plain(abs(difference), value)}{share}"


def amount_like(amount: Decimal, said: str, value: LicensedValue) -> str:
    """An amount of an indicator in the scale that a text uses, if that loses nothing, else as the data have it."""
    if value.unit == "%":
        return f"{_digits(amount)}%"
    sign = next((sign for sign in ("亿", "万") if sign in said), "")
    scaled = amount / (SCALES[sign] if sign else 1)
    short = -int(scaled.normalize().as_tuple().exponent) <= (_MOST_DECIMALS if sign else 0)
    if short and 1 <= scaled < _LARGEST and sign not in value.indicator.unit[:1]:
        return f"{_digits(scaled)}{sign}{value.indicator.unit.lstrip(_SCALE_SIGNS) if value.scale != 1 else value.indicator.unit}"
    return _plain(amount, value)


def _plain(amount: Decimal, value: LicensedValue) -> str:
    return f"{_digits(amount / value.scale)}{value.indicator.unit}"


def _digits(number: Decimal) -> str:
    return f"{number.normalize():f}"
