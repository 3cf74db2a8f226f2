"""Yearly data in the forms that tests of reading start from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.domain.agency_year import AgencyYear
from assistant.domain.topics import Topic
from assistant.errors import YearDataError

SMALL = """
year: 2025
agency: {name: 平川区教育局, kind: 教育, level: 县级, region: [云州省, 平川区]}
indicators:
  - {name: 行政许可, value: 12, unit: 件, topic: government_functions}
"""


def always_core(_wording: str) -> Topic:
    """Stands for the rules that work out a topic."""
    return Topic.CORE_BUSINESS


def problems_of(read: Callable[[], AgencyYear]) -> dict[str, str]:
    """Place and message of every mistake; the reading must fail."""
    with pytest.raises(YearDataError) as caught:
        read()
    return {problem.path: problem.message for problem in caught.value.problems}
