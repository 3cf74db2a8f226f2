"""Reports for tests: the seeds, and short invented ones built from lines."""

from __future__ import annotations

from functools import cache

from assistant.domain.peers import PeerReport, ReportSection
from assistant.importing.files import read_bytes, read_file
from assistant.reading.peer_report import read_report
from tests.conftest import SEED_REPORTS

SEEDS = ("chaoyang-2024", "daxing-2024", "jinan-2023", "weihai-2021", "zaozhuang-2023")


@cache
def seed(name: str) -> PeerReport:
    """A seed as it is read."""
    return read_report(read_file(SEED_REPORTS / f"{name}.txt"))


def seed_text(name: str) -> str:
    """A seed as it lies on the disk."""
    return (SEED_REPORTS / f"{name}.txt").read_text("utf-8")


def read(*lines: str, separator: str = "\n") -> PeerReport:
    """Read an invented text."""
    return read_text(separator.join(lines))


def read_text(text: str) -> PeerReport:
    """Read a text as if it were a file."""
    return read_report(read_bytes("报告.txt", text.encode()))


def headings(report: PeerReport) -> list[ReportSection]:
    """All sections but the in-sentence points."""
    return [section for section in report.walk() if section.level < 5]


def outline(report: PeerReport) -> list[tuple[int, str, str]]:
    """Level, heading and standard section of every heading."""
    return [
        (found.level, found.heading, found.section.value if found.section else "")
        for found in headings(report)
    ]
