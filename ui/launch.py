"""Starts the application on this machine only: `python -m ui.launch --home DIR --port N`."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from contextlib import redirect_stdout, suppress
from pathlib import Path

from assistant.errors import SettingsError
from assistant.settings import read_settings
from ui.options import server_options

HOME_VARIABLE = "NIANBAO_HOME"
USER_HOMES = ("HOME", "USERPROFILE")
KEPT_PREFIX = "YEARLY_REPORT_USER_"
_PACKAGE = Path(__file__).resolve().parent


def serve(home: Path, port: int) -> int:
    """Serve the application until it is stopped.

    Streamlit would add options from `~/.streamlit` and from the working directory; it is started with a home and a
    working directory that hold none, and the user's own home is put back once the server is up (`ui.asgi_app`).

    Returns:
        An exit status: 0 after a normal end, 1 when the port is taken or the home cannot be made.
    """
    home = home.resolve()
    trouble = _trouble(home, port) or _settings_trouble()
    if trouble:
        sys.stderr.write(f"错误：{trouble}\n")
        return 1
    os.environ[HOME_VARIABLE] = str(home)
    _hide_user_home()
    os.chdir(_PACKAGE)
    from ui.asgi_app import app

    # Streamlit greets in English on standard output; its warnings go to standard error and stay.
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        redirect_stdout(nowhere),
        suppress(KeyboardInterrupt),
    ):
        app.run(config=server_options(port))
    return 0


def _trouble(home: Path, port: int) -> str:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return f"不能建立数据文件夹 {home}（{error.strerror}）。请检查权限，或用 --home 换一个位置。"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return f"端口 {port} 已被占用（可能年报助手已经打开）。请先关闭它，或用 --port 换一个端口。"
    return ""


def _settings_trouble() -> str:
    try:
        read_settings()
    except SettingsError as error:
        return str(error)
    return ""


def _hide_user_home() -> None:
    # The cache of the local model lies under the user's home: fixed before that home is out of sight.
    os.environ["NIANBAO_CACHE"] = str(read_settings().cache.resolve())
    for name in USER_HOMES:
        if name in os.environ:
            os.environ[KEPT_PREFIX + name] = os.environ[name]
            os.environ[name] = str(_PACKAGE)


def show_user_home() -> None:
    """Put the user's own home back, for the programs that the application starts."""
    for name in USER_HOMES:
        if KEPT_PREFIX + name in os.environ:
            os.environ[name] = os.environ.pop(KEPT_PREFIX + name)


def main() -> int:
    """Read the two options and serve."""
    parser = argparse.ArgumentParser(prog="python -m ui.launch")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--port", type=int, default=8501)
    arguments = parser.parse_args()
    return serve(arguments.home, arguments.port)


if __name__ == "__main__":
    sys.exit(main())
