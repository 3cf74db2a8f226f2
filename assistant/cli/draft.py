"""`nianbao draft`: yearly data into a drafted report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import console
from assistant.cli.options import Exit, HomeOption, JsonOption, leave, open_app
from assistant.domain.sections import SectionKind

if TYPE_CHECKING:
    from assistant.app import DraftResult


def draft(
    data: Annotated[Path, typer.Argument(metavar="DATA", help="年度数据：YAML、JSON 或 Excel 填报表")],
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="OUT", help="写成 .docx、.md 或 .json，按后缀决定")
    ],
    section: Annotated[
        SectionKind | None, typer.Option("--section", metavar="ID", help="只起草这一标准章节")
    ] = None,
    model: Annotated[str, typer.Option("--model", metavar="NAME", help="语言模型名称（默认不用模型）")] = "",
    trace: Annotated[Path | None, typer.Option("--trace", metavar="OUT.md", help="另写一份逐句出处")] = None,
    gaps: Annotated[
        bool, typer.Option("--gaps", help="同类机关通常报告、本机关没有的内容，在草稿中留出占位")
    ] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """用本机关年度数据起草报告；同行只借措辞，不借事实。"""
    from assistant.drafting.plain import DraftOptions

    app = open_app(home)
    app.require_suffix(out)
    app.require_place(out, reads=(data,))
    app.require_place(trace, reads=(data, out))
    year = app.load_data(data)
    for remark in app.review_data(year):
        console.note(f"请核对年度数据  {remark.path}：{remark.message}")
    model = model or app.settings.model
    # Passages beside the sections stand in the JSON and the trace only; looking for them loads the search model.
    shown = json or bool(model) or trace is not None or out.suffix.lower() == ".json"
    options = DraftOptions() if shown else DraftOptions(examples_per_query=0)
    with console.progress_bar("起草") as report:
        result = app.draft(year, section=section, gaps=gaps, options=options, model=model, progress=report)
    app.write_draft(result, out)
    if trace is not None:
        app.write_trace(result.draft, year, trace)
    if json:
        from assistant.exporting.draft_json import draft_to_plain

        console.write_json(draft_to_plain(result.draft, result.check.findings))
    else:
        _show(out, result, section)
    leave(Exit.BLOCKERS if result.check.has_blockers else Exit.DONE)


def _show(out: Path, result: DraftResult, section: SectionKind | None) -> None:
    for remark in result.model_notes:
        console.note(remark)
    blockers = [finding for finding in result.check.findings if finding.severity.value == "blocker"]
    console.say(f"已写成 {out}（{result.draft.state.value}）。")
    if section is not None:
        console.say(f"只起草、只检查了“{section.label}”一个部分，不能单独作为送审稿。")
    for finding in blockers:
        console.say(f"  {finding.severity.label} {finding.code}：{finding.message} {finding.quote}".rstrip())
    if blockers:
        console.say(f"还有 {len(blockers)} 处必须补充或修改，改好后才能作为送审稿。")
