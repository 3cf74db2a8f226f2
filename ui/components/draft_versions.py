"""Versions of the draft: put one aside, compare it with the present one, bring it back."""

from __future__ import annotations

import streamlit as st

from assistant.adapters.workspaces import DraftVersion, WorkspacePart
from assistant.desk import DraftState
from assistant.domain.drafts import ReportDraft, render_text
from assistant.domain.people import Act
from assistant.errors import AssistantError
from ui import drafting, session
from ui.components import markup
from ui.components.frame import clock
from ui.components.year_exchange import history
from ui.presenters.differences import marked_difference


def draft_versions(workspace_id: str, state: DraftState) -> None:
    """Draw the list, the comparison and the history."""
    now = state.draft
    if now is None:
        return
    st.html(markup.guidance("存一个版本，就可以放心大改：随时对比、随时换回来。每一步改动另有自动历史。"))
    if session.may(Act.EDIT, workspace_id):
        _keep(workspace_id, now)
    versions = session.desk().store.versions(workspace_id)
    if not versions:
        st.html(markup.empty_state("还没有版本", "重新起草整份报告时，也会先自动存一个。"))
    else:
        _compare(workspace_id, now, versions)
    history(workspace_id, WorkspacePart.DRAFT, state.revision)


def _keep(workspace_id: str, now: ReportDraft) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        label = st.text_input("版本名称", key="version-label", placeholder="例如：送科长看的稿", max_chars=60)
        if st.button("把现在的稿子存为版本", type="primary", key="keep-version"):
            name = (label or "").strip() or "未命名版本"
            session.attempt(
                lambda: session.desk().keep_version(workspace_id, name, now), f"已存为版本“{name}”。"
            )
            st.rerun()


def _compare(workspace_id: str, now: ReportDraft, versions: tuple[DraftVersion, ...]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by_id = {version.id: version for version in versions}
        chosen = st.selectbox(
            "与现在的稿子对比",
            list(by_id),
            format_func=lambda each: _named(by_id[each]),
            key="version-chosen",
        )
        version = by_id[chosen]
        back = session.may(Act.EDIT, workspace_id) and st.button(
            "换回这个版本", key=f"restore-version-{version.id}", help="现在的稿子先存成一个版本，再换回"
        )
    try:
        old = session.desk().version(workspace_id, version.id)
    except AssistantError as error:
        st.html(markup.notice(str(error), markup.Tone.BAD))
        return
    if back:
        session.desk().keep_version(workspace_id, "换回旧版本以前", now)
        drafting.replace_draft(workspace_id, old)
        session.say("已换回。换回以前的稿子也存成了一个版本。")
        st.rerun()
    st.html(
        '<p class="nb-diff-legend nb-card-line"><del>红底划去</del>：那个版本里有、现在没有的　'
        "<ins>绿底加线</ins>：后来加的　没有变的段落不列出</p>"
    )
    difference = marked_difference(render_text(old).text, render_text(now).text)
    with st.container(height=430, border=True):
        st.html(difference or markup.guidance("与现在的稿子完全相同。"))


def _named(version: DraftVersion) -> str:
    person = session.name_of(version.created_by)
    when = f"{clock(version.created_at)} {person}".strip()
    return f"{version.label}（{when}）"
