"""Pictures against the peers: where this agency stands for an indicator, which topics they write about."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from assistant.advice import PeerValue
from assistant.domain.agency_year import AgencyYear, Indicator
from ui import session, wiring
from ui.components import markup
from ui.components.chart_style import drawn

_OURS, _PEER = "本机关", "同行"


def peer_charts(workspace_id: str, year: AgencyYear) -> None:
    """Draw both pictures; nothing while there are no peers."""
    if not wiring.peers():
        st.html(
            markup.empty_state("还没有同行报告", "加入同行报告以后，这里会比较同一项指标和各专题的覆盖。")
        )
        return
    key = (workspace_id, session.data_state(workspace_id).revision, wiring.app().library.revision())
    advice = wiring.app().advice
    values: tuple[PeerValue, ...] = wiring.memory().get(
        ("peer-values", *key), lambda: advice.peer_values(year)
    )
    st.header("同一项指标，同行写了多少")
    _indicator(year, values)
    st.header("各专题，同行写了多少家")
    shares: dict[str, float] = wiring.memory().get(("topic-shares", *key), lambda: advice.topic_shares(year))
    _topics(year, shares)


def _indicator(year: AgencyYear, values: tuple[PeerValue, ...]) -> None:
    compared = [each for each in year.indicators if any(value.path == each.path for value in values)]
    if not compared:
        st.html(markup.guidance("同行报告里没有读出与本机关同名的指标。"))
        return
    names = {each.name: each for each in compared}
    chosen = names[str(st.selectbox("指标", list(names), key="compared-indicator"))]
    found = [value for value in values if value.path == chosen.path]
    _bars(chosen, year, found)
    rows = [
        (f"{each.agency}{each.year or ''}", f"{each.value:f}{each.unit}", each.evidence) for each in found
    ]
    st.html(markup.table(("机关", "数值", "出自原句"), rows))
    st.caption("从同行公开报告的原句里读出，只供参考；口径可能不同，不会写进稿子。")


def _bars(chosen: Indicator, year: AgencyYear, found: list[PeerValue]) -> None:
    rows = [{"机关": f"{year.agency.name}{year.year}", "数值": float(chosen.value), "谁": _OURS}]
    rows += [
        {"机关": f"{each.agency}{each.year or ''}", "数值": float(each.value), "谁": _PEER} for each in found
    ]
    order = [str(row["机关"]) for row in sorted(rows, key=lambda row: -float(str(row["数值"])))]
    base = alt.Chart(pd.DataFrame(rows)).encode(
        y=alt.Y("机关:N", sort=order, title=None, axis=alt.Axis(labelLimit=280)),
        x=alt.X("数值:Q", title=chosen.unit),
    )
    colour = alt.Color(
        "谁:N", title=None, scale=alt.Scale(domain=[_OURS, _PEER], range=["#1f5f7a", "#b9c6c0"])
    )
    words = base.mark_text(align="left", dx=4).encode(text=alt.Text("数值:Q", format="~g"))
    drawn((base.mark_bar(size=16).encode(color=colour) + words).properties(height=34 * len(rows) + 50))


def _topics(year: AgencyYear, shares: dict[str, float]) -> None:
    ours = {each.topic.label for each in year.indicators} | {each.topic.label for each in year.initiatives}
    rows = [
        {"专题": label, "比例": share, "本机关": "有内容" if label in ours else "没有内容"}
        for label, share in shares.items()
    ]
    chart = (
        alt
        .Chart(pd.DataFrame(rows))
        .mark_bar(size=14)
        .encode(
            y=alt.Y("专题:N", sort=None, title=None, axis=alt.Axis(labelLimit=220)),
            x=alt.X(
                "比例:Q",
                title="写到这一专题的同行报告所占比例",
                axis=alt.Axis(format="%"),
                scale=alt.Scale(domain=[0, 1]),
            ),
            color=alt.Color(
                "本机关:N",
                scale=alt.Scale(domain=["有内容", "没有内容"], range=["#1f5f7a", "#b0793a"]),
                legend=alt.Legend(orient="top"),
            ),
        )
    )
    drawn(chart.properties(height=28 * len(rows) + 60))
    missing = [label for label, share in shares.items() if share >= 0.5 and label not in ours]  # noqa: PLR2004 - most peers
    if missing:
        st.html(markup.guidance(f"多数同行写到而本机关还没有内容的专题：{'、'.join(missing)}。"))
