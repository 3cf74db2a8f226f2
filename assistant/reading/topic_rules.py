"""Says which of the twelve topics a text is about, by the weighted keywords of `prompts/topics.toml`."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick

from assistant.domain.topics import Topic
from assistant.errors import TemplateError
from assistant.prompt_files import read_toml
from assistant.reading.indicator_topics import indicator_topic

_HEADING_FACTOR = 2.5
_LAST_WORD_FACTOR = 1.6
_SHORT_TEXT = 24
_COUNTED_AT_MOST = 3
_REPEAT_SHARE = 0.5
_LEAST_SHARE = 0.3
_LEAST_SCORE = 3.0
_MOST_TOPICS = 4
_LAST_PARTS = ("次数", "人数", "件数", "人次", "数量", "情况", "工作", "率", "数", "量")


@dataclass(frozen=True, slots=True)
class _Keyword:
    text: str
    weights: tuple[tuple[Topic, int], ...]


@cache
def _automaton() -> Any:
    """Every keyword with its topics; one keyword may speak for several."""
    found: dict[str, dict[Topic, int]] = {}
    for name, entry in read_toml("topics.toml")["topics"].items():
        for keyword, weight in entry["keywords"].items():
            if not isinstance(weight, int) or weight < 0:
                raise TemplateError(f"prompts/topics.toml：{name} 的“{keyword}”权重应为不小于 0 的整数。")
            found.setdefault(keyword, {})[Topic(name)] = weight
    automaton = ahocorasick.Automaton()
    for keyword, weights in found.items():
        automaton.add_word(keyword, _Keyword(keyword, tuple(weights.items())))
    automaton.make_automaton()
    return automaton


def topic_of(text: str) -> Topic:
    """Return the topic that fits best; what fits none is the agency's own business.

    A name that the indicator catalogue knows has the catalogue's topic, so that what is counted together stands together.
    """
    return indicator_topic(text) or next(iter(topics_of("", text)), Topic.CORE_BUSINESS)


def topics_of(heading: str, text: str) -> tuple[Topic, ...]:
    """Return the topics of a section, the weightiest first; empty when nothing points to one.

    A heading's words count more than the text's; in a short name the last word counts most (执法业务培训 is training).
    """
    scores = _text_scores(text)
    for topic, score in _heading_scores(heading).items():
        scores[topic] += score * _heading_factor(text)
    best = max(scores.values(), default=0.0)
    enough = [(score, topic) for topic, score in scores.items() if score > 0 and score >= best * _LEAST_SHARE]
    if best >= _LEAST_SCORE:
        enough = [(score, topic) for score, topic in enough if score >= _LEAST_SCORE]
    order = list(Topic)
    enough.sort(key=lambda pair: (-pair[0], order.index(pair[1])))
    return tuple(topic for _, topic in enough[:_MOST_TOPICS])


def _heading_factor(text: str) -> float:
    """A heading over a long text weighs as much as over a short one."""
    return _HEADING_FACTOR * max(1.0, min(len(text) / 200, 3.0))


def _text_scores(text: str) -> defaultdict[Topic, float]:
    if 0 < len(text) <= _SHORT_TEXT:
        return _heading_scores(text)
    scores: defaultdict[Topic, float] = defaultdict(float)
    for keyword, count in _keywords(text).items():
        for topic, weight in keyword.weights:
            repeats = min(count, _COUNTED_AT_MOST) - 1
            scores[topic] += weight * (1 + _REPEAT_SHARE * repeats)
    return scores


def _heading_scores(heading: str) -> defaultdict[Topic, float]:
    scores: defaultdict[Topic, float] = defaultdict(float)
    bare = heading
    for part in _LAST_PARTS:
        bare = bare.removesuffix(part)
    for keyword in _keywords(heading):
        factor = _LAST_WORD_FACTOR if keyword.text and bare.endswith(keyword.text) else 1.0
        for topic, weight in keyword.weights:
            scores[topic] += weight * factor
    return scores


def _keywords(text: str) -> Counter[_Keyword]:
    return Counter(keyword for _, keyword in _automaton().iter_long(text))
