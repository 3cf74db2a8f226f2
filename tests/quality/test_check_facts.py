"""Facts against the yearly data of agencies of many kinds, in our drafts and in drafts that a person reworded.

Silence on what is true however it is worded; every seeded mistake found, as one finding at its place, with a right mend or none.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from assistant.checking.mends import apply_mends
from assistant.checking.registry import CheckContext, check_report
from assistant.domain.agency_year import AgencyYear
from assistant.domain.findings import Finding
from tests.quality import claim_mutations, fact_mutations
from tests.quality.check_sets import YEARLY_DATA, agency_year, bare, plain_draft
from tests.quality.number_mutations import Mutation

FOLDER = Path(__file__).parent / "data" / "agencies"
AGENCIES = (*sorted(FOLDER.glob("*.yaml")), *YEARLY_DATA)
FAMILIES = frozenset({"NUM", "SRC", "CON", "ARI"})
SEED, SAMPLE = 20_261_126, 0.05


def _person(path: Path) -> str:
    return (FOLDER / f"{path.stem}.person.md").read_text("utf-8")


def _found(text: str, year: AgencyYear) -> tuple[Finding, ...]:
    return check_report(bare(text), CheckContext(year=year, families=FAMILIES)).findings


def _drafts() -> Iterator[tuple[AgencyYear, str]]:
    for path in AGENCIES:
        year = agency_year(path)
        for text in (plain_draft(path), _person(path)):
            yield from ((year, line) for line in text.split("\n") if line.strip())


@pytest.mark.parametrize("path", AGENCIES, ids=lambda path: path.stem)
def test_what_is_true_is_left_alone_however_it_is_worded(path: Path) -> None:
    year = agency_year(path)
    found = [
        f"{finding.code} {finding.quote}: {finding.message}"
        for text in (_person(path), plain_draft(path).partition("的主要安排\n")[0])
        for finding in _found(text, year)
    ]
    assert found == []


def test_there_are_enough_of_them() -> None:
    assert sum(len(re.findall("[。；]", _person(path))) for path in AGENCIES) >= 200


@cache
def _tried() -> tuple[tuple[Mutation, AgencyYear, str, tuple[Finding, ...]], ...]:
    """A sample of mistakes with numbers, each with what is found in its line."""
    rng, picks = random.Random(SEED), random.Random(SEED)
    tried = []
    for year, line in _drafts():
        made = [
            *fact_mutations.number_mistakes(line, year, rng),
            *fact_mutations.turned(line, rng),
            *fact_mutations.swapped_values(line, year, rng),
            *fact_mutations.exchanged(line, rng),
        ]
        tried += [
            (m, year, line, _found(m.text, year)) for m in made if m.text != line and picks.random() < SAMPLE
        ]
    return tuple(tried)


def test_wrong_numbers_are_found() -> None:
    missed = [_told(m) for m, _, _, found in _tried() if not _touched(found, m)]
    assert len(_tried()) >= 600
    assert len(missed) <= 0.01 * len(_tried()), "\n".join(missed)


def test_one_wrong_number_is_one_finding() -> None:
    several = [
        f"{_told(m)}: {[f.quote for f in found]}"
        for m, _, _, found in _tried()
        if m.kind != "exchange" and len(found) > 1
    ]
    assert len(several) <= 0.02 * len(_tried()), "\n".join(several)


def test_a_mend_leaves_nothing_wrong() -> None:
    mended = [
        (m, year, apply_mends(m.text, found))
        for m, year, _, found in _tried()
        if m.kind != "exchange" and any(f.replacement is not None for f in found)
    ]
    wrong = [f"{_told(m)} -> {text}" for m, year, text in mended if _found(text, year)]
    assert len(mended) >= 300
    assert wrong == []


def test_claims_that_the_data_do_not_bear_out_are_found() -> None:
    rng, tried, missed = random.Random(SEED), 0, []
    for year, line in _drafts():
        for mutation in claim_mutations.claims_turned(line, year):
            if mutation.kind == "period" and rng.random() > SAMPLE:
                continue
            tried += 1
            if not _touched(_found(mutation.text, year), mutation):
                missed.append(_told(mutation))
    assert tried >= 250
    assert len(missed) <= 0.05 * tried, "\n".join(missed)


def _touched(found: tuple[Finding, ...], mutation: Mutation) -> bool:
    return any(f.start <= mutation.end and mutation.start <= f.end for f in found)


def _told(mutation: Mutation) -> str:
    around = mutation.text[max(0, mutation.start - 30) : mutation.end + 15]
    return f"{mutation.kind}: {mutation.was} -> {mutation.now} in {around}"
