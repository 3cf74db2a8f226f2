"""Yearly data as the form holds them: rows of indicators and cards of texts, finished or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.domain.topics import Topic

Plain = dict[str, Any]
Row = dict[str, str]

TOPIC_LABELS = {topic.value: topic.label for topic in Topic}
TOPIC_IDS = {label: name for name, label in TOPIC_LABELS.items()}
UNSORTED = "（自动判断）"
GONE = "已删除"

POSITION, NAME, VALUE, UNIT, LAST_YEAR, TOPIC = "位置", "指标", "今年数值", "单位", "上年数值", "专题"
COLUMNS = (POSITION, NAME, VALUE, UNIT, LAST_YEAR, TOPIC)
_FIELDS = {NAME: "name", VALUE: "value", UNIT: "unit", LAST_YEAR: "last_year", TOPIC: "topic"}


@dataclass(frozen=True, slots=True)
class Change:
    """Data after a change, with where items moved (`indicators[3]` to `indicators[2]`), for drafts that cite them."""

    plain: Plain
    moved: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class IndicatorOffer:
    """An indicator that might be added; `reason` says who reports it."""

    name: str
    unit: str
    topic: str
    reason: str = ""

    @property
    def label(self) -> str:
        """The name with its reason."""
        return f"{self.name}（{self.reason}）" if self.reason else self.name

    @property
    def item(self) -> Plain:
        """The item to add, still without a value."""
        found = {"name": self.name, "unit": self.unit, "topic": self.topic}
        return {key: value for key, value in found.items() if value}


def items(plain: Plain, block: str) -> list[Plain]:
    """The items of a block as dictionaries; what is none is left out."""
    value = plain.get(block)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def topic_label(item: Plain) -> str:
    """The label of an item's topic; the word for "work it out" when none is given."""
    return TOPIC_LABELS.get(str(item.get("topic") or ""), UNSORTED)


def indicator_rows(plain: Plain, topic: str | None) -> list[Row]:
    """Indicators of a topic (all for None, "" for those without one) as texts, with their places in the list."""
    rows = []
    for position, item in enumerate(items(plain, "indicators")):
        if topic is None or str(item.get("topic") or "") == topic:
            row = {label: _shown(item.get(field)) for label, field in _FIELDS.items()}
            rows.append({**row, TOPIC: topic_label(item), POSITION: str(position)})
    return rows


def topic_counts(plain: Plain) -> dict[str, int]:
    """How many indicators each topic has, topics in their order, those without one under ""."""
    found = [str(item.get("topic") or "") for item in items(plain, "indicators")]
    return {name: found.count(name) for name in (*TOPIC_LABELS, "") if name in found or name}


def with_indicator_rows(plain: Plain, topic: str | None, rows: Sequence[Row]) -> Change:
    """Put edited rows back: known ones at their place, new ones at the end, missing ones out.

    New rows stand at the end of the list so that the paths of all others stay what they are.
    """
    old = items(plain, "indicators")
    edited = {row[POSITION]: row for row in rows if row[POSITION]}
    shown = {row[POSITION] for row in indicator_rows(plain, topic)}
    kept: list[Plain] = []
    moved: dict[str, str] = {}
    for position, item in enumerate(old):
        place = str(position)
        if place in shown and place not in edited:
            moved[f"indicators[{position}]"] = f"indicators[{GONE}]"
            continue
        if len(kept) != position:
            moved[f"indicators[{position}]"] = f"indicators[{len(kept)}]"
        kept.append(_merged(item, edited[place]) if place in edited else item)
    added = [
        _merged({}, {**row, TOPIC: row[TOPIC] or TOPIC_LABELS.get(topic or "", "")})
        for row in rows
        if not row[POSITION]
    ]
    return Change(
        {**plain, "indicators": [*kept, *(item for item in added if item.get("name") or item.get("value"))]},
        moved,
    )


def apply_edits(rows: Sequence[Row], edits: Mapping[str, Any]) -> list[Row]:
    """The rows after the edits of a grid: `edited_rows` by number, `added_rows`, `deleted_rows`."""
    changed = {int(number): cells for number, cells in edits.get("edited_rows", {}).items()}
    gone = {int(number) for number in edits.get("deleted_rows", [])}
    after = [
        _with_cells(row, changed.get(number, {})) for number, row in enumerate(rows) if number not in gone
    ]
    empty = dict.fromkeys(COLUMNS, "")
    return after + [_with_cells(empty, cells) for cells in edits.get("added_rows", [])]


def _with_cells(row: Row, cells: Mapping[str, Any]) -> Row:
    return {
        **row,
        **{name: _shown(value) for name, value in cells.items() if name in row and name != POSITION},
    }


def _merged(item: Plain, row: Row) -> Plain:
    """An item with the fields of a row; a number that was not touched keeps its own type."""
    merged = dict(item)
    for label, field in _FIELDS.items():
        value = TOPIC_IDS.get(row[label], "") if label == TOPIC else row[label].strip()
        if value == _shown(item.get(field)) and field in item:
            continue
        merged[field] = value
    return {key: value for key, value in merged.items() if value not in ("", None) or key == "name"}


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def plain_text(number: Decimal) -> str:
    """A number without needless noughts behind the point: 18000, not 18000.0."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def add_item(plain: Plain, block: str, item: Plain) -> Plain:
    """The data with one more item at the end of a block."""
    return {**plain, block: [*items(plain, block), item]}


def set_field(plain: Plain, block: str, index: int, field: str, value: str) -> Plain:
    """The data with one field of one item changed; an empty optional field goes."""
    changed = items(plain, block)
    if not 0 <= index < len(changed):
        return plain
    item = {**changed[index], field: value}
    changed[index] = {key: each for key, each in item.items() if each not in ("", None) or key == "text"}
    return {**plain, block: changed}


def remove_item(plain: Plain, block: str, index: int) -> Change:
    """The data without one item."""
    old = items(plain, block)
    moved = {f"{block}[{index}]": f"{block}[{GONE}]"}
    moved |= {f"{block}[{place}]": f"{block}[{place - 1}]" for place in range(index + 1, len(old))}
    return Change({**plain, block: old[:index] + old[index + 1 :]}, moved)


def move_item(plain: Plain, block: str, index: int, by: int) -> Change:
    """The data with an item moved by some places, the ones between move up or down; out of range nothing changes."""
    old = items(plain, block)
    target = index + by
    if not by or not (0 <= index < len(old) and 0 <= target < len(old)):
        return Change(plain, {})
    order = [place for place in range(len(old)) if place != index]
    order.insert(target, index)
    moved = {
        f"{block}[{before}]": f"{block}[{after}]" for after, before in enumerate(order) if before != after
    }
    return Change({**plain, block: [old[place] for place in order]}, moved)


def group(plain: Plain, name: str) -> Plain:
    """The block `agency` or `document`, empty when it is not there."""
    value = plain.get(name)
    return value if isinstance(value, dict) else {}


def set_group_field(plain: Plain, name: str, field: str, value: object) -> Plain:
    """The data with one field of `agency` or `document` changed; empty ones go."""
    changed = {**group(plain, name), field: value}
    return {**plain, name: {key: each for key, each in changed.items() if each not in ("", [], None)}}


def split_names(text: str) -> list[str]:
    """Several names in one field, separated by any usual sign."""
    for sign in ("，", ",", "；", ";", "\n", " ", "\u3000", "/"):
        text = text.replace(sign, "、")
    return [name for name in (part.strip() for part in text.split("、")) if name]


def joined(value: object) -> str:
    """A list of names as one field."""
    return "、".join(str(each) for each in value) if isinstance(value, list) else _shown(value)
