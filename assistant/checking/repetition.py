"""REP: words, clauses and sentences that stand twice by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.checked_text import CheckedText
from assistant.checking.context import CheckContext
from assistant.checking.rule_book import finding_at
from assistant.domain.findings import Finding
from assistant.domain.punctuation import SEMICOLON, SENTENCE_ENDS

_TWICE = re.compile("([\u4e00-\u9fff]{2,8})\\1")
_PARTICLES = re.compile("([的是在和与及对将为把被从由]|了)\\1")
_CLAUSE_TWICE = re.compile("([\u4e00-\u9fff][\u4e00-\u9fff、，“”]{7,60}?)\\1")
_LINE_OF_HEADING = re.compile(
    "^[ \u3000#*]*(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|[0-9]+[.、])"
)
_LONG_ENOUGH = 16
_ENDS = SENTENCE_ENDS + SEMICOLON
_HAN = re.compile("[^\u4e00-\u9fff0-9]")
_FINE = frozenset({"是是", "了了", "对对", "为为", "的的"})
_FINE_BEHIND = {"是是": "非", "对对": "碰", "了了": "解"}


def check(checked: CheckedText, _context: CheckContext) -> tuple[Finding, ...]:
    """Find what is said twice."""
    found = list(_doubled(checked))
    taken = [(finding.start, finding.end) for finding in found]
    found.extend(f for f in _sentences(checked) if not any(s < f.end and f.start < e for s, e in taken))
    return tuple(found)


def _doubled(checked: CheckedText) -> Iterator[Finding]:
    behind = 0
    for pattern in (_CLAUSE_TWICE, _TWICE, _PARTICLES):
        behind = 0
        for match in pattern.finditer(checked.text):
            start, end = match.span()
            if start in checked.furniture or start < behind or _is_fine(match, checked.text):
                continue
            behind = end
            half = match[1]
            yield finding_at("REP001", checked.text, (start, end), f"“{half}”重复。", f"改为“{half}”。", half)


def _is_fine(match: re.Match[str], text: str) -> bool:
    words = match[0]
    if words in _FINE_BEHIND and text[match.end() : match.end() + 1] in _FINE_BEHIND[words]:
        return True
    return words == "了了" and text[match.start() - 1 : match.start()] in {"明", "知"}


def _sentences(checked: CheckedText) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for span in checked.sentences:
        words = _HAN.sub("", span.text)
        if len(words) < _LONG_ENOUGH or _LINE_OF_HEADING.match(span.text) or span.text[-1] not in _ENDS:
            continue
        if words in first:
            said = checked.text[first[words] : first[words] + _LONG_ENOUGH]
            message = f"这一句与前文（“{said}……”）完全相同。"
            yield finding_at("REP002", checked.text, (span.start, span.end), message, "删去重复的一处。", "")
        else:
            first[words] = span.start
