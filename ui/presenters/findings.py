"""Words for findings: what a rule is about, by its family."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.agency_year import AgencyYear
from assistant.domain.findings import Finding
from assistant.domain.peers import PeerReport

_FAMILIES = {
    "CMP": "规定内容",
    "NUM": "数字依据",
    "PEER": "串用同行",
    "YEAR": "年份",
    "SIM": "雷同",
    "CON": "前后矛盾",
    "ARI": "计算",
    "PLC": "待补充",
    "REP": "重复",
    "TRM": "用语和名称",
    "PUN": "标点",
    "FMT": "格式",
    "ENC": "文字缺损",
    "SEC": "隐藏内容",
    "SRC": "没有依据",
}


def rule_words(code: str) -> str:
    """A rule in words, with its code for those who look it up."""
    family = code.rstrip("0123456789")
    return f"{_FAMILIES[family]} {code}" if family in _FAMILIES else code


def kinds_words(findings: Sequence[Finding]) -> str:
    """How many kinds of things were looked at, and that the others are in order."""
    bad = {finding.code.rstrip("0123456789") for finding in findings}
    kinds = len({*_FAMILIES} | bad)
    return f"按 {kinds} 类问题核对过，{len(bad)} 类有要看的，其余 {kinds - len(bad)} 类没有发现问题。"


def same_kind(findings: Sequence[Finding], code: str) -> int:
    """How many findings come from a rule."""
    return sum(finding.code == code for finding in findings)


def strangeness(report: PeerReport, year: AgencyYear) -> str:
    """How a report's agency or year differ from those of the yearly data; empty when they agree or are not told."""
    own, told = year.agency.name, report.agency
    ours = not told or told in {*year.agency.short_names} or told in own or own in told
    differs = []
    if not ours:
        differs.append(f"写的是“{told}”，不是{own}")
    if report.year and report.year != year.year:
        differs.append(f"是{report.year}年度的，不是{year.year}年度的")
    return f"这份稿子{'，也'.join(differs)}" if differs else ""
