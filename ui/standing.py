"""Gathers where a workspace stands, for the step bar and the home screen."""

from __future__ import annotations

from typing import Any

from assistant.desk import DataState, DraftState
from assistant.domain.findings import CheckResult, Severity
from ui import session, wiring
from ui.presenters.report_page import placeholders
from ui.presenters.steps import CheckSummary, Standing
from ui.presenters.year_form import items

_BLOCKS = ("indicators", "initiatives", "principal_duty", "shortcomings", "next_year", "other_matters")


def standing_of(workspace_id: str, data: DataState, draft: DraftState) -> Standing:
    """Where one workspace stands; nothing is worked out that takes long."""
    notes = session.notes(workspace_id)
    return Standing(
        peers=len(wiring.peers()),
        has_last_report=session.desk().last_report(workspace_id) is not None,
        data_items=sum(len(items(data.plain, block)) for block in _BLOCKS),
        data_problems=len(data.problems) if data.started else 0,
        has_draft=draft.draft is not None,
        placeholders=placeholders(draft.draft) if draft.draft is not None else 0,
        checked=_summary(notes, data, draft),
        exported=_exported(notes, data, draft),
        approved=_approved(workspace_id, data, draft),
    )


def _exported(notes: dict[str, Any], data: DataState, draft: DraftState) -> str:
    """What was taken away last, and that the draft was changed since; older notes do not know of what it was made."""
    words = str(notes.get("exported", ""))
    of = notes.get("exported-of")
    changed = bool(words) and of is not None and of != [draft.revision, data.revision]
    return f"{words}，后来改过" if changed else words


def _approved(workspace_id: str, data: DataState, draft: DraftState) -> bool:
    """Whether a reviewer let pass what stands now; where there are no accounts nobody needs to."""
    if not wiring.accounts():
        return True
    approval = session.desk().store.approval(workspace_id)
    now = (draft.revision, data.revision)
    return approval is not None and (approval.draft_revision, approval.data_revision) == now


def _summary(notes: dict[str, Any], data: DataState, draft: DraftState) -> CheckSummary | None:
    """The kept counts, if they belong to what stands now."""
    kept = notes.get("check")
    if not isinstance(kept, dict) or kept.get("of") != [draft.revision, data.revision]:
        return None
    return CheckSummary(int(kept["blockers"]), int(kept["warnings"]))


def remember_check(workspace_id: str, data: DataState, draft: DraftState, open_findings: CheckResult) -> None:
    """Keep the counts of a check for the step bar."""
    counts = [finding.severity for finding in open_findings.findings]
    session.remember(
        workspace_id,
        check={
            "of": [draft.revision, data.revision],
            "blockers": counts.count(Severity.BLOCKER),
            "warnings": counts.count(Severity.WARNING),
        },
    )
