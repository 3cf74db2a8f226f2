"""Pictures of a document's pages, made by LibreOffice when it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from assistant.errors import ExportError

_ZIP_MAGIC = b"PK\x03\x04"
_PDF_MAGIC = b"%PDF-"
_PNG_MAGIC = b"\x89PNG\r\n\x1a\n"
_OFFICE_NAMES = ("soffice", "libreoffice")
_INSTALL = "请安装 LibreOffice（Debian：apt-get install libreoffice-writer-nogui poppler-utils），或直接下载 Word 文件查看"


def can_render() -> bool:
    """Whether this machine has what pictures of pages need."""
    return _office() is not None and shutil.which("pdftoppm") is not None


def render_pages(docx: bytes, *, dots_per_inch: int = 80, timeout_seconds: float = 60.0) -> tuple[bytes, ...]:
    """Pictures of all pages as PNG, in order.

    Raises:
        ExportError: LibreOffice or pdftoppm is not installed, takes too long, or can't lay the document out.
    """
    pdftoppm = shutil.which("pdftoppm")
    if pdftoppm is None:
        raise ExportError(f"这台计算机没有安装 pdftoppm，无法预览页面。{_INSTALL}。")
    with tempfile.TemporaryDirectory(prefix="nianbao-preview-") as name:
        folder = Path(name)
        pdf = folder / "document.pdf"
        pdf.write_bytes(render_pdf(docx, timeout_seconds=timeout_seconds))
        _run(
            [pdftoppm, "-r", str(dots_per_inch), "-png", str(pdf), str(folder / "page")],
            folder,
            timeout_seconds,
        )
        pages = sorted(folder.glob("page-*.png"), key=lambda path: int(path.stem.rpartition("-")[2]))
        pictures = tuple(path.read_bytes() for path in pages)
    if not pictures or not all(picture.startswith(_PNG_MAGIC) for picture in pictures):
        raise ExportError("页面没有画出来，无法预览；Word 文件本身不受影响，请直接下载查看。")
    return pictures


def render_pdf(docx: bytes, *, timeout_seconds: float = 60.0) -> bytes:
    """The document as a PDF laid out by LibreOffice.

    Raises:
        ExportError: LibreOffice is not installed, takes too long, or can't lay the document out.
    """
    office = _office()
    if office is None:
        raise ExportError(f"这台计算机没有安装 LibreOffice，无法预览页面。{_INSTALL}。")
    if not docx.startswith(_ZIP_MAGIC):  # LibreOffice would lay out any bytes as text
        raise ExportError("这不是 Word（.docx）文件，无法预览。")
    with tempfile.TemporaryDirectory(prefix="nianbao-preview-") as name:
        folder = Path(name)
        source = folder / "document.docx"
        source.write_bytes(docx)
        profile = (folder / "profile").as_uri()  # two runs in one profile disturb each other
        command = [
            office,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={profile}",
            "--convert-to",
            "pdf",
        ]
        _run([*command, "--outdir", str(folder), str(source)], folder, timeout_seconds)
        pdf = folder / "document.pdf"
        data = pdf.read_bytes() if pdf.is_file() else b""  # its exit status is 0 even without a result
    if not data.startswith(_PDF_MAGIC):
        raise ExportError("LibreOffice 没有排出页面，无法预览；Word 文件本身不受影响，请直接下载查看。")
    return data


def _office() -> str | None:
    return next((path for name in _OFFICE_NAMES if (path := shutil.which(name))), None)


def _run(command: list[str], folder: Path, timeout_seconds: float) -> None:
    """Run a program in its own process group, so that its children end with it."""
    try:
        with subprocess.Popen(  # noqa: S603 (names found by which, our own temporary files)
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            try:
                status = process.wait(timeout_seconds)
            except subprocess.TimeoutExpired as error:
                _end(process)
                raise ExportError(
                    f"页面预览超过 {timeout_seconds:g} 秒没有完成，已停止；请稍后再试，或直接下载 Word 文件查看。"
                ) from error
    except OSError as error:
        raise ExportError(f"无法启动 {Path(command[0]).name}：{error.strerror}。{_INSTALL}。") from error
    if status != 0:
        raise ExportError(
            f"{Path(command[0]).name} 没有正常结束（状态 {status}），无法预览；请直接下载 Word 文件查看。"
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
