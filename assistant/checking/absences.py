"""What a text says not to have happened: 未发生诉讼, 没有举行听证, 无一败诉; and which indicator that speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.checking.checked_text import CheckedText
from assistant.checking.licences import Licences, LicensedValue

_DONE = "发生|出现|受理|收到|接到|开展|组织|举行|召开|举办|实施|采取|作出|办理|查处|立案|启动|使用|适用|制定|出台|印发|移送|产生|存在|进行|有"
_ABSENT = re.compile(
    f"(?P<not>未曾?|没有|没|尚未|均未|无一[起件例次家宗场]?|零|无(?!法|论|须|需|证|障|缝|照|偿|人机|纸|害|异议|犯罪|党派|线|烟|效|主|理|故))"
    f"(?:再|曾)?(?P<verb>{_DONE})?(?:过|任何)?(?:一[起件例次宗场家])?(?P<what>[\u4e00-\u9fff]{{2,22}})"
)
_FILLER = re.compile("案件|事项|情况|情形|行为|事件|活动|工作|申请人|[类被的了件]")
_LEADING = re.compile(f"^(?:{_DONE}|全年|全市|全县|全区|全省|本年|年内|相关|有关|任何|行政机关(?=败诉)|被)+")
_TRAILING = re.compile("(?:次数|数量|数|量|件数|宗数|率|会议|会|案)$")
_ENDS = re.compile("或者?|和|及|与|以及|等|而|现象")
_OTHERWISE = re.compile(
    "上年|去年|上一年|前一年|确保|力争|努力|争取|保证|防止|杜绝|避免|推动|计划|如果|对未?$"
)
_STAGE = re.compile("一审|二审|应诉|受理|办理|办结|申请|立案|结案|处罚")
_SHORTEST = 2
_CLOSE = Decimal("0.8")


@dataclass(frozen=True, slots=True)
class Absence:
    """One denial with its place; `zero` are the indicators it is true of, `counted` the one that the data count."""

    start: int
    end: int
    text: str
    zero: tuple[LicensedValue, ...]
    counted: LicensedValue | None

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
    bare = _FILLER.sub("", words)
    return _TRAILING.sub("", _LEADING.sub("", bare)) or bare


def find_absences(checked: CheckedText, licences: Licences) -> Iterator[Absence]:
    """All denials outside titles and furniture that speak of an indicator."""
    cores = [(value, core(value.indicator.name)) for value in licences.values]
    for match in _ABSENT.finditer(checked.text):
        before = checked.clause_around(match.start(), match.start())[0]
        if match.start() in checked.furniture or _OTHERWISE.search(before) or _part_of_name(match, licences):
            continue
        zero, counted = _spoken_of(match["verb"] or "", match["what"], cores)
        if zero or counted:
            yield Absence(match.start(), match.end(), match[0], zero, counted)


def _part_of_name(match: re.Match[str], licences: Licences) -> bool:
    """无证经营 and 未成年人 are words of a name, not denials."""
    start = match["not"][-1] + (match["verb"] or "") + match["what"]
    return any(start[:3] in value.indicator.name for value in licences.values)


def _spoken_of(
    verb: str, what: str, cores: Sequence[tuple[LicensedValue, str]]
) -> tuple[tuple[LicensedValue, ...], LicensedValue | None]:
    """The indicators at nought that a denial can mean, and the counted one that it denies in full."""
    said = core(_ENDS.split(what)[0])
    likeness = [(value, _share(said, name)) for value, name in cores]
    zero = [(value, share) for value, share in likeness if value.value == 0 and share]
    counted = [
        (value, share)
        for value, share in likeness
        if value.value > 0
        and share
        and _is_head(said, core(value.indicator.name))
        and (value.unit != "%" or value.indicator.name.endswith("败诉率"))
    ]
    best_zero = max((share for _, share in zero), default=Decimal(0))
    best = max(counted, key=lambda pair: pair[1], default=None)
    if best is None or best_zero >= best[1] * _CLOSE or (verb == "" and best[1] < 1):
        return tuple(value for value, share in zero if share == best_zero), None
    return (), best[0]


def _is_head(said: str, name: str) -> bool:
    """Whether the phrase is what the name is about: 诉讼 of 行政诉讼, not 重大事故 of 重大事故隐患."""
    _, _, rest = name.partition(said)
    return not rest or _STAGE.fullmatch(rest) is not None


def _share(said: str, name: str) -> Decimal:
    """How much of a name a phrase says that lies inside it; a phrase that says more narrows it and is another matter."""
    if len(said) < _SHORTEST or said not in name:
        return Decimal(0)
    return Decimal(len(said)) / len(name)
