"""The gate before everything: without a session there is the sign-in page, and nothing else answers."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

from assistant.errors import PeopleError
from assistant.people import People, session_digest
from ui.answers import answer_html, answer_plainly, cookie_of, go_to, safe_target
from ui.door_pages import come_again_page
from ui.doors import Doors, Visit
from ui.headers import AsgiApp, Message, Receive, Send
from ui.identity import Identity
from ui.options import LOGIN_HEADER

_OVER = 4401  # a code of our own: signed out
_HEADER = LOGIN_HEADER.encode()


class Gate:
    """ASGI middleware: asks for a session before anything else, and keeps asking on a socket that stays open."""

    def __init__(self, app: AsgiApp, people: People, doors: Doors) -> None:
        self.app = app
        self.people = people
        self.doors = doors
        self.identity = Identity(app, people, doors) if doors.identity else None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass on what has a session; while nobody can be asked, nobody is let in."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        try:
            await self._ask(scope, receive, send)
        except PeopleError as error:
            if scope["type"] == "http":
                await answer_plainly(send, HTTPStatus.SERVICE_UNAVAILABLE, str(error))
            else:
                await send({"type": "websocket.close", "code": 1011})

    async def _ask(self, scope: Message, receive: Receive, send: Send) -> None:
        scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0].lower() != _HEADER]}
        digest = session_digest(cookie_of(scope["headers"], self.doors.cookie(scope)))
        person = self.people.person_of(digest)
        if scope["type"] == "websocket":
            if person is None:
                await send({"type": "websocket.close", "code": _OVER})
            else:
                await self._socket(scope, receive, send, digest)
        elif await self._at_a_door(Visit(scope, receive, send, digest, person, self.doors.secure(scope))):
            return
        elif person is not None:
            await self.app(scope, receive, send)
        else:
            await _send_away(scope, send)

    async def _at_a_door(self, visit: Visit) -> bool:
        return await self.doors.serve(visit) or (
            self.identity is not None and await self.identity.serve(visit)
        )

    async def _socket(self, scope: Message, receive: Receive, send: Send, digest: str) -> None:
        """Pass a socket on under the name of its session; Streamlit resumes a tab for the same session only.

        When the session ends, the next message still reaches the screens, which then say so; the one after that does not.
        """
        told = False

        async def while_signed_in() -> Message:
            nonlocal told
            message = await receive()
            if message["type"] != "websocket.receive" or self.people.person_of(digest) is not None:
                return message
            if told:
                await send({"type": "websocket.close", "code": _OVER})
                return {"type": "websocket.disconnect", "code": _OVER}
            told = True
            return message

        headers = [*scope["headers"], (_HEADER, digest.encode())]
        await self.app({**scope, "headers": headers}, while_signed_in, send)


async def _send_away(scope: Message, send: Send) -> None:
    """Send a person to the sign-in page; tell a program that it has no session."""
    headers = dict(scope["headers"])
    if scope["method"] != "GET" or b"text/html" not in headers.get(b"accept", b""):
        await answer_plainly(send, 401, "请先登录。")
        return
    site = headers.get(b"sec-fetch-site", b"")
    if site == b"cross-site":
        # Who follows a link from a mail comes without the cookie, for it is a strict one; coming from here it is sent.
        await answer_html(send, HTTPStatus.OK, come_again_page())
        return
    query = scope.get("query_string", b"").decode("latin-1")
    target = safe_target(f"{scope['path']}?{query}" if query else scope["path"])
    place = "/login" if target == "/" else f"/login?next={quote(target, safe='')}"
    if site:
        await go_to(send, place)
    else:  # a browser that does not say from where: over an unencrypted connection none does
        await answer_html(send, HTTPStatus.OK, come_again_page(place))
