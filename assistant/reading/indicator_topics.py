"""Tells the topic of an indicator: by the names of the indicator catalogue, and by the rules for names it does not know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.domain.topics import Topic
from assistant.errors import TemplateError
from assistant.prompt_files import read_toml

_LONGEST = 25
_LEAST_PART = 4
_OF_WHICH = "其中"
_IGNORED = re.compile("[\u201c\u201d\"'\u3001\uff0c,·的\\s]|[(\uff08][^()\uff08\uff09]*[)\uff09]")
_SIGNS = re.compile("[\u201c\u201d\"'\\s]|[(\uff08][^()\uff08\uff09]*[)\uff09]")


@dataclass(frozen=True, slots=True)
class _TopicRule:
    """A name of this topic: one of `starts`, `ends` or `holds` is in it and none of `unless`."""

    topic: Topic
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    holds: tuple[str, ...]
    unless: tuple[str, ...]
    kinds: tuple[str, ...]

    def fits(self, forms: tuple[str, ...], kind: str) -> bool:
        """Whether one form of a name is of this topic for an agency of this field."""
        whole = forms[0]
        if self.kinds and not any(word in kind for word in self.kinds):
            return False
        if any(word in whole for word in self.unless):
            return False
        return (
            any(word in whole for word in self.holds)
            or whole.startswith(self.starts)
            or any(form.endswith(self.ends) for form in forms)
        )


def topic_of_indicator(name: str, kind: str = "") -> Topic | None:
    """The topic of an indicator of an agency of this field; None if neither catalogue nor rules know it.

    A name of the catalogue has the catalogue's topic, except where the agency's own field says otherwise.
    """
    bare = _SIGNS.sub("", name).removeprefix(_OF_WHICH).lstrip(":\uff1a")
    forms = (bare, *_without_endings(bare))
    own = (rule for rule in _rules() if rule.kinds)
    general = (rule for rule in _rules() if not rule.kinds)
    return (
        next((rule.topic for rule in own if rule.fits(forms, kind)), None)
        or _exact(name)
        or next((rule.topic for rule in general if rule.fits(forms, kind)), None)
        or indicator_topic(name)
    )


def indicator_topic(name: str) -> Topic | None:
    """The topic of the known indicator of this name, or of the longest one that the name ends with; None if none is."""
    key = _IGNORED.sub("", name)
    if len(key) > _LONGEST:
        return None
    names, endings, rate_ends = _names()
    for end in rate_ends:
        subject = key.removesuffix(end)
        if subject != key and (topic := _topic_of_subject(subject, names)):
            return topic
    for form in (key, *(key.removesuffix(ending) for ending in endings if key.endswith(ending))):
        for start in range(max(1, len(form) - _LEAST_PART + 1)):
            topic = names.get(form[start:])
            if topic is not None and not (start and _is_rate(key)):
                return topic
    openings = read_toml("indicators.toml")["names"]["topic_openings"]
    return next((Topic(topic) for start, topic in openings.items() if key.startswith(start)), None)


def home_topic(kind: str) -> Topic | None:
    """The topic of what an agency of this field mostly does, if that is none of its trade but a topic of its own."""
    homes = read_toml("indicators.toml")["names"]["home_topics"]
    return next((Topic(topic) for word, topic in homes.items() if word in kind), None)


def follows(name: str) -> bool:
    """Whether a name only makes sense behind another one (参与群众, 其中……) and is not known by itself."""
    followers = tuple(read_toml("indicators.toml")["names"]["followers"])
    return name.startswith(_OF_WHICH) or (name.startswith(followers) and indicator_topic(name) is None)


def _exact(name: str) -> Topic | None:
    key = _IGNORED.sub("", name).removeprefix(_OF_WHICH)
    names = _names()[0]
    return next((names[form] for form in (key, *_without_endings(key)) if form in names), None)


def _without_endings(key: str) -> list[str]:
    return [key.removesuffix(ending) for ending in _names()[1] if key.endswith(ending)]


def _topic_of_subject(subject: str, names: dict[str, Topic]) -> Topic | None:
    """The topic of what a rate is of: 消费投诉 of 消费投诉按期办结率."""
    if len(subject) < _LEAST_PART:
        return None
    return next((topic for name, topic in names.items() if name.endswith(subject)), None)


def _is_rate(key: str) -> bool:
    """The end of a rate's name does not tell what it is of."""
    return key.endswith(("率", "满意度"))


@cache
def _rules() -> tuple[_TopicRule, ...]:
    rules = []
    for number, table in enumerate(read_toml("indicators.toml")["topic_rule"]):
        lists = {key: tuple(table.get(key, ())) for key in ("starts", "ends", "holds", "unless", "kinds")}
        if unknown := set(table) - set(lists) - {"topic"}:
            raise TemplateError(
                f"prompts/indicators.toml：topic_rule[{number}] 有不认识的项：{'、'.join(unknown)}。"
            )
        rules.append(_TopicRule(Topic(table["topic"]), **lists))
    return tuple(rules)


@cache
def _names() -> tuple[dict[str, Topic], tuple[str, ...], tuple[str, ...]]:
    data = read_toml("indicators.toml")
    names = {
        _IGNORED.sub("", name): Topic(entry["topic"])
        for entry in data["indicator"]
        for name in entry["names"]
    }
    endings, rate_ends = (
        tuple(sorted(data["names"][key], key=len, reverse=True)) for key in ("endings", "rate_ends")
    )
    return names, endings, rate_ends
