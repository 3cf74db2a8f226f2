"""An SQLite file in the home: opened, migrated, backed up; its errors in words that help."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError

_BUSY_SECONDS = 5.0
_BACKUP_AFTER_SECONDS = 12 * 3600
_PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class FileKind:
    """What tells one file from another. Each migration brings it one version further; they are added, never changed.

    `subject` is what messages call the file; a `private` one is for the eyes of this user of the machine only.
    """

    name: str
    backup: str
    application_id: int
    migrations: tuple[str, ...]
    subject: str
    error: type[AssistantError]
    private: bool = False


class SqliteFile:
    """One connection, used by one thread at a time; other processes wait for each other through SQLite's locks."""

    def __init__(self, home: Path, kind: FileKind) -> None:
        self.kind = kind
        self.path = home / kind.name
        self._lock = threading.RLock()
        with self._told():
            try:
                home.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise self.kind.error(
                    f"{home}：无法建立文件夹（{error.strerror}）。请换一个可以写入的位置（--home）。"
                ) from error
            self._keep_private(self.path)
            self._connection = sqlite3.connect(
                self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                self._prepare()
            except BaseException:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close the file; a closed store cannot be used again."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection for reading one consistent state."""
        with self._lock, self._told():
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._end("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection inside a transaction: all of it is saved, or nothing."""
        with self._lock, self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._end("ROLLBACK")
                raise
            try:
                self._connection.execute("COMMIT")
            except BaseException:
                self._end("ROLLBACK")
                raise

    def _end(self, how: str) -> None:
        with suppress(sqlite3.Error):  # SQLite has ended the transaction itself after some errors
            if self._connection.in_transaction:
                self._connection.execute(how)

    def _prepare(self) -> None:
        execute = self._connection.execute
        version = execute("PRAGMA user_version").fetchone()[0]
        if version > len(self.kind.migrations):
            raise self.kind.error(
                f"{self.path}：这个{self.kind.subject}由更新版本的程序写成，请升级本程序后再打开；文件没有改动。"
            )
        execute("PRAGMA journal_mode = WAL")
        execute("PRAGMA synchronous = FULL")
        execute("PRAGMA foreign_keys = ON")
        if version:
            self._back_up(at_once=version < len(self.kind.migrations))
        if version < len(self.kind.migrations):
            self._migrate()

    def _migrate(self) -> None:
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        try:
            version = execute("PRAGMA user_version").fetchone()[0]  # another process may have been faster
            for number, script in enumerate(self.kind.migrations[version:], start=version + 1):
                for statement in filter(str.strip, script.split(";")):
                    execute(statement)
                execute(f"PRAGMA user_version = {number}")
            execute(f"PRAGMA application_id = {self.kind.application_id}")
            execute("COMMIT")
        except BaseException:
            self._end("ROLLBACK")
            raise

    def _back_up(self, *, at_once: bool) -> None:
        """Keep a sound copy beside the file: half a day old at most when the program is opened, and before a migration."""
        backup = self.path.with_name(self.kind.backup)
        old = backup.exists() and time.time() - backup.stat().st_mtime < _BACKUP_AFTER_SECONDS
        if old and not at_once:
            return
        if self._connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("quick_check failed")
        fresh = backup.with_suffix(f".{os.getpid()}.new")  # two processes may be at it at once
        try:
            fresh.unlink(missing_ok=True)
            self._keep_private(fresh)  # SQLite fills an empty file as it fills a new one
            self._connection.execute("VACUUM INTO ?", (str(fresh),))
            fresh.replace(backup)
        except (OSError, sqlite3.OperationalError):  # no room for a copy is no reason not to open
            with suppress(OSError):
                fresh.unlink(missing_ok=True)

    def _keep_private(self, path: Path) -> None:
        """Make a file that nobody else may read, if it is a private one; SQLite gives its journals the same rights."""
        if not self.kind.private:
            return
        try:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, _PRIVATE))
            path.chmod(_PRIVATE)
        except OSError as error:
            raise self.kind.error(
                f"{path}：没有写入权限（{error.strerror}）。请检查权限，或换一个位置（--home）。"
            ) from error

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn SQLite's errors into ours."""
        try:
            yield
        except sqlite3.Error as error:
            raise self.kind.error(self._message(error)) from error

    def _message(self, error: sqlite3.Error) -> str:
        code = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            return f"{self.path}：磁盘已满，刚才的修改没有保存。请清理磁盘后再保存一次，之前保存的内容都在。"
        if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
            return f"{self.path}：没有写入权限，或文件夹是只读的。请检查权限，或换一个位置（--home）。"
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return f"{self.path}：正被另一个程序占用，刚才的修改没有保存。请稍候再试。"
        if code == sqlite3.SQLITE_IOERR:
            return f"{self.path}：读写磁盘出错，刚才的修改没有保存。请检查磁盘或网络盘后再试。"
        if isinstance(error, sqlite3.ProgrammingError):
            return f"{self.path}：{self.kind.subject}已经关闭，请重新打开程序。"
        return self._damaged()

    def _damaged(self) -> str:
        backup = self.path.with_name(self.kind.backup)
        way_out = (
            f"可以先关闭程序，把损坏的文件移到别处，再把备份 {backup.name} 改名为 {self.path.name}"
            if backup.exists()
            else f"请先关闭程序，把它移到别处保存，再重新打开程序（会新建一个空的{self.kind.subject}）"
        )
        return f"{self.path}：{self.kind.subject}已损坏，程序没有改动它。{way_out}。"
