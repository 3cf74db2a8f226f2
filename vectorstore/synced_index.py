"""A Chroma index on disk together with how far it has followed the truth."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

import numpy as np

from vectorstore.chroma_index import ChromaIndex
from vectorstore.database import Revision
from vectorstore.errors import IndexDamagedError, StoreError
from vectorstore.manifest import IndexRow, write_json
from vectorstore.record_store import RecordStore
from vectorstore.seal import break_seal, set_seal
from vectorstore.types import IndexEntry, VectorIndex

_REACHED = "reached.json"
_BATCH = 1000
_NEIGHBOURS = 5
_SAME = 0.999  # cosine of a vector with itself, less what rounding may cost

StepReporter = Callable[[int, int], None]


class Fault(StrEnum):
    """What can be wrong with an index."""

    UNUSABLE = "unusable"  # it cannot be opened or read
    COUNT = "count"  # `held` of `wanted` records are there
    LOST = "lost"  # of `wanted` sampled records `held` find themselves


@dataclass(frozen=True, slots=True)
class IndexProblem:
    """What is wrong with an index; `detail` is for the log."""

    fault: Fault
    held: int = 0
    wanted: int = 0
    detail: str = ""


class SyncedIndex:
    """Opened by one process at a time, which holds the index lock."""

    def __init__(self, folder: Path, row: IndexRow) -> None:
        """Open or create the folder.

        Raises:
            IndexDamagedError: it cannot be used.
            StoreError: it cannot be written.
        """
        self.folder = folder
        self._encoder = row.encoder
        break_seal(folder)
        self.index = ChromaIndex(folder, row.encoder, row.dimension)
        try:
            self._reached = _read_reached(folder)
        except StoreError:
            self.index.close()
            raise

    def catch_up(self, records: RecordStore, report: StepReporter | None = None) -> None:
        """Apply what happened to the records since the last time; a kill on the way only means doing it again.

        Raises:
            IndexDamagedError: Chroma fails, or the index has followed another history (a restored copy).
        """
        with records.database.snapshot():
            now = records.database.revision()
            if self._reached == now:
                return
            after = -1
            if self._reached is not None:
                if not records.database.has_revision(self._reached):
                    raise IndexDamagedError(self.folder, "belongs to another history of the records")
                after = self._reached.number
                self.index.delete(records.vectors.removed_after(after))
            entries = records.vectors.entries(self._encoder, after)
            total = records.vectors.count(self._encoder) if report is not None else 0
            done = 0
            while batch := list(islice(entries, _BATCH)):
                self.index.upsert(batch)
                done += len(batch)
                if report is not None:
                    report(done, total)
        write_json(self.folder / _REACHED, {"number": now.number, "token": now.token})
        self._reached = now

    def problem(self, records: RecordStore, samples: int) -> IndexProblem | None:
        """Compare counts and let sampled vectors find themselves; None when all is well."""
        wanted, held = records.vectors.count(self._encoder), len(self.index)
        if wanted != held:
            return IndexProblem(Fault.COUNT, held, wanted)
        sampled = [entry for entry in records.vectors.sampled(self._encoder, samples) if np.any(entry.vector)]
        lost = [entry.id for entry in sampled if not _finds_itself(self.index, entry)]
        if lost:
            return IndexProblem(Fault.LOST, len(sampled) - len(lost), len(sampled), lost[0])
        return None

    def close(self, *, sealed: bool = True) -> None:
        """Let go of the folder; without a seal the next process looks at it from a child first."""
        self.index.close()
        if sealed:
            set_seal(self.folder)


def _finds_itself(index: VectorIndex, entry: IndexEntry) -> bool:
    """Its own id, or as near as itself: records with the same text have the same vector."""
    hits = index.query(entry.vector, _NEIGHBOURS)
    return any(hit.id == entry.id for hit in hits) or bool(hits and hits[0].score >= _SAME)


def _read_reached(folder: Path) -> Revision | None:
    try:
        content = json.loads((folder / _REACHED).read_text("utf-8"))
        return Revision(int(content["number"]), str(content["token"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError(folder / _REACHED, str(error)) from error
