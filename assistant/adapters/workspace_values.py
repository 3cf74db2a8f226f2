"""What a workspace store hands out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from assistant.domain.findings import Finding

_CONTEXT = 20


class WorkspacePart(StrEnum):
    """The texts of a workspace; each is saved and conflicts by itself."""

    DATA = "data"
    DRAFT = "draft"
    LAST_REPORT = "last_report"
    SCREEN = "screen"

    @property
    def label(self) -> str:
        """What users call it."""
        return {"data": "年度数据", "draft": "稿子", "last_report": "去年报告", "screen": "界面选择"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class Workspace:
    """One agency's report of one year. Times are UTC, ISO 8601; `trashed_at` is empty outside the trash.

    `owner` is a person's name; empty where there are no accounts, and for what was made before there were any.
    """

    id: str
    name: str
    year: int | None
    agency: str
    created_at: str
    changed_at: str
    trashed_at: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody let a draft with its data pass as 送审稿; it holds for these revisions only."""

    draft_revision: int
    data_revision: int
    approved_at: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A text with the revision that a later save must name; revision 0 and no text before the first save."""

    text: str
    revision: int
    saved_at: str = ""


@dataclass(frozen=True, slots=True)
class PastState:
    """An earlier state of a part. `conflict` marks one that was refused because another was newer, and kept."""

    id: int
    part: WorkspacePart
    revision: int
    saved_at: str
    saved_by: str
    conflict: bool


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """A draft put aside under a name."""

    id: int
    label: str
    created_at: str
    created_by: str


@dataclass(frozen=True, slots=True)
class FindingDecision:
    """A finding that a person decided to leave, and why. `code` and `quote` are for reading."""

    key: str
    code: str
    quote: str
    reason: str
    decided_at: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class WorkspaceEvent:
    """One line of the log: who did what, when."""

    at: str
    by: str
    kind: str
    detail: str


def finding_key(finding: Finding, text: str) -> str:
    """Recognise a finding after the text was edited elsewhere: same rule, same words, same surroundings."""
    before = text[max(0, finding.start - _CONTEXT) : finding.start]
    after = text[finding.end : finding.end + _CONTEXT]
    return sha256("\x1f".join((finding.code, finding.quote, before, after)).encode()).hexdigest()[:20]
