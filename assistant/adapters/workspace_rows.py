"""Rows of the workspaces' file: one statement each, inside the caller's transaction."""

from __future__ import annotations

import secrets
import sqlite3
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.adapters.workspace_values import FindingDecision, StoredPart, Workspace, WorkspacePart
from assistant.errors import NoWorkspaceError, WorkspaceError

KEPT_STATES = 200
_COPY_PARTS = (
    "INSERT INTO parts (workspace_id, part, text, revision, saved_at)"
    " SELECT ?, part, text, revision, saved_at FROM parts WHERE workspace_id = ?"
)
_COPY_VERSIONS = (
    "INSERT INTO versions (workspace_id, label, packed, created_at, created_by)"
    " SELECT ?, label, packed, created_at, created_by FROM versions WHERE workspace_id = ? ORDER BY id"
)
_COPY_DECISIONS = (
    "INSERT INTO decisions (workspace_id, key, code, quote, reason, decided_at, decided_by)"
    " SELECT ?, key, code, quote, reason, decided_at, decided_by FROM decisions WHERE workspace_id = ?"
)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes about one workspace in one transaction; `by` goes into the log."""

    connection: sqlite3.Connection
    workspace_id: str
    by: str

    def insert(self, workspace: Workspace) -> None:
        """Write a new workspace."""
        self.connection.execute(
            "INSERT INTO workspaces (id, name, year, agency, created_at, changed_at, owner)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                workspace.id, workspace.name, workspace.year, workspace.agency, workspace.created_at,
                workspace.changed_at, self.by,
            ),
        )  # fmt: skip

    def copy_into(self, new_id: str) -> None:
        """Copy texts, versions and decisions to another workspace."""
        for statement in (_COPY_PARTS, _COPY_VERSIONS, _COPY_DECISIONS):
            self.connection.execute(statement, (new_id, self.workspace_id))

    def put_part(self, part: WorkspacePart, text: str, revision: int) -> None:
        """Make a text the present state of a part."""
        self.connection.execute(
            "INSERT OR REPLACE INTO parts (workspace_id, part, text, revision, saved_at) VALUES (?, ?, ?, ?, ?)",
            (self.workspace_id, part.value, text, revision, now()),
        )

    def remember(self, part: WorkspacePart, text: str, revision: int, *, conflict: bool = False) -> None:
        """Keep a state for undo; the oldest make room."""
        self.connection.execute(
            "INSERT INTO past (workspace_id, part, packed, revision, saved_at, saved_by, conflict)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self.workspace_id, part.value, pack(text), revision, now(), self.by, int(conflict)),
        )
        self.connection.execute(
            "DELETE FROM past WHERE workspace_id = ?1 AND part = ?2 AND id NOT IN"
            " (SELECT id FROM past WHERE workspace_id = ?1 AND part = ?2 ORDER BY id DESC LIMIT ?3)",
            (self.workspace_id, part.value, KEPT_STATES),
        )

    def decide(self, decision: FindingDecision) -> None:
        """Write what a person decided about a finding."""
        self.connection.execute(
            "INSERT OR REPLACE INTO decisions (workspace_id, key, code, quote, reason, decided_at, decided_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                self.workspace_id, decision.key, decision.code, decision.quote, decision.reason, decision.decided_at,
                decision.decided_by,
            ),
        )  # fmt: skip

    def touch(self) -> None:
        """Note the time of a change."""
        self.connection.execute(
            "UPDATE workspaces SET changed_at = ? WHERE id = ?", (now(), self.workspace_id)
        )

    def log(self, kind: str, detail: str = "") -> None:
        """Add a line to the log."""
        self.connection.execute(
            "INSERT INTO events (workspace_id, at, by, kind, detail) VALUES (?, ?, ?, ?, ?)",
            (self.workspace_id, now(), self.by, kind, detail[:200]),
        )


def find_workspace(connection: sqlite3.Connection, workspace_id: str) -> Workspace:
    """One workspace.

    Raises:
        NoWorkspaceError: it is not there.
    """
    row = connection.execute(
        "SELECT id, name, year, agency, created_at, changed_at, trashed_at, owner FROM workspaces WHERE id = ?",
        (workspace_id,),
    ).fetchone()
    if row is None:
        raise NoWorkspaceError("没有这个工作区，可能已在别处彻底删除；请回到首页重新选择。")
    return Workspace(*row)


def find_part(connection: sqlite3.Connection, workspace_id: str, part: WorkspacePart) -> StoredPart:
    """The present state of a part; empty before its first save."""
    row = connection.execute(
        "SELECT text, revision, saved_at FROM parts WHERE workspace_id = ? AND part = ?",
        (workspace_id, part.value),
    ).fetchone()
    return StoredPart(*row) if row else StoredPart("", 0)


def new_workspace(name: str, year: int | None, agency: str, owner: str) -> Workspace:
    """A workspace with an id of its own, not yet written."""
    moment = now()
    return Workspace(
        f"w-{secrets.token_hex(6)}", checked_name(name), year, agency, moment, moment, owner=owner
    )


def checked_name(name: str) -> str:
    """A name in one line, at most 100 signs.

    Raises:
        WorkspaceError: it is empty.
    """
    name = " ".join(name.split())
    if not name:
        raise WorkspaceError("名称不能为空，请输入名称。")
    return name[:100]


def now() -> str:
    """The moment in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def local_time(moment: str) -> str:
    """A moment as the clock on the wall shows it."""
    return datetime.fromisoformat(moment).astimezone().strftime("%m月%d日 %H:%M") if moment else ""


def pack(text: str) -> bytes:
    """Text in a tenth of its size."""
    return zlib.compress(text.encode("utf-8"), 6)


def unpack(packed: bytes) -> str:
    """What was packed."""
    return zlib.decompress(packed).decode("utf-8")
