"""The indicators of a topic as a grid: typed or pasted, saved at once; the usual ones are offered."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from assistant.desk import DataState
from assistant.drafting.gaps import Gap
from ui import session, undoing, wiring
from ui.presenters.year_form import (
    COLUMNS,
    GONE,
    LAST_YEAR,
    NAME,
    TOPIC,
    TOPIC_LABELS,
    UNIT,
    UNSORTED,
    VALUE,
    IndicatorOffer,
    Row,
    add_item,
    apply_edits,
    indicator_rows,
    topic_counts,
    with_indicator_rows,
)

_ALL, _NONE = "all", "none"
_NAMES = {_ALL: "全部", **TOPIC_LABELS, _NONE: "自动判断专题"}
_SWITCH = "topic-switch"
_GRID = "indicator-grid"
_OFFERED = 14
_FEW = 5  # a form with fewer indicators has only just begun


@dataclass(frozen=True, slots=True)
class _Mounted:
    """A grid as it was put on the screen: edits are always counted from these rows and data."""

    scope: tuple[str, str, int]
    key: str
    base: dict[str, Any]
    source: pd.DataFrame
    shown: list[Row]


def year_indicators(workspace_id: str) -> None:
    """Draw topic, grid and offers."""
    topic = _topic()
    _grid(workspace_id, topic)
    st.caption(
        "在最后一行下面的空行里直接输入可以加一项；可从 Excel 成块粘贴；选中左端方框后按 Delete 键删除。数值可写 1,234、2.97万、95.6%。"
    )
    _offers(workspace_id, topic)


def forget_grid() -> None:
    """Let the next grid start from the saved data; to be called whenever the grid is not on the screen."""
    st.session_state.pop(_GRID, None)


def _topic() -> str | None:
    """The switch of topics, with how many indicators each has; None for all."""
    if "data-topic" in st.session_state:
        st.session_state[_SWITCH] = st.session_state.pop("data-topic") or _ALL
    elif st.session_state.get(_SWITCH) not in _NAMES:
        st.session_state[_SWITCH] = _ALL
    workspace = session.workspace()
    counts = topic_counts(session.data_state(workspace.id).plain) if workspace is not None else {}
    numbers = {_ALL: sum(counts.values()), _NONE: counts.get("", 0)} | counts
    chosen = st.pills(
        "专题",
        list(_NAMES),
        format_func=lambda name: f"{_NAMES[name]} {numbers.get(name, 0)}",
        key=_SWITCH,
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )
    return {_ALL: None, _NONE: ""}.get(str(chosen), str(chosen))


def _grid(workspace_id: str, topic: str | None) -> None:
    mounted = _mount(workspace_id, topic)
    st.data_editor(
        mounted.source,
        key=mounted.key,
        num_rows="dynamic",
        hide_index=True,
        column_order=(NAME, VALUE, UNIT, LAST_YEAR, TOPIC),
        column_config={
            NAME: st.column_config.TextColumn(NAME, width="large", max_chars=100),
            VALUE: st.column_config.TextColumn(VALUE, max_chars=40, alignment="right"),
            UNIT: st.column_config.TextColumn(UNIT, width="small", max_chars=12),
            LAST_YEAR: st.column_config.TextColumn(LAST_YEAR, max_chars=40, alignment="right"),
            TOPIC: st.column_config.SelectboxColumn(TOPIC, options=[*TOPIC_LABELS.values(), UNSORTED]),
        },
        height=min(75 + 35 * (len(mounted.source) + 1), 500),
        on_change=_take,
        args=(workspace_id, mounted, topic),
    )


def _mount(workspace_id: str, topic: str | None) -> _Mounted:
    scope = (workspace_id, str(topic), session.generation())
    kept: _Mounted | None = st.session_state.get(_GRID)
    if kept is not None and kept.scope == scope:
        return kept
    plain = session.data_state(workspace_id).plain
    rows = indicator_rows(plain, topic)
    number = int(st.session_state.get("grid-number", 0)) + 1
    st.session_state["grid-number"] = number
    source = pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")
    mounted = _Mounted(scope, f"grid-{number}", plain, source, rows)
    st.session_state[_GRID] = mounted
    return mounted


def _take(workspace_id: str, mounted: _Mounted, topic: str | None) -> None:
    """Save what was typed, before anything is drawn: drawing twice would disturb a cell that is being typed into.

    Removed rows let others move up, so the grid then starts anew from what is saved.
    """
    rows = apply_edits(mounted.shown, st.session_state[mounted.key])
    change = with_indicator_rows(mounted.base, topic, rows)
    # Other blocks may have been edited since the grid was put up; only the indicators are its own.
    current = session.data_state(workspace_id).plain
    saved = session.save_data(
        workspace_id, {**current, "indicators": change.plain["indicators"]}, change.moved
    )
    if change.moved:
        forget_grid()
    gone = sum(GONE in place for place in change.moved.values())
    if saved and gone:
        undoing.offer(workspace_id, f"已删除 {gone} 项指标。", *session.saved_parts(workspace_id))


def _offers(workspace_id: str, topic: str | None) -> None:
    state = session.data_state(workspace_id)
    there = {row[NAME] for row in indicator_rows(state.plain, None)}
    offered = _peers_report(state, topic)
    usual = wiring.app().usual_indicators(topic)
    if topic is None:
        usual = tuple(each for _, group in groupby(usual, key=lambda one: one.topic) for each in [*group][:2])
    known = {offer.name for offer in offered} | there
    offered += [
        IndicatorOffer(each.names[0], each.unit, each.topic.value)
        for each in usual
        if not known & set(each.names) and (topic is not None or len(there) < _FEW)
    ]
    if not offered:
        return
    names = {offer.label: offer for offer in offered[:_OFFERED]}
    st.html('<p class="nb-card-line">常见而这里还没有的指标，点一下加入，再填数值：</p>')
    key = f"offers-{topic}-{len(there)}-{session.generation()}"
    chosen = st.pills("常见指标", list(names), key=key, label_visibility="collapsed")
    if chosen:
        session.save_data(workspace_id, add_item(state.plain, "indicators", names[str(chosen)].item))
        forget_grid()
        st.rerun()


def _peers_report(state: DataState, topic: str | None) -> list[IndicatorOffer]:
    """What comparable peers report and the data do not give, what most of them report first."""
    year = state.year
    if year is None or not wiring.peers():
        return []
    told = [(each.name, each.unit, each.topic) for each in year.indicators], year.initiatives
    # Values are not in the key: while numbers are typed, nothing is compared anew.
    key = ("gaps", repr((year.agency, told)), wiring.app().library.revision())
    found: tuple[Gap, ...] = wiring.memory().get(key, lambda: wiring.app().advice.gaps(year))
    return [
        IndicatorOffer(gap.name, gap.unit, gap.topic.value, f"{gap.reported_by}/{gap.peers} 家同类机关写了")
        for gap in sorted(found, key=lambda each: -each.reported_by)
        if topic is None or gap.topic.value == topic
    ]
