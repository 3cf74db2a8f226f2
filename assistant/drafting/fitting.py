"""Fits the agency's own words into running text: punctuation, subject, time words; never a numeral or a fact."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain.agency_year import Agency
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
    PAIRS,
    QUESTION,
    RIGHT_PAREN,
    RIGHT_QUOTE,
    RIGHT_SINGLE_QUOTE,
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
_STOP_BY_HAN = re.compile(rf"(?<=[{_HAN}{RIGHT_QUOTE}{RIGHT_PAREN}%])\.(?=\s|$|[{_HAN}])")
_SIGNS_IN_A_ROW = re.compile(f"[{COMMA}{SEMICOLON}{COLON}{ENUMERATION_COMMA}{FULL_STOP}]{{2,}}")
_LIST_SIGN = re.compile(
    rf"^(?:[\u2022\u25cf\u25a0\u25aa\u25c6\u2460-\u2473]\s*|[{LEFT_PAREN}(]?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[{RIGHT_PAREN})]\s*"
    rf"|\d{{1,2}}[.{ENUMERATION_COMMA}\uff0e]\s*(?!\d)|[一二三四五六七八九十]{{1,3}}{ENUMERATION_COMMA}"
    rf"|[一二三四五六七八九十]{{1,2}}是(?=[^{CLAUSE_ENDS}]))"
)
_END_SIGNS = CLAUSE_ENDS + ENUMERATION_COMMA + ".,;:、 \u3000"
_TIME = re.compile(rf"^(?:(?:{{year}}年度?|今年以来|今年|本年度?|一年来|全年)[{COMMA}{ENUMERATION_COMMA}]?)")
_NOT_AFTER_SUBJECT = re.compile(
    f"^(?:与|会同|和|同|党|在|是|被|的|作为|领导|班子|机关|干部|各|主要|分管|全|[{ENUMERATION_COMMA}及等]|共同|对外|所|[{LEFT_PAREN}])"
)


def fit_punctuation(text: str) -> str:
    """Make punctuation full-width and balanced and drop spaces between Chinese signs; numerals stay as they are."""
    text = _BETWEEN_DIGITS.sub("", " ".join(text.split()))
    text = "".join(
        _wide(sign, text[index - 1 : index], text[index + 1 : index + 2]) for index, sign in enumerate(text)
    )
    text = _STOP_BY_HAN.sub(FULL_STOP, text)
    text = _balanced(_quotes(text))
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
    return text


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
    text = fit_punctuation(text).strip(_END_SIGNS)
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


def fit_initiative(text: str, agency: Agency, year: int) -> str:
    """An initiative without the words that the report says anyway: the year at its head, the agency as subject."""
    clause = fit_clause(text)
    pattern = re.compile(_TIME.pattern.replace("{year}", str(year)))
    subjects = (agency.self_reference, agency.name, *agency.short_names)
    for _turn in range(2):  # 2024年，我局… as well as 我局2024年…
        clause = _keep_if_short(pattern.sub("", clause), clause)
        clause = drop_subject(clause, subjects)
    return clause


def drop_subject(clause: str, subjects: Sequence[str]) -> str:
    """Drop a subject at the head if what follows can stand alone."""
    for subject in sorted(filter(None, subjects), key=len, reverse=True):
        rest = clause.removeprefix(subject).lstrip(COMMA)
        if rest != clause and not _NOT_AFTER_SUBJECT.match(rest):
            return _keep_if_short(rest, clause)
    return clause


def _keep_if_short(shortened: str, whole: str) -> str:
    least = 4
    return shortened if len(shortened) >= least else whole
