"""Errors of the store, without wording for users: what happened is a `Reason`, where is a path.

StoreError
├── StoreBusyError
├── EncoderError
└── IndexDamagedError

Who stands above maps the reason to words; `detail` is for the log.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path


class Reason(StrEnum):
    """What went wrong, as far as it decides what a person can do about it."""

    BUSY = "busy"
    READ_ONLY = "read_only"
    DISK_FULL = "disk_full"
    DAMAGED = "damaged"
    NEWER_VERSION = "newer_version"
    FOREIGN_FILE = "foreign_file"
    MODEL_MISSING = "model_missing"
    MODEL_BROKEN = "model_broken"
    UNREADABLE = "unreadable"


class StoreError(Exception):
    """Something outside the program keeps the store from working."""

    def __init__(self, reason: Reason, place: Path | str, detail: str = "") -> None:
        self.reason = reason
        self.place = str(place)
        self.detail = detail
        super().__init__(f"{reason.value}: {place}" + (f" ({detail})" if detail else ""))


class StoreBusyError(StoreError):
    """Another process holds the lock."""

    def __init__(self, place: Path | str, detail: str = "") -> None:
        super().__init__(Reason.BUSY, place, detail)


class EncoderError(StoreError):
    """A model cannot be found, built or loaded."""


class IndexDamagedError(StoreError):
    """An index cannot be used; the records are not touched by it and it can be built again."""

    def __init__(self, place: Path | str, detail: str = "") -> None:
        super().__init__(Reason.DAMAGED, place, detail)


_DISK_FULL = {sqlite3.SQLITE_FULL}
_READ_ONLY = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_UNREADABLE = {sqlite3.SQLITE_IOERR}
_WRITE_FAILED = {sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE}  # a quota, mostly
_PRIMARY_CODE = 0xFF  # the low byte of an extended result code
_NO_SPACE = {28, 27, 122}  # ENOSPC, EFBIG, EDQUOT
_NOT_WRITABLE = {1, 13, 30}  # EPERM, EACCES, EROFS


def from_sqlite(error: sqlite3.Error, place: Path) -> StoreError | None:
    """The store's error for a SQLite error, or None when it is a mistake of the program."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code in _WRITE_FAILED:
        return StoreError(Reason.DISK_FULL, place, str(error))
    primary = code & _PRIMARY_CODE
    if primary in _BUSY:
        return StoreBusyError(place, str(error))
    for codes, reason in (
        (_DISK_FULL, Reason.DISK_FULL),
        (_READ_ONLY, Reason.READ_ONLY),
        (_DAMAGED, Reason.DAMAGED),
        (_UNREADABLE, Reason.UNREADABLE),
    ):
        if primary in codes:
            return StoreError(reason, place, str(error))
    return None


def from_os(error: OSError, place: Path) -> StoreError:
    """The store's error for a failure of the file system."""
    if error.errno in _NO_SPACE:
        return StoreError(Reason.DISK_FULL, place, str(error))
    if error.errno in _NOT_WRITABLE:
        return StoreError(Reason.READ_ONLY, place, str(error))
    return StoreError(Reason.UNREADABLE, place, str(error))


@contextmanager
def outside_failures(place: Path) -> Iterator[None]:
    """Turn failures of disk and database into `StoreError`; mistakes of the program pass as they are."""
    try:
        yield
    except sqlite3.Error as error:
        known = from_sqlite(error, place)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        raise from_os(error, place) from error
