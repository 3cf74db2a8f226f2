"""The Excel form of yearly data: written for people, read back exactly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.domain.agency_year import AgencyYear
from assistant.reading.topic_rules import topic_of
from assistant.reading.yearly_plain import TopicReader, agency_year_from_plain


def write_form(year: AgencyYear | None) -> bytes:
    """The form as an XLSX file: empty for None, else filled in; reading it again gives the same yearly data."""
    from assistant.reading.workbook_writer import form_bytes

    return form_bytes(year)


def write_unfinished_form(plain: Mapping[str, Any]) -> bytes:
    """The form with yearly data as they stand, gaps and mistakes included, as plain values."""
    from assistant.reading.workbook_writer import unfinished_form_bytes

    return unfinished_form_bytes(plain)


def read_form(data: bytes, file: str, *, topic_of: TopicReader = topic_of) -> AgencyYear:
    """Read a filled form.

    Raises:
        SourceFileError: no workbook, or one that is damaged, locked or unreasonably large.
        YearDataError: every mistake with its sheet and cell, `指标!C7`.
    """
    from assistant.reading.workbook_reader import read_values

    form = read_values(data, file)
    return agency_year_from_plain(
        form.values, file, topic_of=topic_of, place=form.place, earlier=tuple(form.mistakes)
    )
