"""What the check screen does: mend mechanically, ignore with a reason, take back; a mend changes sentences only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.adapters.workspaces import FindingDecision
from assistant.domain.draft_edits import replace_sentence, sentence_at
from assistant.domain.drafts import ReportDraft, render_text
from assistant.domain.findings import Finding
from ui import drafting, session
from ui.components.markup import Tone
from ui.presenters.report_page import place_of


def mendable(draft: ReportDraft, finding: Finding) -> bool:
    """Whether a finding can be mended mechanically: it knows the new words, and they lie inside one sentence."""
    return finding.replacement is not None and mended(draft, finding) is not None


def mended(draft: ReportDraft, finding: Finding) -> ReportDraft | None:
    """The draft with a finding's words replaced; None when they are not inside one sentence."""
    if finding.replacement is None:
        return None
    for span in render_text(draft).spans:
        if span.start <= finding.start and finding.end <= span.end:
            place = place_of(span)
            sentence = sentence_at(draft, place)
            if sentence is None:
                return None
            start, end = finding.start - span.start, finding.end - span.start
            text = sentence.text[:start] + finding.replacement + sentence.text[end:]
            return replace_sentence(
                draft, place, (replace(sentence, text=text, by_hand=True),) if text.strip() else ()
            )
    return None


def mend(workspace_id: str, findings: Sequence[Finding]) -> None:
    """Mend findings, the last in the text first so that the places of the others stay right."""
    draft = session.draft_state(workspace_id).draft
    if draft is None:
        return
    done = 0
    for finding in sorted(findings, key=lambda each: -each.start):
        changed = mended(draft, finding)
        if changed is not None:
            draft, done = changed, done + 1
    if done:
        drafting.replace_draft(workspace_id, draft)
    session.say(
        f"已改正 {done} 处，可以在“起草”里撤销。" if done else "没有可以自动改正的地方。",
        Tone.GOOD if done else Tone.INFO,
    )


def ignore(workspace_id: str, findings: Sequence[Finding], text: str, reason: str) -> None:
    """Leave findings as they are, with one reason for all."""

    def work() -> None:
        for finding in findings:
            session.desk().store.ignore(workspace_id, finding, text, reason)

    session.attempt(work, f"已忽略 {len(findings)} 处，理由留在“已忽略”里，随时可以恢复。")


def take_back(workspace_id: str, decision: FindingDecision) -> None:
    """Let an ignored finding count again."""
    session.attempt(
        lambda: session.desk().store.take_back(workspace_id, decision.key), "已恢复这条检查结果。"
    )
