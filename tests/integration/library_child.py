"""A process that works on a library, for tests that kill it, race it or take its disk away: `python -m … HOME TASK …`."""

from __future__ import annotations

import itertools
import os
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import TextIO

from assistant.domain.peers import SearchFilters
from assistant.errors import AssistantError
from tests.builders import make_numbered_report, open_library


def main() -> int:
    """Do what the arguments say; errors for users go to standard error, as the command does it."""
    home, task, *rest = sys.argv[1:]
    if task == "as-nobody":  # root may write everywhere
        if os.getuid() == 0:
            warm_up()
            os.setuid(65534)
        task, *rest = rest
    try:
        _TASKS[task](Path(home), *rest)
    except AssistantError as error:
        say(f"{type(error).__name__}: {error}", sys.stderr)
        return 1
    return 0


def warm_up() -> None:
    """Import everything while that is allowed: the interpreter may stand in a folder of root's."""
    with tempfile.TemporaryDirectory() as folder:
        library = open_library(Path(folder))
        library.add(*make_numbered_report(1))
        library.search("行政执法", SearchFilters(), 1)
        library.close()


def say(what: object, stream: TextIO = sys.stdout) -> None:
    """A line that the parent gets at once."""
    stream.write(f"{what}\n")
    stream.flush()


def add_forever(home: Path, first: str) -> None:
    """Add reports until killed, naming each on standard output once it is acknowledged."""
    with open_library(home).writing():
        library = open_library(home)
    for number in itertools.count(int(first)):
        outcome = library.add(*make_numbered_report(number, 24))
        say(outcome.report_id)


def add_one(home: Path, number: str, passages: str = "24") -> None:
    """Add one report."""
    say(open_library(home).add(*make_numbered_report(int(number), int(passages))).report_id)


def hold_lock(home: Path) -> None:
    """Hold the write lock until killed."""
    with open_library(home).writing():
        say("holding")
        time.sleep(60)


def search(home: Path, query: str) -> None:
    """Print what a search finds, then the notices."""
    library = open_library(home)
    say([match.passage.id for match in library.search(query, SearchFilters(), 3)])
    say(library.notices())


def add_with_little_disk(home: Path, number: str, kilobytes: str) -> None:
    """Add one report while no file may grow beyond a size."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(kilobytes) * 1024, int(kilobytes) * 1024))
    add_one(home, number, "400")


_TASKS = {
    "add-forever": add_forever,
    "add-one": add_one,
    "hold-lock": hold_lock,
    "search": search,
    "add-with-little-disk": add_with_little_disk,
}

if __name__ == "__main__":
    sys.exit(main())
