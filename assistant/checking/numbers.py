"""NUM: every number of a text is licensed by the agency's yearly data and said of the thing that the data say it of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checking import number_absences, number_dates
from assistant.checking.attachment import Matter, Surroundings, pairs_in, speaks_of, things_in
from assistant.checking.changes import (
    Change,
    direction_fits,
    expected,
    is_last_year,
    read_changes,
    tells_change,
)
from assistant.checking.checked_text import CheckedText, Span
from assistant.checking.context import CheckContext
from assistant.checking.derived import is_derived
from assistant.checking.licences import Licences, LicensedText, LicensedValue, licences_of
from assistant.checking.rule_book import finding_at
from assistant.domain.findings import Finding
from assistant.domain.quantities import Quantity, QuantityKind

_ROUND_THE_CLOCK = {("小时", 24), ("天", 365), ("小时", 48), ("小时", 8)}
_PEOPLE = frozenset({"人", "名", "位"})
_FEW_WORDS = 2
_APPROX_SHARE = 10


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity in its sentence, with the indicators whose value it says."""

    quantity: Quantity
    around: Surroundings
    values: tuple[LicensedValue, ...]


def check(checked: CheckedText, context: CheckContext) -> tuple[Finding, ...]:
    """Find numbers without a licence; without yearly data nothing can be said."""
    if context.year is None:
        return ()
    licences = licences_of(context.year)
    found = list(number_dates.check(checked, context.year, licences))
    found.extend(number_absences.check(checked, licences))
    earlier: tuple[Mention, ...] = ()
    for sentence, quantities in _by_sentence(checked, licences):
        judge = _Judge(checked, licences, sentence, earlier)
        found.extend(judge.findings(quantities))
        earlier = judge.mentions or earlier
    return tuple(found)


def _by_sentence(checked: CheckedText, licences: Licences) -> Iterator[tuple[Span, list[Quantity]]]:
    names = _name_spans(checked.text, licences.names)
    groups: dict[Span, list[Quantity]] = {}
    for quantity in checked.quantities:
        if _counts(quantity) and not any(s <= quantity.start < e for s, e in names):
            groups.setdefault(checked.sentence_at(quantity.start), []).append(quantity)
    yield from groups.items()


def _name_spans(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    numbered = [
        name for name in names if any(sign in "零一二三四五六七八九十百千万亿0123456789" for sign in name)
    ]
    found = []
    for name in numbered:
        at = text.find(name)
        while at >= 0:
            found.append((at, at + len(name)))
            at = text.find(name, at + 1)
    return found


def _counts(quantity: Quantity) -> bool:
    if quantity.kind in {QuantityKind.YEAR, QuantityKind.DATE} or quantity.in_title:
        return False
    if quantity.kind is QuantityKind.BARE and len(quantity.text) < _FEW_WORDS:
        return False
    if quantity.quoted:
        return False
    return (quantity.unit, int(quantity.value)) not in _ROUND_THE_CLOCK


class _Judge:
    """Judges the quantities of one sentence in their order."""

    def __init__(
        self, checked: CheckedText, licences: Licences, sentence: Span, earlier: tuple[Mention, ...]
    ) -> None:
        self.checked, self.licences, self.sentence, self.earlier = checked, licences, sentence, earlier
        self.mentions: tuple[Mention, ...] = ()

    def findings(self, quantities: list[Quantity]) -> Iterator[Finding]:
        changes = read_changes(self.checked.text, self.sentence.start, quantities)
        ahead = tuple(
            self._mention(quantity, quantities) for quantity in quantities if quantity.start not in changes
        )
        for quantity in quantities:
            around = self._around(quantity, quantities)
            change = changes.get(quantity.start)
            if change is not None:
                yield from self._change(change, around, changes)
            else:
                mention = next(m for m in ahead if m.quantity is quantity)
                self.mentions = (*self.mentions, mention)
                yield from self._value(mention, ahead)

    def _mention(self, quantity: Quantity, quantities: list[Quantity]) -> Mention:
        around = self._around(quantity, quantities)
        values = tuple(value for value in self.licences.values if _says(quantity, value))
        return Mention(quantity, around, values)

    def _around(self, quantity: Quantity, quantities: list[Quantity]) -> Surroundings:
        before, behind = self.checked.clause_around(quantity.start, quantity.end)
        text = self.checked.text
        following = min((q.start for q in quantities if q.start >= quantity.end), default=len(text))
        behind = behind[: max(0, following - quantity.end)]
        own = pairs_in(before) | pairs_in(behind)
        if not own and not things_in(before + behind):
            before = text[self.sentence.start : quantity.start][-_REACH:]
        wide = text[self.sentence.start : quantity.end + len(behind)]
        return Surroundings(before, behind, wide)

    def _value(self, mention: Mention, ahead: tuple[Mention, ...]) -> Iterator[Finding]:
        if self._attached(mention) or any(
            self._of_last_year(mention, value) for value in self.licences.values
        ):
            return
        named = tuple(value for m in (*self.earlier, *ahead) for value in m.values)
        free = not mention.values or mention.quantity.kind is QuantityKind.RATE
        if free and is_derived(mention.quantity, mention.around, self.licences.values, named):
            return
        yield self._unlicensed(mention)

    def _of_last_year(self, mention: Mention, value: LicensedValue) -> bool:
        """上年的352家次, 由88.9%提高到93.5%, 是上年的2倍."""
        quantity, around = mention.quantity, mention.around
        lead = self.checked.text[max(self.sentence.start, quantity.start - _LEAD) : quantity.start]
        spoken = _names(around, value) or any(value in said.values for said in self.mentions)
        if value.last is None or not is_last_year(lead) or not spoken:
            return False
        if quantity.unit == "倍" and value.last:
            return round(value.value / value.last, 1) == quantity.value
        return quantity.value == value.last and _unit_fits(quantity, value)

    def _attached(self, mention: Mention) -> bool:
        """Whether the number is said of something it is true of, and of nothing else more plainly."""
        around, quantity = mention.around, mention.quantity
        fits = [
            _nearness(around, value.matter) for value in mention.values if speaks_of(around, value.matter)
        ]
        fits += [_nearness(around, text.clause) for text in self.licences.texts if _fits_text(mention, text)]
        if not fits:
            return False
        rivals = [
            _nearness(around, value.matter)
            for value in self.licences.values
            if value not in mention.values and value.unit == quantity.unit and _named(around, value.matter)
        ]
        rivals += [
            _nearness(around, text.clause)
            for text in self.licences.texts
            if text.quantity.value != quantity.value and text.quantity.unit == quantity.unit
        ]
        return max(rivals, default=0) < max(fits) + _PLAINLY

    def _in_texts(self, mention: Mention) -> bool:
        """Whether a text of the data tells the same change."""
        return any(
            _fits_text(mention, licensed) and tells_change(licensed.whole) for licensed in self.licences.texts
        )

    def _unlicensed(self, mention: Mention) -> Finding:
        quantity, text = mention.quantity, self.checked.text
        place = (quantity.start, quantity.end)
        meant = self._meant(mention)
        if mention.values:
            names = "、".join(f"“{value.indicator.name}”" for value in mention.values[:2])
            hint = (
                f"数据中“{meant.indicator.name}”为{meant.said}。" if meant else "核对这个数字说的是哪一项。"
            )
            return finding_at(
                "NUM002", text, place, f"{quantity.text}在数据中是{names}的数值，用在这里不符。", hint
            )
        if meant is not None and _same_digits(quantity, meant):
            message = f"“{quantity.text}”的单位与数据不符，数据中“{meant.indicator.name}”为{meant.said}。"
            return finding_at("NUM005", text, place, message, f"改为{meant.said}。", _mend(quantity, meant))
        if meant is not None:
            code = "NUM004" if quantity.approx else "NUM001"
            message = f"“{quantity.text}”与数据不符，数据中“{meant.indicator.name}”为{meant.said}。"
            return finding_at(code, text, place, message, f"改为{meant.said}。", _mend(quantity, meant))
        return finding_at(
            "NUM001",
            text,
            place,
            f"“{quantity.text}”在年度数据中找不到，也不能由数据算出。",
            "核对来源，或在数据中补上。",
        )

    def _meant(self, mention: Mention) -> LicensedValue | None:
        """The one indicator that the words around the number speak of, if there is just one of the same unit."""
        fitting = [value for value in self.licences.values if speaks_of(mention.around, value.matter)]
        near = [
            value
            for value in fitting
            if _nearness(mention.around, value.matter)
            == max(_nearness(mention.around, v.matter) for v in fitting)
        ]
        same = [value for value in near if _unit_fits(mention.quantity, value)]
        chosen = same or [value for value in near if _same_digits(mention.quantity, value)]
        return chosen[0] if len(chosen) == 1 else None

    def _change(self, change: Change, around: Surroundings, changes: dict[int, Change]) -> Iterator[Finding]:
        quantity, text = change.quantity, self.checked.text
        place = (quantity.start, quantity.end)
        subjects = self._subjects(change, around, changes)
        fitting = [value for value in subjects if expected(value, change)[0]]
        if any(direction_fits(value, change) for value in fitting):
            return
        if self._in_texts(Mention(quantity, around, ())):
            return
        if fitting:
            said = expected(fitting[0], change)[1]
            message = f"增减方向与数据不符：“{fitting[0].indicator.name}”较上年{said}。"
            yield finding_at("NUM003", text, place, message, f"改为{said}。")
            return
        known = [value for value in subjects if value.difference is not None]
        if known and change.compared:
            said = expected(known[-1], change)[1]
            message = f"“{quantity.text}”与数据不符：由数据算出，“{known[-1].indicator.name}”较上年{said}。"
            yield finding_at("NUM001", text, place, message, f"改为{said}。")
            return
        yield from self._change_without_subject(Mention(quantity, around, self._values_of(quantity)))

    def _values_of(self, quantity: Quantity) -> tuple[LicensedValue, ...]:
        return tuple(value for value in self.licences.values if _says(quantity, value))

    def _change_without_subject(self, mention: Mention) -> Iterator[Finding]:
        if any(speaks_of(mention.around, value.matter) for value in mention.values):
            return
        quantity = mention.quantity
        message = f"“{quantity.text}”在年度数据中找不到，也不能由本年与上年数值算出。"
        yield finding_at(
            "NUM001", self.checked.text, (quantity.start, quantity.end), message, "核对来源，或补上上年数值。"
        )

    def _subjects(
        self, change: Change, around: Surroundings, changes: dict[int, Change]
    ) -> tuple[LicensedValue, ...]:
        """Whose change it may be: with 分别 the one at the same place, else what the sentence has named so far."""
        said = [mention for mention in self.mentions if mention.values] or list(self.earlier)
        spoken = tuple(
            value for mention in said for value in mention.values if speaks_of(mention.around, value.matter)
        )
        row = _row_of(change, changes, self.checked.text, self.sentence.start)
        if row is not None and len(said) >= len(row):
            place = row.index(change.quantity.start)
            mention = said[len(said) - len(row) + place]
            return tuple(value for value in mention.values if speaks_of(mention.around, value.matter))
        named = tuple(value for value in self.licences.values if _names(around, value))
        return (*spoken, *named)


_REACH = 60
_PLAINLY = 2
_LEAD = 14


def _row_of(change: Change, changes: dict[int, Change], text: str, start: int) -> list[int] | None:
    """The changes that one 分别 deals out, in order."""
    mark = text.rfind("分别", start, change.quantity.start)
    if mark < 0:
        return None
    row = [at for at in sorted(changes) if at > mark]
    between = text[mark : change.quantity.start]
    return row if len(row) > 1 and "；" not in between else None


def _names(around: Surroundings, value: LicensedValue) -> bool:
    own = {thing.name for thing in value.matter.things}
    return bool(
        own & {thing.name for thing in things_in(around.near)} or value.matter.pairs & pairs_in(around.near)
    )


def _nearness(around: Surroundings, matter: Matter) -> int:
    """How plainly the clause speaks of a matter."""
    things = {thing.name for thing in things_in(around.near)} & {thing.name for thing in matter.things}
    return 3 * len(things) + len(matter.pairs & pairs_in(around.near))


def _named(around: Surroundings, matter: Matter) -> bool:
    """Whether the clause names one of the matter's things, if it has any."""
    own = {thing.name for thing in matter.things}
    return not own or bool(own & {thing.name for thing in things_in(around.near)})


def _unit_fits(quantity: Quantity, value: LicensedValue) -> bool:
    return quantity.unit == value.unit or {quantity.unit, value.unit} <= _PEOPLE


def _says(quantity: Quantity, value: LicensedValue) -> bool:
    if not _unit_fits(quantity, value):
        return False
    if not quantity.approx:
        return quantity.value == value.value
    return abs(quantity.value - value.value) * _APPROX_SHARE <= value.value


def _same_digits(quantity: Quantity, value: LicensedValue) -> bool:
    digits = f"{value.indicator.value.normalize():f}"
    return quantity.text.replace(",", "").startswith(digits) or quantity.value == value.value


def _mend(quantity: Quantity, value: LicensedValue) -> str | None:
    return None if quantity.approx else value.said


def _fits_text(mention: Mention, licensed: LicensedText) -> bool:
    quantity, source = mention.quantity, licensed.quantity
    if quantity.value != source.value or not (
        quantity.unit == source.unit or {quantity.unit, source.unit} <= _PEOPLE
    ):
        return False
    said = pairs_in(mention.around.near)
    if said & licensed.clause.pairs or {t.name for t in things_in(mention.around.near)} & {
        t.name for t in licensed.clause.things
    }:
        return True
    return len(pairs_in(mention.around.wide) & pairs_in(licensed.whole)) > _FEW_WORDS
