"""⑤ 导出: the pages as they will be printed, the state of the document, and the files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from hashlib import sha256

import streamlit as st

from assistant.adapters.workspaces import Workspace
from assistant.approval import obstacles
from assistant.desk import Desk
from assistant.domain.agency_year import AgencyYear
from assistant.domain.drafts import DocumentState, ReportDraft
from assistant.exporting.profile import GB2312_FONTS, WINDOWS_FONTS, DocumentProfile
from ui import session, wiring
from ui.checked import Checked, check_now, checked_draft
from ui.components import markup
from ui.components.approving import passed
from ui.components.frame import frame
from ui.components.job_panel import job_panel
from ui.components.markup import Tone
from ui.jobs import Job
from ui.navigation import go
from ui.work import render_preview

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PREVIEW = "preview"
_FONTS = {
    "国标字体名（仿宋_GB2312、楷体_GB2312、方正小标宋）": GB2312_FONTS,
    "Windows 自带（仿宋、楷体、宋体）": WINDOWS_FONTS,
}


def render() -> None:
    """Draw the screen."""
    workspace = session.workspace()
    if workspace is None:
        go("home")
    frame(workspace, "export", prepare=lambda: check_now(workspace.id))
    draft = session.draft_state(workspace.id).draft
    check = checked_draft(workspace.id, draft) if draft is not None else None
    st.title("导出")
    st.html(
        markup.guidance(
            "按公文格式写成 Word 文件。没有“必须修改”的问题时是送审稿，否则是讨论稿，页面上会写明。"
        )
    )
    if draft is None or check is None:
        st.html(markup.empty_state("还没有稿子可导出", "先起草。"))
        if st.button("去起草", type="primary", key="to-draft"):
            go("draft", workspace.id)
        return
    draft = _with_state(workspace, draft, check)
    left, right = st.columns([1, 1.35], gap="large")
    with left:
        profile = _profile()
        _files(workspace, draft, profile)
    with right:
        _preview(workspace, draft, profile)


def _with_state(workspace: Workspace, draft: ReportDraft, check: Checked) -> ReportDraft:
    found = obstacles(draft, check.open)
    if found:
        after = "处理完、审核通过以后才是送审稿" if wiring.accounts() else "处理完就是送审稿"
        with st.container(key="remarks-obstacles", horizontal=True, vertical_alignment="center"):
            words = f"{markup.SIGNS[Tone.WARN]} 现在导出的是讨论稿：还有 {found.words}。{after}。"
            st.html(f'<p class="nb-remark" role="status">{markup.text(words)}</p>', width="content")
            if st.button("去处理", key="to-check", type="primary"):
                go("check", workspace.id)
        return replace(draft, state=DocumentState.DISCUSSION)
    noted = f"（另有 {len(check.ignored)} 处已写明理由忽略）" if check.ignored else ""
    if wiring.accounts() and not passed(workspace.id, noted):
        return replace(draft, state=DocumentState.DISCUSSION)
    st.html(markup.notice(f"可以导出送审稿：没有必须修改的问题{noted}。", Tone.GOOD))
    return replace(draft, state=DocumentState.FOR_APPROVAL)


def _profile() -> DocumentProfile:
    with st.container(border=True, key="card-profile"):
        st.html('<p class="nb-card-title">版式</p>')
        fonts = st.selectbox("字体名称", list(_FONTS), key="profile-fonts", persist_state="session")
        red = st.checkbox(
            "套红头（发文机关标志和红线）", value=True, key="profile-red", persist_state="session"
        )
        sealed = st.checkbox(
            "将加盖公章（署名居中于日期）", value=False, key="profile-sealed", persist_state="session"
        )
    return DocumentProfile(fonts=_FONTS[str(fonts)], red_head=bool(red), sealed=bool(sealed))


def _files(workspace: Workspace, draft: ReportDraft, profile: DocumentProfile) -> None:
    app, year = wiring.app(), session.data_state(workspace.id).year
    stem = f"{draft.title}（{draft.state.value}）"
    # A download runs outside the session: it brings the desk of the person it was drawn for.
    of = [session.draft_state(workspace.id).revision, session.data_state(workspace.id).revision]
    note = partial(_note, session.desk(), workspace.id, draft.state, of)

    def clean() -> bytes:
        note("Word 文件", last=True)
        return app.docx(draft, profile=profile)

    def with_sources(year: AgencyYear) -> bytes:
        note("带依据批注的 Word 文件")
        return app.docx(draft, year, profile=profile)

    def markdown() -> bytes:
        note("Markdown")
        return app.markdown(draft)

    def plain() -> bytes:
        note("JSON")
        return app.draft_json(draft)

    with st.container(border=True, key="card-files"):
        st.html('<p class="nb-card-title">文件</p>')
        st.download_button(
            f"下载{draft.state.value}（Word）",
            clean,
            f"{stem}.docx",
            _DOCX,
            key="get-docx",
            type="primary",
            width="stretch",
        )
        if year is not None:
            _with_sources(draft, year, partial(with_sources, year), stem)
        st.download_button(
            "纯文本（Markdown）",
            markdown,
            f"{stem}.md",
            "text/markdown",
            key="get-md",
            on_click="ignore",
            width="stretch",
        )
        st.download_button(
            "稿件数据（JSON，可再导入命令行）",
            plain,
            f"{stem}.json",
            "application/json",
            key="get-json",
            on_click="ignore",
            width="stretch",
        )


def _with_sources(draft: ReportDraft, year: AgencyYear, docx: Callable[[], bytes], stem: str) -> None:
    app = wiring.app()
    st.download_button(
        "带依据批注的 Word 文件（内部核对用）",
        docx,
        f"{stem}（依据批注）.docx",
        _DOCX,
        key="get-sources",
        on_click="ignore",
        width="stretch",
    )
    st.download_button(
        "来源清单（每句话的依据）",
        lambda: app.trace_text(draft, year),
        f"{stem}（来源清单）.md",
        "text/markdown",
        key="get-trace",
        on_click="ignore",
        width="stretch",
    )


def _note(
    desk: Desk, workspace_id: str, state: DocumentState, of: list[int], what: str, *, last: bool = False
) -> None:
    """Write down that somebody took a document away; the step bar shows the last one."""
    desk.store.note(workspace_id, "export", f"{state.value}，{what}")
    if last:
        moment = datetime.now().astimezone().strftime("%m月%d日 %H:%M")
        session.remember(workspace_id, desk, exported=f"{moment} 导出{state.value}", **{"exported-of": of})


def _preview(workspace: Workspace, draft: ReportDraft, profile: DocumentProfile) -> None:
    st.html('<p class="nb-card-title">页面预览</p>')
    if not wiring.app().can_preview():
        st.html(
            markup.notice(
                "这台电脑缺少预览所需的软件（LibreOffice 和 poppler-utils），看不到页面；Word 文件照常下载。",
                Tone.INFO,
            )
        )
        return
    version = sha256(repr((draft, profile)).encode()).hexdigest()[:16]

    scope = session.private(workspace.id)

    def finished(job: Job) -> None:
        if job.error:
            st.html(markup.notice(job.error, Tone.BAD))
        elif job.result is not None:
            wiring.shelf().put(_PREVIEW, scope, job.result)

    running = job_panel("preview", scope, finished)
    kept: tuple[str, tuple[bytes, ...]] | None = wiring.shelf().get(_PREVIEW, scope)
    if not running and (kept is None or kept[0] != version):
        label = "生成预览" if kept is None else "稿子或版式改过，重新生成预览"
        if st.button(label, key="make-preview"):
            wiring.jobs().start(
                "preview",
                "正在排版",
                render_preview(wiring.app(), draft, profile, version),
                scope=scope,
            )
            st.rerun()
        if kept is None:
            st.html(markup.guidance("看看打印出来是什么样子，约需几秒。"))
    if kept is not None:
        _pages(kept[1], current=kept[0] == version)


def _pages(pages: tuple[bytes, ...], *, current: bool) -> None:
    if not current:
        st.caption("下面是改动以前的页面。")
    with st.container(height=720, border=True, key="preview-pages"):
        for number, page in enumerate(pages, 1):
            st.image(page, caption=f"第 {number} 页，共 {len(pages)} 页", width="stretch")
