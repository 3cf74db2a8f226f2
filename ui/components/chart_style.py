"""One look for all charts: dark words, Chinese type from the theme, full width."""

from __future__ import annotations

import altair as alt
import streamlit as st

_INK = "#33434d"
_SIZE = 13


def drawn(chart: alt.TopLevelMixin) -> None:
    """Draw a chart with words that can be read."""
    styled = chart.configure_axis(labelColor=_INK, titleColor=_INK, labelFontSize=_SIZE).configure_legend(
        labelColor=_INK, labelFontSize=_SIZE
    )
    st.altair_chart(styled, width="stretch")
