"""People who share one program: their roles, and what each role may do with a workspace and with the library."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person does in the office."""

    CLERK = "经办"
    REVIEWER = "审核"
    ADMINISTRATOR = "管理员"


class Act(StrEnum):
    """What is done, in the words of a refusal."""

    READ = "查看"
    NOTE = "核对"
    DECIDE = "忽略检查结果"
    EDIT = "修改年度数据和稿子"
    CREATE = "新建年报"
    MANAGE = "改名、删除或共享"
    APPROVE = "审核通过"
    LIBRARY = "增减或更正同行资料"
    PEOPLE = "管理人员"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account. `name` is what they sign in with and what is kept beside every change; it never changes."""

    name: str
    full_name: str
    role: Role
    disabled: bool = False
    email: str = ""

    @property
    def label(self) -> str:
        """The person for other people to read."""
        return self.full_name or self.name


# The only user of a program without accounts: may do everything, and leaves no name.
EVERYBODY = Person("", "", Role.ADMINISTRATOR)

_ANYWHERE: dict[Role, frozenset[Act]] = {
    Role.CLERK: frozenset({Act.CREATE}),
    Role.REVIEWER: frozenset(),
    Role.ADMINISTRATOR: frozenset(Act),
}
_AS_OWNER = frozenset({Act.READ, Act.NOTE, Act.DECIDE, Act.EDIT, Act.MANAGE})
_AS_MEMBER: dict[Role, frozenset[Act]] = {
    Role.CLERK: frozenset({Act.READ, Act.NOTE, Act.DECIDE, Act.EDIT}),
    Role.REVIEWER: frozenset({Act.READ, Act.NOTE, Act.DECIDE, Act.APPROVE}),
    Role.ADMINISTRATOR: frozenset(Act),
}


def may(person: Person, act: Act) -> bool:
    """Whether a person may do something that concerns no single workspace."""
    return not person.disabled and act in _ANYWHERE[person.role]


def may_with(person: Person, act: Act, *, owner: str, members: frozenset[str]) -> bool:
    """Whether a person may do something with a workspace of an owner, shared with members.

    A workspace from before there were accounts has no owner: only administrators reach it, until they give it to somebody.
    Somebody who owned a workspace as 经办 and is 审核 now has a reviewer's part in it.
    """
    if may(person, act):
        return True
    if person.disabled or not person.name:
        return False
    if person.name == owner and person.role is Role.CLERK:
        return act in _AS_OWNER
    return person.name in members | {owner} and act in _AS_MEMBER[person.role]
