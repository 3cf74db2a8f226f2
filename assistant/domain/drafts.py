"""A draft as values: sentences that carry their sources, in sections of the template's order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.domain.punctuation import COLON, ENUMERATION_COMMA, FULL_STOP, LEFT_PAREN, RIGHT_PAREN
from assistant.domain.sections import SectionKind
from assistant.domain.sources import FactRef, PassageRef
from assistant.domain.topics import Topic


class SentenceKind(StrEnum):
    """What a sentence stands on."""

    FACT = "fact"
    SET_PHRASE = "set_phrase"
    WORDING = "wording"
    PLACEHOLDER = "placeholder"


class DocumentState(StrEnum):
    """讨论稿 / 送审稿, decided by rules, never by a model."""

    DISCUSSION = "讨论稿"
    FOR_APPROVAL = "送审稿"


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence with the sources it was written from. `text` ends with its own punctuation.

    A person may have written it (`by_hand`) or locked it against being written again.
    """

    text: str
    kind: SentenceKind
    facts: tuple[FactRef, ...] = ()
    modelled_on: tuple[PassageRef, ...] = ()
    by_hand: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True)
class SubsectionDraft:
    """A subsection; its heading is without number sign and final stop. Sentences run on in one paragraph."""

    topics: tuple[Topic, ...]
    heading: str
    sentences: tuple[DraftSentence, ...]


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A standard section: lead-in sentences, then subsections. `heading` is without number sign."""

    section: SectionKind
    heading: str
    sentences: tuple[DraftSentence, ...] = ()
    subsections: tuple[SubsectionDraft, ...] = ()
    examples: tuple[PassageRef, ...] = ()


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Issuer and date as they stand at the end; a missing one is a placeholder text."""

    agency: str
    date: str


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """A whole report being written. `addressee` is without its colon."""

    title: str
    addressee: str
    opening: tuple[DraftSentence, ...]
    sections: tuple[SectionDraft, ...]
    signature: SignatureBlock
    year: int
    agency: str
    number: str = ""
    signer: str = ""
    state: DocumentState = DocumentState.DISCUSSION

    def sentences(self) -> Iterator[DraftSentence]:
        """Every sentence in reading order."""
        yield from self.opening
        for section in self.sections:
            yield from section.sentences
            for subsection in section.subsections:
                yield from subsection.sentences


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """Where a sentence of a draft stands in its text.

    `section` and `subsection` are indexes into the draft, None outside; `index` counts inside the innermost.
    """

    start: int
    end: int
    section: int | None
    subsection: int | None
    index: int


@dataclass(frozen=True, slots=True)
class DraftText:
    """A draft as one plain text, with the places of its sentences, in reading order."""

    text: str
    spans: tuple[SentenceSpan, ...] = field(default=())


CHINESE_NUMERALS = "一二三四五六七八九十"


def chinese_number(number: int) -> str:
    """Write 1–99 as in headings: 一, 十, 十一, 二十, 二十一."""
    tens, ones = divmod(number, 10)
    ones_sign = CHINESE_NUMERALS[ones - 1] if ones else ""
    if tens == 0:
        return ones_sign
    return ("" if tens == 1 else CHINESE_NUMERALS[tens - 1]) + "十" + ones_sign


def section_heading(index: int, heading: str) -> str:
    """Heading of level one with its sign; `index` counts from 0."""
    return f"{chinese_number(index + 1)}{ENUMERATION_COMMA}{heading}"


def subsection_heading(index: int, heading: str) -> str:
    """Heading of level two with its sign and final stop; `index` counts from 0."""
    return f"{LEFT_PAREN}{chinese_number(index + 1)}{RIGHT_PAREN}{heading}{FULL_STOP}"


class _Lines:
    """Collects paragraphs and remembers where sentences fall."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.spans: list[SentenceSpan] = []
        self.length = 0

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def sentences(
        self, sentences: tuple[DraftSentence, ...], section: int | None, subsection: int | None
    ) -> None:
        for index, sentence in enumerate(sentences):
            start = self.length
            self.write(sentence.text)
            self.spans.append(SentenceSpan(start, self.length, section, subsection, index))


def render_text(draft: ReportDraft) -> DraftText:
    """Write a draft as plain text, one paragraph a line, without markup.

    This is the text that checks read: offsets of findings and of `spans` point into it.
    """
    lines = _Lines()
    lines.write(f"{draft.title}\n")
    if draft.addressee:
        lines.write(f"{draft.addressee}{COLON}\n")
    lines.sentences(draft.opening, None, None)
    lines.write("\n")
    for number, section in enumerate(draft.sections):
        lines.write(section_heading(number, section.heading) + "\n")
        if section.sentences:
            lines.sentences(section.sentences, number, None)
            lines.write("\n")
        for place, subsection in enumerate(section.subsections):
            lines.write(subsection_heading(place, subsection.heading))
            lines.sentences(subsection.sentences, number, place)
            lines.write("\n")
    lines.write(f"{draft.signature.agency}\n{draft.signature.date}\n")
    return DraftText("".join(lines.parts), tuple(lines.spans))
