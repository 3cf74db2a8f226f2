from __future__ import annotations

import json
from datetime import date

from assistant.domain.findings import CheckResult, ContentStatus, SectionCheck, Severity, Similarity
from assistant.domain.peers import Artefact, Match, PeerReport, ReportSection, SourceText
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.exporting.check_report_text import check_report_text
from assistant.exporting.plain_json import check_to_plain, match_to_plain, report_to_plain
from tests.unit.exporting.drafts import make_finding, make_passage

TEXT = "关于法治政府建设的报告\n一、主要举措\n全年立案73起。\n"


def test_a_report_with_its_tree_and_offsets() -> None:
    point = ReportSection("抓执法", "一是", 5, None, (), "全年立案73起。", 19, 27)
    section = ReportSection(
        "主要举措", "一、", 1, SectionKind.ACHIEVEMENTS, (Topic.LAW_ENFORCEMENT,), "", 12, 27, (point,)
    )
    report = PeerReport(
        SourceText("a.txt", "0" * 64, TEXT, "utf-8"),
        title="关于法治政府建设的报告",
        region=("某省",),
        date=date(2026, 1, 5),
        sections=(section,),
        artefacts=(Artefact("page_break", "\n", 11, 12),),
    )
    plain = json.loads(json.dumps(report_to_plain(report), ensure_ascii=False))
    promised = {
        "file",
        "title",
        "agency",
        "year",
        "level",
        "region",
        "document_number",
        "signer",
        "addressee",
        "date",
    }
    assert set(plain) >= promised | {"sections", "artefacts", "source_text"}
    assert plain["date"] == "2026-01-05"
    assert plain["year"] is None
    first = plain["sections"][0]
    assert set(first) >= {"heading", "level", "section", "topics", "text", "start", "end", "children"}
    assert (first["section"], first["topics"]) == ("achievements", ["law_enforcement"])
    child = first["children"][0]
    assert plain["source_text"][child["start"] : child["end"]] == TEXT[19:27]
    assert child["section"] is None
    assert plain["artefacts"] == [{"kind": "page_break", "quote": "\n", "start": 11, "end": 12}]


def test_a_match() -> None:
    plain = match_to_plain(Match(make_passage(), 0.5, "water.txt"))
    promised = {
        "passage_id",
        "agency",
        "year",
        "section",
        "topics",
        "heading",
        "text",
        "score",
        "file",
        "start",
        "end",
    }
    assert set(plain) >= promised
    assert plain["heading"] == "（四）严格规范执法"
    json.dumps(plain)


def make_result() -> CheckResult:
    return CheckResult(
        "稿.docx",
        TEXT,
        (SectionCheck(SectionKind.SHORTCOMINGS, ContentStatus.MISSING, reason="全文没有谈不足"),),
        (make_finding(TEXT, "73起"), make_finding(TEXT, "主要举措", severity=Severity.NOTE, code="TRM002")),
        (Similarity("某市水务局", 2024, 0.123, 31),),
    )


def test_a_check() -> None:
    plain = json.loads(json.dumps(check_to_plain(make_result()), ensure_ascii=False))
    assert set(plain) == {"file", "sections", "findings", "similarity"}
    assert plain["sections"][0]["status"] == "missing"
    finding = plain["findings"][0]
    promised = {"code", "severity", "message", "quote", "start", "end", "suggestion", "source", "tier"}
    assert set(finding) >= promised
    assert (finding["severity"], finding["tier"]) == ("blocker", "规定")
    assert TEXT[finding["start"] : finding["end"]] == finding["quote"]
    assert plain["similarity"] == [{"agency": "某市水务局", "year": 2024, "share": 0.123, "longest_run": 31}]


def test_a_check_for_a_person() -> None:
    text = check_report_text(make_result())
    assert text.startswith("稿.docx：必须修改 1 处、提示 1 处\n")
    assert "存在的不足和原因：缺（全文没有谈不足）" in text
    assert "1. [必须修改] NUM001 第3行第5字：数字没有依据" in text
    assert "依据：督察工作规定（规定）" in text
    assert "某市水务局2024年度：12.3% 的文字相同，最长连续 31 字。" in text


def test_nothing_found_is_said() -> None:
    text = check_report_text(CheckResult("稿.txt", "", (), ()))
    assert "没有发现问题" in text
