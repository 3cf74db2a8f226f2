"""The trace: every sentence of a draft with the facts it says, as values, and the passages its wording follows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass

from assistant.domain.agency_year import AgencyYear
from assistant.domain.drafts import (
    DraftSentence,
    ReportDraft,
    SectionDraft,
    SentenceKind,
    section_heading,
    subsection_heading,
)
from assistant.domain.peers import Passage
from assistant.domain.punctuation import FULL_STOP
from assistant.domain.sources import PassageRef
from assistant.exporting.facts import FactRecord, FactTable
from assistant.exporting.markdown_text import escape_markdown

PassageLookup = Mapping[str, Passage] | Callable[[str], Passage | None]

KIND_LABELS = {
    SentenceKind.FACT: "年度数据",
    SentenceKind.SET_PHRASE: "固定用语",
    SentenceKind.WORDING: "同行表述",
    SentenceKind.PLACEHOLDER: "待补充",
}


@dataclass(frozen=True, slots=True)
class WordingRecord:
    """A passage whose wording a sentence follows; `found` is false when the library no longer holds it."""

    passage_id: str
    found: bool
    agency: str = ""
    year: int | None = None
    headings: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class SentenceTrace:
    """One sentence, where it stands, and what it stands on."""

    place: str
    text: str
    kind: SentenceKind
    facts: tuple[FactRecord, ...] = ()
    wordings: tuple[WordingRecord, ...] = ()
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """All sentences of a draft in reading order."""

    title: str
    sentences: tuple[SentenceTrace, ...]


def build_trace(draft: ReportDraft, year: AgencyYear, passages: PassageLookup) -> Trace:
    """Resolve every source of a draft.

    A source that cannot be resolved stays in the trace with `found` false: a missing source is news, not noise.

    Args:
        draft: as `draft.sentences()` runs through it.
        year: what the facts point into.
        passages: the library's passages by id.
    """
    facts = FactTable(year)
    find = passages.get if isinstance(passages, Mapping) else passages
    traces = tuple(
        SentenceTrace(
            place,
            sentence.text,
            sentence.kind,
            tuple(facts.record(ref) for ref in sentence.facts),
            tuple(_wording(ref, find(ref.passage_id)) for ref in sentence.modelled_on),
            sentence.by_hand,
        )
        for place, sentence in _placed_sentences(draft)
    )
    return Trace(draft.title, traces)


def _wording(ref: PassageRef, passage: Passage | None) -> WordingRecord:
    if passage is None:
        return WordingRecord(ref.passage_id, found=False)
    return WordingRecord(
        ref.passage_id,
        found=True,
        agency=passage.agency,
        year=passage.year,
        headings=passage.headings,
        text=passage.text,
    )


def _placed_sentences(draft: ReportDraft) -> Iterator[tuple[str, DraftSentence]]:
    """Sentences in the order of `ReportDraft.sentences`, with their places in words."""
    yield from _numbered("前言", draft.opening)
    for index, section in enumerate(draft.sections):
        yield from _section_sentences(index, section)


def _section_sentences(index: int, section: SectionDraft) -> Iterator[tuple[str, DraftSentence]]:
    heading = section_heading(index, section.heading)
    yield from _numbered(heading, section.sentences)
    for number, subsection in enumerate(section.subsections):
        place = subsection_heading(number, subsection.heading).removesuffix(FULL_STOP)
        yield from _numbered(f"{heading} {place}", subsection.sentences)


def _numbered(place: str, sentences: tuple[DraftSentence, ...]) -> Iterator[tuple[str, DraftSentence]]:
    for number, sentence in enumerate(sentences, 1):
        yield f"{place} 第{number}句", sentence


def source_note(sentence: SentenceTrace) -> str:
    """What stands behind a sentence, as lines for a Word comment."""
    by_hand = "（经人工修改）" if sentence.by_hand else ""
    lines = [f"依据：{KIND_LABELS[sentence.kind]}{by_hand}"]
    lines += [f"【数据】{fact.sentence()}" for fact in sentence.facts]
    lines += [f"【表述】{_wording_line(wording)}" for wording in sentence.wordings]
    return "\n".join(lines)


def _wording_line(wording: WordingRecord) -> str:
    if not wording.found:
        return f"{wording.passage_id}：资料库中已没有这一段落，请核对"
    year = f"{wording.year}年度" if wording.year else ""
    where = " ".join(wording.headings)
    return f"{wording.agency}{year} {where}（{wording.passage_id}）：{wording.text}"


def write_trace_json(trace: Trace) -> str:
    """The trace as one JSON document."""
    return json.dumps(asdict(trace), ensure_ascii=False, indent=2) + "\n"


def write_trace_markdown(trace: Trace) -> str:
    """The trace for a person to read: a numbered sentence, then its sources."""
    lines = [f"# {escape_markdown(trace.title)}：来源清单", ""]
    for number, sentence in enumerate(trace.sentences, 1):
        lines += [
            f"## {number}. {escape_markdown(sentence.place)}",
            "",
            f"> {escape_markdown(sentence.text)}",
            "",
        ]
        lines += [f"- {escape_markdown(line)}" for line in source_note(sentence).split("\n")]
        lines.append("")
    return "\n".join(lines)
