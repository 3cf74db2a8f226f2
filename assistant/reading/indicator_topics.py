"""Tells the topic of an indicator from the names of the indicator catalogue (`prompts/indicators.toml`)."""

from __future__ import annotations

import re
from functools import cache

from assistant.domain.topics import Topic
from assistant.prompt_files import read_toml

_LONGEST = 25
_LEAST_PART = 4
_IGNORED = re.compile("[\u201c\u201d\"'\u3001\uff0c,·的\\s]|[(\uff08][^()\uff08\uff09]*[)\uff09]")


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


def follows(name: str) -> bool:
    """Whether a name only makes sense behind another one (参与群众, 其中……) and is not known by itself."""
    followers = tuple(read_toml("indicators.toml")["names"]["followers"])
    return name.startswith(followers) and indicator_topic(name) is None


def _topic_of_subject(subject: str, names: dict[str, Topic]) -> Topic | None:
    """The topic of what a rate is of: 消费投诉 of 消费投诉按期办结率."""
    if len(subject) < _LEAST_PART:
        return None
    return next((topic for name, topic in names.items() if name.endswith(subject)), None)


def _is_rate(key: str) -> bool:
    """The end of a rate's name does not tell what it is of."""
    return key.endswith(("率", "满意度"))


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
