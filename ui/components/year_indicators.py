"""The indicators of a topic as a grid: typed or pasted, saved at once; the usual ones are offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from ui import session, wiring
from ui.components import markup
from ui.presenters.year_form import (
    COLUMNS,
    LAST_YEAR,
    NAME,
    TOPIC,
    TOPIC_LABELS,
    UNIT,
    UNSORTED,
    VALUE,
    Row,
    add_item,
    apply_edits,
    indicator_rows,
    topic_counts,
    with_indicator_rows,
)

_ALL = "全部专题"
_GRID = "indicator-grid"
_OFFERED = 14


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
    topic = _topic(workspace_id)
    _grid(workspace_id, topic)
    st.caption(
        "在最后一行下面的空行里直接输入可以加一项；可从 Excel 成块粘贴；选中左端方框后按 Delete 键删除。数值可写 1,234、2.97万、95.6%。"
    )
    _offers(workspace_id, topic)


def forget_grid() -> None:
    """Let the next grid start from the saved data; to be called whenever the grid is not on the screen."""
    st.session_state.pop(_GRID, None)


def _topic(workspace_id: str) -> str | None:
    counts = topic_counts(session.data_state(workspace_id).plain)
    names: dict[str, str | None] = {f"{_ALL}（{sum(counts.values())}）": None}
    names |= {f"{TOPIC_LABELS[topic]}（{counts.get(topic, 0)}）": topic for topic in TOPIC_LABELS}
    if counts.get(""):
        names[f"{UNSORTED}（{counts['']}）"] = ""
    wanted = st.session_state.get("data-topic")
    values = list(names.values())
    index = values.index(wanted) if wanted in values else 0
    # The labels hold counts that change, so the choice is kept as an id beside the widget.
    chosen = st.selectbox(
        "专题", list(names), index=index, key=f"topic-{sum(counts.values())}-{session.generation()}"
    )
    topic = names.get(str(chosen))
    st.session_state["data-topic"] = topic
    return topic


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
    session.save_data(workspace_id, {**current, "indicators": change.plain["indicators"]}, change.moved)
    if change.moved:
        forget_grid()


def _offers(workspace_id: str, topic: str | None) -> None:
    plain = session.data_state(workspace_id).plain
    there = {row[NAME] for row in indicator_rows(plain, None)}
    offered = [usual for usual in wiring.app().usual_indicators(topic) if not there & set(usual.names)][
        :_OFFERED
    ]
    if not offered or topic is None:
        return
    st.html(
        f'<p class="nb-card-line">{markup.text(TOPIC_LABELS.get(topic, ""))}常见而这里还没有的指标，点一下加入，再填数值：</p>'
    )
    names = {usual.names[0]: usual for usual in offered}
    key = f"offers-{topic}-{len(there)}-{session.generation()}"
    chosen = st.pills("常见指标", list(names), key=key, label_visibility="collapsed")
    if chosen:
        usual = names[str(chosen)]
        item = {"name": usual.names[0], "unit": usual.unit, "topic": usual.topic.value}
        session.save_data(workspace_id, add_item(plain, "indicators", {k: v for k, v in item.items() if v}))
        forget_grid()
        st.rerun()
