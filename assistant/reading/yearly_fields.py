"""Reads one field of yearly data at a time and collects what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches

from assistant.domain.dates import find_dates
from assistant.domain.numbers import (
    NumberFormatError,
    TypedNumber,
    check_size,
    read_typed_number,
)
from assistant.domain.punctuation import ENUMERATION_COMMA, LEFT_QUOTE, RIGHT_QUOTE
from assistant.errors import Problem
from assistant.reading.text import CJK

MAX_TEXT = 2000
NOTHING = {
    "无",
    "无。",
    "暂无",
    "没有",
    "/",
    "-",
    "\u2014",
    "\u2014\u2014",
}  # how people fill a field that they leave empty
_SHOWN = 30
_FEW = 6
_WHOLE_DATE = re.compile(r"\d{4}\D+\d{1,2}\D+\d{1,2}")
_FILLING = re.compile(rf"(?<=[{CJK}])\s+|\s+(?=[{CJK}])")
_LINE_BREAKS = re.compile(r"\s*[\t\r\n\x85\u2028\u2029]+\s*")


def quoted(value: object) -> str:
    """A value between Chinese quotation marks, cut when it is long."""
    text = str(value)
    return f"{LEFT_QUOTE}{text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}{RIGHT_QUOTE}"


def type_name(value: object) -> str:
    """What users call the type of a YAML or JSON value."""
    if value is None:
        return "空"
    if isinstance(value, bool):
        return f"是否值 {str(value).lower()}"
    if isinstance(value, (int, float, Decimal)):
        return f"数字 {value}"
    if isinstance(value, str):
        return f"文字{quoted(value)}"
    return "一组键值" if isinstance(value, Mapping) else "一个列表" if isinstance(value, list) else "日期"


def one_line(text: str) -> str:
    """Text without outer spaces and line breaks; between Chinese signs a break leaves no space behind."""

    def joint(found: re.Match[str]) -> str:
        before, after = text[: found.start()][-1:], text[found.end() :][:1]
        return " " if before.isascii() and after.isascii() else ""

    text = text.strip()
    return _LINE_BREAKS.sub(joint, text)


def name_line(text: str) -> str:
    """A name on one line; blanks beside a Chinese sign, which only fill a cell or a line, are no part of it."""
    return _FILLING.sub("", one_line(text))


def _visible(text: str) -> str:
    """Text without the signs that steer display and cannot be seen, such as U+200B from web pages."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf" or sign == "\ufeff")


@dataclass
class Problems:
    """Mistakes found so far.

    `place` turns a path (`indicators[2].value`) into what the user sees. `told` are paths that could not even be
    read: what seems missing there is no second mistake.
    """

    place: Callable[[str], str] = str
    found: list[tuple[str, str]] = field(default_factory=list)
    told: set[str] = field(default_factory=set)

    def add(self, path: str, message: str) -> None:
        """Note one mistake."""
        if path not in self.told:
            self.found.append((path, message))

    def listed(self, order: Mapping[str, int]) -> tuple[Problem, ...]:
        """All mistakes in the order of the file; `order` ranks the paths that stand in it."""

        def rank(entry: tuple[str, str]) -> int:
            path = entry[0]
            while path not in order and path:
                path = path[: max(path.rfind("."), path.rfind("["), 0)]
            return order.get(path, 0)

        return tuple(Problem(self.place(path), message) for path, message in sorted(self.found, key=rank))


@dataclass
class Fields:
    """A mapping of the file with its path; every reader notes its mistake and returns a harmless value."""

    values: Mapping[str, object]
    path: str
    problems: Problems

    def at(self, key: str) -> str:
        """Path of one key."""
        return f"{self.path}.{key}" if self.path else key

    def problem(self, key: str, message: str) -> None:
        """Note a mistake at a key."""
        self.problems.add(self.at(key), message)

    def missing(self, key: str) -> bool:
        """Whether nothing was given: no key, null, or blank text."""
        value = self.values.get(key)
        return value is None or (isinstance(value, str) and not value.strip())

    def nothing(self, key: str) -> bool:
        """Whether nothing is said: missing, or 无 or a dash."""
        value = self.values.get(key)
        return self.missing(key) or (isinstance(value, str) and value.strip() in NOTHING)

    def check_keys(self, known: Iterable[str]) -> None:
        """Note every key that does not belong here, with the nearest that does; that one is then not missing."""
        names = list(known)
        for key in self.values:
            if key in names:
                continue
            near = _nearest_key(str(key), names)
            advice = f"是不是 {near}？" if near else f"可用的有：{ENUMERATION_COMMA.join(names)}"
            self.problem(str(key), f"不认识的项目；{advice}")
            if near and near not in self.values:
                self.problems.told.add(self.at(near))

    def text(self, key: str, label: str, *, required: bool = False, default: str = "") -> str:
        """One line of text; 无 and the like are an empty field."""
        if self.nothing(key):
            if required:
                self.problem(key, f"缺少{label}")
            return default
        value = self.values[key]
        if not isinstance(value, str):
            advice = "；请加上引号" if isinstance(value, (int, Decimal)) else ""
            self.problem(key, f"{label}应为文字，现在是{type_name(value)}{advice}")
            return default
        return self._clean(key, value, label)

    def name(self, key: str, label: str, *, required: bool = False, default: str = "") -> str:
        """A name or another short text that has no blanks of its own."""
        return name_line(self.text(key, label, required=required, default=default))

    def _clean(self, key: str, value: str, label: str) -> str:
        text = one_line(_visible(value))
        if len(text) > MAX_TEXT:
            self.problem(key, f"{label}有 {len(text)} 字，最多 {MAX_TEXT} 字，请分成几项")
        elif bad := next((sign for sign in text if _unprintable(sign)), ""):
            self.problem(key, f"{label}里有看不见的控制字符（U+{ord(bad):04X}），请删去后重新输入")
        return text

    def texts(self, key: str, label: str) -> tuple[str, ...]:
        """A list of names, none twice."""
        if self.nothing(key):
            return ()
        value = self.values[key]
        if not isinstance(value, list):
            self.problem(
                key,
                f"{label}应为列表，一项一个，例如 [某某, 某某]；现在是{type_name(value)}",
            )
            return ()
        items = Fields({f"{index}": item for index, item in enumerate(value)}, self.at(key), self.problems)
        names: list[str] = []
        for index in range(len(value)):
            names.append(items.name_in_list(index, label))
            if names[-1] and names[-1] in names[:-1]:
                self.problem(f"{key}[{index}]", f"{label}重复：{quoted(names[-1])}")
        return tuple(name for name in names if name and name not in NOTHING)

    def name_in_list(self, index: int, label: str) -> str:
        """One name of a list; several names in one entry are a mistake."""
        value = self.values[str(index)]
        path = f"{self.path}[{index}]"
        if not isinstance(value, str) or not value.strip():
            self.problems.add(path, f"{label}应为文字，现在是{type_name(value)}")
            return ""
        name = name_line(_visible(value))
        if any(sign in name for sign in f"{ENUMERATION_COMMA},\uff0c;\uff1b/"):
            self.problems.add(path, f"{label}里像是有几个名称连在一起：{quoted(name)}；请分成几项")
        elif bad := next((sign for sign in name if _unprintable(sign)), ""):
            self.problems.add(path, f"{label}里有看不见的控制字符（U+{ord(bad):04X}）")
        return name

    def choice(
        self, key: str, label: str, choices: Mapping[str, str], meant: Mapping[str, str] | None = None
    ) -> str:
        """One of a few words; empty after a mistake.

        `choices` gives for each accepted word what it stands for, `meant` the choice behind usual wrong words.
        """
        word = self.text(key, label)
        if not word or word in choices:
            return choices.get(word, "")
        guess = (meant or {}).get(word) or next(iter(get_close_matches(word, choices, 1, 0.4)), "")
        advice = f"是不是“{guess}”？" if guess else ""
        if not guess or len(choices) <= _FEW:
            advice += f"可用的有：{ENUMERATION_COMMA.join(_shown_choices(choices))}"
        self.problem(key, f"不认识的{label}{quoted(word)}；{advice}")
        return ""

    def number(self, key: str, label: str) -> TypedNumber | None:
        """A number, or a text that is nothing but a number; None after a mistake or when it is missing."""
        value = self.values.get(key)
        try:
            if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, str)):
                self.problem(key, f"{label}应为数字，现在是{type_name(value)}")
                return None
            if isinstance(value, str):
                return read_typed_number(value)
            return TypedNumber(
                check_size(Decimal(repr(value)) if isinstance(value, float) else Decimal(value))
            )
        except NumberFormatError as error:
            more = "" if str(error) == "不是数字" else f"；{error}"
            self.problem(
                key, f"不是数字：{quoted(value)}{more}" if isinstance(value, str) else f"{label}{error}"
            )
            return None

    def day(self, key: str) -> date | None:
        """A date in any of the usual ways of writing it."""
        value = self.values.get(key)
        if self.missing(key):
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        found = parse_date(str(value)) if isinstance(value, str) else None
        if found is None:
            if isinstance(value, str) and find_dates(value) and _WHOLE_DATE.search(value):
                self.problem(key, f"没有这一天：{quoted(value)}")
            else:
                self.problem(key, f"不是日期：{quoted(value)}；请写成 2026-01-16 或 2026年1月16日")
        return found


def _shown_choices(choices: Mapping[str, str]) -> list[str]:
    """Every choice once, with its other names in brackets."""
    others: dict[str, list[str]] = {}
    for word, meaning in choices.items():
        others.setdefault(meaning, [])
        if word != meaning:
            others[meaning].append(word)
    return [f"{meaning}（{'、'.join(words)}）" if words else meaning for meaning, words in others.items()]


def parse_date(text: str) -> date | None:
    """A date written 2026-01-16, 2026/1/16, 2026.1.16, 2026年1月16日 or 二〇二六年一月十六日, and nothing else."""
    typed = "".join(unicodedata.normalize("NFKC", text).split())
    found = find_dates(typed)
    if len(found) != 1 or found[0].text != typed:
        return None
    year, month, day = found[0].year, found[0].month, found[0].day
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _unprintable(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"} or sign in "\ufeff\ufffe\uffff\ufffd"


def _nearest_key(key: str, names: list[str]) -> str:
    meant = CHINESE_KEYS.get(key, "")
    return meant if meant in names else next(iter(get_close_matches(key.lower(), names, 1, 0.6)), "")


CHINESE_KEYS = {
    "年度": "year", "报告年度": "year", "机关": "agency", "公文": "document", "指标": "indicators", "举措": "initiatives",
    "第一责任人": "principal_duty", "不足": "shortcomings", "安排": "next_year", "其他": "other_matters", "名称": "name",
    "全称": "name", "简称": "short_names", "自称": "self_reference", "领域": "kind", "层级": "level", "级别": "level",
    "地区": "region", "领导": "leadership", "主送": "addressee", "主送机关": "addressee", "文号": "number",
    "发文字号": "number", "签发人": "signer", "日期": "date", "成文日期": "date", "数值": "value", "单位": "unit",
    "上年": "last_year", "去年": "last_year", "专题": "topic", "内容": "text", "成效": "outcome", "原因": "cause",
    "amount": "value", "last": "last_year", "previous": "last_year", "lastyear": "last_year", "reason": "cause",
    "result": "outcome", "title": "name", "plans": "next_year", "next_year_plan": "next_year", "category": "topic",
}  # fmt: skip
