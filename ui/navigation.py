"""The pages of the application and how to go to one."""

from __future__ import annotations

from importlib import import_module
from typing import NoReturn

import streamlit as st
from streamlit import Page

WORKSPACE = "w"
_TITLES = {
    "home": "首页",
    "peers": "去年报告与同行",
    "data": "年度数据",
    "draft": "起草",
    "check": "核对",
    "export": "导出",
    "people": "人员",
    "sharing": "共享与记录",
}
_FIRST = "home"


def pages(first: str = _FIRST) -> list[Page]:
    """All pages; `first` is what the bare address shows."""
    return [page(name, first) for name in _TITLES]


def page(name: str, first: str = _FIRST) -> Page:
    """One page by its name. A screen is imported when it is shown: the first page does not wait for all of them."""

    def render() -> None:
        import_module(f"ui.screens.{name}").render()

    return Page(render, title=_TITLES[name], url_path=name, default=name == first)


def go(name: str, workspace_id: str = "") -> NoReturn:
    """Leave the present screen for another one."""
    st.switch_page(page(name), query_params={WORKSPACE: workspace_id} if workspace_id else {})
