"""Whether the truth is sound and the index finds what it holds; run in a child, for a damaged index can crash."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from vectorstore.errors import StoreError
from vectorstore.manifest import IndexRow
from vectorstore.record_store import RecordStore
from vectorstore.synced_index import Fault, IndexProblem, SyncedIndex

LIBRARY_FILE = "library.sqlite"
_SAMPLES = 200
_CHILD_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found; empty and None: nothing wrong."""

    database_problem: str = ""
    index_problem: IndexProblem | None = None


def check_in_child(home: Path, folder: Path | None = None, row: IndexRow | None = None) -> Findings:
    """Check the truth and, where one is given, the index, which is brought up to date on the way.

    The caller holds the index lock and has the index closed.
    """
    task = {
        "home": str(home.absolute()),
        "folder": str(folder.absolute()) if folder else "",
        "row": asdict(row) if row else None,
    }
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "vectorstore.health", json.dumps(task)],
            capture_output=True,
            timeout=_CHILD_SECONDS,
            check=False,
            cwd=Path(__file__).parent.parent,
            encoding="utf-8",
            errors="replace",
        )
    except subprocess.TimeoutExpired:
        return _unusable(f"no answer within {_CHILD_SECONDS} seconds")
    last = done.stdout.strip().rsplit("\n", 1)[-1]
    if done.returncode != 0 or not last.startswith("{"):
        return _unusable(f"the check ended with status {done.returncode}: {done.stderr.strip()[-300:]}")
    answer = json.loads(last)
    problem = answer["index_problem"]
    if problem:
        problem = IndexProblem(**{**problem, "fault": Fault(problem["fault"])})
    return Findings(answer["database_problem"], problem)


def _unusable(detail: str) -> Findings:
    return Findings(index_problem=IndexProblem(Fault.UNUSABLE, detail=detail))


def _check(home: Path, folder: str, row: IndexRow | None) -> Findings:
    try:
        records = RecordStore.open_for_reading(home / LIBRARY_FILE)
        if records is None:
            return Findings()
        database_problem = "; ".join(records.database.quick_check()[:3])
    except StoreError as error:
        return Findings(str(error))
    if row is None or not folder:
        return Findings(database_problem)
    try:
        index = SyncedIndex(Path(folder), row)
        index.catch_up(records)
        problem = index.problem(records, _SAMPLES)
        index.close(sealed=problem is None)
    except StoreError as error:
        problem = IndexProblem(Fault.UNUSABLE, detail=str(error))
    return Findings(database_problem, problem)


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    result = _check(Path(given["home"]), given["folder"], IndexRow(**given["row"]) if given["row"] else None)
    sys.stdout.write("\n" + json.dumps(asdict(result)) + "\n")
