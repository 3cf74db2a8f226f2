"""People with a clock that a test moves, and with a quick hash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from assistant.adapters.password_hash import PasswordHash
from assistant.domain.people import Person, Role
from assistant.people import People

GOOD = "quiet-green-kettle"


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(home: Path, clock: Clock) -> Iterator[People]:
    """An administrator, a clerk and a reviewer."""
    quick = PasswordHash(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    with People(home, hasher=quick, clock=clock) as opened:
        opened.add(Person("admin", "李管", Role.ADMINISTRATOR), GOOD)
        opened.add(Person("zhang", "张经办", Role.CLERK), GOOD)
        opened.add(Person("wang", "王审核", Role.REVIEWER), GOOD)
        yield opened
