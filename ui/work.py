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

_PREPARING = "正在准备本地检索模型，第一次约需一分钟"


class _File(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def data(self) -> bytes: ...


def add_files(app: App, files: Sequence[Path]) -> Callable[[ProgressReporter, Callable[[], bool]], Any]:
    """Add reports from the disk."""

    def work(report: ProgressReporter, stopped: Callable[[], bool]) -> Any:
        report(Progress(0, len(files), _PREPARING))
        return app.add_peers(files, report, stopped)

    return work


def add_uploads(app: App, uploads: Sequence[_File]) -> Callable[[ProgressReporter, Callable[[], bool]], Any]:
    """Add uploaded reports one after the other; one bad file does not stop the others."""

    def work(report: ProgressReporter, stopped: Callable[[], bool]) -> Any:
        outcomes: list[FileOutcome[Any]] = []
        report(Progress(0, len(uploads), _PREPARING))
        for number, upload in enumerate(uploads):
            if stopped():
                break
            report(Progress(number, len(uploads), upload.name))
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
