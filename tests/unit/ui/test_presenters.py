"""Steps, the page of a draft, passages, markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.agency_year import AgencyYear
from assistant.domain.draft_edits import SentencePlace, places
from assistant.domain.drafts import ReportDraft, render_text
from assistant.domain.findings import Finding, Severity
from assistant.drafting.plain import draft_report
from ui.components import markup
from ui.components.findings import finding_html
from ui.components.markup import Tone
from ui.presenters.peers import query_spans, shared_spans
from ui.presenters.report_page import findings_by_sentence, gravest, page_blocks, page_data
from ui.presenters.steps import CheckSummary, Standing, next_step, steps
from ui.presenters.year_pictures import movements


@pytest.fixture(scope="module")
def draft(example_year: AgencyYear) -> ReportDraft:
    return draft_report(example_year)


@pytest.mark.parametrize(
    ("standing", "page"),
    [
        (Standing(), "peers"),
        (Standing(peers=5), "data"),
        (Standing(peers=5, data_items=9, data_problems=2), "data"),
        (Standing(peers=5, data_items=9), "draft"),
        (Standing(peers=5, data_items=9, has_draft=True), "check"),
        (Standing(peers=5, data_items=9, has_draft=True, checked=CheckSummary(0, 0)), "export"),
    ],
)
def test_the_next_step_is_the_first_that_is_not_done(standing: Standing, page: str) -> None:
    assert next_step(standing).page == page


def test_every_step_says_its_state_in_words() -> None:
    standing = Standing(peers=2, data_items=3, has_draft=True, placeholders=1, checked=CheckSummary(2, 0))
    notes = {step.page: (step.note, step.tone) for step in steps(standing)}
    assert notes["draft"] == ("1 处待补充", Tone.WARN)
    assert notes["check"] == ("2 处必须修改", Tone.BAD)


def test_the_page_holds_every_sentence_once_in_order(draft: ReportDraft) -> None:
    blocks = page_blocks(draft, {})
    shown = [(sentence.key, sentence.text) for block in blocks for sentence in block.sentences]
    assert shown == [(place.key, sentence.text) for place, sentence in places(draft)]
    assert page_data(blocks)["version"] == page_data(page_blocks(draft, {}))["version"]


def test_a_finding_is_shown_at_its_sentence(draft: ReportDraft) -> None:
    text = render_text(draft)
    span = text.spans[10]
    finding = Finding("NUM001", Severity.BLOCKER, "数字没有依据", "数", span.start + 1, span.start + 2)
    ((key, found),) = findings_by_sentence(draft, [finding]).items()
    place = SentencePlace.from_key(key)
    assert place is not None
    assert [found[0], place.index] == [finding, span.index]
    assert gravest(found) == "blocker"


def test_a_key_that_is_none_is_refused() -> None:
    assert SentencePlace.from_key("") is None
    assert SentencePlace.from_key("a.b.c") is None
    assert SentencePlace.from_key("0.1.2") == SentencePlace(0, 1, 2)


@given(
    st.text(alphabet="执法检查次数 涉企行政", max_size=60), st.text(alphabet="执法检查涉企减少", max_size=20)
)
def test_marked_places_lie_in_order_inside_the_text(passage: str, query: str) -> None:
    for spans in (query_spans(passage, query), shared_spans(passage, query)):
        flat = [place for span in spans for place in span]
        assert flat == sorted(flat)
        assert all(0 <= start < end <= len(passage) for start, end in spans)


@given(st.text(max_size=80))
def test_no_text_becomes_markup(text: str) -> None:
    for html in (
        markup.text(text),
        markup.badge(text),
        markup.notice(text, Tone.BAD),
        markup.marked(text, []),
    ):
        inside = html.replace("<br>", "")
        assert text.count("<") == inside.count("&lt;")
    finding = Finding("X1", Severity.NOTE, text, text, 0, len(text), suggestion=text, source=text)
    assert "<script" not in finding_html(finding, text)


def test_changes_against_last_year(example_year: AgencyYear) -> None:
    words = {each.name: each.words for each in movements(example_year)}
    assert words["行政处罚立案"] == "-9.9%"
    assert words["执法人员持证率"] == "+4.6 个百分点"
    assert words["受理行政许可"] == "+7.4%"
    assert words["行政复议被撤销或者变更"] == "持平"
