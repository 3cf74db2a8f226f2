"""SIM: how much of a text stands in another report, and where; wording that many agencies use is nobody's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from weakref import WeakKeyDictionary

import numpy as np

from assistant.checking.checked_text import CheckedText
from assistant.checking.context import CheckContext
from assistant.checking.rule_book import finding_at
from assistant.checking.shingles import RUN, Flags, Matches, ShingleIndex, Words, joint_runs
from assistant.domain.findings import Finding, Similarity
from assistant.domain.peers import PeerReport
from assistant.prompt_files import read_toml

_MANY_AGENCIES = 3
_FORMULAIC_SHARE = 0.5
_SMALLEST_SHARE = 0.01
_SHARE_TO_REPORT = 0.3
_OWN_SHARE_TO_REPORT = 0.6
_RUN_TO_REPORT = 60
_MOST_PLACES = 8
_MOST_REPORTS = 20


@dataclass(frozen=True)
class Overlap:
    """What a text shares with one report: stretches as (first, last character behind) in the text without signs."""

    report: PeerReport
    stretches: tuple[tuple[int, int], ...]
    share: float

    @property
    def longest(self) -> int:
        """The longest common run in characters."""
        return max((end - start for start, end in self.stretches), default=0)

    def as_similarity(self) -> Similarity:
        """The form in which results are given out."""
        agency = self.report.agency or self.report.title or self.report.source.file
        return Similarity(agency, self.report.year, round(self.share, 4), self.longest)


def similarities(checked: CheckedText, context: CheckContext) -> tuple[Similarity, ...]:
    """The reports that share text, the nearest first."""
    return tuple(overlap.as_similarity() for overlap in _overlaps(checked, context)[:_MOST_REPORTS])


def check(checked: CheckedText, context: CheckContext) -> tuple[Finding, ...]:
    """Find long runs and large shares of another report's text."""
    words = Words.of(checked.text)
    found: list[Finding] = []
    for overlap in _overlaps(checked, context)[:_MOST_REPORTS]:
        found.extend(_places(overlap, words, checked, context))
    return tuple(found)


def _places(overlap: Overlap, words: Words, checked: CheckedText, context: CheckContext) -> Iterator[Finding]:
    own = _is_own(overlap.report, checked, context)
    name = overlap.as_similarity().agency
    text = checked.text
    if overlap.share >= (_OWN_SHARE_TO_REPORT if own else _SHARE_TO_REPORT):
        code = "SIM003" if own else "SIM001"
        whose = "本机关以往" if own else f"{name}"
        year = f"{overlap.report.year}年度" if overlap.report.year else ""
        message = f"全文有{overlap.share:.0%}与{whose}{year}报告相同，最长连续{overlap.longest}字。"
        yield finding_at(code, text, (0, 0), message, "按本年度实际情况改写相同的段落。")
    if own:
        return
    long = sorted((s for s in overlap.stretches if s[1] - s[0] >= _RUN_TO_REPORT), key=lambda s: s[0] - s[1])
    for start, end in long[:_MOST_PLACES]:
        place = (int(words.places[start]), int(words.places[end - 1]) + 1)
        message = f"连续{end - start}字与{name}{overlap.report.year or ''}年度报告相同。"
        yield finding_at("SIM002", text, place, message, "用本机关自己的话改写。")


_KEPT: WeakKeyDictionary[CheckedText, tuple[CheckContext, list[Overlap]]] = WeakKeyDictionary()


def _overlaps(checked: CheckedText, context: CheckContext) -> list[Overlap]:
    """Worked out once for a text, though findings and shares both ask for it."""
    kept = _KEPT.get(checked)
    if kept is None or kept[0] is not context:
        kept = _KEPT[checked] = (context, _compare(checked, context))
    return kept[1]


def _compare(checked: CheckedText, context: CheckContext) -> list[Overlap]:
    words = Words.of(checked.text)
    if not len(words.codes):
        return []
    found: list[Overlap] = []
    phrases = _set_phrases(checked, words)
    if context.peers is not None:
        matches = context.peers.shingles.matches(words)
        usual = phrases | (matches.spread >= _MANY_AGENCIES)
        shared = _shared(context.peers.reports, matches, usual, words)
        found.extend(o for o in shared if o.report.source.sha256 != checked.report.source.sha256)
    if context.own_earlier is not None:
        alone = ShingleIndex.build([context.own_earlier]).matches(words)
        found.extend(_shared((context.own_earlier,), alone, phrases, words))
    return sorted(
        (o for o in found if o.share >= _SMALLEST_SHARE), key=lambda o: (-o.share, o.report.source.file)
    )


def _shared(reports: Sequence[PeerReport], matches: Matches, usual: Flags, words: Words) -> Iterator[Overlap]:
    """What the text shares with each of the reports with which it shares anything."""
    stretches = joint_runs(matches, usual, _FORMULAIC_SHARE)
    for number, group in groupby(stretches, key=lambda stretch: stretch.report):
        kept = tuple((stretch.first, stretch.last + RUN) for stretch in group)
        covered = np.zeros(len(words.codes), dtype=bool)
        for first, behind in kept:
            covered[first:behind] = True
        yield Overlap(reports[number], kept, float(covered.mean()))


def _set_phrases(checked: CheckedText, words: Words) -> Flags:
    """Runs that lie inside the genre's formulas."""
    inside = np.zeros(len(checked.text) + 1, dtype=bool)
    for match in _formulas().finditer(checked.text):
        inside[match.start() : match.end()] = True
    flags = inside[words.places]
    if len(flags) < RUN:
        return np.zeros(len(words.hashes), dtype=bool)
    sums = np.convolve(flags.astype(np.int64), np.ones(RUN, dtype=np.int64), mode="valid")
    return np.asarray(sums >= RUN - 2, dtype=np.bool_)


def _formulas() -> re.Pattern[str]:
    return re.compile("|".join(read_toml("formulas.toml")["formulas"]))


def _is_own(report: PeerReport, checked: CheckedText, context: CheckContext) -> bool:
    own = context.year.agency.name if context.year else checked.report.agency
    return report is context.own_earlier or bool(own and report.agency == own)
