"""The tables of the record store: opening a database file and bringing it up to date, forwards only."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from uuid import uuid4

from vectorstore.errors import Reason, StoreError, outside_failures

APPLICATION_ID = 0x4E424C49  # tells our files from other SQLite files
_BUSY_TIMEOUT_MS = 400

_FIRST = """
CREATE TABLE documents (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL UNIQUE,
    summary TEXT NOT NULL,
    body TEXT NOT NULL,
    added_at TEXT NOT NULL
);
CREATE TABLE records (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    text_digest TEXT NOT NULL,
    words TEXT NOT NULL,
    payload TEXT NOT NULL,
    revision INTEGER NOT NULL
);
CREATE INDEX records_of_document ON records (document_id, position);
CREATE INDEX records_by_revision ON records (revision);
CREATE INDEX records_by_text ON records (text_digest);
CREATE TABLE labels (
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    record_id TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
    PRIMARY KEY (key, value, record_id)
) WITHOUT ROWID;
CREATE INDEX labels_of_record ON labels (record_id);
CREATE TABLE vectors (
    encoder TEXT NOT NULL,
    text_digest TEXT NOT NULL,
    vector BLOB NOT NULL,
    UNIQUE (encoder, text_digest)
);
CREATE TABLE removed (record_id TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE revisions (number INTEGER PRIMARY KEY, token TEXT NOT NULL);
"""

# One script a version; a released script is never changed, the next one is appended.
MIGRATIONS: tuple[str, ...] = (_FIRST,)


def open_for_writing(path: Path) -> sqlite3.Connection:
    """Open or create a database and bring its tables up to date; the caller holds the write lock.

    Raises:
        StoreError: the file is damaged, foreign, written by a newer version, or the disk refuses.
    """
    with outside_failures(path):
        connection = _connect(f"{path.absolute().as_uri()}?mode=rwc")
        try:
            version = _checked_version(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            _migrate(connection, version)
        except BaseException:
            connection.close()
            raise
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection | None:
    """Open an existing database read-only, or return None when there is nothing to read yet.

    The tables may be older than this program: see `needs_migration`.

    Raises:
        StoreError: the file is damaged, foreign, newer, or may not be read.
    """
    if not path.exists():
        return None
    with outside_failures(path):
        try:
            connection = _connect(f"{path.absolute().as_uri()}?mode=ro")
            _touch(connection)
        except sqlite3.OperationalError:
            wal = path.with_name(path.name + "-wal")
            if wal.exists() and wal.stat().st_size:
                raise
            # A read-only folder cannot hold the shared-memory file of WAL; without a log nothing is missed.
            connection = _connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1")
        try:
            version = _checked_version(connection, path)
        except BaseException:
            connection.close()
            raise
        if version == 0:
            connection.close()
            return None
    return connection


def needs_migration(connection: sqlite3.Connection) -> bool:
    """Whether the tables are older than this program."""
    return _version(connection) < len(MIGRATIONS)


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        uri, uri=True, timeout=_BUSY_TIMEOUT_MS / 1000, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _touch(connection: sqlite3.Connection) -> None:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _checked_version(connection: sqlite3.Connection, path: Path) -> int:
    version = _version(connection)
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if tables and application != APPLICATION_ID:
        raise StoreError(Reason.FOREIGN_FILE, path)
    if version > len(MIGRATIONS):
        raise StoreError(Reason.NEWER_VERSION, path, f"{version} > {len(MIGRATIONS)}")
    return version


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    """Apply what is missing in one transaction: a kill leaves the old version or the new one."""
    if version == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for script in MIGRATIONS[version:]:
            for statement in script.split(";"):
                if statement.strip():
                    connection.execute(statement)
        if version == 0:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("INSERT INTO revisions VALUES (0, ?)", (uuid4().hex,))
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite ends it by itself when the disk is full
            connection.execute("ROLLBACK")
        raise
