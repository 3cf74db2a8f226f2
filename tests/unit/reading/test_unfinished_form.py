"""The Excel form of data that are not complete yet: handed to the offices, read back with what they filled in."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from assistant.errors import YearDataError
from assistant.reading.workbook import read_form, write_unfinished_form

PLAIN = {
    "year": 2025,
    "agency": {"name": "某县司法局", "kind": "司法行政", "level": "县级", "region": ["某省", "某市", "某县"]},
    "document": {"date": "not a day"},
    "indicators": [
        {"name": "行政复议", "unit": "件", "last_year": "12", "topic": "dispute_resolution"},
        {"name": "办结率", "unit": "%", "last_year": "0.95", "value": "九成"},
    ],
    "initiatives": [{"text": "=HYPERLINK(1)"}],
}


def test_what_is_missing_is_filled_in_and_read_back() -> None:
    data = write_unfinished_form(PLAIN)
    with pytest.raises(YearDataError) as refused:
        read_form(data, "表.xlsx")
    assert "九成" in str(refused.value)
    book = load_workbook(BytesIO(data))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for at, cell in enumerate(row):
                if cell.value == "行政复议":
                    row[at + 1].value = 15
                if cell.value == "九成":
                    cell.value = "96%"
    stream = BytesIO()
    book.save(stream)
    year = read_form(stream.getvalue(), "表.xlsx")
    assert [(str(one.value), str(one.last_year)) for one in year.indicators] == [("15", "12"), ("96", "0.95")]
    assert year.initiatives[0].text == "=HYPERLINK(1)"
