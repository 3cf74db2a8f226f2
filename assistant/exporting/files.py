"""Writes files whole or not at all: what stood there before stays when something fails."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from assistant.errors import ExportError

_REASONS = {
    errno.ENOSPC: "磁盘空间不足，请清理后重试，或换一个位置",
    errno.EDQUOT: "磁盘配额已用完，请清理后重试，或换一个位置",
    errno.EROFS: "所在磁盘是只读的，请换一个位置",
    errno.EACCES: "没有写入权限，或文件正被其他程序（如 Word）打开，请关闭后重试，或换一个位置",
    errno.EPERM: "没有写入权限，请换一个位置",
    errno.ENAMETOOLONG: "文件名过长，请改短",
}


def write_text_atomically(path: Path, text: str) -> None:
    """Write a UTF-8 text file; see `write_bytes_atomically`."""
    write_bytes_atomically(path, text.encode("utf-8"))


def write_bytes_atomically(path: Path, data: bytes) -> None:
    """Write a file so that at every moment either the old or the whole new one stands there.

    Raises:
        ExportError: the folder is missing, the place can't be written, the disk is full.
    """
    target = writable_target(path)
    mode = _mode(target)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".nianbao-", suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except OSError as error:
        raise ExportError(f"写不了文件 {path}：{_reason(error)}。原有文件没有改动。") from error
    finally:
        # Gone after a success; the error that is already on its way matters more than a leftover.
        with contextlib.suppress(OSError):
            if temporary:
                Path(temporary).unlink(missing_ok=True)


def writable_target(path: Path) -> Path:
    """The file to replace: a link's own target, so that the link stays.

    Raises:
        ExportError: it is a folder, or its folder is missing.
    """
    try:
        target = path.resolve()
        if target.is_dir():
            raise ExportError(f"写不了文件 {path}：这是一个文件夹，请写出文件名。")
        if not target.parent.is_dir():
            raise ExportError(
                f"写不了文件 {path}：文件夹 {target.parent} 不存在，请先建立文件夹或换一个位置。"
            )
    except (OSError, RuntimeError, ValueError) as error:
        reason = _reason(error) if isinstance(error, OSError) else "路径无效，请换一个位置"
        raise ExportError(f"写不了文件 {path}：{reason}。") from error
    return target


def _mode(target: Path) -> int:
    """Permissions of the file that stood there, else what a new file gets here."""
    with contextlib.suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0) or error.strerror or "无法写入"
