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
    if _longest_common(plan, text, phrases.too_general) >= _STRONG:
        return True
    if action.topic is not shortcoming.topic:
        return False
    whole = text + "\n" + compact(shortcoming.cause)
    return _longest_common(plan, whole, phrases.too_general) > 1 or any(
        any(word in plan for word in words) and any(word in text for word in words)
        for words in phrases.same_matter
    )


def _longest_common(one: str, other: str, too_general: Sequence[str]) -> int:
    """Length of the longest common run that is more than general words; 0 if there is none."""
    longest = 0
    for start in range(len(one)):
        end = start + max(2, longest + 1)
        while end <= len(one) and one[start:end] in other:
            if _says_something(one[start:end], too_general):
                longest = end - start
            end += 1
    return longest


def _says_something(run: str, too_general: Sequence[str]) -> bool:
    for word in too_general:
        run = run.replace(word, " ")
    return any(len(part) > 1 for part in run.split())
