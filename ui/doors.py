"""The doors of the gate: sign in, sign out, one's own account. Forms carry a token that only our pages know."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from anyio import CapacityLimiter, to_thread

from assistant.domain.network import Network, is_loopback
from assistant.domain.people import Person
from assistant.errors import PeopleError, SignInError
from assistant.people import People, session_digest
from ui.answers import answer_html, cookie_of, go_to, header_of, read_form, safe_target
from ui.door_pages import SignInForm, account_page, message_page, sign_in_page
from ui.headers import Message, Receive, Send

_AT_ONCE, _WAITING = 2, 40
_STALE = "这个页面放得太久，或不是从本程序打开的。请再试一次。"
_BUSY = "现在同时登录的人太多，请过几秒再试。"


@dataclass(frozen=True, slots=True)
class Visit:
    """One request at a door."""

    scope: Message
    receive: Receive
    send: Send
    digest: str
    person: Person | None
    secure: bool

    @property
    def host(self) -> str:
        """The host the browser asked for."""
        return header_of(self.scope["headers"], b"host")

    @property
    def address(self) -> str:
        """From where."""
        return str((self.scope.get("client") or ("",))[0])

    @property
    def encrypted_enough(self) -> bool:
        """Whether a password may be typed without a warning."""
        return self.secure or is_loopback(urlsplit(f"//{self.host}").hostname or "")

    @property
    def from_here(self) -> bool:
        """Whether a form was sent by a page of ours, as far as the browser says."""
        origin = header_of(self.scope["headers"], b"origin")
        site = header_of(self.scope["headers"], b"sec-fetch-site")
        # With our referrer policy a browser says "null" for a form of our own.
        ours = origin in {"", "null"} or urlsplit(origin).netloc == self.host
        return ours and site in {"", "same-origin", "none"}


class Doors:
    """Answers the few addresses that need no session, and those that concern the session itself."""

    def __init__(self, people: People, port: int, network: Network) -> None:
        self.people = people
        self.port = port
        self.identity = bool(network.identity)
        self._encrypted_before = network.public_url.startswith("https://")
        self._secret = secrets.token_bytes(32)
        self._turn = CapacityLimiter(_AT_ONCE)
        self._waiting = 0
        self._doors: dict[tuple[str, str], Callable[[Visit], Awaitable[None]]] = {
            ("GET", "/login"): self._ask,
            ("POST", "/login"): self._sign_in,
            ("POST", "/logout"): self._sign_out,
            ("GET", "/account"): self._account,
            ("POST", "/account"): self._change_password,
        }

    async def serve(self, visit: Visit) -> bool:
        """Answer if it is for one of the doors; returns whether it was."""
        door = self._doors.get((visit.scope["method"], visit.scope["path"]))
        if door is None:
            return False
        await door(visit)
        return True

    def secure(self, scope: Message) -> bool:
        """Whether the browser came over an encrypted connection, as far as we or a server before us know."""
        return self._encrypted_before or scope.get("scheme") in {"https", "wss"}

    def cookie(self, scope: Message) -> str:
        """The name of the session's cookie: another server on this machine has another; encrypted ones are bound harder."""
        return f"{'__Host-' if self.secure(scope) else ''}nianbao_{self.port}"

    def session_cookie(self, visit: Visit, token: str) -> str:
        """The header that keeps a session in the browser until it is closed; an empty token takes it away."""
        end = "" if token else "; Max-Age=0"
        return f"{self.cookie(visit.scope)}={token}; Path=/; HttpOnly; SameSite=Strict{end}{_secure(visit)}"

    # --- the doors ---------------------------------------------------------------------------------------------

    async def _ask(self, visit: Visit, form: SignInForm | None = None, status: int = HTTPStatus.OK) -> None:
        target = safe_target(_query(visit).get("next", "/"))
        if visit.person is not None and form is None:
            await go_to(visit.send, target)
            return
        seed = secrets.token_urlsafe(24)
        shown = form or SignInForm("", target)
        page = sign_in_page(
            SignInForm(
                self._token(seed),
                shown.target,
                shown.name,
                shown.error,
                shown.notice,
                visit.encrypted_enough,
                self.identity,
            )
        )
        seed_cookie = (
            f"{self.cookie(visit.scope)}_form={seed}; Path=/; HttpOnly; SameSite=Strict{_secure(visit)}"
        )
        await answer_html(visit.send, status, page, [seed_cookie])

    async def _sign_in(self, visit: Visit) -> None:
        fields = await read_form(visit.receive)
        if fields is None:
            await answer_html(visit.send, HTTPStatus.BAD_REQUEST, message_page("没有登录", _STALE))
            return
        name, target = fields.get("name", ""), safe_target(fields.get("next", "/"))
        seed = cookie_of(visit.scope["headers"], f"{self.cookie(visit.scope)}_form")
        if not self._genuine(visit, seed, fields):
            await self._ask(visit, SignInForm("", target, name, _STALE), HTTPStatus.BAD_REQUEST)
            return
        try:
            work = partial(self.people.sign_in, name, fields.get("password", ""), visit.address)
            token = await self.slowly(work)
        except PeopleError as error:
            form = SignInForm("", target, name, str(error))
            await self._ask(visit, form, HTTPStatus.UNAUTHORIZED)
            return
        if visit.person is not None:
            self.people.sign_out(visit.digest)
        await go_to(visit.send, target, [self.session_cookie(visit, token)])

    async def _sign_out(self, visit: Visit) -> None:
        fields = await read_form(visit.receive)
        if visit.person is not None and not self._genuine(visit, visit.digest, fields or {}):
            await answer_html(visit.send, HTTPStatus.BAD_REQUEST, message_page("没有退出", _STALE))
            return
        self.people.sign_out(visit.digest)
        await go_to(visit.send, "/login", [self.session_cookie(visit, "")])

    async def _account(self, visit: Visit) -> None:
        if visit.person is None:
            await go_to(visit.send, "/login")
            return
        await answer_html(visit.send, HTTPStatus.OK, self._account_page(visit, visit.person))

    async def _change_password(self, visit: Visit) -> None:
        person = visit.person
        if person is None:
            await go_to(visit.send, "/login")
            return
        fields = await read_form(visit.receive)
        if fields is None or not self._genuine(visit, visit.digest, fields):
            page = self._account_page(visit, person, error=_STALE)
            await answer_html(visit.send, HTTPStatus.BAD_REQUEST, page)
            return
        if fields.get("new", "") != fields.get("again", ""):
            page = self._account_page(visit, person, error="两次输入的新密码不同，没有改动。请重新输入。")
            await answer_html(visit.send, HTTPStatus.BAD_REQUEST, page)
            return
        old, new = fields.get("old", ""), fields.get("new", "")
        try:
            work = partial(self.people.change_password, person.name, old, new, visit.address)
            token = await self.slowly(work)
        except PeopleError as error:
            said = (
                "现在的密码不对，没有改动。"
                if isinstance(error, SignInError) and "不对" in str(error)
                else str(error)
            )
            page = self._account_page(visit, person, error=said)
            await answer_html(visit.send, HTTPStatus.BAD_REQUEST, page)
            return
        page = account_page(
            person,
            self._token(session_digest(token)),
            notice="密码已修改。其他地方的登录都已退出。",
        )
        await answer_html(visit.send, HTTPStatus.OK, page, [self.session_cookie(visit, token)])

    # --- inside ------------------------------------------------------------------------------------------------

    def _account_page(self, visit: Visit, person: Person, *, error: str = "") -> str:
        own_password = self.people.has_password(person.name)
        return account_page(person, self._token(visit.digest), error=error, own_password=own_password)

    async def slowly(self, work: Callable[[], Any]) -> Any:
        """Do what takes long on purpose beside the server's own work, a few at once."""
        if self._waiting >= _WAITING:
            raise PeopleError(_BUSY)
        self._waiting += 1
        try:
            return await to_thread.run_sync(work, limiter=self._turn)
        finally:
            self._waiting -= 1

    def _token(self, seed: str) -> str:
        return hmac.new(self._secret, seed.encode("utf-8", "replace"), "sha256").hexdigest()

    def _genuine(self, visit: Visit, seed: str, fields: dict[str, str]) -> bool:
        given = fields.get("token", "").encode("utf-8", "replace")
        return bool(seed) and visit.from_here and hmac.compare_digest(given, self._token(seed).encode())


def _query(visit: Visit) -> dict[str, str]:
    return dict(parse_qsl(visit.scope.get("query_string", b"").decode("latin-1"), max_num_fields=12))


def _secure(visit: Visit) -> str:
    return "; Secure" if visit.secure else ""
