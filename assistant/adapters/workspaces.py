"""Workspaces in SQLite: what people type, drafts, versions, decisions; nothing is ever silently overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant.adapters.sqlite_file import SqliteFile
from assistant.adapters.workspace_file import WORKSPACES
from assistant.adapters.workspace_rows import (
    Writer,
    checked_name,
    find_part,
    find_workspace,
    local_time,
    new_workspace,
    now,
    pack,
    unpack,
)
from assistant.adapters.workspace_sharing import (
    add_member,
    all_members,
    drop_approval,
    drop_approval_of_others,
    find_approval,
    members_of,
    put_approval,
    remove_member,
    set_owner,
)
from assistant.adapters.workspace_values import (
    Approval,
    DraftVersion,
    FindingDecision,
    PastState,
    StoredPart,
    Workspace,
    WorkspaceEvent,
    WorkspacePart,
    finding_key,
)
from assistant.domain.findings import Finding
from assistant.errors import EditConflictError, WorkspaceError

__all__ = [
    "Approval", "DraftVersion", "FindingDecision", "PastState", "StoredPart", "Workspace", "WorkspaceEvent", "WorkspacePart",
    "WorkspaceStore", "finding_key",
]  # fmt: skip

_PAST = "SELECT packed FROM past WHERE workspace_id = ? AND id = ?"
_VERSION = "SELECT packed FROM versions WHERE workspace_id = ? AND id = ?"


class WorkspaceStore:
    """All workspaces of a home. Safe from several threads and processes; every call saves before it returns.

    Every method raises `WorkspaceError` when the file cannot be read or written, or the workspace is not there.
    `by` is who does it, for the log; empty for the only user.
    """

    def __init__(self, home: Path) -> None:
        self._file = SqliteFile(home, WORKSPACES)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _writing(self, workspace_id: str, by: str) -> Iterator[Writer]:
        with self._file.writing() as connection:
            yield Writer(connection, workspace_id, by)

    def create(
        self, name: str, *, year: int | None = None, agency: str = "", data: str = "", by: str = ""
    ) -> Workspace:
        """Make a workspace; `data` is the yearly data to start from, as the form keeps it."""
        workspace = new_workspace(name, year, agency, by)
        with self._writing(workspace.id, by) as writer:
            writer.insert(workspace)
            if data:
                writer.put_part(WorkspacePart.DATA, data, 1)
                writer.remember(WorkspacePart.DATA, data, 1)
            writer.log("create", workspace.name)
        return workspace

    def all(self, *, trashed: bool = False) -> tuple[Workspace, ...]:
        """The workspaces, last changed first; those in the trash instead if `trashed`."""
        with self._file.reading() as connection:
            rows = connection.execute(
                "SELECT id, name, year, agency, created_at, changed_at, trashed_at, owner FROM workspaces"
                " WHERE (trashed_at != '') = ? ORDER BY changed_at DESC, rowid DESC",
                (trashed,),
            ).fetchall()
        return tuple(Workspace(*row) for row in rows)

    def get(self, workspace_id: str) -> Workspace:
        """One workspace, also from the trash."""
        with self._file.reading() as connection:
            return find_workspace(connection, workspace_id)

    def rename(self, workspace_id: str, name: str, *, by: str = "") -> Workspace:
        """Give another name."""
        name = checked_name(name)
        return self._change(
            workspace_id, "UPDATE workspaces SET name = ? WHERE id = ?", name, event=("rename", name), by=by
        )

    def set_subject(self, workspace_id: str, year: int | None, agency: str, *, by: str = "") -> Workspace:
        """Say whose report of which year it is, as far as that is known."""
        with self._writing(workspace_id, by) as writer:
            find_workspace(writer.connection, workspace_id)
            writer.connection.execute(
                "UPDATE workspaces SET year = ?, agency = ? WHERE id = ?", (year, agency, workspace_id)
            )
            writer.touch()
            writer.log("subject", f"{agency} {year or ''}".strip())
            return find_workspace(writer.connection, workspace_id)

    def duplicate(self, workspace_id: str, name: str, *, by: str = "") -> Workspace:
        """Copy a workspace with its texts, versions and decisions; the copy has its own life."""
        with self._writing(workspace_id, by) as writer:
            old = find_workspace(writer.connection, workspace_id)
            copy = new_workspace(name, old.year, old.agency, by)
            writer.insert(copy)
            writer.copy_into(copy.id)
            Writer(writer.connection, copy.id, by).log("duplicate", old.name)
        return copy

    def trash(self, workspace_id: str, *, by: str = "") -> Workspace:
        """Put a workspace into the trash; nothing of it is lost."""
        return self._change(
            workspace_id,
            "UPDATE workspaces SET trashed_at = ? WHERE id = ?",
            now(),
            event=("trash", ""),
            by=by,
        )

    def restore(self, workspace_id: str, *, by: str = "") -> Workspace:
        """Take a workspace out of the trash."""
        return self._change(
            workspace_id,
            "UPDATE workspaces SET trashed_at = ? WHERE id = ?",
            "",
            event=("restore", ""),
            by=by,
        )

    def purge(self, workspace_id: str, *, by: str = "") -> None:
        """Destroy a workspace in the trash for good."""
        with self._writing(workspace_id, by) as writer:
            workspace = find_workspace(writer.connection, workspace_id)
            if not workspace.trashed_at:
                raise WorkspaceError(f"“{workspace.name}”不在回收站，不能彻底删除；请先移到回收站。")
            writer.connection.execute("DELETE FROM workspaces WHERE id = ?", (workspace_id,))
            writer.log("purge", workspace.name)

    def read(self, workspace_id: str, part: WorkspacePart) -> StoredPart:
        """The newest text of a part with its revision."""
        with self._file.reading() as connection:
            find_workspace(connection, workspace_id)
            return find_part(connection, workspace_id, part)

    def save(
        self, workspace_id: str, part: WorkspacePart, text: str, revision: int, *, by: str = ""
    ) -> StoredPart:
        """Save a part that was read at `revision`. Text that is there already is no change and never conflicts.

        Raises:
            EditConflictError: somebody saved in between. Theirs stays; `text` is kept in `past` as well.
        """
        with self._writing(workspace_id, by) as writer:
            workspace = find_workspace(writer.connection, workspace_id)
            current = find_part(writer.connection, workspace_id, part)
            if current.text == text and current.revision:
                return current
            conflict = current.revision != revision
            writer.remember(part, text, current.revision + (not conflict), conflict=conflict)
            if part is not WorkspacePart.SCREEN:
                writer.log("conflict" if conflict else "save", part.label)
            if not conflict:
                writer.put_part(part, text, current.revision + 1)
                writer.touch()
            saved = find_part(writer.connection, workspace_id, part)
        if conflict:
            raise EditConflictError(
                f"“{workspace.name}”的{part.label}已在别处改过（{local_time(current.saved_at)}），没有覆盖。"
                "您刚才的内容已另存在“历史”里；请先刷新看最新内容，再决定用哪一份。"
            )
        return saved

    def past(self, workspace_id: str, part: WorkspacePart) -> tuple[PastState, ...]:
        """Earlier states of a part, newest first; the newest saved one is the present."""
        with self._file.reading() as connection:
            rows = connection.execute(
                "SELECT id, revision, saved_at, saved_by, conflict FROM past"
                " WHERE workspace_id = ? AND part = ? ORDER BY id DESC",
                (workspace_id, part.value),
            ).fetchall()
        return tuple(PastState(row[0], part, row[1], row[2], row[3], bool(row[4])) for row in rows)

    def past_text(self, workspace_id: str, past_id: int) -> str:
        """The text of an earlier state; saving it again brings it back."""
        return self._unpacked(_PAST, (workspace_id, past_id), "这一步历史已不在了，可能已被较新的历史挤掉。")

    def add_version(self, workspace_id: str, label: str, draft: str, *, by: str = "") -> DraftVersion:
        """Put a draft aside under a name."""
        label = checked_name(label)
        with self._writing(workspace_id, by) as writer:
            find_workspace(writer.connection, workspace_id)
            row = writer.connection.execute(
                "INSERT INTO versions (workspace_id, label, packed, created_at, created_by) VALUES (?, ?, ?, ?, ?)"
                " RETURNING id, label, created_at, created_by",
                (workspace_id, label, pack(draft), now(), by),
            ).fetchone()
            writer.log("version", label)
        return DraftVersion(*row)

    def versions(self, workspace_id: str) -> tuple[DraftVersion, ...]:
        """Drafts put aside, newest first."""
        with self._file.reading() as connection:
            rows = connection.execute(
                "SELECT id, label, created_at, created_by FROM versions WHERE workspace_id = ? ORDER BY id DESC",
                (workspace_id,),
            ).fetchall()
        return tuple(DraftVersion(*row) for row in rows)

    def version_text(self, workspace_id: str, version_id: int) -> str:
        """The draft of a version."""
        return self._unpacked(_VERSION, (workspace_id, version_id), "没有这个版本，可能已在别处彻底删除。")

    def ignore(
        self, workspace_id: str, finding: Finding, text: str, reason: str, *, by: str = ""
    ) -> FindingDecision:
        """Leave a finding as it is, with a reason; `text` is the text that was checked."""
        if not reason.strip():
            raise WorkspaceError("请写明为什么忽略这条检查结果，以便审核的人看到。")
        key = finding_key(finding, text)
        decision = FindingDecision(key, finding.code, finding.quote, reason.strip(), now(), by)
        with self._writing(workspace_id, by) as writer:
            find_workspace(writer.connection, workspace_id)
            writer.decide(decision)
            drop_approval_of_others(writer)
            writer.log("ignore", f"{finding.code} {finding.quote}".strip())
        return decision

    def take_back(self, workspace_id: str, key: str, *, by: str = "") -> None:
        """Undo `ignore`; the finding counts again."""
        with self._writing(workspace_id, by) as writer:
            writer.connection.execute(
                "DELETE FROM decisions WHERE workspace_id = ? AND key = ?", (workspace_id, key)
            )
            writer.log("take_back", key)

    def decisions(self, workspace_id: str) -> dict[str, FindingDecision]:
        """What people decided, by `finding_key`."""
        with self._file.reading() as connection:
            rows = connection.execute(
                "SELECT key, code, quote, reason, decided_at, decided_by FROM decisions"
                " WHERE workspace_id = ? ORDER BY decided_at",
                (workspace_id,),
            ).fetchall()
        return {row[0]: FindingDecision(*row) for row in rows}

    def events(self, workspace_id: str, limit: int = 200) -> tuple[WorkspaceEvent, ...]:
        """The log, newest first."""
        with self._file.reading() as connection:
            rows = connection.execute(
                "SELECT at, by, kind, detail FROM events WHERE workspace_id = ? ORDER BY id DESC LIMIT ?",
                (workspace_id, limit),
            ).fetchall()
        return tuple(WorkspaceEvent(*row) for row in rows)

    def note(self, workspace_id: str, kind: str, detail: str, *, by: str = "") -> None:
        """Add a line to the log about something that changes nothing, such as an export."""
        with self._writing(workspace_id, by) as writer:
            find_workspace(writer.connection, workspace_id)
            writer.log(kind, detail)

    def members(self, workspace_id: str) -> frozenset[str]:
        """With whom a workspace is shared, its owner aside."""
        with self._file.reading() as connection:
            return members_of(connection, workspace_id)

    def all_members(self) -> dict[str, frozenset[str]]:
        """With whom every workspace is shared that is shared at all."""
        with self._file.reading() as connection:
            return all_members(connection)

    def share(self, workspace_id: str, person: str, *, by: str = "") -> None:
        """Share a workspace with somebody."""
        with self._writing(workspace_id, by) as writer:
            find_workspace(writer.connection, workspace_id)
            add_member(writer, person)

    def unshare(self, workspace_id: str, person: str, *, by: str = "") -> None:
        """Share it with somebody no longer."""
        with self._writing(workspace_id, by) as writer:
            find_workspace(writer.connection, workspace_id)
            remove_member(writer, person)

    def give(self, workspace_id: str, person: str, *, by: str = "") -> None:
        """Give a workspace to another owner; the old one stays a member."""
        with self._writing(workspace_id, by) as writer:
            find_workspace(writer.connection, workspace_id)
            set_owner(writer, person)

    def approve(
        self, workspace_id: str, draft_revision: int, data_revision: int, *, by: str = ""
    ) -> Approval | None:
        """Let a draft of these revisions pass as 送审稿.

        Raises:
            EditConflictError: somebody has saved another draft or other data since.
        """
        with self._writing(workspace_id, by) as writer:
            workspace = find_workspace(writer.connection, workspace_id)
            now_there = tuple(
                find_part(writer.connection, workspace_id, part).revision
                for part in (WorkspacePart.DRAFT, WorkspacePart.DATA)
            )
            if now_there != (draft_revision, data_revision):
                raise EditConflictError(
                    f"“{workspace.name}”刚刚在别处改过，没有通过。请先看最新内容，再决定。"
                )
            put_approval(writer, draft_revision, data_revision)
            return find_approval(writer.connection, workspace_id)

    def disapprove(self, workspace_id: str, *, by: str = "") -> None:
        """Take an approval back."""
        with self._writing(workspace_id, by) as writer:
            drop_approval(writer)

    def approval(self, workspace_id: str) -> Approval | None:
        """The last approval; it counts for its revisions only."""
        with self._file.reading() as connection:
            return find_approval(connection, workspace_id)

    def _change(
        self, workspace_id: str, statement: str, value: str, *, event: tuple[str, str], by: str
    ) -> Workspace:
        with self._writing(workspace_id, by) as writer:
            find_workspace(writer.connection, workspace_id)
            writer.connection.execute(statement, (value, workspace_id))
            writer.touch()
            writer.log(*event)
            return find_workspace(writer.connection, workspace_id)

    def _unpacked(self, query: str, place: tuple[str, int], missing: str) -> str:
        with self._file.reading() as connection:
            row = connection.execute(query, place).fetchone()
        if row is None:
            raise WorkspaceError(missing)
        return unpack(row[0])
