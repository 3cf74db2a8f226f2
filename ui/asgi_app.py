"""The server: the screens behind security headers and the gate, with bugs logged in full and told in one line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from assistant.domain.network import Network
from ui.doors import Doors
from ui.gate import Gate
from ui.headers import ChineseWords, SecurityHeaders
from ui.hosts import Hosts, own_names
from ui.identity import provider_secrets
from ui.wiring import accounts, serving, shared, show_bug


@asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    from ui.launch import show_user_home

    show_user_home()
    serving()
    yield {}


def build_app(port: int, network: Network) -> st.App:
    """The application for one port; with accounts, nothing answers before the gate has let it through."""
    middleware = [Middleware(SecurityHeaders)]
    if accounts() or network.beyond_this_machine:
        middleware.append(Middleware(Hosts, names=own_names(network)))
    if accounts():
        doors = Doors(shared().people, port, network)
        middleware.append(Middleware(Gate, people=shared().people, doors=doors))
    return st.App(
        Path(__file__).with_name("streamlit_app.py"),
        middleware=[*middleware, Middleware(ChineseWords)],
        secrets=provider_secrets(network) or None,
        lifespan=_lifespan,
        on_script_error=show_bug,
    )
