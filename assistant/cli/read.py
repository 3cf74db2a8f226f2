"""`nianbao read`: the structure of any report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import console
from assistant.cli.failures import failed_files
from assistant.cli.options import Exit, HomeOption, JsonOption, leave, open_app

if TYPE_CHECKING:
    from assistant.domain.peers import PeerReport, ReportSection


def read(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="报告文件：TXT、MD 或 DOCX")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """读出报告的结构：标题、机关、年度、章节与专题。"""
    outcomes = open_app(home).read(files)
    if json:
        from assistant.exporting.plain_json import report_to_plain

        reports = [
            {**report_to_plain(outcome.value), "file": outcome.file}
            for outcome in outcomes
            if outcome.value is not None
        ]
        console.write_json({"reports": reports, **failed_files(outcomes)})
    for outcome in outcomes:
        if outcome.error:
            console.file_error(outcome.file, str(outcome.error))
        elif outcome.value is not None and not json:
            _show(outcome.file, outcome.value)
    leave(Exit.MENDABLE if any(outcome.error for outcome in outcomes) else Exit.DONE)


_DAMAGE = {
    "joined_digits": "数字粘连",
    "lost_characters": "丢字",
    "page_break": "断页",
    "replacement_character": "乱码",
    "hidden_text": "隐藏文字",
}


def _show(file: str, report: PeerReport) -> None:
    console.say(f"文件：{file}")
    rows = (
        ("标题", report.title),
        ("机关", report.agency),
        ("年度", str(report.year or "")),
        ("层级", report.level),
        ("文号", report.document_number),
        ("签发人", report.signer),
        ("主送", report.addressee),
        ("成文日期", str(report.date or "")),
    )
    for label, value in rows:
        console.say(f"  {label}：{value or '（未找到）'}")
    for section in report.sections:
        _show_section(section)
    for artefact in report.artefacts:
        if artefact.damages:
            console.say(f"  提取损伤（{_DAMAGE.get(artefact.kind, artefact.kind)}）：{artefact.quote}")
    console.say()


def _show_section(section: ReportSection) -> None:
    indent = "  " * section.level
    label = section.section.label if section.section and section.level == 1 else ""
    topics = "、".join(topic.label for topic in section.topics)
    tags = "；".join(part for part in (label, topics) if part)
    console.say(f"{indent}{section.marker}{section.heading}{f'  〔{tags}〕' if tags else ''}")
    for child in section.children:
        if child.level < 5:  # noqa: PLR2004
            _show_section(child)
