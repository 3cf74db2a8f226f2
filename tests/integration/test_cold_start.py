"""Commands that need no model start without one: what is imported is asked of the interpreter itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE_DATA, ROOT, SEED_REPORTS

HEAVY = (
    "torch",
    "transformers",
    "sentence_transformers",
    "chromadb",
    "streamlit",
    "langchain",
    "langchain_core",
    "openai",
)


def imported(tmp_path: Path, *arguments: str) -> set[str]:
    script = (
        "import sys, atexit\n"
        "from assistant.cli.main import run\n"
        f"heavy = {HEAVY!r}\n"
        "atexit.register(lambda: print('IMPORTED', *[name for name in heavy if name in sys.modules], file=sys.stderr))\n"
        f"run({list(arguments)!r})\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    line = next((line for line in run.stderr.splitlines() if line.startswith("IMPORTED")), "IMPORTED ?")
    return set(line.split()[1:])


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("peers", "list"),
        ("read", str(SEED_REPORTS / "daxing-2024.txt")),
        ("data", "check", str(EXAMPLE_DATA)),
        ("check", str(SEED_REPORTS / "daxing-2024.txt"), "--data", str(EXAMPLE_DATA)),
    ],
)
def test_nothing_heavy_is_imported(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert imported(tmp_path, *arguments) == set()


@pytest.mark.model
def test_a_draft_on_paper_needs_no_search_model_and_reads_the_same(tmp_path: Path, home: Path) -> None:
    from assistant.cli.main import _run

    _run(["peers", "add", str(SEED_REPORTS), "--home", str(home)])
    _run(["draft", str(EXAMPLE_DATA), "-o", str(tmp_path / "a.json"), "--home", str(home)])
    _run(["export", str(tmp_path / "a.json"), "-o", str(tmp_path / "a.md"), "--home", str(home)])
    out = tmp_path / "b.md"
    assert imported(tmp_path, "draft", str(EXAMPLE_DATA), "-o", str(out), "--home", str(home)) == set()
    assert out.read_text("utf-8") == (tmp_path / "a.md").read_text("utf-8")


def test_help_needs_no_arrays_and_no_application(tmp_path: Path) -> None:
    script = "import sys, assistant.cli.main; sys.exit(any(name in sys.modules for name in ('numpy', 'assistant.app')))"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_the_package_runs_as_a_module() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "assistant", "--help"], cwd=ROOT, capture_output=True, check=False
    )
    assert run.returncode == 0
