"""YEAR for days with a number, campaigns of one year, and the report written before the year was over."""

from __future__ import annotations

import pytest

from assistant.checking.registry import CheckContext, check_report
from assistant.reading.peer_report import read_report
from tests.builders import make_source

REPORT = (
    "青岚县水利局关于{year}年度法治政府建设情况的报告\n县委：\n{year}年，我局推进依法行政。现将有关情况报告如下：\n"
    "一、{year}年主要举措和成效\n检查企业5次。{said}\n二、{plan}年主要安排\n{plan}年，我局将加强学习。{planned}\n青岚县水利局\n{plan}年1月9日\n"
)


def found(year: int, said: str = "", planned: str = "") -> list[tuple[str, str]]:
    text = REPORT.format(year=year, plan=year + 1, said=said, planned=planned)
    only = CheckContext(families=frozenset({"YEAR"}))
    return [(f.code, f.quote) for f in check_report(read_report(make_source(text)), only).findings]


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (2025, "结合第23个全国“安全生产月”开展宣传。"),
        (2024, "在第十七个全国防灾减灾日组织演练。"),
        (2025, "扎实开展党纪学习教育。"),
        (2023, "扎实开展党纪学习教育。"),
    ],
)
def test_of_another_year(year: int, said: str) -> None:
    assert [code for code, _ in found(year, said)] == ["YEAR008"]


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (2025, "结合第24个全国“安全生产月”、第十七个全国防灾减灾日、第十二个国家宪法日开展宣传。"),
        (2024, "扎实开展党纪学习教育。"),
        (2025, "巩固深化党纪学习教育成果，深入贯彻中央八项规定精神学习教育。"),
        (2024, "推动党史学习教育常态化长效化。"),
    ],
)
def test_of_the_year(year: int, said: str) -> None:
    assert found(year, said) == []


def test_a_plan_names_the_next_one() -> None:
    assert found(2025, planned="组织第25个全国“安全生产月”活动。") == []


def test_each_number_of_a_part_of_the_year_is_said() -> None:
    said = "截至目前检查3次。前三季度立案35起。1—11月培训4期。今年以来调解6件。"
    assert [quote for _, quote in found(2025, said)] == ["截至目前", "前三季度", "1—11月"]
