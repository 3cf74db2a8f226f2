"""CON for what stands around a text: agency, addressee, number, signer, date and leadership against the data; the agency's word for itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from assistant.checking.checked_text import CheckedText
from assistant.checking.context import CheckContext
from assistant.checking.rule_book import finding_at
from assistant.domain.agency_year import AgencyYear
from assistant.domain.findings import Finding, Severity
from assistant.domain.places import short_name
from assistant.domain.punctuation import COLON, COMMA, ENUMERATION_COMMA, LEFT_BRACKET

_CODE = "CON005"
_SPLIT = re.compile(f"[{ENUMERATION_COMMA}{COMMA}和与及 \u3000]+")
_SIGNERS = re.compile(f"[{ENUMERATION_COMMA}{COMMA} \u3000]+")  # 和 is part of many an agency's name
_BRACKETS = str.maketrans("[]［］【】()（）", "〔〕" * 5)
_TAIL = re.compile("〔[0-9]{4}〕.*$")
_SIGNED_DATE = re.compile("[0-9〇零一二三四五六七八九十]{4}年.*$|（盖章）")
_SHORTEST_AGENCY = 4
_OWN_WORD = re.compile("(?<![自小忘大本])我(?:局(?!面|部|限|势)|厅|委(?!托|派|员|任|以))")
_TWICE = 2
_LED = re.compile("在([^\uff0c\u3002\uff1b\n]{2,40}?)的?(?:坚强|正确|统一|有力)?领导下")
_LEADER = re.compile("[省市州盟县区旗镇乡](委|政府)")


def check(checked: CheckedText, context: CheckContext) -> tuple[Finding, ...]:
    """Find names and dates around the text that the yearly data contradict, and two words for oneself."""
    found = list(_own_words(checked, context.year))
    if context.year is not None:
        found.extend(_agency(checked, context.year))
        found.extend(_addressee(checked, context.year))
        found.extend(_number(checked, context.year))
        found.extend(_signer(checked, context.year))
        found.extend(_date(checked, context.year))
        found.extend(_leadership(checked, context.year))
    return tuple(found)


def _contradiction(checked: CheckedText, words: str, said: str, right: str, *, last: bool = False) -> Finding:
    find = checked.source.rfind if last else checked.source.find
    start = find(words)
    place = (start, start + len(words)) if start >= 0 else (0, 0)
    message = f"{said}写“{words}”，年度数据中为“{right}”。"
    return finding_at(_CODE, checked.source, place, message, f"核对；若有误，改为“{right}”。", right)


def _agency(checked: CheckedText, year: AgencyYear) -> Iterator[Finding]:
    report, own = checked.report, year.agency
    name = report.agency
    if len(name) >= _SHORTEST_AGENCY and name in report.title and not _is_own(name, year):
        yield _contradiction(checked, name, "标题中的机关", own.name)
    signed = [part for part in _SIGNERS.split(_SIGNED_DATE.sub("", report.signature)) if part]
    if signed and LEFT_BRACKET not in report.signature and not any(_is_own(part, year) for part in signed):
        yield _contradiction(checked, signed[0], "落款", own.name, last=True)


def _is_own(name: str, year: AgencyYear) -> bool:
    """The agency's name, a short form of it, or one with more or less of its region in front."""
    said, own = _without_region(name, year), _without_region(year.agency.name, year)
    return name in year.agency.short_names or said in {own, ""} or said.startswith(own)


def _without_region(name: str, year: AgencyYear) -> str:
    for region in year.agency.region:
        name = name.removeprefix(region)
    return name


def _addressee(checked: CheckedText, year: AgencyYear) -> Iterator[Finding]:
    said, right = checked.report.addressee, year.document.addressee.rstrip(f":{COLON} ")
    if not said or not right or LEFT_BRACKET in said:
        return
    if not _offices(right, year) <= _offices(said, year):
        yield replace(_contradiction(checked, said, "主送机关", right), severity=Severity.WARNING)


def _offices(addressee: str, year: AgencyYear) -> frozenset[str]:
    """The offices of an addressee in their short form: 中共青岚县委 is 县委."""
    short = addressee.replace("中共", "").replace("人民政府", "政府")
    for region in year.agency.region:
        short = short.replace(short_name(region), "")
    return frozenset(part for part in _SPLIT.split(short) if part)


def _number(checked: CheckedText, year: AgencyYear) -> Iterator[Finding]:
    """The issuer's letters; another year or number is found among the numbers."""
    said, right = checked.report.document_number, year.document.number
    one, other = said.translate(_BRACKETS), right.translate(_BRACKETS)
    if said and right and one != other and _TAIL.findall(one) == _TAIL.findall(other):
        yield _contradiction(checked, said, "发文字号", right)


def _signer(checked: CheckedText, year: AgencyYear) -> Iterator[Finding]:
    said, right = checked.report.signer, year.document.signer
    names = [re.sub("\\s", "", part) for part in re.split(f"[{ENUMERATION_COMMA}]", said)]
    blanks = f"[\\s{ENUMERATION_COMMA}]"
    if said and right and re.sub(blanks, "", right) not in {*names, re.sub(blanks, "", said)}:
        yield _contradiction(checked, said, "签发人", right)


def _date(checked: CheckedText, year: AgencyYear) -> Iterator[Finding]:
    """The year of the date; another day is found among the dates."""
    said, right = checked.report.date, year.document.date
    if said is None or right is None or said.year == right.year or said.replace(year=right.year) != right:
        return
    words = f"{said.year}年{said.month}月{said.day}日"
    if words in checked.source:
        yield _contradiction(
            checked, words, "成文日期", f"{right.year}年{right.month}月{right.day}日", last=True
        )


def _leadership(checked: CheckedText, year: AgencyYear) -> Iterator[Finding]:
    """Under whose leadership: 市委 may stand beside 县委, not in its place."""
    right = _offices(year.agency.leadership, year)
    ours = {office: match[1] for office in right if (match := _LEADER.fullmatch(office))}
    for match in _LED.finditer(checked.text) if ours else ():
        said = _offices(match[1], year)
        displaced = {m[1] for office in said - right if (m := _LEADER.fullmatch(office))}
        if any(kind in displaced and office not in said for office, kind in ours.items()):
            message = f"此处写在“{match[1]}”领导下，年度数据中领导机关为“{year.agency.leadership}”。"
            mend = f"核对；若有误，改为“{year.agency.leadership}”。"
            yield finding_at("CON007", checked.text, match.span(1), message, mend, year.agency.leadership)


def _own_words(checked: CheckedText, year: AgencyYear | None) -> Iterator[Finding]:
    """我委 in a text that says 我局 everywhere else: a paragraph of another agency."""
    matches = [match for match in _OWN_WORD.finditer(checked.text) if match.start() not in checked.furniture]
    counts = Counter(match[0] for match in matches)
    usual = year.agency.self_reference if year is not None else ""
    if not _OWN_WORD.fullmatch(usual):
        usual = counts.most_common(1)[0][0] if counts else ""
        if counts[usual] < _TWICE * (len(matches) - counts[usual]) or counts[usual] < _TWICE:
            return
    for match in matches:
        if match[0] != usual:
            message = f"本机关自称“{usual}”，此处写“{match[0]}”，可能抄自其他机关。"
            yield finding_at(
                "CON006", checked.text, match.span(), message, f"核对整段；确属本机关的改为“{usual}”。"
            )
