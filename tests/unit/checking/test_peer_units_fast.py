"""Names are looked for only near the words they end with; what is found is what the whole text gives."""

from __future__ import annotations

import random
import re

import pytest

from assistant.checking import peer_units

_WORDS = [
    "局长",
    "王明",
    "主持",
    "有限公司",
    "集团",
    "公司",
    "小学",
    "集中学",
    "中学",
    "街道",
    "乡",
    "镇",
    "中心",
    "任务",
    "。",
    "，",
    "律师",
    "由",
    "李强",
    "同志",
    "调研",
    "在",
    "工业园区",
    "园区",
    "支队",
    "2024",
    "青",
    "蓝山",
    "（",
    "）",
    "与",
]
_PATTERNS = (
    (peer_units._UNIT, peer_units._UNIT_END),
    (peer_units._OFFICE, peer_units._OFFICE_END),
    (peer_units._TOWN, peer_units._TOWN_END),
    (peer_units._OFFICIAL, peer_units._OFFICIAL_END),
)


@pytest.mark.parametrize(("pattern", "end"), _PATTERNS, ids=("unit", "office", "town", "official"))
def test_the_same_names_as_in_the_whole_text(pattern: re.Pattern[str], end: re.Pattern[str]) -> None:
    rng = random.Random(7)
    for _ in range(400):
        text = "".join(rng.choice(_WORDS) for _ in range(rng.randint(1, 80)))
        near = [match.span() for match in peer_units._around(pattern, end, text)]
        assert near == [match.span() for match in pattern.finditer(text)]
