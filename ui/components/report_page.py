"""The draft as a page on which each sentence can be picked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Mark:
    """The sentence that is marked from outside; another `number` than before sets it anew, `reveal` scrolls to it."""

    key: str = ""
    number: int = 0
    reveal: bool = False


def report_page(data: dict[str, Any], mark: Mark, *, key: str, picked: Callable[[str], None]) -> None:
    """Draw the page.

    What a person picks is marked by the page itself: as long as data and mark stay the same, nothing is sent again.

    Args:
        data: what `presenters.report_page.page_data` gives.
        mark: set from outside.
        key: of the widget.
        picked: called with the key of a sentence that a person picks.
    """

    def on_picked() -> None:
        value = st.session_state[key].get("picked")
        if value:
            picked(str(value))

    marked = {"selected": mark.key, "jump": mark.number, "reveal": mark.reveal}
    _PAGE(key=key, data={**data, **marked}, on_picked_change=on_picked)
