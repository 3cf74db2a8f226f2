"""What `nianbao data last-year` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from assistant.domain.agency_year import AgencyYear

if TYPE_CHECKING:
    from assistant.advice import LastYearAdvice
    from assistant.drafting.last_year import PromiseCheck
    from assistant.drafting.reported_values import ReportedValue


def last_year_json(advice: LastYearAdvice, year: AgencyYear) -> dict[str, Any]:
    """The JSON document: values to confirm, those that differ from the given ones, and promises."""
    names = {item.path: item.name for item in year.indicators}
    return {
        "values": [_value(each) for each in advice.values],
        "differing": [
            {**_value(each.reported), "given": float(each.given)} for each in advice.reading.differing
        ],
        "agreeing": list(advice.reading.agreeing),
        "missing": [{"path": path, "name": names[path]} for path in advice.reading.missing],
        "promises": [
            {"promise": each.promise, "delivered": each.delivered, "facts": list(each.paths)}
            for each in advice.promises
        ],
        "remarks": list(advice.remarks),
    }


def _value(each: ReportedValue) -> dict[str, Any]:
    return {
        "path": each.path,
        "name": each.name,
        "last_year": float(each.value),
        "unit": each.unit,
        "approximate": each.approximate,
        "evidence": each.evidence,
    }


def last_year_lines(advice: LastYearAdvice, year: AgencyYear) -> Iterator[str]:
    """The same for a person, line by line."""
    reading = advice.reading
    names = {item.path: item.name for item in year.indicators}
    yield from (f"请注意：{remark}" for remark in advice.remarks)
    yield f"可以填入的上年数 {len(advice.values)} 个（请核对原文后填入数据）："
    for each in advice.values:
        yield f"  {each.path}.last_year  {each.name}：{_said(each)}  原文：{each.evidence}"
    if reading.differing:
        yield f"与去年报告不一致的上年数 {len(reading.differing)} 个，请核对哪个对："
    for one in reading.differing:
        yield (
            f"  {one.path}.last_year  {one.name}：数据填的是{one.given:f}{one.reported.unit}，"
            f"去年报告写的是{_said(one.reported)}  原文：{one.reported.evidence}"
        )
    if reading.agreeing:
        yield f"与去年报告一致的上年数 {len(reading.agreeing)} 个。"
    if reading.missing:
        yield f"去年报告里没有找到的指标 {len(reading.missing)} 个：{'、'.join(names[path] for path in reading.missing)}"
    if not advice.promises:
        yield "去年的报告里没有读出下一年安排。"
        return
    yield "去年的安排与今年的数据："
    for promise in advice.promises:
        yield f"  {promise.promise}  ——{_delivery(promise, year)}"


def _said(value: ReportedValue) -> str:
    return f"{'约' if value.approximate else ''}{value.value:f}{value.unit}"


def _delivery(promise: PromiseCheck, year: AgencyYear) -> str:
    """Where the data speak of it, in their own words."""
    if not promise.delivered:
        return "未见对应举措，请核对是没有填还是没有落实"
    texts = {item.path: item.text for item in year.initiatives} | {
        item.path: item.name for item in year.indicators
    }
    return "见 " + "；".join(f"{path}（{texts[path]}）" for path in promise.paths)
