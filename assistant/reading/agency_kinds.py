"""Says from an agency's name what its field of work is (`prompts/agency_kinds.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.prompt_files import read_toml
from assistant.reading.agency_places import without_region


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    names: re.Pattern[str]
    short: tuple[str, ...]
    office: str


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(entry["name"], re.compile("|".join(entry["names"])), tuple(entry["short"]), entry["office"])
        for entry in read_toml("agency_kinds.toml")["kinds"]
    )


def kind_of_name(name: str) -> str:
    """Field of work by the agency's name; empty when none fits."""
    bare = name if name.endswith(("镇", "乡", "街道", "办事处", "人民政府")) else without_region(name)
    return next((kind.name for kind in _kinds() if kind.names.search(bare) or kind.names.search(name)), "")


def kind_of_text(text: str) -> str:
    """Field of work by the short forms that stand in a text; empty when none does."""
    found = {kind.name: max((text.count(short) for short in kind.short), default=0) for kind in _kinds()}
    best = max(found, key=lambda name: found[name])
    return best if found[best] else ""


def office_of(kind: str) -> str:
    """Usual name of an agency of this kind, without its place."""
    return next((entry.office for entry in _kinds() if entry.name == kind), "")


def short_forms(kind: str) -> tuple[str, ...]:
    """Short forms under which agencies of this kind appear in public."""
    return next((entry.short for entry in _kinds() if entry.name == kind), ())


def full_name(name: str) -> str:
    """Write out the usual short forms of offices: 人社局, 应急局, 卫生健康委."""
    for short, full in read_toml("agency_kinds.toml")["abbreviations"].items():
        if name.endswith(short) and not name.endswith(full):
            return name.removesuffix(short) + str(full)
    return name
