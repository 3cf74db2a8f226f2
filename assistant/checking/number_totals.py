"""NUM for claims that all was done, where the yearly data leave a rest: 已全部整改 with 5251 of 5274."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.attachment import pairs_in
from assistant.checking.checked_text import CheckedText, Span
from assistant.checking.contents import plan_spans
from assistant.checking.licences import Licences, LicensedValue
from assistant.checking.mentions import Reading
from assistant.checking.rule_book import finding_at
from assistant.domain.findings import Finding

_ACTS = (
    ("整改", "治理", "销号", "整治到位", "消除"),
    ("办结", "办复", "答复", "审结", "结案", "办理完毕", "处理完毕"),
    ("化解", "调解成功", "调处成功", "和解"),
    ("查实", "属实"),
    ("持证", "持有行政执法证", "取得执法资格"),
    ("合格", "通过", "达标"),
    ("出庭",),
    ("公示", "公开"),
    ("审核", "审查"),
    ("覆盖",),
    ("满意",),
    ("完成",),
)
_WORDS = "|".join(word for words in _ACTS for word in words)
_TOTAL = re.compile(
    f"(?:(?:已|均已|现已|也)?(?:全部|全数|悉数|一律|百分之?百|100%|均(?!为|达|有|可|增|下|衡|值))(?:都|已)?(?:按时|按期|如期|及时|依法|按要求)?(?:得到|得以|予以|获得|完成|实现)?"
    f"(?P<act>{_WORDS})(?:到位|完毕|完成|销号|清零|上岗)?"
    f"|(?P<done>{_WORDS})(?:工作)?(?:已|均已)?(?:全部|悉数)(?:完成|清零|到位|办结)"
    "|(?P<cover>(?:实现|做到|达到)?[^，。；、]{0,8}全覆盖))"
)
_NOT_SO = re.compile("未|没有|尚|不|确保|力争|推动|将|拟|计划|争取|要求")
_START = re.compile("受理|接收|收到|排查|查出|发现|立案|承办|接办|登记|接到|交办|反馈|收")
_RATE_ENDS = re.compile("(?:率|占比|比例)$")
_REACH = 40
_MOST_OF_NAME = 0.8


@dataclass(frozen=True, slots=True)
class _Rest:
    """What the data leave undone, in words, and what to write instead."""

    told: str
    mend: str


def check(checked: CheckedText, licences: Licences, readings: Sequence[Reading]) -> Iterator[Finding]:
    """Find claims of completeness that the data do not bear out."""
    by_sentence = {reading.sentence.start: reading for reading in readings}
    plans = plan_spans(checked)
    for match in _TOTAL.finditer(checked.text):
        before = checked.clause_around(match.start(), match.start())[0]
        if _NOT_SO.search(before) or match.start() in checked.furniture or match.start() in plans:
            continue
        sentence = checked.sentence_at(match.start())
        rest = _rest(match, sentence, by_sentence.get(sentence.start), licences)
        if rest is not None:
            message = f"文中说“{match[0]}”，数据不是这样：{rest.told}。"
            yield finding_at("NUM010", checked.text, match.span(), message, rest.mend)


def _act_words(match: re.Match[str]) -> tuple[str, ...]:
    said = match["act"] or match["done"] or ("覆盖" if match["cover"] else "")
    return next((words for words in _ACTS if said in words), ())


def _rest(match: re.Match[str], sentence: Span, reading: Reading | None, licences: Licences) -> _Rest | None:
    words = _act_words(match)
    said = reading.before(match.start()) if reading else ()
    if words and said and said[-1].subjects:
        whole = said[-1].subjects[0]
        part = _part_of(whole, words, licences)
        if part is not None:
            return _left(whole, part)
    before = match.string[max(sentence.start, match.start() - _REACH) : match.end()]
    return _rate_below(words, before, licences)


def _left(whole: LicensedValue, part: LicensedValue) -> _Rest | None:
    if part.value >= whole.value:
        return None
    told = f"“{whole.indicator.name}”为{whole.said}，“{part.indicator.name}”为{part.said}"
    return _Rest(told, f"改为“{part.indicator.name}{part.said}”一类的说法，或核对数据。")


def _part_of(whole: LicensedValue, words: tuple[str, ...], licences: Licences) -> LicensedValue | None:
    """The indicator that counts how many of the whole were dealt with."""
    found = [
        (_kinship(whole, value), value)
        for value in licences.values
        if value is not whole
        and value.unit == whole.unit
        and value.value <= whole.value
        and any(word in value.indicator.name for word in words)
    ]
    (alike, _), part = max(found, key=lambda pair: pair[0], default=((0.0, 0.0), None))
    return part if alike >= _MOST_OF_NAME else None


def _kinship(one: LicensedValue, other: LicensedValue) -> tuple[float, float]:
    """How much of the shorter name lies in the longer, and how much they have in common altogether."""
    ours, theirs = _object_of(one.indicator.name), _object_of(other.indicator.name)
    common = len(ours & theirs)
    return common / max(1, min(len(ours), len(theirs))), common / max(1, len(ours | theirs))


def _object_of(name: str) -> frozenset[str]:
    """Pairs of characters of what a name is about, without what is done to it."""
    return pairs_in(_START.sub("", re.sub(f"{_WORDS}|申请|案件|事项", "", name)))


def _rate_below(words: tuple[str, ...], said: str, licences: Licences) -> _Rest | None:
    """A rate of the same act that is not 100 %, if the sentence speaks of its object."""
    for value in licences.values:
        name = value.indicator.name
        if value.unit != "%" or value.value >= 100 or not _RATE_ENDS.search(name):  # noqa: PLR2004 - per cent
            continue
        thing = _object_of(_RATE_ENDS.sub("", name))
        if any(word in name for word in words) and thing and thing <= pairs_in(said):
            return _Rest(f"“{name}”为{value.said}", f"改为“{name}{value.said}”，或核对数据。")
    return None
