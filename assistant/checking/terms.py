"""Dated knowledge from `prompts/terms.toml`: programmes, plenums, statutory terms, known documents."""

from __future__ import annotations

from functools import cache
from typing import Any

from assistant.prompt_files import read_toml

_FILE = "terms.toml"


@cache
def known_year_ranges() -> frozenset[tuple[int, int]]:
    """First and last year of every programme."""
    return frozenset((entry["from"], entry["to"]) for entry in _entries("programme"))


@cache
def known_documents() -> frozenset[str]:
    """Numbers of national documents."""
    return frozenset(entry["number"] for entry in _entries("document"))


def _entries(kind: str) -> list[dict[str, Any]]:
    return list(read_toml(_FILE).get(kind, []))
