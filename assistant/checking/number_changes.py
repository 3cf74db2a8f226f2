"""NUM for changes: whether a rise or fall is the one that the data give for the thing it is said of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.attachment import Surroundings, speaks_of
from assistant.checking.changes import (
    Change,
    change_between,
    direction_fits,
    expected,
    mended,
    other_way,
    tells_change,
)
from assistant.checking.derived import changed_share
from assistant.checking.licences import Licences, LicensedValue
from assistant.checking.mentions import Mention, Reading, fits_text, nearness, says
from assistant.checking.rows import named_in_row, of_kind
from assistant.checking.rule_book import finding_at
from assistant.checking.units import same_unit
from assistant.domain.findings import Finding
from assistant.domain.quantities import QuantityKind

_ONLY_COMPARED = re.compile(
    "^(?:[，、（(]|其?中?同比|环比|[较比与](?:上年|去年|上一年|前一年|20[0-9]{2}年)(?:度|末|底)?(?:同期)?(?:相比)?|分别|均|都|[了约近超逾]|各|增幅|降幅|大幅)*$"
)
_ALL = re.compile("均|都|各")
_NAMES_CHANGE = re.compile("[增降减涨]幅|增速|增长|下降|减少|降低|提升|提高|压减|压缩|缩短")
_ROW_MARK = "分别"


@dataclass(frozen=True, slots=True)
class _Subjects:
    """Whose change it may be: `first` by its place, `others` by the words; `sure` when nothing else can be meant."""

    first: tuple[LicensedValue, ...]
    others: tuple[LicensedValue, ...]
    sure: bool


def check(change: Change, around: Surroundings, reading: Reading, licences: Licences) -> Iterator[Finding]:
    """Judge one change; at most one finding."""
    if (
        _beyond_this_year(change, reading, licences)
        or _told_by_texts(change, around, reading, licences)
        or _is_indicator(change, around, licences)
    ):
        return
    subjects = _subjects(change, around, reading, licences)
    turned = [value for value in subjects.first if expected(value, change)[0]]
    is_range = change.quantity.start in reading.upper
    others = subjects.others if subjects.first else (*subjects.others, *_unread(change, reading, licences))
    right = _fits(subjects.first, change) or (not turned and not subjects.sure and _fits(others, change))
    if is_range or not right:
        yield _finding(change, reading, subjects, [] if is_range else turned)


def _beyond_this_year(change: Change, reading: Reading, licences: Licences) -> bool:
    """计划改造100个，比今年多14个: a number of the plan, less this year's."""
    said = reading.before(change.quantity.start)
    if not said or change.rising is None:
        return False
    lead = reading.text[said[-1].quantity.end : change.quantity.start]
    if not re.search(f"[较比](?:今年|本年|{licences.year}年)", lead):
        return False
    planned = said[-1].quantity
    return any(
        same_unit(value.unit, planned.unit)
        and speaks_of(said[-1].around, value.matter)
        and change_between(value.value, planned.value, change)
        for value in licences.values
    )


def of_other_periods(text: str, readings: Sequence[Reading], licences: Licences) -> Iterator[Finding]:
    """环比 is said of the month or quarter before; the data have last year's values only."""
    if "环比" in licences.words:
        return
    for reading in readings:
        at = text.find("环比", reading.sentence.start, reading.sentence.end)
        if at >= 0 and any(start > at for start in reading.changes):
            message = "“环比”是与上一个月或上一个季度相比，数据中只有上年的数值。"
            yield finding_at("NUM011", text, (at, at + 2), message, "与上年相比的，改为“同比”。", "同比")


def _unread(change: Change, reading: Reading, licences: Licences) -> tuple[LicensedValue, ...]:
    """Behind a number that is itself without a licence, any indicator may be meant: one mistake is told once."""
    said = reading.before(change.quantity.start)
    return licences.values if said and not said[-1].licensed else ()


def _fits(values: Sequence[LicensedValue], change: Change) -> bool:
    return any(expected(value, change)[0] and direction_fits(value, change) for value in values)


def _subjects(change: Change, around: Surroundings, reading: Reading, licences: Licences) -> _Subjects:
    start = change.quantity.start
    here = reading.before(start)
    said = list(here) or [m for m in reading.earlier if of_kind(m.subjects, change)] or list(reading.earlier)
    named = [value for value in licences.values if nearness(around, value.matter) > 0]
    best = max((nearness(around, value.matter) for value in named), default=0)
    others = tuple(
        value
        for value in (*(v for mention in said for v in mention.subjects), *named)
        if speaks_of(around, value.matter)
    )
    row = _row_of(change, reading)
    if row is not None:
        dealt = _dealt(row, here, change, reading, licences)
        if dealt:
            values = dealt[row.index(start)]
            return _Subjects(values, others, sure=bool(values))
    before = _change_before(change, reading)
    if not here and before is not None and not _said_between(before, change, reading):
        own = _named_before(before, reading, licences)
        if own:
            return _Subjects(own, others, sure=False)
    ordinal = re.search("前者|后者", around.before)
    if ordinal and len(said) > 1:
        return _Subjects(said[-2 if ordinal[0] == "前者" else -1].subjects, others, sure=True)
    if change.quantity.kind is QuantityKind.POINTS and here and not of_kind(here[-1].subjects, change):
        behind = Surroundings(_between(here[-1], change, reading.text), "", "")
        rates = [v for v in licences.values if v.unit == "%" and nearness(behind, v.matter) > 1]
        if rates:
            top = max(nearness(behind, v.matter) for v in rates)
            own = tuple(v for v in rates if nearness(behind, v.matter) == top)
            return _Subjects(own, others, sure=False)
    if said and reading.mentions and _ONLY_COMPARED.match(_between(said[-1], change, reading.text)):
        return _beside(change, said, reading, others)
    plain = tuple(value for value in named if nearness(around, value.matter) == best)
    near = said[-1].subjects if said else ()
    own = tuple(value for value in near if value in plain) or plain or near
    return _Subjects(own, others, sure=False)


def _dealt(
    row: list[int], here: Sequence[Mention], change: Change, reading: Reading, licences: Licences
) -> list[tuple[LicensedValue, ...]]:
    """Whose changes a row tells, in order: of the numbers before it that can have such changes, else of what is named."""
    points = change.quantity.kind is QuantityKind.POINTS
    fitting = [m for m in here if points or not m.subjects or of_kind(m.subjects, change)]
    for numbers in (fitting, list(here)):
        if len(numbers) >= len(row):
            return [mention.subjects for mention in numbers[-len(row) :]]
    start = here[-1].quantity.end if here else reading.sentence.start
    mark = reading.text.rfind(_ROW_MARK, reading.sentence.start, row[0])
    earlier = [c for at, c in sorted(reading.changes.items()) if start < at < mark]
    if len(earlier) == len(row):
        found = [_named_before(each, reading, licences) for each in earlier]
        return found if all(found) else []
    return named_in_row(reading.text[start:mark], len(row), change, licences.values)


def _change_before(change: Change, reading: Reading) -> Change | None:
    """The change right before one that names nothing itself: 家庭农场比上年增加125家，增幅11.8%."""
    start = max((at for at in reading.changes if at < change.quantity.start), default=None)
    return None if start is None else reading.changes[start]


def _said_between(before: Change, change: Change, reading: Reading) -> bool:
    """Whether anything but words of comparison stands between two changes."""
    end = change.place if change.place is not None else change.quantity.start
    return not _ONLY_COMPARED.match(reading.text[before.quantity.end : end])


def _named_before(change: Change, reading: Reading, licences: Licences) -> tuple[LicensedValue, ...]:
    """What the words right before a change name; only where no number of their own stands there."""
    if change.place is None:
        return ()
    ends = [m.quantity.end for m in reading.mentions if m.quantity.end <= change.place]
    ends += [c.quantity.end for c in reading.changes.values() if c.quantity.end <= change.place]
    start = max(ends, default=reading.sentence.start)
    return next(iter(named_in_row(reading.text[start : change.place], 1, change, licences.values)), ())


def _beside(
    change: Change, said: list[Mention], reading: Reading, others: tuple[LicensedValue, ...]
) -> _Subjects:
    """The change stands right behind a number; 均 spreads it over all numbers since the change before it."""
    if _ALL.search(_between(said[-1], change, reading.text)):
        last = max((at for at in reading.changes if at < change.quantity.start), default=0)
        run = tuple(
            mention.subjects for mention in said if mention.quantity.start > last and mention.subjects
        )
        wrong = next((values for values in run if not _fits(values, change)), None)
        if len(run) > 1:
            return _Subjects(wrong or run[0], others, sure=True)
    return _Subjects(said[-1].subjects, others, sure=bool(said[-1].subjects))


def _between(mention: Mention, change: Change, text: str) -> str:
    end = change.place if change.place is not None else change.quantity.start
    return text[mention.quantity.end : end]


def _row_of(change: Change, reading: Reading) -> list[int] | None:
    """The changes that one 分别 deals out, in order."""
    mark = reading.text.rfind(_ROW_MARK, reading.sentence.start, change.quantity.start)
    if mark < 0:
        return None
    row = [at for at in sorted(reading.changes) if at > mark]
    if any(mark < mention.quantity.start < row[-1] for mention in reading.mentions):
        row = [at for at in row if not any(mark < m.quantity.start < at for m in reading.mentions)]
    return row if len(row) > 1 and change.quantity.start in row else None


def _told_by_texts(change: Change, around: Surroundings, reading: Reading, licences: Licences) -> bool:
    """Whether a text of the data tells the same change, or two numbers of the sentence give it."""
    mention = Mention(change.quantity, around, (), (), None)
    if any(fits_text(mention, text) and tells_change(text.whole) for text in licences.texts):
        return True
    pair = [m for m in reading.mentions if m.quantity.start < change.quantity.start][-2:]
    if not _move(pair):
        pair = [m for m in reading.mentions if m.quantity.start > change.quantity.start][:2]
    if (
        _move(pair)
        and _in_its_unit(change, pair[0])
        and change_between(pair[0].quantity.value, pair[1].quantity.value, change)
    ):
        return True
    said = reading.before(change.quantity.start)
    computed = not (said and any(value.unit == "%" for value in said[-1].subjects))
    return (
        computed
        and change.quantity.kind is QuantityKind.POINTS
        and changed_share(change, around, licences.values)
    )


def _is_indicator(change: Change, around: Surroundings, licences: Licences) -> bool:
    """A fall that the data count as such: 检查频次降幅31.5%."""
    return any(
        _NAMES_CHANGE.search(value.indicator.name)
        and says(change.quantity, value, around)
        and speaks_of(around, value.matter)
        for value in licences.values
    )


def _move(pair: Sequence[Mention]) -> bool:
    """由9个减为3个: the first of two numbers is where the thing came from."""
    return len(pair) > 1 and pair[0].last_year and pair[0].quantity.unit == pair[1].quantity.unit


def _in_its_unit(change: Change, mention: Mention) -> bool:
    """A rise told in per cent, or in the unit of what rose."""
    quantity = change.quantity
    counted = quantity.kind in {QuantityKind.COUNT, QuantityKind.MONEY, QuantityKind.DURATION}
    return not counted or quantity.unit == "倍" or same_unit(quantity.unit, mention.quantity.unit)


def _finding(
    change: Change, reading: Reading, subjects: _Subjects, turned: Sequence[LicensedValue]
) -> Finding:
    quantity, text = change.quantity, reading.text
    place = (quantity.start, quantity.end)
    if turned:
        value = turned[0]
        message = f"增减方向与数据不符：“{value.indicator.name}”较上年{expected(value, change)[1]}。"
        return _turned(change, text, message, expected(value, change)[1], sure=subjects.sure)
    known = [value for value in subjects.first if value.difference is not None]
    if known:
        value, said = known[0], expected(known[0], change)[1]
        message = (
            f"“{text[place[0] : place[1]]}”与数据不符：由数据算出，“{value.indicator.name}”较上年{said}。"
        )
        before = reading.before(quantity.start)
        certain = subjects.sure and len(known) == 1 and bool(before) and before[-1].licensed
        certain = certain and any(value in mention.said_of for mention in before)
        right = direction_fits(value, change) and certain
        mend = mended(value, change) if right else None
        return finding_at("NUM001", text, place, message, f"改为{said}。", mend)
    if subjects.first:
        name = subjects.first[0].indicator.name
        message = f"“{quantity.text}”无法核对：数据中没有“{name}”的上年数值。"
        return finding_at("NUM001", text, place, message, "在数据中补上上年数值，或删去这一变化。")
    message = f"“{text[place[0] : place[1]]}”在年度数据中找不到，也不能由本年与上年数值算出。"
    return finding_at("NUM001", text, place, message, "核对来源，或补上上年数值。")


def _turned(change: Change, text: str, message: str, said: str, *, sure: bool) -> Finding:
    """A rise told as a fall: the word is what is wrong, and what is put right."""
    quantity, word = change.quantity, other_way(change.word)
    if change.place is None:
        return finding_at("NUM003", text, (quantity.start, quantity.end), message, f"改为{said}。")
    place = (change.place, quantity.end)
    rest = text[change.place + len(change.word) : quantity.end]
    mend = f"{word}{rest}" if word and sure else None
    return finding_at("NUM003", text, place, message, f"改为{said}。", mend)
