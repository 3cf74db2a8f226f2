"""One look for all charts: dark words, Chinese type from the theme, full width."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import altair as alt
import pandas as pd
import streamlit as st

_INK = "#33434d"
_SIZE = 13
BLUE, BROWN, PALE = "#1f5f7a", "#b0793a", "#b9c6c0"
_HAVE, _MISS = "本机关有", "本机关没有"


def drawn(chart: alt.TopLevelMixin) -> None:
    """Draw a chart with words that can be read."""
    styled = chart.configure_axis(labelColor=_INK, titleColor=_INK, labelFontSize=_SIZE).configure_legend(
        labelColor=_INK, labelFontSize=_SIZE
    )
    st.altair_chart(styled, width="stretch")


def shares_chart(shares: Mapping[str, float], ours: AbstractSet[str], title: str) -> None:
    """How many of the peers write about each thing, and whether we do; words beside the bars, not colour alone."""
    rows = [
        {
            "内容": label,
            "比例": share,
            "本机关": _HAVE if label in ours else _MISS,
            "说明": f"{share:.0%}" + ("" if label in ours else "　本机关没有"),
        }
        for label, share in shares.items()
    ]
    base = alt.Chart(pd.DataFrame(rows)).encode(
        y=alt.Y("内容:N", sort=None, title=None, axis=alt.Axis(labelLimit=220)),
        x=alt.X(
            "比例:Q",
            title=title,
            axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1]),
            scale=alt.Scale(domain=[0, 1.15]),
        ),
    )
    bars = base.mark_bar(size=14).encode(
        color=alt.Color(
            "本机关:N",
            title=None,
            scale=alt.Scale(domain=[_HAVE, _MISS], range=[BLUE, BROWN]),
            legend=alt.Legend(orient="top"),
        )
    )
    words = base.mark_text(align="left", dx=4, color=_INK).encode(text="说明:N")
    drawn((bars + words).properties(height=30 * len(rows) + 110))
