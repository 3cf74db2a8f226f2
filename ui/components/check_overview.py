"""The overview of a check: statutory contents, what the sentences stand on, similarity to other reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd
import streamlit as st

from assistant.domain.drafts import ReportDraft
from assistant.domain.findings import CheckResult, ContentStatus, Similarity
from assistant.domain.sections import SectionKind
from ui.components import markup
from ui.components.chart_style import BLUE, PALE, drawn, shares_chart
from ui.components.markup import Tone
from ui.presenters.report_page import KIND_LABELS

_STATUS = {
    ContentStatus.PRESENT: ("已写", Tone.GOOD),
    ContentStatus.MERGED: ("并在别处", Tone.GOOD),
    ContentStatus.EMPTY: ("有题无实", Tone.BAD),
    ContentStatus.MISSING: ("没有", Tone.BAD),
}


def section_table(result: CheckResult) -> None:
    """Draw which statutory contents are there."""
    rows = []
    for check in result.sections:
        label, tone = _STATUS[check.status]
        if check.section is SectionKind.OTHER_MATTERS and check.status is ContentStatus.MISSING:
            label, tone = "没有（可以不写）", Tone.QUIET
        why = check.reason or check.heading
        rows.append(
            f"<tr><td>{markup.text(check.section.label)}</td><td>{markup.badge(label, tone)}</td><td>{markup.text(why)}</td></tr>"
        )
    head = "<tr><th scope='col'>法定内容</th><th scope='col'>情况</th><th scope='col'>说明</th></tr>"
    st.html(f'<div class="nb-table"><table><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table></div>')


def composition(draft: ReportDraft) -> None:
    """Draw what the sentences of a draft stand on, the gaps among them."""
    kinds = [sentence.kind for sentence in draft.sentences()]
    total = len(kinds) or 1
    rows = [
        {"依据": label, "句数": kinds.count(kind), "位": place}
        for place, (kind, label) in enumerate(KIND_LABELS.items())
    ]
    st.header("句子出自哪里")
    words = "，".join(
        f"{row['依据']} {row['句数']} 句（{int(str(row['句数'])) / total:.0%}）" for row in rows
    )
    st.html(markup.guidance(f"共 {len(kinds)} 句：{words}。"))
    colours = alt.Scale(domain=[str(row["依据"]) for row in rows], range=[BLUE, PALE, "#5d8a6b", "#d9a441"])
    chart = (
        alt
        .Chart(pd.DataFrame(rows))
        .mark_bar(size=26)
        .encode(
            x=alt.X("句数:Q", title=None, axis=None, stack="normalize"),
            color=alt.Color("依据:N", title=None, scale=colours, legend=alt.Legend(orient="top")),
            order="位:O",
        )
    )
    drawn(chart.properties(height=90))


def peers_sections(result: CheckResult, shares: Mapping[str, float]) -> None:
    """Draw which statutory contents the peers' reports have."""
    if not shares:
        return
    there = {ContentStatus.PRESENT, ContentStatus.MERGED}
    ours = {check.section.label for check in result.sections if check.status in there}
    shares_chart(shares, ours, "有这一部分的同类机关报告所占比例")


def similarity_table(result: CheckResult) -> None:
    """Draw how much of the text stands in other reports."""
    st.header("与其他报告的相似度")
    if not result.similarity:
        st.html(markup.guidance("与资料库里的报告没有明显相同的文字。"))
        return
    shown = sorted(result.similarity, key=lambda one: -one.share)[:10]
    _similarity_chart(shown)
    rows = [
        (f"{each.agency}{each.year or ''}", f"{each.share:.1%}", f"{each.longest_run} 字") for each in shown
    ]
    st.html(markup.table(("报告", "相同文字所占比例", "最长连续相同"), rows))


def _similarity_chart(shown: Sequence[Similarity]) -> None:
    rows = [
        {"报告": f"{each.agency}{each.year or ''}", "比例": each.share, "说明": f"{each.share:.1%}"}
        for each in shown
    ]
    top = max(0.3, *(each.share for each in shown)) * 1.1
    base = alt.Chart(pd.DataFrame(rows)).encode(
        y=alt.Y("报告:N", sort=None, title=None, axis=alt.Axis(labelLimit=260)),
        x=alt.X(
            "比例:Q",
            title="本稿与它相同的文字所占比例",
            axis=alt.Axis(format="%"),
            scale=alt.Scale(domain=[0, top]),
        ),
    )
    drawn(
        (
            base.mark_bar(size=14, color=BLUE)
            + base.mark_text(align="left", dx=4).encode(text=alt.Text("说明:N"))
        ).properties(height=30 * len(rows) + 80)
    )
