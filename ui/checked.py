"""The check of a workspace's draft, remembered until something it depends on changes, less what people ignored."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.adapters.workspaces import FindingDecision
from assistant.approval import sort_findings
from assistant.desk import DataState, DraftState
from assistant.domain.drafts import ReportDraft
from assistant.domain.findings import CheckResult, Finding
from assistant.exporting.trace import SentenceTrace
from ui import session, wiring
from ui.standing import remember_check


@dataclass(frozen=True, slots=True)
class Checked:
    """A check with the findings that still count, and those that somebody decided to leave, with the decision."""

    result: CheckResult
    open: tuple[Finding, ...]
    ignored: tuple[tuple[Finding, FindingDecision], ...]


def checked_draft(workspace_id: str, draft: ReportDraft) -> Checked:
    """Check the draft of a workspace as this tab has it."""
    data, state = session.data_state(workspace_id), session.draft_state(workspace_id)
    own = session.desk().last_report(workspace_id)
    key = ("check", workspace_id, *_revisions(data, state), own.revision if own else 0)
    result: CheckResult = wiring.memory().get(
        key, lambda: wiring.app().check_draft(draft, data.year, own_earlier=own.text if own else "")
    )
    checked = Checked(result, *sort_findings(result, session.desk().store.decisions(workspace_id)))
    remember_check(workspace_id, data, state, replace(result, findings=checked.open))
    return checked


def check_now(workspace_id: str) -> None:
    """Check the draft if there is one and it was not checked yet; later calls find the result."""
    draft = session.draft_state(workspace_id).draft
    if draft is not None:
        checked_draft(workspace_id, draft)


def traces(workspace_id: str, draft: ReportDraft) -> tuple[SentenceTrace, ...]:
    """Where every sentence comes from, in reading order; none while the data have mistakes."""
    data, state = session.data_state(workspace_id), session.draft_state(workspace_id)
    year = data.year
    if year is None:
        return ()
    key = ("trace", workspace_id, *_revisions(data, state))
    found: tuple[SentenceTrace, ...] = wiring.memory().get(
        key, lambda: wiring.app().trace(draft, year).sentences
    )
    return found


def _revisions(data: DataState, draft: DraftState) -> tuple[int, int, int]:
    library = wiring.app().library
    return draft.revision, data.revision, library.revision() if library.exists() else 0
