"""The store: one home folder with its truth and indexes. Reading needs no lock; writing is one process at a time."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock

from vectorstore.database import Revision
from vectorstore.errors import EncoderError, StoreBusyError, StoreError
from vectorstore.health import LIBRARY_FILE, check_in_child
from vectorstore.index_keeper import INDEX_FOLDER, IndexKeeper, IndexState
from vectorstore.lexical_index import LexicalIndex, words_of
from vectorstore.lock import hold
from vectorstore.manifest import read_manifest
from vectorstore.naming import text_digest
from vectorstore.record_store import DocumentRow, RecordStore
from vectorstore.synced_index import Fault, IndexProblem, StepReporter
from vectorstore.types import Document, Hit, Label, Record, TextEncoder

_ENCODED_AT_ONCE = 32  # texts whose vectors are kept together: this much work a kill can cost
_PATIENCE_SECONDS = 0.3
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """A check's result. Texts are for the log and the expert; empty and None mean that nothing is wrong."""

    documents: int
    records: int
    not_encoded: int = 0
    database_problem: str = ""
    index_problem: IndexProblem | None = None
    encoder_problem: str = ""
    index_state: IndexState = IndexState.NOT_OPENED


class Store:
    """Documents and records of one home. Safe between threads of a process."""

    def __init__(self, home: Path, encoder: TextEncoder) -> None:
        """Keep the settings; nothing is opened or created."""
        self.home = home
        self.encoder = encoder
        self._keeper = IndexKeeper(home, encoder)
        self._reader: RecordStore | None = None
        self._writer: RecordStore | None = None
        self._mutex = RLock()
        self._writing = RLock()
        self._lexical: tuple[Revision, LexicalIndex] | None = None
        self._missing: tuple[Revision, int] | None = None

    # Reading

    def documents(self) -> list[DocumentRow]:
        """All documents, oldest first."""
        reader = self._read()
        return reader.documents() if reader else []

    def document(self, document_id: str) -> Document | None:
        """One document with its body."""
        reader = self._read()
        return reader.document(document_id) if reader else None

    def document_with_digest(self, digest: str) -> Document | None:
        """The document of this content."""
        reader = self._read()
        return reader.document_with_digest(digest) if reader else None

    def records(self, document_id: str | None = None) -> Iterator[Record]:
        """Records of one document or of all, in reading order."""
        reader = self._read()
        return reader.records(document_id) if reader else iter(())

    def records_of(self, ids: Collection[str]) -> dict[str, Record]:
        """Records by id; unknown ids are left out."""
        reader = self._read()
        return reader.records_of(ids) if reader else {}

    def dense(self, query: str, limit: int, conditions: Collection[Label] = ()) -> list[Hit]:
        """Records whose vectors are nearest to the query's.

        Raises:
            EncoderError: the encoder cannot be used; `lexical` still can.
        """
        reader = self._read()
        if reader is None or reader.count() == 0:
            return []
        return self._keeper.query(reader, self.encoder.encode_queries([query])[0], limit, conditions)

    def lexical(self, query: str, limit: int, conditions: Collection[Label] = ()) -> list[Hit]:
        """Records that share rare words with the query."""
        reader = self._read()
        if reader is None:
            return []
        return self._words(reader).query(query, limit, reader.matching(conditions))

    def exists(self) -> bool:
        """Whether anything was ever written here."""
        return self._read() is not None

    def revision(self) -> int:
        """A number that changes with every change of the records; 0 for a new home."""
        reader = self._read()
        return reader.database.revision().number if reader else 0

    def not_encoded(self) -> int:
        """How many records the present encoder has no vector for; `dense` does not see them."""
        reader = self._read()
        if reader is None:
            return 0
        with self._mutex, reader.database.snapshot():
            now = reader.database.revision()
            if self._missing is None or self._missing[0] != now:
                self._missing = now, reader.count() - reader.vectors.count(self.encoder.name)
            return self._missing[1]

    @property
    def index_state(self) -> IndexState:
        """Who answers `dense`: Chroma when ready, else the exact index."""
        return self._keeper.state

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the write lock over several calls; without it every writing call takes it for itself.

        Raises:
            StoreBusyError: another process or thread is writing.
        """
        if not self._writing.acquire(timeout=_PATIENCE_SECONDS):
            raise StoreBusyError(self.home)
        with ExitStack() as leaving:
            leaving.callback(self._writing.release)
            if self._writer is None:
                leaving.enter_context(hold(self.home))
                self._writer = RecordStore.open_for_writing(self.home / LIBRARY_FILE)
                leaving.callback(self._close_writer)
            yield

    def add(self, document: Document, records: Sequence[Record], report: StepReporter | None = None) -> None:
        """Add or replace a document. When this returns, everything is on disk; before, nothing of it is seen.

        Vectors are kept batch by batch, so that a second attempt goes on where the first was stopped.
        """
        with self.writing():
            words = [" ".join(words_of(record.text)) for record in records]
            self._encode({text_digest(record.text): record.text for record in records}, report)
            self._write().add(document, records, words)
            self._index_what_is_new()

    def update(self, document: Document, records: Sequence[Record]) -> None:
        """Change what is said about a document; its texts stay."""
        with self.writing():
            self._write().update(document, records)
            self._index_what_is_new()

    def remove(self, document_id: str) -> bool:
        """Forget a document; False if it was not there."""
        with self.writing():
            found = self._write().remove(document_id)
            if found:
                self._index_what_is_new()
        return found

    # Health

    def health(self) -> StoreHealth:
        """Check everything; the index in a child process."""
        reader = self._read()
        if reader is None:
            return StoreHealth(0, 0)
        with self._keeper.set_aside() as free:
            problem, row, missing, encoder_problem = None, None, 0, ""
            state = IndexState.READY if free else self._keeper.state
            try:
                missing = self.not_encoded()
                row = read_manifest(self.home).get(self.encoder.name)
            except EncoderError as error:
                encoder_problem = str(error)
            except StoreError as error:
                problem = IndexProblem(Fault.UNUSABLE, detail=str(error))
            folder = self.home / INDEX_FOLDER / row.folder if row and free else None
            found = check_in_child(self.home, folder, row)
        return StoreHealth(
            documents=len(reader.documents()),
            records=reader.count(),
            not_encoded=missing,
            database_problem=found.database_problem,
            index_problem=problem or found.index_problem,
            encoder_problem=encoder_problem,
            index_state=state,
        )

    def repair(self, report: StepReporter | None = None) -> None:
        """Encode what has no vector yet and build the index anew from the truth."""
        with self.writing():
            writer = self._write()
            self._encode(writer.vectors.missing(self.encoder.name), report)
            self._keeper.rebuild(writer, report)

    def close(self) -> None:
        """Let go of files, locks and memory; the next call opens again what it needs."""
        with self._mutex:
            self._keeper.close()
            if self._reader is not None:
                self._reader.database.close()
                self._reader = None
            self._lexical = None

    # Inside

    def _read(self) -> RecordStore | None:
        with self._mutex:
            if self._reader is None:
                path = self.home / LIBRARY_FILE
                if RecordStore.is_older(path):
                    with self.writing():
                        _log.info("%s was brought up to date", path)
                self._reader = RecordStore.open_for_reading(path)
            return self._reader

    def _write(self) -> RecordStore:
        if self._writer is None:
            raise RuntimeError("writes happen inside `writing` only")
        return self._writer

    def _close_writer(self) -> None:
        if self._writer is not None:
            writer, self._writer = self._writer, None
            try:
                writer.database.empty_log()
            except StoreError as error:
                _log.info("the log stays for the next writer: %s", error)
            finally:
                writer.database.close()

    def _encode(self, texts: dict[str, str], report: StepReporter | None) -> None:
        writer, name = self._write(), self.encoder.name
        known = writer.vectors.known(name, texts)
        missing = [digest for digest in texts if digest not in known]
        for start in range(0, len(missing), _ENCODED_AT_ONCE):
            batch = missing[start : start + _ENCODED_AT_ONCE]
            vectors = self.encoder.encode_passages([texts[digest] for digest in batch])
            writer.vectors.put(name, dict(zip(batch, vectors, strict=True)))
            if report is not None:
                report(len(known) + start + len(batch), len(texts))

    def _index_what_is_new(self) -> None:
        """The truth is safe already: what goes wrong here is mended by a repair, and search does without meanwhile."""
        reader = self._read()
        if reader is not None:
            self._keeper.catch_up(reader)

    def _words(self, reader: RecordStore) -> LexicalIndex:
        with self._mutex, reader.database.snapshot():
            now = reader.database.revision()
            if self._lexical is None or self._lexical[0] != now:
                folder = self.home / INDEX_FOLDER / f"words-{now.number}-{now.token[:8]}"
                index = LexicalIndex.load(folder)
                if index is None:
                    index = LexicalIndex.build(reader.words())
                    self._save_words(index, folder)
                self._lexical = now, index
            return self._lexical[1]

    def _save_words(self, index: LexicalIndex, folder: Path) -> None:
        """Keep the index for the next process; where that cannot be done, it is built again in a second."""
        try:
            index.save(folder)
            for old in folder.parent.glob("words-*"):
                if old != folder:
                    shutil.rmtree(old, ignore_errors=True)
        except OSError as error:
            _log.info("words are not kept: %s", error)
