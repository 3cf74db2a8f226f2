"""Says which standard section a heading and its text belong to: wording and content decide, never the number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.domain.dates import find_years
from assistant.domain.punctuation import COMMA, FULL_STOP, LEFT_TITLE, RIGHT_TITLE, SENTENCE_ENDS
from assistant.domain.sections import SectionKind
from assistant.prompt_files import read_toml

# A heading that fits several is taken for the first of these: 存在问题及下一步打算 opens with what fell short.
_ORDER = (
    SectionKind.OTHER_MATTERS,
    SectionKind.SHORTCOMINGS,
    SectionKind.NEXT_YEAR_PLAN,
    SectionKind.PRINCIPAL_DUTY,
    SectionKind.ACHIEVEMENTS,
)
_QUOTED = re.compile(f"{LEFT_TITLE}[^{RIGHT_TITLE}]*{RIGHT_TITLE}")
_SENTENCE = re.compile(f"[^{SENTENCE_ENDS}\n]+")
_AHEAD = re.compile("下一?步|下一?阶段|下一?年|明年|来年|今后|打算|新的?一年")
_OPENING_CHARACTERS = 120
_LEAST_SHARE = 0.5
_PLAN_OPENING = re.compile(
    f"(?:下一?步|20\\d\\d年|明年|新的一年|今后){COMMA}?(?:[^{COMMA}{FULL_STOP}]{{0,12}}{COMMA})?(?:我们?(?:局|厅|委|县|市|区|镇|乡|街道|办|部|省|院)?|[^{COMMA}{FULL_STOP}]{{2,12}})?(?:将|要|继续|拟|计划)"
)
_SHORTFALL_OPENING = re.compile(
    "(?:虽然|尽管|但|同时|与).{0,60}(?:不足|问题|差距|短板|薄弱)|主要(?:表现|存在|问题)|存在(?:以下|一些|的|如下)?.{0,8}(?:不足|问题|差距|短板)"
)


@dataclass(frozen=True, slots=True)
class _Rules:
    headings: re.Pattern[str]
    unless: re.Pattern[str] | None
    text: re.Pattern[str] | None


@cache
def _rules() -> dict[SectionKind, _Rules]:
    return {
        SectionKind(name): _compiled(entry) for name, entry in read_toml("topics.toml")["sections"].items()
    }


def _compiled(entry: dict[str, Sequence[str] | str]) -> _Rules:
    def either(patterns: Sequence[str] | str) -> re.Pattern[str] | None:
        joined = patterns if isinstance(patterns, str) else "|".join(patterns)
        return re.compile(joined) if joined else None

    headings = either(entry["headings"])
    if headings is None:
        headings = re.compile(r"(?!)")
    return _Rules(headings, either(entry["unless"]), either(entry["text"]))


def kinds_of_heading(heading: str, year: int | None = None) -> tuple[SectionKind, ...]:
    """Every standard section that a heading's wording names, the deciding one first; empty if it names none.

    `year` is the reported year: a heading that names the year after it looks ahead.
    """
    wording = _QUOTED.sub("", heading)
    found = [kind for kind in _ORDER if _names(_rules()[kind], wording)]
    years = {mention.year for mention in find_years(wording)}
    if year is not None and year + 1 in years and year not in years:
        found = [kind for kind in found if kind is not SectionKind.ACHIEVEMENTS]
        if not found:
            found = [SectionKind.NEXT_YEAR_PLAN]
    return tuple(found)


def _names(rules: _Rules, heading: str) -> bool:
    if rules.unless is not None:
        heading = rules.unless.sub("", heading)
    return rules.headings.search(heading) is not None


def kind_of_heading(heading: str, year: int | None = None) -> SectionKind | None:
    """The standard section that a heading's wording names, or None."""
    return next(iter(kinds_of_heading(heading, year)), None)


def looks_ahead(heading: str) -> bool:
    """Say whether a heading speaks of the time to come in so many words: 下一步, 明年, 打算."""
    return _AHEAD.search(heading) is not None


def kind_of_text(text: str) -> SectionKind | None:
    """The standard section that a text reads like: a plan, or what fell short; None when it tells what was done."""
    opening = text[:_OPENING_CHARACTERS]
    sentences = _SENTENCE.findall(text)
    if not sentences:
        return None
    shortfall = _share(sentences, SectionKind.SHORTCOMINGS)
    plan = _share(sentences, SectionKind.NEXT_YEAR_PLAN)
    if _SHORTFALL_OPENING.search(opening) and shortfall >= _LEAST_SHARE / 2:
        return SectionKind.SHORTCOMINGS
    if _PLAN_OPENING.match(opening):
        return SectionKind.NEXT_YEAR_PLAN
    if shortfall >= _LEAST_SHARE and shortfall > plan:
        return SectionKind.SHORTCOMINGS
    return None


def _share(sentences: Sequence[str], kind: SectionKind) -> float:
    pattern = _rules()[kind].text
    if pattern is None:
        return 0.0
    return sum(pattern.search(sentence) is not None for sentence in sentences) / len(sentences)
