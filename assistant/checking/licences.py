"""What the yearly data license a text to say: values with their matters, counted texts, years, dates, document numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from assistant.checking.attachment import Matter
from assistant.domain.agency_year import AgencyYear, Indicator
from assistant.domain.dates import find_dates, find_years
from assistant.domain.document_numbers import find_document_numbers
from assistant.domain.punctuation import CLAUSE_ENDS
from assistant.domain.quantities import Quantity, QuantityKind, find_quantities, plain_value
from assistant.domain.quantity_grammar import units_worth_knowing

_BOTH = "罚没"
_FINED = re.compile("罚款(?:金额|数额|总额|额)?$")
_TAKEN = re.compile("^没收(?:的|违法所得|非法所得|所得|金额|财物)*$")


@dataclass(frozen=True, slots=True)
class LicensedValue:
    """One indicator in the plain form that quantities have."""

    indicator: Indicator
    value: Decimal
    unit: str
    last: Decimal | None
    matter: Matter

    @property
    def said(self) -> str:
        """The value as the data give it, for messages."""
        return f"{self.indicator.value.normalize():f}{self.indicator.unit}"

    @property
    def scale(self) -> Decimal:
        """What the data's unit multiplies by: 10,000 for 万元."""
        return plain_value(Decimal(1), self.indicator.unit)[0]

    @property
    def difference(self) -> Decimal | None:
        """This year's value less last year's."""
        return None if self.last is None else self.value - self.last

    @property
    def percent(self) -> Decimal | None:
        """The change in per cent of last year's value."""
        if self.last is None or self.last == 0:
            return None
        return (self.value - self.last) / self.last * 100


@dataclass(frozen=True, slots=True)
class LicensedText:
    """A quantity in a text of the yearly data, with the words it stands among."""

    path: str
    quantity: Quantity
    clause: Matter
    whole: str

    @property
    def planned(self) -> bool:
        """Whether it speaks of the next year."""
        return self.path.startswith("next_year")


@dataclass(frozen=True, slots=True)
class Licences:
    """Everything that may be said in numbers."""

    values: tuple[LicensedValue, ...]
    texts: tuple[LicensedText, ...]
    years: frozenset[int]
    days: frozenset[tuple[int | None, int | None]]
    numbers: frozenset[str]
    words: str
    names: tuple[str, ...]
    year: int


@lru_cache(maxsize=8)
def licences_of(year: AgencyYear) -> Licences:
    """Work out the licences of one agency's year."""
    texts = tuple(_texts(year))
    words = "\n".join(text for _, text in texts)
    names = (year.agency.name, *year.agency.short_names, *year.agency.region)
    return Licences(
        values=_with_fines(tuple(_value(indicator) for indicator in year.indicators)),
        texts=tuple(licensed for path, text in texts for licensed in _counted(path, text, own_units(year))),
        years=frozenset({year.year, year.year + 1} | {mention.year for mention in find_years(words)}),
        days=frozenset(_days(year, words)),
        numbers=frozenset(
            number.text for number in find_document_numbers(f"{year.document.number}\n{words}")
        ),
        words=words,
        names=tuple(name for name in names if name),
        year=year.year,
    )


@lru_cache(maxsize=8)
def own_units(year: AgencyYear) -> frozenset[str]:
    """The units of an agency's indicators, whatever they are."""
    return units_worth_knowing({plain_value(Decimal(1), indicator.unit)[1] for indicator in year.indicators})


def _value(indicator: Indicator) -> LicensedValue:
    value, unit = plain_value(indicator.value, indicator.unit)
    last = None if indicator.last_year is None else plain_value(indicator.last_year, indicator.unit)[0]
    return LicensedValue(indicator, value, unit, last, Matter.of(indicator.name))


def _with_fines(values: tuple[LicensedValue, ...]) -> tuple[LicensedValue, ...]:
    """罚没款 is what was fined and what was confiscated, where the data have one of each and not their sum."""
    if any(_BOTH in value.indicator.name for value in values):
        return values
    fined = [value for value in values if _FINED.search(value.indicator.name) and value.unit == "元"]
    taken = [value for value in values if _TAKEN.search(value.indicator.name) and value.unit == "元"]
    if len(fined) != 1 or len(taken) != 1:
        return values
    one, other = fined[0], taken[0]
    total = one.value + other.value
    last = None if one.last is None or other.last is None else one.last + other.last
    indicator = replace(
        one.indicator,
        path=f"{one.indicator.path}+{other.indicator.path}",
        name="罚没款",
        value=total / one.scale,
        last_year=None if last is None else last / one.scale,
    )
    return (*values, LicensedValue(indicator, total, one.unit, last, Matter.of("罚没款")))


def _texts(year: AgencyYear) -> Iterator[tuple[str, str]]:
    for initiative in year.initiatives:
        yield initiative.path, initiative.text
        yield f"{initiative.path}.outcome", initiative.outcome
    for shortcoming in year.shortcomings:
        yield shortcoming.path, shortcoming.text
        yield f"{shortcoming.path}.cause", shortcoming.cause
    yield from ((record.path, record.text) for record in year.principal_duty)
    yield from ((action.path, action.text) for action in year.next_year)
    yield from ((matter.path, matter.text) for matter in year.other_matters)
    yield "document.addressee", year.document.addressee
    yield "agency.leadership", year.agency.leadership
    for indicator in year.indicators:
        yield indicator.path, indicator.name


def _counted(path: str, text: str, units: frozenset[str]) -> Iterator[LicensedText]:
    for quantity in find_quantities(text, units):
        if quantity.kind not in {QuantityKind.YEAR, QuantityKind.DATE}:
            yield LicensedText(path, quantity, Matter.of(_clause(text, quantity)), text)


def _clause(text: str, quantity: Quantity) -> str:
    """The clause of a quantity, with the one before when it says next to nothing itself."""
    left, right = quantity.start, quantity.end
    while left > 0 and text[left - 1] not in CLAUSE_ENDS:
        left -= 1
    while right < len(text) and text[right] not in CLAUSE_ENDS:
        right += 1
    return text[left:right]


def _days(year: AgencyYear, words: str) -> Iterator[tuple[int | None, int | None]]:
    if year.document.date is not None:
        yield year.document.date.month, year.document.date.day
        yield year.document.date.month, None
    for mention in find_dates(words):
        if mention.month is not None:
            yield mention.month, mention.day
            yield mention.month, None
