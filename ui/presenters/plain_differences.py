"""What one saved state of yearly data changed against the one before, also while the data are not finished."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ui.presenters.differences import DataDifference
from ui.presenters.year_form import Plain, group, items, joined, topic_label
from ui.presenters.year_places import ITEM_BLOCKS, TOP_FIELDS

_DETAILS = (("last_year", "上年 "), ("outcome", "成效："), ("cause", "原因："))


def plain_differences(before: Plain, after: Plain) -> tuple[DataDifference, ...]:
    """Everything that differs, in the order of the form; what was taken out comes last."""
    old, new = dict(_subjects(before)), dict(_subjects(after))
    changed = [
        DataDifference(name, old.get(name, ""), value)
        for name, value in new.items()
        if old.get(name) != value
    ]
    gone = [DataDifference(name, value, "") for name, value in old.items() if name not in new]
    return (*changed, *gone)


def _subjects(plain: Plain) -> Iterator[tuple[str, str]]:
    for path, label in TOP_FIELDS.items():
        block, _, field = path.rpartition(".")
        value = joined((group(plain, block) if block else plain).get(field))
        if value and path != "agency":
            yield label, value
    for block, label in ITEM_BLOCKS.items():
        seen: Counter[str] = Counter()
        for item in items(plain, block):
            name = joined(item.get("name") or item.get("text")) or "（没有名称）"
            seen[name] += 1
            again = f"（第 {seen[name]} 个）" if seen[name] > 1 else ""
            yield f"{label}：{name}{again}", _value(item)


def _value(item: Plain) -> str:
    parts = [joined(item.get("value")) + joined(item.get("unit"))]
    parts += [f"{words}{joined(item.get(field))}" for field, words in _DETAILS if item.get(field)]
    parts += [topic_label(item)] if item.get("topic") else []
    return "，".join(part for part in parts if part) or "有"
