"""Rows that say to whom a workspace belongs, and who let its draft pass."""

from __future__ import annotations

import sqlite3

from assistant.adapters.workspace_rows import Writer, now
from assistant.adapters.workspace_values import Approval


def members_of(connection: sqlite3.Connection, workspace_id: str) -> frozenset[str]:
    """With whom a workspace is shared."""
    rows = connection.execute("SELECT person FROM members WHERE workspace_id = ?", (workspace_id,))
    return frozenset(row[0] for row in rows)


def all_members(connection: sqlite3.Connection) -> dict[str, frozenset[str]]:
    """With whom each workspace is shared; those shared with nobody are left out."""
    found: dict[str, set[str]] = {}
    for workspace_id, person in connection.execute("SELECT workspace_id, person FROM members"):
        found.setdefault(workspace_id, set()).add(person)
    return {workspace_id: frozenset(people) for workspace_id, people in found.items()}


def add_member(writer: Writer, person: str) -> None:
    """Share the workspace with somebody."""
    writer.connection.execute(
        "INSERT OR IGNORE INTO members (workspace_id, person, added_at, added_by) VALUES (?, ?, ?, ?)",
        (writer.workspace_id, person, now(), writer.by),
    )
    writer.log("share", person)


def remove_member(writer: Writer, person: str) -> None:
    """Share it with somebody no longer."""
    writer.connection.execute(
        "DELETE FROM members WHERE workspace_id = ? AND person = ?", (writer.workspace_id, person)
    )
    writer.log("unshare", person)


def set_owner(writer: Writer, person: str) -> None:
    """Give the workspace to somebody; whoever had it keeps working on it as one of its members."""
    writer.connection.execute(
        "INSERT OR IGNORE INTO members (workspace_id, person, added_at, added_by)"
        " SELECT id, owner, ?, ? FROM workspaces WHERE id = ? AND owner NOT IN ('', ?)",
        (now(), writer.by, writer.workspace_id, person),
    )
    writer.connection.execute(
        "DELETE FROM members WHERE workspace_id = ? AND person = ?", (writer.workspace_id, person)
    )
    writer.connection.execute("UPDATE workspaces SET owner = ? WHERE id = ?", (person, writer.workspace_id))
    writer.log("give", person)


def put_approval(writer: Writer, draft_revision: int, data_revision: int) -> None:
    """Note that the draft of these revisions may go out as 送审稿."""
    writer.connection.execute(
        "INSERT OR REPLACE INTO approvals"
        " (workspace_id, draft_revision, data_revision, approved_at, approved_by) VALUES (?, ?, ?, ?, ?)",
        (writer.workspace_id, draft_revision, data_revision, now(), writer.by),
    )
    writer.log("approve", f"稿子第 {draft_revision} 次保存")


def drop_approval(writer: Writer) -> None:
    """Take the approval back."""
    writer.connection.execute("DELETE FROM approvals WHERE workspace_id = ?", (writer.workspace_id,))
    writer.log("disapprove")


def drop_approval_of_others(writer: Writer) -> None:
    """Take an approval back that somebody else gave: what is ignored after it was not seen when it was given."""
    gone = writer.connection.execute(
        "DELETE FROM approvals WHERE workspace_id = ? AND approved_by != ?", (writer.workspace_id, writer.by)
    ).rowcount
    if gone:
        writer.log("disapprove", "有检查结果在通过以后被忽略")


def find_approval(connection: sqlite3.Connection, workspace_id: str) -> Approval | None:
    """The last approval, whether or not its revisions are still the present ones."""
    row = connection.execute(
        "SELECT draft_revision, data_revision, approved_at, approved_by FROM approvals WHERE workspace_id = ?",
        (workspace_id,),
    ).fetchone()
    return Approval(*row) if row else None
