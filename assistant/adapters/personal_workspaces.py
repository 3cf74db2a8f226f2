"""The workspaces as one person may use them: what is not theirs is not there, what they may not do is refused."""

from __future__ import annotations

from assistant.adapters.workspaces import (
    Approval,
    DraftVersion,
    FindingDecision,
    PastState,
    StoredPart,
    Workspace,
    WorkspaceEvent,
    WorkspacePart,
    WorkspaceStore,
)
from assistant.domain.findings import Finding
from assistant.domain.people import Act, Person, may, may_with
from assistant.errors import NotAllowedError, NoWorkspaceError

_NOT_THERE = "没有这个工作区，或者没有共享给您；请回到首页重新选择。"
_WHOM_TO_ASK = {
    Act.EDIT: "请经办的同志修改",
    Act.MANAGE: "请这份年报的负责人或管理员来做",
    Act.APPROVE: "请审核的同志来做",
    Act.CREATE: "请经办的同志新建，再共享给您",
}


class PersonalWorkspaces:
    """A `WorkspaceStore` for one person, with the same methods; every change is kept under the person's name.

    Deliberately no subclass: a method that is added there is out of reach here until it says what it takes.

    Raises:
        WorkspaceError: as the store does; `NoWorkspaceError` also for a workspace that this person does not see.
        NotAllowedError: the person sees the workspace, but may not do this with it.
    """

    def __init__(self, store: WorkspaceStore, person: Person) -> None:
        self._store = store
        self._person = person
        self._by = person.name

    def may(self, act: Act, workspace_id: str = "") -> bool:
        """Whether the person may do something, for screens that do not offer what would be refused."""
        if not workspace_id:
            return may(self._person, act)
        try:
            return self._may(act, self._store.get(workspace_id))
        except NoWorkspaceError:
            return False

    def create(self, name: str, *, year: int | None = None, agency: str = "", data: str = "") -> Workspace:
        """See `WorkspaceStore.create`; the person owns it."""
        self._require_anywhere(Act.CREATE)
        return self._store.create(name, year=year, agency=agency, data=data, by=self._by)

    def all(self, *, trashed: bool = False) -> tuple[Workspace, ...]:
        """See `WorkspaceStore.all`; only what the person sees."""
        members = self._store.all_members()
        return tuple(
            workspace
            for workspace in self._store.all(trashed=trashed)
            if may_with(
                self._person,
                Act.READ,
                owner=workspace.owner,
                members=members.get(workspace.id, frozenset()),
            )
        )

    def get(self, workspace_id: str) -> Workspace:
        """See `WorkspaceStore.get`."""
        return self._require(Act.READ, workspace_id)

    def rename(self, workspace_id: str, name: str) -> Workspace:
        """See `WorkspaceStore.rename`."""
        self._require(Act.MANAGE, workspace_id)
        return self._store.rename(workspace_id, name, by=self._by)

    def set_subject(self, workspace_id: str, year: int | None, agency: str) -> Workspace:
        """See `WorkspaceStore.set_subject`."""
        self._require(Act.EDIT, workspace_id)
        return self._store.set_subject(workspace_id, year, agency, by=self._by)

    def duplicate(self, workspace_id: str, name: str) -> Workspace:
        """See `WorkspaceStore.duplicate`; the person owns the copy."""
        self._require(Act.READ, workspace_id)
        self._require_anywhere(Act.CREATE)
        return self._store.duplicate(workspace_id, name, by=self._by)

    def trash(self, workspace_id: str) -> Workspace:
        """See `WorkspaceStore.trash`."""
        self._require(Act.MANAGE, workspace_id)
        return self._store.trash(workspace_id, by=self._by)

    def restore(self, workspace_id: str) -> Workspace:
        """See `WorkspaceStore.restore`."""
        self._require(Act.MANAGE, workspace_id)
        return self._store.restore(workspace_id, by=self._by)

    def purge(self, workspace_id: str) -> None:
        """See `WorkspaceStore.purge`."""
        self._require(Act.MANAGE, workspace_id)
        self._store.purge(workspace_id, by=self._by)

    def read(self, workspace_id: str, part: WorkspacePart) -> StoredPart:
        """See `WorkspaceStore.read`."""
        self._require(Act.READ, workspace_id)
        return self._store.read(workspace_id, part)

    def save(self, workspace_id: str, part: WorkspacePart, text: str, revision: int) -> StoredPart:
        """See `WorkspaceStore.save`; what screens remember may be saved by everybody who sees the workspace."""
        self._require(Act.NOTE if part is WorkspacePart.SCREEN else Act.EDIT, workspace_id)
        return self._store.save(workspace_id, part, text, revision, by=self._by)

    def past(self, workspace_id: str, part: WorkspacePart) -> tuple[PastState, ...]:
        """See `WorkspaceStore.past`."""
        self._require(Act.READ, workspace_id)
        return self._store.past(workspace_id, part)

    def past_text(self, workspace_id: str, past_id: int) -> str:
        """See `WorkspaceStore.past_text`."""
        self._require(Act.READ, workspace_id)
        return self._store.past_text(workspace_id, past_id)

    def add_version(self, workspace_id: str, label: str, draft: str) -> DraftVersion:
        """See `WorkspaceStore.add_version`."""
        self._require(Act.EDIT, workspace_id)
        return self._store.add_version(workspace_id, label, draft, by=self._by)

    def versions(self, workspace_id: str) -> tuple[DraftVersion, ...]:
        """See `WorkspaceStore.versions`."""
        self._require(Act.READ, workspace_id)
        return self._store.versions(workspace_id)

    def version_text(self, workspace_id: str, version_id: int) -> str:
        """See `WorkspaceStore.version_text`."""
        self._require(Act.READ, workspace_id)
        return self._store.version_text(workspace_id, version_id)

    def ignore(self, workspace_id: str, finding: Finding, text: str, reason: str) -> FindingDecision:
        """See `WorkspaceStore.ignore`."""
        self._require(Act.DECIDE, workspace_id)
        return self._store.ignore(workspace_id, finding, text, reason, by=self._by)

    def take_back(self, workspace_id: str, key: str) -> None:
        """See `WorkspaceStore.take_back`."""
        self._require(Act.DECIDE, workspace_id)
        self._store.take_back(workspace_id, key, by=self._by)

    def decisions(self, workspace_id: str) -> dict[str, FindingDecision]:
        """See `WorkspaceStore.decisions`."""
        self._require(Act.READ, workspace_id)
        return self._store.decisions(workspace_id)

    def events(self, workspace_id: str, limit: int = 200) -> tuple[WorkspaceEvent, ...]:
        """See `WorkspaceStore.events`."""
        self._require(Act.READ, workspace_id)
        return self._store.events(workspace_id, limit)

    def note(self, workspace_id: str, kind: str, detail: str) -> None:
        """See `WorkspaceStore.note`."""
        self._require(Act.NOTE, workspace_id)
        self._store.note(workspace_id, kind, detail, by=self._by)

    def members(self, workspace_id: str) -> frozenset[str]:
        """See `WorkspaceStore.members`."""
        self._require(Act.READ, workspace_id)
        return self._store.members(workspace_id)

    def share(self, workspace_id: str, person: str) -> None:
        """See `WorkspaceStore.share`."""
        self._require(Act.MANAGE, workspace_id)
        self._store.share(workspace_id, person, by=self._by)

    def unshare(self, workspace_id: str, person: str) -> None:
        """See `WorkspaceStore.unshare`."""
        self._require(Act.MANAGE, workspace_id)
        self._store.unshare(workspace_id, person, by=self._by)

    def give(self, workspace_id: str, person: str) -> None:
        """See `WorkspaceStore.give`."""
        self._require(Act.MANAGE, workspace_id)
        self._store.give(workspace_id, person, by=self._by)

    def approve(self, workspace_id: str, draft_revision: int, data_revision: int) -> Approval | None:
        """See `WorkspaceStore.approve`; whether the rules hold is asked in `assistant.approval`."""
        self._require(Act.APPROVE, workspace_id)
        return self._store.approve(workspace_id, draft_revision, data_revision, by=self._by)

    def disapprove(self, workspace_id: str) -> None:
        """See `WorkspaceStore.disapprove`."""
        self._require(Act.APPROVE, workspace_id)
        self._store.disapprove(workspace_id, by=self._by)

    def approval(self, workspace_id: str) -> Approval | None:
        """See `WorkspaceStore.approval`."""
        self._require(Act.READ, workspace_id)
        return self._store.approval(workspace_id)

    def _may(self, act: Act, workspace: Workspace) -> bool:
        members = self._store.members(workspace.id)
        return may_with(self._person, act, owner=workspace.owner, members=members)

    def _require(self, act: Act, workspace_id: str) -> Workspace:
        try:
            workspace = self._store.get(workspace_id)
        except NoWorkspaceError as error:
            # Not to be told from one that is somebody else's.
            raise NoWorkspaceError(_NOT_THERE) from error
        if not self._may(Act.READ, workspace):
            raise NoWorkspaceError(_NOT_THERE)
        if not self._may(act, workspace):
            raise _refusal(self._person, act)
        return workspace

    def _require_anywhere(self, act: Act) -> None:
        if not may(self._person, act):
            raise _refusal(self._person, act)


def _refusal(person: Person, act: Act) -> NotAllowedError:
    way_out = _WHOM_TO_ASK.get(act, "请管理员来做")
    return NotAllowedError(f"您的角色是“{person.role}”，不能{act}，没有改动。{way_out}。")
