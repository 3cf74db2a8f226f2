"""YAML and JSON texts as plain values: exact numbers, doubled keys noticed, size and nesting bounded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from assistant.domain.punctuation import COLON
from assistant.errors import Problem, YearDataError
from assistant.reading.yearly_fields import quoted

MAX_CHARS = 1_000_000
MAX_VALUES = 30_000
MAX_DEPTH = 12
_LINES_BEFORE_ERROR = 4
_LONGEST_NUMBER = 40
_LONGEST_EXPONENT = 4

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+][0-9]{1,3})?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: dict[str, object] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_TAGS = {"tag:yaml.org,2002:str", "!"}
_Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where it was built in: ten times faster


class Parsed:
    """Plain values with the mistakes (path, message) that only the text shows."""

    def __init__(self, value: object, mistakes: tuple[tuple[str, str], ...]) -> None:
        self.value = value
        self.mistakes = mistakes


def parse_yaml(text: str, file: str) -> Parsed:
    """Read one YAML document; numbers with a decimal point become `Decimal`, dates stay text.

    Raises:
        YearDataError: no YAML, or larger, deeper or more entangled than yearly data can be.
    """
    _check_length(text, file)
    try:
        return _YamlReader(text, file).read()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"第 {mark.line + 1} 行第 {mark.column + 1} 列" if mark else ""
        raise _damaged(file, where, f"不是有效的 YAML：{_yaml_reason(text, mark)}") from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise _damaged(file, f"第 {line} 行", "有 YAML 不允许的控制字符，请删去") from error
    except yaml.YAMLError as error:
        raise _damaged(file, "", "不是有效的 YAML") from error


def _yaml_reason(text: str, mark: Any) -> str:
    lines = text.splitlines()
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "行首用了制表符，请改成空格"
    for number in range(
        mark.line if mark else 0, max(-1, (mark.line if mark else 0) - _LINES_BEFORE_ERROR), -1
    ):
        near = lines[number].partition("#")[0] if number < len(lines) else ""
        if COLON in near and ":" not in near:  # what it spoils may show a line or two later
            return f"第 {number + 1} 行的冒号应为英文冒号加一个空格：{quoted(near.strip())}"
    return f"请检查这里和上一行的缩进、英文冒号后的空格、括号和引号是否成对：{quoted(line.strip())}"


def parse_json(text: str, file: str) -> Parsed:
    """Read one JSON document; numbers with a decimal point become `Decimal`.

    Raises:
        YearDataError: no JSON, or larger or deeper than yearly data can be.
    """
    _check_length(text, file)
    try:
        value = json.loads(
            text, parse_float=_decimal, parse_int=_integer, parse_constant=float, object_pairs_hook=_Pairs
        )
    except json.JSONDecodeError as error:
        where = f"第 {error.lineno} 行第 {error.colno} 列"
        raise _damaged(file, where, "不是有效的 JSON：请检查逗号、引号和括号") from error
    except RecursionError as error:
        raise _damaged(file, "", "嵌套太深，不是年度数据") from error
    mistakes: list[tuple[str, str]] = []
    for total, (path, part, depth) in enumerate(_walk(value)):
        if depth > MAX_DEPTH or total > MAX_VALUES:
            raise _damaged(file, path[:60], "内容太多或嵌套太深，不是年度数据")
        if isinstance(part, _Pairs):
            mistakes += [
                (f"{path}.{key}".lstrip("."), "同一个键写了两次，请只留一个") for key in part.doubled
            ]
    return Parsed(value, tuple(mistakes))


def write_plain_yaml(plain: dict[str, object]) -> str:
    """Plain values as YAML that people read: an entry a line, Chinese as it is, dates without quotes."""
    document = plain.get("document")
    if isinstance(document, dict) and isinstance(document.get("date"), str):
        plain = plain | {"document": document | {"date": date.fromisoformat(document["date"])}}
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=10**6, default_flow_style=None)


def _check_length(text: str, file: str) -> None:
    if len(text) > MAX_CHARS:
        raise _damaged(file, "", f"有 {len(text)} 字，超过 {MAX_CHARS} 字，不是年度数据")


def _damaged(file: str, place: str, message: str) -> YearDataError:
    return YearDataError(file, (Problem(place, message),))


def _integer(text: str) -> object:
    return int(text) if len(text) <= _LONGEST_NUMBER else text


def _decimal(text: str) -> object:
    """The number, or the text itself when it is larger than any real one."""
    exponent = text.lower().partition("e")[2]
    return Decimal(text) if len(text) <= _LONGEST_NUMBER and len(exponent) <= _LONGEST_EXPONENT else text


class _Pairs(dict[str, object]):
    """A JSON object that remembers which keys were given twice; the first value stays."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__()
        self.doubled: list[str] = []
        for key, value in pairs:
            if key in self:
                self.doubled.append(key)
            else:
                self[key] = value


def _walk(value: object, path: str = "", depth: int = 0) -> Iterator[tuple[str, object, int]]:
    yield path, value, depth
    if depth > MAX_DEPTH:
        return
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _walk(part, f"{path}.{key}" if path else key, depth + 1)
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _walk(part, f"{path}[{index}]", depth + 1)


def _line(event: Any) -> str:
    return f"第 {event.start_mark.line + 1} 行"


class _YamlReader:
    """Builds values straight from parser events, so that nothing grows or nests beyond the limits."""

    def __init__(self, text: str, file: str) -> None:
        self.events = yaml.parse(text, Loader=_Parser)
        self.file = file
        self.values = 0
        self.anchors: dict[str, tuple[object, int]] = {}
        self.mistakes: list[tuple[str, str]] = []

    def read(self) -> Parsed:
        value: object = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refuse(event, "有多个 YAML 文档（---），请只留一个")
                value = self._value(next(self.events), "", 0)
        return Parsed(value, tuple(self.mistakes))

    def _refuse(self, event: Any, message: str) -> YearDataError:
        return _damaged(self.file, _line(event), message)

    def _value(self, event: Any, path: str, depth: int) -> object:
        self._count(event, 1, depth)
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                raise self._refuse(event, f"“*”是 YAML 的引用符号；文字以 * 开头时请加引号：*{event.anchor}")
            value, size = self.anchors[event.anchor]
            self._count(event, size, depth)
            return value
        before = self.values
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event, path)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._sequence(path, depth)
        else:
            value = self._mapping(path, depth)
        if event.anchor:
            self.anchors[event.anchor] = (value, self.values - before)
        return value

    def _count(self, event: Any, values: int, depth: int) -> None:
        self.values += values
        if self.values > MAX_VALUES or depth > MAX_DEPTH:
            raise self._refuse(event, "内容太多或嵌套太深，不是年度数据")

    def _sequence(self, path: str, depth: int) -> list[object]:
        values: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self._value(event, f"{path}[{len(values)}]", depth + 1))
        return values

    def _mapping(self, path: str, depth: int) -> dict[str, object]:
        values: dict[str, object] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._refuse(event, "键应为文字；文字以 [ 或 { 开头时请加引号")
            key = str(event.value)
            here = f"{path}.{key}" if path else key
            value = self._value(next(self.events), here, depth + 1)
            if key in values:
                self.mistakes.append((here, f"同一个键写了两次（{_line(event)}），请只留一个"))
            else:
                values[key] = value
        return values

    def _scalar(self, event: Any, path: str) -> object:
        text: str = event.value
        if event.tag is not None and event.tag not in _TAGS:
            short = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.mistakes.append((path, f"不支持 YAML 标记 {short}，请删去"))
            return text
        if event.style or event.tag:
            return text
        return _plain_scalar(text)


def _plain_scalar(text: str) -> object:
    """A scalar without quotes; unlike YAML 1.1, `yes` and `1:30` stay text and 010 is no octal number."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > _LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return float("nan") if _NOT_FINITE.fullmatch(text) else text
