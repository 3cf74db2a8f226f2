"""人员: accounts for administrators; add, role, password, lock, shut out."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assistant.domain.account_rules import MIN_PASSWORD
from assistant.domain.people import Act, Person, Role
from ui import session, wiring
from ui.components import markup
from ui.components.frame import clock, frame
from ui.components.markup import Tone
from ui.navigation import go
from ui.presenters.records import account_lines

_ROLES = tuple(Role)
_MEANING = {
    Role.CLERK: "新建年报，改自己的和共享给自己的",
    Role.REVIEWER: "看共享给自己的，核对、忽略、通过，不能改数据",
    Role.ADMINISTRATOR: "管人员和同行资料库，看和改所有年报",
}


def render() -> None:
    """Draw the screen."""
    if not (wiring.accounts() and session.may(Act.PEOPLE)):
        go("home")
    frame(None, "people")
    st.title("人员")
    st.html(markup.guidance("一人一个账户。人走了就停用，不删除：修改记录里还有这个人的名字。"))
    for person in wiring.app().people_desk.all():
        _card(person)
    _add()
    _log()


def _card(person: Person) -> None:
    desk = wiring.app().people_desk
    me = wiring.visitor().name == person.name
    locked = desk.locked_seconds(person.name)
    with st.container(border=True, key=f"card-person-{person.name}"):
        text, buttons = st.columns([2.2, 2], vertical_alignment="center")
        state = markup.badge("已停用", Tone.WARN) if person.disabled else ""
        state += markup.badge("密码输错太多，锁定中", Tone.WARN) if locked else ""
        mail = f" · {person.email}" if person.email else ""
        text.html(
            f'<p class="nb-card-title">{markup.text(person.label)}{"（我）" if me else ""}</p>'
            f'<p class="nb-card-line">{markup.text(f"{person.name} · {person.role}{mail}")} {state}</p>'
        )
        with buttons, st.container(horizontal=True, horizontal_alignment="right"):
            if locked and st.button("解除锁定", key=f"unlock-{person.name}"):
                _do(lambda: desk.unlock(person.name), f"已解除 {person.label} 的锁定。")
            if st.button("修改", key=f"edit-{person.name}"):
                _edit(person)
            if not me and st.button("重设密码", key=f"reset-{person.name}"):
                _reset(person)
            if not me:
                _disable(person)


def _disable(person: Person) -> None:
    desk = wiring.app().people_desk
    label, done = ("启用", "已启用") if person.disabled else ("停用", "已停用，其所有登录已退出：")
    if st.button(label, key=f"disable-{person.name}"):
        _do(lambda: desk.set_disabled(person.name, disabled=not person.disabled), f"{done} {person.label}。")


@st.dialog("修改账户")
def _edit(person: Person) -> None:
    st.html(markup.definition_list([("用户名", person.name), ("姓名", person.label)]))
    role = st.selectbox("角色", _ROLES, index=_ROLES.index(person.role), key="edit-role")
    st.html("".join(markup.guidance(f"{each}：{meaning}") for each, meaning in _MEANING.items()))
    email = st.text_input(
        "邮箱（用单位统一身份登录时填）", value=person.email, key="edit-email", max_chars=254
    )
    if st.button("保存", type="primary", key="edit-save"):
        desk = wiring.app().people_desk

        def work() -> None:
            if role is not person.role:
                desk.set_role(person.name, Role(str(role)))
            if (email or "") != person.email:
                desk.set_email(person.name, email or "")

        _do(work, f"已保存 {person.label} 的账户。")


@st.dialog("重设密码")
def _reset(person: Person) -> None:
    st.html(
        markup.guidance(
            f"给 {person.label} 一个新密码，当面或电话告诉本人，请本人登录后在“我的账户”里改掉。重设后其所有登录都会退出。"
        )
    )
    password = _password_field("reset-password")
    if st.button("重设", type="primary", key="reset-save"):
        desk = wiring.app().people_desk
        _do(lambda: desk.set_password(person.name, password), f"已重设 {person.label} 的密码。")


def _add() -> None:
    st.header("增加一个人")
    number = int(st.session_state.get("people-added", 0))
    with st.container(border=True, key="card-new-person"):
        first, second = st.columns(2, gap="large")
        with first:
            name = st.text_input(
                "用户名", key=f"new-name-{number}", placeholder="例如 zhangsan", max_chars=32
            )
            full_name = st.text_input("姓名", key=f"new-full-{number}", max_chars=40)
            role = st.selectbox("角色", _ROLES, key=f"new-role-{number}", help=_meanings())
        with second:
            password = _password_field(f"new-password-{number}")
            email = st.text_input("邮箱（用单位统一身份登录时填）", key=f"new-email-{number}", max_chars=254)
        if st.button("增加", type="primary", key="add-person"):
            person = Person(name or "", full_name or "", Role(str(role)), email=email or "")
            desk = wiring.app().people_desk
            if session.attempt(lambda: desk.add(person, password), f"已增加 {person.label}。"):
                st.session_state["people-added"] = number + 1
            st.rerun()


def _meanings() -> str:
    return "；".join(f"{role}：{meaning}" for role, meaning in _MEANING.items())


def _password_field(key: str) -> str:
    label = f"密码（至少 {MIN_PASSWORD} 个字符）"
    return st.text_input(label, type="password", key=key, max_chars=200, autocomplete="new-password") or ""


def _do(work: Callable[[], object], done: str) -> None:
    session.attempt(work, done)
    st.rerun()


def _log() -> None:
    with st.expander("账户的修改记录"):
        lines = account_lines(
            wiring.app().people_desk.log(), lambda name: session.name_of(name) or name or "程序"
        )
        rows = [(clock(line.last), line.person, line.what) for line in lines]
        st.html(markup.table(("时间", "谁", "做了什么"), rows))
