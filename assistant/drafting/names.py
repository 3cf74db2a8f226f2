"""How the name of an indicator is read: without counting words, and whether it is a clause or needs a verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.domain.punctuation import (
    COMMA,
    ENUMERATION_COMMA,
    FULL_STOP,
    LEFT_PAREN,
    LEFT_QUOTE,
    RIGHT_PAREN,
    RIGHT_QUOTE,
    RIGHT_TITLE,
)
from assistant.drafting.fitting import fit_punctuation
from assistant.drafting.tables import Table
from assistant.prompt_files import read_toml

FILE = "indicators.toml"
STOCK_VERB = "现有"
_LEAST = 2
_LEAST_OBJECT = 3
_IGNORED = f"[{LEFT_QUOTE}{RIGHT_QUOTE}\"'{ENUMERATION_COMMA}{COMMA}{FULL_STOP}·的\\s]"
_BRACKETS = re.compile(f"[{LEFT_PAREN}(]([^{LEFT_PAREN}{RIGHT_PAREN}()]*)[{RIGHT_PAREN})]")


@dataclass(frozen=True, slots=True)
class VerbRule:
    """Names that end so take this verb; an empty verb means that the name needs none."""

    verb: str
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameRules:
    """The word lists by which names are read."""

    verbs: tuple[str, ...]
    not_verbs: tuple[str, ...]
    endings: tuple[str, ...]
    keep_endings: tuple[str, ...]
    openings: tuple[str, ...]
    keep_openings: tuple[str, ...]
    event_ends: tuple[str, ...]
    received_ends: tuple[str, ...]
    subjects: tuple[str, ...]
    inner_verbs: tuple[str, ...]
    noun_ends: tuple[str, ...]
    leading_verbs: tuple[str, ...]
    inverted: tuple[str, ...]
    not_inverted: tuple[str, ...]
    followers: tuple[str, ...]
    rate_ends: tuple[str, ...]
    verb_rules: tuple[VerbRule, ...]

    def clean(self, name: str, unit: str) -> str:
        """The name without brackets that only hold a unit, counting endings, and words for the whole year."""
        text = _BRACKETS.sub(lambda found: _kept_bracket(found, unit), fit_punctuation(name)).strip(
            f"{ENUMERATION_COMMA}{COMMA}{FULL_STOP} "
        )
        for opening in self.openings:
            if text.startswith(opening) and not text.startswith(self.keep_openings):
                text = _unless_short(text.removeprefix(opening), text)
                break
        if len(unit) > 1 and text.endswith(unit):
            text = _unless_short(text.removesuffix(unit), text)
        if text.endswith(self.keep_endings):
            return text
        for ending in self.endings:
            if text.endswith(ending):
                return _unless_short(text.removesuffix(ending), text)
        return text

    def key(self, name: str, unit: str) -> str:
        """The name in the form in which names are compared."""
        return compact(self.clean(name, unit))

    def starts_with_verb(self, name: str) -> bool:
        """Whether a name such as 受理行政许可 already is a clause."""
        if not name.startswith(self.verbs) or name.startswith(self.not_verbs):
            return False
        return name.startswith(self.leading_verbs) or not name.endswith(self.noun_ends)

    def subject_of_rate(self, key: str) -> str:
        """What a rate is of: 消费投诉 of 消费投诉按期办结率; empty if the name does not tell."""
        for end in self.rate_ends:
            if key.endswith(end):
                return key.removesuffix(end)
        return ""

    def turned(self, name: str) -> str:
        """受理行政许可 for 行政许可受理: a name that ends with its verb as a clause; the name itself if it does not."""
        for verb in self.inverted:
            rest = name.removesuffix(verb)
            if len(rest) >= _LEAST_OBJECT and rest != name and not rest.endswith(self.not_inverted):
                return f"{verb}{rest}"
        return name

    def verb_for(self, name: str) -> str:
        """A verb for a name that has none, told by its ending; empty if none is needed."""
        if name.startswith(self.subjects) or any(verb in name[2:-1] for verb in self.inner_verbs):
            return ""
        bare = re.sub(f"[{RIGHT_QUOTE}{RIGHT_TITLE}]+$", "", _BRACKETS.sub("", name))
        for rule in self.verb_rules:
            if bare.endswith(rule.ends):
                return rule.verb
        return ""


def compact(text: str) -> str:
    """A text without quotes, commas and 的, for comparing."""
    return re.sub(_IGNORED, "", text)


def _kept_bracket(found: re.Match[str], unit: str) -> str:
    inside = found.group(1)
    only_unit = inside.strip() in {unit, f"单位{unit}", f"单位：{unit}"} or re.fullmatch(
        r"(?:单位[:：]?)?[万亿千百]?(?:元|人次|人|件|次|份|场|场次|家|家次|户|起|宗|个|项|条|名|期|%|批次|册|部|部次|篇|支|本|卷|例|处|辆|台|吨|公里|亩|平方米)",
        inside.strip(),
    )
    return "" if only_unit else f"{LEFT_PAREN}{inside}{RIGHT_PAREN}"


def _unless_short(shortened: str, whole: str) -> str:
    return shortened if len(shortened) >= _LEAST else whole


@cache
def name_rules() -> NameRules:
    """The rules as they stand in the catalogue's file."""
    root = Table(FILE, "", read_toml(FILE))
    names = root.table("names")
    rules = NameRules(
        verbs=names.texts("verbs"),
        not_verbs=names.texts("not_verbs"),
        endings=tuple(sorted(names.texts("endings"), key=len, reverse=True)),
        keep_endings=names.texts("keep_endings"),
        openings=tuple(sorted(names.texts("openings"), key=len, reverse=True)),
        keep_openings=names.texts("keep_openings"),
        event_ends=names.texts("event_ends"),
        received_ends=names.texts("received_ends"),
        subjects=names.texts("subjects"),
        inner_verbs=names.texts("inner_verbs"),
        noun_ends=names.texts("noun_ends"),
        leading_verbs=names.texts("leading_verbs"),
        inverted=names.texts("inverted"),
        not_inverted=names.texts("not_inverted"),
        followers=names.texts("followers"),
        rate_ends=tuple(sorted(names.texts("rate_ends"), key=len, reverse=True)),
        verb_rules=tuple(_verb_rule(table) for table in root.tables("verb")),
    )
    names.mapping("topic_openings")  # read where yearly data are
    names.finish()
    return rules


def _verb_rule(table: Table) -> VerbRule:
    rule = VerbRule(table.text("verb", ""), table.texts("ends"))
    table.finish()
    return rule
