"""SRC: honours, rankings and documents that a text claims and the yearly data do not know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.attachment import pairs_in
from assistant.checking.checked_text import CheckedText
from assistant.checking.context import CheckContext
from assistant.checking.licences import Licences, licences_of
from assistant.checking.rule_book import finding_at
from assistant.domain.findings import Finding
from assistant.prompt_files import read_toml

_CLAIM = re.compile(
    "荣获|获评|获得[^，。；]{0,20}(?:称号|表彰|荣誉|奖|肯定|批示)|被[^，。；]{2,20}(?:评为|授予|表彰|确定为|列为|评定为)|(?:全国|全省|全市|全县|全区)(?:首个|首家|首创|首例|率先|第一|前列|领先|唯一)"
    "|位居(?:全国|全省|全市|全县)|名列前茅|排名第|走在(?:全国|全省|全市|全县)?前列|(?:央视|人民日报|新华社|中央电视台)[^，。；]{0,10}(?:报道|刊发|播出)|(?:典型|经验)(?:发言|交流|做法)[^，。；]{0,6}(?:推广|刊发)|作典型发言|(?:批示|充分)肯定"
)
_ENOUGH_PAIRS = 3
_GAINED = frozenset("荣获被")  # the word for getting it says nothing of what it was
_SAME_MATTER = 4
_LEVELS = (
    re.compile("全国|国家级|全省|省级|全市|市级|全县|县级|全区|区级"),
    re.compile("特等奖|[一二三]等奖|[金银铜]奖|优秀奖|第[一二三四五六七八九十]名|冠军|亚军|季军"),
)


def check(checked: CheckedText, context: CheckContext) -> tuple[Finding, ...]:
    """Find claims without a source in the yearly data; without data nothing can be said."""
    if context.year is None:
        return ()
    licences = licences_of(context.year)
    return (*_honours(checked, licences), *_documents(checked, licences))


def _honours(checked: CheckedText, licences: Licences) -> Iterator[Finding]:
    known = pairs_in(licences.words)
    for match in _CLAIM.finditer(checked.text):
        if match.start() in checked.furniture:
            continue
        before, behind = checked.clause_around(match.start(), match.end())
        clause = before + match[0] + behind
        raised = _raised(clause, licences)
        if raised:
            at = match.start() - len(before) + clause.index(raised[0])
            message = f"“{raised[0]}”与数据不符，数据中写的是“{raised[1]}”。"
            place = (at, at + len(raised[0]))
            yield finding_at("SRC001", checked.text, place, message, "核对级别和名次。")
            continue
        if match[0] in licences.words:
            continue
        said = pairs_in(f"{before} {behind}") | (pairs_in(match[0]) if match[0][:1] not in _GAINED else set())
        if len(said - known) < _ENOUGH_PAIRS:
            continue
        message = f"“{match[0]}”在年度数据中没有依据。"
        yield finding_at(
            "SRC001", checked.text, match.span(), message, "核对来源；确有其事的，在年度数据中补上。"
        )


def _raised(clause: str, licences: Licences) -> tuple[str, str] | None:
    """A level or a place of honour that the data give otherwise: 全省 for 全市, 一等奖 for 二等奖."""
    said = pairs_in(clause)
    best = max(licences.words.split("\n"), key=lambda line: len(said & pairs_in(line)), default="")
    if len(said & pairs_in(best)) < _SAME_MATTER:
        return None
    for group in _LEVELS:
        ours, theirs = group.findall(clause), group.findall(best)
        if ours and theirs and not set(ours) & set(theirs):
            return ours[0], best
    return None


def _documents(checked: CheckedText, licences: Licences) -> Iterator[Finding]:
    generic = re.compile("|".join(read_toml("peer_names.toml")["generic_titles"]))
    for span in checked.titles:
        title = span.text.strip("《》")
        if span.text in licences.words or generic.search(title) or len(title) <= _ENOUGH_PAIRS:
            continue
        message = f"文件或作品名{span.text}在年度数据中没有。"
        yield finding_at(
            "SRC002", checked.text, (span.start, span.end), message, "核对名称；确有的，在年度数据中补上。"
        )
