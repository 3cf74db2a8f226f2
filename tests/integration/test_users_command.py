"""`nianbao users`: passwords come from standard input, never from an argument."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

GOOD = "quiet-green-kettle"


def users(home: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", "users", *arguments, "--home", str(home)],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
    )


def test_the_whole_life_of_an_account(home: Path) -> None:
    refused = users(home, "add", "zhang", typed=GOOD + "\n")
    assert (refused.returncode, "第一个账户要是管理员" in refused.stderr) == (1, True)
    first = users(home, "add", "admin", "--role", "管理员", "--full-name", "李管", typed=GOOD + "\n")
    assert first.returncode == 0, first.stderr
    assert users(home, "add", "zhang", typed=GOOD + "\r\n").returncode == 0
    weak = users(home, "password", "zhang", typed="password123\n")
    assert (weak.returncode, "太常见" in weak.stderr) == (1, True)
    assert users(home, "password", "zhang", typed="another-good-one\n").returncode == 0
    assert users(home, "role", "zhang", "审核").returncode == 0
    assert users(home, "disable", "zhang").returncode == 0
    assert users(home, "unlock", "zhang").returncode == 0
    last = users(home, "disable", "admin")
    assert (last.returncode, "没有能登录的管理员" in last.stderr) == (1, True)
    listed = json.loads(users(home, "list", "--json").stdout)["users"]
    assert [(each["name"], each["role"], each["disabled"]) for each in listed] == [
        ("admin", "管理员", False),
        ("zhang", "审核", True),
    ]
    assert users(home, "disable", "zhang", "--undo").returncode == 0
    assert users(home, "role", "nobody", "经办").returncode == 1


def test_it_does_not_open_to_the_network_without_accounts(home: Path) -> None:
    command = [sys.executable, "-m", "assistant", "ui", "--host", "0.0.0.0", "--home", str(home), "--json"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT)
    assert run.returncode == 1
    assert "没有启动" in run.stderr + run.stdout
    assert "http://" not in run.stdout


@pytest.mark.parametrize("command", ["add", "password"])
def test_no_option_takes_a_password(home: Path, command: str) -> None:
    run = users(home, command, "admin", "--password", GOOD)
    assert run.returncode == 2
