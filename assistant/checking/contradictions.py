"""CON: one thing said in two ways: two values, two units, two spellings of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from assistant.checking.attachment import things_in
from assistant.checking.changes import read_changes
from assistant.checking.checked_text import CheckedText, Span
from assistant.checking.contents import plan_spans
from assistant.checking.context import CheckContext
from assistant.checking.rule_book import finding_at
from assistant.domain.findings import Finding
from assistant.domain.quantities import Quantity, QuantityKind

_CASE_UNITS = frozenset({"起", "件", "例", "宗"})
_SHORTEST_PHRASE = 4
_LONGEST_PHRASE = 14
_FILLER = re.compile(
    "^(?:全年|今年|当年|年内|全市|全县|全区|我局|我委|共|累计|总计|合计|已|并|还|其中|先后|[0-9]{4}年度?)+|(?:了|共|共计|累计|达|达到|为|共有|约|近|超过|近)$"
)
_SAYING = re.compile(
    "^(?:组织开展|组织实施|组织|开展|实施|进行|完成|举办|召开|行政(?=执法检查|处罚立案|复议案件|诉讼案件))+"
)
_PART_OF = re.compile("其中|包括|分别为")
_OTHER_PERIOD = re.compile("计划|拟|力争|下一步|明年|下一年|[两二三]年[来间内累共合]")
_OWNER = re.compile(
    "(?:[省市县区州]|乡镇|区县|街道)(?:人民)?(?:政府|本级|直)|各级|各[省市县区乡镇]|基层|部门|局属|下属|街道|乡镇|支队|大队|分局|法院"
)
_NOT_A_TOTAL = re.compile(
    "其中|另外|另有|每|各|分别|新增|同比|上年|去年|增至|由|从|至少|不少于|以上|左右|计划|拟|将|力争|第"
)
_CASES = frozenset({"立案", "不予处罚", "移送", "举报", "复议", "诉讼"})
_DIGITS = re.compile("[0-9０-９零〇一二三四五六七八九十百]+")
_FEW = 5
_NEAR_TITLES = 88
_SLIPS = 2
_SHORTEST_TITLE = 8
_SHORTEST_AGENCY = 5


def check(checked: CheckedText, _context: CheckContext) -> tuple[Finding, ...]:
    """Find what is said in two ways."""
    return (*_values(checked), *_units(checked), *_titles(checked), *_signature(checked))


def _counted(checked: CheckedText) -> Iterator[tuple[Quantity, Span, str]]:
    """Quantities outside plan and titles that tell a total of the year, with the words that say of what."""
    plans = plan_spans(checked)
    for quantity in checked.quantities:
        if (
            quantity.kind not in {QuantityKind.COUNT, QuantityKind.MONEY}
            or quantity.in_title
            or quantity.quoted
        ):
            continue
        if quantity.approx or quantity.start in plans:
            continue
        sentence = checked.sentence_at(quantity.start)
        yield quantity, sentence, _phrase(checked, quantity)


def _phrase(checked: CheckedText, quantity: Quantity) -> str:
    before, _ = checked.clause_around(quantity.start, quantity.end)
    return _SAYING.sub("", _FILLER.sub("", _FILLER.sub("", before.strip())))


def _values(checked: CheckedText) -> Iterator[Finding]:
    """The same words before a number of the same unit, and another number."""
    first: dict[tuple[str, str, frozenset[str]], Quantity] = {}
    for quantity, sentence, phrase in _counted(checked):
        changes = read_changes(checked.text, sentence.start, [quantity])
        clause = "".join(checked.clause_around(quantity.start, quantity.end))
        if quantity.start in changes or not _SHORTEST_PHRASE <= len(phrase) <= _LONGEST_PHRASE:
            continue
        if _NOT_A_TOTAL.search(clause) or _DIGITS.search(phrase):
            continue
        before = checked.text[sentence.start : quantity.start]
        if _PART_OF.search(before) or _OTHER_PERIOD.search(before):
            continue
        owners = frozenset(_OWNER.findall(before))
        known = first.setdefault((phrase, quantity.unit, owners), quantity)
        if known.value != quantity.value and not _same_sentence(known, quantity, checked):
            message = f"“{phrase}”前文写{known.text}，这里写{quantity.text}，两处不一致。"
            yield finding_at("CON001", checked.text, (quantity.start, quantity.end), message, "核对并统一。")


def _same_sentence(one: Quantity, other: Quantity, checked: CheckedText) -> bool:
    return checked.sentence_at(one.start) == checked.sentence_at(other.start)


def _units(checked: CheckedText) -> Iterator[Finding]:
    """The same number of cases with another word for case: 立案67起, 立案67例."""
    cases = []
    for quantity, _, _ in _counted(checked):
        around = " ".join(checked.clause_around(quantity.start, quantity.end))
        named = {thing.name for thing in things_in(around)} & _CASES
        if quantity.unit in _CASE_UNITS and quantity.value >= _FEW and named:
            cases.append((quantity, named))
    for (one, named), (other, also) in combinations(cases, 2):
        if one.value == other.value and one.unit != other.unit and named & also:
            message = f"同一数量前文写{one.text}，这里写{other.text}，单位不统一。"
            yield finding_at(
                "CON002", checked.text, (other.start, other.end), message, f"统一写作“{one.unit}”。"
            )


def _titles(checked: CheckedText) -> Iterator[Finding]:
    """Titles that differ by a slip."""
    seen: dict[str, Span] = {}
    for span in checked.titles:
        if len(span.text) >= _SHORTEST_TITLE:
            seen.setdefault(re.sub("\\s", "", span.text), span)
    for (name, _), (other, place) in combinations(seen.items(), 2):
        if _DIGITS.sub("", name) == _DIGITS.sub("", other) or fuzz.ratio(name, other) < _NEAR_TITLES:
            continue
        if Levenshtein.distance(name, other, score_cutoff=_SLIPS) <= _SLIPS and not _differ_in_sense(
            name, other
        ):
            message = f"文件名前文写{name}，这里写{other}，可能是同一文件。"
            yield finding_at("CON003", checked.text, (place.start, place.end), message, "核对并统一。")


def _differ_in_sense(name: str, other: str) -> bool:
    """市 and 县, 省 and 市, 上 and 下 make two documents of two."""
    ours, theirs = set(name) - set(other), set(other) - set(name)
    telling = set("省市县区镇乡国上下一二三四五六七八九十东西南北")
    return bool(ours & telling) or bool(theirs & telling)


def _signature(checked: CheckedText) -> Iterator[Finding]:
    """The agency that signs is the agency of the title."""
    report = checked.report
    signed = re.sub("[0-9〇一二三四五六七八九十]{4}年.*$", "", report.signature).strip()
    if len(signed) < _SHORTEST_AGENCY or not report.agency or signed == report.agency:
        return
    at = checked.text.rfind(signed)
    if at >= 0 and report.title and report.agency in report.title and signed not in report.title:
        message = f"标题中的机关是“{report.agency}”，落款是“{signed}”。"
        yield finding_at("CON004", checked.text, (at, at + len(signed)), message, "核对并统一机关名称。")
