"""How a number without a licence is told: what the data have instead, and the mend where nothing else can be meant."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.checking.attachment import Surroundings
from assistant.checking.changes import amount_like
from assistant.checking.licences import Licences, LicensedText, LicensedValue
from assistant.checking.mentions import (
    Mention,
    Reading,
    coverage,
    likeness,
    names,
    nearness,
    same_digits,
    speaks_of_text,
    unit_fits,
)
from assistant.checking.rule_book import finding_at
from assistant.domain.findings import Finding

_MOST_OF_NAME = 0.6
_ALMOST = 0.7
_FEW = 2
_ADDED_UP = re.compile("(?:合计|共计|总计|一共|总数|总量|共)[\u4e00-\u9fff]{0,4}$")
_EVERYWHERE = {0, 100}


def unlicensed(mention: Mention, reading: Reading, licences: Licences) -> Finding:
    """The finding for a number that the data do not license where it stands."""
    quantity, text = mention.quantity, reading.text
    place = (quantity.start, quantity.end)
    said = text[place[0] : place[1]]
    if mention.last_year and (found := _last_year(mention, reading, place)):
        return found
    told = _text_meant(mention, licences)
    if told is not None:
        message = f"“{said}”与数据不符，数据中写的是“{told.quantity.text}”（{told.whole}）。"
        return finding_at("NUM001", text, place, message, f"改为{told.quantity.text}，或核对数据。")
    meant = mention.meant
    mend = _mend(mention, meant, licences) if meant else None
    if mention.values and not (quantity.unit == "%" and quantity.value in _EVERYWHERE):
        return _misplaced(mention, text, place, mend)
    if meant is not None and same_digits(quantity, meant):
        message = f"“{said}”的单位与数据不符，数据中“{meant.indicator.name}”为{meant.said}。"
        return finding_at("NUM005", text, place, message, f"改为{meant.said}。", mend)
    if meant is not None and (unit_fits(quantity, meant, mention.around) or mend):
        code = "NUM004" if quantity.approx else "NUM001"
        message = f"“{said}”与数据不符，数据中“{meant.indicator.name}”为{meant.said}。"
        return finding_at(code, text, place, message, f"改为{meant.said}。", mend)
    message = f"“{said}”在年度数据中找不到，也不能由数据算出。"
    return finding_at("NUM001", text, place, message, "核对来源，或在数据中补上。")


def _misplaced(mention: Mention, text: str, place: tuple[int, int], mend: str | None) -> Finding:
    """A true number on another thing."""
    names = "、".join(f"“{value.indicator.name}”" for value in mention.values[:2])
    meant, purpose = mention.meant, mention.around.purpose
    if purpose:
        message = f"数据中没有{text[place[0] : place[1]]}用于“{purpose}”的记载，它是{names}的数值。"
        end = text.find(purpose, place[1]) + len(purpose)
        hint = "核对用途；确有其事的，在年度数据中补上。"
        return finding_at("NUM002", text, (place[0], max(end, place[1])), message, hint)
    message = f"{text[place[0] : place[1]]}在数据中是{names}的数值，用在这里不符。"
    if meant is None or meant in mention.values:
        return finding_at("NUM002", text, place, message, "核对这个数字说的是哪一项。")
    return finding_at("NUM002", text, place, message, f"数据中“{meant.indicator.name}”为{meant.said}。", mend)


def _last_year(mention: Mention, reading: Reading, place: tuple[int, int]) -> Finding | None:
    """Last year's number told wrong: 由352家次增加到…, 上年为2次."""
    before = reading.before(mention.quantity.start)
    behind = [m for m in reading.mentions if m.quantity.start > mention.quantity.end]
    near = [
        *mention.subjects,
        *(before[-1].subjects if before else ()),
        *(behind[0].subjects if behind else ()),
    ]
    known = [
        value
        for value in near
        if value.last is not None and unit_fits(mention.quantity, value, mention.around)
    ]
    if not known:
        return None
    value = known[0]
    last = f"{(value.indicator.last_year or Decimal(0)).normalize():f}{value.indicator.unit}"
    message = f"“{mention.quantity.text}”与数据不符，数据中“{value.indicator.name}”上年为{last}。"
    sure = all(other is value for other in known) and all(m.licensed for m in before[-1:])
    mend = last if sure and not mention.quantity.approx else None
    return finding_at("NUM001", reading.text, place, message, f"改为{last}。", mend)


def _text_meant(mention: Mention, licences: Licences) -> LicensedText | None:
    """The text of the data that the words give nearly word for word, plainer than any indicator's name."""
    around = mention.around
    rival = nearness(around, mention.meant.matter) if mention.meant else 0
    best = [
        (nearness(around, licensed.clause), licensed)
        for licensed in licences.texts
        if licensed.quantity.unit == mention.quantity.unit
        and speaks_of_text(around, licensed)
        and (mention.meant is None or not licensed.planned)
    ]
    top = max((score for score, _ in best), default=0)
    found = [licensed for score, licensed in best if score == top]
    return found[0] if top > rival and len(found) == 1 and top > 1 else None


def _mend(mention: Mention, meant: LicensedValue, licences: Licences) -> str | None:
    """The data's value in the text's own scale, if the words name this indicator and no other."""
    quantity, around = mention.quantity, mention.around
    if quantity.approx or around.purpose or not plainly_named(mention, meant) or _is_sum(mention, licences):
        return None
    score = likeness(around, meant.matter)
    rivals = [v for v in licences.values if v is not meant and likeness(around, v.matter) >= score]
    told = [
        text
        for text in licences.texts
        if text.quantity.unit == quantity.unit and likeness(around, text.clause) >= score * _ALMOST
    ]
    groups = {thing.group for thing in meant.matter.things} - {""}
    both = any(t.group in groups and t not in meant.matter.things for t in around.near_things)
    if rivals or told or both or any(text.quantity.value == quantity.value for text in licences.texts):
        return None
    if same_digits(quantity, meant):
        return meant.said
    return amount_like(meant.value, quantity.text, meant) if unit_fits(quantity, meant, around) else None


def _is_sum(mention: Mention, licences: Licences) -> bool:
    """复议、诉讼合计30件: a sum of what the clause names is no single indicator's number."""
    clause = re.split("[，；：]", mention.around.wide)[-1]
    around = Surroundings(clause, "", clause)
    named = [v for v in licences.values if v.unit == mention.quantity.unit and names(around, v)]
    return len(named) > 1 and _ADDED_UP.search(mention.around.before) is not None


def plainly_named(mention: Mention, meant: LicensedValue) -> bool:
    """The clause gives most of the indicator's name, or the thing that it counts."""
    near = mention.around.near_pairs
    matter = meant.matter
    given = len(matter.pairs & near) / max(1, len(matter.pairs))
    things = {thing.name for thing in mention.around.near_things}
    head = matter.head is not None and {thing.name for thing in matter.things} <= things
    told = nearness(mention.around, matter) > _FEW and coverage(mention.around, matter) >= _MOST_OF_NAME
    return given >= _MOST_OF_NAME or head or told
