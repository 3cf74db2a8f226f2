"""The library of peer reports: adding, listing, finding, checking."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace as with_changes
from datetime import UTC, datetime
from pathlib import Path

from assistant.domain.peers import Match, Passage, PeerReport, PeerSummary, SearchFilters
from assistant.errors import AssistantError, LibraryError, PeerReportError
from assistant.ports import Progress, ProgressReporter, no_progress
from assistant.retrieval.failures import library_failures, message_of
from assistant.retrieval.indexing import conditions_of, document_of, records_of
from assistant.retrieval.notices import health_problems, index_notice, not_encoded_notice
from assistant.retrieval.records import passage_from_json, report_from_json, storable, summary_from_json
from assistant.retrieval.search import Candidate, agency_key, choose, fuse
from vectorstore.errors import EncoderError
from vectorstore.lazy_encoder import LazyEncoder
from vectorstore.store import Store
from vectorstore.types import EncoderFactory, Hit, Label

_LEAST_POOL = 60  # candidates of each ranking before fusion
_POOL_PER_MATCH = 6
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AddOutcome:
    """What adding a report did: `added` is False when the same file was there and was left as it is.

    `passages` is how many of the report are in the library now.
    """

    report_id: str
    added: bool
    passages: int
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class ReportCorrection:
    """What a person knows better than the reading; None leaves a value as it is."""

    agency: str | None = None
    year: int | None = None
    kind: str | None = None
    level: str | None = None
    region: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class LibraryHealth:
    """The result of a check. `problems` and `notices` are Chinese; a notice needs no repair."""

    reports: int
    passages: int
    not_encoded: int
    problems: tuple[str, ...]
    notices: tuple[str, ...]
    repaired: bool = False

    @property
    def healthy(self) -> bool:
        """Whether nothing needs a repair."""
        return not self.problems


class PeerLibrary:
    """All peer reports of one home. Satisfies `ports.ExampleSource` and `ports.PeerTexts`.

    Reading needs no lock and creates nothing; writing is one process at a time. Safe between threads.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._encoder_problem = ""
        self._not_encoded = 0

    @classmethod
    def open(cls, home: Path, encoder: EncoderFactory) -> PeerLibrary:
        """The library of a home folder, which need not exist yet; nothing is read or built before it is asked for."""
        return cls(Store(home, LazyEncoder(encoder)))

    def close(self) -> None:
        """Let go of files and memory; the next call opens again what it needs."""
        self._store.close()

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keep other processes from writing until several reports are added.

        Raises:
            LibraryBusyError: another process is writing.
            LibraryError: the home folder cannot be written.
        """
        with library_failures(), self._store.writing():
            yield

    def add(
        self,
        report: PeerReport,
        passages: Sequence[Passage],
        *,
        replace: bool = False,
        progress: ProgressReporter = no_progress,
    ) -> AddOutcome:
        """Add a report with its passages; when this returns, it is on disk.

        The same file (by its content) is added once; `replace` puts a new reading in place of the old one.

        Raises:
            PeerReportError: the report has no passage.
            LibraryBusyError: another process is writing.
            LibraryError: disk, rights or model.
        """
        if not passages:
            raise PeerReportError(
                f"{report.source.file}：没有读出可以检索的正文，未入库。请检查文件内容是否完整。"
            )
        report_id = passages[0].report_id

        def step(done: int, total: int) -> None:
            progress(Progress(done, total, report.source.file))

        with library_failures(), self._store.writing():
            there = self._store.document_with_digest(report.source.sha256)
            if there is not None and not replace:
                count = sum(1 for _ in self._store.records(there.id))
                return AddOutcome(there.id, added=False, passages=count)
            added_at = datetime.now(UTC).isoformat(timespec="seconds")
            document = document_of(report, report_id, there.added_at if there else added_at)
            self._store.add(document, records_of(report, passages), step)
        return AddOutcome(report_id, added=True, passages=len(passages), replaced=there is not None)

    def remove(self, report_id: str) -> None:
        """Take a report out.

        Raises:
            LibraryError: there is no such report, or it cannot be removed now.
        """
        with library_failures():
            if self._store.document(report_id) is None or not self._store.remove(report_id):
                raise _unknown(report_id)

    def update_metadata(self, report_id: str, correction: ReportCorrection) -> PeerSummary:
        """Correct what was read about a report; filters and lists follow at once, nothing is encoded again.

        Raises:
            LibraryError: there is no such report, or it cannot be written now.
        """
        with library_failures(), self._store.writing():
            report = self.report(report_id)
            changes = {name: getattr(correction, name) for name in correction.__slots__}
            report = with_changes(
                report, **{name: value for name, value in changes.items() if value is not None}
            )
            passages = [
                with_changes(passage_from_json(record.payload)[0], agency=report.agency, year=report.year)
                for record in self._store.records(report_id)
            ]
            self._store.update(document_of(report, report_id, ""), records_of(report, passages))
        return next(summary for summary in self.summaries() if summary.id == report_id)

    # Reading

    def exists(self) -> bool:
        """Whether anything was ever added."""
        with library_failures():
            return self._store.exists()

    def revision(self) -> int:
        """A number that changes whenever the library changes."""
        with library_failures():
            return self._store.revision()

    def summaries(self) -> tuple[PeerSummary, ...]:
        """See `ports.PeerTexts.summaries`."""
        with library_failures():
            rows = self._store.documents()
        return tuple(summary_from_json(row.summary, row.id, row.records, row.added_at) for row in rows)

    def report(self, report_id: str) -> PeerReport:
        """See `ports.PeerTexts.report`.

        Raises:
            LibraryError: there is no such report.
        """
        with library_failures():
            document = self._store.document(report_id)
        if document is None:
            raise _unknown(report_id)
        return report_from_json(document.body)

    def passages(self, report_id: str | None = None) -> Iterator[Passage]:
        """See `ports.PeerTexts.passages`; with an id those of one report."""
        with library_failures():
            for record in self._store.records(report_id):
                yield passage_from_json(record.payload)[0]

    def passage(self, passage_id: str) -> Passage | None:
        """One passage; None when it is not there, for its report may have been removed since."""
        with library_failures():
            record = self._store.records_of([passage_id]).get(passage_id)
        return None if record is None else passage_from_json(record.payload)[0]

    def search(self, query: str, filters: SearchFilters, limit: int) -> tuple[Match, ...]:
        """See `ports.ExampleSource.search`; `notices` says when it had to do without the encoder or Chroma."""
        query = storable(query)
        if not query.strip() or limit < 1:
            return ()
        excluded = {agency_key(name) for name in filters.exclude_agencies}
        conditions = conditions_of(filters)
        pool = max(_LEAST_POOL, limit * _POOL_PER_MATCH)
        with library_failures():
            while True:
                rankings = self._rankings(query, pool, conditions)
                chosen = choose(self._candidates(fuse(rankings)), limit, excluded)
                if len(chosen) == limit or all(len(ranking) < pool for ranking in rankings):
                    return tuple(Match(each.passage, each.score, each.file) for each in chosen)
                pool *= 4

    def notices(self) -> tuple[str, ...]:
        """What a user should know about the last search; empty when all parts worked."""
        missing = not_encoded_notice(self._not_encoded) if self._not_encoded else ""
        found = (self._encoder_problem, missing, index_notice(self._store.index_state))
        return tuple(each for each in found if each)

    # Health

    def health(self, *, repair: bool = False, progress: ProgressReporter = no_progress) -> LibraryHealth:
        """Check the library, the index in a child process.

        With `repair`, encode what lacks a vector and build the index anew from the records if anything is wrong with
        them, then check again.

        Raises:
            LibraryError: the database itself cannot be opened, or a repair cannot be written.
        """
        with library_failures():
            found = self._store.health()
            repaired = repair and bool(
                found.index_problem or found.not_encoded or index_notice(found.index_state)
            )
            if repaired:
                self._store.repair(lambda done, total: progress(Progress(done, total, "重建索引")))
                found = self._store.health()
        notice = index_notice(found.index_state)
        return LibraryHealth(
            reports=found.documents,
            passages=found.records,
            not_encoded=found.not_encoded,
            problems=health_problems(found),
            notices=(notice,) if notice else (),
            repaired=repaired,
        )

    # Inside

    def _rankings(self, query: str, pool: int, conditions: Sequence[Label]) -> list[list[Hit]]:
        lexical = self._store.lexical(query, pool, conditions)
        try:
            dense = self._store.dense(query, pool, conditions)
        except (EncoderError, AssistantError) as error:
            reason = message_of(error) if isinstance(error, EncoderError) else str(error)
            self._encoder_problem = f"语义检索不可用，本次只按字面检索。{reason}"
            _log.info("lexical search only: %s", error)
            return [lexical]
        self._encoder_problem = ""
        self._not_encoded = self._store.not_encoded()
        return [dense, lexical]

    def _candidates(self, scores: dict[str, float]) -> list[Candidate]:
        records = self._store.records_of(scores)
        found = []
        for passage_id, score in scores.items():
            if passage_id in records:  # a writer may have removed it since
                passage, file = passage_from_json(records[passage_id].payload)
                found.append(Candidate(passage, file, score))
        return found


def _unknown(report_id: str) -> LibraryError:
    return LibraryError(f"资料库中没有编号为 {report_id} 的报告。请用 nianbao peers list 查看编号。")
