"""What a new form may begin with: the indicators that last year's report gives values for."""

from __future__ import annotations

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
