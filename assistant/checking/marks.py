"""PUN: punctuation after GB/T 15834 and numerals after GB/T 15835, as far as a rule can be sure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.checked_text import CheckedText, Span
from assistant.checking.context import CheckContext
from assistant.checking.rule_book import finding_at
from assistant.domain import punctuation as sign
from assistant.domain.findings import Finding

_HAN = "[\u4e00-\u9fff]"
_CLOSING = {close: opening for opening, close in sign.PAIRS.items()}
_SAME_ROLE = {"(": sign.LEFT_PAREN, ")": sign.RIGHT_PAREN}
_DOUBLED = re.compile(
    f"([{sign.COMMA}{sign.ENUMERATION_COMMA}{sign.SEMICOLON}{sign.COLON}])\\1+|{sign.FULL_STOP}{{2,}}"
    f"|[{sign.COMMA}{sign.ENUMERATION_COMMA}{sign.SEMICOLON}{sign.COLON}](?=[{sign.FULL_STOP}{sign.SEMICOLON}])"
    f"|{sign.FULL_STOP}[{sign.COMMA}{sign.ENUMERATION_COMMA}{sign.SEMICOLON}{sign.COLON}]"
    f"|{sign.COMMA}[{sign.ENUMERATION_COMMA}{sign.COLON}]|{sign.ENUMERATION_COMMA}{sign.COMMA}"
    f"|[{sign.SEMICOLON}{sign.COLON}][{sign.COMMA}{sign.ENUMERATION_COMMA}]|{sign.SEMICOLON}{sign.COLON}"
)
_BEFORE_ETC = re.compile(f"{sign.ENUMERATION_COMMA}(?=等(?![级待候于同比号第腰边]))")
_BETWEEN_QUOTED = re.compile(
    f"{sign.RIGHT_QUOTE}{sign.ENUMERATION_COMMA}(?={sign.LEFT_QUOTE})|{sign.RIGHT_TITLE}{sign.ENUMERATION_COMMA}(?={sign.LEFT_TITLE})"
)
_HYPHENS = re.compile(f"(?<={_HAN})-{{2,}}(?={_HAN})|(?<![-—])—(?=[^—0-9０-９\\s]{{2}})(?<={_HAN}—)(?!—)")
_HALF_WIDTH = re.compile(f"(?<={_HAN})[,;:?!](?={_HAN}|$)|(?<={_HAN})[(](?={_HAN})", re.MULTILINE)
_MARKER_COMMA = re.compile(
    "^[ \u3000#*]*[(（][一二三四五六七八九十]{1,3}[)）](?P<wrong>[、，.．])", re.MULTILINE
)
_MARKER_STOP = re.compile(
    "^[ \u3000#*]*[一二三四五六七八九十]{1,3}(?P<wrong>[.．，,])(?=[\u4e00-\u9fff0-9])", re.MULTILINE
)
_NUMBER_COMMA = re.compile("^[ \u3000#*]*[0-9]{1,2}(?P<wrong>、)(?=[\u4e00-\u9fff])", re.MULTILINE)
_PERCENT_RANGE = re.compile(
    f"(?<![0-9.])(?P<low>[0-9]+(?:\\.[0-9]+)?)(?P<dash>[-{sign.DASH}{sign.WAVE}~–至])(?P<high>[0-9]+(?:\\.[0-9]+)?[%％])"
)
_NESTED = re.compile("《[^《》\\n]{0,40}《([^《》\\n]{1,40})》[^《》\\n]{0,40}》")
_ANGLE = re.compile(f"<(?={_HAN})([^<>\\n]{{2,30}})>")
_TITLE_STOP = re.compile(
    "^[ \u3000#*]*[一二三四五六七八九十]{1,2}、[^。；，\\n]{4,40}(?P<wrong>。)[ \u3000*]*$", re.MULTILINE
)
_MANY = 3


def check(checked: CheckedText, _context: CheckContext) -> tuple[Finding, ...]:
    """Find marks that are wrong."""
    found = [finding for span in checked.paragraphs for finding in _unbalanced(span, checked)]
    found.extend(_each(checked, _DOUBLED, "PUN003", "标点重复或叠用"))
    found.extend(_once(checked, _BEFORE_ETC, "PUN004", "“等”前不用顿号"))
    found.extend(_once(checked, _BETWEEN_QUOTED, "PUN002", "标有引号或书名号的并列成分之间通常不用顿号"))
    found.extend(_each(checked, _HYPHENS, "PUN006", "破折号应占两格，写作“——”", sign.DASH * 2))
    found.extend(_half_width(checked))
    found.extend(_each(checked, _MARKER_COMMA, "PUN008", "“（一）”之后不加标点", ""))
    found.extend(_each(checked, _MARKER_STOP, "PUN008", "“一”之后用顿号", sign.ENUMERATION_COMMA))
    found.extend(_once(checked, _NUMBER_COMMA, "PUN008", "“1”之后用下脚圆点，写作“1.”"))
    found.extend(_each(checked, _TITLE_STOP, "PUN007", "一级标题末尾不用句号", ""))
    found.extend(_each(checked, _ANGLE, "PUN010", "文件名应用书名号《》"))
    found.extend(_percent_ranges(checked))
    found.extend(_nested(checked))
    return tuple(found)


def _unbalanced(span: Span, checked: CheckedText) -> Iterator[Finding]:
    """The first mark of a paragraph that has no partner; later ones follow from it."""
    stack: list[tuple[str, int]] = []
    for at, mark in enumerate(span.text):
        mark = _SAME_ROLE.get(mark, mark)  # noqa: PLW2901 - either width closes either
        if mark in sign.PAIRS:
            if mark in {sign.LEFT_QUOTE, sign.LEFT_TITLE} and any(opened == mark for opened, _ in stack):
                place = next(place for opened, place in stack if opened == mark)
                if mark == sign.LEFT_QUOTE:
                    yield _alone(span, place, checked)
                    return
            stack.append((mark, at))
        elif mark in _CLOSING and not _is_list_mark(span.text, at):
            if not stack or stack[-1][0] != _CLOSING[mark]:
                yield _alone(span, stack[-1][1] if stack else at, checked)
                return
            stack.pop()
    if stack:
        yield _alone(span, stack[0][1], checked)


def _is_list_mark(words: str, at: int) -> bool:
    """1) and 一）at the beginning of a line open nothing."""
    return re.match("^[ \u3000#*]*[0-9一二三四五六七八九十]{1,2}$", words[:at]) is not None


def _alone(span: Span, at: int, checked: CheckedText) -> Finding:
    place = (span.start + at, span.start + at + 1)
    return finding_at("PUN001", checked.text, place, f"“{span.text[at]}”没有配对。", "补上或删去一半的符号。")


def _each(
    checked: CheckedText, pattern: re.Pattern[str], code: str, message: str, replacement: str | None = None
) -> Iterator[Finding]:
    for match in pattern.finditer(checked.text):
        group = "wrong" if "wrong" in pattern.groupindex else 0
        start, end = match.span(group)
        if start in checked.furniture:
            continue
        mend = _first_of(match[0]) if code == "PUN003" else replacement
        yield finding_at(code, checked.text, (start, end), f"{message}。", _hint(mend), mend)


def _first_of(marks: str) -> str:
    """One mark for several: a stop outweighs what stands beside it."""
    if len(marks) == 1:
        return ""
    return sign.FULL_STOP if sign.FULL_STOP in marks else marks[0]


def _hint(replacement: str | None) -> str:
    if replacement is None:
        return "核对并改正。"
    return f"改为“{replacement}”。" if replacement else "删去。"


def _once(checked: CheckedText, pattern: re.Pattern[str], code: str, message: str) -> Iterator[Finding]:
    """What is the same habit throughout is said once, at its first place, with a count."""
    places = [
        match.span("wrong" if "wrong" in pattern.groupindex else 0)
        for match in pattern.finditer(checked.text)
        if match.start() not in checked.furniture
    ]
    if places:
        count = f"，全文{len(places)}处" if len(places) > 1 else ""
        yield finding_at(code, checked.text, places[0], f"{message}{count}。", "统一改正。")


def _half_width(checked: CheckedText) -> Iterator[Finding]:
    """The one rule that reads the text as it came."""
    places = [m.span() for m in _HALF_WIDTH.finditer(checked.source) if m.start() not in checked.furniture]
    if places:
        message = f"中文里用了半角标点，全文{len(places)}处。"
        yield finding_at("PUN005", checked.source, places[0], message, "统一改为全角标点。")


def _percent_ranges(checked: CheckedText) -> Iterator[Finding]:
    for match in _PERCENT_RANGE.finditer(checked.text):
        if match.start() not in checked.furniture:
            right = f"{match['low']}%{match['dash']}{match['high']}"
            message = "百分数范围的两端都应带百分号。"
            yield finding_at("PUN009", checked.text, match.span(), message, f"改为“{right}”。", right)


def _nested(checked: CheckedText) -> Iterator[Finding]:
    for match in _NESTED.finditer(checked.text):
        inner = f"{sign.LEFT_INNER_TITLE}{match[1]}{sign.RIGHT_INNER_TITLE}"
        right = match[0].replace(f"《{match[1]}》", inner, 1)
        yield finding_at(
            "PUN011",
            checked.text,
            match.span(),
            "书名号内再用书名号，内层用单书名号〈〉。",
            f"改为{right}。",
            right,
        )
