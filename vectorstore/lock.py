"""One writer at a time: a lock file that the system frees when its process dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from vectorstore.errors import StoreBusyError, outside_failures

WRITE_LOCK = "library.lock"
INDEX_LOCK = "index.lock"
_PATIENCE_SECONDS = 0.3


@contextmanager
def hold(folder: Path, name: str = WRITE_LOCK, patience_seconds: float = _PATIENCE_SECONDS) -> Iterator[None]:
    """Hold the lock `name` of a folder; the folder is created when it is missing.

    Raises:
        StoreBusyError: somebody else holds it and does not let go within `patience_seconds`.
        StoreError: the folder cannot be written.
    """
    lock = open_lock(folder, name, patience_seconds)
    try:
        yield
    finally:
        lock.release()


def open_lock(folder: Path, name: str, patience_seconds: float = 0.0) -> FileLock:
    """Acquire the lock and return it; the caller releases it. See `hold`."""
    with outside_failures(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / name, timeout=patience_seconds, thread_local=False)
        try:
            lock.acquire(poll_interval=0.02)
        except Timeout as error:
            raise StoreBusyError(folder) from error
    return lock
