"""The words and units by which the review of yearly data tells slips (`prompts/data_review.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from assistant.drafting.name_cleaning import bare_unit
from assistant.drafting.tables import Table
from assistant.drafting.year_on_year import PERCENT_UNITS
from assistant.prompt_files import read_toml

FILE = "data_review.toml"


@dataclass(frozen=True, slots=True)
class ReviewWords:
    """Everything of `prompts/data_review.toml`; the file says what each list is for."""

    people_units: tuple[str, ...]
    measure_units: tuple[str, ...]
    count_units: tuple[str, ...]
    ratio_units: tuple[str, ...]
    ratio_signs: tuple[str, ...]
    rate_ends: tuple[str, ...]
    counted_ends: tuple[str, ...]
    money_ends: tuple[str, ...]
    may_fall: tuple[str, ...]
    may_pass_full: tuple[str, ...]
    overfulfilled: tuple[str, ...]
    high_rates: tuple[str, ...]
    low_rates: tuple[str, ...]
    says_nothing: tuple[str, ...]
    pending: tuple[str, ...]
    same_units: Mapping[str, str]

    def kind_of(self, unit: str) -> str:
        """Units of one kind stand for each other: 件 and 起, 万元 and 元, 人 and 人次."""
        bare = bare_unit(unit)
        if bare in PERCENT_UNITS:
            return "rate"
        if bare.endswith("元"):
            return "money"
        return "people" if bare in self.people_units else "measure" if bare in self.measure_units else "count"

    def is_ratio(self, unit: str) -> bool:
        """Whether a rate may be given in this unit."""
        signs = any(sign in unit for sign in self.ratio_signs)
        return unit in PERCENT_UNITS or unit in self.ratio_units or signs

    def is_unit(self, text: str) -> bool:
        """Whether a text is a unit and nothing else."""
        bare = bare_unit(text)
        return bare in self.count_units or bare in self.measure_units or bare in {"元", "%"}

    def same(self, one: str, other: str) -> bool:
        """Whether two units are one, written in two ways."""
        return self.same_units.get(one, one) == self.same_units.get(other, other)


@cache
def review_words() -> ReviewWords:
    """Read the words.

    Raises:
        TemplateError: the file is broken; the message names the place.
    """
    root = Table(FILE, "", read_toml(FILE))
    lists = {name: root.texts(name) for name in ReviewWords.__slots__ if name != "same_units"}
    words = ReviewWords(**lists, same_units=root.mapping("same_units"))
    root.finish()
    return words
