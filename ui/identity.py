"""Signing in by the office's OpenID Connect provider: Streamlit's own login does the talking, the session is ours.

Streamlit would keep who somebody is in a cookie of thirty days that no server can end. That cookie is taken out of its
answer here, read, and answered with a session of ours, if the person has an account.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from starlette.requests import cookie_parser

from assistant.domain.network import Network
from assistant.errors import PeopleError
from assistant.people import People
from ui.answers import answer_html
from ui.door_pages import come_again_page, message_page
from ui.doors import Doors, Visit
from ui.headers import AsgiApp, Message

START, BACK = "/login/identity", "/oauth2callback"
_PROVIDER = "default"
_FAILED = "统一身份登录没有完成。请再试一次；还是不行，请告诉管理员。"
# Answers of a provider that say that it has checked an address.
_VERIFIED = (True, "true")


def provider_secrets(network: Network) -> dict[str, Any]:
    """The settings in the words of Streamlit's login; the key of its cookies lives as long as this server."""
    identity = network.identity
    if not identity:
        return {}
    return {
        "auth": {
            "redirect_uri": f"{network.public_url}{BACK}",
            "cookie_secret": secrets.token_hex(32),
            "client_id": identity.client_id,
            "client_secret": identity.client_secret,
            "server_metadata_url": identity.metadata_url,
        }
    }


class Identity:
    """Takes people to the provider and back."""

    def __init__(self, app: AsgiApp, people: People, doors: Doors) -> None:
        self.app = app
        self.people = people
        self.doors = doors

    async def serve(self, visit: Visit) -> bool:
        """Answer if it is for one of the two addresses; returns whether it was."""
        if visit.scope["method"] != "GET" or visit.scope["path"] not in {START, BACK}:
            return False
        await (self._leave(visit) if visit.scope["path"] == START else self._come_back(visit))
        return True

    async def _leave(self, visit: Visit) -> None:
        """Let Streamlit send the browser to the provider, with a state, a nonce and a proof key of its making."""
        from streamlit.auth_util import encode_provider_token

        query = urlencode({"provider": encode_provider_token(_PROVIDER)}).encode()
        scope = {**visit.scope, "path": "/auth/login", "raw_path": b"/auth/login", "query_string": query}
        start, _ = await self._asked(visit, scope)
        if start is None or start["status"] != HTTPStatus.FOUND:
            await answer_html(visit.send, HTTPStatus.BAD_GATEWAY, message_page("没有登录", _FAILED))
            return
        await visit.send(start)
        await visit.send({"type": "http.response.body", "body": b""})

    async def _come_back(self, visit: Visit) -> None:
        """Let Streamlit check what the provider says, then see who it is."""
        start, _ = await self._asked(visit, visit.scope)
        claims = _claims(start)
        try:
            token = await self.doors.slowly(partial(self._sign_in, claims, visit.address))
        except PeopleError as error:
            await answer_html(visit.send, HTTPStatus.FORBIDDEN, message_page("没有登录", str(error)))
            return
        # A page, not a redirect: only what is asked for from a page of ours brings the strict cookie along.
        await answer_html(
            visit.send, HTTPStatus.OK, come_again_page("/"), [self.doors.session_cookie(visit, token)]
        )

    def _sign_in(self, claims: Mapping[str, Any], address: str) -> str:
        issuer, subject = claims.get("iss"), claims.get("sub")
        if not (isinstance(issuer, str) and issuer and isinstance(subject, str) and subject):
            raise PeopleError(_FAILED)
        verified = claims.get("email_verified") in _VERIFIED
        email = claims.get("email") if verified else ""
        return self.people.sign_in_as(f"{issuer}|{subject}", email if isinstance(email, str) else "", address)

    async def _asked(self, visit: Visit, scope: Message) -> tuple[Message | None, bytes]:
        """Streamlit's answer, held back."""
        start: Message | None = None
        body = bytearray()

        async def hold(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
            else:
                body.extend(message.get("body", b""))

        await self.app(scope, visit.receive, hold)
        return start, bytes(body)


def _claims(start: Message | None) -> dict[str, Any]:
    """What the provider said of a person, out of the cookie that Streamlit's answer would have set; empty if nothing."""
    from streamlit.auth_util import get_cookie_with_chunks
    from streamlit.web.server.server_util import get_cookie_secret
    from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
    from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

    given = [
        value.decode("latin-1")
        for name, value in (start or {"headers": ()})["headers"]
        if name == b"set-cookie"
    ]
    cookies: dict[str, str] = {}
    for cookie in given:
        cookies |= cookie_parser(cookie.partition(";")[0])

    def signed(name: str) -> bytes | None:
        value = cookies.get(name)
        return decode_signed_value(get_cookie_secret(), name, value.encode("latin-1")) if value else None

    found = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
    claims = json.loads(found) if found else {}
    return claims if isinstance(claims, dict) and claims.get("is_logged_in") is True else {}
