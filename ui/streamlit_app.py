"""Entry script of the screens: chooses the page, everything else is in `ui.screens`."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ui.navigation import pages

current = st.navigation(pages(), position="hidden")
st.set_page_config(
    page_title=f"{current.title} · 年报助手",
    page_icon=str(Path(__file__).parent / "components" / "icon.png"),
    layout="wide",
)
current.run()
