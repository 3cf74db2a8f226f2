"""One writer at a time; the second hears of it at once."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from vectorstore.errors import Reason, StoreBusyError, StoreError
from vectorstore.lock import hold


def test_the_second_is_refused_quickly_and_let_in_afterwards(tmp_path: Path) -> None:
    with hold(tmp_path / "new" / "home"):
        start = time.monotonic()
        with pytest.raises(StoreBusyError), hold(tmp_path / "new" / "home"):
            pass
        assert time.monotonic() - start < 1
    with hold(tmp_path / "new" / "home"):
        pass


def test_a_home_that_is_a_file_is_said_to_be_unreadable(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("", encoding="utf-8")
    for folder in (tmp_path / "home", tmp_path / "home" / "below"):
        with pytest.raises(StoreError) as caught, hold(folder):
            pass
        assert caught.value.reason is Reason.UNREADABLE
