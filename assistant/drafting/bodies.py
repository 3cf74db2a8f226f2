"""Sentences of a point: initiatives in their own words, and the numbers that go with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.drafts import DraftSentence, SentenceKind
from assistant.domain.punctuation import COMMA, FULL_STOP, SEMICOLON
from assistant.domain.sources import FactRef
from assistant.drafting.answers import common_runs, says_something, telling_parts
from assistant.drafting.chains import Run, openings_told_once
from assistant.drafting.name_cleaning import OF_WHICH
from assistant.drafting.names import compact
from assistant.drafting.phrases import load_phrases
from assistant.drafting.said import negates

_JOINED_CHARS = 110  # an initiative and its numbers share a sentence up to this length
_SENTENCE_CHARS = 130
_RUNS_IN_A_SENTENCE = 3
_RUNS_BEHIND_AN_INITIATIVE = 2
_SHORT_INITIATIVE = 34
_NAMES_A_THING = 4
_ANYWHERE = ("案件", "企业", "群众", "项目", "安全")  # words that two texts share by chance
_LONG_RUN = 6


@dataclass(frozen=True, slots=True)
class Body:
    """A sentence of a point without end sign.

    Attributes:
        flow: it counts what happened over the year and may begin with 全年.
        counts: it ends with counted results, so that further ones may follow.
        closed: it ends with an outcome, so that nothing may follow.
        told: it begins with an initiative.
    """

    text: str
    facts: tuple[str, ...]
    flow: bool = False
    counts: bool = False
    closed: bool = False
    told: bool = False

    def sentence(self, opening: str = "") -> DraftSentence:
        """The finished sentence."""
        refs = tuple(FactRef(path) for path in self.facts)
        return DraftSentence(f"{opening}{self.text}{FULL_STOP}", SentenceKind.FACT, refs)

    @property
    def changes(self) -> bool:
        """Whether it tells a change from last year, which must not seem to belong to what follows."""
        return "同比" in self.text or "上年" in self.text


def bodies_of(told: Sequence[Body], runs: Sequence[Run]) -> list[Body]:
    """The sentences of one theme: what was done, then what it came to.

    Counts follow the initiative that is about the same thing, if there is one.
    """
    behind = _behind_their_initiatives(told, runs)
    joined = [
        _joined_to(body, behind[number]) if number in behind else body for number, body in enumerate(told)
    ]
    bodies = _short_ones_joined(joined)
    taken = [run for group in behind.values() for run in group]
    groups = _grouped([run for run in runs if run not in taken])
    if len(bodies) == 1 and not behind and groups and _may_join(bodies[0], groups[0]):
        group = groups.pop(0)
        bodies = [_joined_to(bodies[0], group)]
    return [*bodies, *(_body(group) for group in groups)]


def _behind_their_initiatives(told: Sequence[Body], runs: Sequence[Run]) -> dict[int, list[Run]]:
    """For each initiative, by its number, the counts that name the very thing it is about."""
    behind: dict[int, list[Run]] = {}
    apart: set[int] = set()  # what is most like these initiatives stands apart, and so does all the rest
    for run in runs if told else ():
        likeness = [_most_in_common(body.text, run.text) for body in told]
        number = likeness.index(max(likeness))
        group = [*behind.get(number, ()), run]
        if likeness[number] < _NAMES_A_THING or number in apart:
            continue
        if _may_join(told[number], group):
            behind[number] = group
        elif len(group) == 1:
            apart.add(number)
    return behind


def names_the_thing(told: str, counted: str) -> bool:
    """Whether both name the same thing in more than words that fit everything."""
    return _most_in_common(told, counted) >= _NAMES_A_THING


def _most_in_common(told: str, counted: str) -> int:
    """Signs of the longest thing that both name; words that fit everything count only inside a long run."""
    general = load_phrases().too_general
    longest = 0
    for run in common_runs(compact(told), compact(counted)):
        parts = [len(part) for part in telling_parts(run, general)]
        if max(parts, default=0) > 1:
            longest = max(longest, len(run) if len(run) >= _LONG_RUN else 0, *parts)
    return longest


def _short_ones_joined(told: Sequence[Body]) -> list[Body]:
    bodies: list[Body] = []
    for body in told:
        short = len(body.text) <= _SHORT_INITIATIVE and SEMICOLON not in body.text
        if bodies and short and len(bodies[-1].text) <= _SHORT_INITIATIVE:
            before = bodies.pop()
            facts = (*before.facts, *body.facts)
            bodies.append(Body(f"{before.text}{SEMICOLON}{body.text}", facts, closed=True, told=True))
        else:
            bodies.append(body)
    return bodies


def _grouped(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs in groups of a sentence's length; what happened over the year first, what stands at its end last."""
    groups: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.timeless):
        size = sum(len(other.text) + 1 for other in groups[-1]) if groups else 0
        fits = size + len(run.text) <= _SENTENCE_CHARS
        if groups and fits and len(groups[-1]) < _RUNS_IN_A_SENTENCE:
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _body(group: Sequence[Run]) -> Body:
    facts = tuple(path for run in group for path in run.facts)
    text = _runs_text([run.text for run in group])
    return Body(text, facts, flow=not group[0].timeless, counts=True)


def _runs_text(texts: Sequence[str]) -> str:
    """Runs joined by commas where none tells a change or parts, else by semicolons; 未发生 and 现有 are told once."""
    texts = openings_told_once(texts)
    plain = not any(word in text for text in texts for word in ("同比", "上年", SEMICOLON, OF_WHICH, "全部"))
    return (COMMA if plain and not any(map(negates, texts[:-1])) else SEMICOLON).join(texts)


def _may_join(told: Body, group: Sequence[Run]) -> bool:
    size = len(told.text) + sum(len(run.text) + 1 for run in group)
    return (
        not told.closed
        and (group[0].verbal or group[0].behind(told.text) != group[0].text)
        and SEMICOLON not in told.text
        and FULL_STOP not in told.text
        and size <= _JOINED_CHARS
        and len(group) <= _RUNS_BEHIND_AN_INITIATIVE
        and _speak_of_one_thing(_scope(told.text, group[0]), group[0].text)
    )


def _scope(told: str, run: Run) -> str:
    """What a count may belong to: one of the year to the last clause in front of it, a stock to all that was done."""
    return told if run.timeless else told.rsplit(COMMA, maxsplit=1)[-1]


def _speak_of_one_thing(told: str, counted: str) -> bool:
    general = (*load_phrases().too_general, *_ANYWHERE)
    return any(says_something(run, general) for run in common_runs(compact(told), compact(counted)))


def _joined_to(told: Body, group: Sequence[Run]) -> Body:
    texts = [group[0].behind(told.text), *(run.text for run in group[1:])]
    facts = (*told.facts, *(path for run in group for path in run.facts))
    return Body(f"{told.text}{COMMA}{_runs_text(texts)}", facts, counts=True, told=True)


def attached(last: Body, guest: Body) -> Body | None:
    """Both as one sentence if the guest's counts may follow; None if they may not."""
    fits = len(last.text) + len(guest.text) <= _SENTENCE_CHARS
    if not (last.counts and guest.counts and fits) or guest.told:
        return None
    apart = (
        last.changes or guest.changes or SEMICOLON in last.text or OF_WHICH in last.text or negates(last.text)
    )
    sign = SEMICOLON if apart else COMMA
    text = f"{last.text}{sign}{guest.text}"
    return Body(text, (*last.facts, *guest.facts), flow=last.flow, counts=True, told=last.told)
