"""Finds where the text of a report ends: signature, date, closing formulas and the back page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.domain.dates import find_dates
from assistant.domain.punctuation import (
    COLON,
    COMMA,
    EXCLAMATION,
    FULL_STOP,
    LEFT_PAREN,
    LEFT_QUOTE,
    RIGHT_PAREN,
    RIGHT_QUOTE,
)
from assistant.reading.headings import find_marker
from assistant.reading.text import HALF_WIDTH_DIGITS, HAN, MappedText, plain

LEAST_PROSE = 30
_LEAST_SENTENCE = 8
_LINES_BEHIND_SIGNATURE = 12
_LINES_OF_BACK_PAGE = 40
_MOST_NAMES = 3
_ORGANISATION = "(?:局|厅|委|委员会|政府|办公室|办事处|街道|镇|乡|部|署|院|总队|支队|大队|中心|管委会|党组|党委|党工委|工委|银行|海关|公司|协会|领导小组|小组|省|市|县|区|旗|州|盟)"
ORGANISATION_LINE = re.compile(
    f"[{HAN}{LEFT_PAREN}{RIGHT_PAREN}(){LEFT_QUOTE}{RIGHT_QUOTE} ]{{2,36}}{_ORGANISATION}"
)
_CHINESE_DATE = re.compile(
    "[一二][〇○ＯO0零Oo][〇○ＯO0零一二三四五六七八九Oo]{2}年[元一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_DATE = f"(?:19|20)\\d\\d ?年 ?\\d{{1,2}} ?月 ?\\d{{1,2}} ?日|(?:19|20)\\d\\d[-./]\\d{{1,2}}[-./]\\d{{1,2}}|{_CHINESE_DATE.pattern}"
DATE_LINE = re.compile(f"[{LEFT_PAREN}(]?(?P<date>{_DATE})[{RIGHT_PAREN})]?")
_SIGNED_AT_END = re.compile(f"(?:(?<=[{FULL_STOP}])|^)(?P<who>[{HAN} ]{{0,30}}){DATE_LINE.pattern}$")
_CLOSING = re.compile(
    f"(?:特此报告|专此报告|以上报告.{{0,12}}|妥否.{{0,10}})[{FULL_STOP}{EXCLAMATION}]?|[{LEFT_PAREN}(](?:此件|联系人|信息公开).{{1,60}}[{RIGHT_PAREN})]"
)
# What stands below or beside the signature whatever it says; a 附件 line may also stand above it.
_ATTACHMENT = re.compile(f"附 ?件?(?: ?[{COLON}:]|[\\d一])")
_BACK_LABEL = re.compile(
    f"[{LEFT_PAREN}(]?(?:抄 ?送|抄 ?报|抄 ?呈|分 ?送|主 ?送|印发机关|联 ?系 ?人|联系方式|联系电话|经办人|校对|打字)[^{FULL_STOP}{COLON}:]{{0,6}}[{COLON}:]"
    f"|[{LEFT_PAREN}(](?:此件|此页|联系(?:人|电话|方式)|信息公开|主动公开)|(?:抄送|抄报|印发机关|联系电话)|共印\\d"
)
_PRINTED = re.compile(f"[{HAN}{LEFT_PAREN}{RIGHT_PAREN}() ]{{0,30}}(?:{_DATE}) ?印发[{RIGHT_PAREN})]?")


def find_signature(lines: Sequence[MappedText], start: int) -> tuple[int, str, date | None]:
    """Where the text ends, and the names and the date below it."""
    texts = [plain(line.text).translate(HALF_WIDTH_DIGITS) for line in lines]
    end = _before_back_page(texts, start)
    for index in range(end - 1, max(start, end - _LINES_BEHIND_SIGNATURE) - 1, -1):
        if any(is_prose(text) or find_marker(text) for text in texts[index + 1 : end]):
            break
        if DATE_LINE.fullmatch(texts[index]):
            first = _signature_start(texts, start, index)
            names = " ".join(texts[first:index])
            return _before_attachments(texts, start, first), names, parse_date(texts[index])
        signed = _SIGNED_AT_END.search(texts[index])
        if signed and (signed["who"] == "" or ORGANISATION_LINE.fullmatch(signed["who"])):
            first = index if signed.start() == 0 else index + 1
            return _before_attachments(texts, start, first), signed["who"].strip(), parse_date(signed["date"])
    if end > start and ORGANISATION_LINE.fullmatch(texts[end - 1]) and FULL_STOP not in texts[end - 1]:
        first = _signature_start(texts, start, end)
        return _before_attachments(texts, start, first), " ".join(texts[first:end]), None
    return _before_attachments(texts, start, end), "", None


def _signature_start(texts: Sequence[str], start: int, end: int) -> int:
    first = end
    while first - 1 > start and end - first < _MOST_NAMES and ORGANISATION_LINE.fullmatch(texts[first - 1]):
        first -= 1
    return first


def _before_back_page(texts: Sequence[str], start: int) -> int:
    """Index of the first line that stands behind text and signature: 抄送, the printing office, attached pages."""
    end = len(texts)
    for index in range(end - 1, max(start, end - _LINES_OF_BACK_PAGE) - 1, -1):
        text = texts[index]
        signed_above = index > start and _is_signed(texts[index - 1])
        if (
            _BACK_LABEL.match(text)
            or _PRINTED.fullmatch(text)
            or (
                _ATTACHMENT.match(text)
                and not is_prose(text)
                and (signed_above or not _signed_below(texts, index))
            )
        ):
            end = index
    return end


def _is_signed(text: str) -> bool:
    return DATE_LINE.fullmatch(text) is not None or _SIGNED_AT_END.search(text) is not None


def _signed_below(texts: Sequence[str], index: int) -> bool:
    """Whether the signature follows: then a list of attachments stands above it, as the standard wants."""
    below = texts[index + 1 : index + 1 + _LINES_BEHIND_SIGNATURE]
    signed = next((place for place, text in enumerate(below) if _is_signed(text)), None)
    return signed is not None and not any(is_prose(text) for text in below[:signed])


def _before_attachments(texts: Sequence[str], start: int, end: int) -> int:
    """Index of the list of attachments above the signature, or `end` when there is none."""
    for index in range(end - 1, max(start, end - _LINES_BEHIND_SIGNATURE) - 1, -1):
        if is_prose(texts[index]):
            break
        if _ATTACHMENT.match(texts[index]):
            return index
    return end


def text_lines(lines: Sequence[MappedText]) -> list[MappedText]:
    """The lines of the text, without closing formulas and without a signature that hangs on the last one."""
    body = [line for line in lines if not _CLOSING.fullmatch(plain(line.text))]
    if body:
        signed = _SIGNED_AT_END.search(body[-1].text)
        if (
            signed
            and signed.start() > 0
            and (not signed["who"] or ORGANISATION_LINE.fullmatch(signed["who"]))
        ):
            body[-1] = body[-1].cut(0, signed.start())
    return body


def is_prose(text: str) -> bool:
    return (FULL_STOP in text and len(text) >= _LEAST_SENTENCE) or (
        len(text) >= LEAST_PROSE and COMMA in text
    )


def parse_date(text: str) -> date | None:
    """First complete date of a text, Arabic or Chinese."""
    chinese = _CHINESE_DATE.search(text)
    if chinese:
        text = re.sub("[○ＯO0零o]", "〇", chinese[0]).replace("元月", "一月")
    for mention in find_dates(text):
        if mention.year and mention.month and mention.day:
            try:
                return date(mention.year, mention.month, mention.day)
            except ValueError:
                continue
    return None
