"""YEAR for meetings and programmes: those that were not yet held, are out of date, or whose term is over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.checking.checked_text import CheckedText
from assistant.checking.contents import plan_spans
from assistant.checking.rule_book import finding_at
from assistant.checking.terms import Meeting, Programme, congresses, meetings, programmes
from assistant.domain.findings import Finding, Severity

_PLENUMS = re.compile(
    "(?P<congress>十[七八九]|二十|二十一)届(?:(?P<list>[一二三四五六七八](?:中)?(?:全会)?(?:[、和及][一二三四五六七八](?:中)?)*)中?|(?:历次|历届))全会"
)
_NUMBER = re.compile("[一二三四五六七八]")
_CONGRESS = re.compile(
    "(?P<congress>十[七八九]|二十|二十一)大(?!以来|后)(?=精神|报告|和|及|、|胜利|，|。|召开)"
)
_ALL_SESSIONS = re.compile("(?<!届)(?:历次|历届)(?:全会|会议)|[一二三四五六七八]中至")
_ALL = "历次"
_WELCOMED = re.compile("(?:迎接|喜迎|护航|献礼|迎|服务保障)(?:中国共产党|党的)?(?:第)?$")
_TERM = re.compile("[(（《]?((?:19|20)[0-9]{2})[ 　]?年?[ 　]?[—–－\\-~～至到]{1,2}[ 　]?((?:19|20)[0-9]{2})")
_REACH = 24


@dataclass(frozen=True, slots=True)
class _Said:
    """A plenary session as the text names it; `number` is ALL for 历次全会 of a congress."""

    start: int
    end: int
    congress: str
    number: str


def check_meetings(checked: CheckedText, year: int) -> Iterator[Finding]:
    """Find sessions of another time than the reported year's."""
    said = [one for one in _sessions(checked.text) if one.start not in checked.furniture]
    plans = plan_spans(checked)
    for one in said:
        yield from _session(one, checked, year, in_plan=one.start in plans)
    outdated = list(_outdated(said, checked, year))
    yield from outdated
    for finding in _congresses(checked, year):
        if finding.code != "YEAR004" or not outdated:  # the sessions said it
            yield finding


def _sessions(text: str) -> Iterator[_Said]:
    for match in _PLENUMS.finditer(text):
        for number in _NUMBER.findall(match["list"] or "") or [_ALL]:
            yield _Said(match.start(), match.end(), match["congress"], number)


def _meant(one: _Said, year: int) -> Meeting | None:
    """The meeting named; of all sessions of a congress the last one held by the end of the year, else the first."""
    of_congress = [meeting for meeting in meetings() if meeting.congress == one.congress]
    if one.number != _ALL:
        return next((meeting for meeting in of_congress if meeting.number == one.number), None)
    held = [meeting for meeting in of_congress if meeting.year <= year]
    return held[-1] if held else next(iter(of_congress), None)


def _session(one: _Said, checked: CheckedText, year: int, *, in_plan: bool) -> Iterator[Finding]:
    name, place = f"{one.congress}届{one.number}中全会", (one.start, one.end)
    known = _meant(one, year)
    if known is None:
        newest = meetings()[-1]
        name = checked.text[one.start : one.end] if one.number == _ALL else name
        message = f"内置的会议表（至{newest.year}年{newest.name}）中没有{name}。"
        yield finding_at("YEAR003", checked.text, place, message, "核对会议名称。")
    elif known.year > year + in_plan:
        message = f"{known.name}于{known.year}年{known.month}月召开，不属于{year}年度。"
        yield finding_at("YEAR003", checked.text, place, message, "核对会议与报告年度。")


def _outdated(said: list[_Said], checked: CheckedText, year: int) -> Iterator[Finding]:
    """The newest meeting that a text names should be the newest held by the end of the year."""
    known = [(meeting, one) for one in said if (meeting := _meant(one, year)) is not None]
    held = [meeting for meeting in meetings() if meeting.year <= year]
    if not known or not held or _ALL_SESSIONS.search(checked.text):
        return
    newest_said, place = max(known, key=lambda pair: (pair[0].year, pair[0].month))
    named = {match["congress"] for match in _CONGRESS.finditer(checked.text)}
    newest = max([newest_said, *(c for c in congresses() if c.congress in named)], key=_held)
    newest_held = held[-1]
    if _held(newest) < _held(newest_held):
        # The first session of a congress elects; texts name the congress.
        name = f"党的{newest_held.congress}大" if newest_held.number == "一" else newest_held.name
        message = f"文中最新的会议是{newest.name}（{newest.year}年），{name}已于{newest_held.year}年{newest_held.month}月召开。"
        yield finding_at("YEAR004", checked.text, (place.start, place.end), message, f"核对是否应写{name}。")


def _held(meeting: Meeting) -> tuple[int, int]:
    return meeting.year, meeting.month


def _congresses(checked: CheckedText, year: int) -> Iterator[Finding]:
    matches = [m for m in _CONGRESS.finditer(checked.text) if m.start() not in checked.furniture]
    by_name, plans = {meeting.congress: meeting for meeting in congresses()}, plan_spans(checked)
    for match in matches:
        known = by_name.get(match["congress"])
        ahead = match.start() in plans or _WELCOMED.search(
            checked.text[max(0, match.start() - 12) : match.start()]
        )
        if known is not None and known.year > year + bool(ahead):
            message = f"党的{known.name}于{known.year}年{known.month}月召开，不属于{year}年度。"
            yield finding_at("YEAR003", checked.text, match.span(), message, "核对会议与报告年度。")
    newest = max((m for m in congresses() if m.year <= year), key=lambda m: m.year, default=None)
    if matches and newest is not None and f"{newest.congress}大" not in checked.text:
        old = max((m for m in matches), key=lambda m: m.start())
        if old["congress"] in by_name and by_name[old["congress"]].year < newest.year < year:
            message = (
                f"文中只写党的{old['congress']}大，党的{newest.name}已于{newest.year}年{newest.month}月召开。"
            )
            yield finding_at("YEAR004", checked.text, old.span(), message, f"核对是否应写党的{newest.name}。")


def check_programmes(checked: CheckedText, year: int) -> Iterator[Finding]:
    """Find programmes outside their term, or with a term that is not theirs."""
    plans = plan_spans(checked)
    for programme in programmes():
        for match in programme.words.finditer(checked.text):
            if match.start() in checked.furniture:
                continue
            yield from _programme(programme, match, checked, year + 1 if match.start() in plans else year)


def _programme(
    programme: Programme, match: re.Match[str], checked: CheckedText, year: int
) -> Iterator[Finding]:
    text, term = checked.text, None
    if programme.ranged:
        window = text[match.start() : match.end() + _REACH]
        term = _TERM.search(window)
    if term is not None:
        first, last = int(term[1]), int(term[2])
        if _is_another(programme, first, last):
            if year > last + 1:
                start = match.start() + term.start(1)
                message = f"所引文件的期限是{first}—{last}年，对{year}年已经到期；现行的是{programme.name}。"
                place = (start, match.start() + term.end(2))
                finding = finding_at("YEAR005", text, place, message, "核对是否为以往年度的内容。")
                yield replace(finding, severity=Severity.WARNING, source=programme.source)
            return
        if (first, last) != (programme.first, programme.last):
            start = match.start() + term.start(1)
            right = f"{programme.first}—{programme.last}"
            message = f"{programme.name}的期限是{right}年。"
            place = (start, match.start() + term.end(2))
            yield _softened(finding_at("YEAR005", text, place, message, f"改为{right}。", right), programme)
            return
    if year > programme.last or year < programme.first - programme.ahead:
        tense = "已经到期" if year > programme.last else "尚未开始"
        message = f"{programme.name}的期限是{programme.first}—{programme.last}年，对{year}年{tense}。"
        finding = finding_at(
            "YEAR005", text, match.span(), message, f"核对规划名称。依据：{programme.source}。"
        )
        finding = replace(
            finding, severity=Severity.WARNING if year <= programme.last + 1 else finding.severity
        )
        yield _softened(finding, programme)


def _is_another(programme: Programme, first: int, last: int) -> bool:
    """An older edition or a local document of the same name."""
    return programme.words.pattern.startswith("法治政府建设实施纲要") and (first, last) == (2015, 2020)


def _softened(finding: Finding, programme: Programme) -> Finding:
    finding = replace(finding, source=programme.source)
    return replace(finding, severity=Severity.NOTE) if programme.remembered else finding
