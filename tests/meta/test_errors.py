"""The drawing of the error tree is the tree."""

from __future__ import annotations

import re

from assistant import errors
from assistant.errors import AssistantError


def drawn() -> list[tuple[int, str]]:
    lines = re.findall(r"^([│ ├└─]*)(\w+Error)$", errors.__doc__ or "", re.MULTILINE)
    return [(len(indent) // 4, name) for indent, name in lines]


def real(error: type[AssistantError] = AssistantError, depth: int = 0) -> list[tuple[int, str]]:
    rows = [(depth, error.__name__)]
    for child in error.__subclasses__():
        if child.__module__ == errors.__name__:
            rows += real(child, depth + 1)
    return rows


def test_the_drawing_is_the_tree() -> None:
    assert drawn() == real()


def test_no_error_is_defined_elsewhere() -> None:
    def walk(error: type[AssistantError]) -> list[type[AssistantError]]:
        return [error, *(below for child in error.__subclasses__() for below in walk(child))]

    assert {error.__module__ for error in walk(AssistantError)} == {errors.__name__}
