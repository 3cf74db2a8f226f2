"""Keeps Chroma in step with the truth; while Chroma cannot be used, the exact index answers instead."""

from __future__ import annotations

import atexit
import logging
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from vectorstore.chroma_index import chroma_version
from vectorstore.database import Revision
from vectorstore.errors import IndexDamagedError, Reason, StoreError
from vectorstore.health import check_in_child
from vectorstore.lock import INDEX_LOCK, open_lock
from vectorstore.manifest import IndexRow, read_manifest, write_manifest
from vectorstore.memory_index import MemoryIndex
from vectorstore.naming import plain_name
from vectorstore.record_store import RecordStore
from vectorstore.seal import is_sealed
from vectorstore.synced_index import StepReporter, SyncedIndex
from vectorstore.types import Hit, Label, TextEncoder, VectorIndex, Vectors

if TYPE_CHECKING:
    from filelock import BaseFileLock

INDEX_FOLDER = "index"
_SAMPLES = 12  # enough to notice half a vector file with near certainty, few enough for every opening
_log = logging.getLogger(__name__)


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
        self._synced: SyncedIndex | None = None
        self._exact: tuple[Revision, MemoryIndex] | None = None
        self.state = IndexState.NOT_OPENED

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
        with self._mutex:
            try:
                if self.state in _TRIED_AGAIN:
                    self._open(records)
                if self._synced is not None:
                    self._synced.catch_up(records)
                    return self._synced.index
            except StoreError as error:
                self._give_up(error)
            return self._exact_index(records)

    def rebuild(self, records: RecordStore, report: StepReporter | None = None) -> None:
        """Build a new index beside the present one from the stored vectors, then put it in its place.

        Raises:
            StoreBusyError: another process has the index open.
            StoreError: the disk refuses.
        """
        with self._mutex:
            self.close()
            self._take_lock()
            try:
                rows = self._rows_or_none()
                row = self._new_row(rows)
                self._adopt(records, row, report)
                write_manifest(self._home, {**rows, row.encoder: row})
            except BaseException:
                self.close(sealed=False)
                raise
            used = {each.folder for each in rows.values() if each.encoder != row.encoder} | {row.folder}
            self._remove_all_but(used)

    def close(self, *, sealed: bool = True) -> None:
        """Let go of Chroma, of the lock and of the memory."""
        with self._mutex:
            atexit.unregister(self.close)
            if self._synced is not None:
                try:
                    self._synced.close(sealed=sealed)
                except StoreError as error:
                    _log.info("closing the index: %s", error)
                self._synced = None
            if self._lock is not None:
                self._lock.release()
                self._lock = None
            self._exact = None
            self.state = IndexState.NOT_OPENED

    @contextmanager
    def set_aside(self) -> Iterator[bool]:
        """Close the index and keep every other process out of it, so that a child may open it.

        Yields:
            Whether that worked; if not, `state` says why.
        """
        with self._mutex:
            before = self.state
            self.close()
            try:
                self._take_lock()
            except StoreError as error:
                self.state = _STATES.get(error.reason, IndexState.DAMAGED)
                yield False
                return
            try:
                yield True
            finally:
                self.close()
                if before not in _TRIED_AGAIN | {IndexState.READY}:
                    self.state = before

    # Chroma

    def _open(self, records: RecordStore) -> None:
        if records.vectors.count(self._encoder.name) == 0:
            return  # nothing to index yet: no reason to create files
        self._take_lock()
        row = read_manifest(self._home).get(self._encoder.name)
        if row is None:
            self.rebuild(records)
            return
        folder = self._home / INDEX_FOLDER / row.folder
        if _version(row.chroma) > _version(chroma_version()):
            raise StoreError(Reason.NEWER_VERSION, folder, row.chroma)
        if row.chroma != chroma_version() or row.dimension != self._encoder.dimension:
            self.rebuild(records)  # Chroma migrates forwards only: rather a new index than a changed old one
            return
        if not is_sealed(folder):
            problem = check_in_child(self._home, folder, row).index_problem
            if problem is not None:
                raise IndexDamagedError(folder, str(problem))
        self._adopt(records, row)

    def _adopt(self, records: RecordStore, row: IndexRow, report: StepReporter | None = None) -> None:
        """Open the index, bring it up to date, and use it if it finds what it holds."""
        folder = self._home / INDEX_FOLDER / row.folder
        self._synced = SyncedIndex(folder, row)
        self._synced.catch_up(records, report)
        problem = self._synced.problem(records, _SAMPLES)
        if problem is not None:
            raise IndexDamagedError(folder, str(problem))
        atexit.register(self.close)
        self.state = IndexState.READY

    def _give_up(self, error: StoreError) -> None:
        """Leave Chroma alone until it is repaired or free; never delete under it."""
        self.close(sealed=False)
        self.state = _STATES.get(error.reason, IndexState.DAMAGED)
        _log.info("the exact index answers instead of Chroma: %s", error)

    def _take_lock(self) -> None:
        if self._lock is None:
            self._lock = open_lock(self._home, INDEX_LOCK)

    # The manifest

    def _rows_or_none(self) -> dict[str, IndexRow]:
        try:
            return read_manifest(self._home)
        except IndexDamagedError as error:
            _log.info("a new manifest replaces a damaged one: %s", error)
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

    def _remove_all_but(self, used: set[str]) -> None:
        for path in (self._home / INDEX_FOLDER).glob(f"{plain_name(self._encoder.name)}-*"):
            if path.name not in used:
                shutil.rmtree(path, ignore_errors=True)

    # The exact index

    def _exact_index(self, records: RecordStore) -> MemoryIndex:
        name = self._encoder.name
        with records.database.snapshot():
            now = records.database.revision()
            if self._exact is not None and records.database.has_revision(self._exact[0]):
                seen, index = self._exact
                if seen != now:
                    index.delete(records.vectors.removed_after(seen.number))
                    index.upsert(list(records.vectors.entries(name, seen.number)))
            else:
                index = MemoryIndex(self._encoder.dimension, records.vectors.entries(name))
            self._exact = now, index
            return index


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())
