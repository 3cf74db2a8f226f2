"""How one indicator is said: the clause for its value, the change from last year, and what it takes part in."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.agency_year import Indicator
from assistant.domain.punctuation import COMMA, ENUMERATION_COMMA
from assistant.drafting.catalogue import CatalogueEntry
from assistant.drafting.fitting import fit_punctuation
from assistant.drafting.names import STOCK_VERB, NameRules, name_rules
from assistant.drafting.year_on_year import (
    PERCENT_UNITS,
    Change,
    Measure,
    change_from_last_year,
    plain_number,
)

_FULL = 100
_TURNS = ("撤销", "变更", "纠错", "败诉")


@dataclass(frozen=True, slots=True)
class PlacedIndicator:
    """An indicator with its place: theme, chain and order, and the whole that it is a part of, if any.

    `entry` is set if the name stands in the catalogue; only an `exact` one lends its wording, and its verb also one
    that the name ends with (`ends_known`). `said_as` takes the place of the name behind a host that already says the
    rest of it (防汛队伍89支、人员5497人), joined to it by `joint`.
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

    @property
    def path(self) -> str:
        """Where the indicator stands in the yearly data."""
        return self.indicator.path


@dataclass(frozen=True, slots=True)
class Clause:
    """A value said: `joint` joins it to the clause before, `tail` follows its change (全部办结).

    A `verbal` one begins with a verb and may follow an initiative. `shorter` is a word and the clause to use behind
    a text that already has the word. `alone` is the clause where nothing before it says what it is about.
    """

    text: str
    facts: tuple[str, ...]
    joint: str = COMMA
    change: Change | None = None
    tail: str = ""
    timeless: bool = False
    verbal: bool = True
    shorter: tuple[str, str] | None = None
    alone: str = ""


def value_text(indicator: Indicator) -> str:
    """Value and unit as they stand in a sentence."""
    unit = "%" if indicator.unit in PERCENT_UNITS else fit_punctuation(indicator.unit)
    return f"{plain_number(indicator.value)}{unit}"


def say(placed: PlacedIndicator, *, first: bool) -> Clause:
    """Say one indicator, `first` or after another one of its chain."""
    indicator = placed.indicator
    joint, text = _frame(placed, first=first)
    change = _change(indicator)
    if change and change.measure is Measure.LEVEL and _is_full_rate(indicator):
        number = value_text(indicator)
        text, change = text.replace(number, f"保持{number}", 1), None
    timeless = _is_rate(indicator) or text.startswith(STOCK_VERB)
    return Clause(
        text,
        (indicator.path,),
        joint,
        change,
        timeless=timeless,
        verbal=name_rules().starts_with_verb(text) or text.startswith((STOCK_VERB, "对", "未")),
        shorter=_shorter(text) if first else None,
        alone=text if first else _frame(placed, first=True)[1],
    )


def _shorter(text: str) -> tuple[str, str] | None:
    """法律顾问 and the clause without it, for 法律顾问出具法律意见书 behind an initiative about the advisers."""
    rules = name_rules()
    for subject in rules.subjects:
        rest = text.removeprefix(subject)
        if rest != text and rules.starts_with_verb(rest):
            return subject, rest
    return None


def _is_rate(indicator: Indicator) -> bool:
    return indicator.unit in PERCENT_UNITS


def _is_full_rate(indicator: Indicator) -> bool:
    return _is_rate(indicator) and indicator.value == _FULL


def _change(indicator: Indicator) -> Change | None:
    """The change to be told; nothing twice over is no news."""
    if indicator.last_year is None or indicator.value == indicator.last_year == 0:
        return None
    return change_from_last_year(indicator.value, indicator.last_year, indicator.unit)


def _frame(placed: PlacedIndicator, *, first: bool) -> tuple[str, str]:
    indicator, entry = placed.indicator, placed.entry if placed.exact else None
    if indicator.value == 0 and not _is_rate(indicator):
        return COMMA, _zero(placed, entry, first=first)
    number = value_text(indicator)
    if placed.said_as and not first:
        return placed.joint, f"{placed.said_as}{number}"
    if entry and entry.short and not first and _fits(entry, indicator):
        joint = ENUMERATION_COMMA if entry.short.startswith(ENUMERATION_COMMA) else COMMA
        return joint, entry.short.lstrip(ENUMERATION_COMMA).replace("{v}", number)
    if entry and entry.say:
        return COMMA, entry.say.replace("{v}", number)
    return COMMA, f"{_named(placed, name_rules())}{number}"


def _fits(entry: CatalogueEntry, indicator: Indicator) -> bool:
    """Whether the short wording names what the agency's own name names: 受众 does not stand for 普法覆盖."""
    noun = entry.short.replace("{v}", "")[-2:].strip(ENUMERATION_COMMA)
    return bool(entry.whole) or all(sign in indicator.name for sign in noun)


def _named(placed: PlacedIndicator, rules: NameRules) -> str:
    """The agency's own name for it, with a verb if it needs one."""
    indicator = placed.indicator
    name = rules.clean(indicator.name, indicator.unit)
    if _is_rate(indicator):
        return name
    name = name if rules.starts_with_verb(name) else rules.turned(name)
    return name if rules.starts_with_verb(name) else f"{_verb(name, placed, rules)}{name}"


def _verb(name: str, placed: PlacedIndicator, rules: NameRules) -> str:
    """The verb of the catalogue for what the name ends with, else one that its ending asks for."""
    entry = placed.entry if placed.exact or placed.ends_known else None
    if entry and entry.stock:
        return STOCK_VERB
    verb = (entry.verb if entry else "") or rules.verb_for(name)
    return "" if verb in name else verb


def _zero(placed: PlacedIndicator, entry: CatalogueEntry | None, *, first: bool) -> str:
    """A count of zero: what was not done or did not happen."""
    if entry and entry.zero:
        return entry.zero_short if entry.zero_short and not first else entry.zero
    rules = name_rules()
    name = rules.clean(placed.indicator.name, placed.indicator.unit)
    verb = _verb(name, placed, rules)
    if name.startswith(("未", "无", "零")):
        return f"{name}{value_text(placed.indicator)}"
    name = name if rules.starts_with_verb(name) else rules.turned(name)
    if name.endswith(rules.received_ends) and not rules.starts_with_verb(name):
        return f"未收到{name}"
    happened = name.startswith("发生") or not rules.starts_with_verb(name)
    if happened and name.endswith(rules.event_ends):
        return f"未发生{name.removeprefix('发生')}{'的情形' if name.endswith(_TURNS) else ''}"
    if rules.starts_with_verb(name):
        return f"未{name}"
    if verb and verb != STOCK_VERB:
        return f"未{verb}{name}"
    return f"{name}{value_text(placed.indicator)}"
