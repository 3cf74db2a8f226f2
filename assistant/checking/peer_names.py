"""Takes from a peer report the names that belong to that agency: agencies, places, people, documents, units, activities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.checking.checked_text import CheckedText
from assistant.checking.terms import known_documents
from assistant.domain.document_numbers import find_document_numbers
from assistant.domain.peers import PeerReport
from assistant.domain.places import short_name
from assistant.prompt_files import read_toml

_FILE = "peer_names.toml"
_TITLE = re.compile("《([^《》\\n]{4,60})》")
_QUOTED = re.compile("“([^“”\\n]{3,16})”")
_FORMULA = re.compile("[0-9].*[+＋-].*[0-9NnXx]|^[0-9]个[0-9]$")
_ISSUER = re.compile("[一-鿿]{1,3}(?:发|函|字|规|文|办|令|通|法|安委)$")
_HAN = re.compile("[\u4e00-\u9fff]")
_LEFT_LIMIT = "在与和及对到向赴由将把从为是等被的于并请合调织动同按据以让使给往经了各全其该本至、"
_UNIT = re.compile(
    f"(?<=[^\u4e00-\u9fff]|[{_LEFT_LIMIT}])([^\\W0-9A-Za-z_{_LEFT_LIMIT}]{{2,14}}?"
    "(?:有限公司|集团公司|集团|化工园区|产业园区|产业园|工业园区|工业园|园区|水库|林场|日报社|广播电视台|电视台|融媒体中心|医院|职业学院|(?<!集)中学|小学|机场|码头|景区|商圈))"
)
_TOWN = re.compile(
    f"(?<=[^\u4e00-\u9fff]|[{_LEFT_LIMIT}])([^\\W0-9A-Za-z_{_LEFT_LIMIT}]{{2,3}}(?:镇|乡|街道))"
)
_OFFICIAL = re.compile(
    "(?:局长|书记|主任|厅长|市长|县长|区长|镇长|部长|委员|主席)([\u4e00-\u9fff]{2,3}?)(?=同志|主持|带头|出席|作[了出]|讲授|率队|到[会场]|亲自|带队|任组长)"
    "|(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,3})同志(?=主持|带头|任|亲自|带队|作)"
)
_SHORTEST_UNIT = 5
_SHORTEST_PLAIN_TITLE = 12


@dataclass(frozen=True, slots=True)
class PeerName:
    """A name that stands for one agency. `certain` is False where the same words might be used by anybody."""

    text: str
    kind: str
    certain: bool


@cache
def common_phrases() -> frozenset[str]:
    """Quoted phrases and titles that belong to nobody."""
    return frozenset(read_toml(_FILE)["common_phrases"])


@cache
def _lists() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str], frozenset[str]]:
    data = read_toml(_FILE)
    return (
        frozenset(data["surnames"]),
        re.compile("|".join(data["generic_titles"])),
        re.compile("|".join(data["generic_units"])),
        frozenset(read_toml("places.toml")["common_words"]),
    )


def names_of(report: PeerReport) -> Iterator[PeerName]:
    """Yield the names of one report; the same name may come several times."""
    text = CheckedText(report).text  # with the same full-width signs that a checked text has
    regions = tuple(name for region in report.region for name in (region, short_name(region)))
    yield from _agency_names(report)
    common = _lists()[3]
    yield from (
        PeerName(name, "地名", certain=True) for name in regions if name not in common and len(name) > 1
    )
    yield from _document_numbers(text)
    if report.document_number:
        yield PeerName(report.document_number, "文号", certain=True)
    yield from _people(report, text)
    yield from _titles(text, regions)
    yield from _units(text)
    yield from _activities(text, regions)


def _agency_names(report: PeerReport) -> Iterator[PeerName]:
    name = report.agency
    if len(name) < _SHORTEST_UNIT:
        return
    for region in report.region:
        if name.startswith(region):
            rest = name[len(region) :]
            stems = (region, short_name(region))
            tails = {
                rest,
                rest.replace("管理局", "局"),
                rest.replace("委员会", "委"),
                re.sub("管理局$|局$|委员会$", "", rest),
            }
            yield from (
                PeerName(stem + tail, "机关名称", certain=True)
                for stem in stems
                for tail in tails
                if len(tail) > 1
            )
    yield PeerName(name, "机关名称", certain=True)


def _document_numbers(text: str) -> Iterator[PeerName]:
    """Numbers with the end of their issuer's letters: a bare year and number may be anybody's."""
    for number in find_document_numbers(text):
        issuer = _ISSUER.search(number.issuer)
        known = any(issued in number.issuer + number.text for issued in known_documents())
        if number.year is not None and issuer is not None and not known:
            yield PeerName(issuer[0] + number.text, "文号", certain=True)


def _people(report: PeerReport, text: str) -> Iterator[PeerName]:
    surnames = _lists()[0]
    if report.signer and len(report.signer) <= _SHORTEST_UNIT:
        yield PeerName(report.signer, "人名", certain=True)
    for match in _OFFICIAL.finditer(text):
        name = match[1] or match[2]
        if name[0] in surnames:
            yield PeerName(name, "人名", certain=True)


def _titles(text: str, regions: tuple[str, ...]) -> Iterator[PeerName]:
    generic = _lists()[1]
    for match in _TITLE.finditer(text):
        title = match[1]
        local = any(region in title for region in regions)
        if local or (len(title) >= _SHORTEST_PLAIN_TITLE and not generic.search(title)):
            yield PeerName(f"《{title}》", "文件名", certain=local)
            if " " in title:  # pages and scans put spaces where nobody writes them
                yield PeerName(f"《{title.replace(' ', '')}》", "文件名", certain=local)
            if len(title) >= _SHORTEST_PLAIN_TITLE:  # long enough to be known without its brackets
                yield PeerName(title, "文件名", certain=local)


def _units(text: str) -> Iterator[PeerName]:
    generic = _lists()[2]
    for match in _UNIT.finditer(text):
        if len(match[1]) >= _SHORTEST_UNIT and not generic.search(match[1]):
            yield PeerName(match[1], "单位名称", certain=True)
    for match in _TOWN.finditer(text):
        if not generic.search(match[1]):
            yield PeerName(match[1], "地名", certain=True)


def _activities(text: str, regions: tuple[str, ...]) -> Iterator[PeerName]:
    common = common_phrases()
    for match in _QUOTED.finditer(text):
        words = match[1]
        if (len(_HAN.findall(words)) > 1 or _FORMULA.search(words)) and words not in common:
            yield PeerName(f"“{words}”", "活动或品牌名称", certain=any(region in words for region in regions))
