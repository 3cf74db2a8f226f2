"""A new database on a full disk: told as a full disk, whatever SQLite has ended by itself."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from vectorstore.errors import Reason, StoreError, outside_failures
from vectorstore.schema import _migrate


@pytest.mark.parametrize("pages", [2, 4, 6, 8])
def test_no_room_for_the_tables(tmp_path: Path, pages: int) -> None:
    connection = sqlite3.connect(tmp_path / "a.sqlite", isolation_level=None)
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError) as caught, outside_failures(tmp_path):
        _migrate(connection, 0)
    assert caught.value.reason is Reason.DISK_FULL
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
