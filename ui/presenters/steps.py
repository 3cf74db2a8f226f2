"""The five steps of a workspace with the state of each, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from ui.components.markup import Tone

PAGES = ("peers", "data", "draft", "check", "export")
_TITLES = ("① 去年报告与同行", "② 年度数据", "③ 起草", "④ 核对", "⑤ 导出")


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """What the last check of the present draft left open; None fields mean: not checked since the last change."""

    blockers: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a workspace stands, as plain facts."""

    peers: int = 0
    has_last_report: bool = False
    data_items: int = 0
    data_problems: int = 0
    has_draft: bool = False
    placeholders: int = 0
    checked: CheckSummary | None = None
    exported: str = ""
    approved: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `note` says its state in a few words, `tone` in a sign."""

    page: str
    title: str
    note: str
    tone: Tone
    done: bool


def steps(standing: Standing) -> tuple[Step, ...]:
    """The five steps in order."""
    parts = (_peers(standing), _data(standing), _draft(standing), _check(standing), _export(standing))
    return tuple(
        Step(page, title, note, tone, tone is Tone.GOOD)
        for page, title, (note, tone) in zip(PAGES, _TITLES, parts, strict=True)
    )


def next_step(standing: Standing) -> Step:
    """The first step that is not done; the last one when all are."""
    all_steps = steps(standing)
    return next((step for step in all_steps if not step.done), all_steps[-1])


NEXT = {
    "peers": ("下一步：填年度数据", "data"),
    "data": ("下一步：起草", "draft"),
    "draft": ("下一步：去核对", "check"),
    "check": ("下一步：去导出", "export"),
}


def _peers(standing: Standing) -> tuple[str, Tone]:
    if standing.peers:
        own = "，有去年报告" if standing.has_last_report else ""
        return f"{standing.peers} 份同行报告{own}", Tone.GOOD
    return ("只有去年报告" if standing.has_last_report else "还没有报告"), Tone.QUIET


def _data(standing: Standing) -> tuple[str, Tone]:
    if not standing.data_items:
        return "还没有填", Tone.QUIET
    if standing.data_problems:
        return f"{standing.data_problems} 处需要改正", Tone.BAD
    return f"共 {standing.data_items} 项", Tone.GOOD


def _draft(standing: Standing) -> tuple[str, Tone]:
    if not standing.has_draft:
        return "还没有起草", Tone.QUIET
    if standing.placeholders:
        return f"{standing.placeholders} 处待补充", Tone.WARN
    return "已起草", Tone.GOOD


def _check(standing: Standing) -> tuple[str, Tone]:
    if not standing.has_draft:
        return "起草后进行", Tone.QUIET
    if standing.checked is None:
        return "改动后还没有核对", Tone.QUIET
    if standing.checked.blockers:
        return f"{standing.checked.blockers} 处必须修改", Tone.BAD
    if standing.checked.warnings:
        return f"{standing.checked.warnings} 处请核对", Tone.WARN
    return "没有必须修改的", Tone.GOOD


def _export(standing: Standing) -> tuple[str, Tone]:
    if not standing.has_draft:
        return "起草后进行", Tone.QUIET
    waits = bool(standing.placeholders or (standing.checked is not None and standing.checked.blockers))
    if standing.exported:
        return standing.exported, Tone.WARN if waits else Tone.GOOD
    if waits:
        return "只能导出讨论稿", Tone.WARN
    if standing.checked is None:
        return "核对后才知道能否送审", Tone.QUIET
    return ("可以导出送审稿", Tone.QUIET) if standing.approved else ("等审核通过", Tone.QUIET)
