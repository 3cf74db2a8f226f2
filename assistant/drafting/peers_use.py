"""Cites peers for set phrases that are their common property."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.domain.drafts import DraftSentence, SectionDraft, SentenceKind, SubsectionDraft
from assistant.domain.punctuation import CLAUSE_ENDS
from assistant.domain.sources import PassageRef
from assistant.ports import Wordings

_CLAUSE = re.compile(f"[^{CLAUSE_ENDS}]+")
_LEAST = 8  # shorter clauses are words, not wordings
_MOST_PASSAGES = 3


def cite_sentences(
    sentences: tuple[DraftSentence, ...], wordings: Wordings | None
) -> tuple[DraftSentence, ...]:
    """Set phrases with the passages of peers that use one of their clauses; other sentences as they are."""
    if wordings is None:
        return sentences
    return tuple(_cited(sentence, wordings) for sentence in sentences)


def cite_section(section: SectionDraft, wordings: Wordings | None) -> SectionDraft:
    """A section with its set phrases cited."""
    subsections = tuple(_cited_subsection(part, wordings) for part in section.subsections)
    return replace(section, sentences=cite_sentences(section.sentences, wordings), subsections=subsections)


def _cited_subsection(part: SubsectionDraft, wordings: Wordings | None) -> SubsectionDraft:
    return replace(part, sentences=cite_sentences(part.sentences, wordings))


def _cited(sentence: DraftSentence, wordings: Wordings) -> DraftSentence:
    if sentence.kind is not SentenceKind.SET_PHRASE or sentence.modelled_on:
        return sentence
    clauses = [clause for clause in _CLAUSE.findall(sentence.text) if len(clause) >= _LEAST]
    passages = dict.fromkeys(passage for clause in clauses for passage in wordings.passages_with(clause))
    refs = tuple(PassageRef(passage) for passage in list(passages)[:_MOST_PASSAGES])
    return replace(sentence, modelled_on=refs)
