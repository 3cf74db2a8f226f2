"""Fits the agency's own words into running text: punctuation and list signs; never a numeral or a fact."""

from __future__ import annotations

import re

from assistant.domain.punctuation import (
    CLAUSE_ENDS,
    COLON,
    COMMA,
    ENUMERATION_COMMA,
    EXCLAMATION,
    FULL_STOP,
    LEFT_PAREN,
    LEFT_QUOTE,
    LEFT_SINGLE_QUOTE,
    LEFT_TITLE,
    PAIRS,
    QUESTION,
    RIGHT_PAREN,
    RIGHT_QUOTE,
    RIGHT_SINGLE_QUOTE,
    RIGHT_TITLE,
    SEMICOLON,
    SENTENCE_ENDS,
)

_HAN = "\u3400-\u9fff"
_WIDE = {
    ",": COMMA,
    ";": SEMICOLON,
    ":": COLON,
    "?": QUESTION,
    "!": EXCLAMATION,
    "(": LEFT_PAREN,
    ")": RIGHT_PAREN,
}
_BETWEEN_DIGITS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SPACE_BY_HAN = re.compile(
    rf"(?<=[{_HAN}{CLAUSE_ENDS}{ENUMERATION_COMMA}])\s+|\s+(?=[{_HAN}{CLAUSE_ENDS}{ENUMERATION_COMMA}])"
)
_QUOTED = re.compile(f"({LEFT_QUOTE}[^{LEFT_QUOTE}{RIGHT_QUOTE}]*{RIGHT_QUOTE})")
_SINGLE_OUTSIDE = re.compile(
    f"({LEFT_QUOTE}[^{RIGHT_QUOTE}]*{RIGHT_QUOTE})"
    f"|{LEFT_SINGLE_QUOTE}([^{LEFT_SINGLE_QUOTE}{RIGHT_SINGLE_QUOTE}{LEFT_QUOTE}{RIGHT_QUOTE}]*){RIGHT_SINGLE_QUOTE}"
)
# Between parts in quotation or title marks no further sign divides (GB/T 15834).
_BETWEEN_MARKS = re.compile(
    f"(?<=[{RIGHT_QUOTE}{RIGHT_TITLE}]){ENUMERATION_COMMA}(?=[{LEFT_QUOTE}{LEFT_TITLE}])"
)
_STOP_BY_HAN = re.compile(rf"(?<=[{_HAN}{RIGHT_QUOTE}{RIGHT_PAREN}%])\.(?=\s|$|[{_HAN}])")
_SIGNS_IN_A_ROW = re.compile(f"[{COMMA}{SEMICOLON}{COLON}{ENUMERATION_COMMA}{FULL_STOP}]{{2,}}")
_LIST_SIGN = re.compile(
    rf"^(?:[\u2022\u25cf\u25a0\u25aa\u25c6\u2460-\u2473]\s*|[{LEFT_PAREN}(]?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[{RIGHT_PAREN})]\s*"
    rf"|\d{{1,2}}[.{ENUMERATION_COMMA}\uff0e]\s*(?!\d)|[一二三四五六七八九十]{{1,3}}{ENUMERATION_COMMA}"
    rf"|[一二三四五六七八九十]{{1,2}}是(?=[^{CLAUSE_ENDS}]))"
)
_NUMERALS = "一二三四五六七八九十"
_INNER_SIGN = re.compile(
    rf"([{COMMA}{COLON}{SEMICOLON}{FULL_STOP}]|^)(?:"
    rf"(?P<han>[{_NUMERALS}]{{1,2}})(?:是|要)(?=[^{COMMA}])"
    rf"|第(?P<nth>[{_NUMERALS}]{{1,2}})[{COMMA}{ENUMERATION_COMMA}]"
    rf"|其(?P<its>[一二三四])[{COMMA}{ENUMERATION_COMMA}]"
    rf"|(?P<digit>\d{{1,2}})[{ENUMERATION_COMMA}.\uff0e](?!\d)"
    rf"|[{LEFT_PAREN}(](?P<round>\d{{1,2}}|[{_NUMERALS}]{{1,2}})[{RIGHT_PAREN})]"
    rf"|(?P<circle>[\u2460-\u2473]))\s*"
)
_FIRST = {"一", "1", "\u2460"}
_LEAST_MEMBERS = 2
# Members of a list that begins a text need no sign between them: ①制定办法②建立机制.
_MEMBERS = (
    ("\u2460", re.compile(f"[{CLAUSE_ENDS}]?[\u2461-\u2473]")),
    (
        f"{LEFT_PAREN}一{RIGHT_PAREN}",
        re.compile(f"[{CLAUSE_ENDS}]?{LEFT_PAREN}[二三四五六七八九十]{RIGHT_PAREN}"),
    ),
    (f"{LEFT_PAREN}1{RIGHT_PAREN}", re.compile(f"[{CLAUSE_ENDS}]?{LEFT_PAREN}[2-9]{RIGHT_PAREN}")),
)
_NEW_LINE = re.compile(rf"(?<=[^\s{CLAUSE_ENDS},;.:])[^\S\n]*\n\s*(?=\S)")
_END_SIGNS = CLAUSE_ENDS + ENUMERATION_COMMA + ".,;:、 \u3000"


def fit_punctuation(text: str) -> str:
    """Make punctuation full-width and balanced and drop spaces between Chinese signs; numerals stay as they are."""
    text = _BETWEEN_DIGITS.sub("", " ".join(text.split()))
    text = "".join(
        _wide(sign, text[index - 1 : index], text[index + 1 : index + 2]) for index, sign in enumerate(text)
    )
    text = _STOP_BY_HAN.sub(FULL_STOP, text)
    text = _BETWEEN_MARKS.sub("", _balanced(_quotes(text)))
    # Inside quotation marks a space may belong to a name, as in the title of a campaign.
    parts = _QUOTED.split(text)
    return "".join(
        part if number % 2 else _SPACE_BY_HAN.sub("", part) for number, part in enumerate(parts)
    ).strip()


def _wide(sign: str, before: str, after: str) -> str:
    between_ascii = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
    if sign == "," or (sign in _WIDE and not (sign in ":?" and between_ascii)):
        return _WIDE[sign]
    return sign


def _quotes(text: str) -> str:
    for straight, opening, closing in (
        ('"', LEFT_QUOTE, RIGHT_QUOTE),
        ("'", LEFT_SINGLE_QUOTE, RIGHT_SINGLE_QUOTE),
    ):
        parts = text.split(straight)
        if len(parts) == 1:
            continue
        marks = (opening, closing)
        text = parts[0] + "".join(marks[number % 2] + part for number, part in enumerate(parts[1:]))
    # Quotation marks of the first level are double ones, whatever somebody typed.
    return _SINGLE_OUTSIDE.sub(
        lambda found: found.group(1) or f"{LEFT_QUOTE}{found.group(2)}{RIGHT_QUOTE}", text
    )


def _balanced(text: str) -> str:
    """Drop signs that have no partner: a draft must never show half a quotation."""
    closing = {right: left for left, right in PAIRS.items()}
    stack: list[tuple[str, int]] = []
    lonely: set[int] = set()
    for index, sign in enumerate(text):
        if sign in PAIRS:
            stack.append((sign, index))
        elif sign in closing:
            if stack and stack[-1][0] == closing[sign]:
                stack.pop()
            else:
                lonely.add(index)
    lonely.update(index for _sign, index in stack)
    return "".join(sign for index, sign in enumerate(text) if index not in lonely) if lonely else text


def fit_clause(text: str) -> str:
    """One clause without end sign: sentences inside become parts joined by semicolons, list signs go."""
    text = without_inner_signs(fit_punctuation(_NEW_LINE.sub(SEMICOLON, text)).strip(_END_SIGNS))
    inner = re.sub(f"[{SENTENCE_ENDS}]+(?=.)", _semicolon_outside_quotes, text)
    parts = (_LIST_SIGN.sub("", part) for part in inner.split(SEMICOLON))
    return _SIGNS_IN_A_ROW.sub(_one_sign, SEMICOLON.join(parts)).strip(_END_SIGNS)


def _one_sign(match: re.Match[str]) -> str:
    """The strongest of several signs in a row."""
    signs = match.group()
    return SEMICOLON if SEMICOLON in signs or FULL_STOP in signs else signs[0]


def _semicolon_outside_quotes(match: re.Match[str]) -> str:
    before = match.string[: match.start()]
    inside = any(before.count(left) > before.count(right) for left, right in PAIRS.items())
    closes = match.string[match.end() : match.end() + 1] in PAIRS.values()
    return match.group() if inside or closes else SEMICOLON


def without_inner_signs(clause: str) -> str:
    """A list inside a sentence as clauses divided by semicolons: 一是…；二是…, 1、…，2、…, 第一，….

    Only a list that has a first and a second member is one; anything else is somebody's own words.
    """
    for first, later in _MEMBERS:
        if clause.startswith(first) and later.search(clause):
            clause = later.sub(SEMICOLON, clause.removeprefix(first))
    numbers = {_number(sign) for sign in _INNER_SIGN.finditer(clause)}
    if len(numbers) < _LEAST_MEMBERS or not numbers & _FIRST:
        return clause

    def cut(sign: re.Match[str]) -> str:
        before = sign.group(1)
        return before if _number(sign) in _FIRST or before != COMMA else SEMICOLON

    return _INNER_SIGN.sub(cut, clause)


def _number(sign: re.Match[str]) -> str:
    return next(value for value in sign.groupdict().values() if value)
