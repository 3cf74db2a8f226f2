"""NUM on seeded mistakes: 99 % found, at most 2 % of clean sentences flagged."""

from __future__ import annotations

import random
import re
from collections import Counter

from assistant.checking.registry import CheckContext
from assistant.domain.quantities import plain_value
from tests.quality.check_sets import clean_drafts, findings, touches
from tests.quality.number_mutations import Mutation, mutations, swaps

SEED = 20_261_123


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _missed(mutation: Mutation, context: CheckContext) -> bool:
    return not touches(findings(mutation.text, "NUM", context), mutation.start, mutation.end)


def test_mistakes_are_found() -> None:
    rng, tried, missed = random.Random(SEED), Counter[str](), []
    for year, text in clean_drafts():
        context = CheckContext(year=year)
        for paragraph in _paragraphs(text):
            for mutation in mutations(paragraph, rng):
                tried[mutation.kind] += 1
                if _missed(mutation, context):
                    missed.append(
                        f"{mutation.kind}: {mutation.was} -> {mutation.now} in {mutation.text[max(0, mutation.start - 30) : mutation.end + 12]}"
                    )
    assert sum(tried.values()) >= 600, tried
    assert min(tried[kind] for kind in ("digit", "unit", "scale", "points", "han", "range", "year")) >= 5, (
        tried
    )
    assert len(missed) <= 0.01 * sum(tried.values()), "\n".join(missed)


def test_true_numbers_of_other_matters_are_found() -> None:
    rng, tried, missed = random.Random(SEED), 0, []
    for year, text in clean_drafts():
        context = CheckContext(year=year)
        values = {
            (
                plain_value(i.value, i.unit)[1],
                plain_value(i.value, i.unit)[0],
            ): f"{i.value.normalize():f}{i.unit}"
            for i in year.indicators
            if i.value and i.unit != "%"
        }
        for paragraph in _paragraphs(text):
            for mutation in swaps(paragraph, values, rng):
                tried += 1
                if _missed(mutation, context):
                    missed.append(
                        f"{mutation.was} -> {mutation.now} in {mutation.text[max(0, mutation.start - 30) : mutation.end + 12]}"
                    )
    assert tried >= 100
    assert len(missed) <= 0.05 * tried, "\n".join(missed)


def test_clean_sentences_are_left_alone() -> None:
    sentences, flagged = 0, []
    for year, text in clean_drafts():
        sentences += len(re.findall("[。；]", text))
        flagged += [
            f"{finding.quote}: {finding.message}"
            for finding in findings(text, "NUM", CheckContext(year=year))
        ]
    assert sentences >= 150
    assert len(flagged) <= 0.02 * sentences, "\n".join(flagged)
