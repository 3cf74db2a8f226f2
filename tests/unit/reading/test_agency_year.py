"""Yearly data from YAML and JSON: what is read, and how mistakes are told."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.domain.agency_year import AgencyLevel
from assistant.domain.topics import Topic
from assistant.errors import SourceFileError, YearDataError
from assistant.reading.agency_year import (
    agency_year_from_bytes,
    agency_year_from_plain,
    agency_year_to_plain,
    load_agency_year,
    write_yaml,
)
from tests.conftest import EXAMPLE_DATA
from tests.unit.reading.year_data import SMALL, always_core, problems_of


def read(text: str, name: str = "数据.yaml"):
    return agency_year_from_bytes(name, text.encode("utf-8"), topic_of=always_core)


def test_the_example_is_read_whole() -> None:
    year = load_agency_year(EXAMPLE_DATA)
    assert (year.year, year.agency.name, year.agency.level) == (2025, "青岚县应急管理局", AgencyLevel.COUNTY)
    assert year.document.date == date(2026, 1, 16)
    assert len(year.indicators) == 47
    assert (year.indicators[21].value, year.indicators[21].unit) == (Decimal(19), "件")
    assert year.initiatives[0].outcome == "班子成员全部完成述法"
    assert [one.path for one in year.shortcomings] == [
        "shortcomings[0]",
        "shortcomings[1]",
        "shortcomings[2]",
    ]


def test_yaml_and_json_of_the_example_are_the_same_data() -> None:
    year = load_agency_year(EXAMPLE_DATA)
    plain = agency_year_to_plain(year)
    assert read(write_yaml(year)) == year
    assert read(json.dumps(plain, ensure_ascii=False), "数据.json") == year
    assert agency_year_from_plain(plain, "数据") == year


def test_numbers_keep_their_digits_and_dates_stay_dates() -> None:
    year = load_agency_year(EXAMPLE_DATA)
    text = write_yaml(year)
    assert "value: 158.4," in text
    assert "date: 2026-01-16" in text
    plain = agency_year_to_plain(year)
    assert '"value": 158.4,' in json.dumps(plain["indicators"])


def test_every_mistake_is_told_at_once_with_its_place_in_the_order_of_the_file() -> None:
    text = """
yaer: 2025
year: 20025
agency:
  name: ""
  short_names: 县应急局
  kind: 教育
  level: 县
  region: [云州省, 平川区]
document: {date: 2026年13月1日}
indicators:
  - {name: 执法检查, value: 37件, unit: 家次, topic: law_enforcment}
  - {name: 执法检查, value: -3, unit: 家次, last_year: 约30}
  - {name: 满意率, value: true, unit: "%", nmae: x}
  - 三项制度
initiatives:
  - {topic: legal_education}
"""
    with pytest.raises(YearDataError) as caught:
        read(text)
    told = [str(problem) for problem in caught.value.problems]
    expected = [
        ("yaer", "year"), ("year", "四位年份"), ("agency.name", "缺少机关全称"), ("agency.short_names", "列表"),
        ("agency.level", "县级"), ("document.date", "2026年1月16日"), ("indicators[0].value", "多了“件”"),
        ("indicators[0].topic", "law_enforcement"), ("indicators[1].name", "indicators[0].name 重复"),
        ("indicators[1].value", "负数"), ("indicators[1].last_year", "约数"), ("indicators[2].value", "true"),
        ("indicators[2].nmae", "name"), ("indicators[3]", "一组键值"), ("initiatives[0].text", "缺少举措内容"),
    ]  # fmt: skip
    assert len(told) == len(expected), told
    for line, (path, part) in zip(told, expected, strict=True):
        assert line.startswith(f"{path}：")
        assert part in line
    assert str(caught.value).startswith("数据.yaml：有 15 处需要改正\n  yaer：")


def test_what_is_missing_is_named() -> None:
    told = problems_of(lambda: read("indicators:\n  - {name: 检查}\n"))
    assert told["year"] == "缺少报告年度，例如 2025"
    assert "缺少机关信息" in told["agency"]
    assert told["indicators[0].value"].startswith("缺少数值")
    assert told["indicators[0].unit"].startswith("缺少单位")


def test_a_missing_topic_comes_from_the_wording() -> None:
    year = read(SMALL + "initiatives: [{text: 开展普法宣传}]\n")
    assert year.initiatives[0].topic is Topic.CORE_BUSINESS
    assert agency_year_from_bytes("a.yaml", SMALL.encode()).indicators[0].topic is Topic.GOVERNMENT_FUNCTIONS


@pytest.mark.parametrize(
    ("given", "value", "unit", "last_year"),
    [
        ('value: "1,234", unit: 件', "1234", "件", None),
        ("value: ７１４, unit: 件, last_year: 700", "714", "件", "700"),
        ("value: 95.6%, unit: '%', last_year: 94%", "95.6", "%", "94"),
        ("value: 95.6%", "95.6", "%", None),
        ("value: 1.2万, unit: 份, last_year: 8000", "1.2", "万份", "0.8"),
        ("value: 9000, unit: 份, last_year: 1.1万", "9000", "份", "11000"),
        ("value: 三千八百九十四, unit: 件", "3894", "件", None),
        ("value: 5, unit: 件, last_year: ——", "5", "件", None),
        ("value: -3.5, unit: '%'", None, "", None),
    ],
)
def test_values_as_people_type_them(given: str, value: str | None, unit: str, last_year: str | None) -> None:
    text = SMALL.replace("value: 12, unit: 件", given)
    if value is None:
        assert "负数" in problems_of(lambda: read(text))["indicators[0].value"]
        return
    indicator = read(text).indicators[0]
    assert (indicator.value, indicator.unit) == (Decimal(value), unit)
    assert indicator.last_year == (None if last_year is None else Decimal(last_year))


def test_a_change_in_per_cent_may_be_negative() -> None:
    year = read(
        SMALL.replace("name: 行政许可, value: 12, unit: 件", "name: 案件同比增长, value: -3.5, unit: '%'")
    )
    assert year.indicators[0].value == Decimal("-3.5")


def test_doubled_keys_and_tags_are_mistakes_beside_the_others() -> None:
    text = (
        SMALL.replace("year: 2025", "year: 2025\nyear: 2024")
        + "other_matters: [{text: !!python/name:os.system x, a: 1}]\n"
    )
    told = problems_of(lambda: read(text))
    assert "写了两次" in told["year"]
    assert "标记" in told["other_matters[0].text"]
    assert "other_matters[0].a" in told
    told = problems_of(lambda: read('{"year": 2025, "year": 2024, "agency": {"name": 3}}', "a.json"))
    assert "写了两次" in told["year"]
    assert "应为文字" in told["agency.name"]


def test_yaml_1_1_surprises_stay_text() -> None:
    year = read(SMALL.replace("kind: 教育", "kind: yes") + "other_matters: [{text: 1:30}]\n")
    assert (year.agency.kind, year.other_matters[0].text) == ("yes", "1:30")


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{'bcdefghi'[n]}: &{'bcdefghi'[n]} [{','.join(['*' + 'abcdefghi'[n]] * 9)}]\n" for n in range(8)
)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.yaml", BOMB, "内容太多"),
        ("a.yaml", "[" * 50_000, "嵌套太深"),
        ("a.json", "[" * 50_000, "嵌套太深"),
        ("a.json", "[" * 20 + "]" * 20, "嵌套太深"),
        ("a.yaml", "x: " + "y" * 1_000_001, "超过 1000000 字"),
        ("a.yaml", "year: 2025\n---\nyear: 2024\n", "多个 YAML 文档"),
        ("a.yaml", "year：2025\nagency:\n", "英文冒号"),
        ("a.yaml", "agency:\n\tname: x\n", "制表符"),
        ("a.yaml", "a: [1, 2\nb: 3", "不是有效的 YAML"),
        ("a.yaml", "just text", "最外层应为一组键值"),
        ("a.yaml", "a: *b", "引用符号"),
        ("a.json", '{"year": 2025,}', "第 1 行第"),
        ("a.json", '{"year": NaN, "agency": {}}', "不是有限的数"),
        ("a.json", '{"year": 1e999999999999999999999999999999999999}', "不是数字"),
    ],
)
def test_hostile_and_broken_texts_are_refused_with_a_place(name: str, text: str, told: str) -> None:
    with pytest.raises(YearDataError, match=told):
        read(text, name)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.yaml", b"", "空的"),
        ("a.yaml", b" \n\t ", "空的"),
        ("a.yaml", b"\x00\x01\x02 year: 1", "不是文本文件"),
        ("a.yaml", b"\xff\xff\x80abc", "编码"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "另存为”.xlsx"),
        ("a.csv", b"a,b\n", "nianbao data template"),
        ("a.ods", b"PK\x03\x04....", "OpenDocument"),
        ("a.docx", b"PK\x03\x04....", "Word"),
        ("a.yaml", b"%PDF-1.7", "PDF"),
        ("a.txt", b"year: 2025", "不认识的文件类型"),
        ("a", b"year: 2025", "不认识的文件类型"),
        ("a.xlsx", b"year: 2025", "内容却不是 Excel"),
        ("a.xlsx", b"PK\x03\x04broken", "打不开"),
        ("a.yaml", b"y" * 10_000_001, "超过 10 MB"),
    ],
)
def test_files_of_other_kinds_are_refused_with_the_way_out(name: str, data: bytes, told: str) -> None:
    with pytest.raises(SourceFileError, match=told):
        agency_year_from_bytes(name, data)


def test_a_misspelt_key_is_told_once_and_not_missed_as_well() -> None:
    told = problems_of(lambda: read(SMALL.replace("region:", "regoin:").replace("县级", "区级")))
    assert list(told) == ["agency.level", "agency.regoin"]
    assert "“县级”" in told["agency.level"]
    assert "region" in told["agency.regoin"]


@pytest.mark.parametrize("written", ["2025", "'2025'", "2025年", "2025年度", "二〇二五", "２０２５"])
def test_the_year_in_the_usual_ways(written: str) -> None:
    assert read(SMALL.replace("2025", written)).year == 2025


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_usual_encodings_are_read(encoding: str) -> None:
    assert agency_year_from_bytes("a.yml", SMALL.encode(encoding)).agency.name == "平川区教育局"


def test_missing_file_and_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="找不到这个文件"):
        load_agency_year(tmp_path / "没有.yaml")
    with pytest.raises(SourceFileError, match="文件夹"):
        load_agency_year(tmp_path)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-01-16", 16),
        ("2026年1月16日", 16),
        ("2026/1/6", 6),
        ("2026.01.06", 6),
        ("二〇二六年一月十六日", 16),
    ],
)
def test_dates_in_the_usual_ways(written: str, expected: int) -> None:
    year = read(SMALL + f"document: {{date: {written}}}\n")
    assert year.document.date == date(2026, 1, expected)


def test_a_day_that_is_not_in_the_calendar() -> None:
    told = problems_of(lambda: read(SMALL + "document: {date: 2026年2月30日}\n"))
    assert told == {"document.date": "没有这一天：“2026年2月30日”"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("某县卫生健康委员会", "我委"),
        ("某省教育厅", "我厅"),
        ("某区人民政府办公室", "我办"),
        ("某镇人民政府", "我单位"),
    ],
)
def test_an_agency_calls_itself_after_its_name(name: str, said: str) -> None:
    assert read(SMALL.replace("平川区教育局", name)).agency.self_reference == said


def test_folded_lines_leave_no_space_between_chinese_signs() -> None:
    year = read(SMALL + "other_matters:\n  - text: |\n      第一行\n      第二行 ABC\n      DEF\n")
    assert year.other_matters[0].text == "第一行第二行 ABC DEF"


def test_names_are_read_without_the_spaces_that_spread_them_out() -> None:
    year = read(
        "year: 2025\n"
        "agency: {name: 溪禾县 水务局, kind: 水　务, level: 县级, region: [明川省, 溪 禾 县], short_names: [县 水务局]}\n"
        "indicators: [{name: 罚款, value: 3, unit: 万 元}]\n"
    )
    agency = year.agency
    assert (agency.name, agency.kind, agency.region[-1]) == ("溪禾县水务局", "水务", "溪禾县")
    assert agency.short_names == ("县水务局",)
    assert year.indicators[0].unit == "万元"
