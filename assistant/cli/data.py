"""`nianbao data`: the Excel form for yearly data, and its check."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import console
from assistant.cli.last_year import last_year_json, last_year_lines
from assistant.cli.options import Exit, HomeOption, JsonOption, leave, open_app
from assistant.cli.usage import ChineseCommand, command_group
from assistant.errors import InputError

cli = command_group("年度数据：Excel 填报表与核对。")


@cli.command("template", cls=ChineseCommand)
def template(
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="写到哪里")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """写出一份空白的 Excel 填报表。"""
    if out.suffix.lower() != ".xlsx" or os.path.lexists(out):
        there = os.path.lexists(out)
        reason = "已经有这个文件，不会用空表盖住它" if there else "填报表是 Excel 文件，后缀应为 .xlsx"
        raise InputError(f"{out}：{reason}。请换一个文件名。")
    open_app(home).write_form(out)
    if json:
        console.write_json({"file": str(out)})
    else:
        console.say(f"填报表已写到 {out}。填好后运行：nianbao data check {out}")


@cli.command("check", cls=ChineseCommand)
def check_data(
    data: Annotated[Path, typer.Argument(metavar="DATA", help="年度数据：YAML、JSON 或 Excel 填报表")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """核对年度数据：能否读入、数字之间有没有矛盾。"""
    app = open_app(home)
    year = app.load_data(data)
    remarks = app.review_data(year)
    gaps = app.advice.gaps(year)
    if json:
        console.write_json({
            "file": str(data),
            "year": year.year,
            "agency": year.agency.name,
            "problems": [],
            "remarks": [{"path": remark.path, "message": remark.message} for remark in remarks],
            "gaps": [
                {
                    "topic": gap.topic.value,
                    "name": gap.name,
                    "unit": gap.unit,
                    "reported_by": gap.reported_by,
                    "peers": gap.peers,
                }
                for gap in gaps
            ],
        })
    else:
        console.say(
            f"{data} 可以使用：{year.agency.name} {year.year} 年度，指标 {len(year.indicators)} 项，"
            f"举措 {len(year.initiatives)} 条，不足 {len(year.shortcomings)} 条。"
        )
        for remark in remarks:
            console.say(f"请核对  {remark.path}：{remark.message}")
        for topic in dict.fromkeys(gap.topic for gap in gaps):
            names = "、".join(gap.name for gap in gaps if gap.topic is topic)
            console.say(f"同类机关通常报告（{topic.label}）：{names}")
    leave(Exit.DONE)


@cli.command("last-year", cls=ChineseCommand)
def last_year(
    data: Annotated[Path, typer.Argument(metavar="DATA", help="本年度数据：YAML、JSON 或 Excel 填报表")],
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="本机关去年的报告：DOCX、TXT 或 MD")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """读去年的报告：找出可填的和对不上的上年数，并对照去年安排的兑现情况。只列出，不改数据。"""
    app = open_app(home)
    year = app.load_data(data)
    advice = app.last_year(year, report)
    if json:
        console.write_json(last_year_json(advice, year))
        return
    for line in last_year_lines(advice, year):
        console.say(line)
