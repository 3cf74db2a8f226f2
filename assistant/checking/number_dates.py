"""NUM for dates, years, document numbers and what stands in titles: licensed by the yearly data or by the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.checked_text import CheckedText
from assistant.checking.licences import Licences
from assistant.checking.rule_book import finding_at
from assistant.checking.terms import known_documents, known_year_ranges
from assistant.domain.agency_year import AgencyYear
from assistant.domain.dates import DateMention, find_dates
from assistant.domain.document_numbers import find_document_numbers
from assistant.domain.findings import Finding

_FIXED_DAYS = {
    (12, 4),
    (4, 15),
    (11, 9),
    (6, 16),
    (5, 12),
    (6, 26),
    (3, 15),
    (12, 31),
    (1, 1),
    (10, 1),
    (7, 1),
    (12, 2),
}
_COMPARED = re.compile("[比较同与由从]|以来|起|自|截至|相比|上年|对照")
_MONTH_OF_ACTION = re.compile("(?:宣传|生产|质量|活动|普法|主题)月|宣传周|国家宪法日|汛期|防火期")
_WHOLE_YEAR = re.compile("截至|截止|[1１]月?[-—－至到]")
_NUMERALS = re.compile("[0-9０-９零〇一二两三四五六七八九十百千万亿]+")
_AFTER = re.compile("^[ 　]?[—–－\\-~～至到]")


def check(checked: CheckedText, year: AgencyYear, licences: Licences) -> Iterator[Finding]:
    """Find dates, years, document numbers and numbers in titles that neither data nor calendar explain."""
    for mention in find_dates(checked.text):
        if mention.start not in checked.furniture and not mention.in_title:
            yield from _date(mention, checked, year, licences)
    yield from _numbers(checked, licences)
    yield from _titles(checked, licences)


def _date(
    mention: DateMention, checked: CheckedText, year: AgencyYear, licences: Licences
) -> Iterator[Finding]:
    text, place = checked.text, (mention.start, mention.end)
    if mention.year is not None and not _year_fits(mention, checked, year, licences):
        yield finding_at(
            "NUM007", text, place, f"“{mention.text}”：年度数据中没有{mention.year}年的内容。", "核对年份。"
        )
    elif mention.month is not None and not _day_fits(mention, checked, year, licences):
        yield finding_at(
            "NUM007", text, place, f"日期“{mention.text}”在年度数据中找不到。", "核对日期，或在数据中补上。"
        )


def _year_fits(mention: DateMention, checked: CheckedText, year: AgencyYear, licences: Licences) -> bool:
    if mention.year in licences.years:
        return True
    if (mention.year, _other_end(mention, checked)) in known_year_ranges() or (
        _other_end(mention, checked),
        mention.year,
    ) in known_year_ranges():
        return True
    sentence = checked.sentence_at(mention.start)
    before = checked.text[max(sentence.start, mention.start - 3) : mention.start]
    return mention.year == year.year - 1 and _COMPARED.search(before) is not None


def _other_end(mention: DateMention, checked: CheckedText) -> int | None:
    """The other year of a range, whichever end this one is."""
    text = checked.text
    behind = re.match(
        "[ 　]?(?:年)?[ 　]?(?:[—–－\\-~～]{1,2}|至|到)[ 　]?((?:19|20)[0-9]{2})",
        text[mention.end : mention.end + 12],
    )
    if behind:
        return int(behind[1])
    before = re.search(
        "((?:19|20)[0-9]{2})[ 　]?年?[ 　]?(?:[—–－\\-~～]{1,2}|至|到)[ 　]?$",
        text[max(0, mention.start - 12) : mention.start],
    )
    return int(before[1]) if before else None


def _day_fits(mention: DateMention, checked: CheckedText, year: AgencyYear, licences: Licences) -> bool:
    if (mention.month, mention.day) in licences.days or (mention.month, mention.day) in _FIXED_DAYS:
        return True
    if (
        mention.day is None
        and mention.year is None
        and _MONTH_OF_ACTION.search(checked.sentence_at(mention.start).text)
    ):
        return True
    before = checked.text[max(0, mention.start - 4) : mention.end]
    if mention.month == 12 and mention.day is None and _WHOLE_YEAR.search(before):  # noqa: PLR2004 - December
        return True
    return (
        year.document.date is None
        and mention.year in {year.year, year.year + 1}
        and _stands_alone(mention, checked)
    )


def _stands_alone(mention: DateMention, checked: CheckedText) -> bool:
    """The date of a signature, which data without one cannot license."""
    sentence = checked.sentence_at(mention.start)
    return sentence.text.strip("（）() 　") == mention.text


def _numbers(checked: CheckedText, licences: Licences) -> Iterator[Finding]:
    for number in find_document_numbers(checked.text):
        if number.year is None or number.start in checked.furniture:
            continue
        known = any(issued in number.issuer + number.text for issued in known_documents())
        if not known and number.text not in licences.numbers:
            message = f"文号“{number.text}”在年度数据中找不到。"
            yield finding_at("NUM008", checked.text, (number.start, number.end), message, "核对文号。")


def _titles(checked: CheckedText, licences: Licences) -> Iterator[Finding]:
    """A title that differs from one of the data in its numerals only."""
    licensed = set(re.findall("《[^《》\\n]+》", licences.words))
    shapes = {_NUMERALS.sub("#", title): title for title in licensed}
    for span in checked.titles:
        meant = shapes.get(_NUMERALS.sub("#", span.text))
        if meant is not None and span.text not in licensed and "#" in _NUMERALS.sub("#", meant):
            message = f"文件名中的数字与数据不符，数据中为{meant}。"
            yield finding_at("NUM001", checked.text, (span.start, span.end), message, f"改为{meant}。", meant)
