"""One number as a person types it into a field: 1,234, full-width digits, 95.6%, 1.2万, 三千八百九十四."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

MAX_DIGITS = 15  # what a spreadsheet and a double keep exactly
_LARGEST = Decimal(10) ** MAX_DIGITS
_MOST_DECIMALS = 10

_SCALES = {"万亿": 12, "千万": 7, "百万": 6, "亿": 8, "万": 4}
_PLAIN = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)((?:\.\d+)?)(万亿|千万|百万|亿|万)?(%?)")
_STARTS_WITH_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?(?:万亿|千万|百万|亿|万)?%?")
_APPROXIMATE = re.compile(r"^[约近超逾达]+|[余多]+")
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
_CHINESE = re.compile(r"[零〇一二三四五六七八九两十百千万亿]+")


class NumberFormatError(ValueError):
    """The text is no exact number; the message says in Chinese which part is in the way."""


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """What was typed: 1.2万 is value 1.2 with scale 万; 95.6% is value 95.6 with `percent`."""

    value: Decimal
    scale: str = ""
    percent: bool = False


def scale_exponent(scale: str) -> int:
    """Power of ten of 万, 亿 and their kin; 0 for an empty one."""
    return _SCALES[scale] if scale else 0


def plain_decimal(value: Decimal) -> Decimal:
    """The same number without trailing zeros, exponent or negative zero: 158.40 and 1E+2 become 158.4 and 100."""
    if value == value.to_integral_value():
        return Decimal(int(value))
    return value.normalize()


def check_size(value: Decimal) -> Decimal:
    """Return the number in its plain form.

    Raises:
        NumberFormatError: not finite, or larger or longer than can be kept exactly everywhere.
    """
    if not value.is_finite():
        raise NumberFormatError("不是有限的数")
    if abs(value) >= _LARGEST:
        raise NumberFormatError("数字太大，请检查，或改用“万”“亿”作单位")
    plain = plain_decimal(value)
    digits = plain.as_tuple()
    if len(digits.digits) > MAX_DIGITS or int(digits.exponent) < -_MOST_DECIMALS:
        raise NumberFormatError(f"有效数字超过 {MAX_DIGITS} 位或小数位太多，请四舍五入后填写")
    return plain


def read_typed_number(text: str) -> TypedNumber:
    """Read one number that fills the whole text; spaces around and full-width signs do not matter.

    Raises:
        NumberFormatError: anything else stands in the text, or the number is only approximate.
    """
    typed = "".join(unicodedata.normalize("NFKC", text).split())
    typed = typed.replace("\u2212", "-")
    if not typed:
        raise NumberFormatError("没有填写")
    if found := _PLAIN.fullmatch(typed):
        sign, whole, decimals, scale, percent = found.groups()
        value = check_size(Decimal(sign + whole.replace(",", "") + decimals))
        return TypedNumber(value, scale or "", bool(percent))
    if typed.startswith("百分之"):
        return TypedNumber(read_typed_number(typed.removeprefix("百分之")).value, percent=True)
    if _CHINESE.fullmatch(typed):
        return TypedNumber(check_size(Decimal(chinese_integer(typed))))
    raise NumberFormatError(_what_is_wrong(typed))


def _what_is_wrong(typed: str) -> str:
    rest = _APPROXIMATE.sub("", typed)
    if rest != typed and _STARTS_WITH_NUMBER.match(rest):
        return "是约数，请填准确的数字"
    if found := _STARTS_WITH_NUMBER.match(typed):
        number, extra = found.group(), typed[found.end() :]
        if not extra:
            return "逗号的位置不对，千分位应每三位一个"
        return f"数字“{number}”后面多了“{extra}”"
    if found := re.search(r"\d[\d,.]*", typed):
        return f"数字“{found.group()}”前面多了“{typed[: found.start()]}”"
    return "不是数字"


def chinese_integer(text: str) -> int:
    """Value of a whole number in Chinese numerals: 三千八百九十四, 一万二, 二〇二六.

    Raises:
        NumberFormatError: the signs do not make a number.
    """
    if all(sign in _DIGITS for sign in text):
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total = 0
    for sign in ("亿", "万"):
        head, found, tail = text.rpartition(sign)
        if found:
            if not head:
                break
            total += chinese_integer(head) * _GROUPS[sign]
            text = _spoken_tail(tail, sign) if total else tail
            if not text:
                return total
    return total + _below_ten_thousand(text)


def _spoken_tail(tail: str, sign: str) -> str:
    """一万二 means 12,000: a lone digit behind 万 or 亿 counts the next lower place."""
    if len(tail) == 1 and _DIGITS.get(tail, 0):
        return tail + {"亿": "千万", "万": "千"}[sign]
    return tail


def _below_ten_thousand(text: str) -> int:
    total, digit, last = 0, None, 10**4
    for sign in text:
        if sign in _TENS and _TENS[sign] < last:
            last = _TENS[sign]
            total += (1 if digit is None else digit) * last
            digit = None
        elif sign in _DIGITS and digit in {None, 0}:
            digit = _DIGITS[sign]
        else:
            raise NumberFormatError("不是完整的数字")
    if digit and last in {100, 1000} and not _has_zero_before_last(text):
        digit *= last // 10  # 一百二 is 120
    return total + (digit or 0)


def _has_zero_before_last(text: str) -> bool:
    return len(text) > 1 and text[-2] in {"零", "〇"}
