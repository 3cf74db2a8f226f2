"""Drafts with labels: sections removed, renamed, merged, reordered and emptied."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain.findings import ContentStatus
from assistant.domain.sections import SectionKind

KINDS = (
    SectionKind.ACHIEVEMENTS,
    SectionKind.SHORTCOMINGS,
    SectionKind.PRINCIPAL_DUTY,
    SectionKind.NEXT_YEAR_PLAN,
)
_SIGNS = "一二三四五六七"
_NAMES = {
    SectionKind.ACHIEVEMENTS: [
        "主要工作开展情况",
        "法治政府建设工作情况",
        "工作举措及成效",
        "{y}年工作完成情况",
        "主要做法和取得的成效",
        "总体情况",
    ],
    SectionKind.SHORTCOMINGS: [
        "存在的问题",
        "存在的问题与短板",
        "面临的困难和不足",
        "主要差距",
        "存在问题及原因分析",
        "短板弱项",
    ],
    SectionKind.PRINCIPAL_DUTY: [
        "主要负责人履行法治建设职责情况",
        "第一责任人职责落实情况",
        "党政主要负责人履职情况",
        "主要领导履行推进法治建设职责情况",
    ],
    SectionKind.NEXT_YEAR_PLAN: [
        "下一步工作打算",
        "下步工作思路",
        "{n}年工作计划",
        "明年工作安排",
        "下一年度重点工作",
        "今后努力方向",
    ],
}
_HOLLOW = ["", "略。", "【待补充：本部分内容】", "（详见附件）"]


@dataclass(frozen=True)
class Parts:
    """A clean report taken apart: what stands before, each section's heading and body, what stands behind."""

    front: str
    headings: dict[SectionKind, str]
    bodies: dict[SectionKind, str]
    back: str
    year: int


@dataclass(frozen=True)
class Labelled:
    """A draft and how each content truly stands in it."""

    text: str
    truth: dict[SectionKind, ContentStatus]
    what: str


def take_apart(text: str, kinds: tuple[SectionKind, ...], year: int) -> Parts:
    """Cut a clean report at its top headings, which name `kinds` in order."""
    cuts = [*re.finditer(r"^(?:## )?[一二三四五]、(.+)$", text, re.MULTILINE)]
    lines = text.rstrip().split("\n")
    back = "\n".join(lines[-2:]) if re.search("[0-9]日$", lines[-1]) else ""
    end = text.rstrip().rfind(back) if back else len(text)
    ends = [cut.start() for cut in cuts[1:]] + [end]
    return Parts(
        text[: cuts[0].start()],
        {kind: cut[1] for kind, cut in zip(kinds, cuts, strict=False)},
        {kind: text[cut.end() : stop].strip() for kind, cut, stop in zip(kinds, cuts, ends, strict=False)},
        back,
        year,
    )


def compose(
    parts: Parts, order: list[SectionKind], headings: dict[SectionKind, str], bodies: dict[SectionKind, str]
) -> str:
    sections = [f"{_SIGNS[place]}、{headings[kind]}\n{bodies[kind]}" for place, kind in enumerate(order)]
    return "\n".join([parts.front.rstrip(), *sections, parts.back]) + "\n"


def variants(parts: Parts, rng: random.Random) -> Iterator[Labelled]:
    """Clean, renamed, reordered, and every section removed, emptied and merged in two ways."""
    present = dict.fromkeys(KINDS, ContentStatus.PRESENT)
    order = list(KINDS)
    yield Labelled(compose(parts, order, parts.headings, parts.bodies), present, "clean")
    for _ in range(3):
        yield Labelled(compose(parts, order, _renamed(parts, rng), parts.bodies), present, "renamed")
        shuffled = rng.sample(order, len(order))
        yield Labelled(compose(parts, shuffled, _renamed(parts, rng), parts.bodies), present, "reordered")
    for kind in KINDS:
        rest = [other for other in order if other is not kind]
        headings = _renamed(parts, rng) if rng.random() < 0.5 else parts.headings
        if kind is not SectionKind.ACHIEVEMENTS:
            yield Labelled(
                compose(parts, rest, headings, parts.bodies),
                present | {kind: ContentStatus.MISSING},
                f"removed {kind}",
            )
        for hollow in _HOLLOW:
            emptied = parts.bodies | {kind: hollow}
            yield Labelled(
                compose(parts, order, headings, emptied),
                present | {kind: ContentStatus.EMPTY},
                f"emptied {kind}",
            )
    yield from _merged(parts, rng)


def _merged(parts: Parts, rng: random.Random) -> Iterator[Labelled]:
    present = dict.fromkeys(KINDS, ContentStatus.PRESENT)
    for kind, host in (
        (SectionKind.PRINCIPAL_DUTY, SectionKind.ACHIEVEMENTS),
        (SectionKind.SHORTCOMINGS, SectionKind.ACHIEVEMENTS),
        (SectionKind.NEXT_YEAR_PLAN, SectionKind.SHORTCOMINGS),
        (SectionKind.NEXT_YEAR_PLAN, SectionKind.ACHIEVEMENTS),
        (SectionKind.SHORTCOMINGS, SectionKind.NEXT_YEAR_PLAN),
        (SectionKind.PRINCIPAL_DUTY, SectionKind.SHORTCOMINGS),
    ):
        rest = [other for other in KINDS if other is not kind]
        label = present | {kind: ContentStatus.MERGED}
        inner = re.sub("（[一二三四五六七八九十]+）", "", parts.bodies[kind]).replace("\n", "")
        headed = parts.bodies | {host: f"{parts.bodies[host]}\n（十二）{parts.headings[kind]}。{inner}"}
        yield Labelled(compose(parts, rest, parts.headings, headed), label, f"merged {kind} headed")
        plain = parts.bodies | {host: f"{parts.bodies[host]}\n{_lead(kind, parts)}{inner}"}
        yield Labelled(compose(parts, rest, _renamed(parts, rng), plain), label, f"merged {kind} plain")


def _lead(kind: SectionKind, parts: Parts) -> str:
    if kind is SectionKind.SHORTCOMINGS:
        return "在取得成绩的同时，我们也清醒认识到，工作中仍存在一些不足。"
    if kind is SectionKind.NEXT_YEAR_PLAN and not parts.bodies[kind].startswith(str(parts.year + 1)):
        return f"{parts.year + 1}年，我们将重点做好以下工作。"
    return ""


def _renamed(parts: Parts, rng: random.Random) -> dict[SectionKind, str]:
    return {kind: rng.choice(_NAMES[kind]).format(y=parts.year, n=parts.year + 1) for kind in KINDS}
