"""BM25 over Chinese words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.lexical_index import LexicalIndex, words_of

TEXTS = {
    "a": "推行行政执法公示制度",
    "b": "开展宪法宣传周活动",
    "c": "行政执法人员培训，行政执法案卷评查",
    "d": "的了在和",
}


@pytest.fixture(scope="module")
def index() -> LexicalIndex:
    return LexicalIndex.build([(name, " ".join(words_of(text))) for name, text in TEXTS.items()])


def test_words_are_of_two_signs_and_more_without_punctuation() -> None:
    assert words_of("行政执法的公示，2024年ABC！") == ["行政", "执法", "公示", "2024", "abc"]
    assert words_of("全面推行") == ["全面", "推行", "全面推行"], "a compound is found by its parts"
    assert words_of("\u3000，。 \n的") == []


def test_records_with_rare_words_of_the_query_come_first(index: LexicalIndex) -> None:
    assert [hit.id for hit in index.query("宪法宣传", 5)] == ["b"]
    assert [hit.id for hit in index.query("行政执法培训", 5)] == ["c", "a"]


def test_nothing_shared_nothing_found(index: LexicalIndex) -> None:
    assert index.query("跨境数据", 5) == []
    assert index.query("", 5) == []
    assert index.query("的", 5) == []


def test_only_allowed_records_are_found(index: LexicalIndex) -> None:
    assert [hit.id for hit in index.query("行政执法", 5, {"a", "unknown"})] == ["a"]
    assert index.query("行政执法", 5, set()) == []


@pytest.mark.parametrize("words", [[], [("a", "")], [("a", ""), ("b", "")]])
def test_an_index_without_words_finds_nothing(words: list[tuple[str, str]], tmp_path: Path) -> None:
    made = LexicalIndex.build(words)
    assert made.query("行政执法", 5) == []
    made.save(tmp_path / "words")
    again = LexicalIndex.load(tmp_path / "words")
    assert again is not None
    assert len(again) == len(words)
    assert again.query("行政执法", 5) == []


def test_a_saved_index_finds_the_same(index: LexicalIndex, tmp_path: Path) -> None:
    folder = tmp_path / "words"
    assert LexicalIndex.load(folder) is None
    index.save(folder)
    index.save(folder)  # another process may have been first
    again = LexicalIndex.load(folder)
    assert again is not None
    assert again.query("行政执法培训", 5) == index.query("行政执法培训", 5)
    assert [path.name for path in tmp_path.iterdir()] == ["words"]


@pytest.mark.parametrize(
    "damaged", ["data.csc.index.npy", "vocab.index.json", "params.index.json", "ids.txt"]
)
def test_a_damaged_saved_index_counts_as_none(index: LexicalIndex, tmp_path: Path, damaged: str) -> None:
    index.save(tmp_path / "words")
    (tmp_path / "words" / damaged).write_bytes(b"oops")
    assert LexicalIndex.load(tmp_path / "words") is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["行政", "执法", "普法", "培训"]), max_size=5), max_size=6))
def test_every_record_with_a_word_is_found_by_it(corpus: list[list[str]]) -> None:
    made = LexicalIndex.build([(f"{row:02}", " ".join(words)) for row, words in enumerate(corpus)])
    for word in ("行政", "执法", "普法", "培训"):
        wanted = {f"{row:02}" for row, words in enumerate(corpus) if word in words}
        assert {hit.id for hit in made.query(word, 10)} == wanted
