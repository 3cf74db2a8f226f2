"""Whether the truth is sound and the index finds what it holds; run in a child, for a damaged index can crash."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from vectorstore.errors import StoreError
from vectorstore.manifest import IndexRow
from vectorstore.record_store import RecordStore
from vectorstore.types import IndexEntry, VectorIndex

LIBRARY_FILE = "library.sqlite"
_SAMPLES_AT_OPENING = 12
_SAMPLES_OF_A_CHECK = 200
_NEIGHBOURS = 5
_SAME = 0.999  # cosine of a vector with itself, less what half-precision arithmetic may cost
_CHILD_SECONDS = 300


class Fault(StrEnum):
    """What can be wrong with an index."""

    UNUSABLE = "unusable"  # it cannot be opened or read
    COUNT = "count"  # `held` of `wanted` records are there
    LOST = "lost"  # of `wanted` sampled records `held` find themselves


@dataclass(frozen=True, slots=True)
class IndexProblem:
    """What is wrong with an index; `detail` is for the log."""

    fault: Fault
    held: int = 0
    wanted: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found; empty and None: nothing wrong."""

    database_problem: str = ""
    index_problem: IndexProblem | None = None


def self_test(
    records: RecordStore, encoder: str, index: VectorIndex, samples: int = _SAMPLES_AT_OPENING
) -> IndexProblem | None:
    """Compare counts and let sampled vectors find themselves; None when all is well."""
    wanted, held = records.vectors.count(encoder), len(index)
    if wanted != held:
        return IndexProblem(Fault.COUNT, held, wanted)
    sampled = [entry for entry in records.vectors.sampled(encoder, samples) if np.any(entry.vector)]
    lost = [entry.id for entry in sampled if not _finds_itself(index, entry)]
    if lost:
        return IndexProblem(Fault.LOST, len(sampled) - len(lost), len(sampled), lost[0])
    return None


def _finds_itself(index: VectorIndex, entry: IndexEntry) -> bool:
    """Its own id, or as near as itself: records with the same text have the same vector."""
    hits = index.query(entry.vector, _NEIGHBOURS)
    return any(hit.id == entry.id for hit in hits) or bool(hits and hits[0].score >= _SAME)


def check_in_child(home: Path, folder: Path | None, row: IndexRow | None) -> Findings:
    """Check the truth, and the index in `folder` if there is one. Nothing of this process may have it open."""
    task = {
        "home": str(home.absolute()),
        "folder": str(folder.absolute()) if folder else "",
        "encoder": row.encoder if row else "",
        "dimension": row.dimension if row else 0,
    }
    command = [sys.executable, "-m", "vectorstore.health", json.dumps(task)]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            capture_output=True,
            timeout=_CHILD_SECONDS,
            check=False,
            cwd=Path(__file__).parent.parent,
            encoding="utf-8",
        )
    except subprocess.TimeoutExpired:
        return _unusable(f"no answer within {_CHILD_SECONDS} seconds")
    last = done.stdout.strip().rsplit("\n", 1)[-1]
    if done.returncode != 0 or not last.startswith("{"):
        return _unusable(f"the check ended with status {done.returncode}: {done.stderr.strip()[-300:]}")
    answer = json.loads(last)
    problem = answer["index_problem"]
    return Findings(answer["database_problem"], IndexProblem(**problem) if problem else None)


def _unusable(detail: str) -> Findings:
    return Findings(index_problem=IndexProblem(Fault.UNUSABLE, detail=detail))


def _check(home: Path, folder: str, encoder: str, dimension: int) -> Findings:
    try:
        records = RecordStore.open_for_reading(home / LIBRARY_FILE)
        if records is None:
            return Findings()
        database_problem = "; ".join(records.database.quick_check()[:3])
    except StoreError as error:
        return Findings(str(error))
    if not folder:
        return Findings(database_problem)
    from vectorstore.chroma_index import ChromaIndex

    try:
        index = ChromaIndex(Path(folder), encoder, dimension)
        return Findings(database_problem, self_test(records, encoder, index, _SAMPLES_OF_A_CHECK))
    except StoreError as error:
        return Findings(database_problem, IndexProblem(Fault.UNUSABLE, detail=str(error)))


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    result = _check(Path(given["home"]), given["folder"], given["encoder"], given["dimension"])
    sys.stdout.write("\n" + json.dumps(asdict(result)) + "\n")
