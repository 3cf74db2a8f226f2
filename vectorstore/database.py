"""One SQLite connection shared between threads: reading, transactions, revisions."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any
from uuid import uuid4

from vectorstore.errors import Reason, StoreError, outside_failures

_BOUND_VALUES = 1000  # SQLite's own limit is far above on new systems, 999 on very old ones


@dataclass(frozen=True, slots=True)
class Revision:
    """A state of the records. `token` tells it from the same number in another history (a restored copy)."""

    number: int
    token: str


class Database:
    """A connection as `schema` opens it. What SQLite or the disk refuses comes out as `StoreError`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._lock = RLock()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def fetch(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self._locked():
            return self._connection.execute(sql, values).fetchall()

    def fetch_in(
        self, sql: str, ids: Collection[str], before: Sequence[object] = ()
    ) -> list[tuple[Any, ...]]:
        """All rows of a query with `IN ({})` as its last condition, however many ids there are."""
        rows: list[tuple[Any, ...]] = []
        ordered = list(ids)
        for start in range(0, len(ordered), _BOUND_VALUES - len(before)):
            page = ordered[start : start + _BOUND_VALUES - len(before)]
            rows += self.fetch(sql.format(",".join("?" * len(page))), (*before, *page))
        return rows

    @contextmanager
    def transaction(self) -> Iterator[tuple[sqlite3.Connection, int]]:
        """Change records: yields the connection and the number of the new revision; all of it happens or nothing."""
        with self._locked():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection, self._next_revision()
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # SQLite ends it by itself when the disk is full
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let several reads see one state, whatever other processes commit meanwhile."""
        with self._locked():
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")

    def revision(self) -> Revision:
        """The present state."""
        row = self.fetch("SELECT number, token FROM revisions ORDER BY number DESC LIMIT 1")[0]
        return Revision(*row)

    def has_revision(self, revision: Revision) -> bool:
        """Whether this history went through that state."""
        rows = self.fetch("SELECT token FROM revisions WHERE number = ?", (revision.number,))
        return bool(rows) and rows[0][0] == revision.token

    def quick_check(self) -> list[str]:
        """What SQLite finds wrong with the file; empty when it is sound."""
        found = [row[0] for row in self.fetch("PRAGMA quick_check")]
        return [] if found == ["ok"] else found

    def empty_log(self) -> None:
        """Move everything from the log into the database file, so that it can be read from a read-only folder."""
        self.fetch("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._lock, outside_failures(self.path):
            try:
                yield
            except sqlite3.ProgrammingError as error:
                if "closed" in str(error):
                    raise StoreError(Reason.UNREADABLE, self.path, "closed") from error
                raise

    def _next_revision(self) -> int:
        number = int(self._connection.execute("SELECT max(number) FROM revisions").fetchone()[0]) + 1
        self._connection.execute("INSERT INTO revisions VALUES (?, ?)", (number, uuid4().hex))
        return number
