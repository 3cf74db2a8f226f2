"""Writes the fourth section: the next year's plan, and a visible gap where it leaves a shortcoming unanswered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.domain.agency_year import PlannedAction, Shortcoming
from assistant.domain.drafts import DraftSentence, SectionDraft, SubsectionDraft, chinese_number
from assistant.domain.punctuation import (
    COMMA,
    FULL_STOP,
    LEFT_QUOTE,
    LEFT_SINGLE_QUOTE,
    RIGHT_QUOTE,
    RIGHT_SINGLE_QUOTE,
    SEMICOLON,
)
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.drafting.answers import answers, unanswered
from assistant.drafting.context import DraftContext, fact, fill_clauses, set_phrase
from assistant.drafting.fitting import fit_clause
from assistant.drafting.retelling import retell_plan
from assistant.drafting.themes import Theme, Themes

_MOST_SUBSECTIONS = 9
_JOINED_CHARS = 90
_OBJECT = 4  # signs of the thing that a heading speaks of
_QUOTED_CHARS = 30
_INNER_QUOTES = str.maketrans({LEFT_QUOTE: LEFT_SINGLE_QUOTE, RIGHT_QUOTE: RIGHT_SINGLE_QUOTE})


@dataclass(slots=True)
class _Group:
    """Planned actions that stand under one heading."""

    topic: Topic
    theme: Theme
    heading: str
    texts: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    gaps: list[DraftSentence] = field(default_factory=list)


def write_next_year(context: DraftContext) -> SectionDraft:
    """Actions grouped by theme in the order of the data, under headings of one form."""
    kind = SectionKind.NEXT_YEAR_PLAN
    section = context.template.section(kind)
    actions = tuple(item for item in context.year.next_year if fit_clause(item.text))
    if not actions:
        return SectionDraft(kind, context.heading(kind), (context.gap(section),))
    groups = _grouped(context, actions)
    for index in unanswered(context.shortcomings, actions, context.phrases):
        _add_gap(groups, context, index)
    subsections = tuple(_subsection(group) for group in groups)
    if len(subsections) == 1:  # a single point takes no number
        return SectionDraft(kind, context.heading(kind), (_lead_in(context), *subsections[0].sentences))
    return SectionDraft(kind, context.heading(kind), (_lead_in(context),), subsections)


def _lead_in(context: DraftContext) -> DraftSentence:
    section = context.template.section(SectionKind.NEXT_YEAR_PLAN)
    focus = section.lead_in_focus if context.shortcomings else ""
    if not context.slots["guiding_thought"]:  # the clause that names the agency is left out
        focus = f"{{self}}将{focus}"
    # The plan is made after the reported year has ended: what was named by then is named here too.
    text = fill_clauses(section.lead_in.replace("{focus}", focus), context.slots)
    return set_phrase(text, "year", "agency.self_reference")


def _grouped(context: DraftContext, actions: Iterable[PlannedAction]) -> list[_Group]:
    texts: dict[str, tuple[PlannedAction, list[str]]] = {}
    for action in actions:
        text = retell_plan(action.text, context.year.agency, context.year.year + 1)
        texts.setdefault(text, (action, []))[1].append(action.path)
    groups: dict[str, _Group] = {}
    for text, (action, paths) in texts.items():
        theme = _theme(context, action, text)
        group = _group_of(groups, theme, _heading(context, theme, text))
        group.texts.append((text, tuple(paths)))
    result = list(groups.values())
    return result if len(result) <= _MOST_SUBSECTIONS else _by_topic(result, context.themes)


def _theme(context: DraftContext, action: PlannedAction, text: str) -> Theme:
    """The theme that a plan speaks of; if it has no word of any topic, that of the shortcoming it answers."""
    plan = context.themes.topics[action.topic]
    if action.topic is not Topic.CORE_BUSINESS or any(theme.score(text) for theme in plan.themes):
        return plan.theme_of(text)
    for shortcoming in context.shortcomings:
        theme = context.themes.topics[shortcoming.topic].theme_of(f"{text}{COMMA}{shortcoming.text}")
        if theme.score(shortcoming.text) and answers(action, shortcoming, context.phrases):
            return theme
    return plan.fallback


def _group_of(groups: dict[str, _Group], theme: Theme, heading: str) -> _Group:
    """The group of a theme; a plan with a heading of its own opens another one."""
    same = next((group for group in groups.values() if group.heading == heading), None)
    if same is not None:
        return same
    return groups.setdefault(heading if theme.id in groups else theme.id, _Group(theme.topic, theme, heading))


def _heading(context: DraftContext, theme: Theme, text: str) -> str:
    """What the action is about; else the theme's heading for plans, or a lead of it that does not repeat the action."""
    for heading, *cells in context.phrases.own_headings:
        if all(any(word in text for word in cell.split("|")) for cell in cells):
            return heading
    choices = (theme.plan, *theme.leads_for(text), *theme.general_leads)
    apart = [choice for choice in choices if choice[:2] != text[:2]]
    return next(
        (c for c in apart if not text.split(COMMA, maxsplit=1)[0].endswith(c[-_OBJECT:])),
        next(iter(apart), theme.plan),
    )


def _by_topic(groups: list[_Group], themes: Themes) -> list[_Group]:
    """Fewer, larger groups: one for each topic, headed by a form of that topic."""
    merged: dict[Topic, _Group] = {}
    for group in groups:
        heading = themes.topics[group.topic].headings[0].first
        known = merged.setdefault(group.topic, _Group(group.topic, group.theme, heading))
        known.texts.extend(group.texts)
    return list(merged.values())


def _add_gap(groups: list[_Group], context: DraftContext, index: int) -> None:
    """Put the gap where an answer would stand: with the plans of its theme or topic, else under a heading of its own."""
    shortcoming = context.shortcomings[index]
    text = fit_clause(shortcoming.text)
    quoted = (text if len(text) <= _QUOTED_CHARS else text.split(COMMA)[0]).translate(_INNER_QUOTES)
    values = {"shortcoming": quoted, "number": chinese_number(index + 1)}
    name = "answer" if len(context.shortcomings) > 1 else "answer_of_one"
    gap = context.placeholder(name, values, shortcoming.path)
    group = _place_of_gap(groups, context, shortcoming)
    if group is None:
        heading = context.phrases.remaining_heading
        group = next((group for group in groups if group.heading == heading), None)
        if group is None:
            fallback = context.themes.topics[shortcoming.topic].fallback
            group = _Group(shortcoming.topic, fallback, heading)
            groups.append(group)
    group.gaps.append(gap)


def _place_of_gap(groups: Sequence[_Group], context: DraftContext, shortcoming: Shortcoming) -> _Group | None:
    """The group of the same theme, else of the same topic; 重点业务 is many matters, so there the theme must agree."""
    theme = context.themes.topics[shortcoming.topic].theme_of(fit_clause(shortcoming.text))
    named = theme.score(fit_clause(shortcoming.text)) > 0
    own = [group for group in groups if named and group.theme is theme and group.texts]
    if not own and shortcoming.topic is not Topic.CORE_BUSINESS:
        own = [group for group in groups if group.topic is shortcoming.topic]
    return next(iter(own), None)


def _subsection(group: _Group) -> SubsectionDraft:
    sentences: list[DraftSentence] = []
    bodies: list[tuple[str, tuple[str, ...]]] = []
    for text, paths in group.texts:
        if bodies and len(bodies[-1][0]) + len(text) <= _JOINED_CHARS:
            before, known = bodies.pop()
            bodies.append((f"{before}{SEMICOLON}{text}", (*known, *paths)))
        else:
            bodies.append((text, paths))
    sentences = [fact(f"{text}{FULL_STOP}", *paths) for text, paths in bodies]
    return SubsectionDraft((group.topic,), group.heading, (*sentences, *group.gaps))
