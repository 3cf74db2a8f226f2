"""Runs the families of checks on a report and puts their findings into reading order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant.checking import (
    arithmetic,
    claims,
    completeness,
    contradictions,
    extraction,
    formats,
    hidden,
    leadership,
    letterhead,
    marks,
    numbers,
    peers,
    placeholders,
    repetition,
    similarity,
    wording,
    years,
)
from assistant.checking.checked_text import CheckedText
from assistant.checking.context import CheckContext
from assistant.checking.licences import own_units
from assistant.checking.peer_facts import PeerFacts
from assistant.domain.findings import CheckResult, Finding, Severity
from assistant.domain.peers import PeerReport
from assistant.errors import DraftFileError

__all__ = ["FAMILIES", "CheckContext", "PeerFacts", "check_report"]

Family = Callable[[CheckedText, CheckContext], tuple[Finding, ...]]


def _contradictions(checked: CheckedText, context: CheckContext) -> tuple[Finding, ...]:
    """Within the text, and between what stands around it and the yearly data."""
    return (*contradictions.check(checked, context), *letterhead.check(checked, context))


def _peers(checked: CheckedText, context: CheckContext) -> tuple[Finding, ...]:
    """Names of others, and offices that our own region does not have."""
    return (*peers.check(checked, context), *leadership.check(checked, context))


FAMILIES: Mapping[str, Family] = {
    "CMP": completeness.check,
    "NUM": numbers.check,
    "PEER": _peers,
    "YEAR": years.check,
    "SIM": similarity.check,
    "CON": _contradictions,
    "ARI": arithmetic.check,
    "PLC": placeholders.check,
    "REP": repetition.check,
    "TRM": wording.check,
    "PUN": marks.check,
    "FMT": formats.check,
    "ENC": extraction.check,
    "SEC": hidden.check,
    "SRC": claims.check,
}
_ECHOES = frozenset({"ARI"})
LARGEST_TEXT = 400_000
_GRAVITY = {Severity.BLOCKER: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def check_report(report: PeerReport, context: CheckContext) -> CheckResult:
    """Check any report text; offsets of findings point into `report.source.text`.

    Raises:
        DraftFileError: the text is larger than any report.
    """
    if len(report.source.text) > LARGEST_TEXT:
        size = f"{len(report.source.text):,}"
        raise DraftFileError(
            f"{report.source.file}：文字有{size}个，超过{LARGEST_TEXT:,}个，不像一份年度报告，没有检查。请拆分后再检查。"
        )
    checked = CheckedText(report, own_units(context.year) if context.year else frozenset())
    findings = [
        finding
        for family, check in FAMILIES.items()
        if _runs(family, context)
        for finding in check(checked, context)
    ]
    if context.year is not None:
        findings = _without_echoes(findings, checked)
    return CheckResult(
        file=report.source.file,
        text=checked.source,
        sections=completeness.section_checks(checked, context),
        findings=_in_order(findings, checked.source),
        similarity=similarity.similarities(checked, context) if _runs("SIM", context) else (),
    )


def _without_echoes(findings: list[Finding], checked: CheckedText) -> list[Finding]:
    """Where a number is known to be wrong, that its sentence does not add up either is no second mistake."""
    wrong = {checked.sentence_at(f.start).start for f in findings if f.family == "NUM"}
    return [f for f in findings if f.family not in _ECHOES or checked.sentence_at(f.start).start not in wrong]


def _in_order(findings: list[Finding], source: str) -> tuple[Finding, ...]:
    """Reading order, quotes as the source has them, one finding of a family for one place: the gravest."""
    kept: dict[tuple[str, int, int, str], Finding] = {}
    for finding in sorted(findings, key=_reading_order):
        quoted = replace(finding, quote=source[finding.start : finding.end])
        same_place = (finding.family, finding.start, finding.end, "" if finding.quote else finding.message)
        kept.setdefault(same_place, quoted)
    return tuple(kept.values())


def _runs(family: str, context: CheckContext) -> bool:
    return context.families is None or family in context.families


def _reading_order(finding: Finding) -> tuple[int, int, int, str]:
    return finding.start, finding.end, _GRAVITY[finding.severity], finding.code
