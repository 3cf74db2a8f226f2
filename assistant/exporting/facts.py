"""Resolves a fact's path into what the yearly data say there: a name, a value, a unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistant.domain.agency_year import AgencyYear, Indicator
from assistant.domain.punctuation import COLON
from assistant.domain.sources import FactRef

_TEXT_FIELDS = {
    "initiatives": ("举措", {"outcome": "成效"}),
    "principal_duty": ("第一责任人履职记录", {}),
    "shortcomings": ("不足", {"cause": "原因"}),
    "next_year": ("下一年度安排", {}),
    "other_matters": ("其他事项", {}),
}
_AGENCY_FIELDS = {
    "name": "机关名称",
    "kind": "工作领域",
    "level": "层级",
    "region": "所在地区",
    "short_names": "简称",
    "self_reference": "自称",
    "leadership": "领导机关",
}
_DOCUMENT_FIELDS = {"addressee": "主送机关", "number": "发文字号", "signer": "签发人", "date": "成文日期"}


@dataclass(frozen=True, slots=True)
class FactRecord:
    """What stands at a path; `found` is false when nothing stands there.

    `value` is written as the data have it, without exponent; `last_year` only for indicators that have one.
    """

    path: str
    found: bool
    name: str = ""
    value: str = ""
    unit: str = ""
    last_year: str = ""

    def sentence(self) -> str:
        """For a person: the path, what it is, its value."""
        if not self.found:
            return f"{self.path}{COLON}年度数据中没有这一项，请核对"
        before = f"（上年 {self.last_year}{self.unit}）" if self.last_year else ""
        separator = " " if self.unit else COLON
        return f"{self.path}{COLON}{self.name}{separator}{self.value}{self.unit}{before}"


class FactTable:
    """Every path of one agency-year that a sentence may cite."""

    def __init__(self, year: AgencyYear) -> None:
        self._records = {record.path: record for record in _all_records(year)}

    def record(self, ref: FactRef) -> FactRecord:
        """The record at a path; one that says so when there is none."""
        return self._records.get(ref.path) or FactRecord(ref.path, found=False)


def plain_number(value: Decimal) -> str:
    """Digits without exponent, as the data have them."""
    return format(value, "f")


def _all_records(year: AgencyYear) -> Iterator[FactRecord]:
    yield FactRecord("year", found=True, name="报告年度", value=str(year.year))
    for group, labels, source in (
        ("agency", _AGENCY_FIELDS, year.agency),
        ("document", _DOCUMENT_FIELDS, year.document),
    ):
        for field, label in labels.items():
            value = _field_text(getattr(source, field))
            if value:
                yield FactRecord(f"{group}.{field}", found=True, name=label, value=value)
    for indicator in year.indicators:
        yield from _indicator_records(indicator)
    for group, (label, more) in _TEXT_FIELDS.items():
        for item in getattr(year, group):
            yield from _text_records(item, label, more)


def _field_text(value: object) -> str:
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if value else ""


def _indicator_records(indicator: Indicator) -> Iterator[FactRecord]:
    last_year = "" if indicator.last_year is None else plain_number(indicator.last_year)
    value = plain_number(indicator.value)
    current = FactRecord(indicator.path, True, indicator.name, value, indicator.unit, last_year)  # noqa: FBT003
    yield current
    for field, text in (
        ("name", indicator.name),
        ("value", value),
        ("unit", indicator.unit),
        ("last_year", last_year),
    ):
        if text:
            unit = indicator.unit if field in {"value", "last_year"} else ""
            name = f"{indicator.name}（上年）" if field == "last_year" else indicator.name
            yield FactRecord(f"{indicator.path}.{field}", found=True, name=name, value=text, unit=unit)


def _text_records(item: object, label: str, more: dict[str, str]) -> Iterator[FactRecord]:
    path = str(getattr(item, "path"))  # noqa: B009 (the five kinds share the field, not a type)
    text = str(getattr(item, "text"))  # noqa: B009
    yield FactRecord(path, found=True, name=label, value=text)
    yield FactRecord(f"{path}.text", found=True, name=label, value=text)
    for field, field_label in more.items():
        value = str(getattr(item, field))
        if value:
            yield FactRecord(f"{path}.{field}", found=True, name=field_label, value=value)
