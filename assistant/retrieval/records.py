"""Peer reports and passages as JSON texts, for the store, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from assistant.domain.peers import Artefact, Passage, PeerReport, PeerSummary, ReportSection, SourceText
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic

# A lone half of a surrogate pair can come out of a broken PDF; neither SQLite nor a tokenizer takes it.
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


def storable(text: str) -> str:
    """The text with every sign that UTF-8 cannot hold replaced; as long as before, so offsets stay right."""
    return _LONE_SURROGATE.sub(_REPLACEMENT, text)


def report_to_json(report: PeerReport) -> str:
    """The whole report, source text included."""
    values = asdict(report)
    values["date"] = report.date.isoformat() if report.date else None
    return storable(json.dumps(values, ensure_ascii=False))


def report_from_json(text: str) -> PeerReport:
    """Undo `report_to_json`."""
    values = json.loads(text)
    values["source"] = _source(values["source"])
    values["region"] = tuple(values["region"])
    values["date"] = date.fromisoformat(values["date"]) if values["date"] else None
    values["sections"] = tuple(_section(each) for each in values["sections"])
    values["artefacts"] = tuple(Artefact(**each) for each in values["artefacts"])
    return PeerReport(**values)


def passage_to_json(passage: Passage, file: str) -> str:
    """A passage with the name of its file."""
    return storable(json.dumps({**asdict(passage), "file": file}, ensure_ascii=False))


def passage_from_json(text: str) -> tuple[Passage, str]:
    """Undo `passage_to_json`: the passage and the name of its file."""
    values = json.loads(text)
    file = values.pop("file")
    values["section"] = _section_kind(values["section"])
    values["topics"] = tuple(Topic(each) for each in values["topics"])
    values["headings"] = tuple(values["headings"])
    return Passage(**values), file


def summary_to_json(report: PeerReport) -> str:
    """What a list shows of a report."""
    artefacts = {*report.artefacts, *report.source.artefacts}
    values = {
        "file": report.source.file,
        "title": report.title,
        "agency": report.agency,
        "year": report.year,
        "kind": report.kind,
        "level": report.level,
        "region": report.region,
        "artefacts": sum(artefact.damages for artefact in artefacts),
    }
    return storable(json.dumps(values, ensure_ascii=False))


def summary_from_json(text: str, report_id: str, passages: int, added_at: str) -> PeerSummary:
    """Undo `summary_to_json`; the rest stands beside it in the store."""
    values = json.loads(text)
    values["region"] = tuple(values["region"])
    return PeerSummary(id=report_id, passages=passages, added_at=added_at, **values)


def _source(values: Mapping[str, Any]) -> SourceText:
    artefacts = tuple(Artefact(**each) for each in values["artefacts"])
    return SourceText(**{**values, "artefacts": artefacts})


def _section(values: Mapping[str, Any]) -> ReportSection:
    parts = {
        "section": _section_kind(values["section"]),
        "topics": tuple(Topic(each) for each in values["topics"]),
        "children": tuple(_section(each) for each in values["children"]),
    }
    return ReportSection(**{**values, **parts})


def _section_kind(value: str | None) -> SectionKind | None:
    return SectionKind(value) if value else None
