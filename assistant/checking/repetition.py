"""REP: words, clauses and sentences that stand twice by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.checked_text import CheckedText, Span
from assistant.checking.context import CheckContext
from assistant.checking.rule_book import finding_at
from assistant.domain.findings import Finding
from assistant.domain.punctuation import SEMICOLON, SENTENCE_ENDS

_TWICE = re.compile("([\u4e00-\u9fff]{2,8})\\1")
_PARTICLES = re.compile("([的是在和与及对将为把被从由]|了)\\1")
_CLAUSE_TWICE = re.compile("([\u4e00-\u9fff][\u4e00-\u9fff、，“”]{7,60}?)\\1")
# A clause, or the end of one, said again as a whole clause; bare figures may well be equal.
_SAID_AGAIN = re.compile(
    "(?![0-9.])([^\uff0c\uff1b\uff1a\u3001\u3002\uff01\uff1f\\s]{4,60})[\uff0c\uff1b\u3001]\\1(?=[\uff0c\uff1b\uff1a\u3001\u3002\uff01\uff1f\\s]|$)"
)
_ONE_BY_ONE = re.compile("^[一每逐层件][\u4e00-\u9fff]$")
_OF_ITS_OWN = re.compile("[组员队站]|常务")
_LINE_OF_HEADING = re.compile(
    "^[ \u3000#*]*(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|[0-9]+[.、])"
)
_LONG_ENOUGH = 16
_SHORTEST = 4
_A_WORD = 2
_POINT = re.compile(
    "^(?:[一二三四五六七八九十]{1,2}(?:是|要)|[（(][0-9一二三四五六七八九十]{1,2}[）)]|[0-9]{1,2}[.、])"
)
_ENDS = SENTENCE_ENDS + SEMICOLON
_HAN = re.compile("[^\u4e00-\u9fff0-9]")
_FINE_BEHIND = {"是是": "非", "对对": "碰口方象", "了了": "解"}


def check(checked: CheckedText, _context: CheckContext) -> tuple[Finding, ...]:
    """Find what is said twice."""
    found = list(_doubled(checked))
    taken = [(finding.start, finding.end) for finding in found]
    found.extend(f for f in _sentences(checked) if not any(s < f.end and f.start < e for s, e in taken))
    return tuple(found)


def _doubled(checked: CheckedText) -> Iterator[Finding]:
    behind = 0
    for pattern in (_CLAUSE_TWICE, _SAID_AGAIN, _TWICE, _PARTICLES):
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
    if _ONE_BY_ONE.match(match[1]) or (len(match[1]) == _A_WORD and _OF_ITS_OWN.match(text, match.end())):
        return True  # 一件一件, 检查检查组
    if words in _FINE_BEHIND and text[match.end() : match.end() + 1] in _FINE_BEHIND[words]:
        return True
    return words == "了了" and text[match.start() - 1 : match.start()] in {"明", "知"}


def _sentences(checked: CheckedText) -> Iterator[Finding]:
    """A long sentence anywhere twice; a short one twice in a row or in one paragraph, where nobody means it."""
    first: dict[str, Span] = {}
    latest: dict[str, Span] = {}
    for span in checked.sentences:
        words = _HAN.sub("", _POINT.sub("", span.text))
        if len(words) < _SHORTEST or _LINE_OF_HEADING.match(span.text) or span.text[-1] not in _ENDS:
            continue
        known = first.setdefault(words, span)
        near = latest.get(words)
        latest[words] = span
        if known is not span and len(words) >= _LONG_ENOUGH:
            yield _twice(span, known, checked)
        elif near is not None and _are_neighbours(checked.text[near.end : span.start]):
            yield _twice(span, near, checked)


def _are_neighbours(between: str) -> bool:
    return "\n" not in between or not between.strip()


def _twice(span: Span, known: Span, checked: CheckedText) -> Finding:
    said = known.text[:_LONG_ENOUGH].rstrip(_ENDS)
    more = "……" if len(known.text) > _LONG_ENOUGH else ""
    message = f"这一句与前文（“{said}{more}”）完全相同。"
    return finding_at("REP002", checked.text, (span.start, span.end), message, "删去重复的一处。", "")
