"""Options that every command takes, and the exit statuses they share."""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.app import App
    from assistant.settings import Settings

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", metavar="DIR", help="资料库与工作区所在文件夹（默认 $NIANBAO_HOME，否则 .data/）"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="在标准输出上只写一个 JSON 文档")]


class Exit(IntEnum):
    """Exit statuses; 2 is wrong usage."""

    DONE = 0
    MENDABLE = 1
    USAGE = 2
    BLOCKERS = 3


def settings_for(home: Path | None) -> Settings:
    """The settings of this call.

    Raises:
        SettingsError: a setting cannot be used, or the home is no folder.
    """
    from assistant.settings import read_settings

    settings = read_settings().with_home(home)
    settings.require_home()
    return settings


def open_app(home: Path | None) -> App:
    """Build the App for this call; imported here so that `--help` stays quick."""
    settings = settings_for(home)
    from assistant.app import App

    return App(settings)


def open_app_for_writing(home: Path | None) -> App:
    """Build the App for a call that changes the library.

    Raises:
        LibraryBusyError: another process is writing it; told before the larger imports.
    """
    from assistant.retrieval.write_lock import refuse_while_writing

    refuse_while_writing(settings_for(home).home)
    return open_app(home)


def leave(status: Exit) -> None:
    """End the command with a status other than 0; nothing happens for `Exit.DONE`."""
    if status is not Exit.DONE:
        raise typer.Exit(int(status))
