"""The `nianbao` command: wires the groups together and turns every error into a message and an exit status."""

from __future__ import annotations

import os
import signal
import sys
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

import typer

from assistant.cli import check, data, doctor, draft, export, failures, peers, read, ui, usage, users
from assistant.cli.options import Exit
from assistant.errors import AssistantError, StoppedError

_INTERRUPTED = 130  # what Typer makes of Ctrl-C; no command ends with it

cli = usage.command_group(
    "年报助手：读同行报告，按本机关数据起草、检查法治政府建设年度情况报告，并写成公文格式的 Word 文件。",
    name="nianbao",
    context_settings={"help_option_names": ["-h", "--help"]},
)
cli.add_typer(peers.cli, name="peers")
cli.add_typer(data.cli, name="data")
cli.add_typer(users.cli, name="users")
cli.command("read", cls=usage.ChineseCommand)(read.read)
cli.command("draft", cls=usage.ChineseCommand)(draft.draft)
cli.command("check", cls=usage.ChineseCommand)(check.check)
cli.command("export", cls=usage.ChineseCommand)(export.export)
cli.command("doctor", cls=usage.ChineseCommand)(doctor.doctor)
cli.command("ui", cls=usage.ChineseCommand)(ui.ui)


def run(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line; never returns. A bug is written in full to the log and shown as one line."""
    status = _run(sys.argv[1:] if arguments is None else arguments)
    leave_for_good(status)


def leave_for_good(status: int) -> NoReturn:
    """End with exactly this status: all is said and done, and a late Ctrl-C changes nothing."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A Ctrl-C inside somebody's exec() of a string makes Python end by the signal (130 in a shell) even though it
    # was handled; running any string anew takes that mark away.
    exec("")  # noqa: S102
    sys.exit(status)


def _run(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Chinese Windows console would else refuse rare characters
            stream.reconfigure(encoding="utf-8", errors="replace")
    as_json = failures.wants_json(arguments)
    try:
        return int(_outcome(arguments, as_json=as_json))
    except KeyboardInterrupt:
        return int(failures.fail(StoppedError(failures.STOPPED), as_json=as_json))
    except BrokenPipeError:  # the reader of a pipe left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(Exit.DONE)


def _outcome(arguments: list[str], *, as_json: bool) -> int:
    try:
        status = cli(args=arguments, prog_name="nianbao", standalone_mode=False)
    except typer.Exit as leaving:
        status = leaving.exit_code
    except typer.Abort as aborted:
        raise KeyboardInterrupt from aborted
    except typer.TyperException as problem:
        if usage.is_help(problem):
            sys.stderr.write(problem.format_message() + "\n")
            return Exit.USAGE
        return failures.fail_plainly(failures.USAGE, usage.explain(problem), Exit.USAGE, as_json=as_json)
    except AssistantError as problem:
        return failures.fail(problem, as_json=as_json)
    except BrokenPipeError:
        raise
    except Exception as bug:  # noqa: BLE001
        return failures.fail_plainly(failures.BUG, _log_bug(bug, arguments), Exit.MENDABLE, as_json=as_json)
    if status == _INTERRUPTED:
        raise KeyboardInterrupt
    return status if isinstance(status, int) else Exit.DONE


def _log_bug(bug: Exception, arguments: list[str]) -> str:
    from assistant.adapters.bug_log import write_bug

    homes = [Path(home) for option, home in pairwise(arguments) if option == "--home"]
    place = write_bug(bug, homes[-1] if homes else None)
    where = f"详细记录在 {place}，请交给管理员。" if place else "详细记录无法写入。"
    return f"程序内部出错（{type(bug).__name__}）。{where}"
