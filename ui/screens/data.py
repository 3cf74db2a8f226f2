"""② 年度数据: what the agency did this year, by topic, with instant checks; every field is saved when it is left."""

from __future__ import annotations

import streamlit as st

from assistant.desk import DataState
from assistant.domain.people import Act
from ui import session, wiring
from ui.components import markup
from ui.components.frame import frame
from ui.components.markup import Tone
from ui.components.views import view_switch
from ui.components.year_basics import year_basics
from ui.components.year_charts import year_charts
from ui.components.year_exchange import year_exchange
from ui.components.year_indicators import forget_grid, year_indicators
from ui.components.year_reading import year_reading
from ui.components.year_texts import DUTIES, INITIATIVES, NEXT_YEAR, OTHERS, SHORTCOMINGS, year_texts
from ui.navigation import go
from ui.presenters import year_places
from ui.presenters.year_places import VIEWS, place_words

_EXCHANGE, _PICTURE = "exchange", "pictures"
_VIEWS = {**VIEWS, _EXCHANGE: "导入导出与历史", _PICTURE: "看图"}
_MOST, _BOX = 8, 96


def render() -> None:
    """Draw the screen."""
    workspace = session.workspace()
    if workspace is None:
        go("home")
    frame(workspace, "data")
    st.title("年度数据")
    if not session.may(Act.EDIT, workspace.id):
        year_reading(workspace.id)
        return
    st.html(
        markup.guidance(
            "把这一年的数字和做过的事填进来，稿子里的每个数字都只来自这里。填一项存一项，可以随时离开。"
        )
    )
    started = session.data_state(workspace.id).started
    view = view_switch(
        _VIEWS, key="data-view", default=year_places.INDICATORS if started else year_places.BASICS
    )
    if view != year_places.INDICATORS:
        forget_grid()
    with st.container(
        key="data-state"
    ):  # always there: what follows must not move, or an open cell would close
        _problems(session.data_state(workspace.id))
    _view(workspace.id, view)


def _view(workspace_id: str, view: str) -> None:
    if view == year_places.BASICS:
        year_basics(workspace_id)
    elif view == year_places.INDICATORS:
        year_indicators(workspace_id)
    elif view == year_places.INITIATIVES:
        year_texts(workspace_id, INITIATIVES, filtered=True)
    elif view == year_places.OTHERS:
        for block in (DUTIES, SHORTCOMINGS, NEXT_YEAR, OTHERS):
            year_texts(workspace_id, block)
    elif view == _EXCHANGE:
        year_exchange(workspace_id)
    else:
        year_charts(workspace_id)


def _problems(state: DataState) -> None:
    """What stands in the way of a draft, or what is worth a second look."""
    if not state.started:
        st.html(
            markup.notice(
                "还没有内容。先填“基本信息”，或在“导入导出与历史”里导入填好的 Excel 表。", Tone.INFO
            )
        )
        return
    if state.year is None:
        lines = [f"{place_words(problem.path, state.plain)}：{problem.message}" for problem in state.problems]
        _list(lines, f"有 {len(lines)} 处需要改正，改完才能起草：", Tone.BAD)
        return
    year = state.year
    remarks = wiring.memory().get(
        ("review", state.saved_at, state.revision, repr(state.plain)),
        lambda: wiring.app().review_data(year),
    )
    if remarks:
        lines = [f"{place_words(remark.path, state.plain)}：{remark.message}" for remark in remarks]
        _list(lines, f"有 {len(lines)} 处请核对（不影响起草）：", Tone.WARN)
    else:
        st.html(markup.notice("没有需要改正的地方，可以起草。", Tone.GOOD))


def _list(lines: list[str], title: str, tone: Tone) -> None:
    st.html(markup.notice("\n".join(lines[:_MOST]), tone, title=title))
    if len(lines) > _MOST:
        with st.expander(f"其余 {len(lines) - _MOST} 处"):
            st.html(markup.notice("\n".join(lines[_MOST:]), tone))
