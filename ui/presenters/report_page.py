"""A draft as the blocks of a page: every sentence with its key, what it stands on, and what was found in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from assistant.domain.draft_edits import SentencePlace, places
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
TITLE, ADDRESSEE, AGENCY, DATE = "title", "addressee", "agency", "date"
_HEADING = "heading"
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
    """A paragraph of the page; `text` stands in front of its sentences, and can be picked by `key` if there is one."""

    kind: str
    text: str = ""
    key: str = ""
    sentences: tuple[PageSentence, ...] = field(default=())


def heading_key(section: int, subsection: int = -1) -> str:
    """The key of a heading on the page."""
    return f"{_HEADING} {section} {subsection}"


def heading_place(key: str) -> tuple[int, int] | None:
    """Section and subsection (-1 for the section's own) of a heading's key; None for anything else."""
    name, _, numbers = key.partition(" ")
    section, _, subsection = numbers.partition(" ")
    is_number = section.isdigit() and subsection.removeprefix("-").isdigit()
    return (int(section), int(subsection)) if name == _HEADING and is_number else None


def place_of(span: SentenceSpan) -> SentencePlace:
    """The place of a span in the rendered text."""
    section = -1 if span.section is None else span.section
    subsection = -1 if span.subsection is None else span.subsection
    return SentencePlace(section, subsection, span.index)


def findings_by_sentence(draft: ReportDraft, findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Findings by the key of the sentence or heading in which they begin; those outside of all under ""."""
    rendered = render_text(draft)
    spans, heads = rendered.spans, _head_spans(draft, rendered.text)
    starts = [span.start for span in spans]
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        at = bisect_right(starts, finding.start) - 1
        inside = at >= 0 and finding.start < max(spans[at].end, spans[at].start + 1)
        key = place_of(spans[at]).key if inside else _head_at(heads, finding)
        found.setdefault(key, []).append(finding)
    return found


def _head_at(heads: Sequence[tuple[int, int, str]], finding: Finding) -> str:
    if finding.end <= finding.start:  # about the whole text
        return ""
    return next((key for start, end, key in heads if start <= finding.start < end), "")


def _head_spans(draft: ReportDraft, text: str) -> list[tuple[int, int, str]]:
    """Where the title, the headings and the frame stand in the text that was checked."""
    spans, at = [], 0
    for block in page_blocks(draft, {}):
        if block.key and block.text:
            start = text.find(block.text, at)
            if start >= 0:
                at = start + len(block.text)
                spans.append((start, at, block.key))
    return spans


def page_blocks(draft: ReportDraft, found: Mapping[str, Sequence[Finding]]) -> tuple[PageBlock, ...]:
    """The page from title to date."""
    blocks = [PageBlock("title", draft.title, TITLE)]
    if draft.addressee:
        blocks.append(PageBlock("addressee", draft.addressee + COLON, ADDRESSEE))
    blocks.append(PageBlock("opening", "", "", _sentences(draft.opening, -1, -1, found)))
    for number, section in enumerate(draft.sections):
        blocks.append(PageBlock("heading1", section_heading(number, section.heading), heading_key(number)))
        if section.sentences:
            blocks.append(PageBlock("lead-in", "", "", _sentences(section.sentences, number, -1, found)))
        for point, subsection in enumerate(section.subsections):
            heading = subsection_heading(point, subsection.heading)
            sentences = _sentences(subsection.sentences, number, point, found)
            blocks.append(PageBlock("subsection", heading, heading_key(number, point), sentences))
    return (
        *blocks,
        PageBlock("signature", draft.signature.agency, AGENCY),
        PageBlock("signature", draft.signature.date, DATE),
    )


def page_data(blocks: Sequence[PageBlock]) -> dict[str, Any]:
    """The blocks for the component, with a version that changes when they do."""
    plain = [
        {
            "kind": block.kind,
            "text": block.text,
            "key": block.key,
            "sentences": [_plain(each) for each in block.sentences],
        }
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


def placeholder_keys(draft: ReportDraft) -> tuple[str, ...]:
    """The keys of the sentences that still wait for something, in reading order."""
    return tuple(place.key for place, sentence in places(draft) if sentence.kind is SentenceKind.PLACEHOLDER)


def next_key(keys: Sequence[str], selected: str) -> str:
    """The key behind the selected one, the first when there is none: pressed again and again, all are met."""
    return keys[(keys.index(selected) + 1) % len(keys)] if selected in keys else keys[0]


def character_count(draft: ReportDraft) -> int:
    """Signs of the whole report, blanks not counted."""
    return len("".join(render_text(draft).text.split()))
