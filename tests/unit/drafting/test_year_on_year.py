"""Changes from last year are computed and told as the genre tells them."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest

from assistant.drafting.year_on_year import (
    Change,
    Measure,
    change_from_last_year,
    joint_clause,
    plain_number,
)
from tests.conftest import GOLDEN

with (GOLDEN / "year_on_year.tsv").open(encoding="utf-8", newline="") as table:
    PAIRS = list(csv.DictReader(table, delimiter="\t"))


def test_the_table_is_long_enough() -> None:
    assert len(PAIRS) >= 200


@pytest.mark.parametrize("pair", PAIRS, ids=lambda row: f"{row['value']}-{row['last_year']}{row['unit']}")
def test_pair(pair: dict[str, str]) -> None:
    change = change_from_last_year(Decimal(pair["value"]), Decimal(pair["last_year"]), pair["unit"])
    assert change.clause == pair["expected"]


def test_nothing_ever_grows_by_less_than_nothing() -> None:
    assert not any("-" in pair["expected"] for pair in PAIRS)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([("percent", "增长", "20%"), ("percent", "增长", "18.5%")], "同比分别增长20%、18.5%"),
        ([("difference", "增加", "1件"), ("difference", "增加", "1件")], "同比均增加1件"),
        ([("difference", "增加", "2次"), ("difference", "增加", "1次")], "同比分别增加2次、1次"),
        ([("level", "与上年持平", ""), ("level", "与上年持平", "")], "均与上年持平"),
        ([("points", "提高", "0.5个百分点")], "同比提高0.5个百分点"),
    ],
)
def test_changes_alike_share_a_clause(changes: list[tuple[str, str, str]], expected: str) -> None:
    told = [Change(Measure(measure), verb, amount) for measure, verb, amount in changes]
    assert len(told) == 1 or all(told[0].joins(other) for other in told)
    assert joint_clause(told) == expected


def test_a_fall_in_per_cent_does_not_join_a_fall_in_points() -> None:
    assert not Change(Measure.PERCENT, "下降", "3%").joins(Change(Measure.POINTS, "下降", "3个百分点"))
    points = Change(Measure.POINTS, "提高", "1个百分点")
    assert not points.joins(points)
    assert not Change(Measure.LEVEL, "与上年持平").joins(Change(Measure.LEVEL, "与上年基本持平"))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("158.40", "158.4"),
        ("1E+2", "100"),
        ("12345678", "12345678"),
        ("0.50", "0.5"),
        ("0", "0"),
        ("3.0", "3"),
    ],
)
def test_numbers_keep_their_digits(value: str, text: str) -> None:
    assert plain_number(Decimal(value)) == text
