"""A person's browser without a screen: HTTP with cookies, and Streamlit's socket, each byte in the test's hand."""

from __future__ import annotations

import http.client
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.e2e.application import Server

HTML = {"Accept": "text/html", "Sec-Fetch-Site": "none"}


@dataclass
class Answer:
    status: int
    headers: list[tuple[str, str]]
    text: str

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def cookies(self) -> list[str]:
        return [value for key, value in self.headers if key.lower() == "set-cookie"]


@dataclass
class Client:
    """Keeps cookies as a browser does, on one server."""

    server: Server
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, method: str, path: str, body: str | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        connection: http.client.HTTPConnection
        if self.server.scheme == "https":
            unproven = ssl._create_unverified_context()
            connection = http.client.HTTPSConnection(
                "127.0.0.1", self.server.port, timeout=30, context=unproven
            )
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        sent = {"Cookie": self.cookie_header, **(headers or {})}
        if body is not None:
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        connection.request(method, path, body, {name: value for name, value in sent.items() if value})
        reply = connection.getresponse()
        answer = Answer(reply.status, reply.getheaders(), reply.read().decode("utf-8", "replace"))
        connection.close()
        for cookie in answer.cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            if "Max-Age=0" in cookie:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return answer

    @property
    def cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        return self.ask("GET", path, headers={**HTML, **(headers or {})})

    def form(
        self, path: str, fields: Mapping[str, str], *, on: str = "", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Open the page that a form is on, and send the form with its token."""
        page = self.get(on or path)
        token = re.search(r'name="token" value="([^"]*)"', page.text)
        return self.ask(
            "POST", path, urlencode({"token": token[1] if token else "", **fields}), headers=headers or {}
        )

    def sign_in(self, name: str, password: str, target: str = "/") -> Answer:
        return self.form("/login", {"name": name, "password": password, "next": target})

    @property
    def session(self) -> str:
        """The cookie of the session; empty when there is none."""
        return next(
            (value for name, value in self.cookies.items() if re.fullmatch(r"(__Host-)?nianbao_\d+", name)),
            "",
        )

    def socket(
        self, *, origin: str | None = None, headers: Mapping[str, str] | None = None, resume: str = ""
    ) -> ClientConnection:
        """Streamlit's socket, with this client's cookies."""
        xsrf = self.cookies.get("_streamlit_xsrf", "none")
        protocols = ["streamlit", xsrf, *([resume] if resume else [])]
        unproven = ssl._create_unverified_context() if self.server.scheme == "https" else None
        return connect(
            f"{self.server.url.replace('http', 'ws', 1)}/_stcore/stream",
            additional_headers={"Cookie": self.cookie_header, **(headers or {})},
            origin=origin or self.server.url,  # type: ignore[arg-type]
            subprotocols=protocols,  # type: ignore[arg-type]
            ssl=unproven,
            max_size=None,
            open_timeout=20,
        )


def rerun(page: str = "", query: str = "") -> bytes:
    """What a browser sends to have a screen drawn."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = page
    return message.SerializeToString()


def drawn(socket: ClientConnection) -> tuple[str, str]:
    """Everything that is sent until a script has ended, as text, and the id of Streamlit's session."""
    texts: list[str] = []
    session_id = ""
    while True:
        data = socket.recv(timeout=60)
        message = ForwardMsg()
        message.ParseFromString(data if isinstance(data, bytes) else data.encode())
        kind = message.WhichOneof("type")
        if kind == "new_session":
            session_id = message.new_session.initialize.session_id
        elif kind == "delta":
            texts.append(str(message.delta))
        elif kind == "script_finished":
            return _unescaped("\n".join(texts)), session_id


def _unescaped(text: str) -> str:
    """Protobuf writes Chinese as octal escapes."""
    return re.sub(
        r"(?:\\\d{3})+",
        lambda found: bytes(int(each, 8) for each in re.findall(r"\\(\d{3})", found[0])).decode(
            "utf-8", "replace"
        ),
        text,
    )
