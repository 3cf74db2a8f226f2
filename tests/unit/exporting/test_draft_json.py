from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from assistant.domain.drafts import ReportDraft
from assistant.errors import DraftFileError
from assistant.exporting.draft_json import draft_from_plain, draft_from_text, draft_to_plain
from tests.unit.exporting.drafts import drafts, make_draft, make_finding


@given(drafts())
@settings(max_examples=60)
def test_a_draft_comes_back_as_it_was(draft: ReportDraft) -> None:
    assert draft_from_text(json.dumps(draft_to_plain(draft), ensure_ascii=False)) == draft


def test_fields_that_scripts_rely_on() -> None:
    plain = draft_to_plain(make_draft(), (make_finding("立案73起", "73起"),))
    assert set(plain) >= {"title", "addressee", "opening", "sections", "signature", "state", "findings"}
    assert plain["state"] == "讨论稿"
    section = plain["sections"][0]
    assert set(section) == {"section", "heading", "sentences", "subsections", "examples"}
    assert section["section"] == "achievements"
    assert section["examples"] == ["p-1"]
    assert section["subsections"][0]["topics"] == ["law_enforcement"]
    assert section["subsections"][0]["sentences"][1] == {
        "text": "全年行政处罚立案73起，罚款158.4万元。",
        "kind": "fact",
        "facts": ["indicators[0]", "indicators[1]"],
        "modelled_on": [],
    }
    assert plain["findings"][0]["tier"] == "规定"
    json.dumps(plain)


def test_every_mistake_is_named_at_once() -> None:
    plain = draft_to_plain(make_draft())
    plain["title"] = 5
    plain["year"] = "2025"
    plain["sections"][0]["section"] = "achievement"
    plain["sections"][0]["subsections"][1]["topics"] = ["普法"]
    plain["sections"][1]["sentences"][0]["facts"] = "shortcomings[0]"
    del plain["sections"][1]["heading"]
    plain["signature"] = []
    with pytest.raises(DraftFileError) as caught:
        draft_from_plain(plain, "稿.json")
    message = str(caught.value)
    assert message.startswith("稿.json：有 7 处")
    for place in (
        "title：",
        "year：",
        "sections[0].section：",
        "sections[0].subsections[1].topics[0]：",
        "sections[1].sentences[0].facts：",
        "sections[1].heading：缺少",
        "signature：",
    ):
        assert place in message


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '"稿"', "{}", "[" * 100_000, "\x00", '{"year": ' + "9" * 5000 + "}"]
)
def test_what_is_no_draft_gets_a_clear_message(text: str) -> None:
    with pytest.raises(DraftFileError, match=r"稿\.json"):
        draft_from_text(text, "稿.json")


def test_a_byte_order_mark_does_no_harm() -> None:
    draft = make_draft()
    assert draft_from_text("\ufeff" + json.dumps(draft_to_plain(draft))) == draft


@pytest.mark.parametrize(
    "typed", ["一、主要举措", "十一、 主要举措", "（一）主要举措", "(二)主要举措", "主要举措"]
)
def test_a_number_typed_before_a_heading_is_not_doubled(typed: str) -> None:
    plain = draft_to_plain(make_draft())
    plain["sections"][0]["heading"] = typed
    plain["sections"][0]["subsections"][0]["heading"] = typed
    draft = draft_from_plain(plain)
    assert draft.sections[0].heading == "主要举措"
    assert draft.sections[0].subsections[0].heading == "主要举措"
