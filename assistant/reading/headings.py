"""The grammar of numbered headings: 一、（一）1.（1）, 第一部分, Markdown, and points inside a sentence (一是…二是…)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.domain.punctuation import (
    COLON,
    COMMA,
    ENUMERATION_COMMA,
    FULL_STOP,
    LEFT_PAREN,
    LEFT_QUOTE,
    LEFT_TITLE,
    RIGHT_PAREN,
    RIGHT_QUOTE,
    RIGHT_TITLE,
    SEMICOLON,
    SENTENCE_ENDS,
)
from assistant.reading.text import BOLD_MARK, HAN, HEADING_MARK

POINT_LEVEL = 5
LONGEST_HEADING = 60
_LONGEST_LEAD = 36
_MOST_BREAKS = 1000
_NUMERAL = "[一二三四五六七八九十百]{1,4}"
_AFTER = f"[{ENUMERATION_COMMA}.．,{COMMA}]"
_LEVELS = (
    (0, re.compile(f"第{_NUMERAL}(?:部分|章)[{ENUMERATION_COMMA}{COLON}{COMMA}:. ]?")),
    (1, re.compile(f"{_NUMERAL} ?(?:{ENUMERATION_COMMA}|{_AFTER}(?=[{HAN}\\d{LEFT_QUOTE}{LEFT_TITLE}]))")),
    (1, re.compile(f"[壹贰叁肆伍陆柒捌玖拾]{{1,2}}{ENUMERATION_COMMA}")),
    (2, re.compile(f"[{LEFT_PAREN}(﹙〔] ?{_NUMERAL} ?[{RIGHT_PAREN})﹚〕][{ENUMERATION_COMMA}.．{COMMA}]?")),
    (3, re.compile(f"\\d{{1,2}} ?(?:[{ENUMERATION_COMMA}．]|\\.(?!\\d(?!\\d{{3}} ?年)))")),
    (
        4,
        re.compile(
            f"[{LEFT_PAREN}(] ?\\d{{1,2}} ?[{RIGHT_PAREN})]|\\d{{1,2}}[{RIGHT_PAREN})]|[\u2460-\u2473]|[\u2474-\u2487]"
            f"|\\d{{1,2}}[.．]\\d{{1,2}}(?= ?[{HAN}]{{3,24}}$)"
        ),
    ),
    (POINT_LEVEL, re.compile(f"{_NUMERAL}(?:是|要|则)(?![{COMMA}一二])")),
)
_HAN_VALUES = {sign: value for value, sign in enumerate("零一二三四五六七八九十")} | dict(
    zip("壹贰叁肆伍陆柒捌玖拾", range(1, 11), strict=True)
)
_SECOND_LEVEL = f"[{LEFT_PAREN}(]{_NUMERAL}[{RIGHT_PAREN})]"
_FIRST_LEVEL = f"{_NUMERAL}{ENUMERATION_COMMA}"
_BREAKS_BEFORE = re.compile(
    f"(?<=[{SENTENCE_ENDS}])(?={_SECOND_LEVEL}[^项款条目{ENUMERATION_COMMA}{COMMA}])"
    f"|(?<=[{SENTENCE_ENDS}])(?={_FIRST_LEVEL}[^{HAN}]?[{HAN}\\d]{{2}})"
    f"|(?<=[{COLON}])(?=(?:[{LEFT_PAREN}(]一[{RIGHT_PAREN})]|一{ENUMERATION_COMMA})[^\\n]{{4}})"
)
# In a text that lost its line ends a heading follows another without any sign between them.
_GLUED_BREAKS = re.compile(
    f"(?<=[{HAN}{RIGHT_QUOTE}])(?={_SECOND_LEVEL}[{HAN}]{{3}})|(?<=报告|总结|情况)(?=20\\d\\d年)|(?<=[{HAN}])(?=[二三四五六]{ENUMERATION_COMMA}[{HAN}\\d]{{4}})"
)
_DANGLING = (COMMA, ENUMERATION_COMMA, LEFT_PAREN, LEFT_QUOTE, LEFT_TITLE, "和", "与", "及", "的", "暨")
_SENTENCE_END = re.compile(f"[{SENTENCE_ENDS}]")
_COLON = re.compile(f"[{COLON}:]")


@dataclass(frozen=True, slots=True)
class Marker:
    """The sign that opens a heading or a point. `level` 0 is 第一部分, 5 is 一是; `end` is where its wording begins."""

    text: str
    level: int
    number: int
    end: int

    @property
    def opens_subsections(self) -> bool:
        """Say whether this is a first （一）, which stands below a heading of the first level."""
        return self.level == 2 and self.number == 1  # noqa: PLR2004


def find_marker(line: str) -> Marker | None:
    """Return the marker at the start of a line, or None; marks of Markdown in front are passed over."""
    start = 1 if line[:1] in {HEADING_MARK, BOLD_MARK} else 0
    for level, pattern in _LEVELS:
        match = pattern.match(line, start)
        if match is not None:
            end = match.end() + (1 if line[match.end() : match.end() + 1] == " " else 0)
            return Marker(match[0].strip(), level, numeral_value(match[0]), end)
    return None


def numeral_value(sign: str) -> int:
    """The number inside a marker: 3 for 三、, （三）, 3. and 三是; 0 when there is none."""
    digits = "".join(char for char in sign if char.isdecimal())
    if digits:
        return int(digits[:3])
    if len(sign) == 1 and "\u2460" <= sign <= "\u2487":
        return (ord(sign) - 0x2460) % 20 + 1
    han = [_HAN_VALUES[char] for char in sign if char in _HAN_VALUES]
    if not han:
        return 0
    if len(han) == 1:
        return han[0]
    if han[0] == 10:  # noqa: PLR2004 - 十一
        return 10 + han[1]
    return han[0] * 10 + (han[2] if len(han) > 2 else 0)  # noqa: PLR2004 - 二十, 二十一


def heading_end(line: str, marker_end: int) -> int:
    """Where a numbered heading ends in its line: at its first sentence end, before 一是, at a colon, or with the line.

    Returns `marker_end` when the line is text with a number in front and no heading of its own.
    """
    rest = line[marker_end:]
    stop = _SENTENCE_END.search(rest)
    end = stop.start() if stop else len(rest)
    for pattern in (_FIRST_POINT, _COLON):
        match = pattern.search(rest, 0, end)
        if match and 0 < match.start() <= LONGEST_HEADING and len(rest) > match.end() + 1:
            end = match.start()
    longest = LONGEST_HEADING if stop is None or stop.end() >= len(rest) else _LONGEST_LEAD
    if end > longest or rest[:end].count(COMMA) > 3:  # noqa: PLR2004 - a heading has few clauses
        glued = _GLUED_HEADING.match(rest)
        return marker_end + glued.end() if glued else marker_end
    return marker_end + end


# A heading that lost its line end: what such headings end in, right before what texts begin with.
_GLUED_HEADING = re.compile(
    f"[^{COMMA}{FULL_STOP}]{{2,40}}?(?:成效|举措|情况|原因|不足|问题|安排|打算|计划|思路|措施|职责)"
    "(?=我[局厅委市县区镇街部省们院办]|20\\d\\d年|下一?步|今年|一年来|近年|当前|虽然|根据|按照|坚持|在看到|在市|在区|在县|在省)"
)
_FIRST_POINT = re.compile(f"(?<=[{HAN}{RIGHT_QUOTE}{COMMA}{SEMICOLON}{COLON}])(?:一是|一要|首先{COMMA})")


@dataclass(frozen=True, slots=True)
class Point:
    """An in-sentence point: where its marker and its wording begin."""

    start: int
    wording: int
    marker: str


def find_points(text: str) -> tuple[Point, ...]:
    """Return the points 一是…二是… of a text in order, its first sign included; a lone one that starts at 二 is none.

    Counting decides: a point is the next of its row, or opens one; behind a comma only the next of a row counts.
    """
    found: list[Point] = []
    expected = 1
    for match in _candidates(text):
        number = numeral_value(match["numeral"])
        behind_comma = match.start() > 0 and text[match.start() - 1] == COMMA
        opens = number == 1 and (not behind_comma or _has_second(text, match.end()))
        follows = bool(found) and expected <= number <= expected + (0 if behind_comma else 1)
        starts_paragraph = match.start() == 0 or text[match.start() - 1] == "\n"
        if opens or follows or starts_paragraph:
            found.append(Point(match.start(), match.end(), match[0]))
            expected = number + 1
    return tuple(found) or _counted_points(text)


def _counted_points(text: str) -> tuple[Point, ...]:
    """Points that are counted otherwise: 1.…2.…, （1）…（2）…, ①…②…, 第一，…第二，…; at least two, from one on, of one form."""
    for form in _COUNTED_FORMS:
        found: list[Point] = []
        for match in form.finditer(text):
            if numeral_value(match[0]) == len(found) + 1:
                found.append(Point(match.start(), match.end(), match[0].rstrip(COMMA)))
        if len(found) > 1:
            return tuple(found)
    return ()


_BEHIND = f"(?:^|(?<=[{SENTENCE_ENDS}{SEMICOLON}{COLON}\n]))"
_COUNTED_FORMS = (
    re.compile(f"{_BEHIND}\\d{{1,2}}(?:[{ENUMERATION_COMMA}．]|\\.(?!\\d))"),
    re.compile(f"{_BEHIND}[{LEFT_PAREN}(]\\d{{1,2}}[{RIGHT_PAREN})]"),
    re.compile(f"{_BEHIND}[\u2460-\u2473]"),
    re.compile(f"{_BEHIND}第[一二三四五六七八九]{COMMA}"),
)
_CANDIDATE = re.compile(
    f"(?:(?<=\\n)|^|(?<=[{SENTENCE_ENDS}{SEMICOLON}{COLON}{COMMA}{RIGHT_QUOTE}{RIGHT_PAREN}{RIGHT_TITLE}]))(?P<numeral>{_NUMERAL})(?P<verb>是|要)(?![一二{COMMA}])"
)
_SECOND = re.compile(f"[{SENTENCE_ENDS}{SEMICOLON}{COMMA}]二(?:是|要)")
_FAR = 1500


def _candidates(text: str) -> list[re.Match[str]]:
    return list(_CANDIDATE.finditer(text))


def _has_second(text: str, start: int) -> bool:
    return _SECOND.search(text, start, start + _FAR) is not None


def lead_end(text: str, start: int, end: int) -> int:
    """Where the lead phrase of a point ends: its first sentence, if short and followed by more; `start` for none."""
    stop = _SENTENCE_END.search(text, start, min(end, start + _LONGEST_LEAD + 1))
    if stop is None or stop.end() >= end:
        colon = _COLON.search(text, start, min(end, start + _LONGEST_LEAD // 2))
        return colon.start() if colon else start
    return stop.start()


def break_places(line: str) -> list[int]:
    """Where a line should be broken because a numbered heading starts inside it."""
    places = {match.start() for match in _BREAKS_BEFORE.finditer(line)}
    if len(places) > 1 and _is_glued(line):
        places |= {match.start() for match in _GLUED_BREAKS.finditer(line)}
    return sorted(places)[:_MOST_BREAKS]


def _is_glued(line: str) -> bool:
    """A line that holds first and second level headings at once lost its line ends."""
    return bool(re.search(f"(?:^|[{SENTENCE_ENDS}]){_FIRST_LEVEL}", line) and re.search(_SECOND_LEVEL, line))


def is_dangling(line: str) -> bool:
    """Say whether a heading cannot be complete: it ends in a joining sign or word, or a bracket is still open."""
    return line.endswith(_DANGLING) or any(
        line.count(left) > line.count(right)
        for left, right in ((LEFT_PAREN, RIGHT_PAREN), (LEFT_QUOTE, RIGHT_QUOTE), (LEFT_TITLE, RIGHT_TITLE))
    )


def heading_wording(text: str) -> str:
    """A heading as it is kept: without marks, and without the stop at its end."""
    return text.strip(f"{HEADING_MARK}{BOLD_MARK} ").rstrip(f"{FULL_STOP}{COLON}{COMMA}{SEMICOLON}:")
