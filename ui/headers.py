"""What the server says around the pages: security headers, a strict content policy, a Chinese page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from http import HTTPStatus
from importlib.resources import files
from typing import Any

from ui.frame_words import words_of

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
AsgiApp = Callable[[Message, Receive, Send], Awaitable[None]]
Words = tuple[tuple[bytes, bytes], ...]

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_FIXED = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
)


@cache
def content_policy() -> bytes:
    """Everything from this server only.

    The inline script of Streamlit's page is named by its digest. Components deliver their script as a `blob:` that
    only a script of this page can have made.
    """
    page = files("streamlit").joinpath("static/index.html").read_text("utf-8")
    digests = " ".join(f"'sha256-{_digest(script)}'" for script in _INLINE_SCRIPT.findall(page))
    return (
        f"default-src 'self'; script-src 'self' blob: {digests}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "frame-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    ).encode()


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


class SecurityHeaders:
    """ASGI middleware: adds the headers to every answer."""

    def __init__(self, app: AsgiApp) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass on, with headers added to an HTTP answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = (*_FIXED, (b"content-security-policy", content_policy()))
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self.app(scope, receive, send_with_headers)


class ChineseWords:
    """ASGI middleware: the frame of the screens speaks Chinese, which Streamlit has no setting for."""

    def __init__(self, app: AsgiApp) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass on; an answer with words of the frame is held back until it is whole and then changed."""
        words = words_of(scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else ()
        if not words:
            await self.app(scope, receive, send)
            return
        # A compressed answer could not be changed; it travels over loopback only.
        kept = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        start: Message | None = None
        body = bytearray()

        async def hold(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_plain(message):
                start = message
            elif start is None:
                await send(message)
            else:
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await _send_changed(start, bytes(body), words, send)

        await self.app({**scope, "headers": kept}, receive, hold)


def _is_plain(message: Message) -> bool:
    headers = dict(message["headers"])
    kind = headers.get(b"content-type", b"")
    plain = kind.startswith(b"text/html") or b"javascript" in kind
    return message["status"] == HTTPStatus.OK and plain and b"content-encoding" not in headers


async def _send_changed(start: Message, body: bytes, words: Words, send: Send) -> None:
    for english, chinese in words:
        body = body.replace(english, chinese)
    kept = [
        pair for pair in start["headers"] if pair[0] not in {b"content-length", b"etag", b"last-modified"}
    ]
    await send({**start, "headers": [*kept, (b"content-length", str(len(body)).encode())]})
    await send({"type": "http.response.body", "body": body})
