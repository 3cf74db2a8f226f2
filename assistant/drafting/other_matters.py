"""Writes the fifth section, only when there is something to report."""

from __future__ import annotations

from assistant.domain.drafts import SectionDraft, chinese_number
from assistant.domain.punctuation import FULL_STOP
from assistant.domain.sections import SectionKind
from assistant.drafting.context import DraftContext, fact
from assistant.drafting.fitting import fit_clause

_NOTHING = ("", "无", "暂无", "没有", "无其他需要报告的情况", "无其他需要报告的事项")


def write_other_matters(context: DraftContext) -> SectionDraft | None:
    """Each matter as a sentence; None if there is none."""
    texts: dict[str, list[str]] = {}
    for matter in context.year.other_matters:
        texts.setdefault(fit_clause(matter.text), []).append(matter.path)
    for nothing in _NOTHING:
        texts.pop(nothing, None)
    if not texts:
        return None
    sentences = tuple(
        fact(f"{f'{chinese_number(number + 1)}是' if len(texts) > 1 else ''}{text}{FULL_STOP}", *paths)
        for number, (text, paths) in enumerate(texts.items())
    )
    return SectionDraft(SectionKind.OTHER_MATTERS, context.heading(SectionKind.OTHER_MATTERS), sentences)
