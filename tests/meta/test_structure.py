"""Import rules hold, files stay small, names stay honest, data files ship with the package."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGES = ("assistant", "vectorstore", "ui")


def sources() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_import_contracts() -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-logo",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:]


def test_no_file_is_over_400_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): n
        for path in sources()
        if (n := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}


def test_functions_are_short() -> None:
    lengths = [(node.end_lineno or 0) - node.lineno + 1 for path in sources() for node in functions(path)]
    assert sum(length <= 40 for length in lengths) / len(lengths) >= 0.95


def test_every_module_says_its_job_in_its_first_line() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sources()
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_screens_go_through_the_person_who_is_there() -> None:
    """Everybody's application is for work beside the screens; the library is changed through `App`, which asks who does it."""
    pattern = re.compile(
        r"shared\(\)\.(?:desk|workspaces)\b|WorkspaceStore\(|library\.(?:add|remove|update_metadata)\("
    )
    found = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "ui").rglob("*.py")
        if pattern.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_no_room_for_leftovers() -> None:
    assert [path for path in sources() if path.stem in {"utils", "helpers", "common", "core", "misc"}] == []


@pytest.mark.parametrize("word", ["chunk", "metric"])
def test_glossary_words(word: str) -> None:
    """`GLOSSARY`: a cut of a report is a passage; a counted result is an indicator."""
    pattern = re.compile(rf"\b(?:def|class)\s+\w*{word}", re.IGNORECASE)
    assert [
        str(path.relative_to(ROOT)) for path in sources() if pattern.search(path.read_text("utf-8"))
    ] == []


def test_every_data_file_is_packaged() -> None:
    globs = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"][
        "*"
    ]
    data = [
        path
        for folder in ("prompts", *PACKAGES)
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    ]
    assert [
        str(path.relative_to(ROOT)) for path in data if not any(fnmatch(path.name, glob) for glob in globs)
    ] == []


def test_no_address_of_a_package_registry() -> None:
    """An office mirrors packages where it likes; the project names no host for them."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    pattern = re.compile(r"(?:pypi|pythonhosted|npmjs|debian)\.(?:org|com|net)", re.IGNORECASE)
    texts = {
        name: (ROOT / name).read_bytes().decode("utf-8", "ignore")
        for name in listed
        if (ROOT / name).is_file()
    }
    own = "tests/meta/test_structure.py"
    assert [name for name, text in texts.items() if name != own and pattern.search(text)] == []


def test_text_files_are_opened_as_utf8() -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--preview",
            "--select",
            "PLW1514",
            "--output-format",
            "concise",
            *PACKAGES,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stdout
