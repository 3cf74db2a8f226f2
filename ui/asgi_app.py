"""The server: the screens behind security headers, with bugs logged in full and told in one line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from ui.headers import ChineseWords, SecurityHeaders
from ui.launch import show_user_home
from ui.wiring import serving, show_bug


@asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    show_user_home()
    serving()
    yield {}


app = st.App(
    Path(__file__).with_name("streamlit_app.py"),
    middleware=[Middleware(SecurityHeaders), Middleware(ChineseWords)],
    lifespan=_lifespan,
    on_script_error=show_bug,
)
