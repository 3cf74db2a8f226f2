"""The manifest says which folder serves which encoder."""

from __future__ import annotations

from pathlib import Path

import pytest

from vectorstore.errors import IndexDamagedError, Reason, StoreError
from vectorstore.manifest import MANIFEST, IndexRow, read_manifest, write_manifest

ROW = IndexRow(
    "e5", "e5-1", 384, normalised=True, query_prefix="query: ", passage_prefix="passage: ", chroma="1.5.9"
)


def test_it_comes_back_as_it_was(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == {}
    write_manifest(tmp_path, {"e5": ROW})
    assert read_manifest(tmp_path) == {"e5": ROW}
    assert [path.name for path in tmp_path.iterdir()] == [MANIFEST]


def test_a_newer_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text('{"format": 2, "something": "else"}', encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        read_manifest(tmp_path)
    assert caught.value.reason is Reason.NEWER_VERSION


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"format": 1}', '{"format": 1, "indexes": [{"encoder": "e5"}]}']
)
def test_a_damaged_one_is_said_to_be_damaged(tmp_path: Path, content: str) -> None:
    (tmp_path / MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(IndexDamagedError):
        read_manifest(tmp_path)
