"""Reads report files into plain text, and lists the files of a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from assistant.domain.peers import SourceText
from assistant.errors import SourceFileError
from assistant.importing.decoding import UndecodableError, decode
from assistant.importing.docx_reader import DocxError, read_docx
from assistant.importing.formats import DOCX, UnsupportedFormatError, recognise, why_unsupported
from assistant.user_files import read_user_file

MAX_BYTES = 20 * 1024 * 1024
MAX_CHARACTERS = 2_000_000
_NOT_REPORTS = re.compile(r"(?:readme|license|licence|changelog|contributing)(?:\.|$)", re.IGNORECASE)
_BYTES_PER_MB = 1024 * 1024
_TOO_LARGE = "请删去图片等大件，或只留下报告正文再导入。"


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A path that is not read, with the reason as a person is told it."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Collection:
    """What was found under some paths, each in the order of the paths and of the names below them."""

    files: tuple[Path, ...]
    skipped: tuple[SkippedFile, ...]


def read_file(path: Path) -> SourceText:
    """Read a TXT, MD or DOCX file; its content counts, not its suffix.

    Raises:
        SourceFileError: missing, empty, binary, damaged, encrypted, too large, of another format.
    """
    return read_bytes(str(path), _bytes_of(path))


def read_bytes(name: str, data: bytes) -> SourceText:
    """Read the content of a file, for instance of an upload; `name` is what a person knows it by.

    Raises:
        SourceFileError: as for `read_file`.
    """
    _check_size(name, len(data))
    try:
        if recognise(name, data) == DOCX:
            content = read_docx(data)
            text, encoding, artefacts = content.text, DOCX, content.artefacts
        else:
            decoded = decode(data)
            text, encoding, artefacts = decoded.text, decoded.encoding, ()
    except (UnsupportedFormatError, UndecodableError, DocxError) as error:
        raise SourceFileError(f"{name}：{error}") from error
    if not text.strip():
        raise SourceFileError(f"{name}：文件里没有文字。请检查是否选错了文件，或正文是否是图片。")
    if len(text) > MAX_CHARACTERS:
        limit = MAX_CHARACTERS // 10_000
        raise SourceFileError(f"{name}：文字超过 {limit} 万字，不像一份报告。请只留下报告正文再导入。")
    return SourceText(
        file=name, sha256=sha256(data).hexdigest(), text=text, encoding=encoding, artefacts=artefacts
    )


def read_raw(path: Path) -> str:
    """Read a text file of any content, for instance a draft's JSON.

    Raises:
        SourceFileError: missing, empty, too large, no text.
    """
    data = _bytes_of(path)
    _check_size(str(path), len(data))
    try:
        return decode(data).text
    except UndecodableError as error:
        raise SourceFileError(f"{path}：{error}") from error


def collect_files(paths: Iterable[Path]) -> Collection:
    """Walk folders in the order of names and list what can be read and what cannot.

    A file that is named itself is always listed: its content decides. In folders, hidden files, lock files of Word
    and explanatory files such as README are passed over in silence.
    """
    files: dict[str, Path] = {}
    skipped: list[SkippedFile] = []
    for path in paths:
        if _is_folder(path):
            found, passed_over = _files_below(path)
            skipped.extend(passed_over)
        elif os.path.lexists(path):
            found = [path]
        else:
            skipped.append(SkippedFile(path, "找不到这个文件或文件夹。请检查路径和名称。"))
            continue
        for file in found:
            files.setdefault(os.path.realpath(file), file)
    return Collection(tuple(files.values()), tuple(skipped))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that no file can have: its reader says so
        return False


def _files_below(folder: Path) -> tuple[list[Path], list[SkippedFile]]:
    found: list[Path] = []
    skipped: list[SkippedFile] = []
    for path in _walk(folder, skipped):
        reason = why_unsupported(path.name)
        if reason is None:
            found.append(path)
        else:
            skipped.append(SkippedFile(path, reason))
    if not found:
        skipped.append(SkippedFile(folder, "文件夹里没有 TXT、MD 或 DOCX 格式的报告。"))
    return found, skipped


def _walk(folder: Path, skipped: list[SkippedFile]) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        skipped.append(
            SkippedFile(Path(str(error.filename)), f"文件夹打不开（{error.strerror}）。请检查权限。")
        )

    for root, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and not _NOT_REPORTS.match(name):
                yield Path(root) / name


def _bytes_of(path: Path) -> bytes:
    return read_user_file(path, max_bytes=MAX_BYTES, too_large=_TOO_LARGE)


def _check_size(name: str, size: int) -> None:
    if size == 0:
        raise SourceFileError(f"{name}：文件是空的（0 字节）。请检查是否下载完整，或选错了文件。")
    if size > MAX_BYTES:
        raise SourceFileError(
            f"{name}：文件有 {size / _BYTES_PER_MB:.1f} MB，超过 {MAX_BYTES // _BYTES_PER_MB} MB 的上限。{_TOO_LARGE}"
        )
