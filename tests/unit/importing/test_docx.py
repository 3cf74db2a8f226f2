"""Word files: what a reader of the page sees is what is read, and nothing in a file can do harm."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.domain.peers import SourceText
from assistant.errors import SourceFileError
from assistant.importing.docx_reader import DocxError, read_docx
from assistant.importing.files import read_bytes
from tests.unit.importing.word_files import (
    OFFICIAL_NUMBERING,
    STRICT,
    archive,
    numbered,
    paragraph,
    word_file,
)


def read(data: bytes) -> SourceText:
    return read_bytes("报告.docx", data)


def test_automatic_numbers_are_written_out_and_restart_below_a_new_heading() -> None:
    body = "".join((
        numbered("主要举措和成效", 0),
        numbered("加强领导", 1),
        numbered("学习", 2),
        numbered("培训", 2),
        numbered("规范执法", 1),
        numbered("检查", 2),
        numbered("存在的不足", 0),
    ))
    source = read(word_file(body, numbering=OFFICIAL_NUMBERING))
    assert source.encoding == "docx"
    assert source.text.split("\n") == [
        "一、主要举措和成效",
        "（一）加强领导",
        "1.学习",
        "2.培训",
        "（二）规范执法",
        "1.检查",
        "二、存在的不足",
    ]


def test_number_of_a_style_and_of_a_strict_file() -> None:
    styles = '<w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    body = paragraph("主要举措", '<w:pStyle w:val="H1"/>') + paragraph("正文。")
    source = read(word_file(body, numbering=OFFICIAL_NUMBERING, styles=styles, namespace=STRICT))
    assert source.text == "一、主要举措\n正文。"


def test_tracked_changes_are_read_as_accepted_and_noted() -> None:
    body = (
        '<w:p><w:r><w:t>立案</w:t></w:r><w:del w:author="a"><w:r><w:delText>70</w:delText></w:r></w:del>'
        '<w:ins w:author="a"><w:r><w:t>73</w:t></w:r></w:ins><w:r><w:t>起。</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:rPr><w:del w:author="a"/></w:rPr></w:pPr><w:r><w:t>前半句，</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>后半句。</w:t></w:r></w:p>"
    )
    source = read(word_file(body))
    assert source.text == "立案73起。\n前半句，后半句。"
    assert [artefact.kind for artefact in source.artefacts] == ["tracked_change"]


def test_text_boxes_once_tables_as_rows_hidden_text_noted() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框中文字</w:t></w:r></w:p></w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>锚点段落</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>指标</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>386</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:t>看得见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r></w:p>"
    )
    source = read(word_file(body))
    assert source.text.split("\n") == ["锚点段落", "框中文字", "指标 | 386", "看得见"]
    assert [(artefact.kind, artefact.quote) for artefact in source.artefacts] == [("hidden_text", "看不见")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 cut off", "损坏"),
        (archive({"word/document.xml": "<w:document"}), "损坏"),
        (archive({"word/other.xml": "<a/>"}), "损坏"),
        (word_file("")[:-30], "损坏"),
        (
            word_file(
                "<w:p><w:r><w:t>&b;</w:t></w:r></w:p>",
                prolog='<!DOCTYPE d [<!ENTITY a "法法法法"><!ENTITY b "&a;&a;&a;">]>',
            ),
            "实体",
        ),
        (
            word_file(
                "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>",
                prolog='<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
            ),
            "实体",
        ),
        (word_file(f"<w:p><w:r><w:t>{'法' * 20_000_000}</w:t></w:r></w:p>"), "过大"),
    ],
    ids=["no archive", "cut XML", "no document", "cut archive", "entities", "outside entity", "zip bomb"],
)
def test_a_file_that_cannot_be_trusted_is_refused_with_a_way_out(data: bytes, reason: str) -> None:
    with pytest.raises(SourceFileError, match=reason) as caught:
        read(data)
    assert "报告.docx" in str(caught.value)
    assert "请" in str(caught.value)


def test_a_child_that_takes_too_long_is_stopped() -> None:
    started = time.monotonic()
    with pytest.raises(DocxError, match="停止"):
        read_docx(word_file(paragraph("正文")), timeout_seconds=0.001)
    assert time.monotonic() - started < 5


def test_the_child_loads_no_heavy_library_and_starts_from_any_folder(tmp_path: Path) -> None:
    (tmp_path / "zipfile.py").write_text("raise SystemExit('not this one')", encoding="utf-8")
    program = (
        "import sys, os; os.chdir(sys.argv[1]); from assistant.importing.docx_reader import read_docx;"
        "print(read_docx(sys.stdin.buffer.read()).text)"
    )
    run = subprocess.run(
        [sys.executable, "-P", "-X", "utf8", "-c", program, str(tmp_path)],
        input=word_file(paragraph("正文。")),
        capture_output=True,
        check=True,
    )
    assert run.stdout.decode().strip() == "正文。"
    listing = subprocess.run(
        [sys.executable, "-c", "import assistant.importing.docx_text, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(listing.stdout.split())
    assert "lxml" in loaded
    assert loaded.isdisjoint({"docx", "torch", "chromadb", "yaml", "typer", "numpy"})
