"""The `nianbao` command: wires the groups together and turns every error into a message and an exit status."""

from __future__ import annotations

import os
import sys

import typer

from assistant.cli import check, data, doctor, draft, export, peers, read, ui, users
from assistant.cli.options import Exit
from assistant.errors import AssistantError

cli = typer.Typer(
    name="nianbao",
    help="年报助手：读同行报告，按本机关数据起草、检查法治政府建设年度情况报告，并写成公文格式的 Word 文件。",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
cli.add_typer(peers.cli, name="peers")
cli.add_typer(data.cli, name="data")
cli.add_typer(users.cli, name="users")
cli.command("read")(read.read)
cli.command("draft")(draft.draft)
cli.command("check")(check.check)
cli.command("export")(export.export)
cli.command("doctor")(doctor.doctor)
cli.command("ui")(ui.ui)

_USAGE = {
    "NoSuchOption": "没有这个选项",
    "MissingParameter": "缺少必需的参数",
    "BadParameter": "参数不能使用",
    "BadOptionUsage": "选项用法不对",
    "BadArgumentUsage": "参数用法不对",
    "UsageError": "命令用法不对",
}


def run(arguments: list[str] | None = None) -> None:
    """Run the command line; never returns. A bug is written in full to the log and shown as one line."""
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Chinese Windows console would else refuse rare characters
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = cli(args=arguments, prog_name="nianbao", standalone_mode=False)
    except typer.Exit as leaving:
        return leaving.exit_code
    except (typer.Abort, KeyboardInterrupt):
        _error("已中断。已经保存的内容不受影响，可以重新运行同一命令继续。")
        return int(Exit.MENDABLE)
    except typer.TyperException as problem:
        return _usage(problem)
    except AssistantError as problem:
        _error(str(problem))
        return int(Exit.MENDABLE)
    except BrokenPipeError:  # the reader of a pipe left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(Exit.DONE)
    except Exception as bug:  # noqa: BLE001
        _error(_log_bug(bug))
        return int(Exit.MENDABLE)
    return status if isinstance(status, int) else int(Exit.DONE)


def _usage(problem: typer.TyperException) -> int:
    if type(problem).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(problem.format_message() + "\n")
        return int(Exit.USAGE)
    label = _USAGE.get(type(problem).__name__, "命令用法不对")
    _error(f"{label}：{problem.format_message()} 用 nianbao --help 或 nianbao 命令 --help 查看用法。")
    return int(Exit.USAGE)


def _error(message: str) -> None:
    from assistant.cli import console

    console.error(message)


def _log_bug(bug: Exception) -> str:
    from assistant.adapters.bug_log import write_bug

    place = write_bug(bug)
    where = f"详细记录在 {place}，请交给管理员。" if place else "详细记录无法写入。"
    return f"程序内部出错（{type(bug).__name__}）。{where}"
