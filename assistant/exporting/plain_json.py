"""Values as plain JSON: what `read`, `peers search` and `check` print with `--json`, and what went wrong."""

from __future__ import annotations

from typing import Any

from assistant.domain.findings import CheckResult, Finding, SectionCheck, Similarity
from assistant.domain.peers import Artefact, Match, PeerReport, ReportSection
from assistant.errors import AssistantError

Plain = dict[str, Any]


def error_to_plain(error: AssistantError) -> Plain:
    """What went wrong, of a whole command or of one file of several."""
    problems = [{"path": problem.path, "message": problem.message} for problem in error.problems]
    return {"kind": error.kind, "message": str(error), "problems": problems}


def report_to_plain(report: PeerReport) -> Plain:
    """One entry of `reports`; every `start` and `end` is an offset into `source_text`."""
    return {
        "file": report.source.file,
        "title": report.title,
        "agency": report.agency,
        "year": report.year,
        "kind": report.kind,
        "level": report.level,
        "region": list(report.region),
        "document_number": report.document_number,
        "signer": report.signer,
        "addressee": report.addressee,
        "opening": report.opening,
        "signature": report.signature,
        "date": report.date.isoformat() if report.date else None,
        "sections": [_section_to_plain(section) for section in report.sections],
        "artefacts": [_artefact_to_plain(artefact) for artefact in report.artefacts],
        "source_text": report.source.text,
    }


def _section_to_plain(section: ReportSection) -> Plain:
    return {
        "heading": section.heading,
        "marker": section.marker,
        "level": section.level,
        "section": section.section.value if section.section else None,
        "topics": [topic.value for topic in section.topics],
        "text": section.text,
        "start": section.start,
        "end": section.end,
        "children": [_section_to_plain(child) for child in section.children],
    }


def _artefact_to_plain(artefact: Artefact) -> Plain:
    return {"kind": artefact.kind, "quote": artefact.quote, "start": artefact.start, "end": artefact.end}


def match_to_plain(match: Match) -> Plain:
    """One entry of `matches`; `heading` is the innermost one, `headings` are all from the outermost down."""
    passage = match.passage
    return {
        "passage_id": passage.id,
        "agency": passage.agency,
        "year": passage.year,
        "section": passage.section.value if passage.section else None,
        "topics": [topic.value for topic in passage.topics],
        "heading": passage.headings[-1] if passage.headings else "",
        "headings": list(passage.headings),
        "text": passage.text,
        "score": match.score,
        "file": match.file,
        "start": passage.start,
        "end": passage.end,
        "damaged": passage.damaged,
    }


def check_to_plain(result: CheckResult) -> Plain:
    """One entry of `files`."""
    return {
        "file": result.file,
        "sections": [_section_check_to_plain(check) for check in result.sections],
        "findings": [finding_to_plain(finding) for finding in result.findings],
        "similarity": [_similarity_to_plain(similarity) for similarity in result.similarity],
    }


def finding_to_plain(finding: Finding) -> Plain:
    """One finding, as in the results of a check and in a draft's file."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "quote": finding.quote,
        "start": finding.start,
        "end": finding.end,
        "suggestion": finding.suggestion,
        "source": finding.source,
        "tier": finding.tier.value,
        "replacement": finding.replacement,
    }


def _section_check_to_plain(check: SectionCheck) -> Plain:
    return {
        "section": check.section.value,
        "status": check.status.value,
        "heading": check.heading,
        "evidence": check.evidence,
        "reason": check.reason,
    }


def _similarity_to_plain(similarity: Similarity) -> Plain:
    return {
        "agency": similarity.agency,
        "year": similarity.year,
        "share": similarity.share,
        "longest_run": similarity.longest_run,
    }
