"""Reads plain JSON into a draft, field by field, and collects every mistake with its path."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from assistant.domain.drafts import (
    DocumentState,
    DraftSentence,
    ReportDraft,
    SectionDraft,
    SentenceKind,
    SignatureBlock,
    SubsectionDraft,
)
from assistant.domain.sections import SectionKind
from assistant.domain.sources import FactRef, PassageRef
from assistant.domain.topics import Topic
from assistant.errors import Problem

Plain = dict[str, Any]
Value = TypeVar("Value")
Name = TypeVar("Name", bound=StrEnum)
_SHOWN = 30
_NUMBER = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|[(\uff08][一二三四五六七八九十]{1,3}[)\uff09])\s*(?=\S)"
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2999


class DraftReader:
    """Reads one draft. When `problems` is not empty, what was returned must not be used."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def draft(self, plain: object) -> ReportDraft:
        """The whole draft."""
        fields = self._mapping(plain, "")
        signature = self._mapping(fields.get("signature", {}), "signature")
        return ReportDraft(
            title=self._text(fields, "title", "", required=True),
            addressee=self._text(fields, "addressee", ""),
            opening=self._sentences(fields, "opening", ""),
            sections=self._items(fields, "sections", "", self._section),
            signature=SignatureBlock(
                self._text(signature, "agency", "signature"), self._text(signature, "date", "signature")
            ),
            year=self._year(fields),
            agency=self._text(fields, "agency", "", required=True),
            number=self._text(fields, "number", ""),
            signer=self._text(fields, "signer", ""),
            state=self._name(fields.get("state", DocumentState.DISCUSSION.value), "state", DocumentState),
        )

    def _section(self, plain: object, path: str) -> SectionDraft:
        fields = self._mapping(plain, path)
        return SectionDraft(
            section=self._name(fields.get("section"), f"{path}.section", SectionKind),
            heading=_unnumbered(self._text(fields, "heading", path, required=True)),
            sentences=self._sentences(fields, "sentences", path),
            subsections=self._items(fields, "subsections", path, self._subsection),
            examples=tuple(PassageRef(text) for text in self._texts(fields, "examples", path)),
        )

    def _subsection(self, plain: object, path: str) -> SubsectionDraft:
        fields = self._mapping(plain, path)
        return SubsectionDraft(
            topics=self._items(fields, "topics", path, lambda item, place: self._name(item, place, Topic)),
            heading=_unnumbered(self._text(fields, "heading", path, required=True)),
            sentences=self._sentences(fields, "sentences", path),
        )

    def _sentences(self, fields: Plain, name: str, path: str) -> tuple[DraftSentence, ...]:
        return self._items(fields, name, path, self._sentence)

    def _sentence(self, plain: object, path: str) -> DraftSentence:
        fields = self._mapping(plain, path)
        return DraftSentence(
            text=self._text(fields, "text", path, required=True),
            kind=self._name(fields.get("kind"), f"{path}.kind", SentenceKind),
            facts=tuple(FactRef(text) for text in self._texts(fields, "facts", path)),
            modelled_on=tuple(PassageRef(text) for text in self._texts(fields, "modelled_on", path)),
            by_hand=fields.get("by_hand") is True,
            locked=fields.get("locked") is True,
        )

    def _items(
        self, fields: Plain, name: str, path: str, read: Callable[[object, str], Value]
    ) -> tuple[Value, ...]:
        items = fields.get(name, [])
        place = _join(path, name)
        if not isinstance(items, list):
            self._wrong(place, f"应为列表，现在是 {_shown(items)}")
            return ()
        return tuple(read(item, f"{place}[{index}]") for index, item in enumerate(items))

    def _texts(self, fields: Plain, name: str, path: str) -> tuple[str, ...]:
        return self._items(fields, name, path, self._string)

    def _text(self, fields: Plain, name: str, path: str, *, required: bool = False) -> str:
        if name not in fields:
            if required:
                self._wrong(_join(path, name), "缺少这一项")
            return ""
        return self._string(fields[name], _join(path, name))

    def _string(self, value: object, path: str) -> str:
        if isinstance(value, str):
            return value
        self._wrong(path, f"应为文字，现在是 {_shown(value)}")
        return ""

    def _name(self, value: object, path: str, names: type[Name]) -> Name:
        known = {name.value: name for name in names}
        if isinstance(value, str) and value in known:
            return known[value]
        self._wrong(path, f"应为 {'、'.join(known)} 之一，现在是 {_shown(value)}")
        return next(iter(names))

    def _year(self, fields: Plain) -> int:
        value = fields.get("year")
        if isinstance(value, int) and not isinstance(value, bool) and _FIRST_YEAR <= value <= _LAST_YEAR:
            return value
        self._wrong("year", f"应为四位数的报告年度，现在是 {_shown(value)}")
        return _FIRST_YEAR

    def _mapping(self, value: object, path: str) -> Plain:
        if isinstance(value, dict):
            return value
        self._wrong(path, f"应为一组字段（花括号），现在是 {_shown(value)}")
        return {}

    def _wrong(self, path: str, message: str) -> None:
        self.problems.append(Problem(path, message))


def _unnumbered(heading: str) -> str:
    """A heading without a number that somebody typed: numbers are put on when the draft is written out."""
    return _NUMBER.sub("", heading)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _shown(value: object) -> str:
    """A value in a message, short."""
    if value is None:
        return "空"
    if isinstance(value, list | dict):
        return "列表" if isinstance(value, list) else "一组字段"
    text = str(value)
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"
