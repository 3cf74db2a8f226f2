"""Steps, the page of a draft, passages, markup."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.approval import Obstacles
from assistant.domain.agency_year import AgencyYear
from assistant.domain.draft_edits import SentencePlace, places
from assistant.domain.drafts import ReportDraft, render_text
from assistant.domain.findings import Finding, Severity
from assistant.domain.peers import PeerReport, SourceText
from assistant.drafting.plain import draft_report
from ui.components import markup
from ui.components.findings import finding_html
from ui.components.markup import Tone
from ui.presenters.findings import rule_words, strangeness
from ui.presenters.peers import already_said, around, excerpt, query_spans, shared_spans
from ui.presenters.report_page import (
    findings_by_sentence,
    gravest,
    heading_key,
    heading_place,
    page_blocks,
    page_data,
)
from ui.presenters.steps import CheckSummary, Standing, next_step, steps
from ui.presenters.year_pictures import movements
from ui.presenters.year_places import remark_words, selector_of


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
    assert notes["export"] == ("只能导出讨论稿", Tone.WARN)


@pytest.mark.parametrize(
    ("standing", "note"),
    [
        (Standing(has_draft=True), "核对后才知道能否送审"),
        (Standing(has_draft=True, checked=CheckSummary(0, 3)), "可以导出送审稿"),
        (Standing(has_draft=True, checked=CheckSummary(0, 0), approved=False), "等审核通过"),
        (Standing(has_draft=True, checked=CheckSummary(1, 0)), "只能导出讨论稿"),
        (Standing(has_draft=True, placeholders=1, checked=CheckSummary(0, 0)), "只能导出讨论稿"),
    ],
)
def test_the_last_step_says_what_can_be_exported(standing: Standing, note: str) -> None:
    assert steps(standing)[-1].note == note


def test_a_gap_counts_once_among_what_keeps_a_draft_from_being_submitted() -> None:
    assert Obstacles(0, 1).words == "1 处必须修改（待补充）"
    assert Obstacles(2, 1).words == "3 处必须修改（其中 1 处是待补充）"
    assert Obstacles(2, 0).words == "2 处必须修改"


def test_a_text_where_a_number_belongs_is_answered_with_the_number() -> None:
    plain = {"indicators": [{"name": "执法业务培训", "value": "六期"}]}
    words = remark_words("indicators[0].value", "不是数字：“六期”", plain)
    assert words == "指标“执法业务培训”的今年数值：不是数字：“六期”，请填数字，例如 6"


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


def test_headings_and_the_frame_can_be_picked_too(draft: ReportDraft) -> None:
    keys = [block.key for block in page_blocks(draft, {}) if block.key]
    assert {"title", "addressee", "agency", "date", heading_key(0), heading_key(0, 1)} <= set(keys)
    assert len(keys) == len(set(keys))
    assert heading_place(heading_key(2, 1)) == (2, 1)
    assert heading_place(heading_key(2)) == (2, -1)
    assert heading_place("0.1.2") is None
    assert heading_place("heading x 1") is None
    assert all(SentencePlace.from_key(key) is None for key in keys)


def test_places_are_told_in_words_and_found_on_the_screen() -> None:
    plain = {"indicators": [{"name": "检查"}, {"name": "处罚"}], "shortcomings": [{"text": "力量不足"}]}
    assert remark_words("indicators[1].value", "不是数字", plain) == "指标“处罚”的今年数值：不是数字"
    assert remark_words("indicators[1]", "“处罚”与 indicators[0] 重复", plain) == "“处罚”与 指标“检查” 重复"
    assert selector_of("shortcomings[0].cause", 3) == ".st-key-card-shortcomings-0"
    assert selector_of("next_year", 3).startswith(".st-key-add-next_year-bottom")
    assert selector_of("agency.name", 3) == ".st-key-basic-3-agency-name"
    assert selector_of("year", 3) == ".st-key-basic-3--year"
    assert selector_of("document.date", 3) == ".st-key-basic-3-date"


def test_a_rule_is_told_in_words() -> None:
    assert rule_words("NUM001") == "数字依据 NUM001"
    assert rule_words("X1") == "X1"


def test_an_excerpt_keeps_what_is_marked() -> None:
    passage = "甲" * 200 + "要找的话" + "乙" * 200
    shown = excerpt(passage, [(200, 204)])
    assert "要找的话" in shown
    assert shown[0] == shown[-1] == "…"
    assert excerpt("短", []) == "短"


def test_a_finding_in_a_heading_leads_to_the_heading(draft: ReportDraft) -> None:
    text = render_text(draft).text
    heading = draft.sections[1].heading
    at = text.index(heading)
    title = Finding("CON005", Severity.BLOCKER, "", draft.title[:4], 0, 4)
    inside = Finding("TRM001", Severity.WARNING, "", heading, at, at + len(heading))
    whole = Finding("CMP001", Severity.BLOCKER, "", "", 0, 0)
    found = findings_by_sentence(draft, (title, inside, whole))
    assert found == {"title": [title], heading_key(1): [inside], "": [whole]}


def test_a_long_sentence_is_cut_around_its_number() -> None:
    sentence = "做了许多工作，" * 12 + "罚款158.4万元。" + "又做了许多工作，" * 12
    shown, place = around(sentence, sentence.index("万元") + 2)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert shown[:place].endswith("罚款158.4万元")
    assert len(shown) < 80
    assert around("罚款158.4万元。", 9) == ("罚款158.4万元。", 9)


def test_a_wording_that_the_sentence_says_already_is_not_offered() -> None:
    sentence = "全年开展普法宣讲32场次，覆盖群众1.2万人次。"
    assert already_said("开展普法宣讲〔数〕场次", sentence)
    assert not already_said("深入企业、社区开展“订单式”普法", sentence)


def test_a_report_of_another_agency_or_year_is_told(example_year: AgencyYear) -> None:
    year = example_year

    def told(agency: str, of: int | None) -> str:
        return strangeness(PeerReport(SourceText("稿.txt", "", "", "utf-8"), agency=agency, year=of), year)

    assert told(year.agency.name, year.year) == ""
    assert told("", None) == ""
    assert told("朝阳市", year.year) == f"这份稿子写的是“朝阳市”，不是{year.agency.name}"
    assert "是2024年度的，不是2025年度的" in told(year.agency.name, 2024)
