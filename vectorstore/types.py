"""What the store holds and the promises of encoders and indexes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Label = tuple[str, str]  # key and value; a record may carry several values of one key


@dataclass(frozen=True, slots=True)
class Document:
    """A source with everything known about it.

    `digest` identifies the content (no two documents share one); `summary` and `body` are texts of the caller:
    `summary` is read for lists, `body` only for the document itself.
    """

    id: str
    digest: str
    summary: str
    body: str
    added_at: str


@dataclass(frozen=True, slots=True)
class Record:
    """The unit of search. `text` is encoded and cut into words; `payload` is the caller's own text."""

    id: str
    document_id: str
    text: str
    labels: frozenset[Label]
    payload: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found. `score`: higher is better; comparable within one query of one index only."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What a vector index keeps of a record; `vector` is float32 of unit length (or all zero)."""

    id: str
    vector: Vectors
    labels: frozenset[Label]


class TextEncoder(Protocol):
    """Turns texts into vectors. Cheap to build: whatever is heavy is loaded by the first call that needs it."""

    @property
    def name(self) -> str:
        """Stable id of weights and prefixes; vectors of different names never mix.

        Raises:
            EncoderError: the model is not there.
        """

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def prefixes(self) -> tuple[str, str]:
        """What is put in front of queries and of passages."""

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Encode texts that will be searched.

        Returns:
            float32, shape (len(texts), dimension), rows of unit length or all zero.

        Raises:
            EncoderError: the model cannot be loaded.
        """

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Encode texts that search; see `encode_passages`."""


EncoderFactory = Callable[[], TextEncoder]


class VectorIndex(Protocol):
    """Finds the nearest vectors by cosine."""

    def upsert(self, entries: Sequence[IndexEntry]) -> None:
        """Add entries or replace those of the same id; the last of a repeated id counts. An empty batch is fine."""

    def delete(self, ids: Collection[str]) -> None:
        """Forget entries; unknown ids are ignored."""

    def query(self, vector: Vectors, limit: int, conditions: Collection[Label] = ()) -> list[Hit]:
        """Return at most `limit` entries that carry all `conditions`, nearest first, score = cosine.

        Equal scores are ordered by id.
        """

    def __len__(self) -> int:
        """How many entries there are."""

    def close(self) -> None:
        """Let go of files and memory."""
