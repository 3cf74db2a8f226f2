"""What all sessions of the server share: the application, the jobs, the log of bugs, remembered checks."""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import cache
from importlib import import_module
from threading import Event, Lock, Thread
from time import perf_counter, sleep
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assistant.app import App
from assistant.domain.peers import PeerSummary, SearchFilters
from assistant.domain.people import EVERYBODY, Person
from assistant.errors import AssistantError, SignInError
from assistant.people import accounts_are_on
from assistant.settings import read_settings
from assistant.workflow import text_source
from ui.answers import safe_target
from ui.components import markup
from ui.jobs import JobRegistry
from ui.options import LOGIN_KEY

_REMEMBERED, _SHELVED = 64, 32
_HEAD_START_SECONDS = 1.5
_LONG_SECONDS = 0.25  # work that takes longer leaves enough behind to be worth settling


@cache
def shared() -> App:
    """The one application of this server, everybody's: for work beside the screens. Screens take `app`."""
    return App(read_settings())


@cache
def accounts() -> bool:
    """Whether people sign in, decided when the server starts."""
    return accounts_are_on(shared().settings.home)


def app() -> App:
    """The application as the person of this session may use it.

    Raises:
        SignInError: the session is over.
    """
    return shared().acting(visitor()) if accounts() else shared()


def visitor() -> Person:
    """Who is there; asked anew every time, for a session may end and a role may change while a page is open.

    Raises:
        SignInError: the session is over.
    """
    if not accounts():
        return EVERYBODY
    found = shared().people.person_of(str(st.user.get(LOGIN_KEY) or ""))
    if found is None:
        raise SignInError("您已退出登录，或太久没有操作，刚才这一步没有保存。请刷新本页，重新登录。")
    return found


_serving = Event()
_warmed = Event()


def serving() -> None:
    """Say that a server is up: from now on work may be done ahead. The screens are imported beside the first page."""
    for part in (shared, accounts, jobs, memory, shelf, presence):
        part()  # before sessions could make two of one
    _serving.set()
    Thread(target=_import_screens, name="import-screens", daemon=True).start()


def _import_screens() -> None:
    sleep(_HEAD_START_SECONDS)
    for name in ("data", "draft", "check", "export", "peers", *(("people", "sharing") if accounts() else ())):
        import_module(f"ui.screens.{name}")
    settle()


def settle() -> None:
    """Take what is in memory now out of the collector's rounds.

    Streamlit collects garbage after every run of a script. With a search model and what is known of the peers in memory
    one round takes a third of a second, in which nobody's screen moves; modules, models and remembered results stay
    anyway, and what is replaced later goes by its count of references.
    """
    gc.collect()
    gc.freeze()


def warm() -> None:
    """Load the search model and what checks know of the peers beside the screens, once, so that nobody waits for them."""
    if not _serving.is_set() or _warmed.is_set() or not peers():
        return
    _warmed.set()
    Thread(target=_work_ahead, name="warm", daemon=True).start()


def _work_ahead() -> None:
    with suppress(AssistantError):  # a person's own search or check will tell
        shared().search("法治", SearchFilters(), 1)
        shared().check_source(text_source("", "一、主要举措和成效\n法治政府建设。"))
    settle()


@cache
def jobs() -> JobRegistry:
    """The one registry of long work."""
    return JobRegistry(log_bug)


def peers() -> tuple[PeerSummary, ...]:
    """The library's reports, read again only when it has changed."""
    library = shared().library
    if not library.exists():
        return ()
    found: tuple[PeerSummary, ...] = memory().get(("peers", library.revision()), shared().peers)
    return found


class Presence:
    """Which sessions show which workspace, and whose; sessions that the server has let go do not count."""

    def __init__(self) -> None:
        self._shows: dict[str, tuple[str, str]] = {}
        self._lock = Lock()

    def others(self, workspace_id: str, person: str = "") -> tuple[str, ...]:
        """Note that this session shows a workspace; whose the other sessions are that do."""
        context = get_script_run_ctx()
        if context is None or not Runtime.exists():
            return ()
        with self._lock:
            self._shows[context.session_id] = (workspace_id, person)
            for session_id in [
                each for each in self._shows if not Runtime.instance().is_active_session(each)
            ]:
                del self._shows[session_id]
            return tuple(
                whose
                for each, (shown, whose) in self._shows.items()
                if each != context.session_id and shown == workspace_id
            )


@cache
def presence() -> Presence:
    """Who is where."""
    return Presence()


class Memory:
    """Remembers results of work on texts that have not changed since; the key names everything they depend on."""

    def __init__(self, most: int = _REMEMBERED) -> None:
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._most = most
        self._lock = Lock()

    def peek(self, key: Hashable) -> Any:
        """The remembered value, None when there is none."""
        with self._lock:
            return self._values.get(key)

    def get(self, key: Hashable, work: Callable[[], Any]) -> Any:
        """The remembered value, else the work's."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        began = perf_counter()
        value = work()
        self.put(key, value)
        if perf_counter() - began > _LONG_SECONDS:
            settle()
        return value

    def put(self, key: Hashable, value: object) -> None:
        """Remember a value; the one that was not asked for longest goes."""
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)


@cache
def memory() -> Memory:
    """What this server remembers."""
    return Memory()


class Shelf:
    """Things in work that belong to no saved part: an upload that waits for a word, page pictures, a file's check.

    They lie in the server, not in a tab, so that a refresh finds them again; what was put down long ago makes room.
    """

    def __init__(self) -> None:
        self._things: OrderedDict[tuple[str, str], Any] = OrderedDict()
        self._lock = Lock()

    def put(self, kind: str, scope: str, thing: object) -> None:
        """Lay something down; it takes the place of what lay there."""
        with self._lock:
            self._things[kind, scope] = thing
            self._things.move_to_end((kind, scope))
            while len(self._things) > _SHELVED:
                self._things.popitem(last=False)

    def get(self, kind: str, scope: str) -> Any:
        """What lies there, None for nothing."""
        with self._lock:
            return self._things.get((kind, scope))

    def clear(self, kind: str, scope: str) -> None:
        """Take it away."""
        with self._lock:
            self._things.pop((kind, scope), None)


@cache
def shelf() -> Shelf:
    """The one shelf of this server."""
    return Shelf()


def log_bug(bug: BaseException) -> str:
    """Write a bug into the log in full and return the one line that a person reads."""
    from assistant.adapters.bug_log import write_bug

    place = write_bug(bug, shared().settings.home)
    where = f"详细记录在 {place}" if place else "详细记录无法写入"
    return f"程序内部出错，刚才这一步没有完成；已经保存的内容不受影响。{where}，可交给管理员。"


def show_bug(bug: Exception) -> bool:
    """Show an error of a screen as one message; nothing technical reaches the page."""
    message = str(bug) if isinstance(bug, AssistantError) else log_bug(bug)
    st.html(markup.notice(message, markup.Tone.BAD))
    if isinstance(bug, SignInError):
        place = quote(
            safe_target(f"{urlsplit(st.context.url or '').path}?{urlencode(st.query_params)}"), safe=""
        )
        st.html(f'<p><a href="/login?next={place}" target="_self">重新登录</a></p>')
    return True
