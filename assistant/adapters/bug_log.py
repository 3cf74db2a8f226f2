"""Bugs in full, into a log that never holds secrets; users see one line."""

from __future__ import annotations

import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from assistant.errors import SettingsError
from assistant.settings import read_settings


def write_bug(bug: BaseException, home: Path | None = None) -> Path | None:
    """Append the traceback to `logs/nianbao.log` under the home, else under the temporary folder.

    Returns:
        The log's path, or None when neither place can be written.
    """
    lines = traceback.format_exception(bug)
    entry = f"--- {datetime.now(UTC).isoformat(timespec='seconds')}\n{''.join(lines)}\n"
    for folder in (home or _home(), Path(tempfile.gettempdir()) / "nianbao"):
        log = folder / "logs" / "nianbao.log"
        try:
            log.parent.mkdir(parents=True, exist_ok=True)
            with log.open("a", encoding="utf-8") as stream:
                stream.write(entry)
        except OSError:
            continue
        return log
    return None


def _home() -> Path:
    try:
        return read_settings().home
    except SettingsError:
        return Path(".data")
