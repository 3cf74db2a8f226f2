"""Asks every request for which host it is meant, when other machines can reach the application."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from assistant.domain.network import Network, host_allowed
from ui.answers import answer_plainly
from ui.headers import AsgiApp, Message, Receive, Send

_REFUSAL = "不是本程序的地址。请用管理员告诉您的地址打开；管理员可用 NIANBAO_PUBLIC_URL 写明这个地址。"


def own_names(network: Network) -> frozenset[str]:
    """The names by which browsers may call this machine."""
    public = urlsplit(network.public_url).hostname if network.public_url else None
    names = {"localhost", network.host, public or "", socket.gethostname()}
    return frozenset(name.casefold().rstrip(".") for name in names if name)


class Hosts:
    """ASGI middleware: a request for another host is refused, so that no stranger's name can point here."""

    def __init__(self, app: AsgiApp, names: frozenset[str]) -> None:
        self.app = app
        self.names = names

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass on what is meant for this machine."""
        if scope["type"] == "lifespan" or self._meant(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await answer_plainly(send, 400, _REFUSAL)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _meant(self, scope: Message) -> bool:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        return len(hosts) == 1 and host_allowed(hosts[0].decode("latin-1"), self.names)
