"""Names what contradicts itself in yearly data before anything is drafted from it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.agency_year import AgencyYear
from assistant.domain.punctuation import PAIRS
from assistant.drafting.catalogue import load_catalogue
from assistant.drafting.data_identities import copied_last_year, given_twice, parts_and_wholes, rates
from assistant.drafting.data_remarks import DataRemark
from assistant.drafting.data_slips import slips
from assistant.drafting.names import compact

__all__ = ["DataRemark", "review"]


def review(year: AgencyYear) -> tuple[DataRemark, ...]:
    """Look through yearly data for contradictions.

    Named are: the same indicator with two values, a part larger than its whole, parts that exceed it together, a rate
    that its parts contradict, a unit that does not fit, impossible values, values a unit apart from last year's, a year
    in the column of values, names that say nothing, a date inside the reported year, half a pair of quotation marks.
    Nothing is changed, and nothing stops the draft.

    Returns:
        Remarks in the order of the data, each with its place.
    """
    catalogue = load_catalogue()
    remarks = [
        *given_twice(year),
        *(remark for indicator in year.indicators for remark in slips(indicator, year.year)),
        *copied_last_year(year),
        *parts_and_wholes(year, catalogue),
        *rates(year, catalogue),
        *_document(year),
        *_pairs_of_signs(year),
    ]
    return tuple(sorted(dict.fromkeys(remarks), key=lambda remark: _place(remark.path)))


def _place(path: str) -> tuple[int, int, str]:
    order = ("document", "indicators", "initiatives", "principal_duty", "shortcomings", "next_year")
    head = re.split(r"[\[.]", path)[0]
    number = re.search(r"\[(\d+)\]", path)
    return (
        order.index(head) if head in order else len(order),
        int(number.group(1)) if number else -1,
        path,
    )


def _document(year: AgencyYear) -> Iterator[DataRemark]:
    date = year.document.date
    if date is not None and date.year <= year.year:
        yield DataRemark("document.date", f"成文日期在{year.year}年内，报告年度尚未结束；请核对年度或日期")


def _pairs_of_signs(year: AgencyYear) -> Iterator[DataRemark]:
    texts = [
        *((item.path, f"{item.text}{item.outcome}") for item in year.initiatives),
        *((item.path, item.text) for item in year.principal_duty),
        *((item.path, item.text) for item in year.next_year),
        *((item.path, item.text) for item in year.other_matters),
        *((item.path, f"{item.text}{item.cause}") for item in year.shortcomings),
    ]
    for path, text in texts:
        for left, right in PAIRS.items():
            if text.count(left) != text.count(right):
                yield DataRemark(path, f"“{left}”与“{right}”不成对；起草时会略去单独的一个，请补全")
        if not compact(text):
            yield DataRemark(path, "没有文字")
