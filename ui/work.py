"""Long work as functions for the job registry; no Streamlit here, for it runs outside every session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from assistant.app import App
from assistant.domain.drafts import ReportDraft
from assistant.errors import AssistantError
from assistant.exporting.profile import DocumentProfile
from assistant.ports import Progress, ProgressReporter
from assistant.workflow import FileOutcome

_PREPARING = "第一份较慢：要先准备本地检索模型，最多约一分钟"


class _File(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def data(self) -> bytes: ...


def _patient(report: ProgressReporter) -> ProgressReporter:
    """Say beside the first file why it takes longer."""

    def tell(progress: Progress) -> None:
        label = f"{progress.label}　{_PREPARING}" if not progress.done and progress.label else progress.label
        report(Progress(progress.done, progress.total, label))

    return tell


def add_files(app: App, files: Sequence[Path]) -> Callable[[ProgressReporter, Callable[[], bool]], Any]:
    """Add reports from the disk."""

    def work(report: ProgressReporter, stopped: Callable[[], bool]) -> Any:
        return app.add_peers(files, _patient(report), stopped)

    return work


def add_uploads(app: App, uploads: Sequence[_File]) -> Callable[[ProgressReporter, Callable[[], bool]], Any]:
    """Add uploaded reports one after the other; one bad file does not stop the others."""

    def work(report: ProgressReporter, stopped: Callable[[], bool]) -> Any:
        outcomes: list[FileOutcome[Any]] = []
        for number, upload in enumerate(uploads):
            if stopped():
                break
            _patient(report)(Progress(number, len(uploads), upload.name))
            try:
                outcomes.append(FileOutcome(upload.name, app.add_peer_bytes(upload.name, upload.data)))
            except AssistantError as error:
                outcomes.append(FileOutcome(upload.name, error=error))
        return tuple(outcomes)

    return work


def render_preview(
    app: App, draft: ReportDraft, profile: DocumentProfile, version: str
) -> Callable[[ProgressReporter, Callable[[], bool]], Any]:
    """Lay a draft out and make pictures of its pages; `version` comes back with them."""

    def work(report: ProgressReporter, _stopped: Callable[[], bool]) -> Any:
        report(Progress(0, 0, "约需几秒"))
        return version, app.preview(app.docx(draft, profile=profile))

    return work
