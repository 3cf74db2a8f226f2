"""Quantities: what counts is found with its value, what only looks like a number is left alone."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.quantities import QuantityKind, find_quantities, plain_unit, plain_value


def seen(text: str) -> list[tuple[Decimal, str]]:
    return [(quantity.value, quantity.unit) for quantity in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("检查企业386家次", "386", "家次"),
        ("罚款158.4万元", "1584000", "元"),
        ("拆除1.24万㎡", "12400", "平方米"),
        ("出生率6.2‰", "0.62", "%"),
        ("办理8.13万件（本）", "81300", "件"),
        ("资金1.2亿元", "120000000", "元"),
        ("累计12,345件", "12345", "件"),
        ("累计１２３家", "123", "家"),
        ("增长9.7%", "9.7", "%"),
        ("增长9.7％", "9.7", "%"),
        ("提高0.5个百分点", "0.5", "百分点"),
        ("下降两成", "20", "%"),
        ("占百分之九十三点五", "93.5", "%"),
        ("检查三百八十六家次", "386", "家次"),
        ("举办讲座十一期", "11", "期"),
        ("组织两次“执法开放日”活动", "2", "次"),
        ("受众3.2万人次", "32000", "人次"),
        ("发放3万余册", "30000", "册"),
        ("培训150 余人", "150", "人"),
        ("装备5707台（套）", "5707", "台"),
        ("查处66项(次)", "66", "项"),
        ("由15个工作日压缩", "15", "工作日"),
        ("学习 10 次", "10", "次"),
        ("培训二十余人次", "20", "人次"),
    ],
)
def test_value_and_unit(text: str, value: str, unit: str) -> None:
    assert seen(text) == [(Decimal(value), unit)]


@pytest.mark.parametrize(
    "text",
    [
        "履行第一责任人职责",
        "在全国统一部署下",
        "一是加强领导，二是压实责任。",
        "落实行政执法三项制度",
        "推行“双随机、一公开”监管",
        "编制“十四五”规划",
        "实施“八五”普法规划，落实八五普法任务",
        "推进一网通办、“一件事一次办”",
        "采取四不两直方式",
        "拨打12345热线、12350举报电话",
        "根据国办发〔2018〕118号文件",
        "《办法》（应急管理部令第13号）",
        "党的二十大和二十届历次全会精神",
        "二十届四中全会",
        "构建“1+7+15+N”体系",
        "形成“1-8-26-n”框架",
        "推进一体化平台建设，进一步提升",
        "开展治本攻坚三年行动",
        "在“12·4”国家宪法日期间",
        "五家渠市、三门峡市、六安市",
        "落实“两个维护”、四个亲自",
        "未发生一起重大事故",
        "实行7×24小时值守",
        "配备H135M直升机",
        "一、主要举措\n（一）加强领导。\n1.压实责任\n（2）强化保障",
        "开展五个方面工作",
        "坚持三个“最严”",
        "十分重视，千方百计",
        "送法进百企",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert seen(text) == []


def test_both_ends_of_a_range() -> None:
    assert seen("每次5—10人、10—20万元、5%至8%") == [
        (Decimal(5), "人"),
        (Decimal(10), "人"),
        (Decimal(100_000), "元"),
        (Decimal(200_000), "元"),
        (Decimal(5), "%"),
        (Decimal(8), "%"),
    ]


@pytest.mark.parametrize("text", ["近400家", "超过400家", "400余家", "约400家", "400家以上", "至少400家"])
def test_approximations_are_marked(text: str) -> None:
    (quantity,) = find_quantities(text)
    assert quantity.approx
    assert quantity.value == 400


def test_dates_and_years_are_their_own_kinds() -> None:
    kinds = [quantity.kind for quantity in find_quantities("2025年办案3起，2026年1月16日印发，全年12个月")]
    assert kinds == [QuantityKind.YEAR, QuantityKind.COUNT, QuantityKind.DATE, QuantityKind.DURATION]


def test_titles_and_short_quotations_are_marked() -> None:
    inside, quoted, outside = find_quantities("印发《细化26项任务清单》，推行“3次提醒”模式，办理5件")
    assert inside.in_title
    assert quoted.quoted
    assert not outside.in_title
    assert not outside.quoted


def test_precision_is_what_the_wording_can_tell() -> None:
    coarse, fine = find_quantities("3.2万人次、186项")
    assert coarse.precision == 1000
    assert fine.precision == 1


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("3.2", "万人次", (Decimal(32000), "人次")),
        ("158.4", "万元", (Decimal(1584000), "元")),
        ("93.5", "%", (Decimal("93.5"), "%")),
        ("5", "件（次）", (Decimal(5), "件")),
        ("5", "个百分点", (Decimal(5), "百分点")),
    ],
)
def test_data_values_take_the_same_form(value: str, unit: str, expected: tuple[Decimal, str]) -> None:
    assert plain_value(Decimal(value), unit) == expected


def test_plain_unit_keeps_ordinary_units() -> None:
    assert plain_unit(" 家次 ") == "家次"


@given(
    st.text(
        alphabet="一二三十百万0123456789０.,，%％年月日第次件起万亿元余近、。“”《》（）()-— 某", max_size=60
    )
)
def test_offsets_are_exact_in_any_text(text: str) -> None:
    found = find_quantities(text)
    assert all(quantity.text == text[quantity.start : quantity.end] for quantity in found)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))


@given(st.integers(2, 9_999_999), st.sampled_from(["件", "起", "人次", "家次"]))
def test_any_written_number_is_read_back(value: int, unit: str) -> None:
    expected = [(Decimal(value), unit)]
    assert seen(f"全年办理{value}{unit}。") == expected
    assert seen(f"全年办理{value:,}{unit}。") == expected
