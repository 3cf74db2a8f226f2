"""Reads last year's own report: values to compare with, and promises to compare this year's initiatives with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.domain.agency_year import AgencyYear, Indicator
from assistant.domain.peers import PeerReport, ReportSection
from assistant.domain.punctuation import COLON, COMMA, ENUMERATION_COMMA, SEMICOLON, SENTENCE_ENDS
from assistant.domain.quantities import Quantity, find_quantities, plain_value
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.drafting.answers import common_runs, says_something
from assistant.drafting.catalogue import load_catalogue
from assistant.drafting.fitting import fit_clause, fit_punctuation
from assistant.drafting.names import compact, name_rules
from assistant.drafting.phrases import load_phrases
from assistant.drafting.year_on_year import PERCENT_UNITS

_SENTENCE = re.compile(f"[^{SENTENCE_ENDS}\n]+[{SENTENCE_ENDS}]?")
_CHANGE_BEFORE = re.compile(
    "(?:同比|较上年|比上年|较去年|比去年|环比|增长|下降|增加|减少|提高|分别)[^，；。]{0,3}$"
)
_NEXT_THING = re.compile(f"[{COMMA}{SEMICOLON}{ENUMERATION_COMMA}{COLON}]|^[和及与]")
_FAR = 14  # characters between a name and its number
_LEAST_NAME = 2
_POINT_LEVEL = 5
_COMMON = 2


@dataclass(frozen=True, slots=True)
class LastYearProposal:
    """A value of last year that the user may accept. `path` is the indicator's; `value` is in its unit.

    `evidence` is the sentence it was read from. `approximate` says that the report gave it as such (余, 近).
    """

    path: str
    name: str
    value: Decimal
    unit: str
    evidence: str
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class PromiseCheck:
    """What last year's report planned, and the initiatives and indicators of this year that are about it.

    No path means that nothing was found: it may be missing in the data, or not have been done.
    """

    promise: str
    topics: tuple[Topic, ...]
    paths: tuple[str, ...]

    @property
    def delivered(self) -> bool:
        """Whether the yearly data speak of it."""
        return bool(self.paths)


def propose_last_year(year: AgencyYear, report: PeerReport) -> tuple[LastYearProposal, ...]:
    """Find last year's values of indicators that have none, for the user to confirm.

    A value counts if it stands close behind a name of the indicator, its unit agrees, and it is no change from
    an earlier year. Names are those of the yearly data and, for a known indicator, of the catalogue.
    """
    sentences = tuple(_sentences(report))
    wanted = (indicator for indicator in year.indicators if indicator.last_year is None)
    return tuple(found for indicator in wanted if (found := _find(indicator, sentences)) is not None)


def with_last_year(year: AgencyYear, accepted: Iterable[LastYearProposal]) -> AgencyYear:
    """Yearly data with the accepted values as `last_year`."""
    values = {proposal.path: proposal.value for proposal in accepted}
    indicators = tuple(
        replace(item, last_year=values[item.path]) if item.path in values else item
        for item in year.indicators
    )
    return replace(year, indicators=indicators)


def compare_promises(year: AgencyYear, report: PeerReport) -> tuple[PromiseCheck, ...]:
    """Compare every point of last year's plan with this year's initiatives and indicators (承诺—兑现).

    They are about the same matter when they share a run of words that few other points or initiatives have.
    """
    promises = tuple(_promises(report))
    done = [(item.path, compact(f"{item.text}，{item.outcome}"), item.topic) for item in year.initiatives]
    done += [(item.path, compact(item.name), item.topic) for item in year.indicators]
    promised = [compact(promise) for promise, _topics in promises]
    texts = [text for path, text, _topic in done if path.startswith("initiatives")]
    general = (*load_phrases().too_general, *_own_words(year))

    def telling(run: str) -> bool:
        common = (
            sum(run in text for text in texts) > _COMMON or sum(run in text for text in promised) > _COMMON
        )
        return not common and says_something(run, general)

    return tuple(
        PromiseCheck(
            promise,
            topics,
            tuple(
                path
                for path, text, topic in done
                if any(len(run) >= _least(topic, topics) and telling(run) for run in common_runs(text, plain))
            ),
        )
        for (promise, topics), plain in zip(promises, promised, strict=True)
    )


def _own_words(year: AgencyYear) -> tuple[str, ...]:
    """Words that stand in every text of this agency and therefore tell nothing."""
    agency = year.agency
    return tuple(word for word in (agency.kind, agency.name, agency.kind[:2], *agency.short_names) if word)


def _least(topic: Topic, topics: Sequence[Topic]) -> int:
    """Signs in common that make two texts one matter: fewer within a topic."""
    return 3 if topic in topics else 4


def _promises(report: PeerReport) -> Iterator[tuple[str, tuple[Topic, ...]]]:
    for section in report.walk():
        if section.section is SectionKind.NEXT_YEAR_PLAN and not section.children and section.level > 1:
            # In a point such as 二是加强队伍建设。 the heading is the promise; above, it is only a title.
            head = section.heading if section.level == _POINT_LEVEL else ""
            text = fit_clause(SEMICOLON.join(filter(None, (head, section.text))) or section.heading)
            if text:
                yield text, section.topics


def _sentences(report: PeerReport) -> Iterator[str]:
    for section in report.walk():
        if section.section in {None, SectionKind.ACHIEVEMENTS, SectionKind.PRINCIPAL_DUTY}:
            yield from _cut(section)


def _cut(section: ReportSection) -> Iterator[str]:
    for found in _SENTENCE.finditer(fit_punctuation(section.text) if section.text else ""):
        yield found.group().strip()


def _find(indicator: Indicator, sentences: Sequence[str]) -> LastYearProposal | None:
    best: tuple[tuple[int, int], LastYearProposal] | None = None
    names = _names_of(indicator)
    for sentence in sentences:
        for rank, name in enumerate(names):
            for place in (found.end() for found in re.finditer(re.escape(name), sentence)):
                quantity = _behind(sentence, place, indicator)
                if quantity is None:
                    continue
                score = (rank, quantity.start - place)
                if best is None or score < best[0]:
                    best = (score, _proposal(indicator, quantity, sentence))
    return best[1] if best else None


def _names_of(indicator: Indicator) -> tuple[str, ...]:
    """The indicator's own name first, then the catalogue's names for it, longer ones first."""
    rules = name_rules()
    own = rules.clean(indicator.name, indicator.unit)
    match = load_catalogue().match(indicator)
    known = sorted(match.entry.names, key=len, reverse=True) if match and match.exact else []
    return tuple(dict.fromkeys(name for name in (own, *known) if len(compact(name)) >= _LEAST_NAME))


def _behind(sentence: str, place: int, indicator: Indicator) -> Quantity | None:
    """The first number close behind a name, if it is a value in a fitting unit."""
    for quantity in find_quantities(sentence):
        if quantity.start < place or quantity.in_title:
            continue
        between = sentence[place : quantity.start]
        near = len(between) <= _FAR and not _NEXT_THING.search(between)
        if not near or _CHANGE_BEFORE.search(sentence[: quantity.start]):
            return None
        return quantity if _same_unit(quantity, indicator) else None
    return None


def _same_unit(quantity: Quantity, indicator: Indicator) -> bool:
    _value, unit = plain_value(indicator.value, indicator.unit)
    if indicator.unit in PERCENT_UNITS:
        return quantity.unit == "%"
    alike = (
        {"件", "起", "宗", "例"},
        {"次", "场", "场次", "期"},
        {"人", "名"},
        {"份", "册"},
        {"家", "家次", "户", "户次"},
    )
    return quantity.unit == unit or any({quantity.unit, unit} <= units for units in alike)


def _proposal(indicator: Indicator, quantity: Quantity, sentence: str) -> LastYearProposal:
    scale, _unit = plain_value(Decimal(1), indicator.unit)
    return LastYearProposal(
        indicator.path, indicator.name, quantity.value / scale, indicator.unit, sentence, quantity.approx
    )
