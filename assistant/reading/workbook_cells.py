"""Cells of the Excel form as plain values, and what was found wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from assistant.reading.yearly_fields import quoted

MAX_ROWS = 5000
_MAX_COLUMNS = 60


@dataclass
class FormValues:
    """Plain values of a form, the cell of each path, and the mistakes that only the form shows."""

    values: dict[str, object] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    mistakes: list[tuple[str, str]] = field(default_factory=list)

    def place(self, path: str) -> str:
        """The cell of a path, or of the nearest thing around it; a place already in the form stays."""
        while path and path not in self.places:
            if "!" in path:
                return path
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.places.get(path, "")


def as_text(value: object) -> str:
    """A value as it stands in a text field."""
    if isinstance(value, bool):
        return str(value).upper()
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def cell_name(sheet: Any, cell: Any) -> str:
    """A cell as a person finds it: `指标!C7`."""
    return f"{sheet.title}!{cell.coordinate}"


def plain_value(cell: Any, path: str, form: FormValues) -> object:
    """A cell's value; None for an empty one and, with a mistake noted, for one that holds no value of its own."""
    value = cell.value
    if cell.data_type == "f" or type(value).__name__ in {"ArrayFormula", "DataTableFormula"}:
        shown = getattr(value, "text", value)
        form.mistakes.append((path, f"这里是公式 {quoted(shown)}；请复制后用“选择性粘贴—数值”贴回"))
        return None
    if cell.data_type == "e":
        form.mistakes.append((path, f"这里是错误值 {value}；请填写实际内容"))
        return None
    if isinstance(value, float):
        return _percent(cell, Decimal(f"{value:.15g}"))
    if isinstance(value, int) and not isinstance(value, bool):
        return _percent(cell, Decimal(value))
    return value.replace("_x000D_", "\n") if isinstance(value, str) else value


def _percent(cell: Any, value: Decimal) -> object:
    """A number shown as a percentage is stored as its hundredth."""
    if "%" in str(cell.number_format) and '"%"' not in str(cell.number_format):
        return f"{(value * 100).normalize():f}%"
    return value


def rows_of(sheet: Any) -> Iterator[tuple[Any, ...]]:
    yield from sheet.iter_rows(
        max_row=min(sheet.max_row, MAX_ROWS), max_col=min(sheet.max_column, _MAX_COLUMNS)
    )


def is_blank(cell: Any) -> bool:
    return cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())
