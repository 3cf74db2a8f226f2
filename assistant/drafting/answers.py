"""Tells which planned action answers which shortcoming, by what both are about."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.agency_year import PlannedAction, Shortcoming
from assistant.domain.topics import Topic
from assistant.drafting.names import compact
from assistant.drafting.phrases import Phrases

_TWO_WORDS = 2
_STRONG = 4  # a common run of this many signs is an answer whatever the topics
# Topics between which an answer often lies: training answers what enforcement lacks.
_RELATED = {
    frozenset((Topic.LAW_ENFORCEMENT, Topic.CAPACITY_BUILDING)),
    frozenset((Topic.INSTITUTION_BUILDING, Topic.DECISION_MAKING)),
    frozenset((Topic.LEGAL_EDUCATION, Topic.CAPACITY_BUILDING)),
    frozenset((Topic.DISPUTE_RESOLUTION, Topic.POWER_SUPERVISION)),
}


def unanswered(
    shortcomings: Sequence[Shortcoming], actions: Sequence[PlannedAction], phrases: Phrases
) -> tuple[int, ...]:
    """Indexes of shortcomings that no planned action answers, in order."""
    return tuple(
        index
        for index, shortcoming in enumerate(shortcomings)
        if not any(answers(action, shortcoming, phrases) for action in actions)
    )


def answers(action: PlannedAction, shortcoming: Shortcoming, phrases: Phrases) -> bool:
    """Whether an action is about the matter of a shortcoming.

    Of the same topic: a common word that is not too general, or words of the same matter. Of another topic: a
    longer common word with what the shortcoming itself says; or words of the same matter and another common word,
    with the cause too if the word is telling.
    """
    plan, text = compact(action.text), compact(shortcoming.text)
    with_text = common_runs(plan, text)
    if any(len(run) >= _STRONG and says_something(run, phrases.too_general) for run in with_text):
        return True
    with_all = common_runs(plan, f"{text}\n{compact(shortcoming.cause)}")
    telling = [run for run in with_all if says_something(run, phrases.too_general)]
    parts = {part for run in telling for part in telling_parts(run, phrases.too_general) if len(part) > 1}
    if len(parts) >= _TWO_WORDS or any(len(part) >= _STRONG for part in parts):
        return True
    matter = _same_matter(plan, text, phrases.same_matter)
    if action.topic is shortcoming.topic:
        return bool(telling or matter)
    long = any(len(run) >= _STRONG for run in with_text)
    related = frozenset((action.topic, shortcoming.topic)) in _RELATED
    # 重点业务 is also where a text stands that has no word of any topic.
    anywhere = Topic.CORE_BUSINESS in {action.topic, shortcoming.topic}
    words = telling if anywhere else [run for run in telling if run not in matter]
    if matter and (long or words or (related and with_text)):
        return True
    wider = _same_matter(plan, f"{text}\n{compact(shortcoming.cause)}", phrases.same_matter)
    if wider and (anywhere or related):
        return True
    return bool(telling) and long


def _same_matter(plan: str, text: str, rows: Sequence[Sequence[str]]) -> frozenset[str]:
    """The words of all rows of which both texts hold one."""
    both = [row for row in rows if any(word in plan for word in row) and any(word in text for word in row)]
    return frozenset(word for row in both for word in row)


def common_runs(one: str, other: str) -> tuple[str, ...]:
    """The longest runs of two and more signs that two texts share, in the order of the first text."""
    runs: list[str] = []
    start = 0
    while start < len(one) - 1:
        end = start + 2
        while end <= len(one) and one[start:end] in other:
            end += 1
        run = one[start : end - 1]
        if len(run) > 1 and not (runs and runs[-1].endswith(run)):
            runs.append(run)
        start += 1
    return tuple(runs)


def says_something(run: str, too_general: Sequence[str]) -> bool:
    """Whether a run holds more than words that fit everything."""
    return any(len(part) > 1 for part in telling_parts(run, too_general))


def telling_parts(run: str, too_general: Sequence[str]) -> list[str]:
    """What is left of a run without the words that fit everything."""
    for word in too_general:
        run = run.replace(word, " ")
    return run.split()
