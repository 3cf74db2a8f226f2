"""Finds names of places in a text and tells the agency's own from foreign ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import ahocorasick

from assistant.domain.places import PREFECTURE, TOWNSHIP, Place, short_name
from assistant.prompt_files import read_places, read_toml

_SHORTEST_FULL_NAME = 3
_LONGEST_PART_OF_WORDS = 2
_REACH = 12
_HAN = re.compile("[\u4e00-\u9fff]")
_NOT_THE_PLACE_BEHIND = re.compile(
    "大学|学院|经验|精神|会议|冬奥|亚运|全运|时间|日报|晚报|协定|公约|宣言|共识|海关|股份|银行|证券|交易所|保护法|条例|流域|经济带|自贸|路|街|大桥|高速|铁路|牌|卫视"
)
_ON_A_VISIT = re.compile(
    "赴|考察|学习|调研|交流|培训|帮扶|支援|援|协作|对口|挂职|参观|观摩|召开的?|举办的?|籍|来自|跨省|跨区域|毗邻|接壤|省际|联合"
)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place's name in a text, with every place that is called so."""

    start: int
    end: int
    name: str
    places: tuple[Place, ...]
    on_a_visit: bool


@dataclass(frozen=True, slots=True)
class OwnRegion:
    """Where an agency belongs: its region's names, and its place in the tree when it is a real one."""

    names: frozenset[str]
    place: Place | None
    lowest: str = ""

    def owns(self, place: Place) -> bool:
        """Whether a place is the agency's own: above it, below it, or itself."""
        if place.name in self.names or short_name(place.name) in self.names:
            return True
        return self.place is not None and (place.lies_in(self.place) or self.place.lies_in(place))


def own_region(region: Sequence[str], agency: str) -> OwnRegion:
    """Find an agency's region from its data, or from the places that its name begins with."""
    tree = read_places()
    chain = tuple(region) or tuple(_leading_places(agency))
    place = tree.along(chain)
    names = {*chain, *map(short_name, chain)}
    if place is not None and place.name not in chain[-1:] and chain:
        place = None if chain[-1] not in tree.by_name else place
    return OwnRegion(frozenset(names), place, chain[-1] if chain else "")


def find_places(text: str) -> Iterator[NamedPlace]:
    """Yield the longest names of places, in reading order."""
    behind = 0
    for last, (name, places) in _automaton().iter_long(text):
        start, end = last - len(name) + 1, last + 1
        if start < behind or _is_common_word(text, start, end, places):
            continue
        behind = end
        clause = text[max(0, start - 12) : end + 14]
        yield NamedPlace(start, end, name, places, _ON_A_VISIT.search(clause) is not None)


def _leading_places(agency: str) -> Iterator[str]:
    tree, rest = read_places(), agency
    while rest:
        name = next(
            (rest[:size] for size in range(min(len(rest), 12), 1, -1) if tree.is_place(rest[:size])), ""
        )
        if not name:
            return
        yield name
        rest = rest[len(name) :]


def _is_common_word(text: str, start: int, end: int, places: tuple[Place, ...]) -> bool:
    name = text[start:end]
    if any(place.name == name for place in places):
        return not is_word(text, start, end)
    another = _NOT_THE_PLACE_BEHIND.match(text, end) is not None or text[end : end + 1] in "族话语菜剧瓷"
    return another or not is_word(text, start, end)


def is_word(text: str, start: int, end: int) -> bool:
    """Whether a short name begins and ends where words do: 大安 in 会同大安开展, not in 重大安全.

    A longer one can hardly be made of parts of other words.
    """
    if end - start > _LONGEST_PART_OF_WORDS or not (
        _HAN.match(text[start - 1 : start]) or _HAN.match(text, end)
    ):
        return True
    first = max(0, start - _REACH)
    window = text[first : end + _REACH]
    edges = {first}
    for word in _words(window):
        edges.add(max(edges) + len(word))
    return start in edges and end in edges


@lru_cache(maxsize=512)
def _words(text: str) -> tuple[str, ...]:
    """Words of a few signs by jieba, which is loaded when the first short name needs it."""
    import jieba

    jieba.setLogLevel(60)
    return tuple(jieba.lcut(text, HMM=False))


@cache
def _automaton() -> Any:
    tree, common = read_places(), frozenset(read_toml("places.toml")["common_words"])
    automaton = ahocorasick.Automaton()
    names: dict[str, tuple[Place, ...]] = {}
    for place in tree.places:
        if len(place.name) >= _SHORTEST_FULL_NAME and place.name not in common:
            names[place.name] = (*names.get(place.name, ()), place)
    for short, places in tree.by_short_name.items():
        high = tuple(place for place in places if place.level <= PREFECTURE)
        if high and short not in common:
            names[short] = (*names.get(short, ()), *places)
    for name, places in names.items():
        if places[0].level < TOWNSHIP or len(places) == 1:
            automaton.add_word(name, (name, places))
    automaton.make_automaton()
    return automaton
