"""NUM: every number of a text is licensed by the agency's yearly data and said of the thing that the data say it of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from assistant.checking import number_absences, number_changes, number_dates, number_totals
from assistant.checking.absences import Absence, find_absences, find_affirmed
from assistant.checking.attachment import Surroundings, says_opposite
from assistant.checking.averages import Counted, is_average, is_share, tells_average
from assistant.checking.changes import Change
from assistant.checking.checked_text import CheckedText, Span
from assistant.checking.context import CheckContext
from assistant.checking.derived import is_complement, is_derived, is_named_share, leaves_a_rest
from assistant.checking.licences import Licences, LicensedValue, licences_of
from assistant.checking.mentions import (
    Mention,
    Reading,
    names,
    read_sentence,
    surroundings,
    unit_fits,
)
from assistant.checking.number_findings import plainly_named, unlicensed
from assistant.domain.approximations import may_be_said
from assistant.domain.findings import Finding
from assistant.domain.quantities import Quantity, QuantityKind

_ROUND_THE_CLOCK = {("小时", 24), ("天", 365), ("小时", 48), ("小时", 8)}
_NUMERALS = "零一二三四五六七八九十百千万亿0123456789"
_NUMERAL_IN_NAME = re.compile(f"[{_NUMERALS}]+[\u4e00-\u9fff]{{2,4}}")
_HAN = re.compile("[\u4e00-\u9fff]")
_TURNED = "NUM003"
_RATE = re.compile("[\u4e00-\u9fff]{2}率(?![\\s\\S]*率)")
_PARTS_FOLLOW = re.compile("其中|包括|分别")
_GROWN = ("新增", "新建", "新设", "净增", "增加", "新增加")


def check(checked: CheckedText, context: CheckContext) -> tuple[Finding, ...]:
    """Find numbers without a licence; without yearly data nothing can be said."""
    if context.year is None:
        return ()
    licences = licences_of(context.year)
    absences = (*find_absences(checked, licences), *find_affirmed(checked, licences))
    found = list(number_dates.check(checked, context.year, licences))
    found.extend(number_absences.check(checked, absences))
    readings = tuple(_readings(checked, licences, absences))
    for reading in readings:
        found.extend(_findings(reading, checked, licences))
    found.extend(number_changes.of_other_periods(checked.text, readings, licences))
    found.extend(number_totals.check(checked, licences, readings))
    return tuple(found)


def _readings(checked: CheckedText, licences: Licences, absences: Sequence[Absence]) -> Iterator[Reading]:
    """Every sentence that says a number or denies an indicator, read in order."""
    names_with_numbers = _name_spans(checked.text, (*licences.names, *_counting_names(licences)))
    groups: dict[Span, tuple[list[Quantity], list[Absence]]] = {}
    for quantity in checked.quantities:
        if _counts(quantity, checked.text) and not any(
            s <= quantity.start < e for s, e in names_with_numbers
        ):
            groups.setdefault(checked.sentence_at(quantity.start), ([], []))[0].append(quantity)
    for absence in absences:
        groups.setdefault(checked.sentence_at(absence.start), ([], []))[1].append(absence)
    earlier: tuple[Mention, ...] = ()
    for sentence, (quantities, denied) in sorted(groups.items(), key=lambda group: group[0].start):
        reading = read_sentence(checked, licences, sentence, quantities, denied, earlier)
        yield reading
        earlier = reading.mentions or earlier


def _counting_names(licences: Licences) -> Iterator[str]:
    """The numerals of indicators' names with the words behind: 两项补贴 of 残疾人两项补贴."""
    for value in licences.values:
        for match in _NUMERAL_IN_NAME.finditer(value.indicator.name):
            yield match[0]


def _name_spans(text: str, own_names: Sequence[str]) -> list[tuple[int, int]]:
    found = []
    for name in own_names:
        at = text.find(name) if any(sign in _NUMERALS for sign in name) else -1
        while at >= 0:
            found.append((at, at + len(name)))
            at = text.find(name, at + 1)
    return found


def _counts(quantity: Quantity, text: str) -> bool:
    if quantity.kind in {QuantityKind.YEAR, QuantityKind.DATE} or quantity.in_title or quantity.quoted:
        return False
    if quantity.kind is QuantityKind.BARE and len(quantity.text) == 1:
        return _HAN.match(text, quantity.end) is not None
    return (quantity.unit, int(quantity.value)) not in _ROUND_THE_CLOCK


def _findings(reading: Reading, checked: CheckedText, licences: Licences) -> Iterator[Finding]:
    """What is wrong in one sentence, in order."""
    turned = False
    counted: list[Mention | Change] = [*reading.mentions, *reading.changes.values()]
    for item in sorted(counted, key=lambda said: said.quantity.start):
        if isinstance(item, Mention):
            yield from _value(item, reading, licences)
            continue
        around = surroundings(checked, reading, item.quantity)
        goes_on = item.place is None and not item.word
        for finding in number_changes.check(item, around, reading, licences):
            if not (turned and goes_on and finding.code == _TURNED):
                yield finding  # of a list told the wrong way round, the word is wrong once
            turned = finding.code == _TURNED


def _value(mention: Mention, reading: Reading, licences: Licences) -> Iterator[Finding]:
    top = reading.upper.get(mention.quantity.start)
    if _licensed(mention, reading, licences) and (top is None or _licensed(top, reading, licences)):
        return
    yield unlicensed(mention, reading, licences)


def _licensed(mention: Mention, reading: Reading, licences: Licences) -> bool:
    if mention.licensed:
        return True
    if mention.last_year and _says_last_year(mention, reading, licences):
        return True
    if _is_of_others(mention, reading, licences):
        return True
    named = tuple(value for m in (*reading.earlier, *reading.mentions) for value in m.values)
    if any(says_opposite(mention.around.near, value.indicator.name) for value in mention.values):
        return False
    if _is_growth(mention, reading) or _is_rest(mention, reading) or _is_whole(mention, reading):
        return True
    if is_complement(mention.quantity, mention.around, licences.values):
        return True
    free = not mention.values or mention.quantity.kind is QuantityKind.RATE
    return (
        free
        and not _names_a_rate(mention)
        and is_derived(mention.quantity, mention.around, licences.values, named)
    )


def _says_last_year(mention: Mention, reading: Reading, licences: Licences) -> bool:
    """Last year's value of an indicator, of a sum of some, or of a rate that two of them give."""
    joint = tuple(value for m in reading.mentions for value in m.said_of if value not in licences.values)
    return any(_of_last_year(mention, value, reading) for value in (*licences.values, *joint)) or (
        not _has_rate_of_that_name(mention, licences)
        and is_named_share(mention.quantity, mention.around, licences.values, last_year=True)
    )


def _is_of_others(mention: Mention, reading: Reading, licences: Licences) -> bool:
    """An average or a share of numbers that the sentence says or the data have."""
    rate = mention.quantity.kind is QuantityKind.RATE
    if mention.around.purpose or not (rate or tells_average(mention.around)):
        return False
    pool = _pool(mention, reading, licences)
    if is_average(mention.quantity, mention.around, pool):
        return True
    if mention.values or _has_rate_of_that_name(mention, licences):
        return False
    return is_share(mention.quantity, mention.around, pool) or is_named_share(
        mention.quantity, mention.around, licences.values, last_year=False
    )


def _pool(mention: Mention, reading: Reading, licences: Licences) -> list[Counted]:
    """Numbers of the sentence, right ones of the one before, and indicators that the clause names."""
    start = mention.quantity.start
    behind = [m for m in reading.mentions if m.quantity.start > start]
    before = [m for m in reading.mentions if m.quantity.start < start]
    said = [
        *(m for m in reading.earlier if m.licensed),
        *behind,
        *before,
    ]  # what is wrong is told at its own place
    counted = [
        Counted(
            m.quantity.value,
            m.quantity.unit,
            m.around.near + "".join(v.indicator.name for v in m.said_of),
            here=m not in reading.earlier,
        )
        for m in said
    ]
    near = [v for v in licences.values if names(mention.around, v)]
    return [*(Counted(v.value, v.unit, v.indicator.name) for v in near), *counted]


def _has_rate_of_that_name(mention: Mention, licences: Licences) -> bool:
    """Whether the data give the rate itself: then nothing else may be computed for it."""
    said = _RATE.search(mention.around.before)
    return said is not None and any(said[0] in v.indicator.name for v in licences.values if v.unit == "%")


def _is_growth(mention: Mention, reading: Reading) -> bool:
    """工作室增至86个，新增25个: what came to a number just said."""
    before = reading.before(mention.quantity.start)
    if not before or not mention.around.before.endswith(_GROWN):
        return False
    return any(
        value.difference == mention.quantity.value and unit_fits(mention.quantity, value, mention.around)
        for value in before[-1].subjects
    )


def _is_rest(mention: Mention, reading: Reading) -> bool:
    """排查线索74条，已整改73条，还有1条: the difference of two numbers of the sentence."""
    if not leaves_a_rest(mention.around):
        return False
    said = [
        m.quantity
        for m in reading.before(mention.quantity.start)
        if m.licensed and m.quantity.unit == mention.quantity.unit
    ]
    return any(abs(one.value - other.value) == mention.quantity.value for one, other in pairwise(said))


def _is_whole(mention: Mention, reading: Reading) -> bool:
    """建议提案12件，其中建议5件、提案7件: the sum of the parts that follow."""
    end = mention.quantity.end
    behind = [m for m in reading.mentions if m.quantity.start >= end]
    if not behind or not _PARTS_FOLLOW.search(reading.text[end : behind[0].quantity.start]):
        return False
    total = Decimal(0)
    for place, part in enumerate(takewhile(lambda m: m.quantity.unit == mention.quantity.unit, behind)):
        if not part.licensed and part.meant is None:
            return False
        total += part.quantity.value if part.licensed or part.meant is None else part.meant.value
        if place and total == mention.quantity.value:
            return True
    return False


def _names_a_rate(mention: Mention) -> bool:
    """Whether the words name an indicator that is a rate itself: then nothing else may be computed for it."""
    meant = mention.meant
    return meant is not None and meant.unit == "%" == mention.quantity.unit and plainly_named(mention, meant)


def _of_last_year(mention: Mention, value: LicensedValue, reading: Reading) -> bool:
    """上年的352家次, 由88.9%提高到93.5%, 是上年的2倍."""
    quantity, around = mention.quantity, mention.around
    if value.last is None or not _says_last(quantity, value, around):
        return False
    if says_opposite(around.near, value.indicator.name):
        return False
    said = (*reading.mentions, *reading.earlier) if not reading.before(quantity.start) else reading.mentions
    return names(around, value) or any(value in other.subjects for other in said)


def _says_last(quantity: Quantity, value: LicensedValue, around: Surroundings) -> bool:
    last = value.last or Decimal(0)
    if quantity.unit == "倍" and last:
        return round(value.value / last, 1) == round(quantity.value, 1)
    return may_be_said(last, quantity) and unit_fits(quantity, value, around)
