"""What a new form may begin with: the indicators that last year's report gives values for."""

from __future__ import annotations

import pytest

from assistant.domain.drafts import render_text
from assistant.domain.topics import Topic
from assistant.drafting.plain import draft_report
from assistant.drafting.usual import told_indicators
from assistant.reading.agency_year import load_agency_year
from assistant.reading.peer_report import read_report
from assistant.workflow import text_source
from tests.conftest import EXAMPLE_DATA


def test_most_of_what_a_report_counts_is_found_with_its_sentence() -> None:
    year = load_agency_year(EXAMPLE_DATA)
    text = render_text(draft_report(year)).text
    told = told_indicators(read_report(text_source("去年.txt", text)))
    values = {indicator.value for indicator in year.indicators}
    found = [each for each in told if each.value in values]
    assert len(found) >= 0.8 * len(year.indicators)
    assert all(each.evidence in text for each in told)
    fines = next(each for each in told if "行政处罚罚款金额" in each.names)
    assert (str(fines.value), fines.unit, fines.topic) == ("158.4", "万元", Topic.LAW_ENFORCEMENT)


def test_a_report_without_numbers_tells_nothing() -> None:
    report = read_report(text_source("空.txt", "某局2024年度报告\n一、主要举措\n全面加强法治建设。"))
    assert told_indicators(report) == ()


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("平均办理时限由15个工作日压缩至6个工作日，压缩60%。", "6"),
        ("平均办理时限从法定的15个工作日减到6个工作日。", "6"),
        ("平均办理时限15个工作日压缩为6个工作日。", "6"),
        ("平均办理时限压缩至6个工作日。", "6"),
        ("平均办理时限由15个工作日大幅缩短。", None),
        ("平均办理时限压缩9个工作日。", None),
        ("平均办理时限由5个工作日至10个工作日不等。", None),
        ("平均办理时限上年为15个工作日。", None),
        ("平均办理时限6个工作日，比法定时限缩短9个工作日。", "6"),
    ],
)
def test_the_value_of_the_year_is_where_it_came_to_not_where_it_came_from(
    sentence: str, told: str | None
) -> None:
    text = f"某县某局2024年法治政府建设年度情况报告\n\n一、主要举措和成效\n{sentence}\n"
    found = told_indicators(read_report(text_source("去年.txt", text)))
    values = [str(each.value) for each in found if each.names[0] == "平均办理时限"]
    assert values == ([told] if told else [])
    for each in found:
        assert each.evidence[: each.place].endswith(f"{each.value}{each.unit}")
