"""Starts the application: `python -m ui.launch --home DIR --port N`; on this machine only unless told otherwise."""

from __future__ import annotations

import argparse
import errno
import os
import socket
import ssl
import sys
from contextlib import redirect_stdout, suppress
from importlib.util import find_spec
from pathlib import Path

from assistant.domain.network import Network, network_trouble
from assistant.errors import AssistantError, SettingsError
from assistant.people import accounts_are_on
from assistant.settings import read_settings
from ui.options import server_options

HOME_VARIABLE = "NIANBAO_HOME"
USER_HOMES = ("HOME", "USERPROFILE")
KEPT_PREFIX = "YEARLY_REPORT_USER_"
_PACKAGE = Path(__file__).resolve().parent


def serve(home: Path, port: int, network: Network | None = None) -> int:
    """Serve the application until it is stopped; `network` instead of what the environment says.

    Streamlit would add options from `~/.streamlit` and from the working directory; it is started with a home and a
    working directory that hold none, and the user's own home is put back once the server is up (`ui.asgi_app`).

    Returns:
        An exit status: 0 after a normal end, 1 when something keeps it from starting, told on standard error.
    """
    home = home.resolve()
    try:
        network = _absolute(network or read_settings().network)
        _prepare(home, port, network)
    except AssistantError as error:
        sys.stderr.write(f"错误：{error}\n")
        return 1
    os.environ |= {
        HOME_VARIABLE: str(home),
        "NIANBAO_HOST": network.host,
        "NIANBAO_TLS_CERT": network.tls_cert,
        "NIANBAO_TLS_KEY": network.tls_key,
    }
    _hide_user_home()
    os.chdir(_PACKAGE)
    from ui.asgi_app import build_app

    # Streamlit greets in English on standard output; its warnings go to standard error and stay.
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nowhere,
        redirect_stdout(nowhere),
        suppress(KeyboardInterrupt),
    ):
        build_app(port, network).run(config=server_options(port, network))
    return 0


def _prepare(home: Path, port: int, network: Network) -> None:
    """Make the home, and find out whether the server may and can start.

    Raises:
        AssistantError: it must not or cannot, with the way out.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"不能建立数据文件夹 {home}（{error.strerror}）。请检查权限，或用 --home 换一个位置。"
        ) from error
    trouble = (
        network_trouble(network, accounts=accounts_are_on(home))
        or _certificate_trouble(network)
        or _identity_trouble(network)
        or _port_trouble(network.host, port)
    )
    if trouble:
        raise SettingsError(trouble)


def _absolute(network: Network) -> Network:
    """The same network with its files named from the root: the server changes its working directory."""
    cert, key = (str(Path(file).resolve()) if file else "" for file in (network.tls_cert, network.tls_key))
    return network.with_options(tls_cert=cert, tls_key=key)


def _certificate_trouble(network: Network) -> str:
    if not network.tls_cert:
        return ""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(
            network.tls_cert, network.tls_key, password=lambda: ""
        )
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        return f"不能使用证书 {network.tls_cert} 或私钥 {network.tls_key}（{detail}）。请检查两个文件是否配对、能否读取、私钥有没有设密码。"
    return ""


def _identity_trouble(network: Network) -> str:
    if network.identity and find_spec("authlib") is None:
        return "统一身份登录还需要安装一个组件：pip install 'nianbao[oidc]'（在程序文件夹里用 pip install -c constraints.txt '.[oidc]'）。"
    return ""


def _port_trouble(host: str, port: int) -> str:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in {errno.EADDRNOTAVAIL, errno.EINVAL} or isinstance(error, socket.gaierror):
                return f"这台电脑没有地址 {host}。请写它自己的 IP 地址，或用 0.0.0.0 表示所有地址。"
            if error.errno == errno.EACCES:
                return f"没有权限使用端口 {port}。请用 --port 换一个 1024 以上的端口。"
            return f"端口 {port} 已被占用（可能年报助手已经打开）。请先关闭它，或用 --port 换一个端口。"
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
    """Read the options and serve."""
    parser = argparse.ArgumentParser(prog="python -m ui.launch")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--port", type=int, default=8501)
    for name in ("--host", "--tls-cert", "--tls-key"):
        parser.add_argument(name, default="")
    arguments = parser.parse_args()
    try:
        network = read_settings().network
    except SettingsError as error:
        sys.stderr.write(f"错误：{error}\n")
        return 1
    given = network.with_options(arguments.host, arguments.tls_cert, arguments.tls_key)
    return serve(arguments.home, arguments.port, given)


if __name__ == "__main__":
    sys.exit(main())
