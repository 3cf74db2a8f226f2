"""Files of any kind: read by content, refused with the place and a way out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.errors import SourceFileError
from assistant.importing.files import MAX_BYTES, collect_files, read_bytes, read_file, read_raw
from tests.conftest import SEED_REPORTS
from tests.unit.importing.word_files import archive, paragraph, word_file

SEED = (SEED_REPORTS / "zaozhuang-2023.txt").read_text("utf-8")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_gives_the_same_text(encoding: str, ends: str) -> None:
    text = SEED if "-le" not in encoding and "-be" not in encoding else f"2023 {SEED}"
    data = text.replace("\n", ends).encode(encoding)
    assert read_bytes("报告.txt", data).text == text


def test_a_character_outside_gbk_survives_gb18030() -> None:
    assert "\U00020bb7" in read_bytes("a.txt", f"{SEED}\U00020bb7野家".encode("gb18030")).text


def test_the_digest_is_that_of_the_bytes() -> None:
    one, other = read_bytes("a.txt", SEED.encode()), read_bytes("b.md", SEED.encode())
    assert one.sha256 == other.sha256
    assert one.sha256 != read_bytes("a.txt", SEED.encode("gb18030")).sha256


def test_content_counts_not_the_suffix() -> None:
    assert read_bytes("报告.txt", word_file(paragraph("正文。"))).encoding == "docx"


PDF, OLE, PNG = (
    b"%PDF-1.7\n...",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    b"\x89PNG\r\n\x1a\n" + bytes(50),
)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.txt", b"", ("空的",)),
        ("空白.txt", b" \n\t\n", ("没有文字",)),
        ("二进制.txt", bytes(range(256)) * 20, ("不是文字文件",)),
        ("报告.pdf", PDF, ("PDF", "复制")),
        ("报告.txt", PDF, ("PDF",)),
        ("报告.doc", OLE, ("旧版 Word", "另存为", ".docx")),
        ("报告.wps", OLE, ("WPS", "另存为")),
        ("报告.docx", OLE + "EncryptedPackage".encode("utf-16-le"), ("密码",)),
        ("报告.docx", "不是压缩包".encode(), ("损坏",)),
        ("报告.docx", archive({"xl/workbook.xml": "<a/>"}), ("Excel",)),
        ("报告.zip", archive({"报告.txt": "x"}), ("解压",)),
        ("扫描.jpg", b"\xff\xd8\xff\xe0" + bytes(40), ("图片", "文字识别")),
        ("扫描.txt", PNG, ("图片",)),
        ("网页.html", b"<!DOCTYPE html><html><body>x</body></html>", ("网页",)),
        ("网页.txt", b"\n <html><body>x</body></html>", ("网页",)),
        ("报告.rtf", b"{\\rtf1 abc}", ("RTF", "另存为")),
        ("半截.txt", SEED.strip().encode()[:-1], ("编码", "UTF-8", "另存")),
        ("坏字节.txt", SEED.encode()[:3000] + b"\xff\xfe" + SEED.encode()[3000:], ("编码",)),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(name: str, data: bytes, words: tuple[str, ...]) -> None:
    with pytest.raises(SourceFileError) as caught:
        read_bytes(name, data)
    message = str(caught.value)
    assert message.startswith(f"{name}：")
    assert all(word in message for word in words), message


def test_missing_too_large_and_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="找不到"):
        read_file(tmp_path / "没有.txt")
    with pytest.raises(SourceFileError, match="文件夹"):
        read_file(tmp_path)
    large = tmp_path / "大.txt"
    with large.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    with pytest.raises(SourceFileError, match="20 MB"):
        read_file(large)
    with pytest.raises(SourceFileError, match="万字"):
        read_bytes("长.txt", "法治政府建设工作，".encode() * 250_000)


def test_raw_reading_takes_json_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "草稿.json"
    path.write_text('{"title": "报告"}', encoding="utf-8")
    assert read_raw(path) == '{"title": "报告"}'


def test_folders_are_walked_in_order_and_what_is_passed_over_is_named(tmp_path: Path) -> None:
    for name in (
        "b/2.txt",
        "b/1.docx",
        "a/3.md",
        "a/旧.doc",
        "a/图.png",
        "a/.隐藏.txt",
        "a/~$1.docx",
        "README.md",
        "a/数据.yaml",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("内容", encoding="utf-8")
    (tmp_path / "空").mkdir()
    collection = collect_files([
        tmp_path,
        tmp_path / "b",
        tmp_path / "没有",
        tmp_path / "空",
        tmp_path / "a" / "旧.doc",
    ])
    assert [path.relative_to(tmp_path).as_posix() for path in collection.files] == [
        "a/3.md",
        "b/1.docx",
        "b/2.txt",
        "a/旧.doc",
    ]
    reasons = {skip.path.name: skip.reason for skip in collection.skipped}
    assert set(reasons) == {"旧.doc", "图.png", "数据.yaml", "没有", "空"}
    assert "另存为" in reasons["旧.doc"]
    assert "找不到" in reasons["没有"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "密.txt"
    path.write_text("内容", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(SourceFileError, match="权限"):
        read_file(path)
