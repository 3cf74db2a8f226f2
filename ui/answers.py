"""Small answers of our own beside Streamlit's: a line, a page, a way to another page; cookies and form fields read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from urllib.parse import parse_qs, parse_qsl, urlencode

from starlette.requests import cookie_parser

from ui.headers import Message, Receive, Send

Headers = Iterable[tuple[bytes, bytes]]
_PAGES = re.compile(r"/(?:home|peers|data|draft|check|export|people|sharing)?")
_PARAMETERS = {"w": re.compile(r"w-[0-9a-f]{1,32}"), "view": re.compile(r"[a-z_-]{1,32}")}
_MOST_BYTES = 8192


async def answer_plainly(send: Send, status: int, text: str) -> None:
    """Answer with one line of text."""
    await _answer(send, status, text.encode(), [(b"content-type", b"text/plain; charset=utf-8")])


async def answer_html(send: Send, status: int, page: str, cookies: Sequence[str] = ()) -> None:
    """Answer with a page of our own."""
    headers = [(b"content-type", b"text/html; charset=utf-8"), *_set_cookies(cookies)]
    await _answer(send, status, page.encode(), headers)


async def go_to(send: Send, place: str, cookies: Sequence[str] = ()) -> None:
    """Send the browser to a place of ours, by GET."""
    await _answer(send, HTTPStatus.SEE_OTHER, b"", [(b"location", place.encode()), *_set_cookies(cookies)])


async def _answer(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    ours = [*headers, (b"content-length", str(len(body)).encode()), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": int(status), "headers": ours})
    await send({"type": "http.response.body", "body": body})


def _set_cookies(cookies: Sequence[str]) -> list[tuple[bytes, bytes]]:
    return [(b"set-cookie", cookie.encode()) for cookie in cookies]


def cookie_of(headers: Headers, name: str) -> str:
    """A cookie by name, empty when there is none."""
    cookies = "; ".join(value.decode("latin-1") for key, value in headers if key.lower() == b"cookie")
    return cookie_parser(cookies).get(name, "")


def header_of(headers: Headers, name: bytes) -> str:
    """A header by its lower-case name, empty when there is none."""
    return next((value.decode("latin-1") for key, value in headers if key.lower() == name), "")


async def read_form(receive: Receive) -> dict[str, str] | None:
    """The fields of a small form; None when it is too large or was broken off."""
    body = bytearray()
    more = True
    while more:
        message: Message = await receive()
        if message["type"] != "http.request" or len(body) > _MOST_BYTES:
            return None
        body += message.get("body", b"")
        more = bool(message.get("more_body", False))
    if len(body) > _MOST_BYTES:
        return None
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=12)
    except ValueError:
        return None
    return {name: values[0] for name, values in fields.items()}


def safe_target(target: str) -> str:
    """Where to go after signing in: one of our pages with its workspace and view; anything else is the first page."""
    path, _, query = target.partition("?")
    if not _PAGES.fullmatch(path):
        return "/"
    given = dict(parse_qsl(query, max_num_fields=12)) if query.count("&") < 12 else {}  # noqa: PLR2004
    kept = {name: given[name] for name, form in _PARAMETERS.items() if form.fullmatch(given.get(name, ""))}
    return f"{path}?{urlencode(kept)}" if kept else path
