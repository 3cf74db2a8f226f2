"""Says from an agency's name what its field of work, its level and its region are (`prompts/agency_kinds.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.domain.agency_year import AgencyLevel
from assistant.prompt_files import read_toml
from assistant.reading.text import HAN

_MUNICIPALITIES = ("北京市", "上海市", "天津市", "重庆市")
_REGION = re.compile(
    f"(?P<province>[{HAN}]{{2,7}}?(?:省|自治区|特别行政区)|{'|'.join(_MUNICIPALITIES)})?"
    f"(?P<city>[{HAN}]{{2,9}}?(?:自治州|地区|盟|市(?!场|政|容|辖|区内|民)|州(?!市|区|县)))?"
    f"(?P<county>[{HAN}]{{1,9}}?(?:自治县|自治旗|新区|开发区|高新区|林区|县|旗|区(?!域|块)|市(?!场|政|容|民)))?"
    f"(?P<township>[{HAN}]{{2,8}}?(?:街道|镇(?!江|海|安|远|雄|赉|巴|坪|平)|乡(?!村|镇企)))?"
)
_NATIONAL = re.compile("^(?:中华人民共和国|国家|全国|中央|国务院)|^[^省市县区州]{2,8}(?:部|总局|署)$")
_PROVINCIAL = re.compile("^(?:省|自治区|全省)|厅$|厅[^局]{0,4}$")


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    names: re.Pattern[str]
    short: tuple[str, ...]
    office: str


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(entry["name"], re.compile("|".join(entry["names"])), tuple(entry["short"]), entry["office"])
        for entry in read_toml("agency_kinds.toml")["kinds"]
    )


def kind_of_name(name: str) -> str:
    """Field of work by the agency's name; empty when none fits."""
    bare = name if name.endswith(("镇", "乡", "街道", "办事处", "人民政府")) else _without_region(name)
    return next((kind.name for kind in _kinds() if kind.names.search(bare) or kind.names.search(name)), "")


def kind_of_text(text: str) -> str:
    """Field of work by the short forms that stand in a text; empty when none does."""
    found = {kind.name: max((text.count(short) for short in kind.short), default=0) for kind in _kinds()}
    best = max(found, key=lambda name: found[name])
    return best if found[best] else ""


def office_of(kind: str) -> str:
    """Usual name of an agency of this kind, without its place."""
    return next((entry.office for entry in _kinds() if entry.name == kind), "")


def short_forms(kind: str) -> tuple[str, ...]:
    """Short forms under which agencies of this kind appear in public."""
    return next((entry.short for entry in _kinds() if entry.name == kind), ())


def level_of_name(name: str) -> str:
    """Level of government by the name; empty when it does not tell. A county-level city looks like a city."""
    if not name:
        return ""
    match = _REGION.match(name)
    parts = match.groupdict() if match else {}
    if parts.get("township") or name.endswith(("街道办事处", "镇人民政府", "乡人民政府")):
        return AgencyLevel.TOWNSHIP.value
    if parts.get("county") or name.startswith(("县", "区", "旗")):
        return AgencyLevel.COUNTY.value
    if parts.get("city") or name.startswith(("市", "州", "盟")):
        return AgencyLevel.CITY.value
    if parts.get("province") or _PROVINCIAL.search(name):
        return AgencyLevel.PROVINCIAL.value
    return AgencyLevel.NATIONAL.value if _NATIONAL.search(name) else ""


def region_of_name(name: str) -> tuple[str, ...]:
    """Places in the name itself, top down: 山东省, 济南市, 历下区."""
    match = _REGION.match(name)
    return tuple(place for place in match.groups() if place) if match else ()


def _without_region(name: str) -> str:
    match = _REGION.match(name)
    return name[match.end() :] if match else name
