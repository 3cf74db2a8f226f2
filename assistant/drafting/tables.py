"""Reads the tables of a TOML file under `prompts/` strictly: a missing, unknown or mistyped key is an error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

from assistant.errors import TemplateError

Raw = Mapping[str, Any]


class Table:
    """One table of a file. Every key that is read is ticked off; `finish` complains about the rest."""

    def __init__(self, file: str, place: str, raw: object) -> None:
        self.file, self.place = file, place
        if not isinstance(raw, Mapping):
            self.fail("应为一个表")
        self._raw: Raw = raw
        self._read: set[str] = set()

    def fail(self, message: str) -> NoReturn:
        """Raise with the file and the place."""
        where = f"{self.place}：" if self.place else ""
        raise TemplateError(f"prompts/{self.file} 有误：{where}{message}。请改正该文件或重新安装本程序。")

    def text(self, key: str, default: str | None = None) -> str:
        """A string; required without a default."""
        value = self._get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.fail(f"“{key}”应为文字")
        return value

    def texts(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of strings."""
        value = self._get(key, default)
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) and item for item in value):
            self.fail(f"“{key}”应为文字列表")
        return tuple(value)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self._get(key, default)
        if not isinstance(value, bool):
            self.fail(f"“{key}”应为 true 或 false")
        return value

    def whole(self, key: str) -> int:
        """A whole number."""
        value = self._get(key, None)
        if not isinstance(value, int) or isinstance(value, bool):
            self.fail(f"“{key}”应为整数")
        return value

    def table(self, key: str) -> Table:
        """A table inside."""
        return Table(self.file, f"{self.place}.{key}".lstrip("."), self._get(key, None))

    def mapping(self, key: str) -> dict[str, str]:
        """A table of strings with free keys."""
        value = self._get(key, None)
        if not isinstance(value, Mapping) or not all(isinstance(item, str) for item in value.values()):
            self.fail(f"“{key}”应为文字对照表")
        return dict(value)

    def tables(self, key: str, *, required: bool = True) -> tuple[Table, ...]:
        """A list of tables, each with its number in the place."""
        value = self._get(key, None if required else [])
        if not isinstance(value, list):
            self.fail(f"“{key}”应为表的列表")
        prefix = f"{self.place}.{key}".lstrip(".")
        return tuple(Table(self.file, f"{prefix}[{number}]", item) for number, item in enumerate(value))

    def rows(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of strings."""
        value = self._get(key, None)
        if not isinstance(value, list) or not all(
            isinstance(row, list) and all(isinstance(item, str) for item in row) for row in value
        ):
            self.fail(f"“{key}”应为文字列表的列表")
        return tuple(tuple(row) for row in value)

    def finish(self) -> None:
        """Complain about keys that nobody reads."""
        if unknown := sorted(set(self._raw) - self._read):
            self.fail(f"不认识的项：{'、'.join(unknown)}")

    def _get(self, key: str, default: object) -> Any:
        self._read.add(key)
        if key not in self._raw:
            if default is None:
                self.fail(f"缺少“{key}”")
            return default
        return self._raw[key]
