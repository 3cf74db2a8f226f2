"""Reports as they were read: source text, structure, passages, and what a search finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic


@dataclass(frozen=True, slots=True)
class Artefact:
    """Damage that came from extraction, not from the authors; a text with one is never quoted into a draft.

    `kind` is one of `joined_digits`, `lost_characters`, `page_break`, `furniture`, `half_width`, `replacement_character`, …;
    `start`/`end` are character offsets into `SourceText.text`.
    """

    kind: str
    quote: str
    start: int
    end: int

    @property
    def damages(self) -> bool:
        """Whether words at this place are damaged; furniture around a text and signs of another width are not damage."""
        return self.kind not in {"furniture", "half_width", "tracked_change"}


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as plain text. All offsets of a report point into `text`.

    `sha256` is the digest of the file's bytes; `encoding` says how it was decoded (`docx` for Word files).
    """

    file: str
    sha256: str
    text: str
    encoding: str
    artefacts: tuple[Artefact, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A heading with what stands under it, down to in-sentence points.

    `heading` is without its number sign and in full-width punctuation; `marker` is the sign as written (“一、”, “(二)”, “一是”).
    `level` is 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）, 5 for an in-sentence point (一是…).
    `text` is the cleaned text directly under the heading, without the children's.
    `start`/`end` cover heading, own text and children in the source.
    """

    heading: str
    marker: str
    level: int
    section: SectionKind | None
    topics: tuple[Topic, ...]
    text: str
    start: int
    end: int
    children: tuple[ReportSection, ...] = ()

    def walk(self) -> Iterator[ReportSection]:
        """Yield this section and everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class PeerReport:
    """Any report of the genre, read. Empty strings and None mean: not found in the text."""

    source: SourceText
    title: str = ""
    agency: str = ""
    year: int | None = None
    kind: str = ""
    level: str = ""
    region: tuple[str, ...] = ()
    document_number: str = ""
    signer: str = ""
    addressee: str = ""
    opening: str = ""
    signature: str = ""
    date: date | None = None
    sections: tuple[ReportSection, ...] = ()
    artefacts: tuple[Artefact, ...] = ()

    def walk(self) -> Iterator[ReportSection]:
        """Yield every section and point in reading order."""
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Passage:
    """A cut of a peer report, the unit of search. `start`/`end` are offsets into the source text.

    `headings` run from the outermost down; they stand in front of `text` when it is embedded.
    `damaged` says that an artefact lies inside: such a passage is shown with a mark and never lends wording.
    """

    id: str
    report_id: str
    agency: str
    year: int | None
    section: SectionKind | None
    topics: tuple[Topic, ...]
    headings: tuple[str, ...]
    text: str
    start: int
    end: int
    damaged: bool = False

    @property
    def embedded_text(self) -> str:
        """Headings and text as one string, the form that is encoded and indexed."""
        return "\n".join((*self.headings, self.text))


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """Conditions that every match meets; None and empty mean any. `region` matches any level of the peer's region."""

    section: SectionKind | None = None
    topic: Topic | None = None
    kind: str = ""
    level: str = ""
    region: str = ""
    year: int | None = None
    exclude_agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A passage found by a search. `score` orders matches of one search and means nothing across searches."""

    passage: Passage
    score: float
    file: str


@dataclass(frozen=True, slots=True)
class PeerSummary:
    """A row of the library: one report."""

    id: str
    file: str
    title: str
    agency: str
    year: int | None
    kind: str
    level: str
    region: tuple[str, ...]
    passages: int
    artefacts: int
    added_at: str
