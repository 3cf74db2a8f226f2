"""Which units say the same of a number."""

from __future__ import annotations

_SAME = tuple(
    frozenset(words.split())
    for words in (
        "人 名 位",
        "起 件 宗 例",
        "场 场次",
        "件 件次",
        "期 期次",
        "批 批次",
        "项 种 类",
        "项 项次",
    )
)


def same_unit(one: str, other: str) -> bool:
    """人 and 名, 件 and 起, 场 and 场次; not 人 and 人次, for these count two things."""
    return one == other or any(one in units and other in units for units in _SAME)


def counts_same(one: str, other: str) -> bool:
    """Whether numbers of two units may be added or divided: 人次 are counted by heads, 项次 by times."""
    return same_unit(one, other) or bool(
        one
        and other
        and (one.endswith(other) or other.endswith(one) or one.startswith(other) or other.startswith(one))
    )
