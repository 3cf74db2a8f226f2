"""Tells which planned action answers which shortcoming, by what both are about."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.agency_year import PlannedAction, Shortcoming
from assistant.drafting.names import compact
from assistant.drafting.phrases import Phrases

_STRONG = 4  # a common run of this many signs is an answer whatever the topics


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
    longer common word with what the shortcoming itself says.
    """
    plan, text = compact(action.text), compact(shortcoming.text)
    if any(
        len(run) >= _STRONG and says_something(run, phrases.too_general) for run in common_runs(plan, text)
    ):
        return True
    if action.topic is not shortcoming.topic:
        return False
    whole = text + "\n" + compact(shortcoming.cause)
    shared = any(says_something(run, phrases.too_general) for run in common_runs(plan, whole))
    return shared or any(
        any(word in plan for word in words) and any(word in text for word in words)
        for words in phrases.same_matter
    )


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
    for word in too_general:
        run = run.replace(word, " ")
    return any(len(part) > 1 for part in run.split())
