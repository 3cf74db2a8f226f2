"""Findings as cards: what is wrong, where, why, how sure, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.domain.findings import Finding, Severity
from ui.components import markup
from ui.components.markup import Tone
from ui.presenters.findings import rule_words

_TONES = {Severity.BLOCKER: Tone.BAD, Severity.WARNING: Tone.WARN, Severity.NOTE: Tone.QUIET}
_AROUND = 36


def severity_tone(severity: Severity) -> Tone:
    """The tone of a severity."""
    return _TONES[severity]


def finding_notices(findings: Sequence[Finding]) -> None:
    """Findings as notices beside the place where they are mended."""
    for finding in findings:
        message = f"{finding.message}\n{finding.suggestion}" if finding.suggestion else finding.message
        st.html(markup.notice(message, severity_tone(finding.severity)))


def finding_html(finding: Finding, text: str) -> str:
    """One finding with its words in their place."""
    source = f"{finding.tier.value}：{finding.source}" if finding.source else finding.tier.value
    suggestion = (
        f'<p class="nb-card-line">怎么改：{markup.text(finding.suggestion)}</p>' if finding.suggestion else ""
    )
    quote = f'<div class="nb-quote">{_in_place(finding, text)}</div>' if finding.end > finding.start else ""
    return (
        f"<p style='margin:0'>{markup.badge(finding.severity.label, severity_tone(finding.severity))} "
        f"<strong>{markup.text(finding.message)}</strong></p>{quote}{suggestion}"
        f'<p class="nb-card-line">{markup.text(rule_words(finding.code))} · {markup.text(source)}</p>'
    )


def _in_place(finding: Finding, text: str) -> str:
    start = max(text.rfind("\n", 0, finding.start) + 1, finding.start - _AROUND)
    line_end = text.find("\n", finding.end)
    end = min(len(text) if line_end < 0 else line_end, finding.end + _AROUND)
    before = "" if start == 0 or text[start - 1] == "\n" else "…"
    after = "" if end == len(text) or text[end] == "\n" else "…"
    span = (finding.start - start, finding.end - start)
    return before + markup.marked(text[start:end], [span]) + after
