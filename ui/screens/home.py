"""首页: every workspace with its state and next step, new ones from four beginnings, the trash."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from assistant.adapters.workspaces import Workspace
from assistant.domain.people import Act
from assistant.errors import AssistantError
from ui import session, wiring
from ui.components import markup
from ui.components.frame import clock, frame
from ui.components.markup import Tone
from ui.components.uploads import take_uploads
from ui.navigation import go
from ui.presenters.steps import Standing, next_step, steps
from ui.standing import standing_of

_CONTINUE = {"peers": "加入报告", "data": "填年度数据", "draft": "起草", "check": "核对", "export": "导出"}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MENU = ("复制一份", "改名", "移到回收站")


def render() -> None:
    """Draw the screen."""
    frame(None, "home")
    st.title("我的年报")
    found = session.desk().store.all()
    creates = session.may(Act.CREATE)
    st.html(
        markup.guidance(
            _words(started=bool(found))
            if creates
            else "共享给您的年报列在这里。点“继续”，查看、核对，没有问题的在“导出”里审核通过。"
        )
    )
    if not found:
        st.html(
            markup.empty_state(
                "还没有年报",
                "要写今年的年报，从去年的报告开始最省事；想先试一试，就打开示例，约十分钟走一遍。"
                if creates
                else "请经办的同志把年报共享给您，它就会出现在这里。",
            )
        )
    for workspace in found:
        _card(workspace)
    if creates:
        _new()
    _trash()


def _words(*, started: bool) -> str:
    if started:
        return "一份年报是一个工作区。点“继续”，从上次停下的地方接着做；也可以在下面另建一份。"
    return "从下面选一种方式，新建一份年报。填的、改的都随时存在本机。"


def _card(workspace: Workspace) -> None:
    with st.container(border=True, key=f"workspace-{workspace.id}"):
        text, buttons = st.columns([4, 1.5], vertical_alignment="center")
        try:
            standing = standing_of(
                workspace.id, session.desk().data(workspace.id), session.desk().draft(workspace.id)
            )
        except AssistantError as error:
            text.html(markup.notice(str(error), Tone.BAD))
            return
        with text:
            st.html(_summary(workspace, standing))
        with buttons, st.container(horizontal=True, horizontal_alignment="right"):
            if st.button("继续", key=f"open-{workspace.id}", type="primary", help="打开这份年报"):
                go(next_step(standing).page if session.may(Act.EDIT, workspace.id) else "check", workspace.id)
            offered = _offered(workspace)
            chosen = st.menu_button("更多", offered, key=f"menu-{workspace.id}") if offered else None
        if chosen:
            _menu(workspace, chosen)


def _offered(workspace: Workspace) -> tuple[str, ...]:
    """What the person may do with a workspace as a whole."""
    allowed = (session.may(Act.CREATE), *[session.may(Act.MANAGE, workspace.id)] * 2)
    return tuple(label for label, may in zip(_MENU, allowed, strict=True) if may)


def _summary(workspace: Workspace, standing: Standing) -> str:
    badges = " ".join(markup.badge(f"{step.title[2:]}：{step.note}", step.tone) for step in steps(standing))
    return (
        f'<p class="nb-card-title">{markup.text(workspace.name)}</p>'
        f'<p class="nb-card-line">{_next(workspace, standing)}'
        f"最近改动 {markup.text(clock(workspace.changed_at))}{_owner(workspace)}</p>"
        f'<p class="nb-card-line">{badges}</p>'
    )


def _next(workspace: Workspace, standing: Standing) -> str:
    """What is to be done next, for those who do it."""
    if not session.may(Act.EDIT, workspace.id):
        return ""
    following = next_step(standing)
    is_begun = following.page == "draft" and standing.has_draft
    words = "补齐稿子" if is_begun else _CONTINUE[following.page]
    return f"下一步：{words}（{markup.text(following.note)}） · "


def _owner(workspace: Workspace) -> str:
    """To whom a workspace belongs, where there are several people."""
    if not wiring.accounts():
        return ""
    return f" · 负责人 {markup.text(session.name_of(workspace.owner) or '还没有')}"


def _menu(workspace: Workspace, chosen: str) -> None:
    store = session.desk().store
    if chosen == _MENU[0]:
        session.attempt(lambda: store.duplicate(workspace.id, f"{workspace.name}（副本）"), "已复制一份。")
        st.rerun()
    elif chosen == _MENU[1]:
        _rename(workspace)
    else:
        session.attempt(lambda: store.trash(workspace.id), "已移到回收站，需要时可以在页面下方恢复。")
        st.rerun()


@st.dialog("改名")
def _rename(workspace: Workspace) -> None:
    name = st.text_input("新的名称", value=workspace.name, max_chars=100)
    if st.button("保存", type="primary"):
        session.attempt(lambda: session.desk().store.rename(workspace.id, name or ""), "名称已改。")
        st.rerun()


def _new() -> None:
    st.header("新建一份年报")
    last, data, empty, example = st.columns(4, gap="small")
    with last, st.container(border=True, height="stretch", key="new-card-last"):
        _choice(
            "从去年的报告开始（推荐）",
            "放入去年的 Word 或文本（.docx、.txt、.md），读出机关名称和去年的数字供确认。",
        )
        for upload in take_uploads("去年的报告", ("docx", "txt", "md"), key="new-report", many=False):
            _from_report(upload.name, upload.data)
    with data, st.container(border=True, height="stretch", key="new-card-data"):
        _choice("从 Excel 数据表开始", "放入填好的数据表（.xlsx、.yaml、.json）；还没有就先下载空白的。")
        for upload in take_uploads("数据表", ("xlsx", "yaml", "yml", "json"), key="new-data", many=False):
            _from_data(upload.name, upload.data)
        st.download_button(
            "下载空白数据表",
            lambda: wiring.app().form_bytes(None),
            "年度数据表（空白）.xlsx",
            _XLSX,
            key="form-empty",
            on_click="ignore",
            type="tertiary",
        )
    with empty, st.container(border=True, height="stretch", key="new-card-empty"):
        _choice("从空白开始", "逐项填写，随填随存。")
        name = st.text_input(
            "名称",
            key="new-name",
            placeholder="例如：某某局2025年度报告",
            label_visibility="collapsed",
            max_chars=100,
        )
        if st.button("新建空白年报", key="new-empty", width="stretch"):
            _open((name or "").strip() or "未命名的年报", session.desk().create)
    with example, st.container(border=True, height="stretch", key="new-card-example"):
        _choice("打开示例", "想先试一试：虚构的青岚县应急管理局，数据齐全。")
        if st.button("打开示例", key="new-example", width="stretch"):
            year = wiring.app().example_data()
            _open(f"示例：{year.agency.name}{year.year}年度", lambda name: session.desk().create(name, year))


def _choice(title: str, hint: str) -> None:
    st.html(
        f'<p class="nb-card-title">{markup.text(title)}</p><p class="nb-card-line">{markup.text(hint)}</p>'
    )


def _open(name: str, create: Callable[[str], Workspace]) -> None:
    made: list[Workspace] = []
    if session.attempt(lambda: made.append(create(name))):
        go("peers" if not wiring.peers() else "data", made[0].id)
    st.rerun()


def _from_data(name: str, data: bytes) -> None:
    try:
        year = wiring.app().load_data_bytes(name, data)
    except AssistantError as error:
        st.html(markup.notice(str(error), Tone.BAD))
        return
    _open(f"{year.agency.name}{year.year}年度", lambda title: session.desk().create(title, year))


def _from_report(name: str, data: bytes) -> None:
    try:
        report = wiring.app().read_bytes(name, data)
    except AssistantError as error:
        st.html(markup.notice(str(error), Tone.BAD))
        return
    following = f"{report.year + 1}年度" if report.year else "下一年度"
    title = f"{report.agency or '未命名机关'}{following}"

    def create(workspace_name: str) -> Workspace:
        return session.desk().create_from_report(workspace_name, report)

    _open(title, create)


def _trash() -> None:
    trashed = session.desk().store.all(trashed=True)
    if not trashed:
        return
    with st.expander(f"回收站（{len(trashed)}）"):
        for workspace in trashed:
            line, button = st.columns([5, 1], vertical_alignment="center")
            line.html(
                f'<p class="nb-card-line">{markup.text(workspace.name)}（{markup.text(clock(workspace.trashed_at))} 移入）</p>'
            )
            if session.may(Act.MANAGE, workspace.id) and button.button(
                "恢复", key=f"restore-{workspace.id}", width="stretch"
            ):
                session.attempt(partial(session.desk().store.restore, workspace.id), "已恢复。")
                st.rerun()
