"""Finds the year that a report covers, which is not the year in which it was published."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from assistant.domain.dates import DASHES, YearMention, find_years
from assistant.domain.punctuation import FULL_STOP
from assistant.domain.sections import SectionKind
from assistant.reading.section_rules import kind_of_heading

_TITLE_VOTE, _TRANSITION_VOTE, _OPENING_VOTE, _HEADING_VOTE, _DATE_VOTE, _TEXT_VOTE = 12, 6, 5, 3, 2, 1
_LAST_SPRING_MONTH = 8
_RANGE_BEHIND = re.compile(f"\\s*{DASHES}\\s*(?:19|20)\\d\\d")
_RANGE_BEFORE = re.compile(f"(?:19|20)\\d\\d年?\\s*{DASHES}\\s*$")
_TRANSITION = re.compile(f"(?:现将|现就|现把)[^{FULL_STOP}]{{0,80}}")
_FIRST_YEARS, _LAST_YEARS = 2000, 2099
_OPENING_SIGNS = 400


def find_year(title: str, opening: str, headings: Sequence[str], signed_on: date | None) -> int | None:
    """Let title, opening, headings and date vote; a range of years (2021—2025) has no vote."""
    votes: Counter[int] = Counter()
    _vote(votes, _single_years(title)[:1], _TITLE_VOTE)
    transition = _TRANSITION.search(opening)
    _vote(votes, _single_years(transition[0])[:1] if transition else [], _TRANSITION_VOTE)
    _vote(votes, _single_years(opening[:_OPENING_SIGNS])[:1], _OPENING_VOTE)
    for heading in headings:
        ahead = 1 if kind_of_heading(heading) is SectionKind.NEXT_YEAR_PLAN else 0
        _vote(votes, [year - ahead for year in _single_years(heading)[:1]], _HEADING_VOTE)
    if signed_on is not None:
        _vote(votes, [signed_on.year - (signed_on.month <= _LAST_SPRING_MONTH)], _DATE_VOTE)
    _vote(votes, _single_years(opening), _TEXT_VOTE)
    return max(votes, key=lambda year: (votes[year], year), default=None)


def _vote(votes: Counter[int], years: Sequence[int], weight: int) -> None:
    for year in years:
        if _FIRST_YEARS <= year <= _LAST_YEARS:
            votes[year] += weight


def _single_years(text: str) -> list[int]:
    """Years outside titles of other documents and outside ranges."""
    return [
        mention.year for mention in find_years(text) if not mention.in_title and not _in_range(text, mention)
    ]


def _in_range(text: str, mention: YearMention) -> bool:
    return bool(
        _RANGE_BEHIND.match(text, mention.end)
        or _RANGE_BEFORE.search(text[max(mention.start - 12, 0) : mention.start])
    )
