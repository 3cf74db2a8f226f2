"""Asks early whether another process is writing the library, before anything that takes long is imported."""

from __future__ import annotations

from pathlib import Path

from assistant.retrieval.failures import library_failures
from vectorstore.lock import WRITE_LOCK, hold


def refuse_while_writing(home: Path) -> None:
    """Refuse at once what would be refused later; the lock itself is taken when the writing begins.

    Raises:
        LibraryBusyError: another process is writing the library.
    """
    if (home / WRITE_LOCK).exists():
        with library_failures(), hold(home):
            pass
