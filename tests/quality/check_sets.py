"""Clean texts for the quality sets of the checks: drafts of invented agencies, whole and paragraph by paragraph."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from assistant.checking.registry import CheckContext, check_report
from assistant.domain.agency_year import AgencyYear
from assistant.domain.drafts import render_text
from assistant.domain.findings import Finding
from assistant.domain.peers import PeerReport, SourceText
from assistant.drafting.plain import draft_report
from assistant.reading.agency_year import load_agency_year
from assistant.reading.peer_report import read_report

ROOT = Path(__file__).resolve().parents[2]
YEARLY_DATA = tuple(sorted((ROOT / "seeds" / "yearly_data").glob("*.yaml")))
SEED_REPORTS = tuple(sorted((ROOT / "seeds" / "reports").glob("*.txt")))
CORPUS = tuple(sorted((Path(__file__).parent / "corpus").glob("*.md")))


def source(text: str, name: str = "草稿.md") -> SourceText:
    return SourceText(name, sha256(text.encode()).hexdigest(), text, "text")


def bare(text: str) -> PeerReport:
    """A text without structure, for checks that need none."""
    return PeerReport(source(text))


def report(text: str) -> PeerReport:
    return read_report(source(text))


@cache
def agency_year(path: Path) -> AgencyYear:
    return load_agency_year(path)


@cache
def plain_draft(path: Path) -> str:
    return render_text(draft_report(agency_year(path))).text


def clean_drafts() -> list[tuple[AgencyYear, str]]:
    return [(agency_year(path), plain_draft(path)) for path in YEARLY_DATA]


def findings(
    text: str, family: str, context: CheckContext | None = None, *, structured: bool = False
) -> tuple[Finding, ...]:
    """What one family finds."""
    base = context or CheckContext()
    only = CheckContext(base.year, base.peers, base.own_earlier, frozenset({family}), base.today)
    return check_report(report(text) if structured else bare(text), only).findings


def touches(found: tuple[Finding, ...], start: int, end: int) -> bool:
    """Whether a finding lies on a place, give or take a sign."""
    return any(finding.start <= end and start <= finding.end for finding in found)
