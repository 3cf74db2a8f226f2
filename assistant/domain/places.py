"""The administrative tree of China: what is a place, what lies above and below it, how it is called for short."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

PROVINCE, PREFECTURE, COUNTY, TOWNSHIP = range(4)
_NO_NAME = "-"
_SUFFIXES = (
    "特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "自治旗", "林区", "地区", "新区", "矿区", "省", "市", "县", "区", "盟", "旗"
)  # fmt: skip
_PEOPLES = (
    "蒙古族|蒙古|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族"
    "|撒拉族|毛南族|仡佬族|锡伯|阿昌族|普米族|塔吉克|怒族|鄂温克族|德昂族|保安族|裕固族|独龙族|各族"
)
_PEOPLES_BEHIND = re.compile(f"(?:{_PEOPLES})+$")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Place:
    """One division. `parent` is the next named division above it."""

    name: str
    level: int
    parent: Place | None = field(default=None, repr=False)

    @property
    def chain(self) -> tuple[str, ...]:
        """Names from the province down to this place."""
        return (*self.parent.chain, self.name) if self.parent else (self.name,)

    def lies_in(self, other: Place) -> bool:
        """Whether this place is the other one or lies below it."""
        return self == other or (self.parent is not None and self.parent.lies_in(other))


def short_name(name: str) -> str:
    """A place's name without what it is: 青岚县 → 青岚, 广西壮族自治区 → 广西; names of two characters stay."""
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= _SHORTEST:
            stem = name.removesuffix(suffix)
            plain = _PEOPLES_BEHIND.sub("", stem)
            return plain if len(plain) >= _SHORTEST else stem
    return name


class PlaceTree:
    """All divisions, found by name."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = tuple(places)

    @classmethod
    def parse(cls, text: str) -> PlaceTree:
        """Read the bundled list: tabs say the level, `-` stands for a level without a name, `#` begins a comment."""
        above: list[Place | None] = [None, None, None]
        places: list[Place] = []
        for line in text.splitlines():
            if line and not line.startswith("#"):
                places.extend(_read_line(line, above))
        return cls(places)

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Place, ...]]:
        """Places by their full names; several may share one."""
        found: dict[str, tuple[Place, ...]] = {}
        for place in self.places:
            found[place.name] = (*found.get(place.name, ()), place)
        return found

    @cached_property
    def by_short_name(self) -> Mapping[str, tuple[Place, ...]]:
        """Provinces, prefectures and counties by their short names, where these differ from the full ones."""
        found: dict[str, tuple[Place, ...]] = {}
        for place in self.places:
            short = short_name(place.name)
            if place.level < TOWNSHIP and short != place.name:
                found[short] = (*found.get(short, ()), place)
        return found

    def is_place(self, name: str) -> bool:
        """Whether the full name of a place."""
        return name in self.by_name

    def named(self, name: str) -> tuple[Place, ...]:
        """Every place of this full name."""
        return self.by_name.get(name, ())

    def along(self, chain: Sequence[str]) -> Place | None:
        """The lowest place that a region's names lead to; names that are no places are passed over."""
        found: Place | None = None
        for name in chain:
            for place in self.named(name):
                if found is None or place.lies_in(found):
                    found = place
                    break
        return found


def _read_line(line: str, above: list[Place | None]) -> Iterator[Place]:
    level = len(line) - len(line.lstrip("\t"))
    name, _, townships = line.strip("\t").partition("\t")
    parent = next((place for place in reversed(above[:level]) if place is not None), None)
    place = None if name == _NO_NAME else Place(name, level, parent)
    above[level:] = [place, *([None] * (COUNTY - level))]
    if place is None:
        return
    yield place
    yield from (Place(township, TOWNSHIP, place) for township in townships.split())
