"""Lays a draft out as blocks of an official document (GB/T 9704); knows nothing of Word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.domain.drafts import (
    DocumentState,
    DraftSentence,
    ReportDraft,
    SentenceKind,
    section_heading,
    subsection_heading,
)
from assistant.domain.punctuation import COLON, COMMA, LEFT_BRACKET, LEFT_PAREN, RIGHT_BRACKET, RIGHT_PAREN
from assistant.errors import ExportError
from assistant.exporting.docx_text import forbidden_characters, replace_forbidden
from assistant.exporting.profile import DocumentProfile
from assistant.exporting.title_lines import jieba_words, title_lines
from assistant.exporting.trace import KIND_LABELS, SentenceTrace, Trace, source_note
from assistant.ports import WordSegmenter

__all__ = [
    "BlockKind",
    "DocumentPlan",
    "DocumentProfile",
    "PlanBlock",
    "PlanNote",
    "PlanRun",
    "RunRole",
    "plan_document",
    "plan_plain_text",
]

PLACEHOLDER = re.compile(f"{LEFT_BRACKET}[^{LEFT_BRACKET}{RIGHT_BRACKET}]*{RIGHT_BRACKET}")


class BlockKind(StrEnum):
    """What a paragraph is; how it looks is the writer's business."""

    STATE = "state"
    ISSUER_MARK = "issuer_mark"
    NUMBER = "number"
    RED_RULE = "red_rule"
    BLANK = "blank"
    TITLE = "title"
    ADDRESSEE = "addressee"
    TEXT = "text"
    HEADING_1 = "heading_1"
    HEADING_2 = "heading_2"
    ISSUER = "issuer"
    DATE = "date"
    PLAIN = "plain"


class RunRole(StrEnum):
    """What a stretch of text is inside its paragraph."""

    TEXT = "text"
    LEAD = "lead"
    SIGNER = "signer"


@dataclass(frozen=True, slots=True)
class PlanRun:
    """A stretch of text of one look. A tab goes to the right edge; a line break is one inside the paragraph."""

    text: str
    role: RunRole = RunRole.TEXT
    highlighted: bool = False


@dataclass(frozen=True, slots=True)
class PlanNote:
    """A comment at the runs from `first` to `last`, both included."""

    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class PlanBlock:
    """One paragraph."""

    kind: BlockKind
    runs: tuple[PlanRun, ...] = ()
    notes: tuple[PlanNote, ...] = ()

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class DocumentPlan:
    """A whole document in reading order; `header` stands on top of every page.

    `notices` says in Chinese what was changed on the way; nothing is changed in silence.
    """

    title: str
    blocks: tuple[PlanBlock, ...]
    profile: DocumentProfile
    header: str = ""
    notices: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All words, a paragraph a line; empty paragraphs left out."""
        return "\n".join(block.text for block in self.blocks if block.text)


def plan_document(
    draft: ReportDraft,
    profile: DocumentProfile | None = None,
    *,
    with_sources: bool = False,
    trace: Trace | None = None,
    segment: WordSegmenter = jieba_words,
) -> DocumentPlan:
    """Lay a draft out.

    Args:
        draft: the words come from here and are not changed.
        profile: the agency's choices; None for the standard's own.
        with_sources: put a note at every sentence that names paths and passage ids of its sources.
        trace: resolved sources of this very draft; when given, the notes show values and words instead.
        segment: cuts the title into words when it needs more than one line.

    Raises:
        ExportError: `trace` was made from another version of the draft.
    """
    chosen = profile or DocumentProfile()
    traces = _traces(draft, trace) if with_sources or trace is not None else None
    planner = _Planner(iter(traces) if traces is not None else None)
    blocks = [
        *_head(draft, chosen),
        PlanBlock(BlockKind.TITLE, _title_runs(draft, segment)),
        PlanBlock(BlockKind.BLANK),
        *planner.body(draft),
        PlanBlock(BlockKind.BLANK),
        PlanBlock(BlockKind.ISSUER, tuple(_marked(draft.signature.agency))),
        PlanBlock(BlockKind.DATE, tuple(_marked(draft.signature.date))),
    ]
    said = draft.state is DocumentState.DISCUSSION or chosen.say_for_approval
    clean, notices = _without_forbidden(blocks)
    header = draft.state.value if said else ""
    return DocumentPlan(replace_forbidden(draft.title), clean, chosen, header, notices)


def plan_plain_text(text: str, profile: DocumentProfile | None = None) -> DocumentPlan:
    """Lay out any text, a line a paragraph, for a text that comes from outside and has no structure of its own."""
    lines = [
        PlanBlock(BlockKind.PLAIN, (PlanRun(line),) if line else ())
        for line in text.replace("\r\n", "\n").split("\n")
    ]
    blocks, notices = _without_forbidden(lines)
    return DocumentPlan("", blocks, profile or DocumentProfile(), notices=notices)


def _head(draft: ReportDraft, profile: DocumentProfile) -> Iterator[PlanBlock]:
    """State of the draft, issuer's mark, number and signer, red rule."""
    if draft.state is DocumentState.DISCUSSION:
        yield PlanBlock(BlockKind.STATE, (PlanRun(_state_line(draft)),))
        if not (draft.number and profile.red_head):
            yield PlanBlock(BlockKind.BLANK)
    if not draft.number:
        return
    if profile.red_head:
        yield PlanBlock(BlockKind.ISSUER_MARK, (PlanRun(profile.issuer_mark or f"{draft.agency}文件"),))
        yield PlanBlock(BlockKind.BLANK)
        yield PlanBlock(BlockKind.BLANK)
    runs = [*_marked(draft.number)]
    if draft.signer:
        runs += [PlanRun(f"\t签发人{COLON}"), PlanRun(draft.signer, RunRole.SIGNER)]
    yield PlanBlock(BlockKind.NUMBER, tuple(runs))
    if profile.red_head:
        yield PlanBlock(BlockKind.RED_RULE)
    yield PlanBlock(BlockKind.BLANK)
    yield PlanBlock(BlockKind.BLANK)


def _state_line(draft: ReportDraft) -> str:
    frame = (draft.title, draft.addressee, draft.number, draft.signature.agency, draft.signature.date)
    gaps = sum(len(PLACEHOLDER.findall(text)) for text in frame)
    for sentence in draft.sentences():
        found = len(PLACEHOLDER.findall(sentence.text))
        gaps += found or int(sentence.kind is SentenceKind.PLACEHOLDER)
    if not gaps:
        return draft.state.value
    return f"{draft.state.value}{LEFT_PAREN}尚有{gaps}处待补充{COMMA}文中以黄色标出{RIGHT_PAREN}"


def _title_runs(draft: ReportDraft, segment: WordSegmenter) -> tuple[PlanRun, ...]:
    lines = title_lines(draft.title, names=(draft.agency,), segment=segment)
    return tuple(_marked("\n".join(lines)))


def _marked(text: str, role: RunRole = RunRole.TEXT) -> Iterator[PlanRun]:
    """Runs of a text, its placeholders highlighted."""
    position = 0
    for match in PLACEHOLDER.finditer(text):
        if match.start() > position:
            yield PlanRun(text[position : match.start()], role)
        yield PlanRun(match.group(), role, highlighted=True)
        position = match.end()
    if position < len(text):
        yield PlanRun(text[position:], role)


def _traces(draft: ReportDraft, trace: Trace | None) -> tuple[SentenceTrace | None, ...]:
    sentences = tuple(draft.sentences())
    if trace is None:
        return (None,) * len(sentences)
    if [sentence.text for sentence in sentences] != [entry.text for entry in trace.sentences]:
        raise ExportError("来源清单与稿件不是同一版本，请重新生成来源清单后再导出带来源的文稿。")
    return trace.sentences


@dataclass(slots=True)
class _Planner:
    """Lays sentences out and takes their traces along, one by one in reading order."""

    traces: Iterator[SentenceTrace | None] | None
    runs: list[PlanRun] = field(default_factory=list)
    notes: list[PlanNote] = field(default_factory=list)

    def body(self, draft: ReportDraft) -> Iterator[PlanBlock]:
        if draft.addressee:
            yield PlanBlock(BlockKind.ADDRESSEE, tuple(_marked(draft.addressee + COLON)))
        yield from self.paragraph(BlockKind.TEXT, draft.opening)
        for number, section in enumerate(draft.sections):
            yield PlanBlock(BlockKind.HEADING_1, tuple(_marked(section_heading(number, section.heading))))
            yield from self.paragraph(BlockKind.TEXT, section.sentences)
            for place, subsection in enumerate(section.subsections):
                lead = subsection_heading(place, subsection.heading)
                yield from self.paragraph(BlockKind.HEADING_2, subsection.sentences, lead)

    def paragraph(
        self, kind: BlockKind, sentences: Sequence[DraftSentence], lead: str = ""
    ) -> Iterator[PlanBlock]:
        """One paragraph of sentences that run on; none without words."""
        self.runs, self.notes = [*_marked(lead, RunRole.LEAD)], []
        for sentence in sentences:
            self._write(sentence)
        if self.runs:
            yield PlanBlock(kind, tuple(self.runs), tuple(self.notes))

    def _write(self, sentence: DraftSentence) -> None:
        first = len(self.runs)
        whole = sentence.kind is SentenceKind.PLACEHOLDER and not PLACEHOLDER.search(sentence.text)
        self.runs += [PlanRun(sentence.text, highlighted=True)] if whole else _marked(sentence.text)
        if self.traces is not None:
            trace = next(self.traces)
            if len(self.runs) > first:
                note = source_note(trace) if trace else _unresolved_note(sentence)
                self.notes.append(PlanNote(first, len(self.runs) - 1, note))


def _unresolved_note(sentence: DraftSentence) -> str:
    lines = [f"依据：{KIND_LABELS[sentence.kind]}"]
    lines += [f"【数据】{ref.path}" for ref in sentence.facts]
    lines += [f"【表述】{ref.passage_id}" for ref in sentence.modelled_on]
    return "\n".join(lines)


def _without_forbidden(blocks: Iterable[PlanBlock]) -> tuple[tuple[PlanBlock, ...], tuple[str, ...]]:
    """Replace what no Word file can hold, and say where: in the notices and in a comment at the place."""
    clean: list[PlanBlock] = []
    notices: list[str] = []
    for number, block in enumerate(blocks, 1):
        names = forbidden_characters(block.text)
        notes = [PlanNote(note.first, note.last, replace_forbidden(note.text)) for note in block.notes]
        if names:
            reason = f"这里原有 Word 文件不能保存的控制字符 {'、'.join(names)}，已换成“\ufffd”，请核对原文。"
            notices.append(f"第{number}段：{reason}")
            notes.append(PlanNote(0, len(block.runs) - 1, reason))
        runs = tuple(PlanRun(replace_forbidden(run.text), run.role, run.highlighted) for run in block.runs)
        clean.append(PlanBlock(block.kind, runs, tuple(notes)))
    return tuple(clean), tuple(notices)
