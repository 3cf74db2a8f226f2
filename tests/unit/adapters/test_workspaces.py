"""Workspaces: nothing typed is lost, nothing is silently overwritten, whatever happens to processes and disks."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.adapters.workspace_file import BACKUP_NAME, FILE_NAME
from assistant.adapters.workspace_rows import KEPT_STATES
from assistant.adapters.workspaces import WorkspacePart, WorkspaceStore, finding_key
from assistant.domain.findings import Finding, Severity
from assistant.errors import EditConflictError, WorkspaceError

DATA, DRAFT = WorkspacePart.DATA, WorkspacePart.DRAFT


@pytest.fixture
def store(home: Path) -> Iterator[WorkspaceStore]:
    with WorkspaceStore(home) as opened:
        yield opened


def test_what_is_saved_is_there_after_opening_again(home: Path) -> None:
    with WorkspaceStore(home) as store:
        made = store.create("2025年度报告", year=2025, agency="青岚县应急管理局", data='{"year": 2025}')
        store.save(made.id, DRAFT, "稿子", 0)
    with WorkspaceStore(home) as store:
        (found,) = store.all()
        assert (found.name, found.year, found.agency) == ("2025年度报告", 2025, "青岚县应急管理局")
        assert (store.read(made.id, DATA).text, store.read(made.id, DATA).revision) == ('{"year": 2025}', 1)
        assert store.read(made.id, DRAFT).text == "稿子"


def test_half_filled_forms_are_kept_as_they_are(store: WorkspaceStore) -> None:
    made = store.create("空白")
    assert store.read(made.id, DATA).revision == 0
    saved = store.save(made.id, DATA, '{"year": "二〇二', 0)
    assert store.read(made.id, DATA) == saved
    assert saved.text == '{"year": "二〇二'


def test_a_stale_save_overwrites_nothing_and_loses_nothing(store: WorkspaceStore) -> None:
    made = store.create("报告")
    first = store.save(made.id, DATA, "一", 0)
    store.save(made.id, DATA, "二", first.revision)
    with pytest.raises(EditConflictError, match="年度数据已在别处改过"):
        store.save(made.id, DATA, "三", first.revision)
    assert store.read(made.id, DATA).text == "二"
    newest = store.past(made.id, DATA)[0]
    assert newest.conflict
    assert store.past_text(made.id, newest.id) == "三"
    assert store.save(made.id, DATA, "二", first.revision).text == "二"


def test_parts_do_not_conflict_with_each_other(store: WorkspaceStore) -> None:
    made = store.create("报告", data="数据")
    store.save(made.id, DRAFT, "稿子", 0)
    assert store.save(made.id, DATA, "新数据", 1).revision == 2


def test_every_step_can_be_undone(store: WorkspaceStore) -> None:
    made = store.create("报告", data="甲")
    for revision, text in enumerate(["乙", "", "丙"], start=1):
        store.save(made.id, DATA, text, revision)
    texts = [store.past_text(made.id, state.id) for state in store.past(made.id, DATA)]
    assert texts == ["丙", "", "乙", "甲"]
    for number in range(KEPT_STATES + 5):
        store.save(made.id, DRAFT, str(number), number)
    assert len(store.past(made.id, DRAFT)) == KEPT_STATES


def test_trash_restore_and_purge(store: WorkspaceStore) -> None:
    made = store.create("报告", data="甲")
    with pytest.raises(WorkspaceError, match="回收站"):
        store.purge(made.id)
    store.trash(made.id)
    assert (store.all(), [one.id for one in store.all(trashed=True)]) == ((), [made.id])
    store.restore(made.id)
    assert store.read(made.id, DATA).text == "甲"
    store.trash(made.id)
    store.purge(made.id)
    with pytest.raises(WorkspaceError, match="没有这个工作区"):
        store.get(made.id)


def test_a_copy_has_a_life_of_its_own(store: WorkspaceStore) -> None:
    made = store.create("报告", year=2025, data="甲")
    store.add_version(made.id, "送审前", "稿子一")
    copy = store.duplicate(made.id, "报告（副本）")
    store.save(copy.id, DATA, "乙", 1)
    assert (store.read(made.id, DATA).text, store.read(copy.id, DATA).text) == ("甲", "乙")
    assert store.version_text(copy.id, store.versions(copy.id)[0].id) == "稿子一"
    assert [one.name for one in store.all()] == ["报告（副本）", "报告"]


def test_names_and_subject(store: WorkspaceStore) -> None:
    made = store.create("  一\n二 ")
    assert made.name == "一 二"
    assert store.rename(made.id, "新名称").name == "新名称"
    assert store.set_subject(made.id, 2025, "某局").year == 2025
    with pytest.raises(WorkspaceError, match="名称不能为空"):
        store.rename(made.id, " ")


def test_versions_are_listed_newest_first(store: WorkspaceStore) -> None:
    made = store.create("报告")
    store.add_version(made.id, "一稿", "一")
    store.add_version(made.id, "二稿", "二", by="经办")
    assert [(one.label, one.created_by) for one in store.versions(made.id)] == [
        ("二稿", "经办"),
        ("一稿", ""),
    ]
    with pytest.raises(WorkspaceError, match="没有这个版本"):
        store.version_text(made.id, 999)


def test_ignoring_a_finding_needs_a_reason_and_survives_edits_elsewhere(store: WorkspaceStore) -> None:
    made = store.create("报告")
    text = "全年开展检查386家次，立案73起。"
    finding = Finding("NUM001", Severity.WARNING, "没有依据", "73起", 14, 17)
    with pytest.raises(WorkspaceError, match="为什么"):
        store.ignore(made.id, finding, text, " ")
    store.ignore(made.id, finding, text, "含上年结转1起", by="审核")
    longer = "新加的一段，写了不少内容。" * 3 + text
    moved = Finding("NUM001", Severity.WARNING, "没有依据", "73起", 14 + 39, 17 + 39)
    assert finding_key(moved, longer) != finding_key(finding, text)  # what stands before belongs to the place
    decision = store.decisions(made.id)[finding_key(finding, text)]
    assert (decision.reason, decision.decided_by) == ("含上年结转1起", "审核")
    store.take_back(made.id, decision.key)
    assert store.decisions(made.id) == {}


def test_the_log_says_who_did_what(store: WorkspaceStore) -> None:
    made = store.create("报告", by="经办")
    store.save(made.id, DATA, "甲", 0, by="经办")
    store.trash(made.id, by="管理员")
    assert [(event.kind, event.by) for event in store.events(made.id)] == [
        ("trash", "管理员"), ("save", "经办"), ("create", "经办"),
    ]  # fmt: skip


def _one_more(text: str) -> str:
    """Count up; the writer's name makes equal counts of two writers differ."""
    return f"{int(text.split(maxsplit=1)[0]) + 1} {threading.get_ident()}"


def test_threads_that_take_turns_lose_no_edit(store: WorkspaceStore) -> None:
    made = store.create("报告", data="")
    store.save(made.id, DATA, "0", 0)

    def add_one() -> None:
        for _ in range(10):
            while True:
                current = store.read(made.id, DATA)
                try:
                    store.save(made.id, DATA, _one_more(current.text), current.revision)
                    break
                except EditConflictError:
                    continue

    threads = [threading.Thread(target=add_one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.read(made.id, DATA).text.split()[0] == "30"


_WRITER = """
import os
import sys
from pathlib import Path
from assistant.adapters.workspaces import WorkspacePart, WorkspaceStore
from assistant.errors import EditConflictError
store = WorkspaceStore(Path(sys.argv[1]))
for step in range(int(sys.argv[3])):
    while True:
        current = store.read(sys.argv[2], WorkspacePart.DATA)
        try:
            store.save(sys.argv[2], WorkspacePart.DATA, f"{int(current.text.split()[0]) + 1} {os.getpid()}", current.revision)
        except EditConflictError:
            continue
        print(step, flush=True)
        break
"""


def _writer(home: Path, workspace_id: str, steps: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(home), workspace_id, str(steps)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def test_two_processes_lose_no_edit(store: WorkspaceStore, home: Path) -> None:
    made = store.create("报告", data="0")
    writers = [_writer(home, made.id, 25) for _ in range(2)]
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    assert store.read(made.id, DATA).text.split()[0] == "50"


_OPENER = """
import sys, time
from pathlib import Path
from assistant.adapters.workspaces import WorkspaceStore
while time.time() < float(sys.argv[2]):
    time.sleep(0.001)
with WorkspaceStore(Path(sys.argv[1])) as store:
    store.create("报告")
"""


def test_processes_that_open_a_new_home_at_once_all_succeed(home: Path) -> None:
    moment = str(time.time() + 1.5)
    openers = [subprocess.Popen([sys.executable, "-c", _OPENER, str(home), moment]) for _ in range(3)]
    assert [opener.wait(timeout=60) for opener in openers] == [0, 0, 0]
    with WorkspaceStore(home) as store:
        assert len(store.all()) == 3


def test_a_killed_process_loses_nothing_that_was_acknowledged(store: WorkspaceStore, home: Path) -> None:
    made = store.create("报告", data="0")
    for _ in range(3):
        before = int(store.read(made.id, DATA).text.split()[0])
        writer = _writer(home, made.id, 100_000)
        assert writer.stdout is not None
        acknowledged = 0
        while acknowledged < 15:
            writer.stdout.readline()
            acknowledged += 1
        os.kill(writer.pid, signal.SIGKILL)
        acknowledged += len(writer.stdout.readlines())
        writer.wait()
        writer.stdout.close()
        assert int(store.read(made.id, DATA).text.split()[0]) >= before + acknowledged
    store.save(made.id, DATA, "还能写", store.read(made.id, DATA).revision)
    check = sqlite3.connect(home / FILE_NAME)
    assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    check.close()


def test_a_damaged_file_is_left_alone_and_the_backup_is_named(home: Path) -> None:
    with WorkspaceStore(home) as store:
        store.create("报告", data="很重要" * 3000)
    with WorkspaceStore(home):
        pass  # opening an existing file leaves a copy beside it
    assert (home / BACKUP_NAME).exists()
    path = home / FILE_NAME
    content = bytearray(path.read_bytes())
    content[:200] = b"x" * 200
    path.write_bytes(content)
    with pytest.raises(WorkspaceError, match=f"已损坏.*{BACKUP_NAME}"):
        WorkspaceStore(home)
    assert path.read_bytes() == bytes(content)
    path.unlink()
    (home / BACKUP_NAME).rename(path)
    with WorkspaceStore(home) as store:
        assert store.read(store.all()[0].id, DATA).text == "很重要" * 3000


def test_damage_in_the_middle_is_noticed_before_it_is_copied(home: Path) -> None:
    with WorkspaceStore(home) as store:
        made = store.create("报告")
        for number in range(60):
            store.save(made.id, DATA, f"{number}" * 5000, number)
    path = home / FILE_NAME
    content = bytearray(path.read_bytes())
    for page in range(3, 12):
        content[page * 4096 : page * 4096 + 100] = b"\xff" * 100
    path.write_bytes(content)
    with pytest.raises(WorkspaceError, match="已损坏"):
        WorkspaceStore(home)
    assert not (home / BACKUP_NAME).exists()


def test_a_file_of_a_newer_program_is_refused(home: Path) -> None:
    WorkspaceStore(home).close()
    other = sqlite3.connect(home / FILE_NAME)
    other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(WorkspaceError, match="升级本程序"):
        WorkspaceStore(home)


def test_a_full_disk_is_told_and_what_was_saved_stays(store: WorkspaceStore) -> None:
    made = store.create("报告", data="原来的")
    pages = store._file._connection.execute("PRAGMA page_count").fetchone()[0]
    store._file._connection.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(WorkspaceError, match="磁盘已满"):
        store.save(made.id, DATA, "".join(chr(0x4E00 + number % 20000) for number in range(100_000)), 1)
    assert store.read(made.id, DATA).text == "原来的"
    store._file._connection.execute("PRAGMA max_page_count = 100000")
    assert store.save(made.id, DATA, "清理以后", 1).text == "清理以后"


def test_a_read_only_file_and_a_home_that_cannot_be_made_are_told(
    store: WorkspaceStore, tmp_path: Path
) -> None:
    made = store.create("报告")
    store._file._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(WorkspaceError, match="没有写入权限"):
        store.save(made.id, DATA, "甲", 0)
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="无法建立文件夹"):
        WorkspaceStore(tmp_path / "文件" / "home")


def test_a_closed_store_says_so(home: Path) -> None:
    store = WorkspaceStore(home)
    store.close()
    with pytest.raises(WorkspaceError, match="已经关闭"):
        store.all()


def test_saving_answers_quickly(store: WorkspaceStore) -> None:
    made = store.create("报告")
    start = time.perf_counter()
    for number in range(20):
        store.save(made.id, DRAFT, "一句话。" * 5000 + str(number), number)
    assert (time.perf_counter() - start) / 20 < 0.3
