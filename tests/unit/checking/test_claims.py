"""SRC: honours that the yearly data do not know, or know at another level."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.checking.registry import CheckContext, check_report
from assistant.domain.peers import PeerReport
from assistant.reading.agency_year import load_agency_year
from tests.builders import make_source

SEEDS = Path(__file__).resolve().parents[3] / "seeds" / "yearly_data"


def found(seed: str, text: str) -> list[tuple[str, str]]:
    context = CheckContext(year=load_agency_year(SEEDS / seed), families=frozenset({"SRC"}))
    return [(f.code, f.quote) for f in check_report(PeerReport(make_source(text)), context).findings]


@pytest.mark.parametrize(
    ("seed", "text"),
    [
        ("xihe-market-2024.yaml", "2名同志获评全市执法办案能手。"),
        ("xihe-market-2024.yaml", "参加省市业务比武，2名同志获评全市执法办案能手。"),
        ("lanwan-education-2023.yaml", "1名学生荣获“学宪法 讲宪法”活动全国总决赛二等奖。"),
    ],
)
def test_honours_of_the_data(seed: str, text: str) -> None:
    assert found(seed, text) == []


@pytest.mark.parametrize(
    ("seed", "text", "quote"),
    [
        ("xihe-market-2024.yaml", "2名同志获评全省执法办案能手。", "全省"),
        ("lanwan-education-2023.yaml", "1名学生荣获“学宪法 讲宪法”活动全国总决赛一等奖。", "一等奖"),
        ("xihe-market-2024.yaml", "工作经验在全国推广，荣获全国市场监管系统先进集体称号。", "荣获"),
    ],
)
def test_honours_that_are_not(seed: str, text: str, quote: str) -> None:
    assert [("SRC001", quote)] == found(seed, text)
