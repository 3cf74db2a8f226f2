"""The library of peer reports: adding, listing, finding, checking."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace as with_changes
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from assistant.domain.peers import Match, Passage, PeerReport, PeerSummary, SearchFilters
from assistant.errors import LibraryError, PeerReportError
from assistant.ports import Progress, ProgressReporter, no_progress
from assistant.retrieval.failures import index_notice, library_failures, message_of
from assistant.retrieval.indexing import conditions_of, document_of, records_of
from assistant.retrieval.records import passage_from_json, report_from_json, summary_from_json
from assistant.retrieval.search import Candidate, agency_key, choose, fuse
from vectorstore.errors import EncoderError
from vectorstore.store import Store
from vectorstore.types import Label, TextEncoder

_LEAST_POOL = 60  # candidates of each ranking before fusion
_POOL_PER_MATCH = 6
_log = logging.getLogger(__name__)


class Added(StrEnum):
    """What adding a report did."""

    ADDED = "added"
    REPLACED = "replaced"
    ALREADY_THERE = "already_there"


@dataclass(frozen=True, slots=True)
class AddOutcome:
    """The report's id and what was done; `passages` is how many of it are in the library now."""

    report_id: str
    done: Added
    passages: int


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

    @classmethod
    def open(cls, home: Path, encoder: TextEncoder) -> PeerLibrary:
        """The library of a home folder, which need not exist yet; nothing is read before it is asked for."""
        return cls(Store(home, encoder))

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
                return AddOutcome(there.id, Added.ALREADY_THERE, count)
            added_at = datetime.now(UTC).isoformat(timespec="seconds")
            document = document_of(report, report_id, there.added_at if there else added_at)
            self._store.add(document, records_of(report, passages), step)
        return AddOutcome(report_id, Added.REPLACED if there else Added.ADDED, len(passages))

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

    def passage(self, passage_id: str) -> Passage:
        """One passage.

        Raises:
            LibraryError: there is no such passage.
        """
        with library_failures():
            record = self._store.records_of([passage_id]).get(passage_id)
        if record is None:
            raise LibraryError(f"资料库中没有编号为 {passage_id} 的段落；它所在的报告可能已被移除。")
        return passage_from_json(record.payload)[0]

    def search(self, query: str, filters: SearchFilters, limit: int) -> tuple[Match, ...]:
        """See `ports.ExampleSource.search`; `notices` says when it had to do without the encoder or Chroma."""
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
        """What a user should know about the last searches; empty when all parts work."""
        found = [self._encoder_problem, index_notice(self._store.index_state)]
        if not self._encoder_problem:
            with library_failures():
                missing = self._store.not_encoded()
            if missing:
                found.append(
                    f"有 {missing} 个段落尚未用当前语义模型编码，只参与字面检索。请运行 nianbao peers check --repair。"
                )
        return tuple(each for each in found if each)

    # Health

    def health(self, *, repair: bool = False, progress: ProgressReporter = no_progress) -> LibraryHealth:
        """Check the library, the index in a child process; with `repair` build the index anew and check again.

        Raises:
            LibraryError: the database itself cannot be opened, or a repair cannot be written.
        """
        with library_failures():
            if repair:
                self._store.repair(lambda done, total: progress(Progress(done, total, "重建索引")))
            found = self._store.health()
        problems = []
        if found.database_problem:
            problems.append(
                f"数据库有损坏：{found.database_problem}。请先备份资料库文件夹，再移走它并重新添加报告。"
            )
        if found.index_problem:
            problems.append(
                f"索引有损坏：{found.index_problem}。请运行 nianbao peers check --repair 重建索引。"
            )
        if found.encoder_problem:
            problems.append(f"语义模型不能使用：{found.encoder_problem}。请检查 NIANBAO_ENCODER。")
        if found.not_encoded:
            problems.append(
                f"有 {found.not_encoded} 个段落尚未用当前语义模型编码。请运行 nianbao peers check --repair。"
            )
        notice = index_notice(found.index_state)
        return LibraryHealth(
            reports=found.documents,
            passages=found.records,
            not_encoded=found.not_encoded,
            problems=tuple(problems),
            notices=(notice,) if notice else (),
            repaired=repair,
        )

    # Inside

    def _rankings(self, query: str, pool: int, conditions: Sequence[Label]) -> list[list[str]]:
        lexical = [hit.id for hit in self._store.lexical(query, pool, conditions)]
        try:
            dense = [hit.id for hit in self._store.dense(query, pool, conditions)]
        except EncoderError as error:
            self._encoder_problem = f"语义检索不可用，本次只按字面检索。{message_of(error)}"
            _log.warning("lexical search only: %s", error)
            return [lexical]
        self._encoder_problem = ""
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
