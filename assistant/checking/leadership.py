"""PEER for party committees and governments: 区委、区政府 has no place in the report of a county's agency."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.checked_text import CheckedText
from assistant.checking.context import CheckContext
from assistant.checking.rule_book import finding_at
from assistant.domain.agency_year import AgencyLevel, AgencyYear
from assistant.domain.findings import Finding
from assistant.domain.peers import PeerReport

_RANKS = "省市州盟县区旗镇乡"
_ONE_RANK = (frozenset("县区旗"), frozenset("镇乡"))
# 区委、区政府 names itself wherever it stands; 区委 alone may be the end of 社区委员会 or 各县区政府.
_BOTH = f"(?<![社小园景片各市县区该辖])(?P<rank>[{_RANKS}])委[\u3001和]?(?P=rank)(?:人民)?政府"
_ALONE = f"(?:(?<![\u4e00-\u9fff])|(?<=[在向经由和及被对受按]))(?P<only>[{_RANKS}])(?:委(?![员托派任以])|(?:人民)?政府)"
_OFFICE = re.compile(f"{_BOTH}|{_ALONE}")
_LED = re.compile("[^\uff0c\u3002\uff1b]{0,12}领导下")
_SPOKEN_RANK = re.compile(f"(?<![\u4e00-\u9fff])([{_RANKS}])(?:委|(?:人民)?政府)")
_BASE_LEVELS = frozenset({AgencyLevel.COUNTY.value, AgencyLevel.TOWNSHIP.value})


def check(checked: CheckedText, context: CheckContext) -> tuple[Finding, ...]:
    """Find offices of a rank that the agency's own region does not have; a region nobody knows says nothing."""
    own = _own_ranks(checked.report, context.year)
    return tuple(_strangers(checked, own, _level(checked.report, context.year))) if own else ()


def _strangers(checked: CheckedText, own: frozenset[str], level: str) -> Iterator[Finding]:
    beside = frozenset[str]()
    if level in _BASE_LEVELS:
        beside = frozenset().union(*(ranks - own for ranks in _ONE_RANK if ranks & own))
    for match in _OFFICE.finditer(checked.text):
        rank = match["rank"] or match["only"]
        leads = rank not in own and _LED.match(checked.text, match.end()) is not None
        if match.start() in checked.furniture or not (leads or rank in beside):
            continue
        message = f"本机关所在地区没有“{match[0]}”这一级，可能抄自其他机关的报告。"
        yield finding_at("PEER004", checked.source, match.span(), message, "核对整句，改为本地的党委、政府。")


def _level(report: PeerReport, year: AgencyYear | None) -> str:
    return year.agency.level.value if year is not None else report.level


def _own_ranks(report: PeerReport, year: AgencyYear | None) -> frozenset[str]:
    """The ranks of the agency's own chain of places, and those that its data speak of."""
    region = year.agency.region if year is not None else tuple(report.region)
    spoken = f"{year.agency.leadership} {year.document.addressee}" if year is not None else report.addressee
    ends = {rank for place in region for rank in place[-1:] if rank in _RANKS}
    return frozenset(ends | set(_SPOKEN_RANK.findall(spoken))) if ends else frozenset()
