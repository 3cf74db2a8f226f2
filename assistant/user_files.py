"""Reads a file that a person named: only plain files, never more than a bound, every failure told with a way out."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from assistant.errors import SourceFileError

_BYTES_PER_MB = 1024 * 1024
_REASONS = {
    errno.ENOENT: "找不到这个文件。请检查路径和文件名。",
    errno.ENOTDIR: "找不到这个文件：路径当中有一段不是文件夹。请检查路径。",
    errno.EACCES: "没有读取权限。请检查文件权限，或把文件复制到自己的文件夹再试。",
    errno.EPERM: "没有读取权限。请检查文件权限，或把文件复制到自己的文件夹再试。",
    errno.ELOOP: "这个快捷方式（链接）绕回了自己，找不到文件。请直接指定原文件。",
    errno.ENAMETOOLONG: "文件名过长。请改短文件名再试。",
    errno.EIO: "磁盘读取出错。请检查磁盘，或把文件复制到别处再试。",
}


def read_user_file(path: Path, *, max_bytes: int, too_large: str) -> bytes:
    """The bytes of a file, `b""` for an empty one.

    Args:
        path: as the user gave it.
        max_bytes: a larger file is not read.
        too_large: what to do about a file that is larger.

    Raises:
        SourceFileError: missing, a folder, a pipe or a device, not to be read, too large.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise SourceFileError(f"{path}：这是文件夹，请指定其中的文件。")
        if not stat.S_ISREG(found.st_mode):
            raise SourceFileError(f"{path}：这是管道或设备，不是文件。请先把内容存成文件，再指定那个文件。")
        if found.st_size > max_bytes:
            raise SourceFileError(_size_message(path, found.st_size, max_bytes, too_large))
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        code = error.errno if isinstance(error, OSError) else None
        reason = _REASONS.get(code or 0, "读取失败。请检查路径和磁盘，或把文件复制到别处再试。")
        raise SourceFileError(f"{path}：{reason}") from error
    if len(data) > max_bytes:  # files under /proc say that they are empty
        raise SourceFileError(_size_message(path, len(data), max_bytes, too_large))
    return data


def _size_message(path: Path, size: int, max_bytes: int, advice: str) -> str:
    limit = max_bytes / _BYTES_PER_MB
    return f"{path}：文件有 {size / _BYTES_PER_MB:.1f} MB，超过 {limit:.0f} MB 的上限。{advice}"
