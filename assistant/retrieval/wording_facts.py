"""Takes the facts out of a peer's clause: numbers, dates, titles, quotations, names of places, bodies and persons."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from assistant.domain.dates import find_dates
from assistant.domain.document_numbers import find_document_numbers
from assistant.domain.places import PlaceTree
from assistant.domain.punctuation import (
    CLAUSE_ENDS,
    LEFT_QUOTE,
    LEFT_TITLE,
    PAIRS,
    RIGHT_QUOTE,
    RIGHT_TITLE,
)
from assistant.domain.quantities import find_quantities
from assistant.prompt_files import read_places, read_toml

_HAN = "\u4e00-\u9fff"
_WIDE = {
    ",": "\uff0c",
    ";": "\uff1b",
    ":": "\uff1a",
    "(": "\uff08",
    ")": "\uff09",
    "!": "\uff01",
    "?": "\uff1f",
}
_LIST_STARTS = frozenset("\uff08一二三四五六七八九十0123456789")
_SIGN = re.compile(r"[0-9A-Za-z\uff10-\uff19]")
_QUOTE = re.compile(f"{LEFT_QUOTE}([^{LEFT_QUOTE}{RIGHT_QUOTE}]*){RIGHT_QUOTE}")
_TITLE = re.compile(f"{LEFT_TITLE}[^{LEFT_TITLE}{RIGHT_TITLE}]*{RIGHT_TITLE}")
_CLAUSE = re.compile(f"[{CLAUSE_ENDS}\n]+")
_LIST_SIGN = re.compile(
    "^(?:[\uff08][一二三四五六七八九十]{1,3}[\uff09]|[一二三四五六七八九十]{1,3}、|[一二三四五六七八九十]{1,2}是"
    "|[0-9]{1,2}[.\uff0e、]|[\uff08][0-9]{1,2}[\uff09])"
)
_BODY_NAME = re.compile(
    f"[{_HAN}]{{2,10}}(?:局|厅|委员会|办公室|街道办|办事处|人民政府|管委会|中心|站|所)(?![{_HAN}])"
)
_HAN_COUNT = re.compile(
    "[一二两三四五六七八九十百千万]{1,4}(?:个|项|次|件|名|家|批|部|场|期|支|条|类|大|级|起|份|人|月|日|周|年|季|轮)"
)
_PLACE_LIKE = re.compile(f"[{_HAN}]{{2,3}}(?:省|市|县|区|镇|乡|村|旗|州|路|港|山|江|河|湖)(?:级)?")
_GENERIC_PLACE = re.compile(
    "(?:城镇|乡镇|村镇|集镇|城市|社区|辖区|片区|景区|小区|园区|山区|地区|农村|乡村|上市|超市|门市|菜市|地市|特区|道路|公路|铁路|思路|线路|网络|一路|出路|江河|江湖)"
)
_LONGEST_PLACE = 9


@dataclass(frozen=True, slots=True)
class CutClause:
    """A clause with slots where facts stood; `pure` says that there were none and that it binds to nothing."""

    text: str
    pure: bool


@dataclass(frozen=True, slots=True)
class FactRules:
    """The word lists of `prompts/wordings.toml` and `prompts/peer_names.toml`."""

    shortest: int
    longest: int
    forbidden: re.Pattern[str]
    open_quotes: frozenset[str]
    surnames: str
    slots: dict[str, str]


@cache
def fact_rules() -> FactRules:
    """Read the rules once."""
    raw: dict[str, Any] = read_toml("wordings.toml")
    words = [word for key in ("local", "dated", "persons", "bodies", "claims") for word in raw[key]]
    return FactRules(
        shortest=raw["shortest"],
        longest=raw["longest"],
        forbidden=re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True)))),
        open_quotes=frozenset(raw["open_quotes"]),
        surnames="".join(name for name in read_toml("peer_names.toml")["surnames"] if len(name) == 1),
        slots=dict(raw["slots"]),
    )


class PlaceNames:
    """Finds names of places in a text."""

    def __init__(self, tree: PlaceTree, common_words: frozenset[str]) -> None:
        self._tree = tree
        self._common = common_words

    @cached_property
    def _names(self) -> frozenset[str]:
        names = {*self._tree.by_name, *self._tree.by_short_name}
        return frozenset(name for name in names if len(name) > 1) - self._common

    def find(self, text: str) -> tuple[str, ...]:
        """Names that stand in the text, longest first."""
        found = {
            text[start:end]
            for start in range(len(text))
            for end in range(start + 2, min(len(text), start + _LONGEST_PLACE) + 1)
            if text[start:end] in self._names
        }
        return tuple(sorted(found, key=lambda name: (-len(name), name)))


@cache
def place_names() -> PlaceNames:
    """The bundled places, without those whose names are ordinary words."""
    return PlaceNames(read_places(), frozenset(read_toml("places.toml")["common_words"]))


def clauses_of(text: str) -> tuple[str, ...]:
    """The clauses of a passage without list signs and lead signs, in full-width punctuation."""
    rules = fact_rules()
    for narrow, wide in _WIDE.items():  # quicker than a table for text of thousands of reports
        text = text.replace(narrow, wide)
    parts = (_bare(part.strip()) for part in _CLAUSE.split(text))
    return tuple(part for part in parts if rules.shortest <= len(part) <= 2 * rules.longest)


def _bare(part: str) -> str:
    return _LIST_SIGN.sub("", part) if part[:1] in _LIST_STARTS else part


def may_be_pure(clause: str) -> bool:
    """A quick look: whether a clause has none of the signs that facts are made of."""
    rules = fact_rules()
    return len(clause) <= rules.longest and not _SIGN.search(clause) and LEFT_TITLE not in clause


def cut_facts(clause: str, agency: str) -> CutClause:
    """Put slots in place of facts.

    Pure is only what has no number in any numerals, no date, title, foreign quotation, name of a place, body or
    person, no word of one level of government, and no word of one time; half a pair of signs is never pure.

    Args:
        clause: one clause in full-width punctuation.
        agency: whose report it stands in; its name and its parts are facts.
    """
    rules = fact_rules()
    text = _TITLE.sub(rules.slots["title"], clause)
    text = _QUOTE.sub(lambda found: _quoted(found, rules), text)
    text = _numbers_cut(text, rules.slots["number"])
    for name in place_names().find(text):
        text = text.replace(name, rules.slots["place"])
    for name in own_names(agency):
        text = text.replace(name, rules.slots["agency"])
    pure = text == clause and is_open_to_all(clause)
    return CutClause(text, pure)


def is_open_to_all(clause: str) -> bool:
    """Whether nothing in a clause without slots binds it to one place, time, body or person."""
    rules = fact_rules()
    if not may_be_pure(clause) or rules.forbidden.search(clause):
        return False
    if _BODY_NAME.search(clause) or _HAN_COUNT.search(clause):
        return False
    if any(clause.count(left) != clause.count(right) for left, right in PAIRS.items()):
        return False
    places = (found.group() for found in _PLACE_LIKE.finditer(clause))
    return all(_GENERIC_PLACE.search(place) for place in places)


def _quoted(found: re.Match[str], rules: FactRules) -> str:
    return found.group() if found.group(1) in rules.open_quotes else rules.slots["quote"]


def _numbers_cut(text: str, slot: str) -> str:
    spans = {(item.start, item.end) for item in find_quantities(text)}
    spans |= {(item.start, item.end) for item in find_dates(text)}
    spans |= {(item.start, item.end) for item in find_document_numbers(text)}
    end = len(text)
    for start, stop in sorted(spans, reverse=True):
        if stop <= end:
            text, end = text[:start] + slot + text[stop:], start
    return re.sub("[0-9\uff10-\uff19][0-9\uff10-\uff19.%]*", slot, text)


@cache
def own_names(agency: str) -> tuple[str, ...]:
    """The agency's name and what is left of it without its place: 青岚县应急管理局, 县应急管理局."""
    found = re.match(f"[{_HAN}]{{2,}}?(?=[省市县区州旗镇][{_HAN}]{{3,}})", agency)
    parts = (agency, agency[found.end() :] if found else "")
    return tuple(part for part in parts if len(part) > 3)  # noqa: PLR2004 (shorter ones are words)
