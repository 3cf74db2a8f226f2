"""① 去年报告与同行: the agency's own last report, the library of peers, and search in it by meaning."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from assistant.domain.peers import PeerSummary
from assistant.domain.people import Act
from assistant.errors import AssistantError
from ui import session, wiring
from ui.components import markup
from ui.components.frame import frame, page_title
from ui.components.job_panel import job_panel, tell_failure
from ui.components.markup import Tone
from ui.components.own_report import own_report
from ui.components.passage import search_panel
from ui.components.peer_table import peer_table
from ui.components.uploads import Upload, take_uploads
from ui.components.views import view_switch
from ui.jobs import Job, JobState
from ui.navigation import go
from ui.presenters.peers import added_summary
from ui.work import add_files, add_uploads

_LIBRARY, _SEARCH, _OWN = "同行资料库", "按意思检索", "本机关去年的报告"
_SUFFIXES = ("docx", "txt", "md")


def render() -> None:
    """Draw the screen."""
    workspace = session.workspace()
    if workspace is None:
        go("home")
    frame(workspace, "peers")
    page_title("去年报告与同行", workspace, "peers")
    st.html(
        markup.guidance(
            "加入同类机关公开的年度报告，起草时参考它们的写法；它们的数字、地名和事项不会进入您的稿子。也可放入本机关去年的报告。"
        )
    )
    view = view_switch({"library": _LIBRARY, "search": _SEARCH, "own": _OWN}, key="peers-view")
    if view == "search":
        search_panel(workspace)
    elif view == "own":
        own_report(workspace.id)
    else:
        _library()


def _library() -> None:
    found = wiring.peers()
    keeps = session.may(Act.LIBRARY)
    running = keeps and job_panel("peers", "", _finished)
    if not keeps:
        st.html(markup.guidance("同行资料库大家共用，由管理员增减和更正；需要加入报告时，请交给管理员。"))
    elif not running:
        _add(found)
    if found:
        peer_table(found)
    elif not running and keeps:
        st.html(
            markup.empty_state(
                "资料库还是空的", "把同类机关公开的报告拖进上面的框，或先加入自带的五份真实报告。"
            )
        )


def _add(found: tuple[PeerSummary, ...]) -> None:
    with st.container(border=True, key="peer-add"):
        left, right = st.columns([3, 2], gap="large")
        with left:
            st.html(
                '<p class="nb-card-title">加入报告</p><p class="nb-card-line">Word（.docx）或文本（.txt、.md），可一次选多份。</p>'
            )
            uploads = take_uploads("同行报告", _SUFFIXES, key="peer-files")
            if uploads:
                _start_uploads(uploads)
        with right:
            st.html(
                '<p class="nb-card-title">整个文件夹</p><p class="nb-card-line">本机上的文件夹，里面的报告会逐份读入。</p>'
            )
            folder = st.text_input(
                "文件夹", key="peer-folder", placeholder="例如 D:\\报告\\2024", label_visibility="collapsed"
            )
            with st.container(horizontal=True):
                if st.button("加入文件夹", key="peer-folder-add"):
                    _start_folder((folder or "").strip())
                examples = wiring.app().example_reports()
                if len(found) < len(examples) and st.button("加入自带的五份报告", key="peer-examples"):
                    _start_files(examples)


def _start_uploads(uploads: tuple[Upload, ...]) -> None:
    wiring.jobs().start("peers", f"正在加入 {len(uploads)} 份报告", add_uploads(wiring.app(), uploads))
    st.rerun()


def _start_folder(folder: str) -> None:
    if not folder:
        session.say("请先填写文件夹的位置。", Tone.WARN)
        st.rerun()
    try:
        collection = wiring.app().collect([Path(folder)])
    except AssistantError as error:
        session.say(str(error), Tone.BAD)
        st.rerun()
    for skipped in collection.skipped[:5]:
        session.say(f"{skipped.path}：{skipped.reason}", Tone.WARN)
    if collection.files:
        _start_files(collection.files)
    st.rerun()


def _start_files(files: tuple[Path, ...]) -> None:
    wiring.jobs().start("peers", f"正在加入 {len(files)} 份报告", add_files(wiring.app(), files))
    st.rerun()


def _finished(job: Job) -> None:
    if tell_failure(job):
        return
    summary = added_summary(job.result)
    tone = Tone.GOOD if not summary.failures else Tone.WARN
    stopped = "已按您的要求停下。" if job.state is JobState.STOPPED else ""
    st.html(markup.notice(f"{stopped}{summary.text}", tone))
    for failure in summary.failures:
        st.html(markup.notice(failure, Tone.BAD))
