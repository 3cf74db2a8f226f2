"""A draft as the blocks of a page: every sentence with its key, what it stands on, and what was found in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from assistant.domain.draft_edits import SentencePlace
from assistant.domain.drafts import (
    DraftSentence,
    ReportDraft,
    SentenceKind,
    SentenceSpan,
    render_text,
    section_heading,
    subsection_heading,
)
from assistant.domain.findings import Finding, Severity
from assistant.domain.punctuation import COLON

KIND_LABELS = {
    SentenceKind.FACT: "出自年度数据",
    SentenceKind.SET_PHRASE: "固定用语",
    SentenceKind.WORDING: "借用同类机关的表述",
    SentenceKind.PLACEHOLDER: "待补充",
}
_GRAVITY = (Severity.BLOCKER, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class PageSentence:
    """A sentence on the page. `severity` is the gravest finding in it, empty without one."""

    key: str
    text: str
    kind: str
    label: str
    locked: bool = False
    severity: str = ""


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A paragraph of the page; `text` stands in front of its sentences."""

    kind: str
    text: str = ""
    sentences: tuple[PageSentence, ...] = field(default=())


def place_of(span: SentenceSpan) -> SentencePlace:
    """The place of a span in the rendered text."""
    section = -1 if span.section is None else span.section
    subsection = -1 if span.subsection is None else span.subsection
    return SentencePlace(section, subsection, span.index)


def findings_by_sentence(draft: ReportDraft, findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Findings by the key of the sentence in which they begin; those outside every sentence under ""."""
    spans = render_text(draft).spans
    starts = [span.start for span in spans]
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        at = bisect_right(starts, finding.start) - 1
        inside = at >= 0 and finding.start < max(spans[at].end, spans[at].start + 1)
        found.setdefault(place_of(spans[at]).key if inside else "", []).append(finding)
    return found


def page_blocks(draft: ReportDraft, found: Mapping[str, Sequence[Finding]]) -> tuple[PageBlock, ...]:
    """The page from title to date."""
    blocks = [PageBlock("title", draft.title)]
    if draft.addressee:
        blocks.append(PageBlock("addressee", draft.addressee + COLON))
    blocks.append(PageBlock("opening", "", _sentences(draft.opening, -1, -1, found)))
    for number, section in enumerate(draft.sections):
        blocks.append(PageBlock("heading1", section_heading(number, section.heading)))
        if section.sentences:
            blocks.append(PageBlock("lead-in", "", _sentences(section.sentences, number, -1, found)))
        for point, subsection in enumerate(section.subsections):
            heading = subsection_heading(point, subsection.heading)
            blocks.append(
                PageBlock("subsection", heading, _sentences(subsection.sentences, number, point, found))
            )
    return (
        *blocks,
        PageBlock("signature", draft.signature.agency),
        PageBlock("signature", draft.signature.date),
    )


def page_data(blocks: Sequence[PageBlock]) -> dict[str, Any]:
    """The blocks for the component, with a version that changes when they do."""
    plain = [
        {"kind": block.kind, "text": block.text, "sentences": [_plain(each) for each in block.sentences]}
        for block in blocks
    ]
    return {"blocks": plain, "version": sha256(repr(plain).encode()).hexdigest()[:16]}


def _plain(sentence: PageSentence) -> dict[str, Any]:
    """As a dictionary; `asdict` copies deeply and takes ten times as long."""
    return {name: getattr(sentence, name) for name in PageSentence.__slots__}


def _sentences(
    sentences: Sequence[DraftSentence], section: int, point: int, found: Mapping[str, Sequence[Finding]]
) -> tuple[PageSentence, ...]:
    shown = []
    for index, sentence in enumerate(sentences):
        key = SentencePlace(section, point, index).key
        here = found.get(key, ())
        shown.append(
            PageSentence(
                key=key,
                text=sentence.text,
                kind=sentence.kind.value,
                label=sentence_label(sentence),
                locked=sentence.locked,
                severity=gravest(here),
            )
        )
    return tuple(shown)


def sentence_label(sentence: DraftSentence) -> str:
    """What a sentence stands on, in a few words."""
    label = KIND_LABELS[sentence.kind]
    if sentence.by_hand:
        label += "，本机关修改过" if sentence.facts or sentence.modelled_on else "，本机关自写"
    return label


def gravest(findings: Sequence[Finding]) -> str:
    """The gravest severity among findings, empty for none."""
    present = {finding.severity for finding in findings}
    return next((severity.value for severity in _GRAVITY if severity in present), "")


def placeholders(draft: ReportDraft) -> int:
    """How many sentences still wait for something."""
    return sum(sentence.kind is SentenceKind.PLACEHOLDER for sentence in draft.sentences())


def character_count(draft: ReportDraft) -> int:
    """Signs of the whole report, blanks not counted."""
    return len("".join(render_text(draft).text.split()))
