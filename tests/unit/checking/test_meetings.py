"""YEAR for meetings: 历次全会 of a congress, what was not yet held, what is out of date."""

from __future__ import annotations

import pytest

from assistant.checking.registry import CheckContext, check_report
from assistant.reading.peer_report import read_report
from tests.builders import make_source

REPORT = (
    "青岚县水利局关于{year}年度法治政府建设情况的报告\n县委：\n{year}年，我局深入学习贯彻{said}精神，推进依法行政。现将有关情况报告如下：\n"
    "一、{year}年主要举措和成效\n检查企业5次。\n二、{plan}年主要安排\n{plan}年，我局将学习贯彻{planned}精神。\n青岚县水利局\n{plan}年3月1日\n"
)


def codes(year: int, said: str, planned: str = "习近平法治思想") -> list[str]:
    text = REPORT.format(year=year, plan=year + 1, said=said, planned=planned)
    context = CheckContext(families=frozenset({"YEAR"}))
    return [finding.code for finding in check_report(read_report(make_source(text)), context).findings]


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (2021, "党的十九大和十九届历次全会"),
        (2022, "党的十九届历次全会和党的二十大"),
        (2023, "党的二十大和二十届一中、二中全会"),
        (2024, "党的二十大和二十届历次全会"),
        (2025, "党的十九大、十九届历次全会和党的二十大、二十届历次全会"),
        (2025, "党的二十届三中、四中全会"),
    ],
)
def test_meetings_of_their_time(year: int, said: str) -> None:
    assert codes(year, said) == []


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (2025, "党的十九大和十九届历次全会"),
        (2025, "党的十九届历次全会、党的二十大"),
        (2024, "党的二十大和二十届二中全会"),
        (2022, "党的十九届六中全会"),
    ],
)
def test_meetings_out_of_date(year: int, said: str) -> None:
    assert codes(year, said) == ["YEAR004"]


@pytest.mark.parametrize(("year", "said"), [(2021, "党的二十届历次全会"), (2025, "党的二十届五中全会")])
def test_meetings_that_were_not_held(year: int, said: str) -> None:
    assert "YEAR003" in codes(year, said)


def test_a_plan_may_look_ahead() -> None:
    assert codes(2021, "党的十九届六中全会", "党的二十大") == []
    assert codes(2022, "党的二十大", "党的二十届二中全会") == []


def test_a_congress_may_be_awaited() -> None:
    assert codes(2021, "党的十九届六中全会，以优异成绩迎接党的二十大胜利召开的") == []


def test_a_date_of_signature_in_any_form_is_no_stale_year() -> None:
    text = REPORT.format(year=2025, plan=2026, said="二十届四中全会", planned="习近平法治思想")
    for date in ("二〇二六年一月十八日", "2026-01-18", "2026.1.18"):
        changed = text.replace("2026年3月1日", date)
        only = CheckContext(families=frozenset({"YEAR"}))
        assert check_report(read_report(make_source(changed)), only).findings == ()
