"""Numbers as people type them into a field."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.domain.numbers import NumberFormatError, TypedNumber, read_typed_number


@pytest.mark.parametrize(
    ("typed", "value", "scale", "percent"),
    [
        ("386", "386", "", False),
        (" 1,234 ", "1234", "", False),
        ("１，２３４", "1234", "", False),
        ("７１４", "714", "", False),
        ("158.40", "158.4", "", False),
        ("-0", "0", "", False),
        ("95.6%", "95.6", "", True),
        ("９５．６％", "95.6", "", True),
        ("百分之九十五", "95", "", True),
        ("1.2万", "1.2", "万", False),
        ("3亿", "3", "亿", False),
        ("三千八百九十四", "3894", "", False),
        ("十五", "15", "", False),
        ("1 234", "1234", "", False),
        ("\u22123", "-3", "", False),
    ],
)
def test_number_is_read_exactly(typed: str, value: str, scale: str, percent: bool) -> None:
    assert read_typed_number(typed) == TypedNumber(Decimal(value), scale, percent)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("37件", "后面多了“件”"),
        ("共37", "前面多了“共”"),
        ("约37", "约数"),
        ("137余万件", "约数"),
        ("1,23", "千分位"),
        ("一万二", "阿拉伯数字"),
        ("无", "填 0"),
        ("甲乙", "不是数字"),
        ("12345678901234567890", "太大"),
        ("0.12345678901", "小数位太多"),
        ("", "没有填写"),
    ],
)
def test_what_is_no_exact_number_is_named(typed: str, told: str) -> None:
    with pytest.raises(NumberFormatError, match=told):
        read_typed_number(typed)
