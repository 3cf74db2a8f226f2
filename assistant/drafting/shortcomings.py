"""Writes the second section: what fell short, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain.agency_year import Shortcoming
from assistant.domain.drafts import DraftSentence, SectionDraft, SentenceKind, SubsectionDraft, chinese_number
from assistant.domain.punctuation import CLAUSE_ENDS, COMMA, FULL_STOP, SEMICOLON
from assistant.domain.sections import SectionKind
from assistant.drafting.context import DraftContext, fact, fill, set_phrase
from assistant.drafting.fitting import fit_clause

_LONGEST_HEADING = 24
_SHORTEST_HEADING = 5
_SHORT_MEMBER = 14
_FIRST_CLAUSE = re.compile(f"([^{CLAUSE_ENDS}]+)[{CLAUSE_ENDS}](.+)", re.DOTALL)
_CONCESSION = re.compile(f"^(?:虽然|尽管)[^{CLAUSE_ENDS}]*{COMMA}(?:但是|但|然而|仍)(?=.{{6,}})")
_CAUSE_HEAD = re.compile(f"^(?:(?:其?(?:主要)?原因(?:是|在于|为)?)[:：{COMMA}]?|由于|因为)")


def write_shortcomings(context: DraftContext) -> SectionDraft:
    """One subsection a shortcoming, its cause below; long ones stand as points of one paragraph."""
    kind = SectionKind.SHORTCOMINGS
    heading = context.heading(kind)
    given = context.shortcomings
    if not given:
        return SectionDraft(kind, heading, (context.gap(context.template.section(kind)),))
    # A single point takes no number.
    if len(given) > 1 and all(_heading_of(_told(item)) for item in given):
        subsections = tuple(_subsection(context, number, item) for number, item in enumerate(given))
        if _all_differ(subsections):
            return SectionDraft(kind, heading, (), subsections)
    return SectionDraft(kind, heading, tuple(_as_points(context)))


def _all_differ(subsections: Sequence[SubsectionDraft]) -> bool:
    texts = [part.heading for part in subsections]
    texts += [sentence.text for part in subsections for sentence in part.sentences]
    return len(set(texts)) == len(texts)


def _told(item: Shortcoming) -> str:
    """What fell short, without 虽然取得一定成效，但, which the section says anyway."""
    return _one_clause(_CONCESSION.sub("", fit_clause(item.text)))


def _one_clause(text: str) -> str:
    """Short members of a list by commas: each would be too little for a clause of its own."""
    parts = text.split(SEMICOLON)
    return text if max(map(len, parts)) > _SHORT_MEMBER or COMMA in text else COMMA.join(parts)


def _heading_of(text: str) -> tuple[str, str] | None:
    """Heading and rest: the whole text if it is short, else its first clause."""
    if _SHORTEST_HEADING <= len(text) <= _LONGEST_HEADING and SEMICOLON not in text:
        heading, rest = text, ""
    else:
        found = _FIRST_CLAUSE.fullmatch(text)
        heading, rest = (found.group(1), found.group(2)) if found else (text, "")
    fits = _SHORTEST_HEADING <= len(heading) <= _LONGEST_HEADING
    return (heading, rest) if fits and not heading.startswith(("虽然", "尽管", "由于", "随着")) else None


def _subsection(context: DraftContext, number: int, item: Shortcoming) -> SubsectionDraft:
    heading, rest = _heading_of(_told(item)) or (_told(item), "")
    return SubsectionDraft((item.topic,), heading, tuple(_with_cause(context, number, item, rest)))


def _with_cause(context: DraftContext, number: int, item: Shortcoming, text: str) -> list[DraftSentence]:
    """What fell short and why in one sentence, or the gap where the cause should stand."""
    cause = _cause(context, number, item)
    if not text:
        return [cause]
    if cause.kind is SentenceKind.PLACEHOLDER:
        return [fact(f"{text}{FULL_STOP}", item.path), cause]
    return [fact(f"{text}{COMMA}{cause.text}", item.path)]


def _cause(context: DraftContext, number: int, item: Shortcoming) -> DraftSentence:
    cause = _one_clause(_CAUSE_HEAD.sub("", fit_clause(item.cause)))
    if not cause:
        if len(context.shortcomings) == 1:
            return context.placeholder("cause_of_one", {}, item.path)
        return context.placeholder("cause", {"number": chinese_number(number + 1)}, item.path)
    return fact(fill(context.phrases.cause, {"cause": cause}), item.path)


def _as_points(context: DraftContext) -> list[DraftSentence]:
    section = context.template.section(SectionKind.SHORTCOMINGS)
    if len(context.shortcomings) == 1:
        return _single(context, fill(section.lead_in_of_one, context.slots))
    lead_in = fill(section.lead_in, context.slots)
    sentences = [set_phrase(lead_in, "year", "agency.self_reference")] if lead_in else []
    for number, item in enumerate(context.shortcomings):
        sentences += _with_cause(context, number, item, f"{chinese_number(number + 1)}是{_told(item)}")
    return sentences


def _single(context: DraftContext, lead_in: str) -> list[DraftSentence]:
    """A single shortcoming in the sentence that leads to it."""
    (item,) = context.shortcomings
    first, *others = _with_cause(context, 0, item, f"{lead_in}{_told(item)}")
    return [fact(first.text, "year", "agency.self_reference", item.path), *others]
