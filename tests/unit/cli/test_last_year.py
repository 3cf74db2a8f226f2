"""What `nianbao data last-year` prints, for a person and as JSON."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from assistant.advice import Advice, LastYearAdvice
from assistant.cli.last_year import last_year_json, last_year_lines
from assistant.domain.agency_year import AgencyYear, Initiative
from assistant.domain.topics import Topic
from assistant.retrieval.library import PeerLibrary
from tests.unit.drafting.yearly import make_indicators, make_year

REPORT = """溪禾县水务局关于2023年度法治政府建设情况的报告
县委、县政府：
2023年，我局认真落实法治政府建设各项部署。现将有关情况报告如下：
一、2023年度推进法治政府建设的主要举措和成效
（一）严格规范执法，提升监管执法质效。全年开展行政执法检查352家次；行政处罚立案18起，罚款9.5万元。
二、2023年度推进法治政府建设存在的不足和原因
（一）执法力量不足。主要原因是编制少。
四、2024年度推进法治政府建设的主要安排
（一）规范裁量标准。制定取水许可裁量基准，规范自由裁量。
（二）增强普法实效。建设水文化法治公园，打造节水普法阵地。
溪禾县水务局
2024年1月6日
"""
ROWS = (
    ("行政执法检查", "386", "家次"),
    ("行政处罚立案", "73", "起", "81"),
    ("罚款金额", "15.2", "万元", "9.5"),
    ("信息公开", "9", "条"),
)


def read(tmp_path: Path, text: str = REPORT) -> tuple[LastYearAdvice, AgencyYear]:
    """What the report gives for this year's data."""

    def no_encoder() -> NoReturn:
        raise AssertionError("reading a report needs no model")

    told = (Initiative("initiatives[0]", "出台取水许可裁量基准实施办法", Topic.LAW_ENFORCEMENT),)
    year = replace(make_year(make_indicators(*ROWS)), initiatives=told)
    return Advice(PeerLibrary.open(tmp_path, no_encoder)).last_year(year, "last.txt", text), year


def test_a_person_sees_what_to_take_what_differs_and_what_is_missing(tmp_path: Path) -> None:
    lines = list(last_year_lines(*read(tmp_path)))
    assert lines[0] == "可以填入的上年数 1 个（请核对原文后填入数据）："
    assert lines[1].startswith(
        "  indicators[0].last_year  行政执法检查：352家次  原文：全年开展行政执法检查352家次"
    )
    assert lines[2] == "与去年报告不一致的上年数 1 个，请核对哪个对："
    assert "行政处罚立案：数据填的是81起，去年报告写的是18起" in lines[3]
    assert lines[4:6] == ["与去年报告一致的上年数 1 个。", "去年报告里没有找到的指标 1 个：信息公开"]
    assert lines[7:] == [
        "  制定取水许可裁量基准，规范自由裁量  ——见 initiatives[0]（出台取水许可裁量基准实施办法）",
        "  建设水文化法治公园，打造节水普法阵地  ——未见对应举措，请核对是没有填还是没有落实",
    ]


def test_the_json_document_has_the_same(tmp_path: Path) -> None:
    document = last_year_json(*read(tmp_path))
    assert [row["last_year"] for row in document["values"]] == [352.0]
    assert [(row["path"], row["given"], row["last_year"]) for row in document["differing"]] == [
        ("indicators[1]", 81.0, 18.0)
    ]
    assert document["agreeing"] == ["indicators[2]"]
    assert document["missing"] == [{"path": "indicators[3]", "name": "信息公开"}]
    assert [row["delivered"] for row in document["promises"]] == [True, False]
    assert document["remarks"] == []


def test_another_agencys_or_another_years_report_is_named(tmp_path: Path) -> None:
    other = (
        REPORT
        .replace("2024", "2023")
        .replace("2023年度", "2022年度")
        .replace("溪禾县水务局", "青岚县应急管理局")
    )
    advice, year = read(tmp_path, other)
    assert ["2022 年度" in advice.remarks[0], "青岚县应急管理局" in advice.remarks[1]] == [True, True]
    assert next(iter(last_year_lines(advice, year))).startswith("请注意：这份报告写的是 2022 年度")
