"""Cold starts of the command, and a whole draft and check with everything loaded."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from assistant.app import App
from assistant.settings import read_settings

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "seeds" / "yearly_data" / "qinglan-emergency-2025.yaml"
TARGETS = {
    "nianbao --help": 0.5,
    "nianbao data check": None,
    "nianbao check": None,
    "draft": 5.0,
    "check": 1.5,
}


def seconds(work: Callable[[], object], runs: int = 5) -> list[float]:
    """Wall seconds of several runs, in order."""
    measured = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        measured.append(time.perf_counter() - start)
    return measured


def row(name: str, measured: list[float], target: float | None) -> None:
    """Print minimum, median and maximum beside the target."""
    goal = f"≤ {target:g} s" if target else "—"
    print(f"{name:<28} {min(measured):8.3f} {statistics.median(measured):8.3f} {max(measured):8.3f}   {goal}")


def command(*arguments: str) -> Callable[[], object]:
    """A whole process of the command line."""
    return lambda: subprocess.run(
        [sys.executable, "-m", "assistant", *arguments], capture_output=True, check=False, cwd=ROOT
    )


def main() -> None:
    """Print the table."""
    print(f"{'seconds':<28} {'min':>8} {'median':>8} {'max':>8}   target")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        out = Path(folder) / "draft.docx"
        row("nianbao --help", seconds(command("--help")), TARGETS["nianbao --help"])
        row("nianbao data check", seconds(command("data", "check", str(DATA), "--home", str(home))), None)
        app = App(read_settings().with_home(home))
        app.add_peers(app.collect([ROOT / "seeds" / "reports"]).files)
        year = app.load_data(DATA)
        first = seconds(lambda: app.draft(year), 1)
        row("first draft in a process", first, None)
        row("draft, model loaded", seconds(lambda: app.draft(year)), TARGETS["draft"])
        result = app.draft(year)
        app.write_draft(result, out)
        row("check of the draft", seconds(lambda: app.check_draft(result.draft, year)), TARGETS["check"])
        row(
            "nianbao check",
            seconds(command("check", str(out), "--data", str(DATA), "--home", str(home))),
            None,
        )


if __name__ == "__main__":
    main()
