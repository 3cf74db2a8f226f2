"""What goes wrong on the command line: one JSON document with `--json`, Chinese words, no file overwritten, no silence."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from assistant.cli.main import _run, cli
from tests.conftest import EXAMPLE_DATA, ROOT, SEED_REPORTS
from vectorstore.lock import hold

MENDABLE, USAGE = 1, 2
REPORT = SEED_REPORTS / "daxing-2024.txt"


def told(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    capfd.readouterr()
    status = _run([str(argument) for argument in arguments])
    captured = capfd.readouterr()
    return status, captured.out, captured.err


def commands() -> list[list[str]]:
    """Every command with arguments that are there in form only."""
    root = get_command(cli)
    names = []
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        names += [[name, below] for below in getattr(command, "commands", {})] or [[name]]
    return names


WRONG = {
    "peers add": ["没有.txt"],
    "peers remove": ["r-0"],
    "read": ["没有.txt"],
    "data template": ["a.txt"],
    "data check": ["没有.yaml"],
    "data last-year": ["没有.yaml", "没有.txt"],
    "draft": ["没有.yaml", "-o", "a.docx"],
    "check": ["没有.txt"],
    "export": ["没有.json", "-o", "a.docx"],
}


@pytest.mark.parametrize("name", WRONG)
def test_an_error_is_one_json_document(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = told(capfd, *name.split(), *WRONG[name], "--home", tmp_path / "home", "--json")
    document = json.loads(out)
    assert status == MENDABLE
    errors = [document["error"]] if "error" in document else document.get("errors") or document["files"]
    assert {"kind", "message", "problems"} <= set(errors[0]) or errors[0]["status"] == "error"
    assert errors[0]["message"] in err


def test_mistakes_of_data_stand_in_the_document_with_their_places(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data = tmp_path / "数据.yaml"
    data.write_text("year: 25\nagency: {name: '', kind: 应急管理, level: 区县, region: [甲省]}\n", "utf-8")
    for command in (
        ["data", "check", data],
        ["draft", data, "-o", tmp_path / "a.docx"],
        ["check", REPORT, "--data", data],
    ):
        status, out, _ = told(capfd, *command, "--json")
        error = json.loads(out)["error"]
        assert (status, error["kind"]) == (MENDABLE, "year_data")
        assert {problem["path"] for problem in error["problems"]} == {"year", "agency.name", "agency.level"}


def test_a_bad_draft_stands_in_the_document_with_its_places(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    draft = tmp_path / "a.json"
    draft.write_text('{"title": 1, "year": 2025}', "utf-8")
    _, out, _ = told(capfd, "export", draft, "-o", tmp_path / "a.docx", "--json")
    assert {problem["path"] for problem in json.loads(out)["error"]["problems"]} == {"title", "agency"}


@pytest.mark.parametrize(
    "arguments",
    [
        *commands(),
        ["没有这个"],
        ["peers", "serch"],
        ["read", "--foo"],
        ["check", "a", "--jso"],
        ["peers", "list", "多余", "的"],
        ["peers", "search", "x", "-k", "0"],
        ["peers", "search", "x", "-k", "abc"],
        ["peers", "search", "x", "--section", "foo"],
        ["peers", "search", "x", "--topic", "foo"],
        ["peers", "search", "x", "--year", "abc"],
        ["draft", "a", "-o"],
        ["read", "--json=3", "a"],
        ["ui", "--port", "99999999"],
    ],
)
def test_wrong_usage_has_no_english_words(
    capfd: pytest.CaptureFixture[str], home: Path, arguments: list[str]
) -> None:
    if arguments in (
        ["doctor"],
        ["ui"],
        ["peers", "list"],
        ["peers", "check"],
        ["peers", "wordings"],
        ["users", "list"],
    ):
        arguments = [*arguments, "--foo"]
    status, out, err = told(capfd, *arguments)
    assert (status, out) == (USAGE, "")
    assert re.search(r"[\u4e00-\u9fff]{4}", err)
    assert not re.search(r"[A-Za-z]{3,} [a-z]{2,}", re.sub(r"nianbao [a-z ]+", "", err)), err


def test_wrong_usage_is_one_json_document_too(capfd: pytest.CaptureFixture[str]) -> None:
    status, out, _ = told(capfd, "draft", "--json")
    assert (status, json.loads(out)["error"]["kind"]) == (USAGE, "usage")


@pytest.mark.parametrize("command", [[], *commands(), ["peers"], ["data"]])
def test_help_has_no_english_words(capfd: pytest.CaptureFixture[str], command: list[str]) -> None:
    _, out, _ = told(capfd, *command, "--help")
    for word in ("Usage", "Options", "Arguments", "Commands", "required", "default", "Show", "str>", "Path]"):
        assert word not in out


def test_no_command_writes_over_what_it_reads(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from assistant.reading.agency_year import agency_year_to_plain, load_agency_year

    data = tmp_path / "数据.json"
    data.write_text(
        json.dumps(agency_year_to_plain(load_agency_year(EXAMPLE_DATA)), ensure_ascii=False), "utf-8"
    )
    link = tmp_path / "又名.json"
    link.symlink_to(data)
    other = tmp_path / "硬链接.json"
    os.link(data, other)
    draft = tmp_path / "草稿.json"
    assert told(capfd, "draft", data, "-o", draft, "--home", tmp_path / "h")[0] in {0, 3}
    before = data.read_bytes(), draft.read_bytes()
    for arguments in (
        ["draft", data, "-o", data],
        ["draft", data, "-o", link],
        ["draft", data, "-o", other],
        ["draft", data, "-o", tmp_path / "新.md", "--trace", data],
        ["draft", data, "-o", tmp_path / "新.md", "--trace", tmp_path / "新.md"],
        ["export", draft, "-o", draft],
        ["export", draft, "-o", data, "--data", data],
    ):
        status, _, err = told(capfd, *arguments, "--home", tmp_path / "h")
        assert status == MENDABLE
        assert "请换一个文件名" in err
    assert (data.read_bytes(), draft.read_bytes()) == before
    assert not (tmp_path / "新.md").exists()


def test_a_trace_that_cannot_be_written_is_told_before_the_draft_is_written(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "a.md"
    status, _, err = told(
        capfd,
        "draft",
        EXAMPLE_DATA,
        "-o",
        out,
        "--trace",
        tmp_path / "没有" / "b.md",
        "--home",
        tmp_path / "h",
    )
    assert status == MENDABLE
    assert "没有" in err
    assert not out.exists()


@pytest.mark.parametrize(
    "command", [["peers", "add", SEED_REPORTS], ["peers", "remove", "r-1"], ["peers", "check", "--repair"]]
)
def test_a_second_writer_is_refused_before_the_large_imports(home: Path, command: list[object]) -> None:
    script = (
        "import sys, atexit\n"
        "from assistant.cli.main import run\n"
        "atexit.register(lambda: print('LARGE', *[n for n in ('numpy', 'jieba', 'assistant.app') if n in sys.modules], file=sys.stderr))\n"
        f"run({[*map(str, command), '--home', str(home)]!r})\n"
    )
    with hold(home):
        ended = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, encoding="utf-8", cwd=ROOT, check=False
        )
    assert ended.returncode == MENDABLE
    assert "正由另一个程序写入" in ended.stderr
    assert "LARGE\n" in ended.stderr, "nothing large is imported before the lock is asked"


def interrupted(home: Path, when: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run `peers add` and press Ctrl-C: `when` arranges it, from inside, so that a busy machine changes nothing."""
    script = (
        "import signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"{when}\n"
        f"sys.argv = {['nianbao', 'peers', 'add', str(SEED_REPORTS), '--home', str(home), *options]!r}\n"
        "from assistant.__main__ import main\n"
        "main()\n"
    )
    return subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
        timeout=300,
    )


@pytest.mark.parametrize("seconds", [0.02, 0.1, 0.3, 0.6, 1.0])
def test_an_interrupt_is_always_told(home: Path, seconds: float) -> None:
    ended = interrupted(home, f"signal.setitimer(signal.ITIMER_VIRTUAL, {seconds}); "
                        "signal.signal(signal.SIGVTALRM, signal.default_int_handler)")  # fmt: skip
    assert ended.returncode == MENDABLE, ended.stderr
    assert "已中断" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


@pytest.mark.model
def test_an_interrupt_says_how_far_it_came(home: Path) -> None:
    when = (
        "from assistant.cli import console\n"
        "note = console.note\n"
        "console.note = lambda text: (note(text), ' 2/5 ' in text and signal.raise_signal(signal.SIGINT))"
    )
    ended = interrupted(home, when, "--json")
    error = json.loads(ended.stdout)["error"]
    assert (ended.returncode, error["kind"]) == (MENDABLE, "stopped")
    assert "5 个文件中前 2 个已处理完" in error["message"]
    assert told_reports(home) == 2


def told_reports(home: Path) -> int:
    listed = subprocess.run(
        [sys.executable, "-m", "assistant", "peers", "list", "--home", str(home), "--json"],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
    )
    return len(json.loads(listed.stdout)["reports"])


@pytest.mark.parametrize("place", ["文件", "文件/下面", "失效"])
@pytest.mark.parametrize(
    "command", [["peers", "list"], ["peers", "add", REPORT], ["doctor"], ["check", REPORT], ["ui"]]
)
def test_a_home_that_can_be_no_folder_is_told(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, command: list[object], place: str
) -> None:
    (tmp_path / "文件").write_text("x", "utf-8")
    (tmp_path / "失效").symlink_to(tmp_path / "没有")
    status, _, err = told(capfd, *command, "--home", tmp_path / place)
    assert status == MENDABLE
    assert "请用 --home" in err


def test_a_damaged_library_is_not_sent_in_circles(capfd: pytest.CaptureFixture[str], home: Path) -> None:
    home.mkdir()
    (home / "library.sqlite").write_bytes(os.urandom(9000))
    status, _, err = told(capfd, "peers", "check", "--repair", "--home", home)
    assert status == MENDABLE
    assert "--repair" not in err
    assert "重新添加报告" in err
