"""What every vector index promises."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from vectorstore.chroma_index import ChromaIndex
from vectorstore.memory_index import MemoryIndex
from vectorstore.types import IndexEntry, VectorIndex

DIMENSION = 8
INDEXES: dict[str, Callable[[Path], VectorIndex]] = {
    "memory": lambda _folder: MemoryIndex(DIMENSION),
    "chroma": lambda folder: ChromaIndex(folder / "index", "多语言 encoder/1", DIMENSION),
}


@pytest.fixture(params=INDEXES)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorIndex]:
    made = INDEXES[request.param](tmp_path)
    yield made
    made.close()


def axis(place: int, other: float = 0.0) -> np.ndarray:
    vector = np.zeros(DIMENSION, dtype=np.float32)
    vector[place] = 1.0
    vector[(place + 1) % DIMENSION] = other
    return vector / np.linalg.norm(vector)


def entry(record_id: str, vector: np.ndarray, *labels: tuple[str, str]) -> IndexEntry:
    return IndexEntry(record_id, vector, frozenset(labels))


def ids(index: VectorIndex, *args: object) -> list[str]:
    return [hit.id for hit in index.query(*args)]


def test_an_empty_index_finds_nothing(index: VectorIndex) -> None:
    assert index.query(axis(0), 5) == []
    assert len(index) == 0


def test_an_empty_batch_is_fine(index: VectorIndex) -> None:
    index.upsert([])
    index.delete([])
    index.delete(["nobody"])
    assert len(index) == 0


def test_the_nearest_comes_first_with_its_cosine(index: VectorIndex) -> None:
    index.upsert([entry("far", axis(3)), entry("near", axis(0, 0.5)), entry("same", axis(0))])
    hits = index.query(axis(0), 2)
    assert [hit.id for hit in hits] == ["same", "near"]
    assert [round(hit.score, 3) for hit in hits] == [1.0, round(float(axis(0, 0.5)[0]), 3)]


def test_equal_scores_are_ordered_by_id(index: VectorIndex) -> None:
    index.upsert([entry(name, axis(0)) for name in ("c", "a", "b")])
    assert ids(index, axis(0), 3) == ["a", "b", "c"]


def test_the_same_id_replaces_vector_and_labels(index: VectorIndex) -> None:
    index.upsert([entry("a", axis(0), ("level", "市级"), ("topic", "x"))])
    index.upsert([entry("a", axis(5), ("level", "县级"))])
    assert len(index) == 1
    assert index.query(axis(5), 1)[0].score == pytest.approx(1.0, abs=1e-5)
    assert ids(index, axis(5), 5, [("level", "市级")]) == []
    assert ids(index, axis(5), 5, [("topic", "x")]) == []
    assert ids(index, axis(5), 5, [("level", "县级")]) == ["a"]


def test_of_an_id_given_twice_the_last_counts(index: VectorIndex) -> None:
    index.upsert([entry("a", axis(0)), entry("a", axis(2))])
    assert len(index) == 1
    assert index.query(axis(2), 1)[0].score == pytest.approx(1.0, abs=1e-5)


def test_all_conditions_have_to_be_met(index: VectorIndex) -> None:
    index.upsert([
        entry("both", axis(4), ("topic", "law"), ("topic", "plan"), ("region", "济南市")),
        entry("one", axis(0), ("topic", "law"), ("region", "威海市")),
        entry("none", axis(0)),
    ])
    assert set(ids(index, axis(0), 5, [("topic", "law")])) == {"one", "both"}
    assert ids(index, axis(0), 5, [("topic", "law"), ("topic", "plan")]) == ["both"]
    assert ids(index, axis(0), 5, [("topic", "law"), ("region", "威海市")]) == ["one"]
    assert ids(index, axis(0), 5, [("year", "2024")]) == []


def test_what_is_deleted_is_not_found(index: VectorIndex) -> None:
    index.upsert([entry("a", axis(0)), entry("b", axis(1))])
    index.delete(["a", "nobody"])
    assert ids(index, axis(0), 5) == ["b"]
    assert len(index) == 1


def test_a_zero_vector_is_kept_and_harmless(index: VectorIndex) -> None:
    index.upsert([entry("zero", np.zeros(DIMENSION, dtype=np.float32)), entry("a", axis(0))])
    assert ids(index, axis(0), 1) == ["a"]
    assert set(ids(index, np.zeros(DIMENSION, dtype=np.float32), 5)) == {"a", "zero"}


def test_no_limit_no_result(index: VectorIndex) -> None:
    index.upsert([entry("a", axis(0))])
    assert index.query(axis(0), 0) == []


def test_it_agrees_with_plain_arithmetic(index: VectorIndex) -> None:
    rng = np.random.default_rng(7)
    vectors = rng.standard_normal((300, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    index.upsert([entry(f"{row:03}", vector, ("half", str(row % 2))) for row, vector in enumerate(vectors)])
    for query in vectors[:20] + np.float32(0.05):
        scores = vectors @ query
        wanted = [f"{row:03}" for row in np.argsort(-scores)[:3]]
        assert ids(index, query / np.linalg.norm(query), 3) == wanted
        odd = [f"{row:03}" for row in np.argsort(-scores) if row % 2][:3]
        assert ids(index, query / np.linalg.norm(query), 3, [("half", "1")]) == odd


def test_chroma_keeps_what_it_was_given(tmp_path: Path) -> None:
    first = INDEXES["chroma"](tmp_path)
    first.upsert([entry("a", axis(0), ("区域", "济南市"))])
    first.close()
    second = INDEXES["chroma"](tmp_path)
    assert ids(second, axis(0), 1, [("区域", "济南市")]) == ["a"]
    second.close()
