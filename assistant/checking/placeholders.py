"""PLC: gaps that were left open: placeholders, template slots, signs that stand for something."""

from __future__ import annotations

import re

from assistant.checking.checked_text import CheckedText
from assistant.checking.context import CheckContext
from assistant.checking.rule_book import finding_at
from assistant.domain.findings import Finding
from assistant.domain.punctuation import LEFT_BRACKET, LEFT_PAREN, RIGHT_BRACKET, RIGHT_PAREN

_LONGEST_GAP = 200
_PLACEHOLDER = re.compile(
    f"{LEFT_BRACKET}[^{LEFT_BRACKET}{RIGHT_BRACKET}\\n]{{0,{_LONGEST_GAP}}}{RIGHT_BRACKET}?"
)
_GAP_WORDS = re.compile(
    f"待|补充|填|此处|请|缺|数据|核实|^{LEFT_BRACKET}[ 　…·.]*{RIGHT_BRACKET}$|[XxＸ×]{2}"
)
_OPEN_GAP = re.compile(
    "(?<![A-Za-z0-9×])[XxＸ×✕╳]{2,}(?![A-Za-z0-9×])"
    "|[〇○◯●▲△□■☐]{2,}(?=[\u4e00-\u9fff])(?<=[\u4e00-\u9fff，。、]..)"
    "|_{3,}|＿{2,}|(?<!\\*)\\*{3}(?=(?:同志|人|次|件|起|家|万元|年|月|日)(?!\\*))"
    "|(?<![0-9A-Za-z])[?？]{2,}(?=[年月日个件起次家人项场万%])"
    f"|[{LEFT_PAREN}(\\[［](?:此处|待补|待填|待定|待核|请填|请补充|填写|空缺|略)[^{RIGHT_PAREN})\\]］\\n]{{0,40}}[{RIGHT_PAREN})\\]］]"
    "|\\{\\{?[ \\w.]{1,40}\\}?\\}|\\bTODO\\b|\\bTBD\\b"
    "|某某(?=[市县区局厅委省人同志])|[xX×]{1,3}(?=年度?法治|市应急|县应急|局关于)"
)
_MARKDOWN_RULE = re.compile("^[ \t]*[*_-]{3,}[ \t]*$", re.MULTILINE)


def check(checked: CheckedText, _context: CheckContext) -> tuple[Finding, ...]:
    """Find what has still to be filled in."""
    text = checked.text
    rules = {match.start() for match in _MARKDOWN_RULE.finditer(text)}
    found = [
        finding_at(
            "PLC001",
            text,
            match.span(),
            f"此处尚待补充：{_said(match[0])}",
            "补齐内容，或删去这一句后重新检查。",
        )
        for match in _PLACEHOLDER.finditer(text)
        if match.start() not in checked.furniture and _GAP_WORDS.search(match[0])
    ]
    found.extend(
        finding_at("PLC002", text, match.span(), f"“{match[0]}”像是没有填写的空位。", "填写实际内容。")
        for match in _OPEN_GAP.finditer(text)
        if match.start() not in checked.furniture and match.start() not in rules
    )
    return tuple(found)


def _said(placeholder: str) -> str:
    inside = placeholder.strip(LEFT_BRACKET + RIGHT_BRACKET)
    return inside.removeprefix("待补充").lstrip("：:") or "内容未填"
