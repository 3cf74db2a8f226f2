"""`nianbao check`: what would embarrass the agency, where, why, and how to mend it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import console
from assistant.cli.failures import failed_files
from assistant.cli.options import Exit, HomeOption, JsonOption, leave, open_app
from assistant.errors import InputError

if TYPE_CHECKING:
    from assistant.domain.findings import CheckResult


def check(
    drafts: Annotated[
        list[Path], typer.Argument(metavar="DRAFT...", help="要检查的报告：DOCX、TXT、MD 或草稿 JSON")
    ],
    data: Annotated[
        Path | None, typer.Option("--data", metavar="DATA", help="本机关年度数据，用来核对每个数字")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="ANNOTATED.docx", help="写出带批注的 Word 文件")
    ] = None,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """检查任何一份报告：缺项、占位、无依据的数字、串用同行内容等。"""
    if out is not None and len(drafts) != 1:
        raise InputError("带批注的文件一次只能写一份：用 -o 时请只给一份报告。")
    if out is not None and out.suffix.lower() != ".docx":
        raise InputError(f"{out}：带批注的文件只能写成 .docx。请换一个文件名。")
    app = open_app(home)
    app.require_place(out, reads=(*drafts, data))
    year = app.load_data(data) if data is not None else None
    outcomes = app.check_files(drafts, year)
    results = [outcome.value for outcome in outcomes if outcome.value is not None]
    if out is not None and results:
        app.write_annotated(drafts[0], results[0], out)
        console.note(f"带批注的文件已写到 {out}。")
    if json:
        from assistant.exporting.plain_json import check_to_plain

        files = [
            {**check_to_plain(outcome.value), "file": outcome.file} for outcome in outcomes if outcome.value
        ]
        console.write_json({"files": files, **failed_files(outcomes)})
    for outcome in outcomes:
        if outcome.error is not None:
            console.file_error(outcome.file, str(outcome.error))
        elif outcome.value is not None and not json:
            _show(outcome.file, outcome.value)
    if any(outcome.error for outcome in outcomes):
        leave(Exit.MENDABLE)
    leave(Exit.BLOCKERS if any(result.has_blockers for result in results) else Exit.DONE)


_STATUS = {"present": "有", "merged": "并入其他部分", "empty": "只有标题", "missing": "缺"}


def _show(file: str, result: CheckResult) -> None:
    console.say(f"文件：{file}")
    for section in result.sections:
        detail = f"（{section.reason}）" if section.reason else ""
        console.say(f"  {_STATUS[section.status.value]}  {section.section.label}{detail}")
    for number, finding in enumerate(result.findings, 1):
        quote = f"“{finding.quote}”" if finding.quote else ""
        console.say(f"{number}. [{finding.severity.label}] {finding.code} {finding.message} {quote}".rstrip())
        if finding.suggestion:
            console.say(f"   改法：{finding.suggestion}")
        if finding.source:
            console.say(f"   依据：{finding.source}（{finding.tier.value}）")
    counts = dict.fromkeys(("必须修改", "请核对", "提示"), 0)
    for finding in result.findings:
        counts[finding.severity.label] += 1
    console.say("，".join(f"{label} {count} 处" for label, count in counts.items()) + "。\n")
