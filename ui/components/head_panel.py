"""Beside the page: what is picked outside the sentences, such as the title, a heading or the date."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.domain.drafts import ReportDraft
from assistant.domain.findings import Finding
from assistant.domain.people import Act
from ui import drafting, session
from ui.components import markup
from ui.components.findings import finding_notices
from ui.components.jump import to_field
from ui.presenters.report_page import ADDRESSEE, AGENCY, DATE, TITLE, heading_place

_FIELDS = {
    ADDRESSEE: ("主送机关", "document.addressee"),
    AGENCY: ("署名", "agency.name"),
    DATE: ("成文日期", "document.date"),
}


def head_panel(workspace_id: str, draft: ReportDraft, key: str, findings: Sequence[Finding]) -> bool:
    """Draw the panel of a title, a heading or a field of the frame. Returns whether the key is one of these."""
    place = heading_place(key)
    if place is not None or key == TITLE or key in _FIELDS:
        finding_notices(findings)
    if not session.may(Act.EDIT, workspace_id):
        return place is not None or key == TITLE or key in _FIELDS
    if key == TITLE:
        title_field(workspace_id, draft)
    elif key in _FIELDS:
        _field(workspace_id, draft, key)
    elif place is not None and _there(draft, *place):
        _heading(workspace_id, draft, *place)
    else:
        return False
    return True


def title_field(workspace_id: str, draft: ReportDraft) -> None:
    """The field of the report's title; saved when it is left."""
    key = f"title-{session.generation()}"
    st.text_area(
        "报告标题",
        value=draft.title,
        key=key,
        height=92,
        on_change=lambda: drafting.rename(workspace_id, title=str(st.session_state[key])),
    )


def _there(draft: ReportDraft, section: int, subsection: int) -> bool:
    return section < len(draft.sections) and subsection < len(draft.sections[section].subsections)


def _heading(workspace_id: str, draft: ReportDraft, section: int, subsection: int) -> None:
    found = draft.sections[section]
    heading = found.heading if subsection < 0 else found.subsections[subsection].heading
    key = f"heading-{section}-{subsection}-{session.generation()}"

    def save() -> None:
        drafting.retitle(workspace_id, section, subsection, str(st.session_state[key] or ""))

    label = "一级标题" if subsection < 0 else "分项标题"
    st.text_area(label, value=heading, key=key, height=92, on_change=save, max_chars=80)
    st.button("改好", key=f"save-{key}", type="primary", on_click=save)
    hint = "前面的序号会自动加上。"
    if subsection < 0:
        hint += "一级标题对应规定的内容，改动以后核对时会重新判断有没有缺项。"
    st.html(markup.guidance(hint))


def _field(workspace_id: str, draft: ReportDraft, key: str) -> None:
    label, path = _FIELDS[key]
    shown = {ADDRESSEE: draft.addressee, AGENCY: draft.signature.agency, DATE: draft.signature.date}[key]
    st.html(
        f'<p class="nb-card-title">{label}</p><div class="nb-fact">{markup.text(shown or "（没有填）")}</div>'
    )
    st.html(markup.guidance("这一处出自年度数据的“基本信息”。改了以后，重新起草时用新的内容。"))
    if st.button("去年度数据改", key=f"head-{key}", type="primary"):
        to_field(workspace_id, path)
