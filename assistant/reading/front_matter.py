"""Finds what stands around the text of a report: title, red head, number, signer, addressee, signature, date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assistant.domain.document_numbers import find_document_numbers
from assistant.domain.punctuation import (
    COLON,
    ENUMERATION_COMMA,
    FULL_STOP,
    LEFT_PAREN,
    LEFT_QUOTE,
    LEFT_TITLE,
    MIDDLE_DOT,
    RIGHT_PAREN,
    RIGHT_QUOTE,
    SEMICOLON,
)
from assistant.reading.furniture import Metadata
from assistant.reading.headings import find_marker
from assistant.reading.signature import (
    DATE_LINE,
    LEAST_PROSE,
    ORGANISATION_LINE,
    find_signature,
    is_prose,
    parse_date,
    text_lines,
)
from assistant.reading.text import HALF_WIDTH_DIGITS, HAN, MappedText, plain

_LONGEST_TITLE = 90
_LONGEST_TITLE_LINE = 60
_MOST_TITLE_LINES = 3
_LINES_BEFORE_TITLE = 60
_LONGEST_ADDRESSEE = 60
_LINES_OF_LETTER = 12
_LONGEST_LETTER = 400

_SUBJECT = re.compile("法治|法制|依法行政|依法治|年度报告|年报")
_GENRE = re.compile(
    f"(?:报告|总结|情况|汇报|年报|自查|小结|要点|综述)(?:[和及与暨{ENUMERATION_COMMA}].{{2,24}}(?:计划|打算|安排|思路))?(?:[{LEFT_PAREN}(][^{RIGHT_PAREN})]{{1,30}}[{RIGHT_PAREN})])?$"
)
_OWN_TITLE = re.compile("(?:报告|总结)$")
_LETTER = re.compile("呈送|报送|呈报|上报|审阅|审议|印发给你们|予以公布|请审")
_SITE_NAME = re.compile(rf"[-_\u2014|{MIDDLE_DOT}](?:[^-_\u2014|{MIDDLE_DOT}]{{2,24}})$")
_RED_HEAD = re.compile(
    f"([{HAN}{LEFT_QUOTE}{RIGHT_QUOTE}{LEFT_PAREN}{RIGHT_PAREN} ]{{4,36}}?)文件(?:[{LEFT_PAREN}(].{{1,8}}[{RIGHT_PAREN})])?"
)
_SIGNER = re.compile(f"签发人?{COLON}([{HAN}{MIDDLE_DOT}{ENUMERATION_COMMA}]{{2,24}})")
_NUMBER_LETTERS = re.compile(f"[{HAN}]{{1,12}}$")
_ADDRESSEE_WORD = re.compile("委|政府|局|厅|办|人大|小组|部|院|领导|各")
_NO_ADDRESSEE = re.compile("如下|报告|汇报|总结|签发|联系|附件|主办|地址|来源|日期|时间")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What was found; empty strings and None for what was not. `body` is what is left of the lines."""

    body: tuple[MappedText, ...]
    title: str = ""
    red_head: str = ""
    document_number: str = ""
    signer: str = ""
    addressee: str = ""
    signature: str = ""
    signed_on: date | None = None


def read_front_matter(lines: Sequence[MappedText], metadata: Metadata) -> FrontMatter:
    """Take title, red head, addressee, signature and their like from the lines around the text."""
    texts = [plain(line.text).translate(HALF_WIDTH_DIGITS) for line in lines]
    title, title_start, title_end = _find_title(texts)
    covered = _title_behind_letter(texts, title_end)
    if covered:
        title, title_start, title_end = texts[covered], covered, covered + 1
    start = _body_start(texts, title_end)
    in_head = [index for index in range(start) if not title_start <= index < title_end]
    head = [texts[index] for index in in_head]
    end, signature, signed_on = find_signature(lines, start)
    return FrontMatter(
        body=tuple(text_lines(lines[start:end])),
        title=title or _title_of_metadata(metadata),
        red_head=_first(head, _RED_HEAD),
        document_number=_document_number(head, metadata),
        signer=_signer([lines[index] for index in in_head]) or metadata.first("签发"),
        addressee=_addressee(head),
        signature=signature,
        signed_on=signed_on or _date_of_head(head) or _date_of_metadata(metadata),
    )


def _title_behind_letter(texts: Sequence[str], start: int) -> int:
    """Index of the report's own title when a covering letter stands in front of it; 0 when there is none."""
    letter = ""
    for index in range(start, min(start + _LINES_OF_LETTER, len(texts))):
        text = texts[index]
        marker = find_marker(text)
        if (marker and marker.level <= 2) or len(letter) > _LONGEST_LETTER:  # noqa: PLR2004
            return 0
        if _LETTER.search(letter) and is_title(text) and _OWN_TITLE.search(text):
            return index
        letter += text
    return 0


def is_title(text: str) -> bool:
    """Say whether a line, or some joined, can be the title of a report of the genre."""
    return (
        len(text) <= _LONGEST_TITLE
        and bool(_SUBJECT.search(text))
        and bool(_GENRE.search(text))
        and not any(sign in text for sign in (FULL_STOP, SEMICOLON))
        and not text.startswith(("现将", "根据", "按照"))
        and find_marker(text) is None
    )


def _find_title(texts: Sequence[str]) -> tuple[str, int, int]:
    """Title and the lines it fills, [start, end); an empty title fills none."""
    head = _head_length(texts)
    for count in range(1, _MOST_TITLE_LINES + 1):
        for start in range(head - count, -1, -1):
            found = _title_from(texts[start : start + count])
            if found:
                first = _title_begin(texts, start, found)
                return "".join([*texts[first:start], found]), first, start + count
    return "", 0, 0


def _title_from(lines: Sequence[str]) -> str:
    if any(len(line) > _LONGEST_TITLE_LINE for line in lines) and len(lines) > 1:
        return ""
    if any(find_marker(line) or line.endswith(COLON) for line in lines):
        return ""
    text = "".join(lines)
    return next((form for form in (text, _SITE_NAME.sub("", text)) if is_title(form)), "")


def _title_begin(texts: Sequence[str], start: int, found: str) -> int:
    """A title may begin on the line before, with the agency's name or with 关于."""
    if start == 0:
        return start
    before = texts[start - 1]
    if before in found or len(before) > _LONGEST_TITLE_LINE or find_marker(before):
        return start
    open_ended = before.endswith(("关于", "年", "年度", "的")) or bool(
        re.search(f"关于[^{FULL_STOP}]{{0,20}}$", before) and len(before) < LEAST_PROSE
    )
    names_agency = bool(ORGANISATION_LINE.fullmatch(before)) and not before.endswith((
        "省",
        "市",
        "县",
        "区",
    ))
    begins_bare = bool(re.match("(?:关于|20\\d\\d|二〇|法治|推进)", found))
    return start - 1 if open_ended or (names_agency and begins_bare) else start


def _head_length(texts: Sequence[str]) -> int:
    """How many lines come before the first line of the text itself."""
    for index, text in enumerate(texts[:_LINES_BEFORE_TITLE]):
        marker = find_marker(text)
        if (marker and marker.level <= 2 and not is_title(text)) or (is_prose(text) and not is_title(text)):  # noqa: PLR2004
            return index
    return min(len(texts), _LINES_BEFORE_TITLE)


def _body_start(texts: Sequence[str], title_end: int) -> int:
    """Index of the first line of the text, behind title, number, addressee and bare names and dates."""
    if title_end == 0:
        head = _head_length(texts)
        return head if head < len(texts) else 0
    index = title_end
    while index < len(texts):
        repeated = next((count for count in (2, 3) if _title_from(texts[index : index + count])), 0)
        if not repeated and not _belongs_to_head(texts[index]):
            break
        index += repeated or 1
    return index


def _belongs_to_head(text: str) -> bool:
    return bool(
        _is_addressee(text)
        or DATE_LINE.fullmatch(text)
        or ORGANISATION_LINE.fullmatch(text)
        or _SIGNER.match(text)
        or _RED_HEAD.fullmatch(text)
        or is_title(text)
        or (len(text) < LEAST_PROSE and find_document_numbers(text) and FULL_STOP not in text)
        or len(text) == 1
    )


def _is_addressee(text: str) -> bool:
    return (
        text.endswith(COLON)
        and len(text) <= _LONGEST_ADDRESSEE
        and bool(_ADDRESSEE_WORD.search(text))
        and not _NO_ADDRESSEE.search(text)
        and FULL_STOP not in text
        and find_marker(text) is None
    )


def _first(lines: Sequence[str], pattern: re.Pattern[str]) -> str:
    return next((match[1].strip() for line in lines if (match := pattern.fullmatch(line))), "")


def _document_number(head: Sequence[str], metadata: Metadata) -> str:
    stated = metadata.first("发文字号", "文号", "文件编号")
    for line in (*head, stated):
        if LEFT_TITLE in line:
            continue
        for number in find_document_numbers(line):
            letters = _NUMBER_LETTERS.search(line[: number.start])
            return (letters[0] if letters else "") + number.text
    return ""


def _signer(head: Sequence[MappedText]) -> str:
    """The names of those who signed, told apart by the blanks that stand between them in the source."""
    for line in head:
        match = _SIGNER.search(line.text)
        if match:
            start, end = match.span(1)
            cuts = [at for at in range(start + 1, end) if line.places[at] - line.places[at - 1] > 1]
            pieces = [line.text[one:two] for one, two in pairwise([start, *cuts, end])]
            return ENUMERATION_COMMA.join(_names(pieces))
    return ""


def _names(pieces: Sequence[str]) -> list[str]:
    """Whole names: one of two signs is often written with a blank inside (王 明)."""
    names: list[str] = []
    for piece in pieces:
        if names and len(names[-1]) == 1 and len(piece) == 1:
            names[-1] += piece
        else:
            names.append(piece)
    return [name.strip(ENUMERATION_COMMA) for name in names]


def _addressee(head: Sequence[str]) -> str:
    return next((line.rstrip(f"{COLON}:") for line in head if _is_addressee(line)), "")


def _title_of_metadata(metadata: Metadata) -> str:
    stated = metadata.first("标题", "信息名称", "文件名称", "名称")
    return stated if _SUBJECT.search(stated) else ""


def _date_of_head(head: Sequence[str]) -> date | None:
    return next((parse_date(line) for line in head if DATE_LINE.fullmatch(line)), None)


def _date_of_metadata(metadata: Metadata) -> date | None:
    labels = (
        "成文日期",
        "成文时间",
        "发文日期",
        "发文时间",
        "印发日期",
        "生成日期",
        "发布日期",
        "发布时间",
        "公开日期",
        "公开时间",
        "时间",
        "日期",
        "发布",
    )
    return next((found for label in labels if (found := parse_date(metadata.values.get(label, "")))), None)
