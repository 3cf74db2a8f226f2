"""`nianbao ui`: the application in the browser."""

from __future__ import annotations

import subprocess
import sys
from socket import gethostname
from typing import Annotated

import typer

from assistant.cli import console
from assistant.cli.options import Exit, HomeOption, JsonOption, leave, settings_for
from assistant.domain.network import Network, network_trouble
from assistant.errors import SettingsError


def ui(
    port: Annotated[int, typer.Option("--port", metavar="N", min=1, max=65535, help="端口")] = 8501,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="开放给网络：本机的地址，或 0.0.0.0；先要有账户")
    ] = "",
    tls_cert: Annotated[str, typer.Option("--tls-cert", metavar="FILE", help="加密证书（PEM）")] = "",
    tls_key: Annotated[str, typer.Option("--tls-key", metavar="FILE", help="加密私钥（PEM）")] = "",
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """在浏览器里使用。默认只有这台电脑能打开；多人使用先用 nianbao users 建账户，再加 --host。"""
    from assistant.people import accounts_are_on  # takes a moment, and other commands do without

    settings = settings_for(home)
    network = settings.network.with_options(host, tls_cert, tls_key)
    accounts = accounts_are_on(settings.home)
    trouble = network_trouble(network, accounts=accounts)
    if trouble:
        raise SettingsError(trouble)
    url = _url(network, port)
    if json:
        console.write_json({"url": url})
    else:
        console.note(f"请在浏览器里打开 {url} ，按 Ctrl+C 结束。")
    if network.beyond_this_machine and not network.public_url and not json:
        console.note("别的电脑打不开这个名字时，请用这台电脑的 IP 地址。")
    for warning in _warnings(network, accounts=accounts):
        console.note(f"注意：{warning}")
    # A process of its own: the screens stand above the command line and are never imported by it.
    command = [sys.executable, "-m", "ui.launch", "--home", str(settings.home), "--port", str(port)]
    for option, value in (("--host", network.host), ("--tls-cert", tls_cert), ("--tls-key", tls_key)):
        command += [option, value] if value else []
    try:
        status = subprocess.run(command, check=False).returncode  # noqa: S603
    except KeyboardInterrupt:
        status = 0
    leave(Exit.DONE if status in {0, -2, 130} else Exit.MENDABLE)


def _url(network: Network, port: int) -> str:
    if network.public_url:
        return network.public_url
    host = gethostname() if network.host in {"0.0.0.0", "::"} else network.host  # noqa: S104 - named, not bound
    return f"{'https' if network.tls_cert else 'http'}://{f'[{host}]' if ':' in host else host}:{port}"


def _warnings(network: Network, *, accounts: bool) -> list[str]:
    """What whoever starts it should know; said on the screens as well."""
    if not network.beyond_this_machine:
        return []
    found = [] if accounts else ["没有账户，网络上的任何人不必登录就能看和改所有年报。"]
    if not network.encrypted:
        found.append("没有加密，密码和稿子会在网络上明文传送。请用 --tls-cert 和 --tls-key 给出证书。")
    return found
