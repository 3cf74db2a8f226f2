"""Whatever the yearly data, YAML, JSON and Excel hold the same, and reading never fails in an unforeseen way."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.domain.agency_year import (
    Agency,
    AgencyLevel,
    AgencyYear,
    DocumentInfo,
    DutyRecord,
    Indicator,
    Initiative,
    OtherMatter,
    PlannedAction,
    Shortcoming,
)
from assistant.domain.topics import Topic
from assistant.errors import AssistantError
from assistant.reading.agency_year import (
    agency_year_from_bytes,
    agency_year_from_plain,
    agency_year_to_plain,
    write_yaml,
)
from assistant.reading.workbook import read_form, write_form
from assistant.reading.yearly_fields import NOTHING, name_line, one_line

_SIGNS = st.one_of(
    st.sampled_from("年度法治政府建设执法检查，。、：；“”《》（）〔〕％0123456789.-+=@'\"#&*!|>{}[]%: ~?\\"),
    st.characters(categories=["L", "N", "P", "S", "Zs"]),
)
# _x000D_ is how spreadsheets write a line break; nobody types it.
_TEXTS = (
    st
    .text(_SIGNS, min_size=1, max_size=25)
    .map(one_line)
    .filter(lambda text: text not in {*NOTHING, ""} and "_x000D_" not in text)
)
_PLAIN_NAMES = _TEXTS.map(name_line).filter(lambda text: text not in {*NOTHING, ""})
_NAMES = _PLAIN_NAMES.filter(lambda name: not set(name) & set("、，,；;/") and " " not in name)
_NUMBERS = st.one_of(
    st.integers(0, 10**9).map(Decimal),
    st.decimals(0, 10**6, places=3, allow_nan=False).map(lambda number: number.normalize() + 0),
)
_TOPICS = st.sampled_from(Topic)
_MAYBE_NAME = st.one_of(st.just(""), _PLAIN_NAMES)
_MAYBE_TEXT = st.one_of(st.just(""), _TEXTS)


@st.composite
def years(draw: st.DrawFn) -> AgencyYear:
    """Any yearly data that a user can write down."""

    def several(names: str) -> list[str]:
        return draw(st.lists(_TEXTS, max_size=3, unique=True), label=names)

    keys = draw(st.lists(st.tuples(_PLAIN_NAMES, _NAMES), max_size=3, unique_by=lambda key: key[0]))
    return AgencyYear(
        year=draw(st.integers(2000, 2099)),
        agency=Agency(
            name=draw(_PLAIN_NAMES),
            kind=draw(_PLAIN_NAMES),
            level=draw(st.sampled_from(AgencyLevel)),
            region=tuple(draw(st.lists(_NAMES, min_size=1, max_size=3, unique=True))),
            short_names=tuple(draw(st.lists(_NAMES, max_size=2, unique=True))),
            self_reference=draw(_PLAIN_NAMES),
            leadership=draw(_MAYBE_NAME),
        ),
        document=DocumentInfo(
            draw(_MAYBE_NAME),
            draw(_MAYBE_NAME),
            draw(_MAYBE_TEXT),
            draw(st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2099, 12, 31)))),
        ),
        indicators=tuple(
            Indicator(
                f"indicators[{n}]",
                name,
                draw(_NUMBERS),
                unit,
                draw(_TOPICS),
                draw(st.one_of(st.none(), _NUMBERS)),
            )
            for n, (name, unit) in enumerate(keys)
        ),
        initiatives=tuple(
            Initiative(f"initiatives[{n}]", text, draw(_TOPICS), draw(_MAYBE_TEXT))
            for n, text in enumerate(several("initiatives"))
        ),
        principal_duty=tuple(
            DutyRecord(f"principal_duty[{n}]", text) for n, text in enumerate(several("duty"))
        ),
        shortcomings=tuple(
            Shortcoming(f"shortcomings[{n}]", text, draw(_TOPICS), draw(_MAYBE_TEXT))
            for n, text in enumerate(several("shortcomings"))
        ),
        next_year=tuple(
            PlannedAction(f"next_year[{n}]", text, draw(_TOPICS))
            for n, text in enumerate(several("next_year"))
        ),
        other_matters=tuple(
            OtherMatter(f"other_matters[{n}]", text) for n, text in enumerate(several("other"))
        ),
    )


@settings(max_examples=60, deadline=None)
@given(years())
def test_yaml_and_json_change_nothing(year: AgencyYear) -> None:
    assert agency_year_from_bytes("a.yaml", write_yaml(year).encode("utf-8")) == year
    text = json.dumps(agency_year_to_plain(year), ensure_ascii=False)
    assert agency_year_from_bytes("a.json", text.encode("utf-8")) == year


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(years())
def test_excel_changes_nothing(year: AgencyYear) -> None:
    assert read_form(write_form(year), "a.xlsx") == year


_PLAIN = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), st.text(max_size=8), st.dates()
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from([
                "year",
                "agency",
                "name",
                "level",
                "indicators",
                "value",
                "unit",
                "last_year",
                "topic",
                "text",
                "x",
            ]),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=20,
)


def _refusal(read: Callable[[], AgencyYear]) -> str | None:
    """What a user is told; None when the data are fine. Any other exception is a failure of the test."""
    try:
        read()
    except AssistantError as error:
        return str(error)
    return None


@settings(max_examples=150, deadline=None)
@given(_PLAIN)
def test_any_values_are_read_or_refused(plain: object) -> None:
    told = _refusal(lambda: agency_year_from_plain(plain, "a", topic_of=lambda _wording: Topic.CORE_BUSINESS))
    assert told is None or told.startswith("a：有 ")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["a.yaml", "a.json", "a.xlsx"]), st.one_of(st.binary(max_size=200), st.text(max_size=200))
)
def test_any_file_is_read_or_refused(name: str, content: bytes | str) -> None:
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    told = _refusal(lambda: agency_year_from_bytes(name, data, topic_of=lambda _wording: Topic.CORE_BUSINESS))
    assert told is None or told.startswith(f"{name}：")
