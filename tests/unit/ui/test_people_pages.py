"""What is written about people: the log in words, the pages at the door, and a gate that cannot ask."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from assistant.adapters.people_rows import PeopleEvent
from assistant.adapters.workspaces import WorkspaceEvent
from assistant.domain.network import Network
from assistant.domain.people import Person, Role
from assistant.people import People
from ui.door_pages import SignInForm, account_page, come_again_page, message_page, sign_in_page
from ui.doors import Doors
from ui.gate import Gate
from ui.presenters.plain_differences import plain_differences
from ui.presenters.records import account_lines, work_lines

HOSTILE = "<img src=x onerror=alert(1)>\"'"
Message = MutableMapping[str, Any]


def test_the_same_done_in_a_row_is_one_line() -> None:
    events = [
        WorkspaceEvent("2026-01-03T00:00:00", "zhang", "save", "年度数据"),
        WorkspaceEvent("2026-01-02T00:00:00", "zhang", "save", "年度数据"),
        WorkspaceEvent("2026-01-01T12:00:00", "wang", "save", "年度数据"),
        WorkspaceEvent("2026-01-01T11:00:00", "wang", "share", "zhang"),
        WorkspaceEvent("2026-01-01T10:00:00", "", "of a later version", "x"),
    ]
    lines = work_lines(events, lambda name: {"zhang": "张", "wang": "王"}.get(name, name))
    assert [(line.person, line.what, line.times) for line in lines] == [
        ("张", "保存年度数据", 2),
        ("王", "保存年度数据", 1),
        ("王", "共享给 张", 1),
        ("", "of a later version", 1),
    ]
    assert (lines[0].first, lines[0].last) == ("2026-01-02T00:00:00", "2026-01-03T00:00:00")


def test_what_a_save_changed_is_told_also_for_unfinished_data() -> None:
    before = {
        "year": 2025,
        "agency": {"name": "某局"},
        "indicators": [{"name": "行政执法检查", "value": 386, "unit": "家次"}, {"name": "旧", "value": 1}],
    }
    after = {
        "year": "二〇二五",
        "agency": {"name": "某局", "region": ["某省", "某市"]},
        "indicators": [{"name": "行政执法检查", "value": 380, "unit": "家次", "last_year": 352}],
        "shortcomings": [{"text": "力量不足", "cause": "编制少"}, {"text": ""}, "no item"],
    }
    found = [(each.subject, each.before, each.after) for each in plain_differences(before, after)]
    assert found == [
        ("报告年度", "2025", "二〇二五"),
        ("所在地区", "", "某省、某市"),
        ("指标：行政执法检查", "386家次", "380家次，上年 352"),
        ("不足：力量不足", "", "原因：编制少"),
        ("不足：（没有名称）", "", "有"),
        ("指标：旧", "1", ""),
    ]
    assert plain_differences(after, after) == ()


def test_changes_of_accounts_name_both() -> None:
    (line,) = account_lines([PeopleEvent("", "admin", "role", "zhang", "经办 → 审核")], str.upper)
    assert (line.person, line.what) == ("ADMIN", "ZHANG：改角色：经办 → 审核")


def test_pages_at_the_door_show_text_as_text() -> None:
    person = Person("zhang", HOSTILE, Role.CLERK)
    pages = [
        sign_in_page(SignInForm("t", HOSTILE, HOSTILE, HOSTILE, HOSTILE)),
        account_page(person, HOSTILE, error=HOSTILE, notice=HOSTILE),
        message_page("没有登录", HOSTILE),
        come_again_page(HOSTILE),
    ]
    for page in pages:
        assert "<img" not in page
        assert "<script" not in page
        assert 'lang="zh-CN"' in page


def test_an_unencrypted_page_says_so() -> None:
    assert "没有加密" in sign_in_page(SignInForm("t", encrypted=False))
    assert "没有加密" not in sign_in_page(SignInForm("t"))


@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_while_nobody_can_be_asked_nobody_is_let_in(tmp_path: Path, kind: str) -> None:
    people = People(tmp_path)
    people.close()
    reached: list[str] = []

    async def screens(*_: object) -> None:
        reached.append("screens")

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    gate = Gate(screens, people, Doors(people, 8501, Network()))
    scope = {"type": kind, "method": "GET", "path": "/", "headers": [], "scheme": "http"}
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, gate(scope, receive, send)).result()
    assert reached == []
    assert sent[0].get("status") == 503 or sent[0] == {"type": "websocket.close", "code": 1011}
