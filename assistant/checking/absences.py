"""What a text says not to have happened: 未发生诉讼, 没有举行听证, 无一败诉; and which indicator that speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.checking.attachment import Thing, things_in
from assistant.checking.checked_text import CheckedText
from assistant.checking.contents import plan_spans
from assistant.checking.licences import Licences, LicensedValue

_DONE = "发生|出现|受理|收到|接到|开展|组织|举行|召开|举办|实施|采取|作出|办理|查处|立案|启动|使用|适用|制定|出台|印发|移送|产生|存在|进行|有"
_ABSENT = re.compile(
    f"(?P<not>未曾?|没有|没|尚未|均未|无一[起件例次家宗场]?|零|无(?!法|论|须|需|证|障|缝|照|偿|人机|纸|害|异议|犯罪|党派|线|烟|效|主|理|故))"
    f"(?:再|曾)?(?P<verb>{_DONE})?(?:过|任何)?(?:一[起件例次宗场家])?(?P<what>[\u4e00-\u9fff“”（）、]{{2,26}})"
)
_BROUGHT_TO_NOTHING = re.compile(
    "(?P<what>[\u4e00-\u9fff“”（）、]{2,18}?)(?:数|案件|事项|案件数)?(?:继续|连续|首次|均|全部|也|再次)*(?:实现|保持|维持|降为|降至|归|为)(?:了|为|在)?(?P<not>零)"
    "(?P<verb>发生|申请|受理|收案|增长)?(?=[，。；、]|$)"
)
_AFFIRMED = re.compile(
    f"(?P<verb>{_DONE})(?:了|过)?(?:相关|有关|多起|多次|多场|多件|一批|数起|数次|部分|一次)?(?P<what>[\u4e00-\u9fff]{{2,18}}?)(?=[，。；、]|$)"
)
_NOT_SO = re.compile(
    "[未没无不零]|拟|将|应当|可以|如需|申请|要求|规范|完善|健全|制度|机制|上年|去年|确保|计划|推动|谁|按照|对|依申请|研究|加强|防止|涉及"
)
_FILLER = re.compile("[“”（）、]|案件|事项|情况|情形|行为|事件|活动|工作|申请人|[类被的了]")
_LEADING = re.compile(f"^(?:{_DONE}|全年|全市|全县|全区|全省|本年|年内|相关|有关|任何|行政机关(?=败诉)|被)+")
_TRAILING = re.compile("(?:次数|数量|数|量|件数|宗数|率|会议|会|案)$")
_ENDS = re.compile("或者?|和|及|与|以及|等|而|现象")
_OTHERWISE = re.compile(
    "上年|去年|上一年|前一年|确保|力争|努力|争取|保证|防止|杜绝|避免|推动|计划|如果|对未?$"
)
_DOING = re.compile("吊销|撤销|移送|废止|取消|查封|关停|注销|暂扣|没收|拆除|实施|召开|举办|举行|开展")
_NEUTRAL = frozenset({"", "政府", "行政", "机关"})
_BRACKET = re.compile("[（(][^（）()]{1,4}[）)]$")
_STAGE = re.compile(
    "(?:一审|二审|应诉|受理|办理|办结|申请|立案|结案|处罚|办件|审批|文件|对象|人)(?:[数量件])?"
)
_SHORTEST = 2
_LONG = 4
_CLOSE = Decimal("0.8")
_NARROWER = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Absence:
    """One denial with its place; `zero` are the indicators it is true of, `counted` the one that the data count.

    `told` is a text of the data that it denies. Also an affirmation of what the data have at nought, then `affirmed`.
    """

    start: int
    end: int
    text: str
    zero: tuple[LicensedValue, ...]
    counted: LicensedValue | None
    affirmed: bool = False
    told: str = ""

    @property
    def number(self) -> Decimal:
        """What it amounts to."""
        return Decimal(0)

    @property
    def unit(self) -> str:
        """The unit of the indicator that is nothing."""
        return self.zero[0].unit if self.zero else ""


def core(words: str) -> str:
    """What a name or a phrase speaks of, without verbs in front and general words."""
    bare = _FILLER.sub("", _BRACKET.sub("", words))
    return _TRAILING.sub("", _LEADING.sub("", bare)) or bare


def find_absences(checked: CheckedText, licences: Licences) -> Iterator[Absence]:
    """All denials outside titles and furniture that speak of an indicator or of something the data tell."""
    cores = [(value, core(value.indicator.name)) for value in licences.values]
    for match in (*_ABSENT.finditer(checked.text), *_BROUGHT_TO_NOTHING.finditer(checked.text)):
        before = checked.clause_around(match.start(), match.start())[0]
        if match.start() in checked.furniture or _OTHERWISE.search(before) or _part_of_name(match, licences):
            continue
        zero, counted = _spoken_of(match["verb"] or "", match["what"], cores)
        told = "" if zero or counted else _denied_text(match["verb"] or "", match["what"], licences)
        if zero or counted or told:
            yield Absence(match.start(), match.end(), match[0], zero, counted, told=told)


def find_affirmed(checked: CheckedText, licences: Licences) -> Iterator[Absence]:
    """开展听证，…… where the data say that there was none; only without a number, which has a check of its own."""
    cores = [(value, core(value.indicator.name)) for value in licences.values]
    if all(value.value or value.unit == "%" for value, _ in cores):
        return
    plans = plan_spans(checked)
    own = "|".join(
        re.escape(v.indicator.name) for v, _ in cores if v.value == 0 and _DOING.match(v.indicator.name)
    )
    affirmed = re.compile(f"{_AFFIRMED.pattern}|(?:{own})(?=[，。；、]|$)") if own else _AFFIRMED
    for match in affirmed.finditer(checked.text):
        before, behind = checked.clause_around(match.start(), match.end())
        if match.start() in checked.furniture or match.start() in plans or _NOT_SO.search(before + match[0]):
            continue
        if re.search("[0-9０-９]", before + behind):
            continue
        zero = _affirmed_zero(match["what"] or match[0], cores)
        if zero is not None:
            yield Absence(match.start(), match.end(), match[0], (zero,), None, affirmed=True)


def _affirmed_zero(what: str, cores: Sequence[tuple[LicensedValue, str]]) -> LicensedValue | None:
    """The indicator at nought that a phrase names by its head, if it names no counted one."""
    for said in (core(what), core(_ENDS.split(what)[0])):
        named = [
            value
            for value, name in cores
            if _share(said, name) and (_is_head(said, name) or said.endswith(name))
        ]
        if named and all(value.value == 0 and value.unit != "%" for value in named):
            return named[0]
    return None


def _part_of_name(match: re.Match[str], licences: Licences) -> bool:
    """无证经营 and 未成年人 are words of a name, not denials."""
    start = match["not"][-1] + (match["verb"] or "") + match["what"]
    return any(start[:3] in value.indicator.name for value in licences.values)


def _denied_text(verb: str, what: str, licences: Licences) -> str:
    """The counted text of the data that says of the same thing that it was done."""
    said = core(what)
    if not verb or len(said) < _LONG:
        return ""
    return next(
        (t.whole for t in licences.texts if said in t.whole and not re.search("[未没无]", t.whole)), ""
    )


def _spoken_of(
    verb: str, what: str, cores: Sequence[tuple[LicensedValue, str]]
) -> tuple[tuple[LicensedValue, ...], LicensedValue | None]:
    """The indicators at nought that a denial can mean, and the counted one that it denies in full."""
    said = core(_ENDS.split(what)[0]) if not _named_in_full(what, cores) else core(what)
    likeness = [(value, name, _share(said, name)) for value, name in cores]
    zero = [(value, share) for value, _, share in likeness if value.value == 0 and share]
    counted = [
        (value, share)
        for value, name, share in likeness
        if value.value > 0
        and share
        and (_is_head(said, name) or _same_thing(said, name))
        and (value.unit != "%" or value.indicator.name.endswith("败诉率"))
    ]
    best_zero = max((share for _, share in zero), default=Decimal(0))
    best = max(counted, key=lambda pair: pair[1], default=None)
    if best is None or best_zero >= best[1] * _CLOSE or (verb == "" and best[1] < 1):
        return tuple(value for value, share in zero if share == best_zero), None
    return (), best[0]


def _named_in_full(what: str, cores: Sequence[tuple[LicensedValue, str]]) -> bool:
    said = core(what)
    return any(said in name for _, name in cores)


def _is_head(said: str, name: str) -> bool:
    """Whether the phrase is what the name is about: 诉讼 of 行政诉讼, not 重大事故 of 重大事故隐患."""
    _, found, rest = name.partition(said)
    return bool(found) and (not rest or _STAGE.fullmatch(rest) is not None)


def _share(said: str, name: str) -> Decimal:
    """How much of a name a phrase says that lies inside it; a phrase that says more narrows it and is another matter."""
    if len(said) < _SHORTEST:
        return Decimal(0)
    if said in name:
        return Decimal(len(said)) / len(name)
    if len(name) >= _SHORTEST and said.endswith(name):
        return Decimal(len(name)) / len(said) * _NARROWER
    return _CLOSE if _same_thing(said, name) else Decimal(0)


def _same_thing(said: str, name: str) -> bool:
    """Two words for one thing and nothing else: 政府信息公开申请 and 依申请公开."""
    ours, theirs = things_in(said), things_in(name)
    if not ours or {thing.name for thing in ours} != {thing.name for thing in theirs}:
        return False
    return all(_without(words, things) in _NEUTRAL for words, things in ((said, ours), (name, theirs)))


def _without(words: str, things: Sequence[Thing]) -> str:
    for word in sorted((word for thing in things for word in thing.words), key=len, reverse=True):
        words = words.replace(word, "")
    return words.replace("公开", "")
