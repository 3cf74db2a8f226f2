"""The only place that prints: results on standard output, progress and errors on standard error."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.ports import Progress, ProgressReporter

_QUIET_SECONDS = 10.0
_out = Console(highlight=False, soft_wrap=True, markup=False)
_err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


def say(text: str = "") -> None:
    """Write a line of the result."""
    _out.print(Text(text))


def note(text: str) -> None:
    """Write a line about the work itself, beside the result."""
    _err.print(Text(text))


def error(text: str) -> None:
    """Write a message that the user has to act upon."""
    _err.print(Text(f"错误：{text}"))


def file_error(file: str, message: str) -> None:
    """Write what is wrong with one file of several; its name stands in front once."""
    error(message if message.startswith(file) else f"{file}：{message}")


def write_json(document: Mapping[str, Any]) -> None:
    """Write the one JSON document of a command."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows under headings; cells are text, never markup."""
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in headings:
        grid.add_column(heading, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    _out.print(grid)


@contextmanager
def progress_bar(title: str) -> Iterator[ProgressReporter]:
    """Show long work: a bar on a terminal, else a line whenever another tenth is done or ten seconds have gone."""
    if _err.is_terminal:
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Bar(*columns, console=_err, transient=True) as bar:
            task = bar.add_task(title, total=None)
            yield lambda step: bar.update(
                task, completed=step.done, total=step.total or None, description=f"{title} {step.label}"
            )
        return
    yield _lines(title)


def _lines(title: str) -> ProgressReporter:
    last = (-1, 0.0)

    def report(step: Progress) -> None:
        nonlocal last
        tenth = step.done * 10 // step.total if step.total else step.done
        now = time.monotonic()
        if tenth != last[0] or now - last[1] > _QUIET_SECONDS:
            last = (tenth, now)
            total = f"/{step.total}" if step.total else ""
            note(f"{title} {step.done}{total} {step.label}".rstrip())

    return report
