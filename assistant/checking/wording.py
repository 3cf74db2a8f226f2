"""TRM: statutory terms, fixed expressions and titles of laws that are not written as they should be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from rapidfuzz.distance import Levenshtein

from assistant.checking.checked_text import CheckedText
from assistant.checking.context import CheckContext
from assistant.checking.rule_book import finding_at
from assistant.checking.terms import Term, terms
from assistant.domain.dates import Spans
from assistant.domain.findings import Finding, Severity
from assistant.prompt_files import read_places, read_toml

_LAW = re.compile(
    "《(?:中华人民共和国)?([\u4e00-\u9fff]{2,24}?(?:法|条例|发|条列|条理))(?:[(（][^)）》]{1,12}[)）])?》"
)
_STATE = "中华人民共和国"
_NEAR = 2
_DECISION = ("公众参与", "专家论证", "风险评估", "合法性审查", "集体讨论决定")
_DECISION_ROW = re.compile(
    "(?:公众参与|专家论证|风险评估|合法性审查|集体讨论决定)(?:、|，|和|以及)(?:[公专风合集][^、，。；]{2,8}(?:、|，|和|以及)?){1,5}"
)
_SYSTEMS = ("行政执法公示", "全过程记录", "法制审核")
_SYSTEMS_ROW = re.compile(
    "(?:行政执法公示|执法全过程记录|重大(?:行政)?执法决定法制审核)(?:制度)?(?:、|和|与)(?:行政执法公示|(?:行政)?执法全过程记录|重大(?:行政)?执法决定法制审核)(?:制度)?(?!、|和|与)"
)
_MOST_OF_ROW = 3


def check(checked: CheckedText, _context: CheckContext) -> tuple[Finding, ...]:
    """Find wrong terms, incomplete statutory lists and misquoted laws."""
    found = _without_inner([finding for term in terms() for finding in _term(term, checked)])
    found.extend(_decision_rows(checked))
    found.extend(_system_rows(checked))
    found.extend(_laws(checked))
    return tuple(found)


def _without_inner(findings: list[Finding]) -> list[Finding]:
    """Of two terms at one place the longer one says it better."""
    return [
        one
        for one in findings
        if not any(
            other is not one
            and other.start <= one.start
            and one.end <= other.end
            and len(other.quote) > len(one.quote)
            for other in findings
        )
    ]


def _term(term: Term, checked: CheckedText) -> Iterator[Finding]:
    if term.since and (checked.year or 0) < term.since:
        return
    titles = Spans(tuple((span.start, span.end) for span in checked.titles))
    for match in term.wrong.finditer(checked.text):
        group = next((name for name in match.groupdict() if match[name]), 0)
        start, end = match.span(group)
        if start in checked.furniture or (
            start in titles and term.severity is not Severity.BLOCKER and "》" not in term.wrong.pattern
        ):
            continue
        if term.not_after and checked.text[:start].endswith(term.not_after):
            continue
        hint = f"改为“{term.right}”。" if term.right else "核对并改正。"
        finding = finding_at(
            "TRM001", checked.text, (start, end), f"{term.message}。", hint, term.right or None
        )
        yield replace(finding, severity=term.severity, tier=term.tier, source=term.source)


def _decision_rows(checked: CheckedText) -> Iterator[Finding]:
    """The five steps of a major decision, told with a step left out."""
    for match in _DECISION_ROW.finditer(checked.text):
        words = checked.text[match.start() : match.end() + _MOST_OF_ROW]
        there = [step for step in _DECISION if step in words]
        sentence = checked.sentence_at(match.start()).text
        if len(there) < _MOST_OF_ROW or not re.search("决策|法定程序", sentence):
            continue
        missing = [
            step for step in _DECISION if step not in sentence and step.removesuffix("决定") not in sentence
        ]
        if missing:
            message = f"重大行政决策的法定程序没有写全，缺少：{'、'.join(missing)}。"
            yield finding_at(
                "TRM003", checked.text, match.span(), message, f"法定程序是{'、'.join(_DECISION)}。"
            )


def _system_rows(checked: CheckedText) -> Iterator[Finding]:
    """The three systems of enforcement, told as a row of two."""
    for match in _SYSTEMS_ROW.finditer(checked.text):
        sentence = checked.sentence_at(match.start()).text
        missing = [name for name in _SYSTEMS if name not in sentence]
        if len(missing) == 1 and "三项制度" in sentence and match.start() not in checked.furniture:
            message = f"“三项制度”只列了两项，缺少“{missing[0]}”。"
            hint = "三项制度是行政执法公示、执法全过程记录、重大执法决定法制审核。"
            yield finding_at("TRM003", checked.text, match.span(), message, hint)


@cache
def _law_titles() -> frozenset[str]:
    return frozenset(read_toml("laws.toml")["laws"])


def _laws(checked: CheckedText) -> Iterator[Finding]:
    """Titles that are nearly, but not quite, those of one law."""
    for match in _LAW.finditer(checked.text):
        title = match[1]
        if match.start() in checked.furniture or title in _law_titles() or _is_local(title):
            continue
        near = _nearest(title)
        if near is not None:
            prefix = _STATE if match[0][1:].startswith(_STATE) else ""
            right = f"《{prefix}{near}》"
            message = f"法律法规名录中没有“{title}”，疑为“{near}”。"
            yield finding_at(
                "TRM002", checked.text, match.span(), message, f"核对名称；若有误，改为{right}。", right
            )


def _nearest(title: str) -> str | None:
    """The one law that is a slip away: a few characters left out, or one or two mistaken."""
    near = [
        law
        for law in _law_titles()
        if abs(len(law) - len(title)) <= _NEAR
        and len(law) > _NEAR + 1
        and Levenshtein.distance(title, law, score_cutoff=_NEAR) <= _limit(law)
    ]
    return near[0] if len(near) == 1 else None


def _limit(law: str) -> int:
    return _NEAR if len(law) > 2 * _NEAR + 1 else 1


def _is_local(title: str) -> bool:
    tree = read_places()
    return any(title[:size] in tree.by_name or title[:size] in tree.by_short_name for size in range(2, 9))
