"""A seal on an index folder: nothing has touched its files since they were closed.

A damaged Chroma folder can kill the process that opens it (seen with half a vector file), so an unsealed one is
looked at by a child process first.
"""

from __future__ import annotations

import json
from pathlib import Path

from vectorstore.errors import outside_failures
from vectorstore.manifest import write_json

_SEAL = "seal.json"


def set_seal(folder: Path) -> None:
    """Note size and time of every file; nothing has the folder open."""
    write_json(folder / _SEAL, _files(folder))


def break_seal(folder: Path) -> None:
    """Before the folder is opened: whoever dies from here on leaves it unsealed."""
    with outside_failures(folder):
        (folder / _SEAL).unlink(missing_ok=True)


def is_sealed(folder: Path) -> bool:
    """Whether all files are as they were when they were closed."""
    try:
        noted = json.loads((folder / _SEAL).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(noted == _files(folder))


def _files(folder: Path) -> dict[str, list[int]]:
    return {
        path.relative_to(folder).as_posix(): [path.stat().st_size, path.stat().st_mtime_ns]
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {_SEAL, f".{_SEAL}.new"}
    }
