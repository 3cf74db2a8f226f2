"""Chinese numerals."""

from decimal import Decimal

import pytest

from assistant.domain.numerals import parse_han


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("两", 2),
        ("十一", 11),
        ("三百零五", 305),
        ("一万二千", 12000),
        ("两万三千四百零六", 23406),
        ("三千零五十", 3050),
        ("一百二十三", 123),
        ("三点五", "3.5"),
        ("零", 0),
    ],
)
def test_numerals_are_read(text: str, value: int | str) -> None:
    assert parse_han(text) == Decimal(value)


@pytest.mark.parametrize("text", ["八五", "十四五", "三四", "千", "百二", "点五", ""])
def test_what_is_no_number(text: str) -> None:
    assert parse_han(text) is None
