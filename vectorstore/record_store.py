"""The truth: documents, records, their labels, words and vectors in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any
from uuid import uuid4

import numpy as np

from vectorstore import schema
from vectorstore.errors import Reason, StoreError, outside_failures
from vectorstore.naming import text_digest
from vectorstore.types import Document, IndexEntry, Label, Record, Vectors

_PAGE = 1000  # rows fetched at a time; also stays below SQLite's limit of bound values


@dataclass(frozen=True, slots=True)
class Revision:
    """A state of the records. `token` tells it from the same number in another history (a restored copy)."""

    number: int
    token: str


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document without its body, with the number of its records."""

    id: str
    digest: str
    summary: str
    added_at: str
    records: int


class RecordStore:
    """Reads without a lock; every writing method needs the write lock held by the caller and is one transaction.

    Safe between threads. A store opened for reading sees what others commit.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._lock = RLock()

    @classmethod
    def open_for_writing(cls, path: Path) -> RecordStore:
        """See `schema.open_for_writing`."""
        return cls(path, schema.open_for_writing(path))

    @classmethod
    def open_for_reading(cls, path: Path) -> RecordStore | None:
        """See `schema.open_for_reading`."""
        connection = schema.open_for_reading(path)
        return None if connection is None else cls(path, connection)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def empty_log(self) -> None:
        """Move everything from the log into the database file, so that it can be read from a read-only folder."""
        with self._locked():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    # Documents

    def documents(self) -> list[DocumentRow]:
        """All documents, oldest first."""
        rows = self._fetch(
            "SELECT id, digest, summary, added_at, "
            "(SELECT count(*) FROM records WHERE document_id = documents.id) FROM documents ORDER BY seq"
        )
        return [DocumentRow(*row) for row in rows]

    def document(self, document_id: str) -> Document | None:
        """A document with its body."""
        return self._one_document(
            "SELECT id, digest, summary, body, added_at FROM documents WHERE id = ?", document_id
        )

    def document_with_digest(self, digest: str) -> Document | None:
        """The document of this content, if it is there."""
        return self._one_document(
            "SELECT id, digest, summary, body, added_at FROM documents WHERE digest = ?", digest
        )

    def add(self, document: Document, records: Sequence[Record], words: Sequence[str]) -> None:
        """Add a document with all its records; one of the same id or digest is replaced.

        `words` are those of each record, joined by spaces.
        """
        with self._transaction() as revision:
            self._remove(
                "SELECT id FROM documents WHERE id = ? OR digest = ?",
                (document.id, document.digest),
                revision,
            )
            self._connection.execute(
                "INSERT INTO documents (id, digest, summary, body, added_at) VALUES (?, ?, ?, ?, ?)",
                (document.id, document.digest, document.summary, document.body, document.added_at),
            )
            self._insert_records(records, words, revision)

    def update(self, document: Document, records: Sequence[Record]) -> None:
        """Put new summary, body, labels and payloads in place of the old; ids and texts stay as they are."""
        with self._transaction() as revision:
            self._connection.execute(
                "UPDATE documents SET summary = ?, body = ? WHERE id = ?",
                (document.summary, document.body, document.id),
            )
            for record in records:
                self._connection.execute(
                    "UPDATE records SET payload = ?, revision = ? WHERE id = ? AND document_id = ?",
                    (record.payload, revision, record.id, document.id),
                )
                self._connection.execute("DELETE FROM labels WHERE record_id = ?", (record.id,))
            self._insert_labels(records)

    def remove(self, document_id: str) -> bool:
        """Forget a document, its records and the vectors that nobody needs any more; False if it was not there."""
        with self._transaction() as revision:
            found = self._remove("SELECT id FROM documents WHERE id = ?", (document_id,), revision)
            self._connection.execute(
                "DELETE FROM vectors WHERE text_digest NOT IN (SELECT text_digest FROM records)"
            )
        return found

    # Records

    def records(self, document_id: str | None = None) -> Iterator[Record]:
        """Records of one document or of all, in reading order, page by page."""
        documents = [row.id for row in self.documents()] if document_id is None else [document_id]
        for each in documents:
            ids = [
                row[0]
                for row in self._fetch(
                    "SELECT id FROM records WHERE document_id = ? ORDER BY position", (each,)
                )
            ]
            found = self.records_of(ids)
            yield from (found[record_id] for record_id in ids if record_id in found)

    def records_of(self, ids: Collection[str]) -> dict[str, Record]:
        """Records by id; ids that are not there are left out."""
        labels = self._labels_of(ids)
        rows = self._fetch_in("SELECT id, document_id, text, payload FROM records WHERE id IN ({})", ids)
        return {
            row[0]: Record(row[0], row[1], row[2], frozenset(labels.get(row[0], ())), row[3]) for row in rows
        }

    def matching(self, conditions: Collection[Label]) -> set[str] | None:
        """Ids of the records that carry all conditions; None when there is no condition."""
        found: set[str] | None = None
        for key, value in conditions:
            rows = self._fetch("SELECT record_id FROM labels WHERE key = ? AND value = ?", (key, value))
            ids = {row[0] for row in rows}
            found = ids if found is None else found & ids
        return found

    def words(self) -> list[tuple[str, str]]:
        """Id and words of every record, ordered by id."""
        return [(row[0], row[1]) for row in self._fetch("SELECT id, words FROM records ORDER BY id")]

    def count(self) -> int:
        """How many records there are."""
        return int(self._fetch("SELECT count(*) FROM records")[0][0])

    # Vectors

    def put_vectors(self, encoder: str, vectors: Mapping[str, Vectors]) -> None:
        """Keep vectors by the digest of their text; they count as soon as a record has that text."""
        with self._locked():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.executemany(
                    "INSERT OR REPLACE INTO vectors (encoder, text_digest, vector) VALUES (?, ?, ?)",
                    [(encoder, digest, vector.astype("<f4").tobytes()) for digest, vector in vectors.items()],
                )
                # Records that were waiting for this vector have to reach the indexes.
                revision = self._next_revision()
                for digest in vectors:
                    self._connection.execute(
                        "UPDATE records SET revision = ? WHERE text_digest = ?", (revision, digest)
                    )
                self._connection.execute("COMMIT")
            except BaseException:
                self._rollback()
                raise

    def known_digests(self, encoder: str, digests: Collection[str]) -> set[str]:
        """Which of these texts have a vector of this encoder."""
        rows = self._fetch_in(
            "SELECT text_digest FROM vectors WHERE encoder = ? AND text_digest IN ({})", digests, (encoder,)
        )
        return {row[0] for row in rows}

    def texts_without_vector(self, encoder: str) -> dict[str, str]:
        """Digest and text of every record text that this encoder has not encoded yet."""
        rows = self._fetch(
            "SELECT DISTINCT text_digest, text FROM records WHERE text_digest NOT IN "
            "(SELECT text_digest FROM vectors WHERE encoder = ?)",
            (encoder,),
        )
        return dict(rows)

    def vector_count(self, encoder: str) -> int:
        """How many records have a vector of this encoder."""
        sql = "SELECT count(*) FROM records JOIN vectors USING (text_digest) WHERE encoder = ?"
        return int(self._fetch(sql, (encoder,))[0][0])

    def entries(self, encoder: str, after: int = -1) -> Iterator[IndexEntry]:
        """What an index needs of every record changed after a revision, ordered by id."""
        rows = self._fetch(
            "SELECT records.id, vector FROM records JOIN vectors USING (text_digest) "
            "WHERE encoder = ? AND revision > ? ORDER BY records.id",
            (encoder, after),
        )
        for start in range(0, len(rows), _PAGE):
            page = rows[start : start + _PAGE]
            labels = self._labels_of([row[0] for row in page])
            for record_id, blob in page:
                yield IndexEntry(
                    record_id, np.frombuffer(blob, dtype="<f4"), frozenset(labels.get(record_id, ()))
                )

    def sampled_entries(self, encoder: str, samples: int) -> list[IndexEntry]:
        """About `samples` entries spread evenly over the ids, without their labels."""
        sql = "SELECT records.id FROM records JOIN vectors USING (text_digest) WHERE encoder = ? ORDER BY records.id"
        ids = [row[0] for row in self._fetch(sql, (encoder,))]
        chosen = ids[:: max(1, len(ids) // samples)]
        rows = self._fetch_in(
            "SELECT records.id, vector FROM records JOIN vectors USING (text_digest) "
            "WHERE encoder = ? AND records.id IN ({})",
            chosen,
            (encoder,),
        )
        return [IndexEntry(row[0], np.frombuffer(row[1], dtype="<f4"), frozenset()) for row in rows]

    # Revisions

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
        row = self._fetch("SELECT number, token FROM revisions ORDER BY number DESC LIMIT 1")[0]
        return Revision(*row)

    def has_revision(self, revision: Revision) -> bool:
        """Whether this history went through that state."""
        rows = self._fetch("SELECT token FROM revisions WHERE number = ?", (revision.number,))
        return bool(rows) and rows[0][0] == revision.token

    def removed_after(self, number: int) -> list[str]:
        """Ids of records removed after a revision and not there now."""
        sql = "SELECT record_id FROM removed WHERE revision > ? AND record_id NOT IN (SELECT id FROM records)"
        return [row[0] for row in self._fetch(sql, (number,))]

    def quick_check(self) -> list[str]:
        """What SQLite finds wrong with the file; empty when it is sound."""
        found = [row[0] for row in self._fetch("PRAGMA quick_check")]
        return [] if found == ["ok"] else found

    # Inside

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._lock, outside_failures(self.path):
            try:
                yield
            except sqlite3.ProgrammingError as error:
                if "closed" in str(error):
                    raise StoreError(Reason.UNREADABLE, self.path, "closed") from error
                raise

    def _fetch(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._locked():
            return self._connection.execute(sql, values).fetchall()

    def _fetch_in(
        self, sql: str, ids: Collection[str], before: Sequence[object] = ()
    ) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = []
        ordered = list(ids)
        for start in range(0, len(ordered), _PAGE):
            page = ordered[start : start + _PAGE]
            rows += self._fetch(sql.format(",".join("?" * len(page))), (*before, *page))
        return rows

    def _labels_of(self, ids: Collection[str]) -> dict[str, list[Label]]:
        labels: dict[str, list[Label]] = {}
        for record_id, key, value in self._fetch_in(
            "SELECT record_id, key, value FROM labels WHERE record_id IN ({})", ids
        ):
            labels.setdefault(record_id, []).append((key, value))
        return labels

    def _one_document(self, sql: str, value: str) -> Document | None:
        rows = self._fetch(sql, (value,))
        return Document(*rows[0]) if rows else None

    @contextmanager
    def _transaction(self) -> Iterator[int]:
        with self._locked():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._next_revision()
                self._connection.execute("COMMIT")
            except BaseException:
                self._rollback()
                raise

    def _rollback(self) -> None:
        if self._connection.in_transaction:  # SQLite ends a transaction by itself when the disk is full
            self._connection.execute("ROLLBACK")

    def _next_revision(self) -> int:
        number = int(self._connection.execute("SELECT max(number) FROM revisions").fetchone()[0]) + 1
        self._connection.execute("INSERT INTO revisions VALUES (?, ?)", (number, uuid4().hex))
        return number

    def _remove(self, selection: str, values: Sequence[object], revision: int) -> bool:
        ids = [row[0] for row in self._connection.execute(selection, values)]
        for document_id in ids:
            self._connection.execute(
                "INSERT OR REPLACE INTO removed SELECT id, ? FROM records WHERE document_id = ?",
                (revision, document_id),
            )
            self._connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
        return bool(ids)

    def _insert_records(self, records: Sequence[Record], words: Sequence[str], revision: int) -> None:
        self._connection.executemany(
            "INSERT INTO records (id, document_id, position, text, text_digest, words, payload, revision) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    record.id,
                    record.document_id,
                    position,
                    record.text,
                    text_digest(record.text),
                    joined,
                    record.payload,
                    revision,
                )
                for position, (record, joined) in enumerate(zip(records, words, strict=True))
            ],
        )
        self._insert_labels(records)

    def _insert_labels(self, records: Iterable[Record]) -> None:
        self._connection.executemany(
            "INSERT INTO labels (key, value, record_id) VALUES (?, ?, ?)",
            [(key, value, record.id) for record in records for key, value in sorted(record.labels)],
        )
