"""The exact index: all vectors in one array. The yardstick of the others, and what is used while they are unwell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from threading import Lock

import numpy as np

from vectorstore.types import Hit, IndexEntry, Label, Vectors


class MemoryIndex:
    """Compares a query with every vector; nothing is written anywhere."""

    def __init__(self, dimension: int, entries: Iterable[IndexEntry] = ()) -> None:
        self._dimension = dimension
        self._entries: dict[str, IndexEntry] = {entry.id: entry for entry in entries}
        self._arrays: tuple[list[str], Vectors, dict[Label, list[int]]] | None = None
        self._lock = Lock()

    def upsert(self, entries: Sequence[IndexEntry]) -> None:
        """See `VectorIndex.upsert`."""
        with self._lock:
            self._entries.update((entry.id, entry) for entry in entries)
            self._arrays = None

    def delete(self, ids: Collection[str]) -> None:
        """See `VectorIndex.delete`."""
        with self._lock:
            for record_id in ids:
                self._entries.pop(record_id, None)
            self._arrays = None

    def query(self, vector: Vectors, limit: int, conditions: Collection[Label] = ()) -> list[Hit]:
        """See `VectorIndex.query`."""
        ids, matrix, carriers = self._stacked()
        if not ids or limit < 1:
            return []
        rows = np.arange(len(ids))
        for condition in conditions:
            rows = np.intersect1d(rows, carriers.get(condition, []), assume_unique=True)
        scores = (matrix if len(rows) == len(ids) else matrix[rows.astype(int)]) @ vector
        order = np.argsort(-scores, kind="stable")[:limit]  # rows are in the order of ids
        return [Hit(ids[int(rows[place])], float(scores[place])) for place in order]

    def __len__(self) -> int:
        """See `VectorIndex.__len__`."""
        return len(self._entries)

    def close(self) -> None:
        """See `VectorIndex.close`."""
        with self._lock:
            self._entries = {}
            self._arrays = None

    def _stacked(self) -> tuple[list[str], Vectors, dict[Label, list[int]]]:
        with self._lock:
            if self._arrays is None:
                ids = sorted(self._entries)
                matrix = np.zeros((len(ids), self._dimension), dtype=np.float32)
                carriers: dict[Label, list[int]] = {}
                for row, record_id in enumerate(ids):
                    entry = self._entries[record_id]
                    matrix[row] = entry.vector
                    for label in entry.labels:
                        carriers.setdefault(label, []).append(row)
                self._arrays = ids, matrix, carriers
            return self._arrays
