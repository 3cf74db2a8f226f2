"""The desk: a workspace as a person works on it, its texts read into values and saved from them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from assistant.adapters.personal_workspaces import PersonalWorkspaces
from assistant.adapters.workspaces import (
    DraftVersion,
    PastState,
    StoredPart,
    Workspace,
    WorkspacePart,
    WorkspaceStore,
)
from assistant.domain.agency_year import AgencyYear
from assistant.domain.drafts import ReportDraft
from assistant.domain.peers import PeerReport
from assistant.domain.people import Act
from assistant.errors import DraftFileError, Problem, YearDataError
from assistant.exporting.draft_json import draft_from_text, draft_to_plain
from assistant.reading.agency_year import agency_year_from_plain, agency_year_to_plain

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DataState:
    """Yearly data as they were typed. `year` is there only when nothing is wrong with them."""

    plain: Plain
    revision: int
    saved_at: str
    year: AgencyYear | None
    problems: tuple[Problem, ...]

    @property
    def started(self) -> bool:
        """Whether anything was ever saved."""
        return self.revision > 0


@dataclass(frozen=True, slots=True)
class DraftState:
    """The draft in work, None before the first one; `damage` says why a saved one cannot be read."""

    draft: ReportDraft | None
    revision: int
    saved_at: str
    damage: str = ""


@dataclass(frozen=True, slots=True)
class LastReport:
    """The agency's own report of the year before, as text."""

    file: str
    text: str
    revision: int


Workspaces = WorkspaceStore | PersonalWorkspaces


class Desk:
    """Reads and saves the parts of workspaces. Every method raises `WorkspaceError` as the store does.

    Saving names the revision that was read; `EditConflictError` when somebody else saved in between.
    """

    def __init__(self, store: Workspaces) -> None:
        self.store = store

    def may(self, act: Act, workspace_id: str = "") -> bool:
        """Whether the person at the desk may do something; without accounts everybody may do everything."""
        return self.store.may(act, workspace_id) if isinstance(self.store, PersonalWorkspaces) else True

    def create(self, name: str, year: AgencyYear | None = None) -> Workspace:
        """A new workspace, empty or with yearly data to start from."""
        if year is None:
            return self.store.create(name)
        data = _dumps(agency_year_to_plain(year))
        return self.store.create(name, year=year.year, agency=year.agency.name, data=data)

    def create_from_report(self, name: str, report: PeerReport) -> Workspace:
        """A new workspace for the year after a report of the same agency, with what the report says of the agency."""
        agency = {
            "name": report.agency,
            "kind": report.kind,
            "level": report.level,
            "region": list(report.region),
        }
        plain: Plain = {"agency": {key: value for key, value in agency.items() if value}}
        if report.year:
            plain["year"] = report.year + 1
        if report.addressee:
            plain["document"] = {"addressee": report.addressee}
        year, subject = _subject(plain)
        workspace = self.store.create(name, year=year, agency=subject, data=_dumps(plain))
        self.save_last_report(workspace.id, report.source.file, report.source.text)
        return workspace

    def data(self, workspace_id: str) -> DataState:
        """The yearly data with what is still wrong with them."""
        return _data_state(self.store.read(workspace_id, WorkspacePart.DATA))

    def save_data(self, workspace_id: str, plain: Plain, revision: int) -> DataState:
        """Save yearly data as they stand, finished or not; the workspace takes over year and agency."""
        stored = self.store.save(workspace_id, WorkspacePart.DATA, _dumps(plain), revision)
        state = _data_state(stored)
        year, agency = _subject(plain)
        workspace = self.store.get(workspace_id)
        if (workspace.year, workspace.agency) != (year, agency):
            self.store.set_subject(workspace_id, year, agency)
        return state

    def draft(self, workspace_id: str) -> DraftState:
        """The draft in work."""
        return _draft_state(self.store.read(workspace_id, WorkspacePart.DRAFT))

    def save_draft(self, workspace_id: str, draft: ReportDraft, revision: int) -> DraftState:
        """Save the draft."""
        text = _dumps(draft_to_plain(draft))
        return _draft_state(self.store.save(workspace_id, WorkspacePart.DRAFT, text, revision))

    def last_report(self, workspace_id: str) -> LastReport | None:
        """The agency's own earlier report; None when none was given."""
        stored = self.store.read(workspace_id, WorkspacePart.LAST_REPORT)
        if not stored.text:
            return None
        plain = json.loads(stored.text)
        return LastReport(plain["file"], plain["text"], stored.revision) if plain.get("text") else None

    def save_last_report(self, workspace_id: str, file: str, text: str) -> None:
        """Keep the agency's own earlier report; an empty text takes it away."""
        revision = self.store.read(workspace_id, WorkspacePart.LAST_REPORT).revision
        content = _dumps({"file": file, "text": text})
        self.store.save(workspace_id, WorkspacePart.LAST_REPORT, content, revision)

    def past(self, workspace_id: str, part: WorkspacePart) -> tuple[PastState, ...]:
        """Earlier states, newest first; the first that is no conflict is the present."""
        return self.store.past(workspace_id, part)

    def past_data(self, workspace_id: str, state: PastState) -> Plain:
        """The yearly data of an earlier state, as they were typed."""
        found = json.loads(self.store.past_text(workspace_id, state.id) or "{}")
        return found if isinstance(found, dict) else {}

    def past_draft(self, workspace_id: str, state: PastState) -> ReportDraft | None:
        """The draft of an earlier state.

        Raises:
            DraftFileError: it cannot be read.
        """
        text = self.store.past_text(workspace_id, state.id)
        return draft_from_text(text, "历史") if text else None

    def bring_back(self, workspace_id: str, state: PastState, revision: int) -> None:
        """Make an earlier state the present one; the present one stays in the past."""
        self.store.save(workspace_id, state.part, self.store.past_text(workspace_id, state.id), revision)

    def keep_version(self, workspace_id: str, label: str, draft: ReportDraft) -> DraftVersion:
        """Put a draft aside under a name."""
        return self.store.add_version(workspace_id, label, _dumps(draft_to_plain(draft)))

    def version(self, workspace_id: str, version_id: int) -> ReportDraft:
        """The draft of a version.

        Raises:
            DraftFileError: it cannot be read.
        """
        return draft_from_text(self.store.version_text(workspace_id, version_id), "版本")


def _data_state(stored: StoredPart) -> DataState:
    plain = json.loads(stored.text) if stored.text else {}
    try:
        year = agency_year_from_plain(plain, "年度数据")
    except YearDataError as error:
        return DataState(plain, stored.revision, stored.saved_at, None, error.problems)
    return DataState(plain, stored.revision, stored.saved_at, year, ())


def _draft_state(stored: StoredPart) -> DraftState:
    if not stored.text:
        return DraftState(None, stored.revision, stored.saved_at)
    try:
        draft = draft_from_text(stored.text, "稿件")
    except DraftFileError as error:
        return DraftState(None, stored.revision, stored.saved_at, str(error))
    return DraftState(draft, stored.revision, stored.saved_at)


def _subject(plain: Plain) -> tuple[int | None, str]:
    agency = plain.get("agency")
    name = str(agency.get("name") or "") if isinstance(agency, dict) else ""
    year = str(plain.get("year") or "").strip()
    return (int(year) if year.isascii() and year.isdigit() else None), name.strip()


def _dumps(plain: Plain) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=False)
