"""`nianbao export`: a draft's JSON into the Word document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli import console
from assistant.cli.options import HomeOption, JsonOption, open_app


def export(
    draft: Annotated[Path, typer.Argument(metavar="DRAFT.json", help="nianbao draft 写出的草稿 JSON")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT.docx", help="写到哪里（.docx 或 .md）")],
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DATA", help="给出年度数据时，批注里带每句的出处")
    ] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """把草稿 JSON 写成公文格式的 Word 文件。"""
    app = open_app(home)
    app.require_suffix(out)
    app.require_place(out, reads=(draft, data))
    written = app.export_file(draft, out, data)
    if json:
        console.write_json({"file": str(out), "state": written.state.value})
    else:
        console.say(f"已写成 {out}（{written.state.value}）。")
