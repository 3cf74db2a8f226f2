"""Checks a report from outside and gives it back with comments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

import streamlit as st

from assistant.domain.findings import CheckResult, Severity
from assistant.errors import AssistantError
from ui import session, wiring
from ui.components import markup
from ui.components.check_overview import section_table, similarity_table
from ui.components.findings import finding_html
from ui.components.markup import Tone
from ui.components.uploads import Upload, take_uploads
from ui.presenters.findings import strangeness

_KEPT = "outside-check"
_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST = 60


@dataclass(frozen=True, slots=True)
class _Kept:
    """The last file that was checked; `stranger` says how it differs from this workspace."""

    upload: Upload
    result: CheckResult
    stranger: str
    compared: bool


def outside_check(workspace_id: str) -> None:
    """Draw the upload and what was found in the last file."""
    st.html(
        markup.guidance(
            "核对别处写的稿子：放进来，看结果，再下载一份批注版。是本机关本年度的稿子，就用年度数据核对数字；是别家的或别的年度的，先不比。稿子不会存进工作区。"
        )
    )
    for upload in take_uploads("要核对的稿子", ("docx", "txt", "md"), key="outside", many=False):
        _check(workspace_id, upload, asked=False)
        st.rerun()
    kept: _Kept | None = wiring.shelf().get(_KEPT, session.private(workspace_id))
    if kept is None:
        return
    if kept.stranger:
        with st.container(key="remarks-stranger", horizontal=True, vertical_alignment="center"):
            st.html(f'<p class="nb-remark" role="status">△ {markup.text(kept.stranger)}</p>', width="content")
            if not kept.compared and st.button("也用本机关的数据核对", key="outside-compare"):
                _check(workspace_id, kept.upload, asked=True)
                st.rerun()
    _show(kept.upload, kept.result)


def _check(workspace_id: str, upload: Upload, *, asked: bool) -> None:
    """Check a file; with our numbers only if it is ours of this year, or somebody asked for it."""
    app, year = wiring.app(), session.data_state(workspace_id).year
    own = session.desk().last_report(workspace_id)
    try:
        with st.spinner("正在核对…"):
            report = app.read_bytes(upload.name, upload.data)
            differs = strangeness(report, year) if year is not None else ""
            compared = asked or not differs
            earlier = own.text if own is not None and compared else ""
            result = app.check_bytes(
                upload.name, upload.data, year if compared else None, own_earlier=earlier
            )
    except AssistantError as error:
        session.say(str(error), Tone.BAD)
        return
    words = (
        f"{differs}，{'按您的要求用本机关的数据核对了' if compared else '没有拿本机关的数字比'}。"
        if differs
        else ""
    )
    kept = _Kept(upload, result, words, compared=compared)
    wiring.shelf().put(_KEPT, session.private(workspace_id), kept)


def _show(upload: Upload, result: CheckResult) -> None:
    blockers = sum(finding.severity is Severity.BLOCKER for finding in result.findings)
    tone = Tone.BAD if blockers else Tone.GOOD
    st.html(markup.notice(f"{upload.name}：共 {len(result.findings)} 处，其中必须修改 {blockers} 处。", tone))
    app = wiring.app()  # a download runs outside the session
    name = f"{PurePath(upload.name).stem}（批注）.docx"
    st.download_button(
        "下载批注版（Word）",
        lambda: app.annotated(upload.data, result),
        name,
        _MIME,
        key="outside-download",
        on_click="ignore",
        type="primary",
    )
    section_table(result)
    for finding in result.findings[:_MOST]:
        with st.container(border=True):
            st.html(finding_html(finding, result.text))
    if len(result.findings) > _MOST:
        st.html(markup.guidance(f"还有 {len(result.findings) - _MOST} 处，见批注版。"))
    similarity_table(result)
