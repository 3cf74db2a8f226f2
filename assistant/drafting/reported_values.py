"""Finds what a report says of given indicators: by their names, and as we ourselves would have said them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from assistant.domain.agency_year import Indicator
from assistant.domain.peers import PeerReport
from assistant.domain.punctuation import (
    CLAUSE_ENDS,
    COLON,
    COMMA,
    ENUMERATION_COMMA,
    SEMICOLON,
    SENTENCE_ENDS,
)
from assistant.domain.quantities import Quantity, find_quantities, plain_value
from assistant.domain.sections import SectionKind
from assistant.drafting.catalogue import load_catalogue
from assistant.drafting.fitting import fit_punctuation
from assistant.drafting.names import compact, name_rules
from assistant.drafting.placing import by_topic, place_indicators
from assistant.drafting.said import PlacedIndicator, say, value_text
from assistant.drafting.themes import load_themes
from assistant.drafting.year_on_year import PERCENT_UNITS

_SENTENCE = re.compile(f"[^{SENTENCE_ENDS}\n]+[{SENTENCE_ENDS}]?")
_MOVES = "增长|下降|增加|减少|提高|提升|上升|扩大|降低|压缩|压减|缩短|缩减|下调|回落"
_CHANGE_BEFORE = re.compile(
    f"(?:(?:同比|环比|分别|[较比](?:上年|去年|上一年|前一年))|(?:{_MOVES})(?![^，；。]{{0,2}}[至到为]))[^，；。]{{0,3}}$"
    "|(?:上年|去年|上一年|前一年|此前|原来|原先)[^，；。由从]{0,3}$"
)
_COMES_FROM = re.compile("[由从][^，；。]{0,12}$")  # 由上年的15个工作日……
_MOVED_TO = re.compile(
    f"^[^，；。]{{0,10}}(?:{_MOVES}|增|减|降|升|改)[^，；。]{{0,2}}[至到为][^，；。]{{0,4}}$"
)
_LEADS_TO = re.compile("^[^，；。]{0,12}[至到为][^，；。]{0,4}$")
_A_RANGE = re.compile("^[^，；。]{0,4}(?:不等|之间|区间|以内|范围)")
_NEXT_THING = re.compile(f"[{COMMA}{SEMICOLON}{ENUMERATION_COMMA}{COLON}]|^[和及与]")
_FAR = 14  # characters between a name and its number
_LEAST_NAME = 2
_SOME_NUMBER = Decimal(7)  # stands where a number will be, to see how an indicator is said
_FRAME, _SHORT = -1, 99  # ranks before and behind the names
_NOT_HAPPENED = "未发生"
_ALIKE_UNITS = (
    frozenset(("件", "起", "宗", "例")),
    frozenset(("次", "场", "场次", "期")),
    frozenset(("人", "名")),
    frozenset(("份", "册")),
    frozenset(("家", "家次", "户", "户次")),
)


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """A value that a report gives for an indicator, in its unit. `path` is the indicator's.

    `evidence` is the sentence it was read from, `place` where its number ends there. `approximate` says that the
    report gave it as such (余, 近).
    """

    path: str
    name: str
    value: Decimal
    unit: str
    evidence: str
    approximate: bool = False
    place: int = 0


@dataclass(frozen=True, slots=True)
class _Frame:
    """How an indicator is said: words before and behind the number. A `short` one needs a neighbour that was found."""

    before: str
    behind: str
    short: bool = False


def reported_values(indicators: Sequence[Indicator], report: PeerReport) -> dict[str, ReportedValue]:
    """What a report says of each indicator, by its path.

    A value counts if it stands close behind a name of the indicator, or in the words in which a draft of ours says
    it; its unit agrees; and it is no change from an earlier year.
    """
    reader = _Reader(indicators, tuple(_sentences(report)))
    found: dict[str, ReportedValue] = {}
    for item in reader.placed:
        value = reader.by_name(item) or reader.as_zero(item)
        if value is not None:
            found[item.path] = value
    for item in reader.placed:
        if item.path not in found:
            value = reader.beside(item, found) or reader.as_all(item, found) or reader.as_zero(item, found)
            if value is not None:
                found[item.path] = value
    return found


class _Reader:
    def __init__(self, indicators: Sequence[Indicator], sentences: tuple[str, ...]) -> None:
        self._sentences = sentences
        bare = [replace(item, last_year=None) for item in indicators]
        themes, catalogue = load_themes(), load_catalogue()
        self.placed: tuple[PlacedIndicator, ...] = tuple(
            item
            for topic, group in by_topic(bare).items()
            for item in place_indicators(group, themes.topics[topic], catalogue)
        )
        own = {name for item in self.placed for name in _names_of(item)}
        self._all_names = own | _catalogue_names()

    def by_name(self, item: PlacedIndicator) -> ReportedValue | None:
        """The value behind a name of it, or in the frame in which we say it alone."""
        best: tuple[tuple[int, int], ReportedValue] | None = None
        names = _names_of(item)
        longer = self._longer(names)
        frames = [frame for frame in _frames(item) if not frame.short]
        for sentence in self._sentences:
            for rank, place, behind in _places(sentence, names, frames, longer):
                quantity = _number_at(sentence, place, item.indicator, behind)
                if quantity is None:
                    continue
                score = (rank, quantity.start - place)
                if best is None or score < best[0]:
                    best = (score, _value(item.indicator, quantity, sentence))
        return best[1] if best else None

    def beside(self, item: PlacedIndicator, found: dict[str, ReportedValue]) -> ReportedValue | None:
        """The value in the short form that follows its whole, or a neighbour of its chain, in the same sentence."""
        frames = [frame for frame in _frames(item) if frame.short and frame.before + frame.behind]
        best: tuple[int, ReportedValue] | None = None
        for host in self._hosts(item, found):
            for frame in frames:
                for match in re.compile(re.escape(frame.before)).finditer(host.evidence, host.place):
                    quantity = _number_at(host.evidence, match.end(), item.indicator, frame.behind)
                    far = match.start() - host.place
                    if quantity is not None and (best is None or far < best[0]):
                        best = (far, _value(item.indicator, quantity, host.evidence))
        return best[1] if best else None

    def as_all(self, item: PlacedIndicator, found: dict[str, ReportedValue]) -> ReportedValue | None:
        """The value of its whole, where the report says 全部办结 behind that."""
        whole = found.get(item.whole)
        if whole is None or not item.all or item.all not in whole.evidence[whole.place :].split(SEMICOLON)[0]:
            return None
        return replace(whole, path=item.path, name=item.indicator.name, unit=item.indicator.unit)

    def as_zero(
        self, item: PlacedIndicator, found: dict[str, ReportedValue] | None = None
    ) -> ReportedValue | None:
        """Nought, where the report says in our words that there was none: alone, or behind a neighbour that was found."""
        indicator = item.indicator
        if indicator.unit in PERCENT_UNITS:
            return None
        none = replace(item, indicator=replace(indicator, value=Decimal(0)))
        said = _absence(say(none, first=found is None).text)
        texts = [(text, text) for text in self._sentences]
        if found is not None:
            texts = [(host.evidence[host.place :], host.evidence) for host in self._hosts(item, found)]
        evidence = next((evidence for text, evidence in texts if said.search(text)), None)
        if evidence is None:
            return None
        return ReportedValue(item.path, indicator.name, Decimal(0), indicator.unit, evidence)

    def _hosts(self, item: PlacedIndicator, found: dict[str, ReportedValue]) -> list[ReportedValue]:
        """What was found that the indicator may be told behind: its whole, or all of its chain."""
        chain = {other.path for other in self.placed if other.chain == item.chain and other.path != item.path}
        paths = {item.whole} if item.whole in found else chain & set(found)
        return [found[path] for path in sorted(paths)]

    def _longer(self, names: Sequence[str]) -> tuple[str, ...]:
        """Names of other indicators that end with one of these: 重大行政决策合法性审查 is not 合法性审查."""
        return tuple(
            other
            for other in self._all_names
            if other not in names and any(other.endswith(name) for name in names)
        )


def _absence(said: str) -> re.Pattern[str]:
    """A pattern for what did not happen, also as a member of a list: 未发生行政复议、行政诉讼."""
    pattern = re.escape(said)
    if said.startswith(_NOT_HAPPENED):
        thing = re.escape(said.removeprefix(_NOT_HAPPENED))
        pattern = f"{_NOT_HAPPENED}(?:[^{CLAUSE_ENDS}]*{ENUMERATION_COMMA})?{thing}"
    return re.compile(f"{pattern}(?=[{CLAUSE_ENDS}{ENUMERATION_COMMA}]|$)")


def _places(
    sentence: str, names: Sequence[str], frames: Sequence[_Frame], longer: Sequence[str]
) -> Iterator[tuple[int, int, str]]:
    """Where a number of the indicator may follow: rank, place, and the words that must stand behind the number."""
    for frame in frames:
        for found in re.finditer(re.escape(frame.before), sentence):
            yield _FRAME, found.end(), frame.behind
    for rank, name in enumerate(names):
        for found in re.finditer(re.escape(name), sentence):
            before = sentence[: found.end()]
            if not any(other.endswith(name) and before.endswith(other) for other in longer):
                yield rank, found.end(), ""


def _frames(item: PlacedIndicator) -> list[_Frame]:
    """How a draft says the indicator alone and behind a neighbour; names that say it are looked for anyway."""
    indicator = replace(item.indicator, value=_SOME_NUMBER)
    placed = replace(item, indicator=indicator)
    frames = []
    for first in (True, False):
        before, number, behind = say(placed, first=first).text.partition(value_text(indicator))
        if number and len(compact(before + behind)) >= _LEAST_NAME:
            frames.append(_Frame(before, behind, short=not first))
    return frames


def _sentences(report: PeerReport) -> Iterator[str]:
    for section in report.walk():
        if section.section in {None, SectionKind.ACHIEVEMENTS, SectionKind.PRINCIPAL_DUTY}:
            for found in _SENTENCE.finditer(fit_punctuation(section.text) if section.text else ""):
                yield found.group().strip()


def _names_of(item: PlacedIndicator) -> tuple[str, ...]:
    """The indicator's own name first, then the catalogue's names for it, longer ones first."""
    rules = name_rules()
    own = rules.clean(item.indicator.name, item.indicator.unit)
    known = sorted(item.entry.names, key=len, reverse=True) if item.entry and item.exact else []
    names = dict.fromkeys((own, rules.turned(own), *known))
    return tuple(name for name in names if len(compact(name)) >= _LEAST_NAME)


@cache
def _catalogue_names() -> frozenset[str]:
    return frozenset(name for entry in load_catalogue().entries for name in entry.names)


def _number_at(sentence: str, place: int, indicator: Indicator, behind: str) -> Quantity | None:
    """The first number close behind a place, if it is a value in a fitting unit and its words follow.

    Where the report tells from what to what it came (由15个工作日压缩至6个工作日), it is the number at the end of the way.
    """
    quantities = [each for each in find_quantities(sentence) if each.start >= place and not each.in_title]
    if not quantities:
        return None
    first = quantities[0]
    between = sentence[place : first.start]
    near = len(between) <= (0 if behind else _FAR) and not _NEXT_THING.search(between)
    quantity = _end_of_way(sentence, place, quantities) if near else None
    if quantity is None or (quantity is first and _CHANGE_BEFORE.search(sentence[: first.start])):
        return None
    follows = sentence[quantity.end :].startswith(behind)
    return quantity if follows and _same_unit(quantity, indicator) else None


def _end_of_way(sentence: str, place: int, quantities: Sequence[Quantity]) -> Quantity | None:
    """The number that a value has come to; None where only the number that it came from is told, or a range."""
    first = quantities[0]
    before = sentence[place : first.start] or sentence[:place][-1:]
    moves = _COMES_FROM.search(before) is not None
    if len(quantities) > 1:
        second = quantities[1]
        way = sentence[first.end : second.start]
        if _MOVED_TO.search(way) or (moves and _LEADS_TO.search(way)):
            return None if _A_RANGE.search(sentence[second.end :]) else second
    return None if moves else first


def _same_unit(quantity: Quantity, indicator: Indicator) -> bool:
    _value, unit = plain_value(indicator.value, indicator.unit)
    if indicator.unit in PERCENT_UNITS:
        return quantity.unit == "%"
    return quantity.unit == unit or any({quantity.unit, unit} <= units for units in _ALIKE_UNITS)


def _value(indicator: Indicator, quantity: Quantity, sentence: str) -> ReportedValue:
    scale, _unit = plain_value(Decimal(1), indicator.unit)
    value = quantity.value / scale
    return ReportedValue(
        indicator.path, indicator.name, value, indicator.unit, sentence, quantity.approx, quantity.end
    )
