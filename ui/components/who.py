"""Who is there: the person's name with the way to their account, and warnings about who else could be."""

from __future__ import annotations

import streamlit as st

from assistant.adapters.workspaces import Workspace
from assistant.domain.people import Act, may
from ui import wiring
from ui.components import markup
from ui.navigation import WORKSPACE, page

_OPEN = "没有账户也开放在网络上：网络上的任何人都能看和改这里的一切。请管理员用 nianbao users add 建立账户后重新启动。"
_READ_ONLY = "您是审核：可以查看、核对、写明理由忽略检查结果、通过稿子；要改数据或文字，请告诉经办的同志。"


def who(workspace: Workspace | None) -> None:
    """Draw the person's links at the end of the top line; nothing where there are no accounts."""
    if not wiring.accounts():
        return
    person = wiring.visitor()
    if workspace is not None:
        st.page_link(
            page("sharing"), label="共享与记录", query_params={WORKSPACE: workspace.id}, width="content"
        )
    elif may(person, Act.PEOPLE):
        st.page_link(page("people"), label="人员", width="content")
    label = markup.text(f"{person.label} · {person.role}")
    st.html(
        f'<a class="nb-who" href="/account" target="_self" title="我的账户：修改密码、退出登录">{label}</a>',
        width="content",
    )


def open_to_all() -> None:
    """Warn on every screen when strangers can come in."""
    network = wiring.shared().settings.network
    if network.beyond_this_machine and not wiring.accounts():
        st.html(markup.notice(_OPEN, markup.Tone.BAD))


def read_only() -> None:
    """Say why nothing can be changed here."""
    st.html(markup.notice(_READ_ONLY, markup.Tone.INFO))
