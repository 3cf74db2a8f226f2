"""Applies the mechanical mends of findings to a text."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain.findings import Finding


def apply_mends(text: str, findings: Sequence[Finding]) -> str:
    """Put replacements in place of quotes; of findings that overlap the first one wins.

    A finding without a replacement, or whose quote no longer stands at its place, changes nothing.
    """
    pieces: list[str] = []
    behind = 0
    for finding in sorted(findings, key=lambda f: (f.start, f.end)):
        stands = finding.quote and text[finding.start : finding.end] == finding.quote
        if finding.replacement is None or not stands or finding.start < behind:
            continue
        pieces += [text[behind : finding.start], finding.replacement]
        behind = finding.end
    return "".join([*pieces, text[behind:]])
