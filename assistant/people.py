"""Accounts: who works with this program, how they prove it, and how long that counts."""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from math import ceil
from pathlib import Path
from typing import Self

from assistant.adapters import people_rows as rows
from assistant.adapters.password_hash import PasswordHash
from assistant.adapters.people_file import PEOPLE, PEOPLE_FILE
from assistant.adapters.people_rows import PeopleEvent
from assistant.adapters.sqlite_file import SqliteFile
from assistant.adapters.workspace_rows import now as moment
from assistant.domain.account_rules import (
    FREE_FAILURES,
    FREE_FAILURES_OF_ADDRESS,
    account_name,
    name_problem,
    password_problem,
    session_over,
)
from assistant.domain.people import Person, Role
from assistant.errors import PeopleError, SignInError
from assistant.prompt_files import read_text

Clock = Callable[[], float]
_TOUCH_AFTER_SECONDS = 60.0
_LONGEST = 1000
_WRONG = "用户名或密码不对。请核对大小写后再试；连续输错会暂时锁定。忘记密码请找管理员重设。"
_UNKNOWN = "统一身份认证已通过，但这里还没有您的账户，或账户已停用。请管理员在“人员”里登记您的邮箱。"


def accounts_are_on(home: Path) -> bool:
    """Whether anybody has an account; from then on everybody signs in.

    Raises:
        PeopleError: the file of the people cannot be read; nobody may be let in then.
    """
    if not (home / PEOPLE_FILE).exists():
        return False
    with People(home) as people:
        return bool(people.all())


class People:
    """The accounts of a home. Safe from several threads and processes. `by` is who does it, for the log.

    Every method raises `PeopleError` when the file cannot be used or a rule forbids the change.
    """

    def __init__(self, home: Path, *, hasher: PasswordHash | None = None, clock: Clock = time.time) -> None:
        self._file = SqliteFile(home, PEOPLE)
        self._hasher = hasher or PasswordHash()
        self._clock = clock

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- who there is ------------------------------------------------------------------------------------------

    def all(self) -> tuple[Person, ...]:
        """Everybody, in the order they came."""
        with self._file.reading() as connection:
            return rows.all_people(connection)

    def find(self, name: str) -> Person | None:
        """Somebody by name."""
        with self._file.reading() as connection:
            return rows.find_person(connection, account_name(name))

    def has_password(self, name: str) -> bool:
        """Whether somebody can sign in with a password, not by the office's identity provider alone."""
        with self._file.reading() as connection:
            return bool(rows.kept_password(connection, account_name(name)))

    def lock_seconds_left(self, name: str) -> float:
        """For how long nobody can sign in with this name."""
        with self._file.reading() as connection:
            return rows.locked_for(connection, f"name:{account_name(name)}", FREE_FAILURES, self._clock())

    def log(self, limit: int = 200) -> tuple[PeopleEvent, ...]:
        """What was done to accounts, newest first."""
        with self._file.reading() as connection:
            found = connection.execute(
                "SELECT at, by, kind, person, detail FROM people_log ORDER BY id DESC LIMIT ?", (limit,)
            ).fetchall()
        return tuple(PeopleEvent(*row) for row in found)

    # --- changes -----------------------------------------------------------------------------------------------

    def add(self, person: Person, password: str, *, by: str = "") -> Person:
        """Add somebody; an empty password lets them in by the office's identity provider only.

        The first one has to be an administrator: whoever comes later is let in by one.
        """
        person = _checked(person)
        if password:
            self._check_password(password, person)
        elif not person.email:
            raise PeopleError("没有密码的账户只能用单位统一身份登录，请同时填写邮箱。")
        digest = self._hasher.hash(password) if password else ""
        with self._changing(person.name, by) as (connection, log):
            if rows.find_person(connection, person.name) is not None:
                raise PeopleError(f"已经有用户“{person.name}”。请换一个用户名，或重设这个人的密码。")
            if person.role is not Role.ADMINISTRATOR and not rows.active_administrators(connection):
                raise PeopleError("第一个账户要是管理员：nianbao users add 用户名 --role 管理员。")
            _require_free(connection, person.email)
            connection.execute(
                "INSERT INTO people (name, full_name, role, password, email, created_at, changed_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (person.name, person.full_name, person.role.value, digest, person.email, moment(), moment()),
            )
            log("add", person.role.value)
        return person

    def set_role(self, name: str, role: Role, *, by: str = "") -> None:
        """Give somebody another role, at once."""
        with self._changing(name, by) as (connection, log):
            person = rows.need_person(connection, account_name(name))
            self._update(connection, person, "role", role.value)
            log("role", f"{person.role.value} → {role.value}")

    def set_disabled(self, name: str, *, disabled: bool, by: str = "") -> None:
        """Shut somebody out, at once and everywhere, or let them in again. Nobody is ever deleted: history names them."""
        with self._changing(name, by) as (connection, log):
            person = rows.need_person(connection, account_name(name))
            self._update(connection, person, "disabled", int(disabled))
            if disabled:
                rows.end_sessions(connection, person.name)
            log("disable" if disabled else "enable")

    def set_email(self, name: str, email: str, *, by: str = "") -> None:
        """Note the address by which the office's identity provider knows somebody; what it said before is forgotten."""
        with self._changing(name, by) as (connection, log):
            person = rows.need_person(connection, account_name(name))
            _require_free(connection, _email(email), person.name)
            self._update(connection, person, "email", _email(email))
            self._update(connection, person, "subject", "")
            log("email", _email(email))

    def set_password(self, name: str, password: str, *, by: str = "") -> None:
        """Give somebody another password; all their sessions end, and a lock with them."""
        person = self._need(name)
        self._check_password(password, person)
        digest = self._hasher.hash(password)
        with self._changing(person.name, by) as (connection, log):
            self._update(connection, person, "password", digest)
            rows.end_sessions(connection, person.name)
            rows.forget_failures(connection, f"name:{person.name}")
            log("password")

    def unlock(self, name: str, *, by: str = "") -> None:
        """Let somebody try again at once."""
        person = self._need(name)
        with self._changing(person.name, by) as (connection, log):
            rows.forget_failures(connection, f"name:{person.name}")
            log("unlock")

    # --- signing in --------------------------------------------------------------------------------------------

    def sign_in(self, name: str, password: str, address: str) -> str:
        """Prove who one is; returns the token of a new session.

        Raises:
            SignInError: wrong, or tried too often. Unknown, locked and disabled names are answered alike.
        """
        name = account_name(name)[:64]
        self._prove(name, password, address)
        return self._open_session(name, address)

    def change_password(self, name: str, old: str, new: str, address: str) -> str:
        """Change one's own password; returns the token of the only session that is left.

        Raises:
            SignInError: the old one is wrong.
            PeopleError: the new one breaks a rule.
        """
        self._prove(account_name(name), old, address)
        if old == new:
            raise PeopleError("新密码与现在的密码相同，请换一个。")
        self.set_password(name, new, by=account_name(name))
        return self._open_session(account_name(name), address)

    def sign_in_as(self, subject: str, email: str, address: str) -> str:
        """Let in whom the office's identity provider vouches for; `email` only if it was verified there.

        Raises:
            SignInError: nobody here is known by that subject or e-mail.
        """
        with self._file.writing() as connection:
            found = rows.find_identity(connection, "subject", subject)
            if found is None:
                found = rows.find_identity(connection, "email", _email(email))
                if found is not None and not found[1]:
                    connection.execute(
                        "UPDATE people SET subject = ? WHERE name = ?", (subject, found[0].name)
                    )
                elif found is not None:  # the address has gone to somebody else since
                    found = None
        if found is None or found[0].disabled or not subject:
            raise SignInError(_UNKNOWN)
        return self._open_session(found[0].name, address)

    def person_of(self, digest: str) -> Person | None:
        """Whose session it is, None when it is over; being asked keeps it alive. See `session_digest`."""
        now = self._clock()
        with self._file.reading() as connection:
            found = rows.find_session(connection, digest)
        if found is None or found.person.disabled or session_over(found.created, found.seen, now):
            return None
        if now - found.seen > _TOUCH_AFTER_SECONDS:
            with self._file.writing() as connection:
                connection.execute("UPDATE sessions SET seen = ? WHERE digest = ?", (now, digest))
        return found.person

    def sign_out(self, digest: str) -> None:
        """End a session."""
        with self._file.writing() as connection:
            rows.end_session(connection, digest)

    def _prove(self, name: str, password: str, address: str) -> None:
        now = self._clock()
        keys = ((f"name:{name}", FREE_FAILURES), (f"address:{address}", FREE_FAILURES_OF_ADDRESS))
        with self._file.writing() as connection:
            wait = max(rows.locked_for(connection, key, free, now) for key, free in keys)
            if not wait:
                for key, _ in keys:
                    rows.count_attempt(connection, key, now)
            kept = rows.kept_password(connection, name)
        if wait:
            raise SignInError(f"输错次数太多，请 {ceil(wait / 60)} 分钟后再试，或请管理员解除锁定。")
        right = len(password) <= _LONGEST and self._hasher.matches(kept, password)
        fresh = self._hasher.hash(password) if right and self._hasher.outdated(kept) else kept
        with self._file.writing() as connection:
            person = rows.find_person(connection, name)
            if right and person is not None and not person.disabled:
                if fresh != kept:
                    self._update(connection, person, "password", fresh)
                rows.forget_failures(connection, keys[0][0])
                rows.uncount_attempt(connection, keys[1][0])
                return
            if person is not None and rows.locked_for(connection, keys[0][0], FREE_FAILURES, now):
                self._note(connection, "", "lock", name, address)
        raise SignInError(_WRONG)

    def _open_session(self, name: str, address: str) -> str:
        token = secrets.token_urlsafe(32)
        with self._file.writing() as connection:
            person = rows.find_person(connection, name)
            if person is None or person.disabled:
                raise SignInError(_WRONG)
            rows.insert_session(connection, session_digest(token), name, self._clock(), address)
        return token

    # --- inside ------------------------------------------------------------------------------------------------

    @contextmanager
    def _changing(self, name: str, by: str) -> Iterator[tuple[sqlite3.Connection, Callable[..., None]]]:
        with self._file.writing() as connection:

            def log(kind: str, detail: str = "") -> None:
                self._note(connection, by, kind, account_name(name), detail)

            yield connection, log
            if not rows.active_administrators(connection):
                raise PeopleError("这样就没有能登录的管理员了。请先让另一个人当管理员，再做这一步。")

    @staticmethod
    def _note(connection: sqlite3.Connection, by: str, kind: str, name: str, detail: str) -> None:
        connection.execute(
            "INSERT INTO people_log (at, by, kind, person, detail) VALUES (?, ?, ?, ?, ?)",
            (moment(), by, kind, name, detail[:200]),
        )

    def _update(self, connection: sqlite3.Connection, person: Person, column: str, value: str | int) -> None:
        allowed = {"role", "disabled", "email", "subject", "password"}
        assert column in allowed  # noqa: S101 - a name of a column, never a user's word
        connection.execute(
            f"UPDATE people SET {column} = ?, changed_at = ? WHERE name = ?",  # noqa: S608
            (value, moment(), person.name),
        )

    def _need(self, name: str) -> Person:
        with self._file.reading() as connection:
            return rows.need_person(connection, account_name(name))

    def _check_password(self, password: str, person: Person) -> None:
        trouble = password_problem(password, person.name, person.full_name, _common_passwords())
        if trouble:
            raise PeopleError(trouble)


def session_digest(token: str) -> str:
    """What is kept of a session's token: whoever reads the file cannot use it."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


@cache
def _common_passwords() -> Collection[str]:
    lines = read_text("common_passwords.txt").splitlines()
    return frozenset(line.strip().casefold() for line in lines if line.strip() and not line.startswith("#"))


def _checked(person: Person) -> Person:
    name = account_name(person.name)
    trouble = name_problem(name)
    if trouble:
        raise PeopleError(trouble)
    return Person(name, " ".join(person.full_name.split())[:40], person.role, email=_email(person.email))


def _require_free(connection: sqlite3.Connection, email: str, name: str = "") -> None:
    found = rows.find_identity(connection, "email", email)
    if found is not None and found[0].name != name:
        raise PeopleError(f"邮箱 {email} 已经登记给“{found[0].name}”，请核对。")


def _email(email: str) -> str:
    email = email.strip().casefold()
    if email and (email.count("@") != 1 or len(email) > 254 or any(sign.isspace() for sign in email)):  # noqa: PLR2004
        raise PeopleError(f"“{email}”不是邮箱地址，请核对。")
    return email
