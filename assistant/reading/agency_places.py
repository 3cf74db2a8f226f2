"""Says from an agency's name where it is and of what level, by the bundled tree of places and by the form of the name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import ahocorasick

from assistant.domain.agency_year import AgencyLevel
from assistant.domain.places import COUNTY, PREFECTURE, PROVINCE, TOWNSHIP, Place
from assistant.domain.punctuation import LEFT_INNER_TITLE, LEFT_TITLE
from assistant.prompt_files import read_places
from assistant.reading.text import HAN

# For places that no list holds: invented ones, new ones, development zones.
_FORM = re.compile(
    f"(?P<province>[{HAN}]{{2,7}}?(?:省|自治区|特别行政区))?"
    f"(?P<city>[{HAN}]{{2,9}}?(?:自治州|地区|盟|市(?!场|政|容|辖区|区内|民(?!政))|州(?!市|区|县)))?"
    f"(?P<county>[{HAN}]{{1,9}}?(?:自治县|自治旗|新区|开发区|高新区|林区|县|旗|区(?!域|块)|市(?!场|政|容|民(?!政))))?"
    f"(?P<township>[{HAN}]{{2,8}}?(?:街道|镇(?!江|海|安|远|雄|赉|巴|坪|平)|乡(?!村|镇企)))?"
)
_NATIONAL = re.compile("^(?:中华人民共和国|国家|全国|中央|国务院)|^[^省市县区州]{2,8}(?:部|总局|署)$")
_LEVELS = {
    PROVINCE: AgencyLevel.PROVINCIAL,
    PREFECTURE: AgencyLevel.CITY,
    COUNTY: AgencyLevel.COUNTY,
    TOWNSHIP: AgencyLevel.TOWNSHIP,
}
_RANKS = {"省": (PROVINCE,), "市": (PREFECTURE, COUNTY, PROVINCE), "州": (PREFECTURE,), "盟": (PREFECTURE,)}
_LONGEST_PLACE = 15
_TITLED_WEIGHT = 2


def region_of_name(name: str, text: str = "") -> tuple[str, ...]:
    """Places of an agency's name, top down, those above them filled in where the tree knows them for certain.

    `text` may help to tell places of one name apart (西湖区 of 杭州市 from others).
    """
    bare = _without_government(name)
    known = _known_places(bare)
    if known:
        place = _the_one(known, text)
        rest = _township_behind(bare, known[-1])
        return (*(place.chain if place else known), *rest)
    match = _FORM.match(bare)
    return tuple(part for part in match.groups() if part) if match else ()


def begins_with_place(name: str) -> bool:
    """Whether a name begins with a place of the tree, so that its first sign is no word of the sentence (和平县, 向阳区)."""
    return bool(_known_places(name))


def level_of_name(name: str) -> str:
    """Level of government by an agency's name; empty when it does not tell."""
    bare = _without_government(name)
    if not bare:
        return ""
    if bare.endswith(("街道办事处", "街道", "镇", "乡")) or name.endswith(("镇人民政府", "乡人民政府")):
        return AgencyLevel.TOWNSHIP.value
    if _NATIONAL.search(bare):
        return AgencyLevel.NATIONAL.value
    known = _known_places(bare)
    parts = _form_parts(bare)
    if known and not (
        parts.get("county") and not bare.startswith("".join(known) + "人民") and _is_below(bare, known)
    ):
        return _LEVELS[max(place.level for place in read_places().named(known[-1]))].value
    if parts.get("county") or bare.startswith(("县", "区", "旗")):
        return AgencyLevel.COUNTY.value
    if parts.get("city") or bare.startswith(("市", "州", "盟")):
        return AgencyLevel.CITY.value
    if parts.get("province") or bare.startswith(("省", "自治区")) or "厅" in bare[-2:]:
        return AgencyLevel.PROVINCIAL.value
    return ""


def place_of_rank(rank: str, text: str) -> str:
    """The place of a rank (省, 市, 县, 区 …) that a text names most, one that opens a title counting more; empty for none."""
    counts: Counter[str] = Counter()
    for end, place in _mentions().iter_long(text):
        if place.endswith(rank) or (rank == "省" and place.endswith("自治区")):
            start = end - len(place)
            titled = text[start : start + 1] in {LEFT_TITLE, LEFT_INNER_TITLE} if start >= 0 else False
            counts[place] += _TITLED_WEIGHT if titled else 1
    levels = _RANKS.get(rank, (COUNTY,))
    fitting = Counter({
        place: count
        for place, count in counts.items()
        if any(known.level in levels for known in read_places().named(place))
    })
    best = fitting.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return ""
    return best[0][0]


def without_region(name: str) -> str:
    """What is left of an agency's name behind its places."""
    known = _known_places(name)
    if known:
        return name[sum(map(len, known)) :]
    match = _FORM.match(name)
    return name[match.end() :] if match else name


@cache
def _mentions() -> Any:
    automaton = ahocorasick.Automaton()
    for name, places in read_places().by_name.items():
        if len(name) > 1 and any(place.level < TOWNSHIP for place in places):
            automaton.add_word(name, name)
    automaton.make_automaton()
    return automaton


def _known_places(name: str) -> tuple[str, ...]:
    """The places that a name begins with, each the longest that fits."""
    tree = read_places()
    found: list[str] = []
    start = 0
    while True:
        longest = min(len(name), start + _LONGEST_PLACE)
        place = next(
            (
                name[start:end]
                for end in range(longest, start + 1, -1)
                if _is_below_last(name[start:end], found)
            ),
            "",
        )
        if not place or not tree.is_place(place):
            return tuple(found)
        found.append(place)
        start += len(place)


def _is_below_last(name: str, above: Sequence[str]) -> bool:
    places = read_places().named(name)
    if not places or not above:
        return bool(places)
    return any(place.lies_in(parent) for place in places for parent in read_places().named(above[-1]))


def _is_below(name: str, known: Sequence[str]) -> bool:
    """Whether a further place follows the known ones: 枣庄市某某新区 is below 枣庄市."""
    rest = name[sum(map(len, known)) :]
    match = re.match(f"[{HAN}]{{2,8}}?(?:县|区(?!域|块)|旗)", rest)
    return match is not None


def _the_one(names: Sequence[str], text: str) -> Place | None:
    """The place that names lead to, if there is one only, or one that the text speaks of."""
    places = [place for place in read_places().named(names[-1]) if all(name in place.chain for name in names)]
    if len(places) > 1 and text:
        spoken = {place: sum(text.count(above) for above in place.chain[:-1]) for place in places}
        best = max(spoken.values())
        places = [place for place, count in spoken.items() if count == best and best > 0]
    return places[0] if len(places) == 1 else None


def _township_behind(name: str, last: str) -> tuple[str, ...]:
    rest = name.partition(last)[2]
    match = re.match(f"[{HAN}]{{2,8}}?(?:街道|镇|乡)(?=办事处|$)", rest)
    return (match[0],) if match else ()


def _form_parts(name: str) -> Mapping[str, str | None]:
    match = _FORM.match(name)
    return match.groupdict() if match else {}


def _without_government(name: str) -> str:
    """鲤城区人民政府金龙街道办事处: a government in the middle is no part of the place below it."""
    head, found, tail = name.partition("人民政府")
    return head + tail if found and tail else name
