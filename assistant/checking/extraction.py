"""ENC: damage that a text took when it was extracted, decoded or pasted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.checked_text import CheckedText
from assistant.checking.context import CheckContext
from assistant.checking.rule_book import finding_at
from assistant.domain.findings import Finding

_KINDS = {
    "joined_digits": ("ENC002", "数字连在了一起，可能丢了连接号或标点"),
    "replacement_character": ("ENC001", "有无法识别的字符"),
    "mojibake": ("ENC001", "有无法识别的字符"),
}
_BROKEN = re.compile(
    "\ufffd+|锟斤拷|烫烫烫|屯屯屯|(?:[\u00c0-\u00ff][\u0080-\u00bf]{1,3}){2,}|&(?:nbsp|ldquo|rdquo|mdash|middot|hellip|lt|gt|amp|quot);|&#[0-9]{2,5};|\\\\u[0-9a-f]{4}"
)
_JOINED = re.compile(
    "(?<![0-9])(?:(?:19|20)[0-9]{2}){2,}年?|(?<![0-9.A-Za-z-])[0-9]{9,}(?:\\.[0-9]+)?(?=[万亿]?[件台套人次个家])|(?<![0-9.])[0-9]{12,}(?=元)"
)
_TAGS = re.compile(
    "</?(?:p|br|div|span|td|tr|table|strong|b|font|a|img|li|ul|h[1-6])(?:\\s[^<>]{0,200})?/?>", re.IGNORECASE
)
_LEADING_MARK = re.compile("^[ \u3000]*[，、；。：）》”](?=[\u4e00-\u9fff])", re.MULTILINE)
_LOST = re.compile(
    "(?:习近平时代中国特色|习近平新时代中国特色思想|新时代特色社会主义|法治政府主要任务|党政主要负责人履行推进法治建设第一责任人规定|认真研学习|重大部的|挺在前的|思想与法治思想(?=，))"
    "|党的[一二三四五六七八九十]大(?=精神|报告精神)|《》|（）|“”|\\(\\)"
)


def check(checked: CheckedText, _context: CheckContext) -> tuple[Finding, ...]:
    """Find damaged places."""
    found = {
        (f.start, f.end): f for f in (*_noted(checked), *_joined(checked), *_broken(checked), *_lost(checked))
    }
    return tuple(found.values())


def _noted(checked: CheckedText) -> Iterator[Finding]:
    """What reading noted already."""
    for artefact in checked.report.artefacts:
        if artefact.kind in _KINDS and artefact.start not in checked.furniture:
            code, message = _KINDS[artefact.kind]
            place = (artefact.start, artefact.end)
            yield finding_at(
                code, checked.text, place, f"{message}：“{artefact.quote[:40]}”。", "对照原文改正。"
            )


def _joined(checked: CheckedText) -> Iterator[Finding]:
    noted = [(a.start, a.end) for a in checked.report.artefacts if a.kind == "joined_digits"]
    for match in _JOINED.finditer(checked.text):
        if match.start() in checked.furniture or any(s < match.end() and match.start() < e for s, e in noted):
            continue
        message = f"数字连在了一起，可能丢了连接号或标点：“{match[0]}”。"
        yield finding_at("ENC002", checked.text, match.span(), message, "对照原文改正。")


def _broken(checked: CheckedText) -> Iterator[Finding]:
    for pattern, message in ((_BROKEN, "有无法识别的字符"), (_TAGS, "残留网页代码")):
        for match in pattern.finditer(checked.source):
            if match.start() not in checked.furniture:
                yield finding_at(
                    "ENC001", checked.text, match.span(), f"{message}：“{match[0]}”。", "对照原文改正。"
                )


def _lost(checked: CheckedText) -> Iterator[Finding]:
    for match in _LOST.finditer(checked.text):
        if match.start() not in checked.furniture:
            message = f"此处可能丢了字：“{match[0]}”。"
            yield finding_at("ENC003", checked.text, match.span(), message, "对照原文补上。")
    for match in _LEADING_MARK.finditer(checked.text):
        if match.start() not in checked.furniture:
            message = "一段以标点开头，前面可能断开或丢了字。"
            yield finding_at("ENC004", checked.text, match.span(), message, "与上一段接上，或补上丢失的字。")
