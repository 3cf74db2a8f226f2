"""What stands in front of an indicator's number: its own name, turned or with a verb, and whether it tells a state."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.agency_year import Indicator
from assistant.drafting.catalogue import CatalogueEntry
from assistant.drafting.name_cleaning import is_year_end
from assistant.drafting.names import STOCK_VERB, VerbRule, name_rules
from assistant.drafting.year_on_year import is_rate


@dataclass(frozen=True, slots=True)
class NameForm:
    """The words in front of a number.

    Attributes:
        front: 全县, 累计 and the like.
        verb: a verb that the name lacks.
        name: the name, turned if it ended with its verb.
        after: what stands behind the name: 活动.
        timeless: it tells a rate, a state or a measure, so that no 全年 fits in front.
        clause: the name itself begins with a verb.
    """

    front: str
    verb: str
    name: str
    after: str = ""
    timeless: bool = False
    clause: bool = False

    @property
    def text(self) -> str:
        """All of it."""
        return f"{self.front}{self.verb}{self.name}{self.after}"


def form_of(indicator: Indicator, entry: CatalogueEntry | None) -> NameForm:
    """The form for an indicator; `entry` is the catalogue's for what its name ends with, if any."""
    rules = name_rules()
    front, name = rules.front(rules.clean(indicator.name, indicator.unit))
    if is_rate(indicator.name, indicator.unit):
        return NameForm(front, "", name, timeless=True)
    clause = rules.starts_with_verb(name)
    if not clause and not name.startswith(rules.measure_starts):
        turned = rules.turned(name)
        clause, name = turned != name, turned
    if clause:
        made = bool(front) and name.startswith(rules.made_verbs)
        return NameForm(front, "", name, timeless=made or is_year_end(indicator.name), clause=True)
    return _thing(indicator, entry, front, name)


def _thing(indicator: Indicator, entry: CatalogueEntry | None, front: str, name: str) -> NameForm:
    """The form of a name that is a thing."""
    rules = name_rules()
    rule = rules.verb_for(name, indicator.unit)
    deed = rule is not None and rule.verb in rules.leading_verbs
    state = rules.is_stock(name) or is_year_end(indicator.name)
    if (entry and entry.stock) or (state and not deed) or (rule and rule.verb == STOCK_VERB):
        return _stock(indicator, front, name)
    verb = _verb(entry, rule, name)
    if verb or (rule and rule.after):
        return NameForm(front, verb, name, rule.after if rule and verb == rule.verb else "")
    happens = rule is not None or rules.tells_a_deed(name)
    return NameForm(front, "", name, timeless=rules.is_measure(name) or not happens)


def _stock(indicator: Indicator, front: str, name: str) -> NameForm:
    rules = name_rules()
    told = (
        name.startswith(rules.stock_told)
        or name.endswith(rules.stock_words)
        or is_year_end(indicator.name)
        or rules.is_measure(name)
    )
    return NameForm(front, "" if told else STOCK_VERB, name, timeless=True)


def _verb(entry: CatalogueEntry | None, rule: VerbRule | None, name: str) -> str:
    verb = _lent_verb(entry, name) or (rule.verb if rule else "")
    return "" if verb in name and not (rule and rule.after) else verb


def _lent_verb(entry: CatalogueEntry | None, name: str) -> str:
    """The entry's verb, if the name lacks one; 依法 stands only in front of what is done by law."""
    rules = name_rules()
    if entry is None or rules.has_inner_verb(name):
        return ""
    return "" if entry.verb in rules.adverbs and not name.startswith(entry.names) else entry.verb


def zero_of(indicator: Indicator, entry: CatalogueEntry | None, value: str) -> str:
    """A count of zero in words: what was not done, did not happen, is not there."""
    rules = name_rules()
    form = form_of(indicator, entry)
    name = form.name
    if negative := _zero_of_negative(form, value):
        return negative
    if form.timeless and form.verb != STOCK_VERB:
        return f"{form.text}为{value}"
    if not form.clause and name.endswith(rules.received_ends):
        return f"{form.front}未收到{name}"
    happened = not form.clause or name.startswith("发生")
    if happened and name.endswith(rules.event_ends):
        turns = "的情形" if name.endswith(_TURNS) else ""
        return f"{form.front}未发生{name.removeprefix('发生')}{turns}"
    if form.clause:
        return f"{form.front}{_not_done(name)}"
    if form.verb == STOCK_VERB:
        return f"{form.front}无{name}"
    return f"{form.front}未{form.verb}{name}{form.after}" if form.verb else f"{form.text}{value}"


def _zero_of_negative(form: NameForm, value: str) -> str:
    """A count of zero of what was not done (无未办结信访件), or was done to the agency (未被投诉); else empty."""
    if form.name.startswith(("未", "不予")):
        return f"{form.front}无{form.name}"
    if form.name.startswith(("无", "零")):
        return f"{form.text}{value}"
    passive = form.name.startswith("被") and not form.name.endswith("案件")
    return f"{form.front}未{form.name}" if passive else ""


_TURNS = ("撤销", "变更", "纠错", "败诉", "违法")
_HANDLED = ("处置", "处理")
_EVENTS = ("事件", "事故", "疫情", "舆情", "灾情", "险情")


def _not_done(name: str) -> str:
    """未受理…; what had not to be handled did not happen."""
    verb = next((verb for verb in _HANDLED if name.startswith(verb)), "")
    if verb and name.endswith(_EVENTS):
        return f"未发生需要{verb}的{name.removeprefix(verb)}"
    return f"未{name.removeprefix('已')}"
