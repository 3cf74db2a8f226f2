"""Writes out the automatic numbers of a Word file: 一、（一）1.（1）as the reader of the page sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.importing.docx_package import Element, attribute, child, children

_DIGITS = "零一二三四五六七八九"
_MOST_LEVELS = 9
_ENCLOSED = 20
_HUNDRED = 100
_DEEPEST_STYLE = 12


def chinese(number: int) -> str:
    """Count in Chinese up to 99: 一, 十一, 二十."""
    if not 0 < number < _HUNDRED:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def _enclosed(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= _ENCLOSED else str(number)


def _letter(base: str) -> Callable[[int], str]:
    return lambda number: chr(ord(base) + (number - 1) % 26) if number > 0 else ""


def _roman(number: int) -> str:
    parts = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    if not 0 < number < _HUNDRED:
        return str(number)
    written = ""
    for value, sign in parts:
        while number >= value:
            written, number = written + sign, number - value
    return written


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseLegalSimplified": chinese,
    "decimalEnclosedCircle": _enclosed,
    "decimalEnclosedCircleChinese": _enclosed,
    "upperLetter": _letter("A"),
    "lowerLetter": _letter("a"),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "decimalZero": lambda number: f"{number:02d}",
    "none": lambda _number: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


class Numbering:
    """Counts the numbered paragraphs of one document in reading order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels = {
            attribute(node, "abstractNumId"): _levels(node) for node in children(numbering, "abstractNum")
        }
        self._lists = {
            attribute(node, "numId"): attribute(child(node, "abstractNumId"), "val")
            for node in children(numbering, "num")
        }
        self._starts = {
            attribute(node, "numId"): _start_overrides(node) for node in children(numbering, "num")
        }
        self._styles = {
            attribute(node, "styleId"): (
                child(node, "pPr", "numPr"),
                attribute(child(node, "basedOn"), "val"),
            )
            for node in children(styles, "style")
        }
        self._counts: dict[str | None, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def marker(self, paragraph: Element) -> str:
        """The number in front of a paragraph, or an empty string; call once a paragraph, in reading order."""
        properties = self._number_properties(paragraph)
        list_id = attribute(child(properties, "numId"), "val")
        if list_id is None or list_id == "0":
            return ""
        abstract = self._lists.get(list_id)
        levels = self._levels.get(abstract, {})
        depth = _integer(attribute(child(properties, "ilvl"), "val"), 0)
        if depth not in levels:
            return ""
        counts = self._count(abstract, list_id, depth)
        return "" if levels[depth].form == "bullet" else _written(levels, counts, depth)

    def _number_properties(self, paragraph: Element) -> Element | None:
        properties = child(paragraph, "pPr", "numPr")
        style = attribute(child(paragraph, "pPr", "pStyle"), "val")
        for _ in range(_DEEPEST_STYLE):
            if properties is not None or style not in self._styles:
                break
            properties, style = self._styles[style]
        return properties

    def _count(self, abstract: str | None, list_id: str, depth: int) -> dict[int, int]:
        levels = self._levels[abstract]
        counts = self._counts.setdefault(abstract, {})
        override = self._starts.get(list_id, {}).get(depth)
        if override is not None and (list_id, depth) not in self._begun:
            counts[depth] = override
        else:
            counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        self._begun.add((list_id, depth))
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return counts


def _written(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
    text = levels[depth].text
    for level in range(depth + 1):
        known = levels.get(level, _Level("decimal", "", 1))
        number = counts.get(level, known.start)
        text = text.replace(f"%{level + 1}", _FORMS.get(known.form, str)(number))
    return f"{text} " if text[-1:].isalnum() and text[-1:].isascii() else text


def _levels(abstract: Element) -> dict[int, _Level]:
    found = {}
    for node in children(abstract, "lvl"):
        depth = _integer(attribute(node, "ilvl"), -1)
        if 0 <= depth < _MOST_LEVELS:
            form = attribute(child(node, "numFmt"), "val") or "decimal"
            text = attribute(child(node, "lvlText"), "val") or ""
            found[depth] = _Level(form, text, _integer(attribute(child(node, "start"), "val"), 1))
    return found


def _start_overrides(node: Element) -> dict[int, int]:
    found = {}
    for override in children(node, "lvlOverride"):
        start = child(override, "startOverride")
        if start is not None:
            found[_integer(attribute(override, "ilvl"), 0)] = _integer(attribute(start, "val"), 1)
    return found


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < _MOST_LEVELS else otherwise
