"""Values worth a second look: far from last year's, far from what comparable peers report."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.advice import PeerValue
from assistant.domain.agency_year import AgencyYear
from ui.presenters.outliers import against_last_year, against_peers, nearest, standing_words


def with_values(year: AgencyYear, value: str, last: str | None, unit: str) -> AgencyYear:
    first = replace(
        year.indicators[0],
        value=Decimal(value),
        last_year=Decimal(last) if last is not None else None,
        unit=unit,
    )
    return replace(year, indicators=(first,))


def peers(*values: int, unit: str = "次") -> tuple[PeerValue, ...]:
    return tuple(
        PeerValue("indicators[0]", f"第{n}局", 2024, Decimal(value), unit, "原句", f"r-{n}")
        for n, value in enumerate(values)
    )


@pytest.mark.parametrize(
    ("value", "last", "unit", "told"),
    [
        ("340", "100", "件", True),
        ("100", "340", "件", True),
        ("299", "100", "件", False),
        ("12", "3", "起", False),  # small counts triple easily
        ("9000", "100", "件", False),  # fifty times and more: the review of the data speaks
        ("97.5", "72.0", "%", True),
        ("97.5", "88.0", "%", False),
        ("40", "0", "件", False),
        ("40", None, "件", False),
    ],
)
def test_far_from_last_year(
    example_year: AgencyYear, value: str, last: str | None, unit: str, *, told: bool
) -> None:
    found = list(against_last_year(with_values(example_year, value, last, unit)))
    assert bool(found) is told
    assert all(path == f"{example_year.indicators[0].path}.value" for path, _ in found)


def test_far_from_peers_needs_three_of_them(example_year: AgencyYear) -> None:
    year = with_values(example_year, "900", None, "次")
    path = year.indicators[0].path
    assert list(against_peers(year, {path: peers(8, 12)})) == []
    ((place, message),) = against_peers(year, {path: peers(8, 12, 20)})
    assert place == f"{path}.value"
    assert "3 家同类机关写的在 8～20次 之间" in message
    assert list(against_peers(with_values(example_year, "40", None, "次"), {path: peers(8, 12, 20)})) == []


def test_where_the_agency_stands(example_year: AgencyYear) -> None:
    (own,) = with_values(example_year, "10", None, "次").indicators
    assert (
        standing_words(own, peers(8, 12, 20))
        == "本机关 10次；连本机关共 4 家，从多到少排第 3，同行的中间水平是 12次。"
    )
    assert [int(each.value) for each in nearest(own, peers(8, 12, 20, 300), 2)] == [12, 8]
