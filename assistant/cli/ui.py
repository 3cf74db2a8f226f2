"""`nianbao ui`: the application in the browser."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated

import typer

from assistant.cli import console
from assistant.cli.options import Exit, HomeOption, JsonOption, leave
from assistant.settings import read_settings


def ui(
    port: Annotated[int, typer.Option("--port", metavar="N", min=1, max=65535, help="端口")] = 8501,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """在本机浏览器里使用（只在 127.0.0.1 上开放）。"""
    settings = read_settings().with_home(home)
    url = f"http://127.0.0.1:{port}"
    if json:
        console.write_json({"url": url})
    else:
        console.note(f"请在浏览器里打开 {url} ，按 Ctrl+C 结束。")
    # A process of its own: the screens stand above the command line and are never imported by it.
    command = [sys.executable, "-m", "ui.launch", "--home", str(settings.home), "--port", str(port)]
    try:
        status = subprocess.run(command, check=False).returncode  # noqa: S603
    except KeyboardInterrupt:
        status = 0
    leave(Exit.DONE if status in {0, -2, 130} else Exit.MENDABLE)
