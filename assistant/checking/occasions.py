"""YEAR for what comes once a year with a number, and for campaigns of one year: 第24个安全生产月, 党纪学习教育."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from assistant.checking.checked_text import CheckedText
from assistant.checking.contents import plan_spans
from assistant.checking.rule_book import finding_at
from assistant.domain.dates import find_years
from assistant.domain.findings import Finding, Severity
from assistant.domain.numerals import parse_arabic, parse_han
from assistant.prompt_files import read_toml

_FILE = "terms.toml"
_NUMERAL = "(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,3})"


@dataclass(frozen=True, slots=True)
class _Occasion:
    """What is held every year since `first`, counted."""

    name: str
    words: re.Pattern[str]
    first: int
    remembered: bool
    source: str


@dataclass(frozen=True, slots=True)
class _Campaign:
    """What the whole Party did in the years from `first` to `last`; later years may speak of keeping its results."""

    name: str
    words: re.Pattern[str]
    first: int
    last: int
    remembered: bool
    source: str


_LATER = re.compile("巩固|拓展|深化|成果|常态|长效|以来|持续|延伸|成效|经验|制度")


@cache
def _occasions() -> tuple[_Occasion, ...]:
    return tuple(
        _Occasion(
            entry["name"],
            re.compile(f'第{_NUMERAL}(?:个|届|次)?(?:全国|全民)?[“"]?{entry["words"]}'),
            entry["first"],
            bool(entry.get("remembered")),
            entry["source"],
        )
        for entry in read_toml(_FILE)["occasion"]
    )


@cache
def _campaigns() -> tuple[_Campaign, ...]:
    return tuple(
        _Campaign(
            entry["name"],
            re.compile(entry["words"]),
            entry["from"],
            entry["to"],
            bool(entry.get("remembered")),
            entry["source"],
        )
        for entry in read_toml(_FILE)["campaign"]
    )


def check_occasions(checked: CheckedText, year: int) -> Iterator[Finding]:
    """Find numbers of days and months, and campaigns, that belong to another year."""
    plans = plan_spans(checked)
    for occasion in _occasions():
        for match in occasion.words.finditer(checked.text):
            if match.start() not in checked.furniture:
                yield from _occasion(occasion, match, checked, year + (match.start() in plans))
    for campaign in _campaigns():
        for match in campaign.words.finditer(checked.text):
            if match.start() not in checked.furniture and match.start() not in plans:
                yield from _campaign(campaign, match, checked, year)


def _occasion(
    occasion: _Occasion, match: re.Match[str], checked: CheckedText, year: int
) -> Iterator[Finding]:
    words = match["number"]
    number = parse_arabic(words) if words.isdecimal() else parse_han(words)
    right = year - occasion.first + 1
    sentence = checked.sentence_at(match.start()).text
    if number is None or int(number) == right or right < 1:
        return
    held = occasion.first + int(number) - 1
    if any(mention.year == held for mention in find_years(sentence)):
        return
    message = f"第{int(number)}个{occasion.name}在{held}年，{year}年是第{right}个。"
    finding = finding_at("YEAR008", checked.text, match.span(), message, f"核对；若有误，改为第{right}个。")
    yield _sourced(finding, occasion.source, remembered=occasion.remembered)


def _campaign(
    campaign: _Campaign, match: re.Match[str], checked: CheckedText, year: int
) -> Iterator[Finding]:
    if campaign.first <= year <= campaign.last:
        return
    before, behind = checked.clause_around(match.start(), match.end())
    if year > campaign.last and _LATER.search(before + behind):
        return
    when = f"{campaign.first}年" if campaign.first == campaign.last else f"{campaign.first}—{campaign.last}年"
    message = f"{campaign.name}在{when}开展，本文报告的是{year}年度。"
    finding = finding_at(
        "YEAR008", checked.text, match.span(), message, "核对是否为以往年度的内容；属于巩固成果的请写明。"
    )
    yield _sourced(finding, campaign.source, remembered=campaign.remembered)


def _sourced(finding: Finding, source: str, *, remembered: bool) -> Finding:
    finding = replace(finding, source=source)
    return replace(finding, severity=Severity.NOTE) if remembered else finding
