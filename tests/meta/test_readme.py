"""README's commands and settings are the program's."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from assistant.settings import _KNOWN
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^\| `nianbao ([a-z -]+?)(?: [A-Z\[].*?)?` \|", README, re.MULTILINE)


def help_of(*arguments: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "assistant", *arguments, "--help"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
    )
    return run.stdout


def listed(*group: str) -> set[str]:
    commands = help_of(*group).partition("命令：")[2]
    return {" ".join((*group, name)) for name in re.findall(r"^  ([a-z-]+)\b", commands, re.MULTILINE)}


def test_every_command_stands_in_the_readme() -> None:
    groups = {"peers", "data", "users"}
    real = (listed() - groups) | {name for group in groups for name in listed(group)}
    assert set(COMMANDS) == real


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_home_and_json(command: str) -> None:
    text = help_of(*command.split())
    assert "--home" in text
    assert "--json" in text
    assert re.search(r"[\u4e00-\u9fff]", text), "help is Chinese"


def test_options_named_in_the_readme_exist() -> None:
    for line in re.findall(r"^\| `nianbao .*$", README, re.MULTILINE):
        command = re.search(r"`nianbao ([a-z -]+?)(?: [A-Z\[].*?)?`", line)
        assert command
        text = help_of(*command[1].split())
        missing = [option for option in re.findall(r"--[a-z-]+", line) if option not in text]
        assert missing == []


def test_settings_are_the_known_ones() -> None:
    assert set(re.findall(r"`(NIANBAO_[A-Z_]+)`", README.partition("## Settings")[2])) == set(_KNOWN)
