"""Finds which agency reports: its full official name, from everything around and in the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain.punctuation import (
    CLAUSE_ENDS,
    COLON,
    COMMA,
    ENUMERATION_COMMA,
    FULL_STOP,
    LEFT_INNER_TITLE,
    LEFT_PAREN,
    LEFT_QUOTE,
    LEFT_TITLE,
    RIGHT_PAREN,
    RIGHT_QUOTE,
    RIGHT_TITLE,
)
from assistant.reading.agency_kinds import full_name, kind_of_text, office_of, short_forms
from assistant.reading.agency_places import begins_with_place, place_of_rank
from assistant.reading.front_matter import FrontMatter
from assistant.reading.furniture import Metadata
from assistant.reading.text import HAN

_SUFFIX = "(?:委员会|管委会|管理委员会|人民政府|街道办事处|办事处|街道|局|厅|署|部|总队|支队|大队|海关|中心|公安局|政府|委|院|镇|乡|办公室|办|省|市|县|区|旗|州|盟)"
_PLACE = f"(?:[{HAN}]{{2,12}}?(?:特别行政区|自治区|自治州|自治县|自治旗|地区|新区|林区|省|市|县|区|州|盟|旗|镇|乡|街道|开发区))"
_NAME = re.compile(f"[{HAN}{LEFT_PAREN}{RIGHT_PAREN}]{{2,36}}?{_SUFFIX}$")
_HAS_PLACE = re.compile(f"(?!本|我|全|各|该){_PLACE}")
_BARE_PLACE = re.compile(f"{_PLACE}$")
_TITLE_HEAD = re.compile(
    f"^(?:关于)?(?:(?:19|20)\\d\\d年?(?:度)?)?(?P<who>[{HAN}{ENUMERATION_COMMA} {LEFT_PAREN}{RIGHT_PAREN}{LEFT_QUOTE}{RIGHT_QUOTE}]{{2,40}}?)(?:关于|(?:19|20)\\d\\d|二[〇○零]|年度|上?半?年|推进法治|法治政府|法治建设|法治工作|依法行政|依法治|贯彻|落实|推进|开展|深入|加强|履行)"
)
_OPENING_HEAD = re.compile(
    f"(?:^|[{FULL_STOP}\\n{COMMA}])(?:(?:19|20)\\d\\d年(?:度|来|以来)?{ENUMERATION_COMMA}?{COMMA}?|今年以?来?{COMMA}|近年来{COMMA}|一年来{COMMA})?(?P<who>[{HAN}]{{2,24}}?(?:局|厅|委|委员会|政府|办事处|街道|镇|乡|部|署|总队|支队|中心|管委会|县|区|市|省|院))(?:在[{HAN}]|坚持|认真|深入|全面|以[{HAN}{LEFT_QUOTE}]|始终|紧紧|严格|按照|围绕|高度|紧扣|切实|积极|聚焦|持续|牢固|贯彻|扎实|锚定|立足|党组|党委|法治政府)"
)
_SOURCES = (
    (
        4,
        (
            "发布机构",
            "发文机关",
            "发文单位",
            "发布单位",
            "公开机构",
            "公开单位",
            "制发机关",
            "发布机关",
            "公开主体",
        ),
    ),
    (3, ("责任部门", "所属机构", "信息来源", "来源", "文章来源", "稿件来源", "稿源", "发布者", "作者")),
)
_MENTION = re.compile(
    f"(?<=[{CLAUSE_ENDS}{ENUMERATION_COMMA}{LEFT_TITLE}{LEFT_PAREN}{LEFT_QUOTE}\n])(?P<who>[{HAN}]{{2,8}}?(?:省|市|县|区|州|盟|旗)[{HAN}]{{2,12}}?(?:局|厅|委员会|人民政府|办事处))"
)
_LEAD_IN = re.compile(
    "^(?:研究|制定|修订|编制|出台|起草|组织|召开|开展|参加|配合|会同|联合|接受|指导|推进|现将|现就|关于|印发|转发|发布|贯彻|落实|根据|按照|依据|全面|中共|由|经|向|与|和|对|将|以|在|为|是)+"
)
_TITLED_PLACE = re.compile(
    f"[{LEFT_TITLE}{LEFT_INNER_TITLE}](?:关于|印发|中共)*(?P<place>(?:[{HAN}]{{2,4}}省)?(?:[{HAN}]{{2,5}}?[市州盟])?(?:[{HAN}]{{2,5}}?[县区旗])?)"
)
_TRANSITION = re.compile(
    f"现[将就](?:(?:19|20)\\d\\d年?(?:度|来)?)?(?P<who>[{HAN}]{{3,24}}?(?:局|厅|委|委员会|政府|办事处|街道|镇|乡|部|署|总队|支队|中心|管委会|县|区|市|省|院))(?:(?:19|20)\\d\\d|法治|依法|推进|年度|关于|一年)"
)
_ACCOUNT = re.compile(
    f"[{LEFT_QUOTE}{LEFT_TITLE}](?P<place>[{HAN}]{{2,4}})(?P<short>[{HAN}]{{2,4}})[{RIGHT_QUOTE}{RIGHT_TITLE}](?:政务)?(?:官方)?(?:微信|公众号|微博|抖音|客户端|视频号)"
)
_PARTY = re.compile(
    f"(?:中共|中国共产党)?[^ {ENUMERATION_COMMA}]{{2,12}}?(?:委员会|委)[ {ENUMERATION_COMMA}和及]?(?=[^ {ENUMERATION_COMMA}]{{2,12}}?人民政府)"
)
_PARTY_COMMITTEE = re.compile("(?:[省市县区州旗]委|党委|党组|党工委)$")
_LEADERS = re.compile("(?:在|按照)?(?P<rank>省|市|县|区|州|旗)委")
_NATIONAL_HEAD = re.compile(
    "^(?:中华人民共和国|国家|全国|中央|国务院|应急管理部|教育部|财政部|司法部|公安部|民政部|水利部|商务部)"
)
_OFFICE_OF_PLACE = {"街道": "办事处", "镇": "人民政府", "乡": "人民政府"}
_LONGEST_EXPANSION = 12


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    weight: int


def find_agency(front: FrontMatter, metadata: Metadata, opening: str, body: str) -> str:
    """Return the agency's name as full as the document gives it; empty when nothing names it."""
    candidates = list(_candidates(front, metadata, opening))
    mentions = Counter(_without_lead_in(match["who"]) for match in _MENTION.finditer(f"\n{body}"))
    base = _best(candidates)
    if not base:
        return _from_account(front, opening, body)
    name = _expanded(base, candidates, mentions)
    if not _is_placed(name):
        name = _placed(name, mentions, f"{opening}\n{body}") or name
    return _as_office(name)


def _without_lead_in(name: str) -> str:
    """Take words of the sentence off the front of a name, one after the other, but never the first sign of a place."""
    match = _LEAD_IN.match(name)
    for end in range(match.end() + 1 if match else 1):
        if begins_with_place(name[end:]):
            return name[end:]
    return name[match.end() :] if match else name


def _candidates(front: FrontMatter, metadata: Metadata, opening: str) -> Iterator[_Candidate]:
    stated = [(5, front.red_head)]
    stated += [(5, name) for name in front.signature.split(" ")]
    title = _TITLE_HEAD.match(front.title)
    if title:
        stated.append((6, title["who"]))
    for weight, labels in _SOURCES:
        stated += [(weight, metadata.values.get(label, "")) for label in labels]
    stated += [
        (3, found["who"])
        for found in (_OPENING_HEAD.search(opening[:400]), _TRANSITION.search(opening))
        if found
    ]
    for weight, text in stated:
        name = _name_in(text)
        if name:
            yield _Candidate(name, weight)


def _name_in(text: str) -> str:
    """An agency's name in its own form, without the party committee in front of a government's."""
    name = _PARTY.sub("", text.replace("文件", "").strip(f" {COLON}:{LEFT_QUOTE}{RIGHT_QUOTE}")).strip(
        f" {ENUMERATION_COMMA}"
    )
    name = name.split(" ")[0] if " " in name else name
    name = _without_lead_in(name).split(f"{ENUMERATION_COMMA}")[0]
    if (
        not _NAME.fullmatch(name)
        or name in {"我局", "我市", "我县", "我区", "本局"}
        or name.startswith(("我", "本", "全"))
        or _PARTY_COMMITTEE.search(name)
    ):
        return ""
    return name


def _best(candidates: list[_Candidate]) -> str:
    """The name that most weight supports; a shorter form supports the longer ones it abbreviates."""
    scores: dict[str, float] = {}
    for candidate in candidates:
        scores.setdefault(candidate.name, 0.0)
        for other in {other.name for other in candidates}:
            if other == candidate.name or _abbreviates(candidate.name, other):
                scores[other] = scores.get(other, 0.0) + candidate.weight
    return max(
        scores, key=lambda name: (scores[name] + (1 if _is_placed(name) else 0), len(name)), default=""
    )


def _expanded(base: str, candidates: list[_Candidate], mentions: Counter[str]) -> str:
    longer = [candidate.name for candidate in candidates if _abbreviates(base, candidate.name)]
    longer += [name for name, count in mentions.items() if count >= 1 and _abbreviates(base, name)]
    return max(longer, key=lambda name: (mentions[name], len(name)), default=base) if longer else base


def _abbreviates(short: str, full: str) -> bool:
    """Say whether one name may stand for the other: 枣庄市应急局 for 枣庄市应急管理局, 市应急局 for either."""
    if short == full or len(short) >= len(full) or len(full) - len(short) > _LONGEST_EXPANSION:
        return False
    if full.endswith(short):
        return True
    place = _HAS_PLACE.match(short)
    if place and not full.startswith(place[0]):
        return False
    rest = iter(full)
    return short[-1] == full[-1] and all(sign in rest for sign in short)


def _is_placed(name: str) -> bool:
    return bool(_HAS_PLACE.match(name) or _NATIONAL_HEAD.match(name))


def _placed(name: str, mentions: Counter[str], body: str) -> str:
    """Complete a name such as 市应急管理局 by the place that the titles of the agency's documents carry."""
    full = [mention for mention in mentions if mention.endswith(name)]
    if full:
        return max(full, key=lambda mention: (mentions[mention], -len(mention)))
    rank = name[:1]
    places = Counter(place for place in _titled_places(body) if place.endswith(rank))
    if rank not in {"省", "市", "县", "区", "州", "旗"}:
        return ""
    place = max(places, key=lambda found: (places[found], len(found)), default="") or place_of_rank(
        rank, body
    )
    return place + name[1:] if place else ""


def _titled_places(body: str) -> Iterator[str]:
    """Places that open the titles of documents: 《朝阳市…》, 《中共汕头市澄海区委…》."""
    for match in _TITLED_PLACE.finditer(body):
        if match["place"]:
            yield match["place"]


def _from_account(front: FrontMatter, opening: str, body: str) -> str:
    """The last resort: the name of the agency's public account and the rank of its leaders."""
    leaders = (
        _LEADERS.search(front.addressee)
        or _LEADERS.search(opening)
        or re.match("(?P<rank>省|市|县|区|州|旗)", front.addressee)
    )
    kind = kind_of_text(opening) or kind_of_text(body)
    for account in _ACCOUNT.finditer(body):
        if leaders and kind and account["short"] in short_forms(kind):
            return f"{account['place']}{leaders['rank']}{office_of(kind)}"
    return ""


def _as_office(name: str) -> str:
    """A place that reports is its government: 静海区 is 静海区人民政府."""
    for place, office in _OFFICE_OF_PLACE.items():
        if name.endswith(place):
            return name + office
    if name.endswith("政府") and not name.endswith("人民政府"):
        return name.removesuffix("政府") + "人民政府"
    if _BARE_PLACE.fullmatch(name) and not name.endswith(("新区", "开发区")):
        return f"{name}人民政府"
    return full_name(name)
