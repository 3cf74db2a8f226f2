"""Pictures of the yearly data: this year against last year, and how much stands under each topic."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from ui import session
from ui.components import markup
from ui.components.chart_style import drawn
from ui.components.peer_charts import peer_charts
from ui.presenters.year_pictures import Movement, movements, topic_contents

_MOST = 20
_WIDEST = 200  # one indicator that grew tenfold would leave no room for the others
_UP, _DOWN = "比上年多", "比上年少"


def year_charts(workspace_id: str) -> None:
    """Draw the pictures, each with its figures as a table for those who would rather read."""
    year = session.data_state(workspace_id).year
    if year is None:
        st.html(markup.empty_state("改正标出的问题以后才有图", "图从完整的年度数据画出。"))
        return
    found = movements(year)
    st.header("今年比上年的增减幅度")
    if found:
        _movement_chart([each for each in found if each.change is not None][:_MOST])
        with st.expander("看数字"):
            st.html(
                markup.table(
                    ("指标", "今年", "上年", "变化"), [(m.name, m.now, m.before, m.words) for m in found]
                )
            )
    else:
        st.html(markup.empty_state("还没有上年数值", "在指标表里填上年数值，或放入去年的报告。"))
    st.header("各专题有多少内容")
    _topic_chart(topic_contents(year))
    peer_charts(workspace_id, year)


def _movement_chart(found: list[Movement]) -> None:
    frame = pd.DataFrame([
        {
            "指标": m.name,
            "变化": min(m.change or 0.0, _WIDEST),
            "方向": _UP if (m.change or 0) >= 0 else _DOWN,
            "说明": f"{m.words}（{m.before}→{m.now}）",
        }
        for m in found
    ])
    low, high = min(0.0, frame["变化"].min()), max(0.0, frame["变化"].max())
    room = (high - low) * 0.22 or 1.0  # for the words beside the bars
    base = alt.Chart(frame).encode(
        y=alt.Y("指标:N", sort=None, title=None, axis=alt.Axis(labelLimit=260)),
        x=alt.X(
            "变化:Q",
            title=f"比上年变化（%，比率为百分点；超过 {_WIDEST} 的只画到 {_WIDEST}）",
            scale=alt.Scale(domain=[low - room, high + room], nice=False),
        ),
    )
    bars = base.mark_bar(size=14).encode(
        color=alt.Color(
            "方向:N",
            title=None,
            scale=alt.Scale(domain=[_UP, _DOWN], range=["#1f5f7a", "#b0793a"]),
            legend=alt.Legend(orient="top"),
        ),
        tooltip=["指标", "说明"],
    )
    more = base.mark_text(align="left", dx=4).encode(text="说明:N").transform_filter(alt.datum["变化"] >= 0)
    less = base.mark_text(align="right", dx=-4).encode(text="说明:N").transform_filter(alt.datum["变化"] < 0)
    drawn((bars + more + less).properties(height=28 * len(found) + 60))


def _topic_chart(contents: tuple[tuple[str, int, int], ...]) -> None:
    rows = [
        {"专题": label, "数量": count, "内容": kind}
        for label, a, b in contents
        for kind, count in (("指标", a), ("举措", b))
    ]
    chart = (
        alt
        .Chart(pd.DataFrame(rows))
        .mark_bar(size=14)
        .encode(
            y=alt.Y("专题:N", sort=None, title=None, axis=alt.Axis(labelLimit=220)),
            x=alt.X("数量:Q", title="项数", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("内容:N", title=None, legend=alt.Legend(orient="top")),
        )
    )
    drawn(chart.properties(height=28 * len(contents) + 60))
    empty = [label for label, a, b in contents if not a and not b]
    if empty:
        st.html(markup.guidance(f"还没有内容的专题：{'、'.join(empty)}。没有开展的不必填。"))
