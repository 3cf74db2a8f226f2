"""Files of every wrong kind given to every command: a Chinese message with the place, status 1, nothing left behind."""

from __future__ import annotations

import io
import json
import os
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli.main import _run
from assistant.reading.agency_year import load_agency_year
from assistant.reading.workbook import write_form
from tests.conftest import EXAMPLE_DATA, SEED_REPORTS
from tests.unit.importing.word_files import paragraph, word_file

TEXT = (SEED_REPORTS / "daxing-2024.txt").read_text("utf-8")
DATA = EXAMPLE_DATA.read_text("utf-8")
MENDABLE = 1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n"
_PAGE = b"<!DOCTYPE html><html><body>" + TEXT.encode()[:300]


def form() -> bytes:
    return write_form(load_agency_year(EXAMPLE_DATA))


def repacked(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return stream.getvalue()


def with_entity(xml: bytes) -> bytes:
    return b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + xml.partition(b"?>")[2]


WORD = word_file("".join(paragraph(line) for line in TEXT.splitlines() if line))
REFUSED: dict[str, Callable[[], bytes]] = {
    "空.docx": lambda: b"",
    "空.xlsx": lambda: b"",
    "空.yaml": lambda: b"",
    "空.json": lambda: b"",
    "空白.txt": lambda: b" \n\t\n",
    "乱.docx": lambda: bytes(range(256)) * 20,
    "乱.yaml": lambda: bytes(range(256)) * 20,
    "截断.docx": lambda: WORD[: len(WORD) // 2],
    "截断.xlsx": lambda: form()[:3000],
    "加密.docx": lambda: _OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"),
    "加密.xlsx": lambda: _OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"),
    "旧.doc": lambda: _OLE + b"\0" * 900,
    "旧.wps": lambda: _OLE + b"\0" * 900,
    "旧.xls": lambda: _OLE + b"\0" * 900,
    "扫描.txt": lambda: _PDF,
    "扫描.docx": lambda: _PDF,
    "扫描.xlsx": lambda: _PDF,
    "扫描.yaml": lambda: _PDF,
    "网页.txt": lambda: _PAGE,
    "网页.docx": lambda: _PAGE,
    "网页.xlsx": lambda: _PAGE,
    "实体.docx": lambda: repacked(WORD, "word/document.xml", lambda xml: with_entity(b"?>" + xml)),
    "实体.xlsx": lambda: repacked(form(), "xl/worksheets/sheet2.xml", lambda xml: with_entity(b"?>" + xml)),
    "炸弹.docx": lambda: repacked(WORD, "word/document.xml", lambda _: b" " * 60_000_000),
    "炸弹.xlsx": lambda: repacked(form(), "xl/worksheets/sheet2.xml", lambda _: b" " * 70_000_000),
    "混合.yaml": lambda: DATA[:3000].encode() + DATA[3000:].encode("gb18030"),
    "混合.txt": lambda: TEXT[:3000].encode() + TEXT[3000:].encode("gb18030"),
    "引用.yaml": lambda: b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(b"%c: &%c [%s]\n" % (c, c, b",".join([b"*%c" % (c - 1)] * 9)) for c in b"bcdefg"),
    "深.yaml": lambda: b"[" * 5000,
    "深.json": lambda: b"[" * 100_000,
    "大数.json": lambda: b'{"year": ' + b"9" * 6000 + b"}",
    "单引号.json": lambda: b"{'year': 2025}",
    "多逗号.json": lambda: b'{"year": 2025, "agency": {},}',
    "列表.json": lambda: b"[]",
    "表.csv": "指标,值".encode,
}  # fmt: skip


@pytest.fixture
def run(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """Run a command that must fail; returns what it told."""
    monkeypatch.chdir(tmp_path)

    def failing(*arguments: str) -> str:
        before = sorted(tmp_path.iterdir())
        capfd.readouterr()
        started = time.process_time()
        status = _run([*arguments, "--home", str(tmp_path / "h"), "--json"])
        out, err = capfd.readouterr()
        assert status == MENDABLE, (arguments, out[:300])
        assert "Traceback" not in err
        assert "程序内部出错" not in err
        assert re.search(r"[\u4e00-\u9fff]{4}", err)
        assert not re.search(r"Errno|[A-Za-z]{4,} [a-z]{2,} [a-z]{2,}", re.sub("nianbao [a-z ]+", "", err))
        document = json.loads(out)
        assert "error" in document or document["errors"]
        assert sorted(tmp_path.iterdir()) == before, "nothing is written when nothing could be read"
        assert time.process_time() - started < 20
        return err

    return failing


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_of_the_wrong_kind_is_told_by_every_command(
    run: Callable[..., str], tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(REFUSED[name]())
    for arguments in (
        ["read", name],
        ["check", name],
        ["data", "check", name],
        ["draft", name, "-o", "出.docx"],
        ["export", name, "-o", "出.docx"],
        ["data", "last-year", str(EXAMPLE_DATA), name],
    ):
        assert name in run(*arguments)


@pytest.mark.parametrize(
    "kind", ["folder", "pipe", "loop", "dangling", "device", "endless", "long", "below a file"]
)
@pytest.mark.parametrize("suffix", [".docx", ".yaml", ".json"])
def test_what_is_no_file_at_all_is_told_at_once(
    run: Callable[..., str], tmp_path: Path, kind: str, suffix: str
) -> None:
    path = tmp_path / f"名 称😀{suffix}"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind in {"loop", "dangling"}:
        path.symlink_to(path if kind == "loop" else tmp_path / "没有")
    else:
        path = {
            "device": Path("/dev/null"),
            "endless": Path("/dev/zero"),
            "long": tmp_path / ("长" * 200 + suffix),
            "below a file": EXAMPLE_DATA / f"a{suffix}",
        }[kind]
    for arguments in (
        ["read", path],
        ["check", path],
        ["data", "check", path],
        ["draft", path, "-o", "出.docx"],
    ):
        assert str(path) in run(*map(str, arguments))
    if suffix == ".json":
        run("export", str(path), "-o", "出.docx")


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + DATA.encode(),
        DATA.replace("\n", "\r\n").encode(),
        DATA.replace("\n", "\r").encode(),
        DATA.encode("utf-16"),
        DATA.encode("gb18030"),
        DATA.replace("year: 2025", "year: ２０２５").encode(),
    ],
)
def test_data_in_another_dress_are_the_same_data(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    assert load_agency_year(path) == load_agency_year(EXAMPLE_DATA)


def test_a_full_width_colon_is_told_with_its_line(run: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(DATA.replace("year: 2025", "year：2025"), "utf-8")
    number = DATA.split("year: 2025")[0].count("\n") + 1
    assert f"第 {number} 行的冒号应为英文冒号" in run("data", "check", "a.yaml")
