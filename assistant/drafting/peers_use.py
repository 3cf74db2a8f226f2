"""Cites the passages in which a draft's set phrases, lead phrases and headings really stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.domain.agency_year import Agency
from assistant.domain.drafts import DraftSentence, SectionDraft, SentenceKind, SubsectionDraft
from assistant.domain.punctuation import CLAUSE_ENDS
from assistant.domain.sources import PassageRef
from assistant.ports import Wordings

_CLAUSE = re.compile(f"[^{CLAUSE_ENDS}]+")
_LEAD = re.compile("^[一二三四五六七八九十]{1,3}是")
_LEAST = 8  # shorter clauses are words, not wordings
_LEAST_LEAD = 4
_MOST_PASSAGES = 3
_WITH_HEADING = 5
# Words that a writer puts in front of a wording; what follows is the same wording without them.
_IN_FRONT = ("将", "继续", "认真", "深入", "切实", "全面", "持续", "重点", "坚持")
_PHRASES = (SentenceKind.SET_PHRASE, SentenceKind.WORDING)


class PeersUse:
    """Finds where peers use what a draft of one agency says; nothing without a phrase bank."""

    def __init__(self, agency: Agency, wordings: Wordings | None) -> None:
        self._wordings = wordings
        own = {agency.name, agency.self_reference, agency.leadership, *agency.short_names}
        self._own = [
            re.escape(word) for word in sorted(filter(None, own), key=lambda word: (-len(word), word))
        ]

    def sentences(self, sentences: Sequence[DraftSentence]) -> tuple[DraftSentence, ...]:
        """Set phrases with the passages in which one of their clauses stands; other sentences as they are."""
        return tuple(self._sentence(sentence) for sentence in sentences)

    def section(self, section: SectionDraft) -> SectionDraft:
        """A section with its set phrases, lead phrases and the headings in front of these cited."""
        if self._wordings is None:
            return section
        subsections = tuple(self._subsection(part) for part in section.subsections)
        return replace(section, sentences=self.sentences(section.sentences), subsections=subsections)

    def _subsection(self, part: SubsectionDraft) -> SubsectionDraft:
        """The passages of a heading go with the first sentence, unless that tells the agency's own facts."""
        sentences = self.sentences(part.sentences)
        if not sentences or sentences[0].kind not in _PHRASES:
            return replace(part, sentences=sentences)
        first = sentences[0]
        headings = self._passages(_CLAUSE.findall(part.heading))
        refs = tuple(dict.fromkeys((*first.modelled_on, *headings)))[:_WITH_HEADING]
        return replace(part, sentences=(replace(first, modelled_on=refs), *sentences[1:]))

    def _sentence(self, sentence: DraftSentence) -> DraftSentence:
        if self._wordings is None or sentence.kind is not SentenceKind.SET_PHRASE or sentence.modelled_on:
            return sentence
        return replace(sentence, modelled_on=self._passages(self._wordings_of(sentence.text)))

    def _wordings_of(self, text: str) -> Iterator[str]:
        """What of a set phrase may be a wording: a lead phrase, or clauses without what is the agency's own."""
        least = _LEAST_LEAD if _LEAD.match(text) else _LEAST
        for clause in _CLAUSE.findall(_LEAD.sub("", text)):
            for piece in re.split("|".join(self._own), clause) if self._own else (clause,):
                yield from (rest for rest in _from_the_front(piece) if len(rest) >= least)

    def _passages(self, wordings: Iterator[str] | Sequence[str]) -> tuple[PassageRef, ...]:
        """Passages of all these wordings, those of the first wordings first."""
        if self._wordings is None:
            return ()
        found = dict.fromkeys(
            passage for text in wordings for passage in self._wordings.passages_saying(text)
        )
        return tuple(PassageRef(passage) for passage in list(found)[:_MOST_PASSAGES])


def _from_the_front(text: str) -> Iterator[str]:
    """A text, and what is left of it without the words that a writer puts in front."""
    yield text
    for word in _IN_FRONT:
        if text.startswith(word):
            yield from _from_the_front(text.removeprefix(word))
            return
