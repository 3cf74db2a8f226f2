"""What stands around every screen: name, workspace, saved state, the five steps, messages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import streamlit as st

from assistant.adapters.workspaces import Workspace
from assistant.desk import DataState, DraftState
from ui import session, undoing, wiring
from ui.components import markup
from ui.components.markup import Tone
from ui.components.who import open_to_all, who
from ui.navigation import WORKSPACE, go, page
from ui.presenters.steps import NEXT, Step, steps
from ui.standing import standing_of

_STYLE = Path(__file__).with_name("theme.css")


def style() -> None:
    """Load the styles of the application."""
    st.html(_STYLE)


def messages() -> None:
    """Show the messages that were left for this page."""
    for message, tone in session.take_messages():
        st.html(markup.notice(message, tone))


def _undo(workspace_id: str) -> None:
    """Offer to take the last deletion back."""
    found = undoing.standing(workspace_id)
    if found is None:
        return
    with st.container(key="undo-offer", horizontal=True, vertical_alignment="center"):
        st.html(markup.notice(found.message, Tone.INFO))
        st.button("撤销", key="undo-take", on_click=undoing.taker(found), type="primary")
        st.button("知道了", key="undo-drop", on_click=undoing.drop)


def frame(workspace: Workspace | None, current: str, prepare: Callable[[], object] | None = None) -> None:
    """Draw the top of a page.

    `prepare` works out what the steps will say (the check of the draft); the page is there while it runs.
    """
    style()
    with st.container(key="frame-top", horizontal=True, vertical_alignment="center"):
        _brand(workspace)
        who(workspace)
    if workspace is not None:
        wiring.warm()
        place = st.container(key="steps-place")
        if prepare is not None:
            with st.spinner("正在核对稿子…"):
                prepare()
        data, draft = session.data_state(workspace.id), session.draft_state(workspace.id)
        with place:
            _steps(workspace, data, draft, current)
    # Always there, empty or not: what follows keeps its place, and fields in work are not drawn anew.
    with st.container(key="frame-messages"):
        open_to_all()
        if workspace is not None:
            _other_tabs(workspace)
            _undo(workspace.id)
        messages()


def page_title(title: str, workspace: Workspace, current: str) -> None:
    """The heading of a step, with the way on at its right, at the same place on every step."""
    with st.container(key="page-title", horizontal=True, vertical_alignment="center"):
        st.title(title)
        next_button(workspace, current)


def next_button(workspace: Workspace, current: str) -> None:
    """The button that goes on to the next step."""
    if current in NEXT:
        label, following = NEXT[current]
        if st.button(label, key="next-step"):
            go(following, workspace.id)


def _brand(workspace: Workspace | None) -> None:
    st.page_link(page("home"), label="**年报助手**", width="content")
    if workspace is None:
        st.html('<div class="nb-brand"><span>法治政府建设年度情况报告</span></div>')
        return
    st.html(f'<div class="nb-brand"><span>{markup.text(workspace.name)}</span></div>')
    st.html(
        f'<div class="nb-saved">每处改动自动保存 · 上次 {markup.text(clock(workspace.changed_at))}</div>',
        width="content",
    )


def _steps(workspace: Workspace, data: DataState, draft: DraftState, current: str) -> None:
    with st.container(key="steps"):
        columns = st.columns(5, gap="small")
        for column, step in zip(columns, steps(standing_of(workspace.id, data, draft)), strict=True):
            with (
                column,
                st.container(key=f"step-{'now-' if step.page == current else ''}{step.page}", gap=None),
            ):
                _step(workspace, step)


def _step(workspace: Workspace, step: Step) -> None:
    st.page_link(page(step.page), label=step.title, query_params={WORKSPACE: workspace.id}, width="stretch")
    sign = markup.SIGNS[step.tone]
    st.html(
        f'<div class="nb-step-state nb-{step.tone}"><span aria-hidden="true">{sign}</span> {markup.text(step.note)}</div>'
    )


def _other_tabs(workspace: Workspace) -> None:
    """Tell of other tabs on the same workspace, and of what they saved."""
    refused = session.conflict()
    newer = bool(refused) or session.newer_elsewhere(workspace.id)
    if newer:
        text = refused or "这份年报刚刚在另一个窗口改过，这里显示的是改动以前的内容。"
        st.html(markup.notice(text, Tone.WARN))
        if st.button("看最新内容", key="reload-newest", type="primary"):
            session.reload()
            st.rerun()
        return
    me = wiring.visitor().name
    others = wiring.presence().others(workspace.id, me)
    if others:
        names = "、".join(sorted({session.name_of(each) for each in others if each != me}))
        where = f"{names} 也打开着这份年报" if names else "这份年报同时在另一个窗口打开着"
        st.html(
            markup.notice(
                f"{where}。两边都可以看；改同一处时，后保存的一方会得到提示，不会互相覆盖。", Tone.INFO
            )
        )


def clock(moment: str) -> str:
    """A saved moment as the clock on the wall shows it."""
    if not moment:
        return ""
    local = datetime.fromisoformat(moment).astimezone()
    today = datetime.now().astimezone().date()
    return local.strftime("今天 %H:%M") if local.date() == today else local.strftime("%m月%d日 %H:%M")
