"""Long work beside the screens: one registry in the server's process, which outlives sessions and refreshes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from secrets import token_hex
from typing import Any

from assistant.errors import AssistantError
from assistant.ports import Progress, ProgressReporter

Work = Callable[[ProgressReporter, Callable[[], bool]], Any]
BugReporter = Callable[[BaseException], str]


class JobState(StrEnum):
    """Where a job stands."""

    RUNNING = "running"
    STOPPING = "stopping"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self in {JobState.DONE, JobState.STOPPED, JobState.FAILED}


@dataclass(slots=True)
class Job:
    """One piece of long work. Written by its thread, read by any screen; `seen` once its result was shown."""

    id: str
    kind: str
    scope: str
    title: str
    state: JobState = JobState.RUNNING
    progress: Progress = field(default_factory=lambda: Progress(0, 0, ""))
    result: Any = None
    error: str = ""
    started: float = field(default_factory=time.monotonic)
    seen: bool = False

    @property
    def share(self) -> float:
        """Done part between 0 and 1; 0 while the total is unknown."""
        return min(1.0, self.progress.done / self.progress.total) if self.progress.total else 0.0


class JobRegistry:
    """Starts jobs, each in a thread of its own, and finds them again by kind and scope."""

    def __init__(self, report_bug: BugReporter) -> None:
        self._report_bug = report_bug
        self._jobs: dict[str, Job] = {}
        self._stops: dict[str, threading.Event] = {}
        self._lock = threading.Lock()

    def start(self, kind: str, title: str, work: Work, *, scope: str = "") -> Job:
        """Start work, unless a job of the same kind and scope is still running: then that one is returned."""
        with self._lock:
            running = self._running(kind, scope)
            if running is not None:
                return running
            self._forget_seen()
            job = Job(token_hex(6), kind, scope, title)
            self._jobs[job.id] = job
            self._stops[job.id] = threading.Event()
        threading.Thread(target=self._run, args=(job, work), name=f"job-{kind}", daemon=True).start()
        return job

    def stop(self, job: Job) -> None:
        """Ask a job to stop at the next good place."""
        with self._lock:
            if not job.state.over:
                job.state = JobState.STOPPING
                self._stops[job.id].set()

    def latest(self, kind: str, scope: str = "") -> Job | None:
        """The job of this kind and scope that was started last and whose result was not yet put away."""
        with self._lock:
            jobs = [job for job in self._jobs.values() if (job.kind, job.scope) == (kind, scope)]
        return next((job for job in reversed(jobs) if not job.seen), None)

    def _running(self, kind: str, scope: str) -> Job | None:
        for job in self._jobs.values():
            if (job.kind, job.scope) == (kind, scope) and not job.state.over:
                return job
        return None

    def _forget_seen(self) -> None:
        for job_id in [job.id for job in self._jobs.values() if job.seen]:
            del self._jobs[job_id], self._stops[job_id]

    def _run(self, job: Job, work: Work) -> None:
        stop = self._stops[job.id]

        def report(progress: Progress) -> None:
            job.progress = progress

        try:
            job.result = work(report, stop.is_set)
            job.state = JobState.STOPPED if stop.is_set() else JobState.DONE
        except AssistantError as error:
            job.error = str(error)
            job.state = JobState.FAILED
        except Exception as bug:  # noqa: BLE001 - a thread has nobody above it who could tell
            job.error = self._report_bug(bug)
            job.state = JobState.FAILED
