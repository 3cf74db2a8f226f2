"""The vectors of the truth: one per encoder and text, so that nothing is encoded twice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np

from vectorstore.database import Database
from vectorstore.types import IndexEntry, Label, Vectors

_PAGE = 1000
# CROSS JOIN fixes the order: the other way round SQLite walks all vectors to find the few records that changed.
_OF_ENCODER = "FROM records CROSS JOIN vectors USING (text_digest) WHERE encoder = ?"


class VectorTable:
    """Vectors by the digest of their text; they count as soon as a record has that text."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, encoder: str, vectors: Mapping[str, Vectors]) -> None:
        """Keep vectors by digest; records that were waiting for one count as changed."""
        with self._database.transaction() as (connection, revision):
            connection.executemany(
                "INSERT OR REPLACE INTO vectors (encoder, text_digest, vector) VALUES (?, ?, ?)",
                [(encoder, digest, vector.astype("<f4").tobytes()) for digest, vector in vectors.items()],
            )
            connection.executemany(
                "UPDATE records SET revision = ? WHERE text_digest = ?",
                [(revision, digest) for digest in vectors],
            )

    def known(self, encoder: str, digests: Collection[str]) -> set[str]:
        """Which of these texts have a vector."""
        sql = "SELECT text_digest FROM vectors WHERE encoder = ? AND text_digest IN ({})"
        return {row[0] for row in self._database.fetch_in(sql, digests, (encoder,))}

    def missing(self, encoder: str) -> dict[str, str]:
        """Digest and text of every record text without a vector."""
        rows = self._database.fetch(
            "SELECT DISTINCT text_digest, text FROM records WHERE text_digest NOT IN "
            "(SELECT text_digest FROM vectors WHERE encoder = ?)",
            (encoder,),
        )
        return dict(rows)

    def count(self, encoder: str) -> int:
        """How many records have a vector."""
        return int(self._database.fetch(f"SELECT count(*) {_OF_ENCODER}", (encoder,))[0][0])

    def entries(self, encoder: str, after: int = -1) -> Iterator[IndexEntry]:
        """What an index needs of every record changed after a revision, ordered by id."""
        sql = f"SELECT records.id {_OF_ENCODER} AND revision > ? ORDER BY records.id"
        ids = [row[0] for row in self._database.fetch(sql, (encoder, after))]
        for start in range(0, len(ids), _PAGE):
            yield from self._entries_of(encoder, ids[start : start + _PAGE])

    def sampled(self, encoder: str, samples: int) -> list[IndexEntry]:
        """About `samples` entries spread evenly over the ids."""
        sql = f"SELECT records.id {_OF_ENCODER} ORDER BY records.id"
        ids = [row[0] for row in self._database.fetch(sql, (encoder,))]
        return self._entries_of(encoder, ids[:: max(1, len(ids) // samples)])

    def removed_after(self, number: int) -> list[str]:
        """Ids of records removed after a revision and not there now."""
        sql = "SELECT record_id FROM removed WHERE revision > ? AND record_id NOT IN (SELECT id FROM records)"
        return [row[0] for row in self._database.fetch(sql, (number,))]

    def _entries_of(self, encoder: str, ids: list[str]) -> list[IndexEntry]:
        sql = f"SELECT records.id, vector {_OF_ENCODER} AND records.id IN ({{}})"
        vectors = dict(self._database.fetch_in(sql, ids, (encoder,)))
        labels = labels_of(self._database, ids)
        return [
            IndexEntry(each, np.frombuffer(vectors[each], dtype="<f4"), frozenset(labels.get(each, ())))
            for each in ids
            if each in vectors
        ]


def labels_of(database: Database, ids: Collection[str]) -> dict[str, list[Label]]:
    """The labels of records by their id."""
    labels: dict[str, list[Label]] = {}
    sql = "SELECT record_id, key, value FROM labels WHERE record_id IN ({})"
    for record_id, key, value in database.fetch_in(sql, ids):
        labels.setdefault(record_id, []).append((key, value))
    return labels
