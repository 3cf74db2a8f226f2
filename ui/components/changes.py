"""Shows what one save changed against the one before: data as a table, the draft as marked text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from assistant.adapters.workspaces import PastState, WorkspacePart
from assistant.domain.drafts import render_text
from assistant.errors import AssistantError
from ui import session
from ui.components import markup
from ui.components.frame import clock
from ui.presenters.differences import marked_difference
from ui.presenters.plain_differences import plain_differences

_MOST = 100


@dataclass(frozen=True, slots=True)
class _Save:
    """A saved state with the one it came after."""

    state: PastState
    before: PastState | None


def changes(workspace_id: str) -> None:
    """Draw the choice of a save, and what it changed."""
    saves = sorted(_saves(workspace_id), key=lambda save: save.state.saved_at, reverse=True)[:_MOST]
    names = {_label(save): save for save in saves}
    chosen = st.selectbox(
        "看某一次改了什么", list(names), index=None, key=f"change-{len(names)}", placeholder="选一次保存"
    )
    if not chosen:
        return
    save = names[str(chosen)]
    try:
        shown = (
            _data(workspace_id, save) if save.state.part is WorkspacePart.DATA else _draft(workspace_id, save)
        )
    except AssistantError as error:
        shown = markup.notice(str(error), markup.Tone.BAD)
    with st.container(height=360, border=True, key="card-change"):
        st.html(shown or markup.guidance("这一次没有改动内容。"))


def _saves(workspace_id: str) -> Iterator[_Save]:
    for part in (WorkspacePart.DATA, WorkspacePart.DRAFT):
        states = session.desk().past(workspace_id, part)
        for index, state in enumerate(states):
            yield _Save(state, next((each for each in states[index + 1 :] if not each.conflict), None))


def _label(save: _Save) -> str:
    lost = "（没有存进去）" if save.state.conflict else ""
    person = session.name_of(save.state.saved_by)
    return f"{clock(save.state.saved_at)} {person} {save.state.part.label}{lost} #{save.state.id}"


def _data(workspace_id: str, save: _Save) -> str:
    desk = session.desk()
    before = desk.past_data(workspace_id, save.before) if save.before is not None else {}
    found = plain_differences(before, desk.past_data(workspace_id, save.state))
    rows = [(each.subject, each.before or "（没有）", each.after or "（删去）") for each in found]
    return markup.table(("项目", "以前", "改为"), rows) if rows else ""


def _draft(workspace_id: str, save: _Save) -> str:
    desk = session.desk()
    drafts = [
        desk.past_draft(workspace_id, state) if state is not None else None
        for state in (save.before, save.state)
    ]
    before, after = (render_text(draft).text if draft is not None else "" for draft in drafts)
    return marked_difference(before, after)
