"""When a draft is a 送审稿: no blocker that still counts, no gap, and, where there are roles, a reviewer's word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.adapters.workspaces import Approval, FindingDecision, finding_key
from assistant.desk import Desk
from assistant.domain.agency_year import AgencyYear
from assistant.domain.drafts import ReportDraft, SentenceKind
from assistant.domain.findings import CheckResult, Finding, Severity
from assistant.errors import WorkspaceError

_GAP_RULE = "PLC001"  # what the check says of a place that waits for its content


class DraftCheck(Protocol):
    """Checks a draft against yearly data and the agency's own earlier report."""

    def __call__(self, draft: ReportDraft, year: AgencyYear | None, *, own_earlier: str) -> CheckResult: ...


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What keeps a draft a 讨论稿, whoever looks at it: blockers besides the gaps, and gaps. Nothing counts twice."""

    blockers: int
    gaps: int

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.blockers or self.gaps)

    @property
    def words(self) -> str:
        """The obstacles in words, in one sum, as the check counts them."""
        which = f"（其中 {self.gaps} 处是待补充）" if self.blockers else "（待补充）"
        return f"{self.blockers + self.gaps} 处必须修改{which if self.gaps else ''}"


def sort_findings(
    result: CheckResult, decisions: Mapping[str, FindingDecision]
) -> tuple[tuple[Finding, ...], tuple[tuple[Finding, FindingDecision], ...]]:
    """The findings that still count, and those that somebody decided to leave, each with the decision."""
    still: list[Finding] = []
    ignored: list[tuple[Finding, FindingDecision]] = []
    for finding in result.findings:
        decision = decisions.get(finding_key(finding, result.text))
        if decision is None:
            still.append(finding)
        else:
            ignored.append((finding, decision))
    return tuple(still), tuple(ignored)


def obstacles(draft: ReportDraft, still: Sequence[Finding]) -> Obstacles:
    """Count what keeps a draft a 讨论稿; `still` are the findings that count.

    A gap is a sentence that waits for its content, or what the check finds of it: the same one, counted once.
    """
    grave = [finding.code for finding in still if finding.severity is Severity.BLOCKER]
    told = grave.count(_GAP_RULE)
    gaps = sum(sentence.kind is SentenceKind.PLACEHOLDER for sentence in draft.sentences())
    return Obstacles(len(grave) - told, max(gaps, told))


def approve(desk: Desk, check: DraftCheck, workspace_id: str, revisions: tuple[int, int]) -> Approval | None:
    """Let the draft pass whose revision and whose data's revision are given, if the rules let it; checked once more.

    Raises:
        WorkspaceError: there are still blockers or gaps, or somebody has changed draft or data since.
        NotAllowedError: the person at the desk is no reviewer of this workspace.
    """
    data, state, own = desk.data(workspace_id), desk.draft(workspace_id), desk.last_report(workspace_id)
    if state.draft is None:
        raise WorkspaceError("还没有稿子，不能通过。请先起草。")
    if data.year is None:
        raise WorkspaceError("年度数据还有需要改正的地方，没有核对数字，不能通过。请经办的同志先改正。")
    result = check(state.draft, data.year, own_earlier=own.text if own else "")
    still, _ = sort_findings(result, desk.store.decisions(workspace_id))
    found = obstacles(state.draft, still)
    if found:
        raise WorkspaceError(f"还有 {found.words}，不能通过。请先改正，或写明理由忽略。")
    return desk.store.approve(workspace_id, *revisions)
