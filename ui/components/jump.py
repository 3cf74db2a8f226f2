"""Goes to the field of the yearly data that a path names, and shows it: scrolled to, marked, ready to type in."""

from __future__ import annotations

import streamlit as st

from ui import session
from ui.navigation import go
from ui.presenters.year_places import selector_of, topic_of_path, view_of

_TARGET, _COUNT = "jump-target", "jump-count"
_SCRIPT = """
const shown = new Set()
export default function ({ data }) {
  if (!data.target || shown.has(data.jump)) return
  shown.add(data.jump)
  let tries = 40
  const look = () => {
    const found = document.querySelector(data.target)
    if (!found) return void (--tries > 0 && setTimeout(look, 100))
    found.scrollIntoView({ block: "center" })
    found.classList.add("nb-found")
    setTimeout(() => found.classList.remove("nb-found"), 6000)
    const field = found.querySelector("textarea, input, button")
    if (field) field.focus({ preventScroll: true })
  }
  look()
}
"""
_REVEAL = st.components.v2.component("nianbao_reveal", html="<span></span>", js=_SCRIPT)


def to_field(workspace_id: str, path: str) -> None:
    """Leave for the field of a path."""
    aim(workspace_id, path)
    go("data", workspace_id)


def aim(workspace_id: str, path: str) -> None:
    """Let the data screen show the field of a path when it is drawn next."""
    plain = session.data_state(workspace_id).plain
    st.session_state["data-view-wanted"] = view_of(path)
    topic = topic_of_path(path, plain)
    if path.startswith("indicators"):
        st.session_state["data-topic"] = topic or None
    st.session_state["cards-wanted"] = path.partition("[")[0]
    st.session_state[_TARGET] = path


def reveal() -> None:
    """Show the field that was aimed at; to be drawn last on the data screen."""
    path = str(st.session_state.pop(_TARGET, ""))
    count = int(st.session_state.get(_COUNT, 0)) + bool(path)
    st.session_state[_COUNT] = count
    if path:
        st.session_state["jump-selector"] = selector_of(path, session.generation())
    selector = str(st.session_state.get("jump-selector", ""))
    scroll_to(selector, f"{count} {selector}", key="reveal")


def scroll_to(selector: str, once: str, *, key: str) -> None:
    """Scroll to what a CSS selector finds, a single time for each value of `once`."""
    with st.container(key=key):
        _REVEAL(key=f"{key}-script", data={"target": selector, "jump": once})
