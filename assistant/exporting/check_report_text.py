"""The result of a check as a text for a person: contents first, then findings in reading order, then similarity."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain.findings import CheckResult, ContentStatus, Finding, SectionCheck, Severity, Similarity
from assistant.domain.punctuation import COLON, COMMA, ENUMERATION_COMMA, FULL_STOP, LEFT_PAREN, RIGHT_PAREN

_STATUS = {
    ContentStatus.PRESENT: "有",
    ContentStatus.MERGED: "并入其他部分",
    ContentStatus.EMPTY: "有标题无内容",
    ContentStatus.MISSING: "缺",
}
_QUOTE_SHOWN = 40


def check_report_text(result: CheckResult) -> str:
    """Write a result; every finding with its line and column in the checked text, both from 1."""
    lines = [f"{result.file}{COLON}{_summary(result)}", "", "法定内容"]
    lines += [_section_line(check) for check in result.sections] or ["  （未核对）"]
    lines += ["", "检查结果"]
    for number, finding in enumerate(result.findings, 1):
        lines += _finding_lines(number, finding, result.text)
    if not result.findings:
        lines.append("  没有发现问题")
    if result.similarity:
        lines += ["", "与其他报告的相似度", *map(_similarity_line, result.similarity)]
    return "\n".join(lines) + "\n"


def _summary(result: CheckResult) -> str:
    counts = [
        f"{severity.label} {count} 处"
        for severity in Severity
        if (count := sum(finding.severity is severity for finding in result.findings))
    ]
    return ENUMERATION_COMMA.join(counts) or "没有发现问题"


def _section_line(check: SectionCheck) -> str:
    details = ENUMERATION_COMMA.join(part for part in (check.heading, check.reason) if part)
    return f"  {check.section.label}{COLON}{_STATUS[check.status]}" + (
        f"{LEFT_PAREN}{details}{RIGHT_PAREN}" if details else ""
    )


def _finding_lines(number: int, finding: Finding, text: str) -> Iterator[str]:
    yield f"  {number}. [{finding.severity.label}] {finding.code} {place_of(finding, text)}{COLON}{finding.message}"
    if finding.quote:
        quote = " ".join(finding.quote.split())
        shown = quote if len(quote) <= _QUOTE_SHOWN else quote[:_QUOTE_SHOWN] + "…"
        yield f"     原文{COLON}{shown}"
    if finding.suggestion:
        yield f"     建议{COLON}{finding.suggestion}"
    if finding.source:
        yield f"     依据{COLON}{finding.source}{LEFT_PAREN}{finding.tier.value}{RIGHT_PAREN}"


def place_of(finding: Finding, text: str) -> str:
    """Line and column of a finding in the checked text."""
    before = text[: finding.start]
    line = before.count("\n") + 1
    column = finding.start - (before.rfind("\n") + 1) + 1
    return f"第{line}行第{column}字"


def _similarity_line(similarity: Similarity) -> str:
    year = f"{similarity.year}年度" if similarity.year else ""
    share = f"{similarity.share * 100:.1f}%"
    return f"  {similarity.agency}{year}{COLON}{share} 的文字相同{COMMA}最长连续 {similarity.longest_run} 字{FULL_STOP}"
