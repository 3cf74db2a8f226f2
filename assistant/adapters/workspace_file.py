"""The file of the workspaces: its tables, one migration after another."""

from __future__ import annotations

from assistant.adapters.sqlite_file import FileKind
from assistant.errors import WorkspaceError

FILE_NAME = "workspaces.sqlite"
BACKUP_NAME = "workspaces.backup.sqlite"

_MIGRATIONS = (
    """
    CREATE TABLE workspaces (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, year INTEGER, agency TEXT NOT NULL,
        created_at TEXT NOT NULL, changed_at TEXT NOT NULL, trashed_at TEXT NOT NULL DEFAULT ''
    );
    CREATE TABLE parts (
        workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE, part TEXT NOT NULL,
        text TEXT NOT NULL, revision INTEGER NOT NULL, saved_at TEXT NOT NULL,
        PRIMARY KEY (workspace_id, part)
    );
    CREATE TABLE past (
        id INTEGER PRIMARY KEY, workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
        part TEXT NOT NULL, packed BLOB NOT NULL, revision INTEGER NOT NULL,
        saved_at TEXT NOT NULL, saved_by TEXT NOT NULL, conflict INTEGER NOT NULL
    );
    CREATE INDEX past_of_part ON past (workspace_id, part, id);
    CREATE TABLE versions (
        id INTEGER PRIMARY KEY, workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
        label TEXT NOT NULL, packed BLOB NOT NULL, created_at TEXT NOT NULL, created_by TEXT NOT NULL
    );
    CREATE TABLE decisions (
        workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE, key TEXT NOT NULL,
        code TEXT NOT NULL, quote TEXT NOT NULL, reason TEXT NOT NULL,
        decided_at TEXT NOT NULL, decided_by TEXT NOT NULL, PRIMARY KEY (workspace_id, key)
    );
    CREATE TABLE events (
        id INTEGER PRIMARY KEY, workspace_id TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL,
        kind TEXT NOT NULL, detail TEXT NOT NULL
    );
    CREATE INDEX events_of_workspace ON events (workspace_id, id);
    """,
    """
    ALTER TABLE workspaces ADD COLUMN owner TEXT NOT NULL DEFAULT '';
    CREATE TABLE members (
        workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE, person TEXT NOT NULL,
        added_at TEXT NOT NULL, added_by TEXT NOT NULL, PRIMARY KEY (workspace_id, person)
    );
    CREATE INDEX members_by_person ON members (person);
    CREATE TABLE approvals (
        workspace_id TEXT PRIMARY KEY REFERENCES workspaces(id) ON DELETE CASCADE,
        draft_revision INTEGER NOT NULL, data_revision INTEGER NOT NULL,
        approved_at TEXT NOT NULL, approved_by TEXT NOT NULL
    );
    """,
)

WORKSPACES = FileKind(FILE_NAME, BACKUP_NAME, 0x6E62776B, _MIGRATIONS, "工作区文件", WorkspaceError)  # "nbwk"
