"""Drafts and checks into files and JSON documents; the suffix of the file decides the form."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.domain.drafts import ReportDraft
from assistant.domain.findings import CheckResult
from assistant.errors import DraftFileError, InputError
from assistant.exporting.document import plan_document
from assistant.exporting.docx_comments import annotate_docx, annotate_text
from assistant.exporting.docx_writer import write_docx
from assistant.exporting.draft_json import draft_from_text, draft_to_plain
from assistant.exporting.files import writable_target, write_bytes_atomically
from assistant.exporting.markdown import write_markdown
from assistant.exporting.trace import Trace, write_trace_markdown
from assistant.importing.files import read_raw

DRAFT_SUFFIXES = (".docx", ".md", ".json")


def require_suffix(path: Path) -> None:
    """Refuse a file that a draft cannot be written to, before any work is done.

    Raises:
        InputError: another suffix than DRAFT_SUFFIXES.
    """
    if path.suffix.lower() not in DRAFT_SUFFIXES:
        raise InputError(f"{path}：草稿只能写成 {'、'.join(DRAFT_SUFFIXES)}，请改用其中一种后缀。")


def require_place(path: Path, reads: Sequence[Path]) -> None:
    """Refuse a place to write to before any work is done.

    Raises:
        InputError: the file is one of those that the same work reads.
        ExportError: it is a folder, or its folder does not exist.
    """
    target = writable_target(path)
    for source in reads:
        with contextlib.suppress(
            OSError, RuntimeError, ValueError
        ):  # what cannot be read is told by its reader
            if source.resolve() == target or source.samefile(target):
                raise InputError(f"{path}：这是要读的文件，不能用结果盖住它。请换一个文件名。")


def write_draft(
    draft: ReportDraft, check: CheckResult | None, path: Path, trace: Trace | None = None
) -> None:
    """Write a draft as Word, Markdown or JSON; an existing file is replaced whole or not at all."""
    writers: dict[str, Callable[[], bytes]] = {
        ".docx": lambda: write_docx(plan_document(draft, trace=trace)),
        ".md": lambda: write_markdown(draft).encode(),
        ".json": lambda: to_json_bytes(draft_to_plain(draft, check.findings if check else ())),
    }
    require_suffix(path)
    write_bytes_atomically(path, writers[path.suffix.lower()]())


def write_trace(trace: Trace, path: Path) -> None:
    """Write the record of all sources as Markdown."""
    write_bytes_atomically(path, write_trace_markdown(trace).encode())


def read_draft(path: Path) -> ReportDraft:
    """Read a draft's JSON back.

    Raises:
        SourceFileError: the file cannot be read.
        DraftFileError: it is no draft; all mistakes at once.
    """
    if path.suffix.lower() not in {".json", ""}:
        raise DraftFileError(f"{path}：不是草稿 JSON。请给出 nianbao draft 用 -o 写出的 .json 文件。")
    return draft_from_text(read_raw(path), str(path))


def write_annotated(source: Path, result: CheckResult, path: Path) -> None:
    """Write the checked text with its findings as Word comments; a DOCX keeps its own formatting."""
    write_bytes_atomically(path, annotated(source.read_bytes(), result))


def annotated(data: bytes, result: CheckResult) -> bytes:
    """A checked file with its findings as Word comments."""
    if data.startswith(b"PK"):
        return annotate_docx(data, result.findings, result.text)
    return annotate_text(result.text, result.findings)


def to_json_bytes(document: dict[str, Any]) -> bytes:
    """Readable JSON in UTF-8."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
