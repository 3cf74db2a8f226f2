"""Kills, rival processes, full and read-only disks: nothing acknowledged is lost, and the user hears what to do."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.domain.peers import SearchFilters
from assistant.errors import LibraryBusyError, LibraryError
from tests.builders import make_numbered_report, open_library
from vectorstore.index_keeper import IndexState

CHILD = [sys.executable, "-m", "tests.integration.library_child"]
ROOT = Path(__file__).resolve().parents[2]


def child(home: Path, *task: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*CHILD, str(home), *task], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", cwd=ROOT
    )


def run(home: Path, *task: str) -> tuple[int, str, str]:
    process = child(home, *task)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def lines_until_killed(
    process: subprocess.Popen[str], seconds_after_first: float, stop: signal.Signals
) -> list[str]:
    assert process.stdout is not None
    lines = [process.stdout.readline().strip()]
    assert lines[0], process.stderr.read() if process.stderr else ""
    killer = threading.Timer(seconds_after_first, lambda: process.send_signal(stop))
    killer.start()
    lines += [line.strip() for line in process.stdout]
    process.wait(timeout=20)
    killer.join()
    process.communicate()
    return [line for line in lines if line]


def test_a_kill_at_any_moment_loses_nothing_acknowledged(home: Path) -> None:
    chance = random.Random(20261123)
    acknowledged: list[str] = []
    for attempt in range(3):
        process = child(home, "add-forever", str(attempt * 1000))
        acknowledged += lines_until_killed(process, chance.uniform(0.0, 0.8), signal.SIGKILL)
        library = open_library(home)
        there = {summary.id: summary.passages for summary in library.summaries()}
        assert set(acknowledged) <= set(there)
        assert set(there.values()) == {24}, "a report is there whole or not at all"
        library.close()
    library = open_library(home)
    report, passages = make_numbered_report(0, 24)
    found = library.search(passages[3].text, SearchFilters(), 1)
    assert [match.passage.id for match in found] == [passages[3].id]
    assert library.report(passages[0].report_id) == report
    assert library.health().problems == ()
    assert library.add(*make_numbered_report(99_999)).added
    library.close()


def test_interrupted_by_the_user_it_ends_and_starts_again(home: Path) -> None:
    acknowledged = lines_until_killed(child(home, "add-forever", "0"), 0.4, signal.SIGINT)
    library = open_library(home)
    assert set(acknowledged) <= {summary.id for summary in library.summaries()}
    assert library.add(*make_numbered_report(99_999)).added
    assert library.notices() == ()
    library.close()


@pytest.fixture
def rival(home: Path) -> Iterator[Path]:
    library = open_library(home)
    library.add(*make_numbered_report(1))
    library.close()
    process = child(home, "hold-lock")
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "holding"
    yield home
    process.kill()
    process.communicate()


def test_a_second_writer_is_refused_within_a_second_and_may_still_read(rival: Path) -> None:
    library = open_library(rival)
    report, passages = make_numbered_report(2)
    for refused in (
        lambda: library.add(report, passages),
        lambda: library.remove(library.summaries()[0].id),
        lambda: library.writing().__enter__(),
    ):
        start = time.monotonic()
        with pytest.raises(LibraryBusyError, match="正由另一个程序写入"):
            refused()
        assert time.monotonic() - start < 1
    _, old = make_numbered_report(1)
    assert library.search(old[0].text, SearchFilters(), 1)[0].passage.id == old[0].id
    assert len(library.summaries()) == 1
    library.close()


def test_the_first_creation_is_locked_too(home: Path) -> None:
    first, second = child(home, "add-one", "1"), child(home, "add-one", "2")
    outcomes = [(*process.communicate(timeout=60), process.returncode) for process in (first, second)]
    assert all(status == 0 or "LibraryBusyError" in err for _, err, status in outcomes), outcomes
    library = open_library(home)
    assert {f"{summary.id}\n" for summary in library.summaries()} == {
        out for out, _, status in outcomes if status == 0
    }
    assert library.health().problems == ()


def test_one_process_searches_in_chroma_while_another_adds(home: Path) -> None:
    library = open_library(home)
    library.add(*make_numbered_report(1))
    assert library._store.index_state is IndexState.READY
    status, _, err = run(home, "add-one", "2")
    assert status == 0, err
    _, passages = make_numbered_report(2, 24)
    assert library.search(passages[20].text, SearchFilters(), 1)[0].passage.id == passages[20].id
    assert library.notices() == ()
    status, out, _ = run(home, "search", passages[20].text)
    assert status == 0
    assert passages[20].id in out
    assert "精确检索" in out, "the other process says that it does without the index"
    library.close()


@pytest.fixture
def for_nobody() -> Iterator[Path]:
    """A library in a folder that a user without rights can read, not write."""
    folder = Path(tempfile.mkdtemp(prefix="nianbao-test-"))
    home = folder / "home"
    library = open_library(home)
    library.add(*make_numbered_report(1))
    library.close()
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    status, _, err = run(home, "as-nobody", "search", "")
    if status:
        pytest.skip(f"another user cannot run this Python or reach {folder}: {err}")
    yield home
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_home_is_read_and_says_that_it_cannot_be_written(for_nobody: Path) -> None:
    _, passages = make_numbered_report(1)
    status, out, err = run(for_nobody, "as-nobody", "search", passages[2].text)
    assert status == 0, err
    assert passages[2].id in out
    assert "不可写" in out
    status, _, err = run(for_nobody, "as-nobody", "add-one", "2")
    assert status == 1
    assert "没有写权限" in err
    assert str(for_nobody) in err
    assert "--home" in err


def test_a_full_disk_is_said_and_costs_nothing(home: Path) -> None:
    library = open_library(home)
    library.add(*make_numbered_report(1))
    library.close()
    for kilobytes in ("180", "700"):
        status, _, err = run(home, "add-with-little-disk", "2", kilobytes)
        if status:
            assert "磁盘空间不足" in err
            assert "Traceback" not in err
        library = open_library(home)
        assert [summary.passages for summary in library.summaries()] == ([8] if status else [8, 400])
        library.close()
    library = open_library(home)
    library.add(*make_numbered_report(2, 400))
    assert len(library.summaries()) == 2
    assert library.health(repair=True).problems == ()
    library.close()


def test_a_home_below_a_file_is_an_error_with_a_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(LibraryError, match="file"):
        open_library(tmp_path / "file").add(*make_numbered_report(1))
