"""Reads numerals: Arabic digits of either width and Chinese numerals."""

from __future__ import annotations

from decimal import Decimal

from assistant.domain.punctuation import COMMA

HAN_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
HAN_NUMERAL_SIGNS = "".join((*HAN_DIGITS, *_SMALL, *_LARGE))
SCALES = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "万亿": Decimal(1_000_000_000_000),
}
_YEAR_SIGNS = 4
_TEN = 10
_FULL_WIDTH = {ord("０") + value: str(value) for value in range(10)} | {ord("．"): "."}


def parse_arabic(text: str) -> Decimal:
    """Read digits of either width, with or without thousands separators: 1,234.5 and １２."""
    return Decimal(text.translate(_FULL_WIDTH).replace(",", "").replace(COMMA, ""))


def parse_year_digits(text: str) -> int | None:
    """Read a year of four digits, Arabic or Chinese (二〇二五); None when it is none."""
    plain = text.translate(_FULL_WIDTH)
    if not plain.isascii():
        if any(sign not in HAN_DIGITS for sign in plain):
            return None
        plain = "".join(str(HAN_DIGITS[sign]) for sign in plain)
    return int(plain) if len(plain) == _YEAR_SIGNS and plain[:2] in {"19", "20"} else None


def parse_han(text: str) -> Decimal | None:
    """Read a Chinese numeral as one counts: 两, 十一, 三百零五, 一万二千, 三点五.

    None for what is no number: 八五 and 十四五 (plans), 三四 (about so many), 千 without a digit before it.
    """
    whole, _, fraction = text.partition("点")
    if not whole or (fraction == "" and "点" in text):
        return None
    value = _whole(whole)
    if value is None or not fraction:
        return value
    if any(sign not in HAN_DIGITS for sign in fraction):
        return None
    return value + Decimal("0." + "".join(str(HAN_DIGITS[sign]) for sign in fraction))


def _whole(text: str) -> Decimal | None:
    for sign, unit in reversed(_LARGE.items()):
        head, found, tail = text.rpartition(sign)
        if found:
            high = _whole(head) if head else None
            low = _whole(tail) if tail else Decimal(0)
            return None if high is None or low is None else high * unit + low
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> Decimal | None:
    total, digit, last = 0, -1, 10_000
    for place, sign in enumerate(text):
        if sign in HAN_DIGITS:
            if digit > 0 or (digit == 0 and place > 1):
                return None  # two digits in a row count nothing
            digit = HAN_DIGITS[sign] or -1
            continue
        unit = _SMALL.get(sign, 0)
        if unit == 0 or unit >= last or (digit < 0 and not (unit == _TEN and place == 0)):
            return None
        total, digit, last = total + (digit if digit > 0 else 1) * unit, -1, unit
    if total == 0 and digit < 0 and set(text) - {"零", "〇"}:
        return None
    return Decimal(total + max(digit, 0))
