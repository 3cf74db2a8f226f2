"""Promises between the stages and what stands outside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.domain.peers import Match, Passage, PeerReport, PeerSummary, SearchFilters
from assistant.domain.topics import Topic


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of long work: `done` of `total` (0 when unknown), and what is being worked on."""

    done: int
    total: int
    label: str


ProgressReporter = Callable[[Progress], None]


def no_progress(_progress: Progress) -> None:
    """Report to nobody."""


class TextModel(Protocol):
    """A language model that completes a prompt."""

    @property
    def name(self) -> str:
        """What users call it."""

    def complete(self, prompt: str) -> str:
        """Return the whole reply.

        Raises:
            ModelUnavailableError: the endpoint cannot be reached or refuses.
            ReplyError: the reply was cut off or is empty.
        """


class ExampleSource(Protocol):
    """Finds comparable passages of peers; the drafting stage sees nothing else of the library."""

    def search(self, query: str, filters: SearchFilters, limit: int) -> tuple[Match, ...]:
        """Return at most `limit` matches, best first, several agencies before one twice over."""


class PeerTexts(Protocol):
    """The library as the checks see it: every peer report's text and structure."""

    def summaries(self) -> tuple[PeerSummary, ...]:
        """All reports, oldest first."""

    def report(self, report_id: str) -> PeerReport:
        """One report as it was read."""

    def passages(self) -> Iterator[Passage]:
        """All passages, report by report, in reading order."""


class WordSegmenter(Protocol):
    """Cuts Chinese text into words."""

    def __call__(self, text: str) -> Sequence[str]:
        """Words in order; joined they are the text."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A peer's clause without any fact. `agencies` counts who uses it; `passage_ids` say where it stands.

    `common` means that several agencies use it: only then may it enter a draft by itself.
    """

    text: str
    topics: tuple[Topic, ...]
    agencies: int
    passage_ids: tuple[str, ...]
    common: bool


class Wordings(Protocol):
    """The phrase bank as the drafting stage sees it."""

    def passages_with(self, text: str) -> tuple[str, ...]:
        """Ids of passages of several agencies that use this wording; empty if it is not common property."""

    def passages_saying(self, text: str) -> tuple[str, ...]:
        """Ids of passages in which this wording stands, also of a single agency; empty if it holds any fact."""

    def common(self, topic: Topic | None = None, *, longest: int = 99) -> tuple[Wording, ...]:
        """Common wordings about a topic, no longer than `longest` characters, those of most agencies first."""

    def find(self, topic: Topic | None, text: str, limit: int) -> tuple[Wording, ...]:
        """Wordings about a topic that are nearest to a text, best first; also those of a single agency."""
