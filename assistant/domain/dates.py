"""Finds dates, months and years in prose; says nothing about whether they are right."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from assistant.domain.document_numbers import find_document_numbers
from assistant.domain.numerals import parse_arabic, parse_han, parse_year_digits
from assistant.domain.punctuation import DASH, LEFT_TITLE, RIGHT_TITLE, WAVE

_DIGIT = "[0-9０-９]"
_NO_DIGIT_BEFORE = "(?<![0-9０-９.．])"
_NO_DIGIT_BEHIND = "(?![0-9０-９])"
_YEAR = f"(?:(?:19|20){_DIGIT}{{2}}|[１２]{_DIGIT}{{3}}|[一二][〇零九][〇零一二三四五六七八九]{{2}})"
_SMALL = f"(?:{_DIGIT}{{1,2}}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_GAP = r"[ \u3000]{0,2}"
DASHES = f"(?:[-{DASH}–~{WAVE}－﹣−〜]{{1,2}}|至|到)"

_PATTERN = re.compile(
    f"(?P<iso>{_NO_DIGIT_BEFORE}(?P<iy>(?:19|20)[0-9]{{2}})[-/.](?P<im>[0-9]{{1,2}})[-/.](?P<id>[0-9]{{1,2}}){_NO_DIGIT_BEHIND})"
    f"|(?P<range>{_NO_DIGIT_BEFORE}(?P<ry>{_YEAR}){_GAP}年?{_GAP}{DASHES}{_GAP}(?=(?:19|20){_DIGIT}{{2}}{_NO_DIGIT_BEHIND}))"
    f"|(?P<full>{_NO_DIGIT_BEFORE}(?P<fy>{_YEAR}){_GAP}年{_GAP}(?P<fm>{_SMALL}){_GAP}月"
    f"(?:{_GAP}(?P<fd>{_SMALL}){_GAP}[日号])?)"
    f"|(?P<year>{_NO_DIGIT_BEFORE}(?P<yy>{_YEAR}){_GAP}年)"
    f"|(?P<bare>(?<={DASH})(?P<by>20{_DIGIT}{{2}}){_NO_DIGIT_BEHIND}|(?<=[-–~{WAVE}－至到])(?P<cy>20{_DIGIT}{{2}}){_NO_DIGIT_BEHIND})"
    f"|(?P<day>{_NO_DIGIT_BEFORE}(?P<dm>{_DIGIT}{{1,2}}|十[一二]?|[一二三四五六七八九]){_GAP}月{_GAP}(?P<dd>{_SMALL})"
    f"{_GAP}(?:[日号]{_GAP})?(?:{DASHES}{_GAP}{_DIGIT}{{1,2}}{_GAP})?[日号])"
    f"|(?P<months>{_NO_DIGIT_BEFORE}(?P<sm>{_DIGIT}{{1,2}}){_GAP}月?{DASHES}(?P<em>{_DIGIT}{{1,2}}){_GAP}月(?!{_DIGIT}))"
    f"|(?P<month>{_NO_DIGIT_BEFORE}(?P<mm>{_DIGIT}{{1,2}}|十[一二]){_GAP}月(?!{_DIGIT}))"
)
_MONTHS, _DAYS = range(1, 13), range(1, 32)
_FIELDS = {
    "iso": ("iy", "im", "id"),
    "range": ("ry", "", ""),
    "full": ("fy", "fm", "fd"),
    "year": ("yy", "", ""),
    "bare": ("by", "", ""),
    "day": ("", "dm", "dd"),
    "months": ("", "em", ""),
    "month": ("", "mm", ""),
}


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as far as the text gives it; what is not said is None. `in_title` is inside 《…》."""

    start: int
    end: int
    text: str
    year: int | None
    month: int | None
    day: int | None
    in_title: bool


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year, alone or as part of a date, both ends of a range of years included."""

    start: int
    end: int
    text: str
    year: int
    in_title: bool


def title_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where titles 《…》 stand, signs included; one that never closes ends with its paragraph."""
    return tuple(match.span() for match in _TITLE.finditer(text))


_TITLE = re.compile(f"{LEFT_TITLE}[^{LEFT_TITLE}{RIGHT_TITLE}\\n]*{RIGHT_TITLE}?")


class Spans:
    """Answers whether a place lies inside one of many spans that do not overlap."""

    def __init__(self, spans: tuple[tuple[int, int], ...]) -> None:
        self._spans = spans
        self._starts = [start for start, _ in spans]

    def __contains__(self, place: int) -> bool:
        return self.end_of(place) is not None

    def end_of(self, place: int) -> int | None:
        """Where the span around this place ends; None outside."""
        index = bisect_right(self._starts, place) - 1
        return self._spans[index][1] if index >= 0 and place < self._spans[index][1] else None


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Return every date, month and year in reading order; years of document numbers are none."""
    titles = Spans(title_spans(text))
    numbers = Spans(tuple((number.start, number.end) for number in find_document_numbers(text)))
    found = []
    for match in _PATTERN.finditer(text):
        if match.start() in numbers:
            continue
        mention = _mention(match, in_title=match.start() in titles)
        if mention is not None:
            found.append(mention)
    return tuple(found)


def find_years(text: str) -> tuple[YearMention, ...]:
    """Return every year in reading order: 2025年, 二〇二五年, both ends of 2021—2025年, the year of a date."""
    return tuple(
        YearMention(date.start, date.end, date.text, date.year, date.in_title)
        for date in find_dates(text)
        if date.year is not None
    )


def _mention(match: re.Match[str], *, in_title: bool) -> DateMention | None:
    form = match.lastgroup
    form = next(name for name in _FIELDS if match[name]) if form not in _FIELDS else form
    year_group, month_group, day_group = _FIELDS[form]
    if form == "bare" and not match["by"]:
        year_group = "cy"
    year = parse_year_digits(match[year_group]) if year_group else None
    month = _small(match[month_group]) if month_group else None
    day = _small(match[day_group]) if day_group else None
    if (year_group and year is None) or (month or 1) not in _MONTHS or (day or 1) not in _DAYS:
        return None
    start, end = match.span(form)
    if form == "range":
        end = match.end("ry")
    return DateMention(
        start, end, text=match.string[start:end], year=year, month=month, day=day, in_title=in_title
    )


def _small(text: str | None) -> int | None:
    if not text:
        return None
    value = parse_arabic(text) if text[0].isdecimal() else parse_han(text)
    return None if value is None else int(value)
