"""A whole and its narrower part: 全县行政处罚案件 and 乡镇行政处罚案件 are no equals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.punctuation import COMMA, ENUMERATION_COMMA
from assistant.drafting.name_cleaning import OF_WHICH
from assistant.drafting.names import compact, name_rules
from assistant.drafting.said import PlacedIndicator

_NEAR = 1_000
_WHOLE = re.compile("全[国省市县区旗州镇乡]$")
_PLACE = re.compile(
    "各?(乡镇街道|乡镇|镇街|镇村|街镇|街道|[省市县区]?本级|局?机关本级|[省市县区](?:直|级)(?:部门|单位)|城区|农村)的?(?=..)"
)


def join_narrower(placed: Sequence[PlacedIndicator]) -> list[PlacedIndicator]:
    """Put what the same matter came to in a narrower place behind what it came to in the whole area, with 其中."""
    result = list(placed)
    for host in placed:
        matter = _matter_of_all(host)
        said = 0
        for number, item in enumerate(result):
            place = _place_of(item, matter) if matter else ""
            fits = (
                item.indicator.unit == host.indicator.unit and 0 < item.indicator.value < host.indicator.value
            )
            if not place or not fits or item.part:
                continue
            joint = ENUMERATION_COMMA if said else COMMA
            said += 1
            result[number] = replace(
                item,
                chain=host.chain,
                theme=host.theme,
                order=(host.order[0], host.order[1] + _NEAR + number),
                exact=False,
                whole="",
                said_as=f"{'' if joint == ENUMERATION_COMMA else OF_WHICH}{place}",
                joint=joint,
                part=True,
            )
    return result


def _matter_of_all(item: PlacedIndicator) -> str:
    """行政处罚案件 of 全县行政处罚案件; empty if the name does not say that it is of the whole area."""
    rules = name_rules()
    front, rest = rules.front(rules.clean(item.indicator.name, item.indicator.unit))
    return _matter(rest) if _WHOLE.match(front) else ""


def _place_of(item: PlacedIndicator, matter: str) -> str:
    """乡镇 of 乡镇办理行政处罚案件, if it is about this matter."""
    name = name_rules().clean(item.indicator.name, item.indicator.unit)
    found = _PLACE.match(name)
    return found.group(1) if found and _matter(name[found.end() :]) == matter else ""


def _matter(name: str) -> str:
    return compact(name.removeprefix(name_rules().deed_of(name))) or compact(name)
