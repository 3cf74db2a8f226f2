"""What others suggest for a draft: peers' wordings, what they report and we do not, last year's values and promises."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.domain.agency_year import AgencyYear, Indicator
from assistant.domain.peers import PeerReport, PeerSummary
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.drafting.gaps import Gap, comparable, find_gaps
from assistant.drafting.last_year import LastYearReading, PromiseCheck, compare_promises, read_last_year
from assistant.drafting.reported_values import ReportedValue, reported_values
from assistant.drafting.usual import ToldIndicator, told_indicators
from assistant.ports import Wording
from assistant.reading.peer_report import read_report
from assistant.retrieval.library import PeerLibrary
from assistant.retrieval.wordings import WordingBank
from assistant.workflow import text_source

_MOST_BANKS = 8  # agencies whose view of the phrase bank is kept


@dataclass(frozen=True, slots=True)
class LastYearAdvice:
    """What last year's own report gives: its values beside those given, and its plans against this year's data."""

    report: PeerReport
    reading: LastYearReading
    promises: tuple[PromiseCheck, ...]
    remarks: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[ReportedValue, ...]:
        """Values to confirm, of indicators that have none."""
        return self.reading.proposals


@dataclass(frozen=True, slots=True)
class PeerValue:
    """What a peer's report says of one of our indicators. `evidence` is the sentence it was read from."""

    path: str
    agency: str
    year: int | None
    value: Decimal
    unit: str
    evidence: str
    report_id: str


class Advice:
    """Answers from the library; the phrase bank is built anew only when the library has changed."""

    def __init__(self, library: PeerLibrary) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._banks: tuple[int, dict[str, WordingBank]] | None = None

    def wordings(self, agency: str) -> WordingBank | None:
        """The phrase bank without an agency's own reports; None while there are no peers."""
        if not self._library.exists():
            return None
        with self._lock:
            revision = self._library.revision()
            if self._banks is None or self._banks[0] != revision:
                self._banks = (revision, {"": WordingBank.build(self._library.passages())})
            banks = self._banks[1]
            if agency not in banks:
                for other in [name for name in banks if name][: max(0, len(banks) - _MOST_BANKS)]:
                    del banks[other]
                banks[agency] = banks[""].without(agency)
            return banks[agency]

    def find_wordings(self, agency: str, topic: Topic | None, text: str, limit: int) -> tuple[Wording, ...]:
        """Peers' wordings about a topic that are nearest to a text, best first."""
        bank = self.wordings(agency)
        return bank.find(topic, text, limit) if bank is not None else ()

    def gaps(self, year: AgencyYear) -> tuple[Gap, ...]:
        """What comparable peers usually report and this agency's data do not give."""
        return find_gaps(year, self._library) if self._library.exists() else ()

    def peer_values(
        self, year: AgencyYear, indicators: Sequence[Indicator], most: int = 60
    ) -> tuple[PeerValue, ...]:
        """Values of our indicators as comparable peers report them, each agency's newest report.

        Args:
            year: our data.
            indicators: those of our data that are asked for; the answer is in their order, then by agency.
            most: so many agencies at most, those with the newest reports.
        """
        if not self._library.exists():
            return ()
        chosen = comparable(year, self._library.summaries())
        newest: dict[str, PeerSummary] = {}
        for row in sorted(self._library.summaries(), key=lambda each: each.year or 0):
            if row.id in chosen:
                newest[row.agency] = row
        rows = sorted(newest.values(), key=lambda each: -(each.year or 0))[:most]
        found = [
            PeerValue(each.path, row.agency, row.year, each.value, each.unit, each.evidence, row.id)
            for row in sorted(rows, key=lambda each: each.agency)
            for each in reported_values(indicators, self._library.report(row.id)).values()
        ]
        order = {indicator.path: number for number, indicator in enumerate(indicators)}
        return tuple(sorted(found, key=lambda each: order[each.path]))

    def topic_shares(self, year: AgencyYear) -> dict[str, float]:
        """Share of comparable peers' reports that write about each topic, by its label, in the order of topics."""
        told = [{topic for part in report.walk() for topic in part.topics} for report in self._near(year)]
        return {topic.label: sum(topic in each for each in told) / len(told) for topic in Topic if told}

    def section_shares(self, year: AgencyYear) -> dict[str, float]:
        """Share of comparable peers' reports that have each statutory content, by its label, in their order."""
        told = [{part.section for part in report.walk()} for report in self._near(year)]
        return {kind.label: sum(kind in each for each in told) / len(told) for kind in SectionKind if told}

    def _near(self, year: AgencyYear) -> list[PeerReport]:
        chosen = comparable(year, self._library.summaries()) if self._library.exists() else frozenset()
        return [self._library.report(report_id) for report_id in sorted(chosen)]

    def last_year(self, year: AgencyYear, file: str, text: str) -> LastYearAdvice:
        """Read the agency's own report of the year before."""
        report = read_report(text_source(file, text))
        reading, promises = read_last_year(year, report), compare_promises(year, report)
        return LastYearAdvice(report, reading, promises, tuple(_wrong_report(year, report)))


def told_last_year(file: str, text: str) -> tuple[ToldIndicator, ...]:
    """The indicators that last year's report gives values for: what a new form may begin with."""
    return told_indicators(read_report(text_source(file, text)))


def _wrong_report(year: AgencyYear, report: PeerReport) -> Iterator[str]:
    """Signs that a report is not last year's own one."""
    if report.year is not None and report.year != year.year - 1:
        yield (
            f"这份报告写的是 {report.year} 年度，{year.year} 年度数据的上年应是 {year.year - 1} 年度，"
            "请核对是否放错了文件。"
        )
    names = (year.agency.name, *year.agency.short_names)
    if report.agency and not any(name in report.agency or report.agency in name for name in names):
        yield f"这份报告是“{report.agency}”的，数据是“{year.agency.name}”的，请核对是否放错了文件。"
