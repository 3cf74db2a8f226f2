"""Typer's words in Chinese: its help texts, and what it says of wrong usage."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_HELP_WORDS = (
    (re.compile(r"^Usage: ", re.MULTILINE), "用法："),
    (re.compile(r"\[OPTIONS\] COMMAND \[ARGS\]\.\.\."), "[选项] 命令 [参数]…"),
    (re.compile(r"\[OPTIONS\]"), "[选项]"),
    (re.compile(r"^Arguments:$", re.MULTILINE), "参数："),
    (re.compile(r"^Options:$", re.MULTILINE), "选项："),
    (re.compile(r"^Commands:$", re.MULTILINE), "命令："),
    (re.compile(r" <(?:str|path|list\[Path\])>(?=  )"), ""),
    (re.compile(r"\[required\]$", re.MULTILINE), "（必需）"),
    (re.compile(r"\[default: ([^];]+); (\d+)<=x<=(\d+)\]$", re.MULTILINE), r"（默认 \1，可用 \2 到 \3）"),
    (re.compile(r"\[default: ([^];]+)\]$", re.MULTILINE), r"（默认 \1）"),
    (re.compile(r"Show this message and exit\.$", re.MULTILINE), "显示这段说明"),
)
_EXTRA = re.compile(r"extra argument\(s\) \((.*)\)", re.DOTALL)
_NO_COMMAND = re.compile(r"No such command '(.*?)'", re.DOTALL)
_SEE_HELP = "用 nianbao --help 或 nianbao 命令 --help 查看用法。"


class ChineseCommand(TyperCommand):
    """A command whose help has no English words around ours."""

    def get_help(self, ctx: Any) -> str:
        """The help text of the command."""
        return _chinese_help(super().get_help(ctx))


class ChineseGroup(TyperGroup):
    """A group of commands whose help has no English words around ours."""

    def get_help(self, ctx: Any) -> str:
        """The help text of the group."""
        return _chinese_help(super().get_help(ctx))


def command_group(help_text: str, **options: Any) -> typer.Typer:
    """A group of commands that prints its help when it is called alone."""
    return typer.Typer(
        help=help_text,
        cls=ChineseGroup,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        **options,
    )


def is_help(problem: typer.TyperException) -> bool:
    """Whether the user gave nothing and is shown the help."""
    return type(problem).__name__ == "NoArgsIsHelpError"


def explain(problem: typer.TyperException) -> str:
    """What is wrong with the command line, and where to read how it goes."""
    reasons = {
        "NoSuchOption": _no_such_option,
        "MissingParameter": _missing,
        "BadParameter": _bad_value,
        "BadOptionUsage": _bad_option,
    }
    reason = reasons.get(type(problem).__name__, _other)(problem)
    return f"{reason}{_SEE_HELP}"


def _chinese_help(text: str) -> str:
    for pattern, chinese in _HELP_WORDS:
        text = pattern.sub(chinese, text)
    return text


def _no_such_option(problem: Any) -> str:
    near = f"，是不是要写 {' 或 '.join(sorted(problem.possibilities))}" if problem.possibilities else ""
    return f"没有选项 {problem.option_name}{near}。"


def _missing(problem: Any) -> str:
    parameter = problem.param
    if parameter is None:
        return "缺少必需的参数。"
    if parameter.param_type_name == "option":
        return f"缺少必需的选项 {' 或 '.join(parameter.opts)}{_meaning(parameter)}。"
    return f"缺少必需的参数 {parameter.metavar or parameter.name}{_meaning(parameter)}。"


def _bad_value(problem: Any) -> str:
    parameter = problem.param
    name = " 或 ".join(parameter.opts) if parameter is not None else "参数"
    if parameter is not None and parameter.param_type_name == "argument":
        name = parameter.metavar or parameter.name
    given = _given(problem)
    return f"{name} 不能是{f'“{given}”' if given else '这个值'}{_allowed(parameter)}。"


def _given(problem: Any) -> str:
    """The value as it was typed, from the error that Typer wrapped."""
    mistakes = getattr(problem.__cause__, "errors", None)
    details = mistakes() if callable(mistakes) else []
    return str(details[0].get("input", ""))[:60] if details else ""


def _allowed(parameter: Any) -> str:
    descriptor = getattr(parameter, "type_descriptor", None)
    choices = getattr(descriptor, "choices", None)
    if choices:
        return f"，可用的有：{'、'.join(_choice(each) for each in choices)}"
    low, high = getattr(parameter, "min", None), getattr(parameter, "max", None)
    if low is not None or high is not None:
        return f"，应为 {low} 到 {high} 之间的整数"
    return "，应为整数" if getattr(descriptor, "annotation", None) is int else ""


def _choice(each: Any) -> str:
    label = getattr(each, "label", "")
    return f"{getattr(each, 'value', each)}{f'（{label}）' if label else ''}"


def _bad_option(problem: Any) -> str:
    if "does not take" in problem.message:
        return f"选项 {problem.option_name} 后面不能带值。"
    return f"选项 {problem.option_name} 后面要写一个值。"


def _other(problem: Any) -> str:
    message = problem.message
    if extra := _EXTRA.search(message):
        return f"多出了参数 {extra[1]}（文件名里有空格时，请给文件名加引号）。"
    if unknown := _NO_COMMAND.search(message):
        group = problem.ctx.command if problem.ctx is not None else None
        near = get_close_matches(unknown[1], group.list_commands(problem.ctx)) if group is not None else []
        return f"没有命令“{unknown[1]}”{f'，是不是要写 {near[0]}' if near else ''}。"
    return "还要写出命令。" if "Missing command" in message else "命令用法不对。"


def _meaning(parameter: Any) -> str:
    return f"（{parameter.help}）" if getattr(parameter, "help", "") else ""
