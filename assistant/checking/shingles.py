"""Finds text that two reports share: hashes of short runs of characters, held in sorted arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.domain.peers import PeerReport

RUN = 10
_BASE = np.uint64(1_000_003)
_FIRST_HAN, _LAST_HAN = 0x4E00, 0x9FFF
_ZERO, _NINE = 0x30, 0x39
_WIDE_ZERO, _WIDE_NINE = 0xFF10, 0xFF19

Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]


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
        counts = high - low
        ours = np.repeat(np.arange(len(words.hashes), dtype=np.int64), counts)
        starts = np.repeat(low, counts)
        steps = np.arange(len(ours), dtype=np.int64) - np.repeat(np.cumsum(counts) - counts, counts)
        rows = starts + steps
        return Matches(
            ours, self.reports[rows], self.places[rows], self._agencies_per_run(ours, rows, len(words.hashes))
        )

    def _agencies_per_run(self, ours: Places, rows: Any, size: int) -> Places:
        """How many different agencies have each run."""
        if not len(ours):
            return np.zeros(size, dtype=np.int64)
        pairs = np.unique(np.stack([ours, self.agencies[self.reports[rows]]], axis=1), axis=0)
        return np.bincount(pairs[:, 0], minlength=size).astype(np.int64)


@dataclass(frozen=True)
class Matches:
    """Runs of a text (`ours`) with the report and the place where they stand, too; `spread`: agencies a run has."""

    ours: Places
    reports: Places
    places: Places
    spread: Places

    def of_report(self, number: int) -> tuple[Places, Places]:
        """The runs shared with one report: our places and its places."""
        chosen = self.reports == number
        return self.ours[chosen], self.places[chosen]


def joint_runs(ours: Places, theirs: Places) -> list[tuple[int, int]]:
    """Stretches of neighbouring runs that stand in the same order in both texts, as (first, last) of ours."""
    if not len(ours):
        return []
    order = np.lexsort((ours, theirs - ours))
    ours, shift = ours[order], (theirs - ours)[order]
    breaks = np.flatnonzero((np.diff(ours) != 1) | (np.diff(shift) != 0)) + 1
    return [(int(part[0]), int(part[-1])) for part in np.split(ours, breaks)]
