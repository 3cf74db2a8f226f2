"""CMP on labelled drafts: macro-F1 of the four contents at least 0.97, never a false 'present'."""

from __future__ import annotations

import random
from collections import Counter
from itertools import islice

from assistant.checking.checked_text import CheckedText
from assistant.checking.completeness import section_checks
from assistant.checking.context import CheckContext
from assistant.domain.findings import ContentStatus
from tests.quality.check_sets import CORPUS, clean_drafts, report
from tests.quality.report_shapes import labelled as shapes
from tests.quality.section_mutations import KINDS, Labelled, Parts, take_apart, variants

SEED = 4_021
_IN_FULL = {
    "minzheng-2024": (2024, (0, 1, 2, 3)),
    "zhengfu-2022": (2022, (0, 2, 1, 3)),
    "weisheng-2025": (2025, (2, 0, 1, 3)),
}


def _parts() -> list[Parts]:
    found = [take_apart(text, KINDS, year.year) for year, text in clean_drafts()]
    for path in CORPUS:
        if path.stem in _IN_FULL:
            year, places = _IN_FULL[path.stem]
            found.append(take_apart(path.read_text("utf-8"), tuple(KINDS[place] for place in places), year))
    return found


def _labelled() -> list[Labelled]:
    rng = random.Random(SEED)
    return [variant for parts in _parts() for variant in islice(variants(parts, rng), 60)]


def test_contents_are_told_apart() -> None:
    drafts = _labelled()
    assert len(drafts) >= 200
    _assert_told_apart(drafts)


def test_contents_are_told_apart_in_every_shape() -> None:
    drafts = list(shapes())
    assert len(drafts) >= 800
    _assert_told_apart(drafts)


def _assert_told_apart(drafts: list[Labelled]) -> None:
    hits, said, true, wrong = Counter(), Counter(), Counter(), []
    for draft in drafts:
        checks = section_checks(CheckedText(report(draft.text)), CheckContext())
        statuses = {check.section: check.status for check in checks}
        for kind in KINDS:
            truth, answer = draft.truth[kind], statuses[kind]
            true[truth] += 1
            said[answer] += 1
            hits[truth] += truth is answer
            if truth is not answer:
                wrong.append(f"{draft.what}: {kind} is {truth}, said {answer}\n{draft.text[:60]}")
    scores = [2 * hits[s] / (true[s] + said[s]) for s in ContentStatus if true[s]]
    assert sum(scores) / len(scores) >= 0.97, "\n".join(wrong)
    false_complete = [line for line in wrong if "said present" in line]
    assert false_complete == [], "\n".join(false_complete)
