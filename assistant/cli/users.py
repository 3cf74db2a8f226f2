"""`nianbao users`: accounts for several people on an office network."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import console
from assistant.cli.options import HomeOption, JsonOption, open_app
from assistant.cli.usage import ChineseCommand, command_group
from assistant.domain.people import Person, Role
from assistant.errors import InputError

if TYPE_CHECKING:
    from assistant.people import People

cli = command_group("多人使用的账户。有了第一个账户，打开程序就要登录。")
_LOG_NAME = "命令行"


NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="用户名")]
RoleOption = Annotated[Role, typer.Option("--role", help="角色")]


@cli.command("add", cls=ChineseCommand)
def add(
    name: NameArgument,
    role: RoleOption = Role.CLERK,
    full_name: Annotated[
        str, typer.Option("--full-name", metavar="姓名", help="姓名，显示在修改记录里")
    ] = "",
    email: Annotated[str, typer.Option("--email", metavar="ADDRESS", help="单位统一身份登录用的邮箱")] = "",
    no_password: Annotated[
        bool, typer.Option("--no-password", help="只用单位统一身份登录，不设密码")
    ] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """增加一个账户；密码从提示或标准输入读，不写在命令里。第一个账户要是管理员。"""
    password = "" if no_password else _new_password()
    people = _people(home)
    person = people.add(Person(name, full_name, role, email=email), password, by=_LOG_NAME)
    _told(person, "已增加", json=json)
    if len(people.all()) == 1:
        console.note("这是第一个账户：从下次打开程序起，所有人都要登录。正在运行的程序请重新打开。")


@cli.command("list", cls=ChineseCommand)
def list_users(home: HomeOption = None, json: JsonOption = False) -> None:
    """列出所有账户。"""
    people = _people(home)
    found = people.all()
    locked = {person.name: people.lock_seconds_left(person.name) for person in found}
    if json:
        console.write_json({
            "users": [{**_plain(person), "locked_seconds": round(locked[person.name])} for person in found]
        })
        return
    if not found:
        console.say("还没有账户：任何能打开这台电脑的人都能使用，不必登录。")
        return
    rows = [
        (person.name, person.full_name, person.role.value, _state(person, locked[person.name]), person.email)
        for person in found
    ]
    console.table(("用户名", "姓名", "角色", "状态", "邮箱"), rows)


@cli.command("disable", cls=ChineseCommand)
def disable(
    name: NameArgument,
    undo: Annotated[bool, typer.Option("--undo", help="重新启用")] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """停用一个账户，立即在所有地方退出登录；账户不删除，因为修改记录里有这个人。"""
    people = _people(home)
    people.set_disabled(name, disabled=not undo, by=_LOG_NAME)
    _told(people.find(name), "已启用" if undo else "已停用", json=json)


@cli.command("role", cls=ChineseCommand)
def role(
    name: NameArgument,
    role: Annotated[Role, typer.Argument(metavar="ROLE", help="经办、审核或管理员")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """改一个账户的角色，立即生效。"""
    people = _people(home)
    people.set_role(name, role, by=_LOG_NAME)
    _told(people.find(name), "已改为" + role.value, json=json)


@cli.command("password", cls=ChineseCommand)
def password(name: NameArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """重设密码；密码从提示或标准输入读，这个人的所有登录随之失效。"""
    people = _people(home)
    people.set_password(name, _new_password(), by=_LOG_NAME)
    _told(people.find(name), "已重设密码", json=json)


@cli.command("unlock", cls=ChineseCommand)
def unlock(name: NameArgument, home: HomeOption = None, json: JsonOption = False) -> None:
    """解除连续输错密码造成的锁定。"""
    people = _people(home)
    people.unlock(name, by=_LOG_NAME)
    _told(people.find(name), "已解除锁定", json=json)


def _people(home: HomeOption) -> People:
    return open_app(home).people


def _new_password() -> str:
    """A password from the prompt, typed twice, or the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass("新密码（不显示）：")
    if getpass("再输一遍：") != first:
        raise InputError("两次输入的密码不同，没有改动。请重新运行这个命令。")
    return first


def _told(person: Person | None, done: str, *, json: bool) -> None:
    if person is None:
        return
    if json:
        console.write_json({"user": _plain(person)})
    else:
        console.say(f"{done}：{person.name}（{person.label}，{person.role.value}）")


def _plain(person: Person) -> dict[str, str | bool]:
    return {
        "name": person.name,
        "full_name": person.full_name,
        "role": person.role.value,
        "disabled": person.disabled,
        "email": person.email,
    }


def _state(person: Person, locked: float) -> str:
    if person.disabled:
        return "已停用"
    return f"锁定中（{round(locked)} 秒）" if locked else "可用"
