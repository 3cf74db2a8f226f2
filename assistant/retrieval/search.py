"""Ranks of the dense and the lexical search fused, then chosen so that several agencies have a say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from assistant.domain.peers import Passage
from vectorstore.types import Hit

_RANK_OFFSET = 60  # of reciprocal-rank fusion; large, so that the first ranks do not decide alone
_PASSAGES_A_TURN = 2
_SAME_TEXT = 88.0  # percent of common signs from which two passages say the same
_DIGITS = re.compile(r"\d+")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with its fused score."""

    passage: Passage
    file: str
    score: float


def fuse(rankings: Iterable[Sequence[Hit]]) -> dict[str, float]:
    """Reciprocal-rank fusion: scores by id, the best first, equal scores in order of id.

    Hits of a ranking with the same score share the better rank: their order says nothing.
    """
    scores: dict[str, float] = {}
    for ranking in rankings:
        rank = 0
        for place, hit in enumerate(ranking):
            if place == 0 or hit.score != ranking[place - 1].score:
                rank = place + 1
            scores[hit.id] = scores.get(hit.id, 0.0) + 1.0 / (_RANK_OFFSET + rank)
    return dict(sorted(scores.items(), key=lambda item: (-item[1], item[0])))


def agency_key(name: str) -> str:
    """Agencies' names compared without spaces."""
    return _SPACES.sub("", name)


def choose(candidates: Sequence[Candidate], limit: int, excluded: Collection[str] = ()) -> list[Candidate]:
    """Take at most `limit` candidates: nothing twice, and in turns of two passages an agency.

    Within a turn the order of the candidates is kept. The scores returned never rise, so that sorting by score
    gives the same order again.

    Args:
        candidates: best first.
        excluded: agencies that may not appear, as `agency_key` gives them.
    """
    distinct = without_repetitions(
        each
        for each in candidates
        if agency_key(each.passage.agency) not in excluded or not each.passage.agency
    )
    turns: dict[str, int] = {}
    placed: list[tuple[int, int, Candidate]] = []
    for place, candidate in enumerate(distinct):
        # An agency that was not found in a report must not lump all such reports together.
        group = agency_key(candidate.passage.agency) or candidate.passage.report_id
        seen = turns.get(group, 0)
        turns[group] = seen + 1
        placed.append((seen // _PASSAGES_A_TURN, place, candidate))
    chosen: list[Candidate] = []
    for _, _, candidate in sorted(placed, key=lambda each: each[:2])[:limit]:
        score = min(candidate.score, chosen[-1].score) if chosen else candidate.score
        chosen.append(Candidate(candidate.passage, candidate.file, score))
    return chosen


def without_repetitions(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Drop what nearly repeats a better candidate; figures do not make a difference (last year's report)."""
    kept: list[Candidate] = []
    texts: list[str] = []
    for candidate in candidates:
        text = _DIGITS.sub("0", _SPACES.sub("", candidate.passage.text))
        if any(fuzz.ratio(text, other, score_cutoff=_SAME_TEXT) for other in texts):
            continue
        kept.append(candidate)
        texts.append(text)
    return kept
