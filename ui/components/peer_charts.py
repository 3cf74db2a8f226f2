"""Pictures against the peers: where this agency stands for an indicator, which topics they write about."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from assistant.advice import PeerValue
from assistant.domain.agency_year import AgencyYear, Indicator
from ui import comparing, session, wiring
from ui.components import markup
from ui.components.chart_style import BLUE, PALE, drawn, shares_chart
from ui.presenters.outliers import nearest, standing_words

_OURS, _PEER = "本机关", "同行"
_MOST = 14


def peer_charts(workspace_id: str, year: AgencyYear) -> None:
    """Draw both pictures; nothing while there are no peers."""
    if not wiring.peers():
        st.html(
            markup.empty_state("还没有同行报告", "加入同行报告以后，这里会比较同一项指标和各专题的覆盖。")
        )
        return
    key = (workspace_id, session.data_state(workspace_id).revision, wiring.app().library.revision())
    advice = wiring.app().advice
    st.header("同一项指标，同行写了多少")
    _indicator(year)
    st.header("各专题，同行写了多少家")
    shares: dict[str, float] = wiring.memory().get(("topic-shares", *key), lambda: advice.topic_shares(year))
    if shares:
        _topics(year, shares)
    else:
        st.html(markup.guidance("资料库里同一业务领域的报告还不到两家，没有可比的。"))


def _indicator(year: AgencyYear) -> None:
    if not year.indicators:
        st.html(markup.guidance("填了指标以后，这里列出同类机关报告的数值。"))
        return
    names = {each.name: each for each in year.indicators}
    known = comparing.known_values(year)
    first = next((n for n, each in enumerate(names.values()) if each.path in known), 0)
    chosen = names[str(st.selectbox("指标", list(names), index=first, key="compared-indicator"))]
    found = comparing.peer_values(year, chosen)
    if not found:
        st.html(markup.guidance("同类机关的报告里没有读出这一项的数值，换一项看看。"))
        return
    st.html(markup.guidance(standing_words(chosen, found)))
    _bars(chosen, year, nearest(chosen, found, _MOST))
    rows = [
        (f"{each.agency}{each.year or ''}", f"{each.value:f}{each.unit}", each.evidence)
        for each in sorted(found, key=lambda value: -value.value)
    ]
    with st.container(height=min(60 + 44 * len(rows), 360), border=False):
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
    colour = alt.Color("谁:N", title=None, scale=alt.Scale(domain=[_OURS, _PEER], range=[BLUE, PALE]))
    words = base.mark_text(align="left", dx=4).encode(text=alt.Text("数值:Q", format="~g"))
    drawn((base.mark_bar(size=16).encode(color=colour) + words).properties(height=30 * len(rows) + 90))


def _topics(year: AgencyYear, shares: dict[str, float]) -> None:
    ours = {each.topic.label for each in year.indicators} | {each.topic.label for each in year.initiatives}
    shares_chart(shares, ours, "写到这一专题的同类机关报告所占比例")
    missing = [label for label, share in shares.items() if share >= 0.5 and label not in ours]  # noqa: PLR2004 - most peers
    if missing:
        st.html(markup.guidance(f"多数同行写到而本机关还没有内容的专题：{'、'.join(missing)}。"))
