"""FMT: numbering that skips or restarts, dates and document numbers after GB/T 9704, stray spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.checking.checked_text import CheckedText
from assistant.checking.contents import heading_span
from assistant.checking.context import CheckContext
from assistant.checking.requests import requests_in
from assistant.checking.rule_book import finding_at
from assistant.domain.drafts import chinese_number
from assistant.domain.findings import Finding
from assistant.domain.numerals import parse_arabic, parse_han
from assistant.domain.peers import ReportSection

_DIGITS = re.compile("[0-9０-９]+|[零一二三四五六七八九十百]+")
_HAN = "[\u4e00-\u9fff]"
_LEADING_ZERO = re.compile(
    "(?<=年)(?:0[1-9]月(?:[0-9]{1,2}日)?|[0-9]{1,2}月0[1-9]日)|(?<![0-9])0[1-9]月[0-9]{1,2}日"
)
_NUMBER_BRACKETS = re.compile("(?P<wrong>[\\[［【(（](?P<year>20[0-9]{2})[\\]］】)）])(?=[0-9]{1,4}号)")
_NUMBER_STRAY = re.compile("〔20[0-9]{2}〕(?P<wrong>第|0+(?=[1-9])|-)(?=[0-9])")
_SHORT_YEAR = re.compile("(?<![0-9.至到—-])(?P<wrong>[12][0-9])年度")
_SPACES = re.compile(f"(?<={_HAN})[ \u3000\u00a0]{{1,4}}(?={_HAN})")
_POINT = re.compile(
    "(?:(?<=[。；，：:;])|(?<=^)|(?<=[*\u3000 ]))(?P<number>[一二三四五六七八九十]{1,2})是(?!否|的|非常)",
    re.MULTILINE,
)
_SPACES_AT_LEAST = 1
_LEAST_BEFORE = 10
_POINT_REACH = 600


def check(checked: CheckedText, _context: CheckContext) -> tuple[Finding, ...]:
    """Find slips of form."""
    found = list(_numbering(checked.report.sections, checked))
    found.extend(_points(checked))
    found.extend(_zeros(checked))
    found.extend(_document_numbers(checked))
    for match in _SHORT_YEAR.finditer(checked.text):
        right = f"20{match['wrong']}"
        yield_place = match.span("wrong")
        found.append(
            finding_at("FMT005", checked.text, yield_place, "年份应写四位。", f"改为“{right}”。", right)
        )
    found.extend(_spaces(checked))
    found.extend(requests_in(checked))
    return tuple(found)


def _numbering(sections: Sequence[ReportSection], checked: CheckedText) -> Iterator[Finding]:
    marked = [(number, s) for s in sections if s.level <= 4 and (number := _number(s.marker)) is not None]  # noqa: PLR2004 - 5 are points
    if marked and marked[0][0] > 1 and len(marked) > 1:
        yield _misnumbered(marked[0][1], checked, "序号不是从一开始。")
    for (before, one), (number, other) in pairwise(marked):
        if one.level != other.level or number == before + 1:
            continue
        if number == before:
            yield _misnumbered(other, checked, f"序号“{other.marker}”重复。")
        elif number > before + 1:
            yield _misnumbered(other, checked, f"序号跳号：“{one.marker}”之后是“{other.marker}”。")
        else:
            yield _misnumbered(other, checked, f"序号倒退：“{one.marker}”之后是“{other.marker}”。")
    for section in sections:
        yield from _numbering(section.children, checked)


def _number(marker: str) -> int | None:
    match = _DIGITS.search(marker)
    if match is None:
        return None
    value = parse_arabic(match[0]) if match[0][0].isdecimal() else parse_han(match[0])
    return None if value is None else int(value)


def _misnumbered(section: ReportSection, checked: CheckedText, message: str) -> Finding:
    span = heading_span(checked.text, section)
    at = checked.text.find(section.marker, span.start, span.end)
    place = (at, at + len(section.marker)) if section.marker and at >= 0 else (span.start, span.end)
    return finding_at("FMT001", checked.text, place, message, "核对是否漏了一项，或改正序号。")


def _points(checked: CheckedText) -> Iterator[Finding]:
    """一是……二是…… in the text of one section, nested rows included."""
    for section in checked.report.walk():
        if section.level > 4 or any(child.level <= 4 for child in section.children):  # noqa: PLR2004 - 5 are points
            continue
        open_rows: list[int] = []
        for match in _POINT.finditer(checked.text, section.start, section.end):
            value = parse_han(match["number"])
            number = int(value) if value is not None else 0
            yield from _point(number, match, open_rows, checked)


def _point(number: int, match: re.Match[str], rows: list[int], checked: CheckedText) -> Iterator[Finding]:
    if number == 1:
        rows.append(1)
        return
    for place in range(len(rows) - 1, -1, -1):
        if rows[place] + 1 == number:
            rows[place] = number
            del rows[place + 1 :]
            return
    before = chinese_number(number - 1) if number > 1 else ""
    if before and f"{before}是" in checked.text[max(0, match.start() - _POINT_REACH) : match.start()]:
        rows.append(number)  # the one before runs on from a heading, without a stop
        return
    said = (
        f"“{match['number']}是”之前没有相连的上一项。" if rows else f"“{match['number']}是”之前没有“一是”。"
    )
    spot = (match.start("number"), match.end())
    yield finding_at("FMT002", checked.text, spot, said, "核对是否漏项或序号有误。")
    rows.append(number)


def _zeros(checked: CheckedText) -> Iterator[Finding]:
    for match in _LEADING_ZERO.finditer(checked.text):
        if match.start() not in checked.furniture:
            right = re.sub("(?<![0-9])0(?=[1-9])", "", match[0])
            yield finding_at(
                "FMT003", checked.text, match.span(), "月、日不编虚位。", f"改为“{right}”。", right
            )


def _document_numbers(checked: CheckedText) -> Iterator[Finding]:
    for match in _NUMBER_BRACKETS.finditer(checked.text):
        if match.start() not in checked.furniture:
            right = f"〔{match['year']}〕"
            yield finding_at(
                "FMT004",
                checked.text,
                match.span("wrong"),
                "发文字号的年份用六角括号。",
                f"改为“{right}”。",
                right,
            )
    for match in _NUMBER_STRAY.finditer(checked.text):
        if match.start() not in checked.furniture:
            message = "发文字号的顺序号不加“第”、不编虚位。"
            yield finding_at("FMT006", checked.text, match.span("wrong"), message, "删去。", "")


def _spaces(checked: CheckedText) -> Iterator[Finding]:
    """Stray spaces inside sentences, said once: a page that spaces everything is a habit, not a list of slips."""
    signature = max(0, len(checked.text) - 120)
    matches = [
        match
        for match in _SPACES.finditer(checked.text)
        if match.start() not in checked.furniture
        and match.start() < signature
        and "\n" not in checked.source[match.start() : match.end()]
        and _in_sentence(match, checked)
    ]
    if matches:
        count = f"，全文{len(matches)}处" if len(matches) > _SPACES_AT_LEAST else ""
        mend = "" if len(matches) == 1 else None
        place = matches[0].span()
        yield finding_at("FMT007", checked.text, place, f"汉字之间有多余的空格{count}。", "删去空格。", mend)


def _in_sentence(match: re.Match[str], checked: CheckedText) -> bool:
    """Inside prose, and not between the halves of a title or a quotation."""
    text = checked.text
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    before, behind = text[start : match.start()], text[match.end() : end if end >= 0 else len(text)]
    inside = before.count("“") > before.count("”") or before.count("《") > before.count("》")
    return len(before) > _LEAST_BEFORE and "。" in before + behind and not inside
