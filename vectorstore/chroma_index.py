"""Chroma as a vector index, in this process only. The one importer of chromadb; its quirks end here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from vectorstore.errors import IndexDamagedError, Reason, StoreError, from_os
from vectorstore.naming import plain_name
from vectorstore.types import Hit, IndexEntry, Label, Vectors

_BATCH = 1000  # Chroma's own limit is 5,461
_FULL_DISK = ("disk is full", "No space left", "os error 28")  # as SQLite and Rust say it


def chroma_version() -> str:
    """The installed version, without importing it."""
    return version("chromadb")


class ChromaIndex:
    """A collection of one encoder's vectors in a folder. One process at a time may hold the folder open."""

    def __init__(self, folder: Path, collection: str, dimension: int) -> None:
        """Open the folder, or create it.

        Raises:
            IndexDamagedError: Chroma cannot open what is there.
            StoreError: the folder cannot be written.
        """
        self._folder = folder
        self._dimension = dimension
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise from_os(error, folder) from error
        with self._failures():
            self._client = _client(folder)
            try:
                self._collection = self._client.get_or_create_collection(
                    plain_name(collection),
                    embedding_function=None,  # never let stored configuration choose code to run
                    configuration={"hnsw": {"space": "cosine"}},
                )
            except BaseException:
                self._client.close()
                raise

    def upsert(self, entries: Sequence[IndexEntry]) -> None:
        """See `VectorIndex.upsert`."""
        latest = list({entry.id: entry for entry in entries}.values())  # Chroma refuses an id given twice
        for start in range(0, len(latest), _BATCH):
            batch = latest[start : start + _BATCH]
            ids = [entry.id for entry in batch]
            with self._failures():
                # Upsert merges metadata: keys that should go have to be named and set to None.
                before = self._collection.get(ids=ids, include=["metadatas"])
                stale = dict(zip(before["ids"], before["metadatas"] or (), strict=False))
                self._collection.upsert(
                    ids=ids,
                    embeddings=np.stack([entry.vector for entry in batch]).astype(np.float32),
                    metadatas=[_metadata(entry, stale.get(entry.id)) for entry in batch],
                )

    def delete(self, ids: Collection[str]) -> None:
        """See `VectorIndex.delete`."""
        ordered = sorted(ids)
        for start in range(
            0, len(ordered), _BATCH
        ):  # no batch at all when there are no ids: Chroma raises on one
            with self._failures():
                self._collection.delete(ids=ordered[start : start + _BATCH])

    def query(self, vector: Vectors, limit: int, conditions: Collection[Label] = ()) -> list[Hit]:
        """See `VectorIndex.query`; approximate: a near entry may be missed."""
        if limit < 1:
            return []
        with self._failures():
            found = self._collection.query(
                query_embeddings=np.asarray(vector, dtype=np.float32).reshape(1, -1),
                n_results=limit,
                where=_where(conditions),
                include=["distances"],
            )
        ids, distances = found["ids"], found["distances"]
        if not ids or not distances:
            return []
        hits = [Hit(record_id, 1.0 - float(far)) for record_id, far in zip(ids[0], distances[0], strict=True)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))

    def __len__(self) -> int:
        """See `VectorIndex.__len__`."""
        with self._failures():
            return int(self._collection.count())

    def close(self) -> None:
        """See `VectorIndex.close`; a second call does nothing."""
        with self._failures():
            self._client.close()

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Chroma raises ValueError, its own errors and panics of its engine; for us the index is damaged."""
        try:
            yield
        except OSError as error:
            raise from_os(error, self._folder) from error
        except (StoreError, KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException as error:
            if any(sign in str(error) for sign in _FULL_DISK):
                raise StoreError(Reason.DISK_FULL, self._folder, str(error)) from error
            raise IndexDamagedError(self._folder, f"{type(error).__name__}: {error}") from error


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    settings: Callable[..., Settings] = Settings
    open_client: Callable[..., Any] = chromadb.PersistentClient
    # Named one by one: what is left out, Chroma reads from the environment and from `.env` of the current folder.
    return open_client(
        path=str(folder),
        settings=settings(
            _env_file=None,
            anonymized_telemetry=False,
            allow_reset=False,
            chroma_otel_collection_endpoint="",
            chroma_otel_granularity=None,
        ),
    )


def _metadata(entry: IndexEntry, before: Any) -> dict[str, bool | None]:
    """One key a label, for a key may have several values; never empty, for Chroma refuses that."""
    labels: dict[str, bool | None] = dict.fromkeys(before or {})
    labels.update({_key(label): True for label in entry.labels})
    labels["record"] = True
    return labels


def _key(label: Label) -> str:
    return f"{label[0]}:{label[1]}"


def _where(conditions: Collection[Label]) -> dict[str, Any] | None:
    """Chroma wants exactly one key a condition, and `$and` with at least two."""
    keys: list[dict[str, Any]] = [{_key(label): True} for label in sorted(conditions)]
    if len(keys) < 2:  # noqa: PLR2004
        return keys[0] if keys else None
    return {"$and": keys}
