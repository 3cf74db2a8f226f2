"""Finds text that two reports share: hashes of short runs of characters, held in sorted arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from assistant.domain.peers import PeerReport

RUN = 10
_MOST_PAIRS = 5_000_000
_BASE = np.uint64(1_000_003)
_FIRST_HAN, _LAST_HAN = 0x4E00, 0x9FFF
_ZERO, _NINE = 0x30, 0x39
_WIDE_ZERO, _WIDE_NINE = 0xFF10, 0xFF19

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Words:
    """A text without signs, spaces and letters: its characters as numbers, and where each stood."""

    codes: npt.NDArray[np.uint64]
    places: Places

    @classmethod
    def of(cls, text: str) -> Words:
        """Keep Chinese characters and digits; digits of either width are the same."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
        wide = (codes >= _WIDE_ZERO) & (codes <= _WIDE_NINE)
        codes = np.where(wide, codes - np.uint64(_WIDE_ZERO - _ZERO), codes)
        kept = ((codes >= _FIRST_HAN) & (codes <= _LAST_HAN)) | ((codes >= _ZERO) & (codes <= _NINE))
        return cls(codes[kept], np.flatnonzero(kept).astype(np.int64))

    @cached_property
    def hashes(self) -> Hashes:
        """One hash for every run of `RUN` characters."""
        count = len(self.codes) - RUN + 1
        if count <= 0:
            return np.empty(0, dtype=np.uint64)
        total = np.zeros(count, dtype=np.uint64)
        for at in range(RUN):
            total = total * _BASE + self.codes[at : at + count]
        return total


@dataclass(frozen=True)
class ShingleIndex:
    """All runs of all reports, sorted by hash: which report has a run, and where."""

    hashes: Hashes = field(default_factory=lambda: np.empty(0, dtype=np.uint64))
    reports: Places = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    places: Places = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    agencies: Places = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    @classmethod
    def build(cls, reports: Sequence[PeerReport]) -> ShingleIndex:
        """Hash every report."""
        if not reports:
            return cls()
        numbers: dict[str, int] = {}
        agencies = np.array(
            [numbers.setdefault(report.agency or report.source.file, len(numbers)) for report in reports],
            dtype=np.int64,
        )
        words = [Words.of(report.source.text) for report in reports]
        hashes = np.concatenate([text.hashes for text in words])
        owners = np.concatenate([
            np.full(len(text.hashes), number, dtype=np.int64) for number, text in enumerate(words)
        ])
        places = np.concatenate([np.arange(len(text.hashes), dtype=np.int64) for text in words])
        order = np.argsort(hashes, kind="stable")
        return cls(hashes[order], owners[order], places[order], agencies)

    def matches(self, words: Words) -> Matches:
        """Every pair of a run of the text and the same run of a report."""
        low = np.searchsorted(self.hashes, words.hashes, side="left")
        high = np.searchsorted(self.hashes, words.hashes, side="right")
        found = high - low
        counts = np.where(found > _most_places(found), 0, found)
        ours = np.repeat(np.arange(len(words.hashes), dtype=np.int64), counts)
        starts = np.repeat(low, counts)
        steps = np.arange(len(ours), dtype=np.int64) - np.repeat(np.cumsum(counts) - counts, counts)
        rows = starts + steps
        spread = self._agencies_per_run(ours, rows, len(words.hashes))
        spread[found > counts] = len(self.agencies)  # what stands everywhere is nobody's
        return Matches(ours, self.reports[rows], self.places[rows], spread)

    def _agencies_per_run(self, ours: Places, rows: Places, size: int) -> Places:
        """How many different agencies have each run."""
        if not len(ours):
            return np.zeros(size, dtype=np.int64)
        many = int(self.agencies.max()) + 1
        pairs = np.unique(ours * many + self.agencies[self.reports[rows]])  # one number a pair sorts fast
        return np.bincount(pairs // many, minlength=size).astype(np.int64)


def _most_places(counts: Places) -> int:
    """In how many places a run may stand for all pairs together to stay within bounds; rows of one sign do not."""
    if int(counts.sum()) <= _MOST_PAIRS:
        return int(counts.max(initial=0))
    rising = np.sort(counts)
    return int(rising[np.searchsorted(np.cumsum(rising), _MOST_PAIRS)]) - 1


@dataclass(frozen=True)
class Matches:
    """Runs of a text (`ours`) with the report and the place where they stand, too; `spread`: agencies a run has."""

    ours: Places
    reports: Places
    places: Places
    spread: Places


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring runs that stand in the same order in a text and in one report: first and last run of the text."""

    report: int
    first: int
    last: int


def joint_runs(matches: Matches, usual: Flags, most_usual: float) -> list[Stretch]:
    """The stretches that texts share, report by report, without those that are for the most part usual wording.

    All reports at once: a stretch ends where the next match is another report's or does not follow in both texts.
    """
    if not len(matches.ours):
        return []
    shifts = matches.places - matches.ours
    order = np.lexsort((matches.ours, shifts, matches.reports))
    ours, shifts, reports = matches.ours[order], shifts[order], matches.reports[order]
    goes_on = (np.diff(ours) == 1) & (np.diff(shifts) == 0) & (np.diff(reports) == 0)
    breaks = np.flatnonzero(~goes_on)
    firsts, lasts = np.concatenate(([0], breaks + 1)), np.concatenate((breaks, [len(ours) - 1]))
    counted = np.concatenate(([0], np.cumsum(usual)))
    shares = (counted[ours[lasts] + 1] - counted[ours[firsts]]) / (ours[lasts] - ours[firsts] + 1)
    kept = shares < most_usual
    rows = zip(reports[firsts[kept]], ours[firsts[kept]], ours[lasts[kept]], strict=True)
    return [Stretch(int(report), int(first), int(last)) for report, first, last in rows]
