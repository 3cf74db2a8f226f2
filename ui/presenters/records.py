"""The log of a workspace, and of accounts, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.adapters.people_rows import PeopleEvent
from assistant.adapters.workspaces import WorkspaceEvent

_WORK = {
    "create": "新建",
    "rename": "改名为“{}”",
    "subject": "机关或年度改为 {}",
    "duplicate": "由“{}”复制而来",
    "trash": "移到回收站",
    "restore": "从回收站恢复",
    "purge": "彻底删除",
    "save": "保存{}",
    "conflict": "{}没有存进去（别人先存了），内容留在历史里",
    "version": "存为版本“{}”",
    "ignore": "忽略检查结果 {}",
    "take_back": "恢复一条忽略的检查结果",
    "share": "共享给 {}",
    "unshare": "不再共享给 {}",
    "give": "交给 {} 负责",
    "approve": "审核通过",
    "disapprove": "撤回审核通过 {}",
    "export": "导出{}",
}
_ACCOUNTS = {
    "add": "增加账户（{}）",
    "role": "改角色：{}",
    "disable": "停用账户",
    "enable": "重新启用账户",
    "email": "登记邮箱 {}",
    "password": "重设密码",
    "unlock": "解除锁定",
    "lock": "密码连续输错，暂时锁定（来自 {}）",
}
_WITH_PEOPLE = {"share", "unshare", "give"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line to read: from when to when, who, what, how many times in a row."""

    first: str
    last: str
    person: str
    what: str
    times: int = 1


def work_lines(events: Iterable[WorkspaceEvent], name_of: Callable[[str], str]) -> tuple[Line, ...]:
    """What happened to a workspace, newest first; the same done by the same person in a row is one line."""
    lines: list[Line] = []
    for event in events:
        detail = name_of(event.detail) if event.kind in _WITH_PEOPLE else event.detail
        what = _WORK.get(event.kind, event.kind).format(detail).strip()
        person = name_of(event.by)
        before = lines[-1] if lines else None
        if before is not None and (before.person, before.what) == (person, what):
            lines[-1] = Line(event.at, before.last, person, what, before.times + 1)
        else:
            lines.append(Line(event.at, event.at, person, what))
    return tuple(lines)


def account_lines(events: Iterable[PeopleEvent], name_of: Callable[[str], str]) -> tuple[Line, ...]:
    """What was done to accounts, newest first."""
    return tuple(
        Line(
            event.at,
            event.at,
            name_of(event.by),
            f"{name_of(event.person)}：{_ACCOUNTS.get(event.kind, event.kind).format(event.detail)}",
        )
        for event in events
    )
