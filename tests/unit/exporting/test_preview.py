from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import ExportError
from assistant.exporting.document import plan_document
from assistant.exporting.docx_writer import write_docx
from assistant.exporting.preview import can_render, render_pages, render_pdf
from tests.unit.exporting.drafts import make_draft


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the only place where programs are looked for, besides the system's shell tools."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def install(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


DOCX = write_docx(plan_document(make_draft()))


def test_missing_programs_are_named_with_a_way_out(programs: Path) -> None:
    assert not can_render()
    with pytest.raises(ExportError, match=r"pdftoppm.*apt-get install"):
        render_pages(DOCX)
    install(programs, "pdftoppm", "exit 0")
    with pytest.raises(ExportError, match=r"LibreOffice.*下载 Word"):
        render_pages(DOCX)


def test_success_without_a_result_is_no_success(programs: Path) -> None:
    install(programs, "soffice", "exit 0")
    with pytest.raises(ExportError, match="没有排出页面"):
        render_pdf(DOCX)


def test_a_failed_run_is_said(programs: Path) -> None:
    install(programs, "soffice", "exit 77")
    with pytest.raises(ExportError, match="状态 77"):
        render_pdf(DOCX)


def test_a_run_that_hangs_is_ended(programs: Path) -> None:
    install(programs, "soffice", "/bin/sleep 60 & wait")
    with pytest.raises(ExportError, match=r"超过 0\.5 秒"):
        render_pdf(DOCX, timeout_seconds=0.5)


def test_what_is_no_word_file_is_not_laid_out(programs: Path) -> None:
    install(programs, "soffice", "exit 0")
    with pytest.raises(ExportError, match="不是 Word"):
        render_pdf(b"plain words")
