"""Keeps Chroma in step with the truth; while Chroma cannot be used, the exact index answers instead."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from vectorstore.chroma_index import ChromaIndex, chroma_version
from vectorstore.database import Revision
from vectorstore.errors import IndexDamagedError, Reason, StoreBusyError, StoreError
from vectorstore.health import check_in_child, self_test
from vectorstore.lock import INDEX_LOCK, open_lock
from vectorstore.manifest import IndexRow, read_manifest, write_json, write_manifest
from vectorstore.memory_index import MemoryIndex
from vectorstore.naming import plain_name
from vectorstore.record_store import RecordStore
from vectorstore.types import Hit, Label, TextEncoder, VectorIndex, Vectors

if TYPE_CHECKING:
    from filelock import BaseFileLock

INDEX_FOLDER = "index"
_REACHED = "reached.json"
_OPENING = "opening"
_BATCH = 1000
_log = logging.getLogger(__name__)

StepReporter = Callable[[int, int], None]


class IndexState(StrEnum):
    """Whether Chroma answers, and if not, why the exact index does."""

    READY = "ready"
    NOT_OPENED = "not_opened"
    IN_USE = "in_use"  # another process has it open
    READ_ONLY = "read_only"
    DISK_FULL = "disk_full"
    NEWER = "newer"
    DAMAGED = "damaged"


_STATES = {
    Reason.BUSY: IndexState.IN_USE,
    Reason.READ_ONLY: IndexState.READ_ONLY,
    Reason.DISK_FULL: IndexState.DISK_FULL,
    Reason.NEWER_VERSION: IndexState.NEWER,
}
_TRIED_AGAIN = {IndexState.NOT_OPENED, IndexState.IN_USE, IndexState.DISK_FULL}


class IndexKeeper:
    """The vector index of one encoder over one record store."""

    def __init__(self, home: Path, encoder: TextEncoder) -> None:
        self._home = home
        self._encoder = encoder
        self._mutex = RLock()
        self._lock: BaseFileLock | None = None
        self._chroma: ChromaIndex | None = None
        self._folder = home
        self._reached: Revision | None = None
        self._exact: MemoryIndex | None = None
        self._exact_at: Revision | None = None
        self.state = IndexState.NOT_OPENED
        self.detail = ""

    def query(
        self, records: RecordStore, vector: Vectors, limit: int, conditions: Collection[Label] = ()
    ) -> list[Hit]:
        """Ask Chroma as far as it is well, else the exact index; both see the present records."""
        with self._mutex:
            index = self.catch_up(records)
            try:
                return index.query(vector, limit, conditions)
            except IndexDamagedError as error:
                self._give_up(error)
                return self._exact_index(records).query(vector, limit, conditions)

    def catch_up(self, records: RecordStore) -> VectorIndex:
        """Bring the index to the present state of the records and return it."""
        with self._mutex, records.database.snapshot():
            try:
                if self.state in _TRIED_AGAIN:
                    self._open(records)
                if self._chroma is not None:
                    self._apply_changes(records, self._chroma)
                    return self._chroma
            except StoreError as error:
                self._give_up(error)
            return self._exact_index(records)

    def rebuild(self, records: RecordStore, report: StepReporter | None = None) -> None:
        """Build a new index beside the present one from the stored vectors, then put it in its place.

        Raises:
            StoreBusyError: another process has the index open.
            StoreError: the disk refuses.
        """
        with self._mutex, records.database.snapshot():
            self.close()
            self._lock = open_lock(self._home, INDEX_LOCK)
            try:
                rows = self._rows_or_none()
                row = self._new_row(rows)
                self._open_folder(row)
                self._apply_changes(records, self._opened(), report)
                self._test(records)
                write_manifest(self._home, {**rows, row.encoder: row})
                self._remove_others(
                    {each.folder for each in rows.values() if each.encoder != row.encoder} | {row.folder}
                )
                self._set_state(IndexState.READY)
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """Let go of Chroma and of the lock."""
        with self._mutex:
            if self._chroma is not None:
                try:
                    self._chroma.close()
                except StoreError as error:
                    _log.warning("closing the index: %s", error)
                self._chroma = None
            if self._lock is not None:
                self._lock.release()
                self._lock = None
            self._reached = None
            self._exact = self._exact_at = None
            self._set_state(IndexState.NOT_OPENED)

    @contextmanager
    def set_aside(self) -> Iterator[bool]:
        """Close the index and keep every other process out of it, so that a child may open it.

        Yields:
            Whether the index is free; False when another process has it open.
        """
        with self._mutex:
            before, detail = self.state, self.detail
            self.close()
            try:
                lock = open_lock(self._home, INDEX_LOCK)
            except StoreError as error:
                yield error.reason is not Reason.BUSY
            else:
                try:
                    yield True
                finally:
                    lock.release()
            if before is not IndexState.READY:
                self._set_state(before, detail)

    # Chroma

    def _open(self, records: RecordStore) -> None:
        if records.vectors.count(self._encoder.name) == 0:
            return  # nothing to index yet: no reason to create files
        if self._lock is None:
            self._lock = open_lock(self._home, INDEX_LOCK)
        row = read_manifest(self._home).get(self._encoder.name)
        if row is None:
            self.rebuild(records)
            return
        if _version(row.chroma) > _version(chroma_version()):
            raise StoreError(Reason.NEWER_VERSION, self._home / INDEX_FOLDER / row.folder, row.chroma)
        if row.chroma != chroma_version() or row.dimension != self._encoder.dimension:
            self.rebuild(records)  # Chroma migrates forwards only: rather a new index than a changed old one
            return
        self._open_folder(row)
        self._apply_changes(records, self._opened())
        self._test(records)
        self._set_state(IndexState.READY)

    def _open_folder(self, row: IndexRow) -> None:
        self._folder = self._home / INDEX_FOLDER / row.folder
        mark = self._folder / _OPENING
        if mark.exists():  # the last opening did not end: perhaps its process was killed by what it opened
            found = check_in_child(self._home, self._folder, row)
            if found.index_problem:
                raise IndexDamagedError(self._folder, str(found.index_problem))
        self._folder.mkdir(parents=True, exist_ok=True)
        mark.touch()
        self._chroma = ChromaIndex(self._folder, row.encoder, row.dimension)
        self._reached = _read_reached(self._folder)

    def _opened(self) -> ChromaIndex:
        if self._chroma is None:
            raise IndexDamagedError(self._folder, "not open")
        return self._chroma

    def _apply_changes(
        self, records: RecordStore, chroma: ChromaIndex, report: StepReporter | None = None
    ) -> None:
        now = records.database.revision()
        if self._reached == now:
            return
        after = -1
        if self._reached is not None:
            if not records.database.has_revision(self._reached):
                raise IndexDamagedError(self._folder, "belongs to another history of the records")
            after = self._reached.number
            chroma.delete(records.vectors.removed_after(after))
        entries = records.vectors.entries(self._encoder.name, after)
        total = records.vectors.count(self._encoder.name)
        done = 0
        while batch := list(islice(entries, _BATCH)):
            chroma.upsert(batch)
            done += len(batch)
            if report is not None:
                report(done, total)
        write_json(self._folder / _REACHED, {"number": now.number, "token": now.token})
        self._reached = now

    def _test(self, records: RecordStore) -> None:
        problem = self_test(records, self._encoder.name, self._opened())
        if problem:
            raise IndexDamagedError(self._folder, str(problem))
        (self._folder / _OPENING).unlink(missing_ok=True)

    def _give_up(self, error: StoreError) -> None:
        """Leave Chroma alone until it is repaired or free; never delete under it."""
        self.close()
        self._set_state(_STATES.get(error.reason, IndexState.DAMAGED), str(error))
        log = _log.info if isinstance(error, StoreBusyError) else _log.warning
        log("the exact index answers instead of Chroma: %s", error)

    def _set_state(self, state: IndexState, detail: str = "") -> None:
        self.state = state
        self.detail = detail

    def _rows_or_none(self) -> dict[str, IndexRow]:
        try:
            return read_manifest(self._home)
        except IndexDamagedError as error:
            _log.warning("a new manifest replaces a damaged one: %s", error)
            return {}

    def _new_row(self, rows: dict[str, IndexRow]) -> IndexRow:
        stem = plain_name(self._encoder.name)
        folder = self._home / INDEX_FOLDER
        taken = {each.folder for each in rows.values()} | {path.name for path in folder.glob(f"{stem}-*")}
        number = next(n for n in range(1, len(taken) + 2) if f"{stem}-{n}" not in taken)
        query_prefix, passage_prefix = self._encoder.prefixes
        return IndexRow(
            encoder=self._encoder.name,
            folder=f"{stem}-{number}",
            dimension=self._encoder.dimension,
            normalised=True,
            query_prefix=query_prefix,
            passage_prefix=passage_prefix,
            chroma=chroma_version(),
        )

    def _remove_others(self, keep: set[str]) -> None:
        for path in (self._home / INDEX_FOLDER).glob(f"{plain_name(self._encoder.name)}-*"):
            if path.name not in keep:
                shutil.rmtree(path, ignore_errors=True)

    # The exact index

    def _exact_index(self, records: RecordStore) -> MemoryIndex:
        now = records.database.revision()
        if self._exact is not None and self._exact_at is not None and self._exact_at != now:
            if records.database.has_revision(self._exact_at):
                self._exact.delete(records.vectors.removed_after(self._exact_at.number))
                self._exact.upsert(list(records.vectors.entries(self._encoder.name, self._exact_at.number)))
                self._exact_at = now
            else:
                self._exact = None
        if self._exact is None:
            self._exact = MemoryIndex(self._encoder.dimension, records.vectors.entries(self._encoder.name))
            self._exact_at = now
        return self._exact


def _read_reached(folder: Path) -> Revision | None:
    try:
        content = json.loads((folder / _REACHED).read_text("utf-8"))
        return Revision(int(content["number"]), str(content["token"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError(folder / _REACHED, str(error)) from error


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())
