"""Where the stages meet: files become reports, data become drafts, texts become findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Generic, TypeVar

from assistant.checking.registry import CheckContext, check_report
from assistant.domain.agency_year import AgencyYear
from assistant.domain.drafts import DocumentState, ReportDraft, SectionDraft, render_text
from assistant.domain.findings import CheckResult
from assistant.domain.peers import Match, PeerReport, SearchFilters, SourceText
from assistant.domain.sections import SectionKind
from assistant.drafting.prompt_library import PromptLibrary
from assistant.drafting.with_model import rewrite_section
from assistant.errors import AssistantError
from assistant.importing.files import read_file
from assistant.ports import ExampleSource, Progress, ProgressReporter, TextModel, no_progress
from assistant.reading.passages import cut_passages
from assistant.reading.peer_report import read_report, require_report
from assistant.retrieval.library import AddOutcome, PeerLibrary

Value = TypeVar("Value")
StopSignal = Callable[[], bool]


def never_stop() -> bool:
    """Go on to the end."""
    return False


@dataclass(frozen=True, slots=True)
class FileOutcome(Generic[Value]):
    """What became of one file: a value, or the error that a person is told. One bad file does not stop the others."""

    file: str
    value: Value | None = None
    error: AssistantError | None = None


def per_file(paths: Iterable[Path], work: Callable[[Path], Value]) -> tuple[FileOutcome[Value], ...]:
    """Do the same to several files, keeping each one's own error."""
    return tuple(_outcome(path, work) for path in paths)


def _outcome(path: Path, work: Callable[[Path], Value]) -> FileOutcome[Value]:
    try:
        return FileOutcome(str(path), work(path))
    except AssistantError as error:
        return FileOutcome(str(path), error=error)


def read_report_file(path: Path) -> PeerReport:
    """Read one file as a report of the genre."""
    return read_report(read_file(path))


def add_source(
    library: PeerLibrary, source: SourceText, progress: ProgressReporter = no_progress
) -> AddOutcome:
    """Read, cut, encode and store one report; one that is there already is left as it is.

    Raises:
        PeerReportError: the text is no report of the genre.
    """
    return add_report(library, require_report(read_report(source)), progress)


def add_report(
    library: PeerLibrary, report: PeerReport, progress: ProgressReporter = no_progress
) -> AddOutcome:
    """Cut, encode and store a report that was read already."""
    return library.add(report, cut_passages(report), progress=progress)


def add_files(
    library: PeerLibrary,
    files: Sequence[Path],
    progress: ProgressReporter = no_progress,
    should_stop: StopSignal = never_stop,
) -> tuple[FileOutcome[AddOutcome], ...]:
    """Add reports one after the other; `should_stop` is asked between files, and what was added stays added.

    No other process writes the library in between.

    Raises:
        LibraryBusyError: another process is writing it now.
        LibraryError: the home folder cannot be written.
    """
    outcomes: list[FileOutcome[AddOutcome]] = []
    with library.writing():
        for number, path in enumerate(files):
            if should_stop():
                break
            progress(Progress(number, len(files), path.name))
            within = _within_file(progress, number, len(files))
            outcomes.append(_outcome(path, partial(_add_file, library, within)))
    progress(Progress(len(outcomes), len(files), ""))
    return tuple(outcomes)


def _add_file(library: PeerLibrary, progress: ProgressReporter, path: Path) -> AddOutcome:
    return add_source(library, read_file(path), progress)


def _within_file(progress: ProgressReporter, number: int, total: int) -> ProgressReporter:
    """Report the passages of one file without moving the count of files."""

    def step(part: Progress) -> None:
        progress(Progress(number, total, f"{Path(part.label).name} 第 {part.done}/{part.total} 段"))

    return step


def text_source(file: str, text: str) -> SourceText:
    """Wrap a text that came from no file (a draft, a text field)."""
    return SourceText(file=file, sha256=sha256(text.encode()).hexdigest(), text=text, encoding="text")


def check_draft(draft: ReportDraft, context: CheckContext) -> CheckResult:
    """Check a draft of ours exactly as a text from outside is checked; offsets point into `render_text(draft).text`."""
    return check_report(read_report(text_source("草稿", render_text(draft).text)), context)


def check_part(draft: ReportDraft, kind: SectionKind, context: CheckContext) -> CheckResult:
    """Check a draft of one standard section: nobody asked for the others."""
    return check_draft(draft, replace(context, contents=frozenset({kind})))


def with_state(draft: ReportDraft, result: CheckResult) -> ReportDraft:
    """Mark a draft 送审稿 when no blocker is left, else 讨论稿."""
    state = DocumentState.DISCUSSION if result.has_blockers else DocumentState.FOR_APPROVAL
    return replace(draft, state=state)


@dataclass(frozen=True, slots=True)
class ModelRun:
    """A draft after a language model went over it, with a note for every place where the plain sentence was kept."""

    draft: ReportDraft
    notes: tuple[str, ...]


def rewrite_with_model(
    draft: ReportDraft,
    year: AgencyYear,
    examples: ExampleSource,
    model: TextModel,
    progress: ProgressReporter = no_progress,
) -> ModelRun:
    """Let a model make every section more fluent; what fails a guard stays as the plain drafter wrote it."""
    prompts = PromptLibrary()
    sections: list[SectionDraft] = []
    notes: list[str] = []
    for number, section in enumerate(draft.sections):
        progress(Progress(number, len(draft.sections), section.heading))
        rewrite = rewrite_section(section, year, _examples_for(section, year, examples), model, prompts)
        sections.append(rewrite.section)
        notes.extend(rewrite.notes)
    progress(Progress(len(draft.sections), len(draft.sections), ""))
    return ModelRun(replace(draft, sections=tuple(sections)), tuple(notes))


def _examples_for(section: SectionDraft, year: AgencyYear, examples: ExampleSource) -> Sequence[Match]:
    filters = SearchFilters(section=section.section, exclude_agencies=(year.agency.name,))
    return examples.search(f"{year.agency.kind}{section.heading}", filters, 4)


def only_section(draft: ReportDraft, kind: SectionKind) -> ReportDraft:
    """The same draft with a single section."""
    return replace(draft, sections=tuple(section for section in draft.sections if section.section is kind))


def check_source(source: SourceText, context: CheckContext) -> CheckResult:
    """Check any report text, wherever it came from."""
    return check_report(read_report(source), context)
