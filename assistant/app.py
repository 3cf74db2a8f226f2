"""`App`: the only door for the command line and the screens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from assistant import delivery, workflow
from assistant.adapters.personal_workspaces import PersonalWorkspaces
from assistant.adapters.workspaces import Approval, WorkspaceStore
from assistant.advice import Advice, LastYearAdvice
from assistant.app_parts import Parts
from assistant.approval import approve
from assistant.checking.registry import CheckContext
from assistant.desk import Desk
from assistant.doctor import DoctorItem, examine
from assistant.domain.agency_year import AgencyYear
from assistant.domain.drafts import ReportDraft
from assistant.domain.findings import CheckResult
from assistant.domain.peers import Match, Passage, PeerReport, PeerSummary, SearchFilters, SourceText
from assistant.domain.people import EVERYBODY, Act, Person, may
from assistant.domain.sections import SectionKind
from assistant.drafting.data_review import DataRemark, review
from assistant.drafting.plain import DraftOptions, draft_report
from assistant.drafting.usual import UsualIndicator, usual_indicators
from assistant.errors import ModelUnavailableError, NotAllowedError
from assistant.example_files import example_data_file, example_report_files
from assistant.exporting.document import plan_document
from assistant.exporting.docx_writer import write_docx
from assistant.exporting.draft_json import draft_to_plain
from assistant.exporting.files import write_bytes_atomically
from assistant.exporting.markdown import write_markdown
from assistant.exporting.preview import can_render, render_pages
from assistant.exporting.profile import DocumentProfile
from assistant.exporting.trace import Trace, build_trace, write_trace_markdown
from assistant.importing.files import Collection, collect_files, read_bytes, read_file
from assistant.people import People
from assistant.people_desk import PeopleDesk
from assistant.ports import ProgressReporter, TextModel, no_progress
from assistant.reading.agency_year import agency_year_from_bytes, load_agency_year
from assistant.reading.peer_report import read_report
from assistant.reading.workbook import write_form
from assistant.retrieval.library import AddOutcome, LibraryHealth, PeerLibrary, ReportCorrection
from assistant.settings import Settings
from assistant.workflow import FileOutcome, ModelRun, StopSignal, never_stop
from vectorstore.types import TextEncoder


@dataclass(frozen=True, slots=True)
class DraftResult:
    """A draft with its state set, what its check says, and notes of a language model if one was asked."""

    draft: ReportDraft
    check: CheckResult
    model_notes: tuple[str, ...] = ()


class App:
    """Everything a user can ask for. Parts are built when first needed, once, safely across threads."""

    def __init__(
        self, settings: Settings, *, encoder_factory: Callable[[], TextEncoder] | None = None
    ) -> None:
        self.settings = settings
        self._parts = Parts(settings, encoder_factory)
        self._person = EVERYBODY

    def acting(self, person: Person) -> App:
        """The same application as one person may use it: everything is shared but what the person may do."""
        own = copy(self)
        own.__dict__.pop("desk", None)
        own.__dict__["_person"] = person
        return own

    @property
    def library(self) -> PeerLibrary:
        """The library of peer reports, for reading. Changes go through `App`, which asks who makes them."""
        return self._parts.library

    @property
    def workspaces(self) -> WorkspaceStore:
        """Saved work: yearly data, drafts, versions, decisions. Everybody's; `desk` is what a person sees of it."""
        return self._parts.workspaces

    @property
    def people(self) -> People:
        """Accounts. Whoever may change them is asked by `people_desk`."""
        return self._parts.people

    @property
    def people_desk(self) -> PeopleDesk:
        """Accounts as the person may see and change them."""
        return PeopleDesk(self.people, self._person)

    @cached_property
    def desk(self) -> Desk:
        """Workspaces as a person works on them, their texts read into values."""
        if self._person is EVERYBODY:
            return Desk(self.workspaces)
        return Desk(PersonalWorkspaces(self.workspaces, self._person))

    @property
    def advice(self) -> Advice:
        """What peers and last year's report suggest."""
        return self._parts.advice

    # --- peers -------------------------------------------------------------------------------------------------

    def collect(self, paths: Iterable[Path]) -> Collection:
        """Walk folders of this machine for files that may be reports; for those who keep the library."""
        self._require_library()
        return collect_files(paths)

    def add_peers(
        self,
        files: Sequence[Path],
        progress: ProgressReporter = no_progress,
        should_stop: StopSignal = never_stop,
    ) -> tuple[FileOutcome[AddOutcome], ...]:
        """Add reports; what was added when it stops stays added."""
        self._require_library()
        return workflow.add_files(self.library, files, progress, should_stop)

    def add_peer_bytes(self, name: str, data: bytes, progress: ProgressReporter = no_progress) -> AddOutcome:
        """Add one uploaded report."""
        self._require_library()
        return workflow.add_source(self.library, read_bytes(name, data), progress)

    def add_report(self, report: PeerReport) -> AddOutcome:
        """Add a report that was read before, for instance one that was taken out by mistake."""
        self._require_library()
        return workflow.add_report(self.library, report)

    def remove_peer(self, report_id: str) -> None:
        """Take a report out of the library."""
        self._require_library()
        self.library.remove(report_id)

    def correct_peer(self, report_id: str, correction: ReportCorrection) -> None:
        """Correct what was recognised of a report."""
        self._require_library()
        self.library.update_metadata(report_id, correction)

    def _require_library(self) -> None:
        if not may(self._person, Act.LIBRARY):
            raise NotAllowedError(
                "同行资料库大家共用，只有管理员能增减或更正。需要加入报告时，请交给管理员。"
            )

    def peers(self) -> tuple[PeerSummary, ...]:
        """All reports of the library, oldest first."""
        return self.library.summaries()

    def search(self, query: str, filters: SearchFilters, limit: int = 8) -> tuple[Match, ...]:
        """Find comparable passages, best first."""
        return self.library.search(query, filters, limit)

    def library_health(self, *, repair: bool = False) -> LibraryHealth:
        """Check the library, and mend its index from the records if asked."""
        if repair:
            self._require_library()
        return self.library.health(repair=repair)

    # --- reading -----------------------------------------------------------------------------------------------

    def read(self, paths: Sequence[Path]) -> tuple[FileOutcome[PeerReport], ...]:
        """Read reports without storing them."""
        return workflow.per_file(paths, workflow.read_report_file)

    def read_bytes(self, name: str, data: bytes) -> PeerReport:
        """Read one uploaded report without storing it."""
        return read_report(read_bytes(name, data))

    def load_data_bytes(self, name: str, data: bytes) -> AgencyYear:
        """Load uploaded yearly data; see `load_data`."""
        return agency_year_from_bytes(name, data)

    def example_data(self) -> AgencyYear:
        """The yearly data of an invented agency that comes with the program."""
        return load_agency_year(example_data_file())

    def example_reports(self) -> tuple[Path, ...]:
        """The real reports that come with the program."""
        return example_report_files()

    def load_data(self, path: Path) -> AgencyYear:
        """Load yearly data from YAML, JSON or the Excel form.

        Raises:
            YearDataError: mistakes, all of them at once.
        """
        return load_agency_year(path)

    # --- drafting ----------------------------------------------------------------------------------------------

    def draft(
        self,
        year: AgencyYear,
        *,
        section: SectionKind | None = None,
        gaps: bool = False,
        options: DraftOptions | None = None,
        model: str = "",
        progress: ProgressReporter = no_progress,
    ) -> DraftResult:
        """Draft a report, or one standard section of it, with a language model only if one is named.

        With `gaps`, what comparable peers usually report and the data do not give stands in the draft as placeholders.
        Options of no examples spare the search model: no passages are looked up to stand beside the sections.
        """
        wordings = self.advice.wordings(year.agency.name)
        chosen = options or DraftOptions()
        if gaps:
            chosen = replace(chosen, gaps=self.advice.gaps(year))
        draft = draft_report(year, examples=self.library, wordings=wordings, options=chosen)
        if section is not None:
            draft = workflow.only_section(draft, section)
        run = ModelRun(draft, ())
        if model:
            run = workflow.rewrite_with_model(draft, year, self.library, self._text_model(model), progress)
        if section is not None:
            checked = workflow.check_part(run.draft, section, self._context(year))
            return DraftResult(run.draft, checked, run.notes)  # a part never goes out for approval
        checked = self.check_draft(run.draft, year)
        return DraftResult(workflow.with_state(run.draft, checked), checked, run.notes)

    def last_year(self, year: AgencyYear, path: Path) -> LastYearAdvice:
        """What the agency's own report of the year before gives: values to confirm, plans to compare."""
        source = read_file(path)
        return self.advice.last_year(year, source.file, source.text)

    def review_data(self, year: AgencyYear) -> tuple[DataRemark, ...]:
        """Name what contradicts itself in yearly data, before anything is drafted from it."""
        return review(year)

    def usual_indicators(self, topic: str | None) -> tuple[UsualIndicator, ...]:
        """Indicators that agencies usually report under a topic, all topics' for None."""
        return usual_indicators(topic)

    def form_bytes(self, year: AgencyYear | None = None) -> bytes:
        """The Excel form, empty or filled, as the bytes of a file."""
        return write_form(year)

    def write_form(self, path: Path, year: AgencyYear | None = None) -> None:
        """Write the Excel form, empty or filled."""
        write_bytes_atomically(path, write_form(year))

    def _text_model(self, name: str) -> TextModel:
        from assistant.adapters.langchain_model import build_text_model

        if not self.settings.model_url:
            raise ModelUnavailableError(
                f"要用语言模型“{name}”，请先设置环境变量 NIANBAO_MODEL_URL（OpenAI 兼容接口地址）；不用模型可去掉 --model。"
            )
        return build_text_model(
            name,
            url=self.settings.model_url,
            key=self.settings.model_key,
            timeout_seconds=self.settings.model_timeout_seconds,
            allow_plain_http=self.settings.model_allow_http,
        )

    # --- checking ----------------------------------------------------------------------------------------------

    def check_draft(
        self, draft: ReportDraft, year: AgencyYear | None, *, own_earlier: str = ""
    ) -> CheckResult:
        """Check a draft of ours; `own_earlier` is the text of the agency's own report of the year before."""
        return workflow.check_draft(draft, self._context(year, own_earlier))

    def check_source(
        self, source: SourceText, year: AgencyYear | None = None, *, own_earlier: str = ""
    ) -> CheckResult:
        """Check any report text."""
        return workflow.check_source(source, self._context(year, own_earlier))

    def check_bytes(
        self, name: str, data: bytes, year: AgencyYear | None = None, *, own_earlier: str = ""
    ) -> CheckResult:
        """Check one uploaded report."""
        return self.check_source(read_bytes(name, data), year, own_earlier=own_earlier)

    def check_files(
        self, paths: Sequence[Path], year: AgencyYear | None = None
    ) -> tuple[FileOutcome[CheckResult], ...]:
        """Check reports from files, each for itself."""
        return workflow.per_file(paths, lambda path: self._check_file(path, year))

    def _check_file(self, path: Path, year: AgencyYear | None) -> CheckResult:
        if path.suffix.lower() == ".json":
            return self.check_draft(delivery.read_draft(path), year)
        return self.check_source(read_file(path), year)

    def _context(self, year: AgencyYear | None, own_earlier: str = "") -> CheckContext:
        earlier = read_report(workflow.text_source("本机关去年的报告", own_earlier)) if own_earlier else None
        today = date.today()  # noqa: DTZ011 - a calendar day where the user sits
        return CheckContext(year=year, peers=self._parts.peer_facts(), own_earlier=earlier, today=today)

    def approve(self, workspace_id: str, draft_revision: int, data_revision: int) -> Approval | None:
        """Let the draft of these revisions pass as 送审稿; see `approval.approve`."""
        return approve(self.desk, self.check_draft, workspace_id, (draft_revision, data_revision))

    # --- exporting ---------------------------------------------------------------------------------------------

    def trace(self, draft: ReportDraft, year: AgencyYear) -> Trace:
        """Every sentence of a draft with the facts and passages it was written from."""
        return build_trace(draft, year, self._passages_of(draft))

    def _passages_of(self, draft: ReportDraft) -> Mapping[str, Passage]:
        wanted = {ref.passage_id for sentence in draft.sentences() for ref in sentence.modelled_on}
        wanted |= {ref.passage_id for section in draft.sections for ref in section.examples}
        found = {passage_id: self.library.passage(passage_id) for passage_id in sorted(wanted)}
        return {passage_id: passage for passage_id, passage in found.items() if passage is not None}

    def docx(
        self, draft: ReportDraft, year: AgencyYear | None = None, *, profile: DocumentProfile | None = None
    ) -> bytes:
        """Write a draft as an official Word document; with yearly data given, with comments that show the sources."""
        trace = self.trace(draft, year) if year is not None else None
        return write_docx(plan_document(draft, profile or DocumentProfile(), trace=trace))

    def markdown(self, draft: ReportDraft) -> bytes:
        """A draft as Markdown."""
        return write_markdown(draft).encode()

    def draft_json(self, draft: ReportDraft) -> bytes:
        """A draft as JSON, as `write_draft` would write it."""
        return delivery.to_json_bytes(draft_to_plain(draft))

    def trace_text(self, draft: ReportDraft, year: AgencyYear) -> bytes:
        """The record of all sources of a draft, for a person to read."""
        return write_trace_markdown(self.trace(draft, year)).encode()

    def annotated(self, data: bytes, result: CheckResult) -> bytes:
        """A checked file with its findings as Word comments."""
        return delivery.annotated(data, result)

    def can_preview(self) -> bool:
        """Whether this machine can make pictures of pages."""
        return can_render()

    def preview(self, docx: bytes) -> tuple[bytes, ...]:
        """Pictures of a document's pages."""
        return render_pages(docx)

    def require_suffix(self, path: Path) -> None:
        """Refuse a file that a draft cannot be written to, before any work is done."""
        delivery.require_suffix(path)

    def require_place(self, path: Path | None, *, reads: Sequence[Path | None]) -> None:
        """Refuse to write where nothing can be written or where a file lies that the same work reads."""
        if path is not None:
            delivery.require_place(path, [source for source in reads if source is not None])

    def write_draft(self, result: DraftResult, path: Path) -> None:
        """Write a draft as Word, Markdown or JSON, by the suffix."""
        delivery.write_draft(result.draft, result.check, path)

    def write_trace(self, draft: ReportDraft, year: AgencyYear, path: Path) -> None:
        """Write the record of all sources of a draft."""
        delivery.write_trace(self.trace(draft, year), path)

    def write_annotated(self, source: Path, result: CheckResult, path: Path) -> None:
        """Write a checked file with its findings as Word comments."""
        delivery.write_annotated(source, result, path)

    def export_file(self, source: Path, path: Path, data: Path | None = None) -> ReportDraft:
        """Write a draft's JSON as Word or Markdown; its state is decided anew from a check."""
        delivery.require_suffix(path)
        year = self.load_data(data) if data is not None else None
        draft = delivery.read_draft(source)
        check = self.check_draft(draft, year)
        draft = workflow.with_state(draft, check)
        delivery.write_draft(draft, check, path, self.trace(draft, year) if year is not None else None)
        return draft

    def doctor(self) -> tuple[DoctorItem, ...]:
        """What is installed, what is healthy, what is not."""
        return examine(self.settings, lambda: self.library)
