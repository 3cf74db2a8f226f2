"""Takes from a peer report the names that belong to that agency: agencies, places, people, documents, units, activities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.checking.checked_text import CheckedText
from assistant.checking.peer_units import offices_in, people_in, towns_in, townships_of, units_in
from assistant.checking.terms import known_documents
from assistant.domain.document_numbers import find_document_numbers
from assistant.domain.peers import PeerReport
from assistant.domain.places import short_name
from assistant.domain.punctuation import ENUMERATION_COMMA
from assistant.prompt_files import read_toml

_FILE = "peer_names.toml"
_TITLE = re.compile("《([^《》\\n]{4,60})》")
_QUOTED = re.compile("“([^“”\\n]{3,16})”")
_FORMULA = re.compile("[0-9].*[+＋-].*[0-9NnXx]|^[0-9]个[0-9]$")
_QUOTED_SHORT = re.compile("“([\u4e00-\u9fff]{2})”(?=专项|行动|工程|品牌|工作法|机制|模式|计划|执法)")
_OFFICE_END = re.compile("[局厅委]$")
_BRACKETS = (("〔", "〕"), ("[", "]"), ("［", "］"), ("【", "】"), ("（", "）"))
_BRACKETED_YEAR = 6
_BEFORE_LETTERS = "引用按照据以和与及的了印由对从在第件达落实彻行依关于转根"
_ISSUER = re.compile("[一-鿿]{1,3}(?:发|函|字|规|文|办|令|通|法|安委)$")
_HAN = re.compile("[\u4e00-\u9fff]")
NEARBY = "下辖乡镇、街道"
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
def _lists() -> tuple[re.Pattern[str], frozenset[str]]:
    generic = re.compile("|".join(read_toml(_FILE)["generic_titles"]))
    return generic, frozenset(read_toml("places.toml")["common_words"])


def names_of(report: PeerReport) -> Iterator[PeerName]:
    """Yield the names of one report; the same name may come several times."""
    text = CheckedText(report).text  # with the same full-width signs that a checked text has
    regions = tuple(name for region in report.region for name in (region, short_name(region)))
    yield from _agency_names(report)
    common = _lists()[1]
    yield from (
        PeerName(name, "地名", certain=True) for name in regions if name not in common and len(name) > 1
    )
    yield from _document_numbers(text, regions)
    if report.document_number:
        yield PeerName(report.document_number, "文号", certain=True)
    yield from _people(report, text)
    yield from _titles(text, regions)
    yield from (PeerName(name, "单位名称", certain=True) for name in units_in(text, regions))
    yield from (
        PeerName(name, "单位名称", certain=any(region in name for region in regions))
        for name in offices_in(text, regions)
    )
    yield from (PeerName(name, "地名", certain=True) for name in towns_in(text))
    yield from (
        PeerName(name, NEARBY, certain=False) for name in townships_of(report.region) if name not in common
    )
    yield from _activities(text, regions)


def _agency_names(report: PeerReport) -> Iterator[PeerName]:
    """The agency's name and every short form in which a place or a kind of office stands for it."""
    name, common = report.agency, _lists()[1]
    if len(name) < _SHORTEST_UNIT:
        return
    for region in report.region:
        if not name.startswith(region):
            continue
        short = short_name(region)
        tails = {tail for tail in _tails(name[len(region) :]) if len(tail) > 1}
        # 会同教育 is nobody's name, 会同县教育 is; 会同教育局 and the like are the office's all the same.
        bare = tails if short not in common else {tail for tail in tails if _OFFICE_END.search(tail)}
        end = _OFFICE_END.search(name)
        bureaus = {region + end[0]} if end else set()
        forms = {region + tail for tail in tails} | {short + tail for tail in bare} | bureaus
        yield from (PeerName(form, "机关名称", certain=True) for form in sorted(forms))
    yield PeerName(name, "机关名称", certain=True)


def _tails(rest: str) -> Iterator[str]:
    """An office's name without its place, in full and in the short forms that are in use."""
    yield rest
    yield rest.replace("管理局", "局")
    yield rest.replace("委员会", "委")
    yield re.sub("管理局$|局$|委员会$", "", rest)
    shorts = read_toml("agency_kinds.toml")["abbreviations"]
    yield from (short for short, full in shorts.items() if full == rest)


def _document_numbers(text: str, regions: tuple[str, ...]) -> Iterator[PeerName]:
    """Numbers with the end of their issuer's letters, in any brackets: a bare year and number may be anybody's."""
    for number in find_document_numbers(text):
        issuer = _ISSUER.search(number.issuer)
        known = any(issued in number.issuer + number.text for issued in known_documents())
        if number.year is None or issuer is None or known:
            continue
        letters = _letters(issuer[0], regions)
        digits = number.text.rpartition("号")[0][_BRACKETED_YEAR:].strip()
        for opening, closing in _BRACKETS:
            yield PeerName(f"{letters}{opening}{number.year}{closing}{digits}号", "文号", certain=True)


def _letters(issuer: str, regions: tuple[str, ...]) -> str:
    """The issuer's letters without words before them; they begin with a sign of the region's name where one is there."""
    initials = {name[0] for name in regions}
    at = next((place for place, sign in enumerate(issuer) if sign in initials), 0)
    return issuer[at:].lstrip(_BEFORE_LETTERS) or issuer


def _people(report: PeerReport, text: str) -> Iterator[PeerName]:
    for signer in report.signer.split(ENUMERATION_COMMA):
        if signer and len(signer) <= _SHORTEST_UNIT:
            yield PeerName(signer, "人名", certain=True)
    yield from (PeerName(name, "人名", certain=True) for name in people_in(text))


def _titles(text: str, regions: tuple[str, ...]) -> Iterator[PeerName]:
    generic = _lists()[0]
    for match in _TITLE.finditer(text):
        title = match[1]
        local = any(region in title for region in regions)
        if local or (len(title) >= _SHORTEST_PLAIN_TITLE and not generic.search(title)):
            yield PeerName(f"《{title}》", "文件名", certain=local)
            if " " in title:  # pages and scans put spaces where nobody writes them
                yield PeerName(f"《{title.replace(' ', '')}》", "文件名", certain=local)
            if len(title) >= _SHORTEST_PLAIN_TITLE:  # long enough to be known without its brackets
                yield PeerName(title, "文件名", certain=local)


def _activities(text: str, regions: tuple[str, ...]) -> Iterator[PeerName]:
    common = common_phrases()
    for match in (*_QUOTED.finditer(text), *_QUOTED_SHORT.finditer(text)):
        words = match[1]
        if (len(_HAN.findall(words)) > 1 or _FORMULA.search(words)) and words not in common:
            yield PeerName(f"“{words}”", "活动或品牌名称", certain=any(region in words for region in regions))
