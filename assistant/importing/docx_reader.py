"""Reads a Word file in a child process with limits of time and memory: its content is not trusted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import assistant
from assistant.domain.peers import Artefact

CHILD_SECONDS = 30.0
_MODULE = "assistant.importing.docx_child"
_KEPT_VARIABLES = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "COVERAGE_PROCESS_START")
_DAMAGED = "文件不完整或已损坏。请用 Word 打开并选“修复”，另存为新的 .docx，或重新取得原文件。"
_REASONS = {
    "damaged": _DAMAGED,
    "too_large": "展开后的内容过大，不像一份报告，为安全起见没有读取。请复制正文到新的 Word 文件再导入。",
    "forbidden": "文件里有不允许的内容（实体定义），为安全起见没有读取。请复制正文到新的 Word 文件再导入。",
}


class DocxError(ValueError):
    """A Word file cannot be read; the message is Chinese and says the way out."""


@dataclass(frozen=True, slots=True)
class DocxContent:
    """Paragraphs and table rows of a Word file as lines, in reading order; offsets of artefacts point into `text`."""

    text: str
    artefacts: tuple[Artefact, ...]


def read_docx(data: bytes, *, timeout_seconds: float = CHILD_SECONDS) -> DocxContent:
    """Read the text of a Word file, tracked changes as accepted, automatic numbers written out.

    Raises:
        DocxError: damaged, too large when unpacked, not read in time.
    """
    try:
        child = subprocess.run(  # noqa: S603 - our own module, no shell
            [sys.executable, "-P", "-X", "utf8", "-m", _MODULE],
            input=data,
            capture_output=True,
            timeout=timeout_seconds,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise DocxError(
            f"读取超过 {timeout_seconds:.0f} 秒，已停止。请复制正文到新的 Word 文件再导入。"
        ) from error
    except OSError as error:
        raise DocxError(f"不能启动读取程序（{error}）。请关闭一些程序后再试。") from error
    return _content(child.stdout)


def _environment() -> dict[str, str]:
    """Give the child this program's packages and nothing else of the parent's environment."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    root = str(Path(assistant.__file__).resolve().parents[1])
    return kept | {"PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1"}


def _content(output: bytes) -> DocxContent:
    try:
        reply: dict[str, Any] = json.loads(output)
    except ValueError as error:  # the child was ended by a limit before it could answer
        raise DocxError(_DAMAGED) from error
    if "error" in reply:
        raise DocxError(_REASONS.get(reply["error"], _DAMAGED))
    return DocxContent(reply["text"], tuple(Artefact(**artefact) for artefact in reply["artefacts"]))
