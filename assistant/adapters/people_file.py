"""The file of the people: its tables. Passwords and session tokens stand there as digests only."""

from __future__ import annotations

from assistant.adapters.sqlite_file import FileKind
from assistant.errors import PeopleError

PEOPLE_FILE = "people.sqlite"

_MIGRATIONS = (
    """
    CREATE TABLE people (
        name TEXT PRIMARY KEY, full_name TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL,
        disabled INTEGER NOT NULL DEFAULT 0, email TEXT NOT NULL DEFAULT '', subject TEXT NOT NULL DEFAULT '',
        created_at TEXT NOT NULL, changed_at TEXT NOT NULL
    );
    CREATE UNIQUE INDEX people_by_email ON people (email) WHERE email != '';
    CREATE UNIQUE INDEX people_by_subject ON people (subject) WHERE subject != '';
    CREATE TABLE sessions (
        digest TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES people(name) ON DELETE CASCADE,
        created REAL NOT NULL, seen REAL NOT NULL, address TEXT NOT NULL
    );
    CREATE INDEX sessions_of_person ON sessions (person);
    CREATE TABLE failures (key TEXT PRIMARY KEY, count INTEGER NOT NULL, last REAL NOT NULL);
    CREATE TABLE people_log (
        id INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, kind TEXT NOT NULL, person TEXT NOT NULL,
        detail TEXT NOT NULL
    );
    """,
)

PEOPLE = FileKind(
    PEOPLE_FILE,
    "people.backup.sqlite",
    0x6E627070,  # "nbpp"
    _MIGRATIONS,
    "账户文件",
    PeopleError,
    private=True,
)
