"""What is wrong with a text, as values: the same on a screen, in a terminal and in a Word comment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.sections import SectionKind


class Severity(StrEnum):
    """必须修改 / 请核对 / 提示."""

    BLOCKER = "blocker"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        """What users read."""
        return {"blocker": "必须修改", "warning": "请核对", "note": "提示"}[self.value]


class Tier(StrEnum):
    """How binding a rule is."""

    REGULATION = "规定"
    NATIONAL_STANDARD = "国家标准"
    CUSTOM = "惯例"
    ADVICE = "建议"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place and what is wrong there.

    Attributes:
        code: family and number, for instance `NUM001`.
        message: Chinese, says what is wrong and why.
        quote: the words at the place; empty when something is missing altogether.
        start: offset of the quote in the checked text.
        end: offset behind the quote; equal to `start` when something is missing there.
        suggestion: how to mend it, for a person.
        source: where the rule stands.
        tier: how binding the rule is.
        replacement: exact text to put in place of the quote when the mend is mechanical, else None.
    """

    code: str
    severity: Severity
    message: str
    quote: str = ""
    start: int = 0
    end: int = 0
    suggestion: str = ""
    source: str = ""
    tier: Tier = Tier.CUSTOM
    replacement: str | None = None

    @property
    def family(self) -> str:
        """The letters of the code, for instance `NUM`."""
        return self.code.rstrip("0123456789")


class ContentStatus(StrEnum):
    """How a statutory content stands in a text."""

    PRESENT = "present"
    MERGED = "merged"
    EMPTY = "empty"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class SectionCheck:
    """Whether one statutory content is there, where, and how one can tell."""

    section: SectionKind
    status: ContentStatus
    heading: str = ""
    evidence: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Similarity:
    """How much of a text stands in one other report: share of characters 0–1, longest common run in characters."""

    agency: str
    year: int | None
    share: float
    longest_run: int


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Everything a check says about one text; findings in reading order."""

    file: str
    text: str
    sections: tuple[SectionCheck, ...]
    findings: tuple[Finding, ...]
    similarity: tuple[Similarity, ...] = ()

    @property
    def has_blockers(self) -> bool:
        """Whether the text may not go out as it is."""
        return any(finding.severity is Severity.BLOCKER for finding in self.findings)
