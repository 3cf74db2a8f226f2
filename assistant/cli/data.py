"""`nianbao data`: the Excel form for yearly data, and its check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import console
from assistant.cli.options import Exit, HomeOption, JsonOption, leave, open_app

cli = typer.Typer(help="年度数据：Excel 填报表与核对。", no_args_is_help=True, rich_markup_mode=None)


@cli.command("template")
def template(
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="写到哪里")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """写出一份空白的 Excel 填报表。"""
    open_app(home).write_form(out)
    if json:
        console.write_json({"file": str(out)})
    else:
        console.say(f"填报表已写到 {out}。填好后运行：nianbao data check {out}")


@cli.command("check")
def check_data(
    data: Annotated[Path, typer.Argument(metavar="DATA", help="年度数据：YAML、JSON 或 Excel 填报表")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """核对年度数据：能否读入、数字之间有没有矛盾。"""
    app = open_app(home)
    year = app.load_data(data)
    remarks = app.review_data(year)
    if json:
        console.write_json({
            "file": str(data),
            "year": year.year,
            "agency": year.agency.name,
            "problems": [],
            "remarks": [{"path": remark.path, "message": remark.message} for remark in remarks],
        })
    else:
        console.say(
            f"{data} 可以使用：{year.agency.name} {year.year} 年度，指标 {len(year.indicators)} 项，"
            f"举措 {len(year.initiatives)} 条，不足 {len(year.shortcomings)} 条。"
        )
        for remark in remarks:
            console.say(f"请核对  {remark.path}：{remark.message}")
    leave(Exit.DONE)
