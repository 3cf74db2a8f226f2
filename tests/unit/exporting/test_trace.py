from __future__ import annotations

import json
from dataclasses import replace

from assistant.exporting.trace import build_trace, source_note, write_trace_json, write_trace_markdown
from tests.unit.exporting.drafts import make_draft, make_passage, make_year, sentence


def test_every_sentence_with_its_facts_as_values() -> None:
    draft = make_draft()
    trace = build_trace(draft, make_year(), {"p-1": make_passage()})
    assert [entry.text for entry in trace.sentences] == [s.text for s in draft.sentences()]
    fines = next(entry for entry in trace.sentences if "158.4" in entry.text)
    assert (
        fines.place
        == "一、2025年度推进法治政府建设的主要举措和成效 （一）严格规范执法，提升监管执法质效 第2句"
    )
    assert [(fact.name, fact.value, fact.unit, fact.last_year) for fact in fines.facts] == [
        ("行政处罚立案", "73", "起", "81"),
        ("行政处罚罚款金额", "158.4", "万元", ""),
    ]
    cause = trace.sentences[-1].facts[1]
    assert (cause.name, cause.value) == ("原因", "取得资格的仅2人")
    assert trace.sentences[2].wordings[0].agency == "某市水务局"


def test_passages_may_come_from_a_function() -> None:
    trace = build_trace(make_draft(), make_year(), make_passage)
    assert trace.sentences[2].wordings[0].found


def test_a_source_that_is_gone_is_said_not_dropped() -> None:
    draft = make_draft(opening=(sentence("立案九起。", "indicators[9]", like=("p-9",)),))
    opening = build_trace(draft, make_year(), {}).sentences[0]
    assert [fact.found for fact in opening.facts] == [False]
    assert [wording.found for wording in opening.wordings] == [False]
    text = write_trace_markdown(build_trace(draft, make_year(), {}))
    assert "年度数据中没有这一项" in text
    assert "资料库中已没有这一段落" in text


def test_a_sentence_changed_by_hand_says_so() -> None:
    changed = replace(sentence("立案73起。", "indicators[0]"), by_hand=True)
    trace = build_trace(make_draft(opening=(changed,)), make_year(), {})
    assert source_note(trace.sentences[0]).startswith("依据：年度数据（经人工修改）\n")


def test_facts_of_frame_and_of_last_year() -> None:
    paths = (
        "agency.name",
        "document.date",
        "year",
        "indicators[0].last_year",
        "initiatives[0].outcome",
        "agency.region",
    )
    facts = build_trace(make_draft(opening=(sentence("。", *paths),)), make_year(), {}).sentences[0].facts
    assert [fact.value for fact in facts] == [
        "青岚县应急管理局",
        "2026-01-16",
        "2025",
        "81",
        "播放46万次",
        "明川省、云溪市、青岚县",
    ]


def test_written_forms() -> None:
    trace = build_trace(make_draft(), make_year(), {"p-1": make_passage()})
    assert json.loads(write_trace_json(trace))["sentences"][3]["facts"][1]["value"] == "158.4"
    text = write_trace_markdown(trace)
    assert "> 全年行政处罚立案73起，罚款158.4万元。" in text
    assert "- 【数据】indicators\\[1\\]：行政处罚罚款金额 158.4万元" in text
