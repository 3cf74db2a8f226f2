"""CMP: whether a report holds what the inspection rules ask for, judged by content, not by numbers of headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from assistant.checking import content_cues as cues
from assistant.checking.checked_text import CheckedText
from assistant.checking.contents import (
    STATUTORY,
    Block,
    Content,
    blocks_of,
    find_contents,
    heading_span,
    sentences_in,
)
from assistant.checking.context import CheckContext
from assistant.checking.other_genre import is_another_genre
from assistant.checking.rule_book import finding_at
from assistant.domain.dates import find_years
from assistant.domain.findings import ContentStatus, Finding, SectionCheck, Severity
from assistant.domain.peers import PeerReport, ReportSection
from assistant.domain.punctuation import LEFT_BRACKET
from assistant.domain.quantities import QuantityKind
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic

_POINTS = 5
_NO_REPORT = "这份文字不像法治政府建设年度报告"
_PEERS_AT_LEAST = 4
_PEERS_SHARE = 0.8
_TITLE = re.compile("《[^《》\\n]{2,60}》")
_SOON = re.compile("明年|来年|下一?年度|下一年|新的一年")
_ACHIEVEMENTS_HINT = "写明本年度推进法治政府建设的主要举措和成效。"
_HINTS = {
    SectionKind.ACHIEVEMENTS: _ACHIEVEMENTS_HINT,
    SectionKind.SHORTCOMINGS: "增写“存在的不足和原因”，每项不足写明原因。",
    SectionKind.PRINCIPAL_DUTY: "增写“党政主要负责人履行推进法治建设第一责任人职责情况”，写主持研究、带头讲法、督办等可核实的事。",
    SectionKind.NEXT_YEAR_PLAN: "增写下一年度的主要安排。",
}


def section_checks(checked: CheckedText, context: CheckContext) -> tuple[SectionCheck, ...]:
    """How each standard section that is asked for stands in the text."""
    if is_another_genre(checked):
        found = tuple(Content(kind, ContentStatus.MISSING, reason=_NO_REPORT) for kind in SectionKind)
    else:
        found = find_contents(checked)
    return tuple(content.as_check() for content in found if _asked(content.kind, context))


def _asked(kind: SectionKind, context: CheckContext) -> bool:
    return context.contents is None or kind in context.contents


def check(checked: CheckedText, context: CheckContext) -> tuple[Finding, ...]:
    """Find what is missing, hollow or left unsaid."""
    if is_another_genre(checked):
        hint = "确认没有选错文件；如是年度报告，请补上标题。"
        return (finding_at("CMP012", checked.text, (0, 0), f"{_NO_REPORT}，没有检查法定内容。", hint),)
    contents = {content.kind: content for content in find_contents(checked)}
    asked = [kind for kind in STATUTORY if _asked(kind, context)]
    found = [finding for kind in asked for finding in _statutory(contents[kind], checked)]
    found.extend(_deeds(contents[SectionKind.ACHIEVEMENTS], checked))
    found.extend(_causes(contents[SectionKind.SHORTCOMINGS], checked))
    found.extend(_duty_facts(contents[SectionKind.PRINCIPAL_DUTY], checked))
    found.extend(_plan_year(contents[SectionKind.NEXT_YEAR_PLAN], checked))
    found.extend(_frame(checked))
    if context.contents is None:
        found.extend(_topics(checked, context))
    return tuple(found)


def _statutory(content: Content, checked: CheckedText) -> Iterator[Finding]:
    label, text = content.kind.label, checked.text
    if content.status is ContentStatus.MISSING:
        place = (len(text.rstrip()), len(text.rstrip()))
        yield finding_at(
            "CMP001", text, place, f"缺少法定内容：{label}。全文没有找到。", _HINTS[content.kind]
        )
    elif content.status is ContentStatus.EMPTY and content.block is not None:
        heading = content.block.heading
        if not content.block.has_gap:  # the placeholder is found as such: one gap, one finding
            message = f"“{label}”{content.reason}。"
            yield finding_at("CMP002", text, (heading.start, heading.end), message, _HINTS[content.kind])
    elif (
        content.status is ContentStatus.MERGED and content.evidence is not None and content.block is not None
    ):
        place = (content.evidence.start, content.evidence.end)
        message = f"“{label}”没有单列，写在“{content.block.section.heading}”中。"
        yield finding_at("CMP003", text, place, message, "可以单列为一个一级标题，便于对照法定内容。")


def _deeds(content: Content, checked: CheckedText) -> Iterator[Finding]:
    """Measures without a single number: nothing that anybody could look up."""
    if content.status is not ContentStatus.PRESENT or content.block is None:
        return
    blocks = [block for block in blocks_of(checked) if block.kinds[:1] == (content.kind,)]
    if not any(_counts(block, checked) or _TITLE.search(block.body.text) for block in blocks):
        place = (content.block.heading.start, content.block.heading.end)
        message = "举措和成效没有写出一件可核实的事（数量、文件、案件等）。"
        yield finding_at("CMP011", checked.text, place, message, "写明做了几次、办了几件、制定了什么文件等。")


def _counts(block: Block, checked: CheckedText) -> bool:
    """Whether a quantity stands in it that is neither a year nor without a unit."""
    return any(
        block.body.start <= quantity.start < block.body.end
        and quantity.kind not in {QuantityKind.YEAR, QuantityKind.BARE}
        for quantity in checked.quantities
    )


def _causes(content: Content, checked: CheckedText) -> Iterator[Finding]:
    if content.status is not ContentStatus.PRESENT or content.block is None:
        return
    block, text = content.block, checked.text
    if not any(
        cues.says_cause(span.text) for span in sentences_in(checked, block.body.start, block.body.end)
    ):
        named = "标题写了“原因”，但" if "原因" in block.section.heading else ""
        message = f"{named}各项不足都没有写原因。"
        yield finding_at("CMP004", text, (block.heading.start, block.heading.end), message, "逐项补写原因。")
        return
    silent = [
        item
        for item in block.section.children
        if _is_item(item)
        and not cues.says_cause(text[item.start : item.end])
        and LEFT_BRACKET not in text[item.start : item.end]
    ]
    if silent:
        span = heading_span(text, silent[0])
        message = f"有{len(silent)}项不足没有写原因：{'；'.join(item.heading for item in silent)}。"
        finding = finding_at(
            "CMP004", text, (span.start, span.end), message, "补写原因，例如“主要原因是……”。"
        )
        yield replace(finding, severity=Severity.NOTE)


def _is_item(section: ReportSection) -> bool:
    return bool(section.heading) and 1 < section.level < _POINTS


def _duty_facts(content: Content, checked: CheckedText) -> Iterator[Finding]:
    if content.status is not ContentStatus.PRESENT or content.block is None:
        return
    if not _counts(content.block, checked):
        heading = content.block.heading
        message = "第一责任人履职情况没有可核实的事实（次数、会议、案件等）。"
        hint = "写明主持研究法治工作几次、带头讲法几次、督办案件几件等。"
        yield finding_at("CMP006", checked.text, (heading.start, heading.end), message, hint)


def _plan_year(content: Content, checked: CheckedText) -> Iterator[Finding]:
    if content.status is not ContentStatus.PRESENT or content.block is None or checked.year is None:
        return
    block, text = content.block, checked.text
    said = text[block.heading.start : block.body.end]
    if any(mention.year > checked.year for mention in find_years(said)) or _SOON.search(said):
        return
    message = f"安排部分没有写明是{checked.year + 1}年度的安排。"
    yield finding_at(
        "CMP005", text, (block.heading.start, block.heading.end), message, f"写明“{checked.year + 1}年”。"
    )


def _frame(checked: CheckedText) -> Iterator[Finding]:
    report, text = checked.report, checked.text
    yield from _title(checked)
    if not report.addressee:
        message = "没有主送机关。报送的文本应写明本级党委、政府。"
        yield finding_at("CMP007", text, (0, 0), message, "在标题下顶格写主送机关，例如“县委、县政府：”。")
    missing = [name for name, value in (("署名", report.signature), ("成文日期", report.date)) if not value]
    if missing:
        end = len(text.rstrip())
        yield finding_at(
            "CMP008", text, (end, end), f"没有{'和'.join(missing)}。", "在正文之后写署名和成文日期。"
        )


def _title(checked: CheckedText) -> Iterator[Finding]:
    title, text = checked.report.title, checked.text
    if not title:
        yield finding_at("CMP009", text, (0, 0), "没有找到标题。", "写明机关、年度、“法治政府建设”和文种。")
        return
    start = text.find(title)
    place = (start, start + len(title)) if start >= 0 else (0, 0)
    missing = [
        name
        for name, pattern in (
            ("年度", "20[0-9]{2}|二〇[〇一二三四五六七八九]{2}"),
            ("“法治政府建设”", "法治政府|依法行政"),
            ("文种（报告）", "报告|总结|情况"),
        )
        if not re.search(pattern, title)
    ]
    if missing:
        yield finding_at("CMP009", text, place, f"标题中没有{'、'.join(missing)}。", "补全标题。")


def _topics(checked: CheckedText, context: CheckContext) -> Iterator[Finding]:
    """What most peers of the same kind write about and this text does not."""
    kind = context.year.agency.kind if context.year else checked.report.kind
    peers = (
        [
            report
            for report in context.peers.reports
            if kind and report.kind == kind and report.agency != checked.report.agency
        ]
        if context.peers
        else []
    )
    if len(peers) < _PEERS_AT_LEAST:
        return
    own, counts = _topics_of(checked.report), Counter(topic for peer in peers for topic in _topics_of(peer))
    place = (len(checked.text.rstrip()),) * 2
    for topic in Topic:
        if topic not in own and counts[topic] >= _PEERS_SHARE * len(peers):
            message = f"{len(peers)}份同类机关报告中有{counts[topic]}份写了“{topic.label}”，本文没有写到。"
            yield finding_at("CMP010", checked.text, place, message, "确有相关工作的，可以补写。")


def _topics_of(report: PeerReport) -> set[Topic]:
    return {topic for section in report.walk() for topic in section.topics}
