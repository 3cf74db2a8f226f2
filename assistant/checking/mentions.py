"""Reads a sentence: which numbers it says, of which indicators of the yearly data, and which of them are changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from assistant.checking.absences import Absence
from assistant.checking.attachment import (
    Matter,
    Surroundings,
    later_purpose,
    pairs_in,
    purpose_of,
    says_opposite,
    speaks_of,
    things_in,
    touches,
)
from assistant.checking.changes import Change, is_last_year, read_changes, tells_last_year
from assistant.checking.checked_text import CheckedText, Span
from assistant.checking.joint_values import joint_value
from assistant.checking.licences import Licences, LicensedText, LicensedValue
from assistant.checking.units import same_unit
from assistant.domain.approximations import may_be_said
from assistant.domain.dates import DASHES
from assistant.domain.numerals import SCALES
from assistant.domain.punctuation import CLAUSE_ENDS, ENUMERATION_COMMA, LEFT_PAREN, RIGHT_PAREN
from assistant.domain.quantities import Quantity, QuantityKind

_UNIT_IN_NAME = re.compile(
    "(?:数|量|额|总计|规模|款|资金|人口|人次|场次|件次|批次|家次|户次)(?:已|约|达到?|为|突破|超过?|近|有|增加?[至到]|升[至到]|降[至到]|[：:])*$"
)
_REACH = 60
_WIDE = 200
_LEAD = 14
_PURPOSE_REACH = 48
_FOR = re.compile("用于|用来|用作|投向")
_FEW_WORDS = 2
_ACTS = frozenset({"handling", "enforcement"})
PLAINLY = 2
_ALL_OF_THEM = re.compile("[已均都]*全部|均|悉数|无一")
_CLAUSE_TAIL = re.compile(f"[^{CLAUSE_ENDS}{ENUMERATION_COMMA}\\n]*$")
_UNIT_COUNTS, _ITS_OWN_UNIT, _IN_SENTENCE = 2.0, 0.75, 0.5
_RANGE = re.compile(f"[ \u3000]{{0,2}}{DASHES}[ \u3000]{{0,2}}")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in its sentence.

    `values` are the indicators whose value it says, `said_of` those of them that its words speak of too; `meant` is the
    one indicator that the words speak of, whatever the number; `last_year` tells that the number is said to be last year's,
    `licensed` that the data have it of what it is said of, and of nothing that the words name more plainly.
    """

    quantity: Quantity
    around: Surroundings
    values: tuple[LicensedValue, ...]
    said_of: tuple[LicensedValue, ...]
    meant: LicensedValue | None
    last_year: bool = False
    licensed: bool = True

    @property
    def subjects(self) -> tuple[LicensedValue, ...]:
        """What the sentence speaks of here, also where the number is wrong."""
        meant = (self.meant,) if self.meant else ()
        return self.said_of or meant if self.licensed else (*meant, *self.said_of, *self.values)


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence as read: its numbers in order, those that are changes, what it said just before."""

    sentence: Span
    text: str
    mentions: tuple[Mention, ...]
    changes: dict[int, Change]
    earlier: tuple[Mention, ...]
    upper: dict[int, Mention]

    def before(self, place: int) -> tuple[Mention, ...]:
        """This year's numbers said before a place."""
        return tuple(m for m in self.mentions if m.quantity.start < place and not m.last_year)


def read_sentence(
    checked: CheckedText,
    licences: Licences,
    sentence: Span,
    quantities: Sequence[Quantity],
    absences: Sequence[Absence],
    earlier: tuple[Mention, ...],
) -> Reading:
    """Read the numbers of one sentence, and what it says not to have happened."""
    tops = _upper_ends(quantities, checked.text)
    upper = {
        low: _mention(top, _around(checked, sentence, top, quantities), checked, licences)
        for low, top in tops.items()
    }
    quantities = [
        replace(quantity, end=tops[quantity.start].end) if quantity.start in tops else quantity
        for quantity in quantities
        if quantity not in tops.values()
    ]
    changes = read_changes(checked.text, sentence.start, quantities)
    mentions = [
        _mention(quantity, _around(checked, sentence, quantity, quantities), checked, licences)
        for quantity in quantities
        if quantity.start not in changes
    ]
    said = frozenset(value.indicator.path for mention in mentions for value in mention.said_of)
    mentions = [_joined(mention, said, licences) for mention in mentions]
    mentions += [
        _nothing(absence, checked, sentence) for absence in absences if absence.zero or absence.counted
    ]
    mentions.sort(key=lambda mention: mention.quantity.start)
    return Reading(sentence, checked.text, tuple(mentions), changes, earlier, upper)


def _joined(mention: Mention, said: frozenset[str], licences: Licences) -> Mention:
    """A number that is the sum of what is spoken of is a value of its own: its change can be told and checked."""
    if mention.licensed or mention.said_of or mention.last_year or mention.around.purpose:
        return mention
    around = mention.around
    spoken = [v for v in licences.values if v.indicator.path in said or touches(around, v.matter)]
    joint = joint_value(mention.quantity, around, spoken)
    if joint is None:
        return mention
    return replace(mention, values=(joint,), said_of=(joint,), meant=joint, licensed=True)


def _upper_ends(quantities: Sequence[Quantity], text: str) -> dict[int, Quantity]:
    """The upper ends of ranges (380—390家次), by the place where the range starts."""
    return {
        low.start: top
        for low, top in pairwise(quantities)
        if low.kind is not QuantityKind.BARE and _RANGE.fullmatch(text, low.end, top.start)
    }


def _nothing(absence: Absence, checked: CheckedText, sentence: Span) -> Mention:
    quantity = Quantity(
        absence.start, absence.end, absence.text, absence.number, absence.unit, QuantityKind.COUNT
    )
    words = Surroundings(absence.text, "", checked.text[sentence.start : absence.end])
    if absence.counted is not None:  # told as a finding of its own; its change may still be right
        return Mention(quantity, words, (), (absence.counted,), absence.counted)
    return Mention(quantity, words, absence.zero, absence.zero, absence.zero[0])


def _mention(quantity: Quantity, around: Surroundings, checked: CheckedText, licences: Licences) -> Mention:
    values = tuple(value for value in licences.values if says(quantity, value, around))
    said_of = tuple(value for value in values if speaks_of(around, value.matter))
    lead = checked.text[
        max(checked.sentence_at(quantity.start).start, quantity.start - _LEAD) : quantity.start
    ]
    this_year = re.search(f"(?:{licences.year}|{licences.year + 1})年[^，。；0-9]*$", lead) is not None
    mention = Mention(
        quantity,
        around,
        values,
        said_of,
        _meant(quantity, around, licences),
        is_last_year(lead) and not this_year,
    )
    return replace(
        mention, licensed=_is_licensed(mention, licences, last_year=tells_last_year(lead) and not this_year)
    )


def _is_licensed(mention: Mention, licences: Licences, *, last_year: bool) -> bool:
    """Whether the number is said of something it is true of, and of nothing else more plainly."""
    around = mention.around
    fits = [] if last_year else [value.matter for value in mention.said_of]
    fits += [text.clause for text in licences.texts if fits_text(mention, text)]
    if not fits:
        return False
    best = max(fits, key=lambda matter: (nearness(around, matter), coverage(around, matter)))
    return not any(_plainer(around, rival, best) for rival in _rivals(mention, licences))


def _rivals(mention: Mention, licences: Licences) -> Iterator[Matter]:
    """What else of this unit the words may speak of; the plan's numbers and the year's do not meet."""
    around, quantity = mention.around, mention.quantity
    planned = any(text.planned for text in licences.texts if fits_text(mention, text))
    if not planned:
        yield from (
            value.matter
            for value in licences.values
            if value not in mention.values
            and value.unit == quantity.unit
            and names_a_thing(around, value.matter)
        )
    yield from (
        text.clause
        for text in licences.texts
        if text.quantity.value != quantity.value
        and text.quantity.unit == quantity.unit
        and text.planned == planned
    )


def _plainer(around: Surroundings, rival: Matter, fit: Matter) -> bool:
    """Whether the words name a matter clearly more plainly than another one."""
    if fit.pairs and fit.pairs <= around.near_pairs and _only_acts(around, rival):
        return False
    theirs, ours = nearness(around, rival), nearness(around, fit)
    if theirs >= ours + PLAINLY:
        return True
    if theirs < 1 or len(rival.pairs) < _FEW_WORDS:
        return False
    near, wide = around.near_pairs, around.near_pairs | around.wide_pairs
    if rival.pairs <= near and not fit.pairs <= near:
        return theirs >= ours or likeness(around, rival) > likeness(around, fit)
    if ours == 0:
        return coverage(around, rival) > coverage(around, fit)
    return ours == 1 and theirs >= ours and rival.pairs <= wide and not fit.pairs <= wide


def _only_acts(around: Surroundings, matter: Matter) -> bool:
    """Whether the clause shares with a matter nothing but what is done to anything: 受理, 办理."""
    own = {thing.name for thing in matter.things}
    common = [thing for thing in around.near_things if thing.name in own]
    words = frozenset(pair for thing in common for word in thing.words for pair in pairs_in(word))
    return all(thing.group in _ACTS for thing in common) and matter.pairs & around.near_pairs <= words


def surroundings(checked: CheckedText, reading: Reading, quantity: Quantity) -> Surroundings:
    """The words around a number of a sentence that was read."""
    numbers = [m.quantity for m in reading.mentions] + [c.quantity for c in reading.changes.values()]
    return _around(checked, reading.sentence, quantity, numbers)


def _around(
    checked: CheckedText, sentence: Span, quantity: Quantity, quantities: Sequence[Quantity]
) -> Surroundings:
    before, behind = checked.clause_around(quantity.start, quantity.end)
    text = checked.text
    following = min((q.start for q in quantities if q.start >= quantity.end), default=len(text))
    behind = behind[: max(0, following - quantity.end)]
    behind = "" if _ALL_OF_THEM.match(behind) else behind  # 2315件全部按期办结 counts what came in
    before = _with_bracket(text, quantity.start, before)
    if not pairs_in(before) | pairs_in(behind) and not things_in(before + behind):
        before = text[sentence.start : quantity.start][-_REACH:]
    wide = text[max(sentence.start, quantity.start - _WIDE) : quantity.end + len(behind)]
    purpose = purpose_of(text[quantity.end : min(sentence.end, following, quantity.end + _PURPOSE_REACH)])
    if purpose and text[:following].endswith(purpose) and not _FOR.search(text, quantity.end, following):
        purpose = ""  # 止付1.37亿元，返还群众2460万元: another sum's own words
    if not purpose and quantity.kind is QuantityKind.MONEY:
        sums = [q.start for q in quantities if q.start > quantity.start and _is_new_sum(q, text)]
        purpose = later_purpose(text[quantity.end : min([*sums, sentence.end])])
    return Surroundings(before, behind, wide, purpose)


def _with_bracket(text: str, start: int, before: str) -> str:
    """A bracket belongs to its clause with all that it lists: 备案县（市、区）规范性文件."""
    if before.count(RIGHT_PAREN) <= before.count(LEFT_PAREN):
        return before
    opening = text.rfind(LEFT_PAREN, max(0, start - _WIDE), start)
    if opening < 0:
        return before
    lead = _CLAUSE_TAIL.search(text[max(0, opening - _REACH) : opening])
    return (lead[0] if lead else "") + text[opening:start]


def _is_new_sum(quantity: Quantity, text: str) -> bool:
    """Another sum of money, not the change or last year's value of the one before."""
    lead = text[max(0, quantity.start - _LEAD) : quantity.start]
    return quantity.kind is QuantityKind.MONEY and re.search("[增减多少]|提高|下降|上年|去年", lead) is None


def _meant(quantity: Quantity, around: Surroundings, licences: Licences) -> LicensedValue | None:
    """The one indicator that the words around the number speak of, if there is just one of the same unit."""
    scores = {
        value.indicator.path: likeness(around, value.matter)
        + _IN_SENTENCE * coverage(around, value.matter)
        + _UNIT_COUNTS * (unit_fits(quantity, value, around) or same_digits(quantity, value))
        + _ITS_OWN_UNIT * (quantity.unit == value.unit)
        for value in licences.values
        if speaks_of(around, value.matter)
        and ((value.unit == "%") == (quantity.unit == "%") or same_digits(quantity, value))
    }
    best = max(scores.values(), default=0.0)
    near = [value for value in licences.values if scores.get(value.indicator.path, 0.0) == best]
    return near[0] if len(near) == 1 else None


def likeness(around: Surroundings, matter: Matter) -> float:
    """How plainly the clause names a matter, where more of its name counts for more."""
    given = len(matter.pairs & around.near_pairs) / max(1, len(matter.pairs))
    return nearness(around, matter) * (1 + given)


def coverage(around: Surroundings, matter: Matter) -> float:
    """How much of the matter's name the sentence gives, 0 to 1."""
    here = around.near_pairs | around.wide_pairs
    return len(matter.pairs & here) / max(1, len(matter.pairs))


def names(around: Surroundings, value: LicensedValue) -> bool:
    """Whether the clause shares a thing or a pair of characters with an indicator's name."""
    own = {thing.name for thing in value.matter.things}
    return bool(own & {thing.name for thing in around.near_things} or value.matter.pairs & around.near_pairs)


def nearness(around: Surroundings, matter: Matter) -> int:
    """How plainly the clause speaks of a matter."""
    things = {thing.name for thing in around.near_things} & {thing.name for thing in matter.things}
    return 3 * len(things) + len(matter.pairs & around.near_pairs)


def names_a_thing(around: Surroundings, matter: Matter) -> bool:
    """Whether the clause names one of the matter's things, if it has any."""
    own = {thing.name for thing in matter.things}
    named = {thing.name for thing in around.near_things} or around.wide_things
    return not own or bool(own & named)


def unit_fits(quantity: Quantity, value: LicensedValue, around: Surroundings) -> bool:
    """The same unit; 人 and 名; or none where the words before it tell what is counted: 签约人数达96.5万."""
    if same_unit(quantity.unit, value.unit):
        return True
    return not quantity.unit and _UNIT_IN_NAME.search(around.before) is not None


def says(quantity: Quantity, value: LicensedValue, around: Surroundings) -> bool:
    """Whether a number says an indicator's value, exactly or as an approximation that holds."""
    return unit_fits(quantity, value, around) and (
        may_be_said(value.value, quantity) or _is_rounded(value, quantity)
    )


def _is_rounded(value: LicensedValue, quantity: Quantity) -> bool:
    """12846件 told as 1.28万件: in a larger unit than the data's, rounded to what it writes."""
    sign = next((sign for sign in "亿万" if sign in quantity.text), "")
    return (
        bool(sign)
        and not quantity.approx
        and SCALES[sign] > value.scale
        and quantity.precision < SCALES[sign]
        and (value.value / quantity.precision).quantize(Decimal(1), ROUND_HALF_UP) * quantity.precision
        == quantity.value
    )


def same_digits(quantity: Quantity, value: LicensedValue) -> bool:
    """The same digits, or the same amount, with another unit or scale."""
    digits = f"{value.indicator.value.normalize():f}"
    rest = quantity.text.replace(",", "").removeprefix(digits)
    return quantity.value == value.value or (
        rest != quantity.text.replace(",", "") and not rest[:1].isdigit() and rest[:1] != "."
    )


def fits_text(mention: Mention, licensed: LicensedText) -> bool:
    """Whether a text of the data says the same number of the same matter."""
    quantity, source = mention.quantity, licensed.quantity
    if quantity.value != source.value or not same_unit(quantity.unit, source.unit):
        return False
    if says_opposite(mention.around.near, licensed.clause.words):
        return False
    if mention.around.purpose and not pairs_in(mention.around.purpose) & pairs_in(licensed.whole):
        return False
    return speaks_of_text(mention.around, licensed)


def speaks_of_text(around: Surroundings, licensed: LicensedText) -> bool:
    """Whether the words around a number speak of what a text of the data counts."""
    said = {thing.name for thing in around.near_things}
    whole, number = licensed.whole, licensed.quantity
    beside = (
        (around.before[-2:], whole[max(0, number.start - 2) : number.start]),
        (
            around.behind[:2],
            whole[number.end : number.end + 2],
        ),
    )
    if any(ours == theirs and len(ours) == _FEW_WORDS for ours, theirs in beside):
        return True
    common = len(around.near_pairs & licensed.clause.pairs)
    if common >= min(_FEW_WORDS, len(licensed.clause.pairs)) > 0 or said & {
        t.name for t in licensed.clause.things
    }:
        return True
    return len(around.wide_pairs & pairs_in(licensed.whole)) > _FEW_WORDS
