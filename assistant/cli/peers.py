"""`nianbao peers`: the library of peer reports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import console
from assistant.cli.options import Exit, HomeOption, JsonOption, leave, open_app, open_app_for_writing
from assistant.cli.usage import ChineseCommand, command_group
from assistant.domain.peers import SearchFilters
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.errors import StoppedError
from assistant.ports import Progress, ProgressReporter

if TYPE_CHECKING:
    from assistant.retrieval.library import AddOutcome
    from assistant.workflow import FileOutcome

cli = command_group("同行报告资料库：添加、列出、删除、体检、检索。")


@cli.command("add", cls=ChineseCommand)
def add(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="报告文件或文件夹（文件夹会逐层查找）")
    ],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """读入、切分、编码并存入同行报告；已有的自动跳过。"""
    app = open_app_for_writing(home)
    collection = app.collect(paths)
    with console.progress_bar("添加同行报告") as report, _stoppable(report) as watched:
        outcomes = app.add_peers(collection.files, watched)
    rows = [_row(outcome) for outcome in outcomes]
    rows += [
        {"file": str(skip.path), "status": "error", "message": skip.reason} for skip in collection.skipped
    ]
    failed = [row for row in rows if row["status"] == "error"]
    for row in failed:
        console.file_error(str(row["file"]), str(row["message"]))
    if json:
        console.write_json({"files": rows})
    else:
        for row in rows:
            if row["status"] != "error":
                console.say(
                    f"{_STATUS[str(row['status'])]}  {row['file']}  {row.get('message', '')}".rstrip()
                )
        done = sum(row["status"] == "added" for row in rows)
        there = sum(row["status"] == "present" for row in rows)
        passed = sum(row["status"] == "skipped" for row in rows)
        others = f"略过 {passed} 个其他文件，" if passed else ""
        console.say(f"新增 {done} 份，原有 {there} 份，{others}未能读入 {len(failed)} 份。")
    leave(Exit.MENDABLE if failed else Exit.DONE)


@contextmanager
def _stoppable(report: ProgressReporter) -> Iterator[ProgressReporter]:
    """Turn Ctrl-C into a message of what is stored and how to go on."""
    last = Progress(0, 0, "")

    def watched(step: Progress) -> None:
        nonlocal last
        last = step
        report(step)

    try:
        yield watched
    except KeyboardInterrupt as interrupt:
        stored = (
            f"{last.total} 个文件中前 {last.done} 个已处理完，其中能读入的都已完整入库，其余没有入库"
            if last.done
            else "还没有新的报告入库"
        )
        raise StoppedError(f"已中断：{stored}。重新运行同一命令即可继续，已入库的会自动跳过。") from interrupt


_STATUS = {"added": "已添加", "present": "已在库中", "skipped": "略过"}


def _row(outcome: FileOutcome[AddOutcome]) -> dict[str, object]:
    if outcome.value is None:
        from assistant.exporting.plain_json import error_to_plain

        return {
            "file": outcome.file,
            "status": "error",
            **(error_to_plain(outcome.error) if outcome.error else {}),
        }
    added = outcome.value
    status = "added" if added.added else "present"
    return {"file": outcome.file, "status": status, "id": added.report_id, "passages": added.passages}


@cli.command("list", cls=ChineseCommand)
def list_reports(home: HomeOption = None, json: JsonOption = False) -> None:
    """列出资料库里的同行报告。"""
    reports = open_app(home).peers()
    if json:
        fields = (
            "id",
            "file",
            "title",
            "agency",
            "year",
            "kind",
            "level",
            "passages",
            "artefacts",
            "added_at",
        )
        console.write_json({
            "reports": [{name: getattr(report, name) for name in fields} for report in reports]
        })
        return
    if not reports:
        console.say("资料库还是空的。用 nianbao peers add 文件或文件夹 添加同行报告。")
        return
    rows = [
        (
            report.id,
            report.agency or "（未识别）",
            str(report.year or "—"),
            report.kind,
            report.level,
            str(report.passages),
        )
        for report in reports
    ]
    console.table(("编号", "机关", "年度", "类别", "层级", "段落"), rows)


@cli.command("remove", cls=ChineseCommand)
def remove(
    report_id: Annotated[str, typer.Argument(metavar="ID", help="报告编号，见 nianbao peers list")],
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """从资料库删除一份报告。"""
    open_app_for_writing(home).library.remove(report_id)
    if json:
        console.write_json({"removed": report_id})
    else:
        console.say(f"已删除 {report_id}。")


@cli.command("check", cls=ChineseCommand)
def check_library(
    repair: Annotated[bool, typer.Option("--repair", help="发现索引损坏时，用保存的记录重建")] = False,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """给资料库体检；加 --repair 可修复索引。"""
    app = open_app_for_writing(home) if repair else open_app(home)
    health = app.library_health(repair=repair)
    if json:
        console.write_json({
            "healthy": health.healthy,
            "problems": list(health.problems),
            "repaired": health.repaired,
        })
    else:
        for problem in health.problems:
            console.say(f"问题：{problem}")
        if health.repaired:
            console.say("已用保存的记录重建索引。")
        if health.healthy:
            console.say("资料库正常。")
        else:
            console.note("资料库有问题；检索已改用备用方式。运行 nianbao peers check --repair 修复。")
    leave(Exit.DONE if health.healthy else Exit.MENDABLE)


@cli.command("search", cls=ChineseCommand)
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="要找的内容，按意思查找")],
    section: Annotated[SectionKind | None, typer.Option("--section", metavar="ID", help="标准章节")] = None,
    topic: Annotated[Topic | None, typer.Option("--topic", metavar="ID", help="专题")] = None,
    agency_kind: Annotated[
        str, typer.Option("--agency-kind", metavar="K", help="机关类别，如 应急管理")
    ] = "",
    level: Annotated[str, typer.Option("--level", metavar="L", help="层级，如 县级")] = "",
    region: Annotated[str, typer.Option("--region", metavar="R", help="所在地区")] = "",
    year: Annotated[int | None, typer.Option("--year", metavar="Y", help="报告年度")] = None,
    exclude_agency: Annotated[
        list[str] | None, typer.Option("--exclude-agency", metavar="NAME", help="不要这个机关的")
    ] = None,
    limit: Annotated[int, typer.Option("-k", metavar="N", min=1, max=100, help="最多几条")] = 8,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """在同行报告里检索可比的段落。"""
    filters = SearchFilters(section, topic, agency_kind, level, region, year, tuple(exclude_agency or ()))
    app = open_app(home)
    matches = app.search(query, filters, limit)
    for notice in app.library.notices():
        console.note(notice)
    if json:
        from assistant.exporting.plain_json import match_to_plain

        console.write_json({"matches": [match_to_plain(match) for match in matches]})
        return
    if not matches:
        console.say("没有找到。可以放宽条件，或用 nianbao peers add 添加更多同行报告。")
    for number, match in enumerate(matches, 1):
        passage = match.passage
        console.say(
            f"{number}. {passage.agency}（{passage.year or '年度不详'}） {' ＞ '.join(passage.headings)}"
        )
        console.say(f"   {passage.text}")
        console.say(f"   出处：{match.file} 第 {passage.start}–{passage.end} 字  {passage.id}\n")


@cli.command("wordings", cls=ChineseCommand)
def wordings(
    query: Annotated[
        str, typer.Argument(metavar="[QUERY]", help="要表达的意思；不写则列出这一专题的通用表述")
    ] = "",
    topic: Annotated[Topic | None, typer.Option("--topic", metavar="ID", help="专题")] = None,
    agency: Annotated[
        str, typer.Option("--own-agency", metavar="NAME", help="本机关全称：自己的报告不算同行")
    ] = "",
    limit: Annotated[int, typer.Option("-k", metavar="N", min=1, max=100, help="最多几条")] = 10,
    home: HomeOption = None,
    json: JsonOption = False,
) -> None:
    """查找同行的表述（事实已全部去掉），并看有几家机关这样写。"""
    found = open_app(home).advice.find_wordings(agency, topic, query, limit)
    if json:
        rows = [
            {
                "text": each.text,
                "topics": [topic.value for topic in each.topics],
                "agencies": each.agencies,
                "common": each.common,
                "passages": list(each.passage_ids),
            }
            for each in found
        ]
        console.write_json({"wordings": rows})
        return
    if not found:
        console.say("没有找到合适的表述。可以换个说法，或用 nianbao peers add 添加更多同行报告。")
    for number, each in enumerate(found, 1):
        shared = f"{each.agencies} 家机关使用" if each.common else "只有 1 家机关使用，请斟酌"
        console.say(f"{number}. {each.text}")
        console.say(f"   {shared}；出处：{'、'.join(each.passage_ids[:3])}")
