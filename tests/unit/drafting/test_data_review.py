"""What contradicts itself is named before drafting, with its place; good data get no remark."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.domain.agency_year import DocumentInfo
from assistant.domain.topics import Topic
from assistant.drafting.data_review import review
from assistant.reading.agency_year import load_agency_year
from tests.conftest import ROOT
from tests.unit.drafting.yearly import Row, make_indicators, make_year


@pytest.mark.parametrize(
    "file", sorted((ROOT / "seeds" / "yearly_data").glob("*.yaml")), ids=lambda path: path.stem
)
def test_the_example_data_are_clean(file) -> None:  # type: ignore[no-untyped-def]
    assert review(load_agency_year(file)) == ()


@pytest.mark.parametrize(
    ("rows", "path", "words"),
    [
        ([("立案数", "5", "起"), ("立案", "7", "起")], "indicators[1].value", "填了两次"),
        ([("立案", "5", "起"), ("立案", "5", "起")], "indicators[1]", "重复"),
        ([("持证率", "103", "%")], "indicators[0].value", "超过100%"),
        ([("立案", "-3", "起")], "indicators[0].value", "负数"),
        ([("立案", "3.5", "起")], "indicators[0].value", "不是整数"),
        ([("持证率", "95", "人")], "indicators[0].unit", "应为“%”"),
        ([("执法检查", "95", "%")], "indicators[0].unit", "不像比率"),
        ([("罚款金额", "95", "件")], "indicators[0].unit", "通常以“万元”"),
        ([("罚没金额（万元）", "950000", "元")], "indicators[0].unit", "不一致"),
        ([("受理行政许可", "5", "件"), ("办结行政许可", "6", "件")], "indicators[1].value", "大于"),
        ([("排查河道隐患", "5", "处"), ("整改河道隐患", "6", "处")], "indicators[1].value", "大于"),
        (
            [("执法人员", "31", "人"), ("持证执法人员", "29", "人"), ("执法人员持证率", "95", "%")],
            "indicators[2].value",
            "约为93.5%",
        ),
        (
            [("受理取水申请", "200", "件"), ("办结取水申请", "190", "件"), ("取水申请办结率", "100", "%")],
            "indicators[2].value",
            "约为95.0%",
        ),
        ([("普法受众", "32000", "人次", "3.2")], "indicators[0].last_year", "单位是否一致"),
    ],
)
def test_a_contradiction_is_named_with_its_place(rows: list[Row], path: str, words: str) -> None:
    remarks = review(make_year(make_indicators(*rows)))
    assert [(remark.path, words in remark.message) for remark in remarks if words in remark.message] == [
        (path, True)
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [("执法人员", "31", "人"), ("持证执法人员", "29", "人"), ("执法人员持证率", "93.5", "%")],
        [("执法人员", "31", "人"), ("持证执法人员", "29", "人"), ("执法人员持证率", "93.6", "%")],
        [("执法人员", "31", "人"), ("持证执法人员", "29", "人"), ("执法人员持证率", "94", "%")],
        [("普法受众", "3.2", "万人次", "2.7")],
        [("税收增长率", "120", "%")],
        [("行政复议", "0", "件", "0")],
        [("群众满意度", "98.5", "分")],
    ],
)
def test_rounding_and_scales_are_no_contradictions(rows: list[Row]) -> None:
    assert review(make_year(make_indicators(*rows))) == ()


def test_date_and_signs() -> None:
    year = make_year(
        initiatives=[("推行“一窗办", Topic.GOVERNMENT_FUNCTIONS)],
        document=DocumentInfo(date=date(2024, 11, 30)),
    )
    assert [remark.path for remark in review(year)] == ["document.date", "initiatives[0]"]
    assert review(replace(year, initiatives=(), document=DocumentInfo(date=date(2025, 1, 3)))) == ()
