"""The Excel form out and in, with every difference shown before it is taken; earlier states brought back."""

from __future__ import annotations

from functools import partial

import streamlit as st

from assistant.adapters.workspaces import PastState, WorkspacePart
from assistant.domain.agency_year import AgencyYear
from assistant.domain.people import Act
from assistant.errors import AssistantError
from assistant.reading.agency_year import agency_year_to_plain
from assistant.reading.workbook import write_unfinished_form
from ui import session, undoing, wiring
from ui.components import markup
from ui.components.frame import clock
from ui.components.markup import Tone
from ui.components.uploads import take_uploads
from ui.presenters.differences import data_differences

_WAITING = "upload-waiting"
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STATES = 20


def year_exchange(workspace_id: str) -> None:
    """Draw both ways and the history."""
    left, right = st.columns(2, gap="large")
    with left, st.container(border=True, key="card-out"):
        _out(workspace_id)
    with right, st.container(border=True, key="card-in"):
        _into(workspace_id)
    _waiting(workspace_id)
    history(workspace_id, WorkspacePart.DATA, session.data_state(workspace_id).revision)


def _out(workspace_id: str) -> None:
    st.html(
        '<p class="nb-card-title">下载 Excel 数据表</p><p class="nb-card-line">发给各科室填写，收回后从右边导入。</p>'
    )
    app = wiring.app()
    with st.container(horizontal=True):
        st.download_button(
            "空白数据表",
            lambda: app.form_bytes(None),
            "年度数据表（空白）.xlsx",
            _MIME,
            key="form-empty",
            on_click="ignore",
        )
        state = session.data_state(workspace_id)
        if state.started:
            agency = state.plain.get("agency")
            subject = str(agency.get("name") or "") if isinstance(agency, dict) else ""
            st.download_button(
                "填好现有内容的数据表",
                lambda: (
                    write_unfinished_form(state.plain) if state.year is None else app.form_bytes(state.year)
                ),
                f"{subject}{state.plain.get('year') or ''}年度数据.xlsx",
                _MIME,
                key="form-filled",
                on_click="ignore",
            )


def _into(workspace_id: str) -> None:
    st.html(
        '<p class="nb-card-title">导入数据表</p><p class="nb-card-line">Excel、YAML 或 JSON。先列出与现有内容的不同，确认后才替换。</p>'
    )
    for upload in take_uploads("数据表", ("xlsx", "yaml", "yml", "json"), key="form-in", many=False):
        try:
            year = wiring.app().load_data_bytes(upload.name, upload.data)
        except AssistantError as error:
            session.say(str(error), Tone.BAD)
        else:
            wiring.shelf().put(_WAITING, session.private(workspace_id), (upload.name, year))
        st.rerun()


def _waiting(workspace_id: str) -> None:
    waiting: tuple[str, AgencyYear] | None = wiring.shelf().get(_WAITING, session.private(workspace_id))
    if waiting is None:
        return
    name, year = waiting
    found = data_differences(session.data_state(workspace_id).year, year)
    with st.container(border=True, key="card-differences"):
        st.html(f'<p class="nb-card-title">{markup.text(name)} 与现有内容有 {len(found)} 处不同</p>')
        rows = [(each.subject, each.before or "（没有）", each.after or "（没有，将删去）") for each in found]
        with st.container(height=min(120 + 40 * len(rows), 420), border=False):
            st.html(markup.table(("项目", "现有", "导入后"), rows))
        with st.container(horizontal=True):
            if st.button("全部替换为导入的内容", type="primary", key="take-upload"):
                _take(workspace_id, name, year)
            if st.button("放弃导入", key="drop-upload"):
                wiring.shelf().clear(_WAITING, session.private(workspace_id))
                st.rerun()


def _take(workspace_id: str, name: str, year: AgencyYear) -> None:
    if session.save_data(workspace_id, agency_year_to_plain(year)):
        wiring.shelf().clear(_WAITING, session.private(workspace_id))
        session.new_generation()
        undoing.offer(workspace_id, f"已换成“{name}”的内容。", WorkspacePart.DATA)
    st.rerun()


def history(workspace_id: str, part: WorkspacePart, revision: int) -> None:
    """Draw earlier states of a part, each with a button that brings it back."""
    edits = session.may(Act.EDIT, workspace_id)
    with st.expander("历史：找回以前的内容" if edits else "历史：谁在什么时候改过"):
        states = session.desk().past(workspace_id, part)[:_STATES]
        for number, state in enumerate(states):
            line, button = st.columns([5, 1], vertical_alignment="center")
            line.html(f'<p class="nb-card-line">{markup.text(_state_line(state, number))}</p>')
            if edits and number and button.button("恢复", key=f"past-{part}-{state.id}", width="stretch"):
                if session.attempt(partial(session.desk().bring_back, workspace_id, state, revision)):
                    session.reload()
                    session.say("已恢复。恢复前的内容也在历史里。")
                st.rerun()
        if len(states) <= 1:
            st.caption("还没有更早的内容。")


def _state_line(state: PastState, number: int) -> str:
    what = "另一窗口没有存进去的内容" if state.conflict else "现在的内容" if number == 0 else "以前的内容"
    person = session.name_of(state.saved_by)
    return f"{clock(state.saved_at)}　{what}" + (f"　{person}" if person else "")
