"""A reviewer lets a draft pass; it holds until draft or data are changed."""

from __future__ import annotations

import streamlit as st

from assistant.domain.people import Act
from ui import session, wiring
from ui.components import markup
from ui.components.frame import clock
from ui.components.markup import Tone


def passed(workspace_id: str, noted: str) -> bool:
    """Draw where the approval stands, and its buttons for a reviewer. Returns whether what stands now has passed."""
    data, draft = session.data_state(workspace_id), session.draft_state(workspace_id)
    approval = session.desk().store.approval(workspace_id)
    reviews = session.may(Act.APPROVE, workspace_id)
    now = (draft.revision, data.revision)
    if approval is not None and (approval.draft_revision, approval.data_revision) == now:
        by = session.name_of(approval.approved_by)
        st.html(markup.notice(f"{by} 已审核通过（{clock(approval.approved_at)}）。", Tone.GOOD))
        if reviews and st.button("撤回通过", key="disapprove"):
            session.attempt(
                lambda: session.desk().store.disapprove(workspace_id), "已撤回，导出的又是讨论稿。"
            )
            st.rerun()
        return True
    changed = "稿子或数据在上次通过以后改过，要重新审核。" if approval is not None else ""
    if not reviews:
        text = (
            f"{changed}没有必须修改的问题{noted}。等审核的同志通过后，导出的就是送审稿；现在导出的是讨论稿。"
        )
        st.html(markup.notice(text, Tone.INFO))
        return False
    text = f"{changed}没有必须修改的问题{noted}，可以通过。通过以后导出的就是送审稿；再改动就要重新审核。"
    st.html(markup.notice(text, Tone.INFO))
    if st.button("审核通过", key="approve", type="primary"):
        session.attempt(lambda: wiring.app().approve(workspace_id, *now), "已通过，现在可以导出送审稿。")
        st.rerun()
    return False
