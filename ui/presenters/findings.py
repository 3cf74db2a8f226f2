"""Words for findings: what a rule is about, by its family."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.findings import Finding

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


def same_kind(findings: Sequence[Finding], code: str) -> int:
    """How many findings come from a rule."""
    return sum(finding.code == code for finding in findings)
