"""The overview of a check: statutory contents, similarity to other reports."""

from __future__ import annotations

import streamlit as st

from assistant.domain.findings import CheckResult, ContentStatus
from assistant.domain.sections import SectionKind
from ui.components import markup
from ui.components.markup import Tone

_STATUS = {
    ContentStatus.PRESENT: ("已写", Tone.GOOD),
    ContentStatus.MERGED: ("并在别处", Tone.GOOD),
    ContentStatus.EMPTY: ("有题无实", Tone.BAD),
    ContentStatus.MISSING: ("没有", Tone.BAD),
}


def section_table(result: CheckResult) -> None:
    """Draw which statutory contents are there."""
    rows = []
    for check in result.sections:
        label, tone = _STATUS[check.status]
        if check.section is SectionKind.OTHER_MATTERS and check.status is ContentStatus.MISSING:
            label, tone = "没有（可以不写）", Tone.QUIET
        why = check.reason or check.heading
        rows.append(
            f"<tr><td>{markup.text(check.section.label)}</td><td>{markup.badge(label, tone)}</td><td>{markup.text(why)}</td></tr>"
        )
    head = "<tr><th scope='col'>法定内容</th><th scope='col'>情况</th><th scope='col'>说明</th></tr>"
    st.html(f'<div class="nb-table"><table><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table></div>')


def similarity_table(result: CheckResult) -> None:
    """Draw how much of the text stands in other reports."""
    if not result.similarity:
        return
    st.header("与其他报告的相似度")
    rows = [
        (f"{each.agency}{each.year or ''}", f"{each.share:.1%}", f"{each.longest_run} 字")
        for each in sorted(result.similarity, key=lambda one: -one.share)[:10]
    ]
    st.html(markup.table(("报告", "相同文字所占比例", "最长连续相同"), rows))
