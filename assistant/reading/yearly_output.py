"""Yearly data as plain values: the content of the data format, in its order, for YAML, JSON and the Excel form."""

from __future__ import annotations

from decimal import Decimal

from assistant.domain.agency_year import AgencyYear
from assistant.domain.numbers import plain_decimal


def agency_year_to_plain(year: AgencyYear) -> dict[str, object]:
    """Yearly data as plain values in the order of the data format, ready for `json.dumps`; numbers keep their digits."""
    agency, document = year.agency, year.document
    plain: dict[str, object] = {
        "year": year.year,
        "agency": {
            "name": agency.name,
            "short_names": list(agency.short_names),
            "self_reference": agency.self_reference,
            "kind": agency.kind,
            "level": agency.level.value,
            "region": list(agency.region),
            "leadership": agency.leadership,
        },
        "document": _given({
            "addressee": document.addressee,
            "number": document.number,
            "signer": document.signer,
            "date": document.date.isoformat() if document.date else "",
        }),
        "indicators": [
            _given({
                "name": one.name,
                "value": plain_number(one.value),
                "unit": one.unit,
                "last_year": None if one.last_year is None else plain_number(one.last_year),
                "topic": one.topic.value,
            })
            for one in year.indicators
        ],
        "initiatives": [
            _given({"topic": one.topic.value, "text": one.text, "outcome": one.outcome})
            for one in year.initiatives
        ],
        "principal_duty": [{"text": one.text} for one in year.principal_duty],
        "shortcomings": [
            _given({"topic": one.topic.value, "text": one.text, "cause": one.cause})
            for one in year.shortcomings
        ],
        "next_year": [{"topic": one.topic.value, "text": one.text} for one in year.next_year],
        "other_matters": [{"text": one.text} for one in year.other_matters],
    }
    return plain


def _given(values: dict[str, object]) -> dict[str, object]:
    """Only the values that were given."""
    return {key: value for key, value in values.items() if value is not None and value != ""}


def plain_number(value: Decimal) -> int | float:
    """An int or the float that prints the same digits; values of yearly data have at most 15."""
    plain = plain_decimal(value)
    return int(plain) if plain == plain.to_integral_value() else float(plain)
