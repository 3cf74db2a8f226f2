"""The library's reports as a table, with what was recognised, its correction, and removal that can be undone."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from assistant.domain.agency_year import AgencyLevel
from assistant.domain.peers import PeerReport, PeerSummary
from assistant.domain.people import Act
from assistant.retrieval.library import ReportCorrection
from ui import session, wiring
from ui.components import markup
from ui.presenters.peers import peer_rows
from ui.presenters.year_form import split_names

_REMOVED = "removed-peer"


def peer_table(summaries: tuple[PeerSummary, ...]) -> None:
    """Draw the table, and the details of the chosen report below it."""
    _undo()
    wanted = st.text_input(
        "筛选", key="peer-filter", placeholder="按机关、年度、领域、地区筛选", label_visibility="collapsed"
    )
    rows = peer_rows(summaries, wanted or "")
    st.caption(
        f"共 {len(summaries)} 份报告，显示 {len(rows)} 份。点一行左端的方框，看读出的结构、更正或移出。"
    )
    if not rows:
        st.html(markup.empty_state("没有符合条件的报告", "换一个词试试，或清空筛选。"))
        return
    chosen = st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        column_order=("机关", "年度", "领域", "层级", "地区", "段落", "文件"),
        on_select="rerun",
        selection_mode="single-row",
        key="peer-table",
        height=min(38 + 35 * len(rows), 390),
    )
    selected = chosen["selection"]["rows"]
    if selected and selected[0] < len(rows):
        report_id = str(rows[selected[0]]["编号"])
        _details(next(summary for summary in summaries if summary.id == report_id))


def _details(summary: PeerSummary) -> None:
    report = wiring.app().library.report(summary.id)
    with st.container(border=True, key="peer-details"):
        left, right = st.columns([2, 3], gap="large")
        with left:
            if session.may(Act.LIBRARY):
                _correction(summary)
            else:
                _recognised(summary)
        with right:
            st.html(f'<p class="nb-card-title">{markup.text(report.title or "（没有标题）")}</p>')
            outline, full = st.tabs(["读出的结构", "全文"])
            with outline, st.container(height=420, border=False):
                st.html(_outline(report))
            with full, st.container(height=420, border=False):
                st.text(report.source.text)


def _recognised(summary: PeerSummary) -> None:
    rows = (
        ("机关", summary.agency),
        ("报告年度", str(summary.year or "")),
        ("领域", summary.kind),
        ("层级", summary.level),
        ("地区", "、".join(summary.region)),
    )
    st.html(markup.definition_list(rows))


def _correction(summary: PeerSummary) -> None:
    levels = ["", *(level.value for level in AgencyLevel)]
    with st.form(key=f"correct-{summary.id}", border=False):
        agency = st.text_input("机关", value=summary.agency)
        year = st.text_input("报告年度", value=str(summary.year or ""), max_chars=4)
        kind = st.text_input("领域", value=summary.kind)
        level = st.selectbox(
            "层级", levels, index=levels.index(summary.level) if summary.level in levels else 0
        )
        region = st.text_input("地区（从省写起，用顿号隔开）", value="、".join(summary.region))
        if st.form_submit_button("保存更正", type="primary"):
            number = int(year) if (year or "").isdigit() else None
            correction = ReportCorrection(agency, number, kind, level, tuple(split_names(region or "")))
            session.attempt(lambda: wiring.app().correct_peer(summary.id, correction), "更正已保存。")
            st.rerun()
    if st.button("从资料库移出", key=f"remove-{summary.id}"):
        report = wiring.app().library.report(summary.id)
        if session.attempt(lambda: wiring.app().remove_peer(summary.id)):
            wiring.shelf().put(_REMOVED, "", report)
        st.rerun()


def _undo() -> None:
    removed: PeerReport | None = wiring.shelf().get(_REMOVED, "")
    if removed is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(markup.notice(f"已移出：{removed.agency}{removed.year or ''}", markup.Tone.INFO))
        if st.button("撤销移出", key="undo-remove"):
            session.attempt(lambda: wiring.app().add_report(removed), "已放回资料库。")
            wiring.shelf().clear(_REMOVED, "")
            st.rerun()
        if st.button("知道了", key="drop-removed"):
            wiring.shelf().clear(_REMOVED, "")
            st.rerun()


def _outline(report: PeerReport) -> str:
    lines = []
    for section in report.walk():
        if section.level > 3:  # noqa: PLR2004 - deeper points are sentences, not structure
            continue
        labels = [section.section.label] if section.section else []
        labels += [topic.label for topic in section.topics]
        badges = " ".join(markup.badge(label, markup.Tone.INFO) for label in labels)
        indent = (section.level - 1) * 1.2
        lines.append(
            f'<p style="margin:.15rem 0 .15rem {indent}rem">{markup.text(section.marker + section.heading)} {badges}</p>'
        )
    damage = sum(artefact.damages for artefact in report.artefacts)
    if damage:
        lines.append(
            markup.notice(
                f"原文有 {damage} 处抽取痕迹（断页、缺字等），这些段落不会借给草稿。",
                markup.Tone.WARN,
            )
        )
    return "".join(lines) or markup.text("没有读出结构。")
