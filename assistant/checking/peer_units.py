"""Names of units, towns and people in a peer's report, told from what any agency may say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.domain.places import TOWNSHIP, Place
from assistant.prompt_files import read_places, read_toml

_FILE = "peer_names.toml"
_HAN = "[\u4e00-\u9fff]"
_LEFT_LIMIT = "在与和及对到向赴由将把从为是等被的于并请合调织动同按据以让使给往经了各全其该本至、"
_NAME = f"(?<=[^\u4e00-\u9fff]|[{_LEFT_LIMIT}])([^\\W0-9A-Za-z_{_LEFT_LIMIT}]"
_UNIT_ENDS = (
    "有限公司|集团公司|集团|化工园区|产业园区|产业园|工业园区|工业园|园区|水库|林场|日报社|广播电视台|电视台|融媒体中心|医院"
    "|职业学院|(?<!集)中学|小学|机场|码头|景区|商圈"
)
_OFFICE_ENDS = "支队|大队|监察队|管理处|管理所|管理站|监测站|监督所|水厂|电厂|化工厂|中心(?![组任工思环对城])|协会|商会|联盟|志愿服务队|实验学校|幼儿园"
_UNIT = re.compile(f"{_NAME}{{2,14}}?(?:{_UNIT_ENDS}))")
_OFFICE = re.compile(f"{_NAME}{{3,16}}?(?:{_OFFICE_ENDS}))")
_TOWN = re.compile(f"{_NAME}{{2,3}}(?:镇|乡|街道))")
_POST = "(?:局长|书记|主任|厅长|市长|县长|区长|镇长|乡长|部长|委员|主席|队长|支队长|大队长|科长|所长|站长|董事长|总经理)"
_DEEDS = "同志|主持|带头|出席|作[了出]|讲授|率队|到[会场]|亲自|带队|任组长|担任|出庭|率领|主讲|督导|调研"
_DEED = f"(?:{_DEEDS})"
_INVITED = "律师|教授|法官|检察官|讲师"
_OFFICIAL = re.compile(
    f"{_POST}({_HAN}{{2,3}}?)(?={_DEED})|(?<!{_HAN})({_HAN}{{2,3}})同志(?=主持|带头|任|亲自|带队|作)"
    f"|主要负责(?:人|同志)({_HAN}{{2,3}}?)(?={_DEED})|(?:邀请|聘请|顾问|由|请)({_HAN}{{2,3}}?)(?:律师|教授|法官|检察官|讲师)"
)
# What each of these names ends with; plain words are found far faster than the patterns around them.
_UNIT_END = re.compile(_UNIT_ENDS.replace("(?<!集)", ""))
_OFFICE_END = re.compile(_OFFICE_ENDS)
_TOWN_END = re.compile("镇|乡|街道")
_OFFICIAL_END = re.compile(f"{_DEEDS}|{_INVITED}")
_REACH_BEFORE, _REACH_BEHIND = 24, 32
_SHORTEST_UNIT = 5
_TELLING_LEFT = 2


@cache
def _lists() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    data = read_toml(_FILE)
    return (
        frozenset(data["surnames"]),
        re.compile("|".join(data["generic_units"])),
        re.compile("|".join(data["generic_words"])),
    )


@cache
def _no_names() -> re.Pattern[str]:
    return re.compile(read_toml(_FILE)["no_names"])


def _around(pattern: re.Pattern[str], end: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern, looked for only near the words that it needs: the same ones as in the whole text."""
    start = stop = 0
    for match in end.finditer(text):
        if match.start() - _REACH_BEFORE > stop:
            yield from pattern.finditer(text, start, stop)
            start = match.start() - _REACH_BEFORE
        stop = match.end() + _REACH_BEHIND
    yield from pattern.finditer(text, start, stop)


def units_in(text: str, regions: tuple[str, ...]) -> Iterator[str]:
    """Companies, schools and works with a name of their own, with and without their region in front."""
    generic = _lists()[1]
    for match in _around(_UNIT, _UNIT_END, text):
        if len(match[1]) >= _SHORTEST_UNIT and not generic.search(match[1]):
            yield from _with_and_without(match[1], regions)


def offices_in(text: str, regions: tuple[str, ...]) -> Iterator[str]:
    """Stations, centres and squads in whose names something stands that not every place has."""
    _, generic, words = _lists()
    for match in _around(_OFFICE, _OFFICE_END, text):
        telling = len(words.sub("", match[1])) >= _TELLING_LEFT
        if "公司" in match[1] or generic.search(match[1]):
            continue
        if len(match[1]) >= _SHORTEST_UNIT and telling:
            yield from _with_and_without(match[1], regions)


def _with_and_without(name: str, regions: tuple[str, ...]) -> Iterator[str]:
    yield name
    for region in regions:
        rest = name.removeprefix(region)
        telling = len(_lists()[2].sub("", rest)) >= _TELLING_LEFT
        if rest != name and len(rest) >= _SHORTEST_UNIT and telling and not _lists()[1].search(rest):
            yield rest


def towns_in(text: str) -> Iterator[str]:
    """Towns and streets that a text names."""
    generic = _lists()[1]
    yield from (match[1] for match in _around(_TOWN, _TOWN_END, text) if not generic.search(match[1]))


def people_in(text: str) -> Iterator[str]:
    """People named with a post, or as lawyers and teachers who were invited."""
    surnames, no_name = _lists()[0], _no_names()
    for match in _around(_OFFICIAL, _OFFICIAL_END, text):
        name = next(group for group in match.groups() if group)
        if name[0] in surnames and not no_name.match(name):
            yield name


@cache
def _townships() -> dict[Place, tuple[str, ...]]:
    found: dict[Place, tuple[str, ...]] = {}
    for place in read_places().places:
        if place.level == TOWNSHIP and place.parent is not None:
            found[place.parent] = (*found.get(place.parent, ()), place.name)
    return found


def townships_of(region: tuple[str, ...]) -> tuple[str, ...]:
    """The towns and streets below a county of the tree."""
    place = read_places().along(region)
    return _townships().get(place, ()) if place is not None else ()
