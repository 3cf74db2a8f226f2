"""Accounts: passwords, lockout, sessions, the last administrator."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from assistant.adapters.password_hash import PasswordHash
from assistant.adapters.people_file import PEOPLE_FILE
from assistant.domain.account_rules import (
    ABSOLUTE_SECONDS,
    FREE_FAILURES,
    FREE_FAILURES_OF_ADDRESS,
    IDLE_SECONDS,
    LONGEST_LOCK_SECONDS,
    account_name,
    lock_seconds,
    name_problem,
    password_problem,
)
from assistant.domain.people import Person, Role
from assistant.errors import NotAllowedError, PeopleError, SignInError
from assistant.people import People, accounts_are_on, session_digest
from assistant.people_desk import PeopleDesk
from tests.unit.people.conftest import GOOD, Clock

HOUR = 3600.0


def wrong(people: People, name: str, times: int = 1, address: str = "10.0.0.1") -> str:
    said = ""
    for _ in range(times):
        with pytest.raises(SignInError) as caught:
            people.sign_in(name, "not the password", address)
        said = str(caught.value)
    return said


def test_a_password_is_kept_as_a_digest_only(people: People, home: Path) -> None:
    token = people.sign_in("zhang", GOOD, "10.0.0.1")
    kept = b"".join(path.read_bytes() for path in home.iterdir())
    assert b"$argon2id$" in kept
    assert GOOD.encode() not in kept
    assert token.encode() not in kept
    assert stat.S_IMODE((home / PEOPLE_FILE).stat().st_mode) == 0o600


def test_names_are_one_whatever_the_keyboard_makes_of_them(people: People) -> None:
    people.sign_in(" Ｚhang", GOOD, "a")
    with pytest.raises(PeopleError, match="已经有用户"):
        people.add(Person("ZHANG", "", Role.CLERK), GOOD)
    assert account_name("Zhang San") == "zhang san"
    assert name_problem("张三") == ""
    assert all(name_problem(name) for name in ("", "a b", "../x", "a" * 40, "<b>", "a/", "-a"))


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "至少 10 个"),
        ("1234567890123", "只有数字"),
        ("password123", "太常见"),
        ("Woaini1314520", "太常见"),
        ("zhangsanfeng", "用户名或姓名"),
        ("zhangsanfeng2026", "前后加数字"),
        ("aaaaaaaaaaaa", "太常见"),
        ("x" * 201, "最多"),
    ],
)
def test_weak_passwords_are_refused_with_a_way_out(people: People, password: str, words: str) -> None:
    with pytest.raises(PeopleError, match=words):
        people.add(Person("zhangsanfeng", "张三丰", Role.CLERK), password)
    assert people.find("zhangsanfeng") is None
    assert password_problem(GOOD, "zhang", "张三", ()) == ""


def test_five_failures_lock_with_growing_delay(people: People, clock: Clock) -> None:
    assert "不对" in wrong(people, "zhang", FREE_FAILURES)
    assert "1 分钟" in wrong(people, "zhang")
    with pytest.raises(SignInError, match="分钟后再试"):
        people.sign_in("zhang", GOOD, "10.0.0.1")
    clock.now += 61
    assert "不对" in wrong(people, "zhang")
    assert "2 分钟" in wrong(people, "zhang")
    clock.now += 121
    people.sign_in("zhang", GOOD, "10.0.0.1")
    wrong(people, "zhang", FREE_FAILURES - 1)
    people.sign_in("zhang", GOOD, "10.0.0.1")
    delays = [lock_seconds(failures, 5) for failures in range(4, 14)]
    assert delays[:3] == [0.0, 60.0, 120.0]
    assert delays == sorted(delays)
    assert delays[-1] == LONGEST_LOCK_SECONDS


def test_unknown_disabled_and_known_names_are_answered_alike(people: People) -> None:
    people.set_disabled("wang", disabled=True)
    for name in ("zhang", "nobody", "wang"):
        heard = [wrong(people, name, address=name) for _ in range(FREE_FAILURES + 1)]
        assert heard[:FREE_FAILURES] == [heard[0]] * FREE_FAILURES
        assert "1 分钟" in heard[-1]
    assert people.lock_seconds_left("nobody") == people.lock_seconds_left("zhang")


def test_an_unknown_name_costs_as_much_work_as_a_known_one(home: Path) -> None:
    class Counting(PasswordHasher):
        compared = 0

        def verify(self, *given: str | bytes) -> bool:
            Counting.compared += 1
            return super().verify(*given)

    people = People(home, hasher=PasswordHash(Counting(time_cost=1, memory_cost=8, parallelism=1)))
    people.add(Person("admin", "", Role.ADMINISTRATOR), GOOD)
    people.add(Person("byidp", "", Role.CLERK, email="a@b.cn"), "")
    for count, name in enumerate(("admin", "nobody", "byidp"), start=1):
        wrong(people, name)
        assert Counting.compared == count
    people.close()


def test_many_names_from_one_address_are_stopped(people: People, clock: Clock) -> None:
    for number in range(FREE_FAILURES_OF_ADDRESS):
        wrong(people, f"name{number}")
    with pytest.raises(SignInError, match="分钟后再试"):
        people.sign_in("zhang", GOOD, "10.0.0.1")
    people.sign_in("zhang", GOOD, "10.0.0.2")


def test_an_administrator_lifts_a_lock(people: People) -> None:
    wrong(people, "zhang", FREE_FAILURES)
    (event,) = [each for each in people.log() if each.kind == "lock"]
    assert (event.person, event.detail) == ("zhang", "10.0.0.1")
    people.unlock("zhang")
    assert people.sign_in("zhang", GOOD, "a")


def test_a_session_ends_by_itself(people: People, clock: Clock) -> None:
    digest = session_digest(people.sign_in("zhang", GOOD, "a"))
    clock.now += IDLE_SECONDS - 1
    assert people.person_of(digest) == Person("zhang", "张经办", Role.CLERK)
    clock.now += IDLE_SECONDS - 1  # being asked has kept it alive
    assert people.person_of(digest) is not None
    clock.now += IDLE_SECONDS + 1
    assert people.person_of(digest) is None
    digest = session_digest(people.sign_in("zhang", GOOD, "a"))
    for _ in range(int(ABSOLUTE_SECONDS / HOUR)):
        assert people.person_of(digest) is not None
        clock.now += HOUR
    clock.now += 1
    assert people.person_of(digest) is None


def test_sessions_end_with_a_new_password_and_with_disabling(people: People) -> None:
    tokens = [people.sign_in("zhang", GOOD, place) for place in ("a", "b")]
    fresh = people.change_password("zhang", GOOD, "another-good-one", "a")
    assert [people.person_of(session_digest(token)) for token in tokens] == [None, None]
    assert people.person_of(session_digest(fresh)) is not None
    people.set_disabled("zhang", disabled=True)
    assert people.person_of(session_digest(fresh)) is None
    people.set_disabled("zhang", disabled=False)
    assert people.person_of(session_digest(fresh)) is None
    token = people.sign_in("zhang", "another-good-one", "a")
    people.sign_out(session_digest(token))
    assert people.person_of(session_digest(token)) is None


def test_a_new_role_counts_at_once(people: People) -> None:
    digest = session_digest(people.sign_in("zhang", GOOD, "a"))
    people.set_role("zhang", Role.REVIEWER)
    found = people.person_of(digest)
    assert found is not None
    assert found.role is Role.REVIEWER


def test_there_is_always_an_administrator(people: People, tmp_path: Path) -> None:
    for change in (
        lambda: people.set_role("admin", Role.CLERK),
        lambda: people.set_disabled("admin", disabled=True),
    ):
        with pytest.raises(PeopleError, match="没有能登录的管理员"):
            change()
    assert people.find("admin") == Person("admin", "李管", Role.ADMINISTRATOR)
    with People(tmp_path / "other") as others, pytest.raises(PeopleError, match="第一个账户要是管理员"):
        others.add(Person("zhang", "", Role.CLERK), GOOD)


def test_accounts_are_on_from_the_first_person_on(tmp_path: Path) -> None:
    assert not accounts_are_on(tmp_path)
    with People(tmp_path) as people:
        assert not accounts_are_on(tmp_path)
        people.add(Person("admin", "", Role.ADMINISTRATOR), GOOD)
    assert accounts_are_on(tmp_path)


def test_a_damaged_file_lets_nobody_in(people: People, home: Path) -> None:
    people.close()
    (home / PEOPLE_FILE).write_bytes(b"no database at all" * 100)
    for name in ("people.sqlite-wal", "people.sqlite-shm"):
        (home / name).unlink(missing_ok=True)
    with pytest.raises(PeopleError, match="账户文件已损坏"):
        accounts_are_on(home)


def test_an_identity_is_bound_to_its_subject(people: People) -> None:
    people.set_email("zhang", "Zhang@office.cn")
    digest = session_digest(people.sign_in_as("idp|1", "zhang@OFFICE.cn", "a"))
    found = people.person_of(digest)
    assert found is not None
    assert found.name == "zhang"
    assert people.sign_in_as("idp|1", "", "a")  # known by the subject from now on
    for subject, email in (
        ("idp|2", "zhang@office.cn"),
        ("idp|3", "nobody@office.cn"),
        ("", ""),
        ("idp|4", ""),
    ):
        with pytest.raises(SignInError, match="还没有您的账户"):
            people.sign_in_as(subject, email, "a")
    people.set_disabled("zhang", disabled=True)
    with pytest.raises(SignInError, match="已停用"):
        people.sign_in_as("idp|1", "", "a")
    with pytest.raises(PeopleError, match="已经登记给"):
        people.set_email("wang", "zhang@office.cn")


def test_only_administrators_change_accounts_and_it_is_written_down(people: People) -> None:
    administrator = PeopleDesk(people, Person("admin", "李管", Role.ADMINISTRATOR))
    administrator.add(Person("sun", "孙", Role.CLERK), GOOD)
    assert (people.log()[0].by, people.log()[0].kind, people.log()[0].person) == ("admin", "add", "sun")
    with pytest.raises(PeopleError, match="自己"):
        administrator.set_disabled("admin", disabled=True)


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER])
def test_nobody_else_changes_accounts(people: People, role: Role) -> None:
    desk = PeopleDesk(people, Person("zhang", "", role))
    assert desk.label("admin") == "李管"
    for attempt in (
        lambda: desk.add(Person("x1", "", Role.CLERK), GOOD),
        lambda: desk.set_role("zhang", Role.ADMINISTRATOR),
        lambda: desk.set_password("admin", GOOD),
        lambda: desk.set_disabled("admin", disabled=True),
        lambda: desk.unlock("zhang"),
        lambda: desk.set_email("zhang", "a@b.cn"),
        desk.all,
        desk.log,
    ):
        with pytest.raises(NotAllowedError):
            attempt()


def test_the_log_never_holds_a_password(people: People, home: Path) -> None:
    people.set_password("zhang", "another-good-one")
    with sqlite3.connect(home / PEOPLE_FILE) as connection:
        text = "\n".join(connection.iterdump())
    assert "another-good-one" not in text
