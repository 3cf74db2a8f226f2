"""Seeded mistakes of sense in drafts: denials turned round, claims of completeness, opposites, other purposes, other periods."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain.agency_year import AgencyYear
from tests.quality.number_mutations import Mutation

_OPPOSITES = (
    ("败诉率", "胜诉率"), ("胜诉率", "败诉率"), ("主动公开", "依申请公开"), ("依申请公开", "主动公开"), ("受理", "办结"), ("办结", "受理"), ("新增", "减少"),
    ("现场检查", "非现场检查"), ("非现场检查", "现场检查"), ("简易程序", "普通程序"), ("普通程序", "简易程序"), ("一审", "二审"),
    ("出台", "废止"), ("失效", "出台"), ("制定", "废止"), ("废止", "制定"), ("立案", "结案"), ("结案", "立案"), ("维持", "撤销"), ("建议", "提案"), ("提案", "建议"),
)  # fmt: skip
_DENIED = re.compile("未发生|没有发生|未开展|没有举行|未举行|未召开|未实施|没有(?=吊销)|未(?=吊销)")
_COUNTED = re.compile(
    "(?P<does>开展|举办|办理|实施|召开|受理|移送)(?P<what>[\u4e00-\u9fff“”、（）]{3,16}?(?<!减少)(?<!增加))[0-9][0-9.]*(?:万|亿|千)?[\u4e00-\u9fff]{1,4}(?=[，。；])"
)
_DONE = re.compile(
    "(?P<act>整改|办结|审结|化解|查实)(?P<what>[\u4e00-\u9fff]{0,12})[0-9][0-9.]*[项件处起宗个](?=[，。；])"
)
_PURPOSES = ("全部用于执法培训", "主要用于购置执法车辆", "专项用于普法宣传栏建设")
_MONEY = re.compile("[0-9][0-9.]*(?:万|亿)?元(?=[，。；])")


def claims_turned(text: str, year: AgencyYear) -> Iterator[Mutation]:
    """One claim at a time made to say what the data do not."""
    yield from _denials(text)
    yield from _totals(text, year)
    yield from _opposites(text, year)
    for number, match in enumerate(_MONEY.finditer(text)):
        purpose = _PURPOSES[number % len(_PURPOSES)]
        yield _put(text, "purpose", match.end(), match.end(), f"，{purpose}", place=match.start())
    for match in re.finditer("同比(?=增长|下降|提高|减少|增加)", text):
        yield _put(text, "period", match.start(), match.end(), "环比")


def _denials(text: str) -> Iterator[Mutation]:
    for match in _DENIED.finditer(text):
        now = re.sub("没有|未", "", match[0])
        yield _put(text, "affirmed", match.start(), match.end(), now, reach=14)
    for match in _COUNTED.finditer(text):
        yield _put(text, "denied", match.start(), match.end(), f"未{match['does']}{match['what']}")


def _totals(text: str, year: AgencyYear) -> Iterator[Mutation]:
    """整改251处 becomes 已全部整改, where a sum of the same sentence is larger."""
    for match in _DONE.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        wholes = re.findall("([0-9]+)[项件处起宗个]", before.rpartition("。")[2])
        number = re.search("[0-9]+", match[0])
        if wholes and number and int(wholes[-1]) > int(number[0]):
            yield _put(text, "total", match.start(), match.end(), f"已全部{match['act']}")


def _opposites(text: str, year: AgencyYear) -> Iterator[Mutation]:
    """The data's own word for a counted thing turned into its opposite, where that is not counted with the same value."""
    for one, other in _OPPOSITES:
        for match in re.finditer(f"{one}(?=[\u4e00-\u9fff（）]{{0,12}}([0-9][0-9.]*(?:万|亿|千)?))", text):
            number = re.sub("[万亿千]", "", match[1])
            counted = [i.name for i in year.indicators if f"{i.value.normalize():f}" == number]
            turned = any(other in name for name in counted) or not any(one in name for name in counted)
            if not turned and text[max(0, match.start() - 1)] != "非":
                yield _put(text, "opposite", match.start(), match.end(), other, reach=24)


def _put(
    text: str, kind: str, start: int, end: int, now: str, reach: int = 0, place: int | None = None
) -> Mutation:
    """`reach` is how far behind the changed words the wrong number may stand that a finding names."""
    changed = text[:start] + now + text[end:]
    return Mutation(
        kind, changed, start if place is None else place, start + len(now) + reach, text[start:end], now
    )
