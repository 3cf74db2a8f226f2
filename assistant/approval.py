"""When a draft is a 送审稿: no blocker that still counts, no gap, and, where there are roles, a reviewer's word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.adapters.workspaces import FindingDecision, finding_key
from assistant.domain.drafts import ReportDraft, SentenceKind
from assistant.domain.findings import CheckResult, Finding, Severity


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What keeps a draft a 讨论稿, whoever looks at it."""

    blockers: int
    gaps: int

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.blockers or self.gaps)

    @property
    def words(self) -> str:
        """The obstacles in words."""
        reasons = [f"{self.blockers} 处必须修改"] if self.blockers else []
        reasons += [f"{self.gaps} 处待补充"] if self.gaps else []
        return "、".join(reasons)


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
    """Count what keeps a draft a 讨论稿; `still` are the findings that count."""
    return Obstacles(
        sum(finding.severity is Severity.BLOCKER for finding in still),
        sum(sentence.kind is SentenceKind.PLACEHOLDER for sentence in draft.sentences()),
    )
