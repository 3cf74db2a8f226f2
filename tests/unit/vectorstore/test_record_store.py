"""The truth: what was written is read again, in order, whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from vectorstore import schema
from vectorstore.errors import Reason, StoreError
from vectorstore.naming import text_digest
from vectorstore.record_store import RecordStore
from vectorstore.types import Document, Record


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordStore]:
    made = RecordStore.open_for_writing(tmp_path / "library.sqlite")
    yield made
    made.database.close()


def document(name: str = "r-1") -> Document:
    return Document(name, f"digest of {name}", "{}", "{}", "2026-01-01T00:00:00+00:00")


def records(name: str = "r-1", count: int = 3) -> list[Record]:
    labels = frozenset({("topic", "law"), ("topic", "plan")})
    return [
        Record(f"{name}-{row}", name, f"第{row}段的文字", labels, f"payload {row}") for row in range(count)
    ]


def put(store: RecordStore, name: str, count: int = 3) -> None:
    given = records(name, count)
    store.add(document(name), given, ["行政 执法"] * count)


def test_records_come_back_as_they_were_in_reading_order(store: RecordStore) -> None:
    put(store, "r-2", 12)
    put(store, "r-1")
    assert list(store.records("r-2")) == records("r-2", 12)
    assert [record.document_id for record in store.records()] == ["r-2"] * 12 + ["r-1"] * 3
    assert [(row.id, row.records) for row in store.documents()] == [("r-2", 12), ("r-1", 3)]


def test_the_same_content_replaces_the_document(store: RecordStore) -> None:
    put(store, "r-1", 5)
    put(store, "r-1", 2)
    assert store.count() == 2
    assert len(store.documents()) == 1


def test_nothing_of_a_document_is_kept_when_a_record_cannot_be(store: RecordStore) -> None:
    put(store, "r-1")
    before = store.database.revision()
    twice = [*records("r-9", 2), records("r-9", 1)[0]]
    with pytest.raises(sqlite3.IntegrityError):
        store.add(document("r-9"), twice, ["词"] * 3)
    assert store.document("r-9") is None
    assert store.count() == 3
    assert store.database.revision() == before


def test_conditions_select_by_every_label(store: RecordStore) -> None:
    put(store, "r-1")
    assert store.matching([]) is None
    assert store.matching([("topic", "law"), ("topic", "plan")]) == {"r-1-0", "r-1-1", "r-1-2"}
    assert store.matching([("topic", "law"), ("level", "市级")]) == set()


def test_vectors_belong_to_texts_and_go_with_the_last_record(store: RecordStore) -> None:
    put(store, "r-1")
    vector = np.arange(4, dtype=np.float32)
    digests = [text_digest(record.text) for record in records()]
    store.vectors.put("e1", dict.fromkeys(digests[:2], vector))
    assert store.vectors.count("e1") == 2
    assert store.vectors.missing("e1") == {digests[2]: "第2段的文字"}
    assert store.vectors.known("e1", digests) == set(digests[:2])
    assert store.vectors.count("e2") == 0
    entries = list(store.vectors.entries("e1"))
    assert [entry.id for entry in entries] == ["r-1-0", "r-1-1"]
    assert np.array_equal(entries[0].vector, vector)
    put(store, "r-2")  # the same texts in another document
    assert store.remove("r-1")
    assert store.vectors.count("e1") == 2
    assert store.remove("r-2")
    put(store, "r-1")
    assert store.vectors.count("e1") == 0


def test_an_index_learns_what_changed_since(store: RecordStore) -> None:
    put(store, "r-1")
    store.vectors.put("e1", {text_digest(record.text): np.ones(4, np.float32) for record in records()})
    seen = store.database.revision()
    put(store, "r-2")
    store.remove("r-1")
    assert [entry.id for entry in store.vectors.entries("e1", seen.number)] == ["r-2-0", "r-2-1", "r-2-2"]
    assert sorted(store.vectors.removed_after(seen.number)) == ["r-1-0", "r-1-1", "r-1-2"]
    put(store, "r-1")
    assert store.vectors.removed_after(seen.number) == []
    assert store.database.has_revision(seen)


def test_a_reader_sees_what_a_writer_commits(store: RecordStore) -> None:
    reader = RecordStore.open_for_reading(store.database.path)
    assert reader is not None
    assert reader.count() == 0
    with reader.database.snapshot():
        assert reader.count() == 0
        put(store, "r-1")
        assert reader.count() == 0, "a snapshot stays as it was"
    assert reader.count() == 3
    reader.database.close()


def test_there_is_nothing_to_read_before_the_first_writing(tmp_path: Path) -> None:
    assert RecordStore.open_for_reading(tmp_path / "none" / "library.sqlite") is None
    assert not (tmp_path / "none").exists()


def test_a_newer_database_is_refused_and_left_alone(store: RecordStore) -> None:
    path = store.database.path
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    connection.close()
    for opening in (RecordStore.open_for_reading, RecordStore.open_for_writing):
        with pytest.raises(StoreError) as caught:
            opening(path)
        assert caught.value.reason is Reason.NEWER_VERSION


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (id)")
    connection.close()
    with pytest.raises(StoreError) as caught:
        RecordStore.open_for_writing(path)
    assert caught.value.reason is Reason.FOREIGN_FILE


@pytest.mark.parametrize(
    "content",
    [b"no database at all, but long enough to look like one" * 30, b"SQLite format 3\0" + b"\xff" * 5000],
)
def test_a_damaged_database_is_said_to_be_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "library.sqlite"
    path.write_bytes(content)
    for opening in (RecordStore.open_for_reading, RecordStore.open_for_writing):
        with pytest.raises(StoreError) as caught:
            opening(path)
        assert caught.value.reason is Reason.DAMAGED
    assert path.read_bytes() == content


def test_an_empty_file_counts_as_nothing_yet(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    path.touch()
    assert RecordStore.open_for_reading(path) is None
    made = RecordStore.open_for_writing(path)
    put(made, "r-1")
    made.database.close()
    assert RecordStore.open_for_reading(path) is not None


def test_a_full_disk_keeps_what_was_there(store: RecordStore) -> None:
    put(store, "r-1")
    pages = store.database.fetch("PRAGMA page_count")[0][0]
    store.database.fetch(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreError) as caught:
        put(store, "r-2", 4000)
    assert caught.value.reason is Reason.DISK_FULL
    store.database.fetch("PRAGMA max_page_count = 100000")
    assert list(store.records()) == records("r-1")
    put(store, "r-2", 10)
    assert store.count() == 13


def test_an_older_database_is_migrated_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.sqlite"
    first = RecordStore.open_for_writing(path)
    put(first, "r-1")
    first.database.close()
    later = (*schema.MIGRATIONS, "ALTER TABLE documents ADD COLUMN note TEXT NOT NULL DEFAULT ''")
    monkeypatch.setattr(schema, "MIGRATIONS", later)
    second = RecordStore.open_for_writing(path)
    assert second.database.fetch("SELECT note FROM documents") == [("",)]
    assert list(second.records("r-1")) == records("r-1")
    second.database.close()
    broken = (*later, "CREATE TABLE good (id); CREATE TABLE good (id)")
    monkeypatch.setattr(schema, "MIGRATIONS", broken)
    with pytest.raises(sqlite3.OperationalError):
        RecordStore.open_for_writing(path)
    monkeypatch.setattr(schema, "MIGRATIONS", later)
    third = RecordStore.open_for_writing(path)
    assert third.database.fetch("SELECT count(*) FROM sqlite_master WHERE name = 'good'") == [(0,)]
    third.database.close()
