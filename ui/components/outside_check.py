"""Checks a report from outside and gives it back with comments."""

from __future__ import annotations

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

_KEPT = "outside-check"
_MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST = 60


def outside_check(workspace_id: str) -> None:
    """Draw the upload and what was found in the last file."""
    st.html(
        markup.guidance(
            "核对别处写的稿子：放进来，看结果，再下载一份批注版。用本工作区的年度数据核对数字。稿子不会存进工作区。"
        )
    )
    for upload in take_uploads("要核对的稿子", ("docx", "txt", "md"), key="outside", many=False):
        _check(workspace_id, upload)
        st.rerun()
    kept: tuple[Upload, CheckResult] | None = wiring.shelf().get(_KEPT, session.private(workspace_id))
    if kept is not None:
        _show(*kept)


def _check(workspace_id: str, upload: Upload) -> None:
    year = session.data_state(workspace_id).year
    own = session.desk().last_report(workspace_id)
    try:
        with st.spinner("正在核对…"):
            result = wiring.app().check_bytes(
                upload.name, upload.data, year, own_earlier=own.text if own else ""
            )
    except AssistantError as error:
        session.say(str(error), Tone.BAD)
    else:
        wiring.shelf().put(_KEPT, session.private(workspace_id), (upload, result))


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
