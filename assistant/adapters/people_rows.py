"""Rows of the people's file: one statement each, inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from assistant.domain.account_rules import FORGET_AFTER_SECONDS, lock_seconds, session_over
from assistant.domain.people import Person, Role
from assistant.errors import PeopleError

_PERSON = "SELECT name, full_name, role, disabled, email FROM people"


@dataclass(frozen=True, slots=True)
class PeopleEvent:
    """One line of the log: who did what to whose account, when."""

    at: str
    by: str
    kind: str
    person: str
    detail: str


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session as it is kept."""

    person: Person
    created: float
    seen: float


def person_of_row(row: tuple[str, str, str, int, str]) -> Person:
    """A row of `people` as a value."""
    return Person(row[0], row[1], Role(row[2]), disabled=bool(row[3]), email=row[4])


def all_people(connection: sqlite3.Connection) -> tuple[Person, ...]:
    """Everybody, in the order they came."""
    return tuple(person_of_row(row) for row in connection.execute(f"{_PERSON} ORDER BY rowid"))


def find_person(connection: sqlite3.Connection, name: str) -> Person | None:
    """Somebody by name."""
    row = connection.execute(f"{_PERSON} WHERE name = ?", (name,)).fetchone()
    return person_of_row(row) if row else None


def need_person(connection: sqlite3.Connection, name: str) -> Person:
    """Somebody by name.

    Raises:
        PeopleError: there is nobody of that name.
    """
    person = find_person(connection, name)
    if person is None:
        raise PeopleError(f"没有用户“{name}”。请核对用户名（nianbao users list 列出所有人）。")
    return person


def active_administrators(connection: sqlite3.Connection) -> int:
    """How many administrators can sign in."""
    query = "SELECT count(*) FROM people WHERE role = ? AND NOT disabled"
    return int(connection.execute(query, (Role.ADMINISTRATOR.value,)).fetchone()[0])


def kept_password(connection: sqlite3.Connection, name: str) -> str:
    """The digest of a password; empty for nobody, and for somebody without one."""
    row = connection.execute("SELECT password FROM people WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def find_identity(connection: sqlite3.Connection, column: str, value: str) -> tuple[Person, str] | None:
    """Somebody by e-mail or by the identity provider's subject, with the subject kept for them."""
    column = {"email": "email", "subject": "subject"}[column]
    query = f"SELECT name, full_name, role, disabled, email, subject FROM people WHERE {column} = ?"  # noqa: S608
    row = connection.execute(query, (value,)).fetchone() if value else None
    return (person_of_row(row[:5]), str(row[5])) if row else None


def locked_for(connection: sqlite3.Connection, key: str, free: int, now: float) -> float:
    """For how many more seconds nothing is heard from a key."""
    row = connection.execute("SELECT count, last FROM failures WHERE key = ?", (key,)).fetchone()
    return max(0.0, row[1] + lock_seconds(row[0], free) - now) if row else 0.0


def count_attempt(connection: sqlite3.Connection, key: str, now: float) -> None:
    """Count an attempt as failed until it succeeds, so that many at once count as many."""
    connection.execute("DELETE FROM failures WHERE last < ?", (now - FORGET_AFTER_SECONDS,))
    connection.execute(
        "INSERT INTO failures (key, count, last) VALUES (?1, 1, ?2)"
        " ON CONFLICT (key) DO UPDATE SET count = count + 1, last = ?2",
        (key, now),
    )


def uncount_attempt(connection: sqlite3.Connection, key: str) -> None:
    """Take back one counted attempt."""
    connection.execute("UPDATE failures SET count = count - 1 WHERE key = ? AND count > 0", (key,))


def forget_failures(connection: sqlite3.Connection, key: str) -> None:
    """Begin to count anew."""
    connection.execute("DELETE FROM failures WHERE key = ?", (key,))


def insert_session(
    connection: sqlite3.Connection, digest: str, person: str, now: float, address: str
) -> None:
    """Write a new session; those that have ended by themselves make room."""
    for old, created, seen in connection.execute("SELECT digest, created, seen FROM sessions").fetchall():
        if session_over(created, seen, now):
            end_session(connection, old)
    connection.execute(
        "INSERT INTO sessions (digest, person, created, seen, address) VALUES (?, ?, ?, ?, ?)",
        (digest, person, now, now, address),
    )


def find_session(connection: sqlite3.Connection, digest: str) -> SessionRow | None:
    """A session with its person, also one that has ended by itself."""
    row = connection.execute(
        "SELECT name, full_name, role, disabled, email, created, seen FROM sessions JOIN people ON name = person"
        " WHERE digest = ?",
        (digest,),
    ).fetchone()
    return SessionRow(person_of_row(row[:5]), row[5], row[6]) if row else None


def end_session(connection: sqlite3.Connection, digest: str) -> None:
    """End one session."""
    connection.execute("DELETE FROM sessions WHERE digest = ?", (digest,))


def end_sessions(connection: sqlite3.Connection, person: str) -> None:
    """End all sessions of a person."""
    connection.execute("DELETE FROM sessions WHERE person = ?", (person,))
