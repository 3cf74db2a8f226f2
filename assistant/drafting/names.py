"""How the name of an indicator is read: as a clause, a thing that needs a verb, a state at the end of the year, a measure."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
from assistant.drafting.name_cleaning import OF_WHICH, CleaningWords, clean_name, is_part
from assistant.drafting.tables import Table
from assistant.prompt_files import read_toml

FILE = "indicators.toml"
STOCK_VERB = "现有"
_LEAST_OBJECT = 2
_IGNORED = f"[{LEFT_QUOTE}{RIGHT_QUOTE}\"'{ENUMERATION_COMMA}{COMMA}{FULL_STOP}·的\\s]"
_BRACKETS = re.compile(f"[{LEFT_PAREN}(][^{LEFT_PAREN}{RIGHT_PAREN}()]*[{RIGHT_PAREN})]")
_LAST_BRACKET = re.compile(f"{LEFT_PAREN}([^{LEFT_PAREN}{RIGHT_PAREN}]*){RIGHT_PAREN}$")
_FRONT = re.compile(
    "^((?:全[国省市县区旗州镇乡]|全街道|辖区内?|本[省市县区镇乡](?![级])|[省市县区]本级|各级)?(?:累计|共计|合计)?)(?=..)"
)
_DEEDS = ("开展", "办理", "受理", "组织", "实施", "下达")
_SUM_WORDS = ("累计", "共计", "合计")


@dataclass(frozen=True, slots=True)
class VerbRule:
    """Names that end so, and are counted in one of `units` if any are given, take this verb and what stands `after`.

    An empty verb means that the name needs none; so does a word of `unless` in it.
    """

    verb: str
    ends: tuple[str, ...]
    units: tuple[str, ...] = ()
    after: str = ""
    unless: tuple[str, ...] = ()

    def fits(self, bare: str, unit: str) -> bool:
        """Whether a name without brackets, counted in this unit, takes the verb."""
        if not bare.endswith(self.ends) or (self.units and unit not in self.units):
            return False
        return not any(word in bare for word in self.unless)


@dataclass(frozen=True, slots=True)
class TurnRule:
    """A verb at the end of a name that is turned only behind one of these objects; `said` stands in its place."""

    ends: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class NameRules:
    """The word lists by which names are read."""

    cleaning: CleaningWords
    verbs: tuple[str, ...]
    weak_verbs: tuple[str, ...]
    not_verbs: tuple[str, ...]
    event_ends: tuple[str, ...]
    received_ends: tuple[str, ...]
    subjects: tuple[str, ...]
    inner_verbs: tuple[str, ...]
    own_verbs: tuple[str, ...]
    deeds: tuple[str, ...]
    stages: tuple[tuple[str, ...], ...]
    not_inner: tuple[str, ...]
    noun_ends: tuple[str, ...]
    leading_verbs: tuple[str, ...]
    inverted: tuple[str, ...]
    inverted_objects: Mapping[str, TurnRule]
    not_inverted: tuple[str, ...]
    not_turned: tuple[str, ...]
    agents: tuple[str, ...]
    agent_verbs: tuple[str, ...]
    adverbs: tuple[str, ...]
    first_verbs: tuple[str, ...]
    stock_starts: tuple[str, ...]
    stock_words: tuple[str, ...]
    stock_told: tuple[str, ...]
    made_verbs: tuple[str, ...]
    measure_starts: tuple[str, ...]
    measure_ends: tuple[str, ...]
    followers: tuple[str, ...]
    rate_ends: tuple[str, ...]
    verb_rules: tuple[VerbRule, ...]

    def clean(self, name: str, unit: str) -> str:
        """The name as it may stand in a sentence: without units in brackets, counting ends and words for the year."""
        return clean_name(name, unit, self.cleaning)

    def key(self, name: str, unit: str) -> str:
        """The name in the form in which names are compared; a part of another number is never that number's equal."""
        bare = compact(self.bare(name, unit))
        return f"{OF_WHICH}{bare}" if is_part(name) else bare

    def bare(self, name: str, unit: str) -> str:
        """The clean name without words that only say that it is a sum."""
        text = self.clean(name, unit)
        rest = next((text.removeprefix(word) for word in _SUM_WORDS if text.startswith(word)), text)
        return rest if len(rest) >= _LEAST_OBJECT else text

    def front(self, name: str) -> tuple[str, str]:
        """全县累计 and the rest of a name that begins so."""
        found = _FRONT.match(name)
        return (found.group(1), name[found.end() :]) if found else ("", name)

    def starts_with_verb(self, name: str) -> bool:
        """Whether a name such as 受理行政许可 already is a clause; 检验检测机构资质认定 is a thing."""
        _front, name = self.front(name)
        if not name.startswith(self.verbs) or name.startswith(self.not_verbs):
            return False
        if name.startswith(self.leading_verbs):
            return True
        if name.endswith(self.noun_ends):
            return False
        return not (name.startswith(self.weak_verbs) and self._ends_as_deed(name))

    def deed_of(self, name: str) -> str:
        """受理 of 受理信访举报: a verb in front that only says that the thing was dealt with."""
        return next((verb for verb in self.deeds if name.startswith(verb)), "")

    def _ends_as_deed(self, name: str) -> bool:
        bare = _bare(name)
        if len(bare) <= _LEAST_OBJECT * 2:
            return False
        deed = any(rule.verb in _DEEDS and bare.endswith(rule.ends) for rule in self.verb_rules)
        thing = bare.endswith(("案件", "申请"))
        return bare.endswith((*self.inverted, *self.first_verbs, "管理")) or (deed and not thing)

    def subject_of_rate(self, key: str) -> str:
        """What a rate is of: 消费投诉 of 消费投诉按期办结率; empty if the name does not tell."""
        for end in self.rate_ends:
            if key.endswith(end):
                return key.removesuffix(end)
        return ""

    def turned(self, name: str) -> str:
        """受理行政许可 for 行政许可受理: a name that ends with its verb as a clause; the name itself if it does not."""
        found = _LAST_BRACKET.search(name)
        bracket = found.group() if found else ""
        bare = name.removesuffix(bracket)
        if bare.startswith(self.subjects):
            return name
        verb = next((verb for verb in self.inverted if bare.endswith(verb)), "")
        if not verb:
            deed = found.group(1) if found else ""  # 行政规范性文件（废止）
            return f"{deed}{bare}" if deed and deed.removeprefix("新") in self.verbs else name
        rest, rule = bare.removesuffix(verb), self.inverted_objects.get(verb)
        for group in (self.first_verbs, self.adverbs):  # 排查整改, 免费接种
            more = next((word for word in group if not (rule and rule.said) and rest.endswith(word)), "")
            if len(rest) > len(more):
                verb, rest = f"{more}{verb}", rest.removesuffix(more)
        said = rule.said if rule and rule.said else verb
        agent = verb in self.agent_verbs and rest.endswith(self.agents)
        return f"{said}{rest}{bracket}" if not agent and self._may_turn(rest, rule) else name

    def _may_turn(self, rest: str, rule: TurnRule | None) -> bool:
        return (
            len(rest) >= _LEAST_OBJECT
            and not rest.endswith(self.not_inverted)
            and not any(word in rest for word in self.not_turned)
            and rest not in self.verbs
            and rest not in self.adverbs
            and (rule is None or rest.endswith(rule.ends))
        )

    def verb_for(self, name: str, unit: str = "") -> VerbRule | None:
        """The rule for a name that has no verb, told by its ending; None if it is not known or none is needed."""
        if name.startswith((*self.subjects, *self.measure_starts)) or self.has_inner_verb(name):
            return None
        bare = _bare(name)
        for rule in self.verb_rules:
            if rule.fits(bare, unit):
                return rule
        return None

    def has_inner_verb(self, name: str) -> bool:
        """Whether a verb stands inside: 公众号发布典型案例, 已失效文件; 社会组织 holds none."""
        bare = _bare(name)
        for word in self.not_inner:
            bare = bare.replace(word, "\u25a1" * len(word))
        return any(verb in bare for verb in self.own_verbs) or any(
            0 < bare.find(verb, 2) < len(bare) - len(verb) for verb in self.inner_verbs
        )

    def tells_a_deed(self, name: str) -> bool:
        """Whether a name holds a deed or an event, whoever did it: 执法检查用人单位, 服务站接待."""
        inside = any(0 < name.find(verb) < len(name) - len(verb) for verb in self.first_verbs)
        ends = name.endswith((*self.event_ends, *self.inverted))
        return inside or ends or name.startswith(self.subjects) or self.has_inner_verb(name)

    def is_stock(self, name: str) -> bool:
        """Whether a name says of itself that it is a state: 在册企业, 年末参保人数."""
        return name.startswith(self.stock_starts) or any(word in name for word in self.stock_words)

    def is_measure(self, name: str) -> bool:
        """Whether a name is a measure that needs no verb: 绿地面积, 人均纯收入."""
        return name.startswith(self.measure_starts) or _bare(name).endswith(self.measure_ends)


def compact(text: str) -> str:
    """A text without quotes, commas and 的, for comparing."""
    return re.sub(_IGNORED, "", text)


def _bare(name: str) -> str:
    return re.sub(f"[{RIGHT_QUOTE}{RIGHT_TITLE}]+$", "", _BRACKETS.sub("", name))


def _longest_first(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


@cache
def name_rules() -> NameRules:
    """The rules as they stand in the catalogue's file."""
    root = Table(FILE, "", read_toml(FILE))
    names = root.table("names")
    inverted = _longest_first(names.texts("inverted"))
    objects = {table.text("verb"): _turn_rule(table) for table in names.tables("inverted_objects")}
    cleaning = CleaningWords(
        units=frozenset(names.texts("bracket_units")),
        endings=_longest_first(names.texts("endings")),
        keep_endings=names.texts("keep_endings"),
        counted_verbs=(*inverted, *objects, *names.texts("counted_verbs")),
        openings=_longest_first(names.texts("openings")),
        keep_openings=names.texts("keep_openings"),
        plus_names=names.texts("plus_names"),
    )
    rules = NameRules(
        cleaning=cleaning,
        inverted=_longest_first((*inverted, *objects)),
        inverted_objects=objects,
        rate_ends=_longest_first(names.texts("rate_ends")),
        stages=names.rows("stages"),
        verb_rules=tuple(_verb_rule(table) for table in root.tables("verb")),
        **{key: names.texts(key) for key in _LISTS},
    )
    names.mapping("topic_openings")  # read where yearly data are
    names.mapping("home_topics")
    names.finish()
    return rules


_LISTS = (
    "verbs", "weak_verbs", "not_verbs", "event_ends", "received_ends", "subjects", "inner_verbs", "own_verbs", "deeds", "not_inner", "noun_ends",
    "leading_verbs", "not_inverted", "not_turned", "agents", "agent_verbs", "adverbs", "first_verbs", "stock_starts", "stock_words", "stock_told", "made_verbs",
    "measure_starts", "measure_ends", "followers",
)  # fmt: skip


def _turn_rule(table: Table) -> TurnRule:
    table.text("verb")
    rule = TurnRule(table.texts("ends"), table.text("said", ""))
    table.finish()
    return rule


def _verb_rule(table: Table) -> VerbRule:
    rule = VerbRule(
        table.text("verb", ""),
        table.texts("ends"),
        table.texts("units", ()),
        table.text("after", ""),
        table.texts("unless", ()),
    )
    table.finish()
    return rule
