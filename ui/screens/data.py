"""② 年度数据: what the agency did this year, by topic, with instant checks; every field is saved when it is left."""

from __future__ import annotations

import re
from dataclasses import dataclass

import streamlit as st

from assistant.desk import DataState
from assistant.domain.agency_year import AgencyYear
from assistant.domain.people import Act
from ui import comparing, session, wiring
from ui.components import markup
from ui.components.frame import frame, page_title
from ui.components.jump import aim, reveal
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
from ui.presenters.outliers import against_last_year, against_peers
from ui.presenters.year_pictures import thin_words
from ui.presenters.year_places import VIEWS, remark_words

_EXCHANGE, _PICTURE = "exchange", "pictures"
_VIEWS = {**VIEWS, _EXCHANGE: "导入导出与历史", _PICTURE: "看图"}
_MOST = 4
_MANY_EMPTY = 3
_EMPTY_VALUE = re.compile(r"indicators\[\d+\]\.value")


@dataclass(frozen=True, slots=True)
class _Place:
    path: str
    message: str


def render() -> None:
    """Draw the screen."""
    workspace = session.workspace()
    if workspace is None:
        go("home")
    frame(workspace, "data")
    page_title("年度数据", workspace, "data")
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
    # Always there and over the grid always of one height: if the grid moved under a hand, a click would meet another row.
    with st.container(key="data-state-grid" if view == year_places.INDICATORS else "data-state"):
        _problems(workspace.id, session.data_state(workspace.id))
    _view(workspace.id, view)
    reveal()


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


def _problems(workspace_id: str, state: DataState) -> None:
    """What stands in the way of a draft, or what is worth a second look."""
    if not state.started:
        st.html(
            markup.notice(
                "还没有内容。先填“基本信息”，或在“导入导出与历史”里导入填好的 Excel 表。", Tone.INFO
            )
        )
        return
    if state.year is None:
        found = _gathered([_Place(each.path, each.message) for each in state.problems])
        _list(workspace_id, found, f"有 {len(state.problems)} 处需要改正，改完才能起草：", Tone.BAD)
        return
    remarks = _remarks(state, state.year)
    if remarks:
        title = f"有 {len(remarks)} 处请核对（不影响起草）："
        _list(workspace_id, remarks, title, Tone.WARN)
    else:
        st.html(markup.notice(f"没有需要改正的地方，可以起草。\n{thin_words(state.year)}", Tone.GOOD))


def _gathered(found: list[_Place]) -> list[_Place]:
    """Values that are still to come are one remark: a form that was just begun has many."""
    empty = [each for each in found if _EMPTY_VALUE.fullmatch(each.path) and each.message.startswith("缺少")]
    if len(empty) < _MANY_EMPTY:
        return found
    words = f"还有 {len(empty)} 项没有填今年的数值；没有发生的填 0，不报告的整行删去"
    return [_Place("indicators", words), *(each for each in found if each not in empty)]


def _remarks(state: DataState, year: AgencyYear) -> list[_Place]:
    """What contradicts itself, then what is far from last year or from the peers."""
    review = wiring.memory().get(
        ("review", state.saved_at, state.revision, repr(state.plain)),
        lambda: wiring.app().review_data(year),
    )
    found = [(remark.path, remark.message) for remark in review]
    seen = {path for path, _ in found}
    far = [*against_last_year(year), *against_peers(year, comparing.known_values(year))]
    return [_Place(*each) for each in found + [each for each in far if each[0] not in seen]]


def _list(workspace_id: str, places: list[_Place], title: str, tone: Tone) -> None:
    with st.container(key=f"remarks-{tone}", gap=None):
        st.html(f'<p class="nb-remarks-title" role="status">{markup.SIGNS[tone]} {markup.text(title)}</p>')
        _rows(workspace_id, places[:_MOST], 0)
        if len(places) > _MOST:
            with st.expander(f"其余 {len(places) - _MOST} 处"):
                _rows(workspace_id, places[_MOST:], _MOST)


def _rows(workspace_id: str, places: list[_Place], first: int) -> None:
    plain = session.data_state(workspace_id).plain
    for number, place in enumerate(places, first):
        with st.container(key=f"remark-{number}", horizontal=True, vertical_alignment="center", gap="small"):
            words = remark_words(place.path, place.message, plain)
            st.html(f'<p class="nb-remark">{markup.text(words)}</p>', width="content")
            st.button(
                "去改",
                key=f"remark-go-{number}",
                type="tertiary",
                on_click=aim,
                args=(workspace_id, place.path),
            )
