"""Long work: once at a time, told in words when it fails, stopped when asked, found again after a refresh."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from assistant.errors import LibraryBusyError
from assistant.ports import Progress, ProgressReporter
from ui.jobs import Job, JobRegistry, JobState


def registry() -> JobRegistry:
    return JobRegistry(lambda bug: f"程序内部出错 {type(bug).__name__}")


def over(job: Job) -> Job:
    deadline = time.monotonic() + 10
    while not job.state.over:
        assert time.monotonic() < deadline
        time.sleep(0.005)
    return job


def test_a_result_waits_until_it_was_seen() -> None:
    jobs = registry()
    job = over(jobs.start("peers", "加入", lambda report, stopped: 42))
    assert (job.state, job.result) == (JobState.DONE, 42)
    assert jobs.latest("peers") is job
    job.seen = True
    assert jobs.latest("peers") is None


def test_the_same_work_is_not_started_twice() -> None:
    jobs, gate = registry(), threading.Event()
    first = jobs.start("peers", "加入", lambda report, stopped: gate.wait(10))
    assert jobs.start("peers", "加入", lambda report, stopped: None) is first
    other = jobs.start("preview", "排版", lambda report, stopped: 1, scope="w-1")
    assert over(other).result == 1
    gate.set()
    over(first)


def test_work_stops_when_asked() -> None:
    jobs = registry()

    def work(report: ProgressReporter, stopped: Callable[[], bool]) -> Any:
        done = 0
        while not stopped():
            done += 1
            report(Progress(done, 10, "段落"))
            time.sleep(0.002)
        return done

    job = jobs.start("peers", "加入", work)
    jobs.stop(job)
    assert over(job).state is JobState.STOPPED
    assert job.result >= 0


def test_failures_are_told_in_words() -> None:
    jobs = registry()

    def busy(report: ProgressReporter, stopped: Callable[[], bool]) -> Any:
        raise LibraryBusyError("另一个程序正在写资料库")

    def broken(report: ProgressReporter, stopped: Callable[[], bool]) -> Any:
        return 1 / 0

    assert over(jobs.start("a", "", busy)).error == "另一个程序正在写资料库"
    assert over(jobs.start("b", "", broken)).error == "程序内部出错 ZeroDivisionError"


def test_the_share_is_known_only_with_a_total() -> None:
    job = Job("1", "peers", "", "加入")
    assert job.share == 0
    job.progress = Progress(3, 4, "")
    assert job.share == 0.75
