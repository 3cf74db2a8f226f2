"""How one indicator is said: the clause for its value, the change from last year, and what it takes part in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.domain.agency_year import Indicator
from assistant.domain.punctuation import COMMA, ENUMERATION_COMMA, SEMICOLON
from assistant.drafting.catalogue import CatalogueEntry
from assistant.drafting.fitting import fit_punctuation
from assistant.drafting.name_cleaning import OF_WHICH
from assistant.drafting.name_forms import form_of, zero_of
from assistant.drafting.names import STOCK_VERB, name_rules
from assistant.drafting.year_on_year import (
    PERCENT_UNITS,
    Change,
    Measure,
    change_from_last_year,
    is_duration,
    is_rate,
    plain_number,
)

_FULL = 100
_NOTHING, _COUNTED = re.compile("(?:全.)?[未无]"), re.compile(r"\d\D{0,3}$")
_HAPPENS = ("发生", "收到", "接到")


@dataclass(frozen=True, slots=True)
class PlacedIndicator:
    """An indicator with its place: theme, chain and order, and the whole that it is a part of, if any.

    `entry` is set if the name stands in the catalogue; only an `exact` one lends its wording, and its verb also one
    that the name ends with (`ends_known`). `said_as` takes the place of the name behind a host that already says the
    rest of it (防汛队伍89支、人员5497人), joined to it by `joint`; a `part` is said behind its whole with 其中.
    """

    indicator: Indicator
    theme: str
    chain: str
    order: tuple[int, int]
    entry: CatalogueEntry | None = None
    exact: bool = False
    ends_known: bool = False
    whole: str = ""
    all: str = ""
    said_as: str = ""
    joint: str = COMMA
    part: bool = False

    @property
    def path(self) -> str:
        """Where the indicator stands in the yearly data."""
        return self.indicator.path


@dataclass(frozen=True, slots=True)
class Clause:
    """A value said: `joint` joins it to the clause before, `tail` follows its change (全部办结).

    A `verbal` one begins with a verb and may follow an initiative. `shorter` is a word and the clause to use behind
    a text that already has the word; what follows a `part` must not seem to be one. `alone` is the clause where nothing before it says what it is about.
    """

    text: str
    facts: tuple[str, ...]
    joint: str = COMMA
    change: Change | None = None
    tail: str = ""
    timeless: bool = False
    part: bool = False
    verbal: bool = True
    shorter: tuple[str, str] | None = None
    alone: str = ""

    @property
    def negated(self) -> bool:
        """Whether it says that something was not done or did not happen."""
        return negates(self.text)


def negates(text: str) -> bool:
    """Whether the last clause of a text says that something was not done or did not happen: what follows needs a stop."""
    last = re.split(f"[{COMMA}{SEMICOLON}]", text)[-1]
    return not _COUNTED.search(last) and _NOTHING.match(last) is not None


def value_text(indicator: Indicator) -> str:
    """Value and unit as they stand in a sentence."""
    unit = "%" if indicator.unit in PERCENT_UNITS else fit_punctuation(indicator.unit)
    if unit.startswith("1/"):  # 8.6/10万
        unit = unit.removeprefix("1")
    return f"{plain_number(indicator.value)}{unit}"


def say(placed: PlacedIndicator, *, first: bool) -> Clause:
    """Say one indicator, `first` or after another one of its chain."""
    indicator = placed.indicator
    joint, text = _frame(placed, first=first)
    change = _change(indicator)
    alone = text if first else _frame(placed, first=True)[1]
    if change and change.measure is Measure.LEVEL and _is_full_rate(indicator):
        number, change = value_text(indicator), None
        text, alone = (said.replace(number, f"保持{number}", 1) for said in (text, alone))
    return Clause(
        text,
        (indicator.path,),
        joint,
        change,
        timeless=_timeless(placed, text),
        part=placed.part,
        verbal=_verbal(text),
        shorter=_shorter(text) if first else None,
        alone=alone,
    )


def _verbal(text: str) -> bool:
    """Whether a clause may follow what the agency did; what happened to it is no deed of its own."""
    if text.startswith(_HAPPENS):
        return False
    return name_rules().starts_with_verb(text) or text.startswith((STOCK_VERB, "对", "未"))


def _shorter(text: str) -> tuple[str, str] | None:
    """法律顾问 and the clause without it, for 法律顾问出具法律意见书 behind an initiative about the advisers."""
    rules = name_rules()
    for subject in rules.subjects:
        rest = text.removeprefix(subject)
        if rest != text and rules.starts_with_verb(rest):
            return subject, rest
    return None


def _timeless(placed: PlacedIndicator, text: str) -> bool:
    """Whether it tells no deed or event of the year."""
    indicator = placed.indicator
    if is_rate(indicator.name, indicator.unit) or text.startswith(STOCK_VERB):
        return True
    if indicator.value == 0:
        return not _NOTHING.match(text)
    says_itself = placed.exact and placed.entry is not None and (placed.entry.say or placed.entry.verb)
    return not says_itself and form_of(indicator, _lent(placed)).timeless


def _is_full_rate(indicator: Indicator) -> bool:
    return indicator.unit in PERCENT_UNITS and indicator.value == _FULL


def _change(indicator: Indicator) -> Change | None:
    """The change to be told; what was not done or did not happen is compared with nothing."""
    none = indicator.value == 0 and not is_rate(indicator.name, indicator.unit)
    if indicator.last_year is None or none or indicator.value == indicator.last_year == 0:
        return None
    return change_from_last_year(
        indicator.value, indicator.last_year, indicator.unit, lasts=is_duration(indicator.name)
    )


def _lent(placed: PlacedIndicator) -> CatalogueEntry | None:
    """The entry that may lend its verb."""
    return placed.entry if placed.exact or placed.ends_known else None


def _frame(placed: PlacedIndicator, *, first: bool) -> tuple[str, str]:
    indicator, entry = placed.indicator, placed.entry if placed.exact else None
    number = value_text(indicator)
    if placed.said_as.startswith(OF_WHICH):
        return placed.joint, joined(placed.said_as, number)
    if indicator.value == 0 and not is_rate(indicator.name, indicator.unit):
        return COMMA, _zero(placed, entry, first=first)
    if placed.said_as and not first:
        return placed.joint, joined(placed.said_as, number)
    if entry and entry.short and not first and _fits(entry, indicator):
        joint = ENUMERATION_COMMA if entry.short.startswith(ENUMERATION_COMMA) else COMMA
        return joint, entry.short.lstrip(ENUMERATION_COMMA).replace("{v}", number)
    if entry and entry.say:
        return COMMA, entry.say.replace("{v}", number)
    return COMMA, joined(form_of(indicator, _lent(placed)).text, number)


def joined(words: str, number: str) -> str:
    """Words and number; 为 stands between two digits."""
    return f"{words}为{number}" if words[-1:].isascii() and words[-1:].isalnum() else f"{words}{number}"


def _fits(entry: CatalogueEntry, indicator: Indicator) -> bool:
    """Whether the short wording names what the agency's own name names: 受众 does not stand for 普法覆盖."""
    noun = entry.short.replace("{v}", "")[-2:].strip(ENUMERATION_COMMA)
    return bool(entry.whole) or all(sign in indicator.name for sign in noun)


def _zero(placed: PlacedIndicator, entry: CatalogueEntry | None, *, first: bool) -> str:
    """A count of zero: what was not done or did not happen."""
    if entry and entry.zero:
        return entry.zero_short if entry.zero_short and not first else entry.zero
    return zero_of(placed.indicator, _lent(placed), value_text(placed.indicator))
