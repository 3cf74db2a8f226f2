"""③ 起草: the report as a page; a click on a sentence shows where it comes from and lets it be changed."""

from __future__ import annotations

import streamlit as st

from assistant.adapters.workspaces import Workspace
from assistant.domain.drafts import ReportDraft
from assistant.domain.people import Act
from ui import checked, drafting, session, wiring
from ui.components import markup
from ui.components.draft_versions import draft_versions
from ui.components.frame import frame, next_button
from ui.components.markup import Tone
from ui.components.report_page import report_page
from ui.components.sentence_panel import sentence_panel
from ui.components.views import view_switch
from ui.navigation import go
from ui.presenters import report_page as pages

_PAGE, _VERSIONS = "稿子", "版本与历史"
_KEY = "report-page"
_REWRITE = "重新起草整份"
_LEGEND = (
    ("fact", "出自年度数据"),
    ("set_phrase", "固定用语"),
    ("wording", "借用同行表述"),
    ("placeholder", "待补充"),
)


def render() -> None:
    """Draw the screen."""
    workspace = session.workspace()
    if workspace is None:
        go("home")
    drafting.take_changed()  # this run draws everything
    drafting.come_back()
    frame(workspace, "draft", prepare=lambda: checked.check_now(workspace.id))
    state = session.draft_state(workspace.id)
    if state.damage:
        st.html(markup.notice(state.damage, Tone.BAD))
    if state.draft is None:
        _first(workspace)
        return
    st.html('<h1 class="nb-hidden">起草</h1>')
    with st.container(horizontal=True, vertical_alignment="center", key="draft-toolbar"):
        view = view_switch({"page": _PAGE, "versions": _VERSIONS}, key="draft-view")
        if view == "page" and session.may(Act.EDIT, workspace.id):
            _toolbar(workspace.id, state.draft)
        else:
            st.space("stretch")
        next_button(workspace, "draft")
    if view == "versions":
        draft_versions(workspace.id, state)
    else:
        _work(workspace.id)


def _first(workspace: Workspace) -> None:
    st.title("起草")
    st.html(markup.guidance("按年度数据写出整份报告。每句话都能点开看依据；写好以后可以逐句修改。"))
    if not session.may(Act.EDIT, workspace.id):
        st.html(markup.empty_state("还没有起草", "经办的同志还没有起草这份报告。"))
        return
    data = session.data_state(workspace.id)
    if data.year is None:
        count = len(data.problems) if data.started else 0
        hint = f"年度数据还有 {count} 处需要改正。" if count else "年度数据还没有填。"
        st.html(markup.empty_state("还不能起草", hint))
        if st.button("去填年度数据", type="primary", key="to-data"):
            go("data", workspace.id)
        return
    peers = len(wiring.peers())
    hint = (
        f"将参考 {peers} 份同行报告的写法。"
        if peers
        else "资料库里没有同行报告，也可以起草；加入以后重写会更丰富。"
    )
    st.html(markup.empty_state("还没有起草", hint))
    if st.button("起草整份报告", type="primary", key="write-all"):
        with st.spinner("正在起草…"):
            drafting.write_all(workspace.id)
        st.rerun()


@st.fragment
def _work(workspace_id: str) -> None:
    """Page and panel. A fragment: picking a sentence draws nothing else anew; a change draws everything anew."""
    draft = session.draft_state(workspace_id).draft
    if draft is None:
        return
    if drafting.take_changed():
        st.rerun()
    check = checked.checked_draft(workspace_id, draft)
    found = pages.findings_by_sentence(draft, check.open)
    left, right = st.columns([1.75, 1], gap="medium")
    with left:
        data = pages.page_data(pages.page_blocks(draft, found))
        report_page(data, drafting.mark(), key=_KEY, picked=drafting.pick)
        _legend()
    with right:
        sentence_panel(workspace_id, draft, found)


def _toolbar(workspace_id: str, draft: ReportDraft) -> None:
    if st.button("撤销", key="undo", disabled=not drafting.can_undo(workspace_id, 1), help="退回上一步"):
        drafting.undo(workspace_id, 1)
        st.rerun()
    if st.button(
        "重做", key="redo", disabled=not drafting.can_undo(workspace_id, -1), help="撤销错了，再往前一步"
    ):
        drafting.undo(workspace_id, -1)
        st.rerun()
    gaps = pages.placeholder_keys(draft)
    st.html(
        f'<span class="nb-soft">约 {pages.character_count(draft)} 字，点一句话看依据、改文字</span>',
        width="content",
    )
    if gaps and st.button(f"{len(gaps)} 处待补充，去补", key="to-gap", type="tertiary"):
        drafting.select(pages.next_key(gaps, drafting.selected()), reveal=True)
        st.rerun()
    st.space("stretch")
    if st.menu_button("更多", (_REWRITE,), key="draft-more") == _REWRITE:
        _confirm_rewrite(workspace_id, draft)


@st.dialog("重新起草整份报告")
def _confirm_rewrite(workspace_id: str, draft: ReportDraft) -> None:
    locked = sum(sentence.locked for sentence in draft.sentences())
    edited = sum(sentence.by_hand and not sentence.locked for sentence in draft.sentences())
    st.html(
        markup.guidance(
            f"现在的稿子先存为一个版本，随时可以换回。锁定的 {locked} 句原样留下，其余按年度数据重写。"
        )
    )
    keeps = bool(edited) and st.checkbox(
        f"自己改过的 {edited} 句也留下（把它们锁定）", value=True, key="keep-edited"
    )
    if st.button("重新起草", type="primary", key="confirm-rewrite"):
        with st.spinner("正在起草…"):
            drafting.write_all(workspace_id, keep_edited=keeps)
        st.rerun()


def _legend() -> None:
    marks = "".join(f'<span class="nb-legend nb-legend-{kind}">{label}</span>' for kind, label in _LEGEND)
    st.html(f'<div class="nb-legends">{marks}<span class="nb-legend">✕ 必须修改　△ 请核对</span></div>')
