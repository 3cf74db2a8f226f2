"""Dates and years in prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.dates import find_dates, find_years
from assistant.domain.document_numbers import find_document_numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026年1月16日", (2026, 1, 16)),
        ("二〇二五年十二月四日", (2025, 12, 4)),
        ("2023-12-29", (2023, 12, 29)),
        ("2025 年 6 月", (2025, 6, None)),
        ("4月12日-13日", (None, 4, 12)),
        ("6月份", (None, 6, None)),
        ("1-11月", (None, 11, None)),
        ("２０２５年", (2025, None, None)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_said(text: str, expected: tuple[int, int, int]) -> None:
    (date,) = find_dates(text)
    assert (date.year, date.month, date.day) == expected


def test_both_ends_of_a_range_of_years() -> None:
    assert [year.year for year in find_years("纲要（2021—2025年）、规划(2023-2027)、2024年至2026年")] == [
        2021,
        2025,
        2023,
        2027,
        2024,
        2026,
    ]


@pytest.mark.parametrize(
    "text", ["国办发〔2023〕27号", "历时12个月", "满15年", "20212025年", "编号2023-00616"]
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == ()


def test_a_year_in_a_title_is_marked() -> None:
    inside, outside = find_years("印发《2024年工作要点》，2025年实施")
    assert inside.in_title
    assert not outside.in_title


def test_document_numbers_of_several_forms() -> None:
    found = find_document_numbers("枣应急发〔2023〕56号、厅字[2019]28号、（第13号）")
    assert [(number.text, number.year) for number in found] == [
        ("〔2023〕56号", 2023),
        ("[2019]28号", 2019),
        ("第13号", None),
    ]


@given(st.text(alphabet="20123一二〇年月日-—至.〔〕号第 某", max_size=50))
def test_offsets_are_exact_in_any_text(text: str) -> None:
    assert all(date.text == text[date.start : date.end] for date in find_dates(text))
