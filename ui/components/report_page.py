"""The draft as a page on which each sentence can be picked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__)
_PAGE = st.components.v2.component(
    "nianbao_report_page",
    html='<div class="frame" role="document" aria-label="稿子"></div>',
    css=_HERE.with_suffix(".css").read_text("utf-8"),
    js=_HERE.with_suffix(".js").read_text("utf-8"),
)


def report_page(
    data: dict[str, Any], selected: str, *, key: str, jump: int = 0, picked: Callable[[str], None]
) -> None:
    """Draw the page.

    Args:
        data: what `presenters.report_page.page_data` gives.
        selected: key of the sentence that is marked, empty for none.
        key: of the widget.
        jump: another number than before scrolls to the marked sentence.
        picked: called with the key of a sentence that a person picks.
    """

    def on_picked() -> None:
        value = st.session_state[key].get("picked")
        if value:
            picked(str(value))

    _PAGE(key=key, data={**data, "selected": selected, "jump": jump}, on_picked_change=on_picked)
