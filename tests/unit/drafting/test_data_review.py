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
            "约为95%",
        ),
        ([("普法受众", "32000", "人次", "3.2")], "indicators[0].last_year", "单位是否一致"),
        ([("罚没款", "865000", "元", "92.3")], "indicators[0].last_year", "约为上年的1万倍"),
        ([("罚没款", "86.5", "万元", "923000")], "indicators[0].last_year", "上年约为本年的1万倍"),
        ([("任务完成率", "135", "%")], "indicators[0].value", "135%，超过100%"),
        ([("取水许可办结率", "135", "%")], "indicators[0].value", "135%，超过100%"),
        ([("群众满意率", "97", "%", "105")], "indicators[0].last_year", "105%，超过100%"),
        ([("抽检合格率", "0.98", "%")], "indicators[0].value", "如指98%，请填98"),
        ([("民生支出占比", "81.2", "%", "0.806")], "indicators[0].last_year", "一年按百分数"),
        ([("持证率", "-3", "%")], "indicators[0].value", "负数"),
        ([("检查企业次数", "95", "%")], "indicators[0].unit", "不像比率"),
        ([("培训班", "95", "%")], "indicators[0].unit", "不像比率"),
        ([("行政处罚立案", "73", "人")], "indicators[0].unit", "通常以“起”"),
        ([("水土保持补偿费", "326", "件")], "indicators[0].unit", "像是金额"),
        ([("查补税款", "6", "人次")], "indicators[0].unit", "像是金额"),
        ([("排查隐患（处）", "6", "万元")], "indicators[0].unit", "不一致"),
        ([("立案数", "2024", "起")], "indicators[0].value", "像是年份"),
        ([("检查家次", "386", "家次", "2023")], "indicators[0].last_year", "像是年份"),
        ([("数量", "6", "件")], "indicators[0].name", "看不出"),
        ([("检查企业386家", "386", "家")], "indicators[0].name", "写了“386家”"),
        ([("行政处罚案件数/立案数", "16", "件")], "indicators[0].name", "并列了几项"),
        ([("婚姻登记", "30", "对"), ("其中：结婚登记", "36", "对")], "indicators[1].value", "大于“婚姻登记”"),
        (
            [("婚姻登记", "30", "对"), ("其中：结婚登记", "20", "对"), ("其中：离婚登记", "15", "对")],
            "indicators[0].value",
            "合计35对，超过总数",
        ),
        (
            [("受理取水申请", "20", "件"), ("办结取水申请", "18", "件"), ("在办取水申请", "3", "件")],
            "indicators[2].value",
            "不等于",
        ),
        ([("行政处罚立案", "0", "起"), ("罚款金额", "3.5", "万元")], "indicators[1].value", "为0"),
        ([("行政诉讼", "0", "件"), ("负责人出庭应诉率", "100", "%")], "indicators[1].value", "为0"),
        (
            [
                ("执法人员", "31", "人", "30"),
                ("持证执法人员", "31", "人", "27"),
                ("持证率", "100", "%", "95"),
            ],
            "indicators[2].last_year",
            "约为90%",
        ),
        (
            [(f"巡查河道{sign}段", "16", "次", "16") for sign in "甲乙丙丁戊"],
            "indicators[0].last_year",
            "完全相同",
        ),
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
        [("健康素养水平", "31.2", "%"), ("孕产妇死亡率（1/10万）", "8.6", "1/10万")],
        [("特种设备万台死亡率", "0", "人/万台"), ("森林火灾受害率", "0.3", "\u2030")],
        [("千人口医疗卫生机构床位数", "6.8", "张"), ("人均公园绿地面积", "16.3", "平方米")],
        [
            ("双随机抽查", "41", "家"),
            ("其中：立案", "2", "起"),
            ("监督检查", "60", "家"),
            ("其中：立案", "5", "起"),
        ],
        [("河道治理长度（km）", "26.3", "公里")],
        [("检查企业", "2024", "家次", "1986")],
        [("首违不罚", "3216", "户次"), ("行政指导", "12", "户次")],
        [("食品抽检不合格率", "0.8", "%", "0.9"), ("广告违法率", "0.3", "%")],
        [("公共预算收入增长率", "-3.2", "%"), ("学前教育毛入园率", "103.6", "%")],
        [("法治讲座", "6", "期", "6"), ("旁听庭审", "2", "次", "2"), ("述法", "5", "人", "5")],
        [("行政复议", "0", "件", "0"), ("行政诉讼", "0", "件", "0")],
        [("受理取水申请", "20", "件"), ("办结取水申请", "18", "件"), ("在办取水申请", "2", "件")],
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
