"""Runs the families of checks on a report and puts their findings into reading order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.checking import completeness, numbers, peers, placeholders, similarity
from assistant.checking.checked_text import CheckedText
from assistant.checking.context import CheckContext
from assistant.checking.peer_facts import PeerFacts
from assistant.domain.findings import CheckResult, Finding, Severity
from assistant.domain.peers import PeerReport

__all__ = ["FAMILIES", "CheckContext", "PeerFacts", "check_report"]

Family = Callable[[CheckedText, CheckContext], tuple[Finding, ...]]

FAMILIES: Mapping[str, Family] = {
    "CMP": completeness.check,
    "NUM": numbers.check,
    "PEER": peers.check,
    "SIM": similarity.check,
    "PLC": placeholders.check,
}
_GRAVITY = {Severity.BLOCKER: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def check_report(report: PeerReport, context: CheckContext) -> CheckResult:
    """Check any report text; offsets of findings point into `report.source.text`."""
    checked = CheckedText(report)
    findings = [
        finding
        for family, check in FAMILIES.items()
        if _runs(family, context)
        for finding in check(checked, context)
    ]
    return CheckResult(
        file=report.source.file,
        text=checked.text,
        sections=completeness.section_checks(checked),
        findings=tuple(sorted(set(findings), key=_reading_order)),
        similarity=similarity.similarities(checked, context) if _runs("SIM", context) else (),
    )


def _runs(family: str, context: CheckContext) -> bool:
    return context.families is None or family in context.families


def _reading_order(finding: Finding) -> tuple[int, int, int, str]:
    return finding.start, finding.end, _GRAVITY[finding.severity], finding.code
