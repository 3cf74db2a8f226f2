"""The manifest of the indexes: which folder serves which encoder, and what it was built with."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from vectorstore.errors import IndexDamagedError, Reason, StoreError, outside_failures

MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One index. `folder` is relative to the folder of the indexes."""

    encoder: str
    folder: str
    dimension: int
    normalised: bool
    query_prefix: str
    passage_prefix: str
    chroma: str


def read_manifest(home: Path) -> dict[str, IndexRow]:
    """Rows by encoder; none when there is no manifest yet.

    Raises:
        StoreError: it was written by a newer program.
        IndexDamagedError: it cannot be read.
    """
    path = home / MANIFEST
    try:
        content = json.loads(path.read_text("utf-8"))
        if content["format"] > FORMAT:
            raise StoreError(Reason.NEWER_VERSION, path)
        rows = [IndexRow(**row) for row in content["indexes"]]
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError(path, str(error)) from error
    return {row.encoder: row for row in rows}


def write_manifest(home: Path, rows: dict[str, IndexRow]) -> None:
    """Put a new manifest in place of the old one at one stroke."""
    ordered = [asdict(rows[encoder]) for encoder in sorted(rows)]
    write_json(home / MANIFEST, {"format": FORMAT, "indexes": ordered})


def write_json(path: Path, value: Any) -> None:
    """Write a file that is afterwards either the old one or the new one, also after a power cut."""
    beside = path.with_name(f".{path.name}.new")
    with outside_failures(path):
        with beside.open("w", encoding="utf-8") as file:
            json.dump(value, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
