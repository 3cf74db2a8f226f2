"""Whether a reworded sentence says exactly what its facts say: every number on its thing, nothing added, nothing lost."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from functools import cache

from assistant.domain.numbers import plain_decimal
from assistant.domain.punctuation import (
    COMMA,
    FULL_STOP,
    LEFT_BRACKET,
    LEFT_QUOTE,
    LEFT_TITLE,
    PAIRS,
    RIGHT_QUOTE,
    RIGHT_TITLE,
    SEMICOLON,
)
from assistant.domain.quantities import QuantityKind, find_quantities
from assistant.drafting.attachments import Attachment, attachments, pairs
from assistant.prompt_files import read_toml

_KEPT_SHARE = 0.7  # of the pairs of signs of every clause must come back
_SHOWN = 12
_NAMED = re.compile(f"{LEFT_TITLE}[^{RIGHT_TITLE}]*{RIGHT_TITLE}|{LEFT_QUOTE}[^{RIGHT_QUOTE}]*{RIGHT_QUOTE}")
_POINT = re.compile("([一二三四五六七八九十]{1,2})是")
_CLAUSE = re.compile(f"[^{COMMA}{FULL_STOP}{SEMICOLON}]+")
_HAN = re.compile("[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z0-9]+")
_NEGATIONS = re.compile("[未没无不非]")
_EXACT_WORDS = ("持平", "全部", "均", "首次", "全省", "全市", "全县", "全区", "全国", "试点")
_OFFICE = re.compile(
    "[\u4e00-\u9fff]{2}(?:委员会|办公室|领导小组|中心|公司|学校|医院|法院|检察院|协会|街道|大队|支队|总队|[省市县区镇乡局委厅院]|[委府改]办)"
)
_CHANGES = re.compile("增长|增加|上升|下降|减少|降低|提高|提升")
_LONGEST_SHARE, _LONGEST_EXTRA = 1.5, 20


@cache
def _free() -> tuple[tuple[str, ...], frozenset[str]]:
    """Words and single signs that say nothing about an agency, longest words first."""
    table = read_toml("free_words.toml")
    words = [word for key in ("time", "verbs", "adverbs", "nouns", "joints") for word in table[key]]
    return tuple(sorted(words, key=len, reverse=True)), frozenset(table["signs"])


def difference(reworded: str, facts: tuple[str, ...], own: tuple[str, ...] = ()) -> str:
    """Say what a reworded text says differently from its facts; empty when it says exactly the same.

    Args:
        reworded: one or more sentences, without markers.
        facts: the plain sentences that it stands for, in order.
        own: how the agency calls itself; these words may be added.
    """
    whole = "".join(facts)
    for word in own:
        reworded = reworded.replace(word, "") if word not in whole else reworded
    for check in (_form, _numbers, _names, _points, _turns, _added, _lost):
        if reason := check(reworded, whole):
            return reason
    return ""


def _form(text: str, whole: str) -> str:
    if not text.endswith(FULL_STOP):
        return "句子没有写完"
    if LEFT_BRACKET in text or "\n" in text:
        return "留有占位或换行"
    if len(text) > _LONGEST_SHARE * len(whole) + _LONGEST_EXTRA:
        return "空话太多"
    for left, right in PAIRS.items():
        if text.count(left) != text.count(right):
            return f"“{left}{right}”不成对"
    return ""


def _numbers(text: str, whole: str) -> str:
    dates, allowed = _dates(text), _dates(whole)
    if dates - allowed:
        return f"多出日期或年份：{_first(dates - allowed)}"
    if allowed - dates:
        return f"丢了日期或年份：{_first(allowed - dates)}"
    said, known = attachments(text), attachments(whole)
    values, expected = Counter(one.value for one in said), Counter(one.value for one in known)
    if values - expected:
        return f"多出数字：{_shown(next(iter(values - expected)))}"
    if expected - values:
        return f"丢了数字：{_shown(next(iter(expected - values)))}"
    remaining = list(known)
    for one in said:
        match = _same(one, remaining, known)
        if match is None:
            return f"数字安错了地方：{_shown(one.value)}"
        remaining.remove(match)
    return ""


def _same(one: Attachment, remaining: list[Attachment], known: tuple[Attachment, ...]) -> Attachment | None:
    """The number of the facts that this one is, if it stands on the same thing."""
    candidates = [other for other in remaining if other.said == one.said]
    if not candidates:
        return None
    best = max(candidates, key=lambda other: len(other.anchor & one.anchor))
    if one.direction is not None or not best.anchor:
        return best
    if one.anchor:
        fit = len(best.anchor & one.anchor)
        rivals = [other for other in known if other.direction is None and other.value != one.value]
        if not fit or any(len(rival.anchor & one.anchor) > fit for rival in rivals):
            return None
    return best


def _dates(text: str) -> Counter[str]:
    kinds = {QuantityKind.YEAR, QuantityKind.DATE}
    return Counter(number.text for number in find_quantities(text) if number.kind in kinds)


def _names(text: str, whole: str) -> str:
    said, known = set(_NAMED.findall(text)), set(_NAMED.findall(whole))
    if said - known:
        return f"多出名称：{min(said - known)}"
    if known - said:
        return f"丢了名称：{min(known - said)}"
    for found in _OFFICE.finditer(text):
        if not _known_office(found, whole):
            return f"多出机构或地名：{found.group()}"
    return ""


def _known_office(found: re.Match[str], whole: str) -> bool:
    """Whether a name stands in the facts, or does once a free word in front of it is taken away."""
    words, signs = _free()
    name, start = found.group(), found.start()
    if name in whole:
        return True
    joint = name[0] in signs or found.string[max(start - 1, 0) : start + 1] in words or name[:2] in words
    return joint and any(rest in whole for rest in (name[1:], name[2:]) if len(rest) > 1)


def _points(text: str, whole: str) -> str:
    return "" if _POINT.findall(text) == _POINT.findall(whole) else "“一是、二是”的序号变了"


def _turns(text: str, whole: str) -> str:
    """A sentence turned round, or made to claim more: words that decide must not come more often than before."""
    bare, known = _without_free_words(text), _without_free_words(whole)
    if len(_NEGATIONS.findall(bare)) != len(_NEGATIONS.findall(known)):
        return "肯定与否定变了"
    for word in _EXACT_WORDS:
        if text.count(word) != whole.count(word):
            return f"“{word}”多了或少了"
    changes = sum(1 for one in attachments(whole) if one.direction is not None)
    if len(_CHANGES.findall(text)) > max(len(_CHANGES.findall(whole)), changes):
        return "多出升降的说法"
    return ""


def _without_free_words(text: str) -> str:
    for word in _free()[0]:
        text = text.replace(word, "\n")
    return text


def _only_words(text: str) -> str:
    """The text without titles, quotations and quantities, which are compared by themselves."""
    rest = _NAMED.sub("\n", text)
    for number in reversed(find_quantities(rest)):
        rest = rest[: number.start] + "\n" + rest[number.end :]
    return rest


def _added(text: str, whole: str) -> str:
    rest = _only_words(text)
    for token in _LATIN.findall(rest):
        if token not in whole:
            return f"多出内容：{token}"
    for run in _HAN.findall(_POINT.sub("\n", rest)):
        if extra := _uncovered(run, whole):
            return f"多出内容：{extra[:_SHOWN]}"
    known = pairs(_only_words(whole))
    for pair, count in pairs(_without_free_words(rest)).items():
        if 0 < known[pair] < count:  # words of the facts put together to a second claim
            return f"重复说到：{pair}"
    return ""


def _uncovered(run: str, whole: str) -> str:
    """What neither the facts say (in pieces of two signs or more) nor a free word explains; the cheapest reading counts."""
    words, signs = _free()
    cost = [0] * (len(run) + 1)
    step = [1] * (len(run) + 1)
    for place in range(len(run) - 1, -1, -1):
        single = 0 if run[place] in signs else 1
        cost[place], step[place] = cost[place + 1] + single, 1
        lengths = [len(word) for word in words if run.startswith(word, place)]
        lengths += _known_lengths(run, place, whole)
        for length in lengths:
            if cost[place + length] < cost[place]:
                cost[place], step[place] = cost[place + length], length
    extra, place = "", 0
    while place < len(run):
        if step[place] == 1 and run[place] not in signs:
            extra += run[place]
        place += step[place]
    return extra


def _known_lengths(run: str, place: int, whole: str) -> list[int]:
    lengths = []
    for length in range(2, len(run) - place + 1):
        if run[place : place + length] not in whole:
            break
        lengths.append(length)
    return lengths


def _lost(text: str, whole: str) -> str:
    kept = set(pairs(text))
    for clause in _CLAUSE.findall(whole):
        wanted = set(pairs(_without_free_words(_only_words(clause))))
        if wanted and len(wanted & kept) < _KEPT_SHARE * len(wanted):
            return f"丢了内容：{clause[:_SHOWN]}"
    return ""


def _first(counted: Counter[str]) -> str:
    return next(iter(counted))


def _shown(value: tuple[Decimal, str, bool]) -> str:
    return f"{plain_decimal(value[0]):f}{value[1]}"
