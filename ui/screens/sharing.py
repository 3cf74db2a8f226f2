"""共享与记录: to whom a workspace belongs, with whom it is shared, and who did what when."""

from __future__ import annotations

import streamlit as st

from assistant.adapters.workspaces import Workspace
from assistant.domain.people import Act, Person
from ui import session, wiring
from ui.components import markup
from ui.components.changes import changes
from ui.components.frame import clock, frame
from ui.navigation import go
from ui.presenters.records import Line, work_lines

_MOST = 300


def render() -> None:
    """Draw the screen."""
    workspace = session.workspace()
    if workspace is None or not wiring.accounts():
        go("home")
    frame(workspace, "sharing")
    st.title("共享与记录")
    st.html(
        markup.guidance(
            "经办的同志可以一起改；审核的同志可以查看、核对和通过，不能改数据。下面记着谁在什么时候做了什么。"
        )
    )
    left, right = st.columns([1, 1.35], gap="large")
    with left:
        _people(workspace)
    with right:
        _records(workspace)


def _people(workspace: Workspace) -> None:
    manages = session.may(Act.MANAGE, workspace.id)
    members = session.desk().store.members(workspace.id)
    everybody = wiring.app().people_desk.colleagues()
    with st.container(border=True, key="card-members"):
        st.html('<p class="nb-card-title">可以使用这份年报的人</p>')
        owner = session.name_of(workspace.owner) or "还没有"
        st.html(f'<p class="nb-card-line">负责人：{markup.text(owner)}</p>')
        for name in sorted(members):
            _member(workspace.id, name, everybody, manages=manages)
        if not members:
            st.html(markup.guidance("还没有共享给别人。管理员总能看到所有年报。"))
    if manages:
        _share(workspace, members, everybody)


def _member(workspace_id: str, name: str, everybody: tuple[Person, ...], *, manages: bool) -> None:
    person = next((each for each in everybody if each.name == name), None)
    line, button = st.columns([3, 1.2], vertical_alignment="center")
    label = _label(person) if person is not None else f"{session.name_of(name)}（已停用）"
    line.html(f'<p class="nb-card-line">{markup.text(label)}</p>')
    if manages and button.button("不再共享", key=f"unshare-{name}", width="stretch"):
        session.attempt(
            lambda: session.desk().store.unshare(workspace_id, name),
            f"已不再共享给 {session.name_of(name)}。",
        )
        st.rerun()


def _share(workspace: Workspace, members: frozenset[str], everybody: tuple[Person, ...]) -> None:
    store = session.desk().store
    others = {_label(each): each for each in everybody if each.name not in {*members, workspace.owner}}
    with st.container(border=True, key="card-share"):
        chosen = st.selectbox(
            "共享给", list(others), index=None, key=f"share-{len(members)}", placeholder="选一个人"
        )
        if st.button("共享", key="share", type="primary", disabled=chosen is None) and chosen:
            person = others[str(chosen)]
            session.attempt(lambda: store.share(workspace.id, person.name), f"已共享给 {person.label}。")
            st.rerun()
    heirs = {_label(each): each for each in everybody if each.name != workspace.owner}
    with st.container(border=True, key="card-give"):
        chosen = st.selectbox(
            "交给别人负责",
            list(heirs),
            index=None,
            key=f"give-{workspace.owner}",
            placeholder="选一个人",
            help="负责人可以改名、删除和共享。交出以后，您仍可以一起改。",
        )
        if st.button("交给", key="give", disabled=chosen is None) and chosen:
            person = heirs[str(chosen)]
            session.attempt(lambda: store.give(workspace.id, person.name), f"已交给 {person.label} 负责。")
            st.rerun()


def _label(person: Person) -> str:
    return f"{person.label}（{person.name}，{person.role}）"


def _records(workspace: Workspace) -> None:
    st.html('<p class="nb-card-title">谁做了什么</p>')
    lines = work_lines(session.desk().store.events(workspace.id, _MOST), _who)
    with st.container(height=380, border=True, key="card-records"):
        st.html(markup.table(("时间", "谁", "做了什么"), map(_row, lines)))
    changes(workspace.id)


def _who(name: str) -> str:
    return session.name_of(name) or "（没有账户时）"


def _row(line: Line) -> tuple[str, str, str]:
    when = clock(line.last) if line.times == 1 else f"{clock(line.first)} 至 {clock(line.last)}"
    return when, line.person, line.what + (f"（{line.times} 次）" if line.times > 1 else "")
