"""The report that an agency would have written the year before, as Word, from this year's data."""

from __future__ import annotations

from dataclasses import replace

from assistant.domain.agency_year import AgencyYear
from assistant.drafting.plain import draft_report
from assistant.exporting.document import plan_document
from assistant.exporting.docx_writer import write_docx
from assistant.exporting.profile import DocumentProfile


def last_years_report(year: AgencyYear) -> bytes:
    """The Word file of the year before; indicators without a value of last year are not in it."""
    indicators = tuple(
        replace(each, value=each.last_year, last_year=None)
        for each in year.indicators
        if each.last_year is not None
    )
    before = replace(year, year=year.year - 1, indicators=indicators)
    return write_docx(plan_document(draft_report(before), DocumentProfile()))
