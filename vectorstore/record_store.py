"""The truth: documents, records, their labels, words and vectors in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vectorstore import schema
from vectorstore.database import Database
from vectorstore.naming import text_digest
from vectorstore.types import Document, Label, Record
from vectorstore.vector_table import VectorTable, labels_of


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

    def __init__(self, database: Database) -> None:
        self.database = database
        self.vectors = VectorTable(database)

    @classmethod
    def open_for_writing(cls, path: Path) -> RecordStore:
        """See `schema.open_for_writing`."""
        return cls(Database(path, schema.open_for_writing(path)))

    @classmethod
    def open_for_reading(cls, path: Path) -> RecordStore | None:
        """See `schema.open_for_reading`."""
        connection = schema.open_for_reading(path)
        return None if connection is None else cls(Database(path, connection))

    @classmethod
    def is_older(cls, path: Path) -> bool:
        """Whether a file has to be opened for writing once, to bring its tables up to date, before it can be read."""
        connection = schema.open_for_reading(path)
        if connection is None:
            return False
        try:
            return schema.needs_migration(connection)
        finally:
            connection.close()

    # Documents

    def documents(self) -> list[DocumentRow]:
        """All documents, oldest first."""
        rows = self.database.fetch(
            "SELECT id, digest, summary, added_at, "
            "(SELECT count(*) FROM records WHERE document_id = documents.id) FROM documents ORDER BY seq"
        )
        return [DocumentRow(*row) for row in rows]

    def document(self, document_id: str) -> Document | None:
        """A document with its body."""
        sql = "SELECT id, digest, summary, body, added_at FROM documents WHERE id = ?"
        return next((Document(*row) for row in self.database.fetch(sql, (document_id,))), None)

    def document_with_digest(self, digest: str) -> Document | None:
        """The document of this content, if it is there."""
        sql = "SELECT id, digest, summary, body, added_at FROM documents WHERE digest = ?"
        return next((Document(*row) for row in self.database.fetch(sql, (digest,))), None)

    def add(self, document: Document, records: Sequence[Record], words: Sequence[str]) -> None:
        """Add a document with all its records; one of the same id or digest is replaced.

        `words` are those of each record, joined by spaces.
        """
        with self.database.transaction() as (connection, revision):
            same = "SELECT id FROM documents WHERE id = ? OR digest = ?"
            _remove(connection, same, (document.id, document.digest), revision)
            connection.execute(
                "INSERT INTO documents (id, digest, summary, body, added_at) VALUES (?, ?, ?, ?, ?)",
                (document.id, document.digest, document.summary, document.body, document.added_at),
            )
            _insert_records(connection, records, words, revision)

    def update(self, document: Document, records: Sequence[Record]) -> None:
        """Put new summary, body, labels and payloads in place of the old; ids and texts stay as they are."""
        with self.database.transaction() as (connection, revision):
            connection.execute(
                "UPDATE documents SET summary = ?, body = ? WHERE id = ?",
                (document.summary, document.body, document.id),
            )
            for record in records:
                connection.execute(
                    "UPDATE records SET payload = ?, revision = ? WHERE id = ? AND document_id = ?",
                    (record.payload, revision, record.id, document.id),
                )
                connection.execute("DELETE FROM labels WHERE record_id = ?", (record.id,))
            _insert_labels(connection, records)

    def remove(self, document_id: str) -> bool:
        """Forget a document, its records and the vectors that nobody needs any more; False if it was not there."""
        with self.database.transaction() as (connection, revision):
            found = _remove(connection, "SELECT id FROM documents WHERE id = ?", (document_id,), revision)
            connection.execute(
                "DELETE FROM vectors WHERE text_digest NOT IN (SELECT text_digest FROM records)"
            )
        return found

    # Records

    def records(self, document_id: str | None = None) -> Iterator[Record]:
        """Records of one document or of all, in reading order, document by document."""
        documents = [row.id for row in self.documents()] if document_id is None else [document_id]
        sql = "SELECT id FROM records WHERE document_id = ? ORDER BY position"
        for each in documents:
            ids = [row[0] for row in self.database.fetch(sql, (each,))]
            found = self.records_of(ids)
            yield from (found[record_id] for record_id in ids if record_id in found)

    def records_of(self, ids: Collection[str]) -> dict[str, Record]:
        """Records by id; ids that are not there are left out."""
        labels = labels_of(self.database, ids)
        rows = self.database.fetch_in(
            "SELECT id, document_id, text, payload FROM records WHERE id IN ({})", ids
        )
        return {
            row[0]: Record(row[0], row[1], row[2], frozenset(labels.get(row[0], ())), row[3]) for row in rows
        }

    def matching(self, conditions: Collection[Label]) -> set[str] | None:
        """Ids of the records that carry all conditions; None when there is no condition."""
        found: set[str] | None = None
        for condition in conditions:
            rows = self.database.fetch("SELECT record_id FROM labels WHERE key = ? AND value = ?", condition)
            ids = {row[0] for row in rows}
            found = ids if found is None else found & ids
        return found

    def words(self) -> list[tuple[str, str]]:
        """Id and words of every record, ordered by id."""
        return [(row[0], row[1]) for row in self.database.fetch("SELECT id, words FROM records ORDER BY id")]

    def count(self) -> int:
        """How many records there are."""
        return int(self.database.fetch("SELECT count(*) FROM records")[0][0])


def _remove(connection: sqlite3.Connection, selection: str, values: Sequence[str], revision: int) -> bool:
    """Remove the selected documents; their records are remembered, so that indexes can forget them too."""
    ids = [row[0] for row in connection.execute(selection, values)]
    for document_id in ids:
        connection.execute(
            "INSERT OR REPLACE INTO removed SELECT id, ? FROM records WHERE document_id = ?",
            (revision, document_id),
        )
        connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))
    return bool(ids)


def _insert_records(
    connection: sqlite3.Connection, records: Sequence[Record], words: Sequence[str], revision: int
) -> None:
    rows = [
        (each.id, each.document_id, place, each.text, text_digest(each.text), joined, each.payload, revision)
        for place, (each, joined) in enumerate(zip(records, words, strict=True))
    ]
    connection.executemany(
        "INSERT INTO records (id, document_id, position, text, text_digest, words, payload, revision) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    _insert_labels(connection, records)


def _insert_labels(connection: sqlite3.Connection, records: Iterable[Record]) -> None:
    connection.executemany(
        "INSERT INTO labels (key, value, record_id) VALUES (?, ?, ?)",
        [(key, value, record.id) for record in records for key, value in sorted(record.labels)],
    )
