"""Retells what an agency says it did in a report's manner: no subject of its own, no list signs inside, no 了."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.domain.agency_year import Agency
from assistant.domain.punctuation import (
    COMMA,
    ENUMERATION_COMMA,
    FULL_STOP,
    LEFT_PAREN,
    LEFT_QUOTE,
    LEFT_TITLE,
    RIGHT_QUOTE,
    RIGHT_TITLE,
    SEMICOLON,
    SENTENCE_ENDS,
)
from assistant.drafting.fitting import fit_clause, fit_punctuation
from assistant.drafting.names import compact, name_rules

# Any office calls itself so; 我县, 我市 are places, of which others speak too.
_OURSELVES = (
    "我们",
    "本单位",
    "我单位",
    "本机关",
    *(
        f"{own}{kind}"
        for own in "我本"
        for kind in ("局", "委", "厅", "办", "院", "站", "所", "中心", "镇", "乡", "街道")
    ),
)
_HEAD_CHARS = 8  # “加强组织领导。成立领导小组” is one thought
_LONG = 110  # what is longer than this keeps its own sentences
_LEAST_LEFT = 4
_LEAST_CLAUSE = 5
_PLAIN = re.compile(
    f"({LEFT_QUOTE}[^{LEFT_QUOTE}{RIGHT_QUOTE}]*{RIGHT_QUOTE}|{LEFT_TITLE}[^{LEFT_TITLE}{RIGHT_TITLE}]*{RIGHT_TITLE})"
)
_TIME = re.compile(
    rf"^(?:(?:在?{{year}}年度?(?!\d|以来|起|至)|今年以来|今年|本年度?|一年来|全年)[{COMMA}{ENUMERATION_COMMA}]?)"
)
_NOT_AFTER_SUBJECT = re.compile(
    "^(?:与|和|同|党|是|被|的|作为|领导|班子|机关|干部|各|主要|分管|常务|办公|会议|专题会|全(?!面|力|程|方位|链条|覆盖|过程)"
    f"|[{ENUMERATION_COMMA}及等]|共同|对外|所|[{LEFT_PAREN}])"
)
# A clause that only says why, by what or when, so that the agency is the subject of what follows.
_OPENER = re.compile(r"^(?:\d{4}年|为|针对|围绕|根据|按照|结合|依托|通过|依据|对照|今年|自|在(?!全|此))")
_WILL = re.compile(f"^(?:将|拟|计划)(?=[^{COMMA}])")


def retell(text: str, agency: Agency, year: int) -> str:
    """An action in the words of the agency, without what the report says anyway.

    The reported year at its head and the agency as its subject go, list signs inside go, 了 behind a verb goes.
    What it says, its names and its numerals stay. A long text keeps its own sentences.
    """
    clause = _clause(text)
    pattern = re.compile(_TIME.pattern.replace("{year}", str(year)))
    subjects = (agency.self_reference, agency.name, *agency.short_names, *_OURSELVES)
    own = False
    for _turn in range(2):  # 2024年，我局… as well as 我局2024年…
        clause = _keep_if_short(pattern.sub("", clause), clause)
        shortened = drop_subject(clause, subjects)
        own, clause = own or shortened != clause, shortened
    clause = _without_later_subject(clause, subjects, told_of_itself=own)
    return without_le(_with_its_head(clause, text))


def _with_its_head(clause: str, given: str) -> str:
    """A few words with a full stop that head the rest belong to it: 严格规范执法，全面推行三项制度."""
    head, sign, rest = clause.partition(SEMICOLON)
    longer = sign and len(head) <= _HEAD_CHARS and len(head) < len(rest.split(SEMICOLON)[0])
    return f"{head}{COMMA}{rest}" if longer and f"{head}{FULL_STOP}" in fit_punctuation(given) else clause


def retell_plan(text: str, agency: Agency, year: int) -> str:
    """A planned action in the same manner; 将 that only says that it lies ahead goes too."""
    clause = retell(text, agency, year)
    rest = _WILL.sub("", clause)
    ahead = rest != clause and (
        name_rules().starts_with_verb(rest)
        or rest.startswith(("继续", "进一步", "持续", "全面", "大力", "重点"))
    )
    return _keep_if_short(rest, clause) if ahead else clause


def retell_outcome(outcome: str, said: str, agency: Agency) -> str:
    """An outcome without its clauses that the action has said already; empty if nothing is left."""
    clause = retell(outcome, agency, 0)
    if compact(clause) in compact(said):
        return ""
    parts = re.split(f"([{COMMA}{SEMICOLON}])", clause)
    kept: list[str] = []
    for part, sign in zip(parts[::2], [*parts[1::2], ""], strict=True):
        if len(part) < _LEAST_CLAUSE or compact(part) not in compact(said):
            kept += [part, sign]
    return "".join(kept).rstrip(COMMA + SEMICOLON)


def _clause(text: str) -> str:
    """One clause, or sentences as they are where one clause would be too long to read."""
    clause = fit_clause(text)
    whole = fit_punctuation(text).strip().rstrip(SENTENCE_ENDS + SEMICOLON + COMMA)
    inner = _PLAIN.sub("", whole)
    if len(clause) <= _LONG or FULL_STOP not in inner or LEFT_QUOTE in whole:
        return clause
    return FULL_STOP.join(filter(None, (fit_clause(part) for part in whole.split(FULL_STOP))))


def drop_subject(clause: str, subjects: Sequence[str]) -> str:
    """Drop a subject at the head if what follows can stand alone."""
    for subject in sorted(filter(None, subjects), key=len, reverse=True):
        rest = clause.removeprefix(subject).lstrip(COMMA)
        if rest != clause and not _NOT_AFTER_SUBJECT.match(rest):
            return _keep_if_short(rest, clause)
    return clause


def _without_later_subject(clause: str, subjects: Sequence[str], *, told_of_itself: bool) -> str:
    """为规范执法，我局制定… without 我局; further sentences too, if the first was about the agency itself."""
    head, comma, rest = clause.partition(COMMA)
    if comma and _OPENER.match(head):
        shortened = drop_subject(rest, subjects)
        told_of_itself = told_of_itself or shortened != rest
        clause = f"{head}{COMMA}{shortened}"
    if not told_of_itself:
        return clause
    parts = re.split(f"([{SEMICOLON}{FULL_STOP}])", clause)
    return "".join(part if number % 2 else drop_subject(part, subjects) for number, part in enumerate(parts))


def without_le(clause: str) -> str:
    """The bare verb for a verb with 了 before its object: a report tells what was done without it."""
    names = [found.span() for found in _PLAIN.finditer(clause)]

    def bare(found: re.Match[str]) -> str:
        inside = any(start <= found.start() < end for start, end in names)
        return found.group() if inside else found.group(1)

    return _le().sub(bare, clause)


@cache
def _le() -> re.Pattern[str]:
    verbs = sorted(
        {verb for verb in name_rules().verbs if len(verb) > 1} | {"进行", "推行", "实现", "起草", "形成"}
    )
    return re.compile(
        f"({'|'.join(map(re.escape, verbs))})了(?![解结却然断]|[{COMMA}{SEMICOLON}{FULL_STOP}]|$)"
    )


def _keep_if_short(shortened: str, whole: str) -> str:
    return shortened if len(shortened) >= _LEAST_LEFT else whole
