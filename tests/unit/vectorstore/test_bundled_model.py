"""The model's folder appears whole or not at all."""

from __future__ import annotations

import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest

from vectorstore import bundled_model
from vectorstore.bundled_model import NAME, ensure_bundled_model, find_bundled_model
from vectorstore.bundled_weights import BundledWeights
from vectorstore.errors import EncoderError, Reason


def test_a_half_built_folder_is_never_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / "model.safetensors").write_bytes(b"half")
    assert find_bundled_model(tmp_path) is None
    monkeypatch.setattr(bundled_model, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(EncoderError) as caught:
        ensure_bundled_model(tmp_path)
    assert caught.value.reason is Reason.MODEL_BROKEN
    assert find_bundled_model(tmp_path) is None
    assert [path.name for path in tmp_path.iterdir()] == [f"{NAME}.lock"]


def test_a_killed_build_leaves_nothing_that_is_used(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "vectorstore.bundled_model", str(tmp_path)], stdout=subprocess.DEVNULL
    )
    while not list(tmp_path.glob("*.building-*")):
        assert child.poll() is None
        time.sleep(0.02)
    time.sleep(0.5)
    child.kill()
    child.wait()
    assert find_bundled_model(tmp_path) is None
    assert list(tmp_path.glob("*.building-*"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"E5",
        b"NOPE" + bytes(100),
        b"E5S1" + bytes(10),
        b"E5S1" + struct.pack("<I7ifi", 1, 384, 12, 12, 1536, 9, 512, 2, 1e-12, 32),
    ],
)
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(content)
    with pytest.raises(EncoderError):
        BundledWeights(path)
