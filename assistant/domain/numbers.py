"""One number as a person types it into a field: 1,234, full-width digits, 95.6%, 1.2万, 三千八百九十四."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from assistant.domain.numerals import HAN_DIGITS, HAN_NUMERAL_SIGNS, SCALES, parse_han

MAX_DIGITS = 15  # what a spreadsheet and a double keep exactly
_LARGEST = Decimal(10) ** MAX_DIGITS
_MOST_DECIMALS = 10

_SCALE = "万亿|千万|百万|亿|万"
_PLAIN = re.compile(rf"([+-]?)(\d{{1,3}}(?:,\d{{3}})+|\d+)((?:\.\d+)?)({_SCALE})?(%?)")
_STARTS_WITH_NUMBER = re.compile(rf"[+-]?\d[\d,]*(?:\.\d+)?(?:{_SCALE})?%?")
_CHINESE_SIGNS = HAN_NUMERAL_SIGNS + "点"
_APPROXIMATE = re.compile(r"^[约近超逾达]+|[余多]+")
_SPOKEN = re.compile(f"[百千万亿][{''.join(HAN_DIGITS)}]")  # 一万二: 12,000 to some, 10,002 to others


class NumberFormatError(ValueError):
    """The text is no exact number; the message says in Chinese which part is in the way."""


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """What was typed: 1.2万 is value 1.2 with scale 万; 95.6% is value 95.6 with `percent`."""

    value: Decimal
    scale: str = ""
    percent: bool = False


def scale_factor(scale: str) -> Decimal:
    """What 万, 亿 and their kin multiply by; 1 for an empty one."""
    return SCALES[scale] if scale else Decimal(1)


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
    if all(sign in _CHINESE_SIGNS for sign in typed):
        return TypedNumber(check_size(_chinese(typed)))
    raise NumberFormatError(_what_is_wrong(typed))


def _what_is_wrong(typed: str) -> str:
    if typed in {"无", "没有", "暂无", "未发生", "不涉及"}:
        return "没有发生请填 0，没有数据请留空"
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


def _chinese(typed: str) -> Decimal:
    value = None if _SPOKEN.fullmatch(typed[-2:]) else parse_han(typed)
    if value is None:
        raise NumberFormatError("读不出是多少，请用阿拉伯数字填写")
    return value
