from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from assistant.errors import ExportError
from assistant.exporting.files import write_bytes_atomically, write_text_atomically


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    write_bytes_atomically(path, b"old" * 1000)
    write_bytes_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["报告.docx"]


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    path = tmp_path / "报告.md"
    write_text_atomically(path, "旧")
    path.chmod(0o640)
    link = tmp_path / "链接.md"
    link.symlink_to(path)
    write_text_atomically(link, "新")
    assert link.is_symlink()
    assert path.read_text("utf-8") == "新"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("code", "word"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EROFS, "只读"),
        (errno.EACCES, "没有写入权限"),
        (errno.EIO, "原有文件没有改动"),
    ],
)
def test_a_failed_write_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, word: str
) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(b"old")

    def fail(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ExportError, match=word):
        write_bytes_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["报告.docx"]


@pytest.mark.parametrize(
    ("name", "word"),
    [("没有/报告.docx", "不存在"), (".", "文件夹"), ("长" * 300, "过长"), ("a\0b", "路径无效")],
)
def test_impossible_places_are_named(tmp_path: Path, name: str, word: str) -> None:
    with pytest.raises(ExportError, match=word):
        write_bytes_atomically(tmp_path / name, b"new")
    assert list(tmp_path.iterdir()) == []
