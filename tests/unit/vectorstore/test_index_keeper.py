"""Chroma is kept in step with the truth; damaged, in use or newer, it is left alone and the exact index answers."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from vectorstore.chroma_index import chroma_version
from vectorstore.errors import StoreBusyError
from vectorstore.hashing_encoder import HashingEncoder
from vectorstore.index_keeper import IndexState
from vectorstore.lock import INDEX_LOCK, open_lock
from vectorstore.manifest import MANIFEST
from vectorstore.seal import is_sealed
from vectorstore.store import Store
from vectorstore.synced_index import Fault
from vectorstore.types import Document, Record, Vectors

COUNT = 1200  # more than Chroma keeps in its log alone, so that there are files that can be damaged


def text_of(name: str, row: int) -> str:
    return f"{name}{row}号事项由第{row * 7919 % 10007}组办理"


def add(store: Store, name: str, count: int) -> None:
    records = [
        Record(
            f"{name}-{row:04}",
            name,
            text_of(name, row),
            frozenset({("half", str(row % 2))}),
            "",
        )
        for row in range(count)
    ]
    store.add(Document(name, name, "{}", "{}", ""), records)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("built")
    store = Store(home, HashingEncoder())
    add(store, "a", COUNT)
    assert store.index_state is IndexState.READY
    store.close()
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "home"))


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    made = Store(home, HashingEncoder())
    yield made
    made.close()


def index_folder(home: Path) -> Path:
    row = json.loads((home / MANIFEST).read_text("utf-8"))["indexes"][0]
    return home / "index" / row["folder"]


def finds(store: Store, row: int = 77, name: str = "a") -> bool:
    hits = store.dense(text_of(name, row), 1)
    return [hit.id for hit in hits] == [f"{name}-{row:04}"]


def segment_file(name: str) -> Callable[[Path], Path]:
    return lambda home: next(index_folder(home).glob(f"*/{name}"))


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


DAMAGES: dict[str, Callable[[Path], None]] = {
    "vectors cut in half": lambda home: cut_in_half(segment_file("data_level0.bin")(home)),
    "header emptied": lambda home: segment_file("header.bin")(home).write_bytes(b""),
    "database cut in half": lambda home: cut_in_half(index_folder(home) / "chroma.sqlite3"),
    "folder gone": lambda home: shutil.rmtree(index_folder(home)),
    "manifest is text": lambda home: (home / MANIFEST).write_text("oops", encoding="utf-8"),
    "progress unreadable": lambda home: (index_folder(home) / "reached.json").write_text(
        "{}", encoding="utf-8"
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_costs_nothing_and_is_built_again(home: Path, store: Store, damage: str) -> None:
    DAMAGES[damage](home)
    assert finds(store)
    assert [hit.id for hit in store.dense("a5号事项", 3, [("half", "0")])]
    recovered = store.index_state is IndexState.READY  # an absent folder is filled again at once
    assert recovered or store.index_state is IndexState.DAMAGED
    store.repair()
    assert store.index_state is IndexState.READY
    assert finds(store)


def test_the_check_says_what_is_wrong(home: Path, store: Store) -> None:
    cut_in_half(segment_file("data_level0.bin")(home))
    problem = store.health().index_problem
    assert problem is not None
    assert problem.fault in {Fault.LOST, Fault.UNUSABLE}


def test_a_rebuilt_index_needs_no_encoding(home: Path) -> None:
    class Counting(HashingEncoder):
        encoded = 0

        def encode_passages(self, texts: Sequence[str]) -> Vectors:
            self.encoded += len(texts)
            return super().encode_passages(texts)

    encoder = Counting()
    store = Store(home, encoder)
    before = index_folder(home)
    store.repair()
    assert index_folder(home) != before
    assert not before.exists()
    assert encoder.encoded == 0
    assert finds(store)
    store.close()


def test_changes_reach_an_index_that_was_closed_meanwhile(home: Path, store: Store) -> None:
    lock = open_lock(home, INDEX_LOCK)  # somebody else has the index open
    add(store, "b", 5)
    store.remove("a")
    assert store.index_state is IndexState.IN_USE
    assert finds(store, 3, "b")
    lock.release()
    assert finds(store, 3, "b")
    assert store.index_state is IndexState.READY
    assert store.health().index_problem is None


def test_the_exact_index_follows_changes(home: Path, store: Store) -> None:
    lock = open_lock(home, INDEX_LOCK)
    assert finds(store)
    add(store, "b", 5)
    assert finds(store, 3, "b")
    store.remove("b")
    assert all(hit.id.startswith("a") for hit in store.dense(text_of("b", 3), 20))
    with pytest.raises(StoreBusyError):
        store.repair()
    lock.release()


def test_an_index_of_a_newer_chroma_is_not_touched(home: Path, store: Store) -> None:
    manifest = json.loads((home / MANIFEST).read_text("utf-8"))
    manifest["indexes"][0]["chroma"] = "99.0.0"
    (home / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    before = index_folder(home)
    assert finds(store)
    assert store.index_state is IndexState.NEWER
    assert before.exists()
    store.repair()
    assert store.index_state is IndexState.READY
    assert json.loads((home / MANIFEST).read_text("utf-8"))["indexes"][0]["chroma"] == chroma_version()


def test_an_index_of_an_older_chroma_is_built_anew(home: Path, store: Store) -> None:
    manifest = json.loads((home / MANIFEST).read_text("utf-8"))
    manifest["indexes"][0]["chroma"] = "0.4.0"
    (home / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    before = index_folder(home)
    assert finds(store)
    assert store.index_state is IndexState.READY
    assert index_folder(home) != before


def test_a_restored_older_copy_of_the_truth_is_noticed(home: Path, store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    shutil.copy(home / "library.sqlite", copy)
    add(store, "b", 5)
    store.close()
    shutil.copy(copy, home / "library.sqlite")
    add(store, "c", 5)
    assert finds(store)
    assert [hit.id for hit in store.dense("b3号事项", 50) if hit.id.startswith("b")] == []
    store.repair()
    assert store.health().index_problem is None


def test_another_encoder_means_another_collection(home: Path, store: Store) -> None:
    other = Store(home, HashingEncoder(32))
    assert other.dense("a77号事项", 1) == []
    assert other.not_encoded() == COUNT
    assert other.lexical("号事项 办理", 1)
    other.repair()
    assert other.not_encoded() == 0
    assert other.index_state is IndexState.READY
    other.close()
    assert finds(store)
    rows = json.loads((home / MANIFEST).read_text("utf-8"))["indexes"]
    assert {row["encoder"]: row["dimension"] for row in rows} == {"hashing-64": 64, "hashing-32": 32}


def test_an_index_that_was_not_closed_is_checked_by_a_child_first(home: Path, store: Store) -> None:
    (index_folder(home) / "seal.json").unlink()
    assert finds(store)
    assert store.index_state is IndexState.READY
    store.close()
    assert is_sealed(index_folder(home))
    (index_folder(home) / "seal.json").unlink()
    cut_in_half(segment_file("data_level0.bin")(home))
    assert finds(store)
    assert store.index_state is IndexState.DAMAGED


def test_a_process_that_ends_without_closing_leaves_a_sealed_index(home: Path) -> None:
    script = """
import sys
from pathlib import Path
from vectorstore.store import Store
from vectorstore.hashing_encoder import HashingEncoder
store = Store(Path(sys.argv[1]), HashingEncoder())
assert store.dense("a77", 1)
"""
    subprocess.run([sys.executable, "-c", script, str(home)], check=True)
    assert is_sealed(index_folder(home))


def test_no_server_of_chroma_is_loaded_and_nothing_listens(home: Path) -> None:
    """CVE-2026-45829 and CVE-2026-45833 are in Chroma's server; the library must never bring it along."""
    script = """
import sys, json
from pathlib import Path
from vectorstore.store import Store
from vectorstore.hashing_encoder import HashingEncoder
store = Store(Path(sys.argv[1]), HashingEncoder())
assert store.dense("a77", 1)
assert store.index_state.value == "ready"
servers = [name for name in sys.modules if name.startswith(("chromadb.server", "chromadb.app", "fastapi", "uvicorn", "chromadb.api.fastapi"))]
listening = []
for name in ("tcp", "tcp6"):
    inodes = {line.split()[9] for line in Path(f"/proc/net/{name}").read_text("utf-8").splitlines()[1:] if line.split()[3] == "0A"}
    for link in Path("/proc/self/fd").iterdir():
        try:
            target = str(link.readlink())
        except OSError:
            continue
        if any(f"socket:[{inode}]" == target for inode in inodes):
            listening.append(target)
print(json.dumps({"servers": servers, "listening": listening}))
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(home)], capture_output=True, encoding="utf-8", check=True
    )
    assert json.loads(done.stdout.splitlines()[-1]) == {"servers": [], "listening": []}
