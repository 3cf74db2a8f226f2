"""The views of a screen: one is shown, the address keeps which, so that a refresh comes back to it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

_PARAMETER = "view"


def view_switch(views: Mapping[str, str], *, key: str, default: str = "") -> str:
    """Draw the switch.

    Args:
        views: labels by name; names are short and stay the same, labels may hold counts.
        key: of the widget; a name in the session state under `<key>-wanted` is shown next.
        default: the name shown first; the first one if empty.

    Returns:
        The name of the view to draw.
    """
    wanted = st.session_state.pop(f"{key}-wanted", None)
    if wanted is None and key not in st.session_state:
        wanted = st.query_params.get(_PARAMETER)
    if wanted in views:
        st.session_state[key] = wanted
    elif st.session_state.get(key) not in views:
        st.session_state[key] = default or next(iter(views))
    chosen = st.segmented_control(
        "内容",
        list(views),
        format_func=lambda name: views.get(str(name), str(name)),
        required=True,
        key=key,
        label_visibility="collapsed",
        persist_state="session",
    )
    st.query_params[_PARAMETER] = str(chosen)
    return str(chosen)
