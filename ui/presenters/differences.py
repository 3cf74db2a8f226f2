"""What changed between two drafts or two sets of yearly data, as marked text and as lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.domain.agency_year import AgencyYear
from ui.components.markup import text

_PIECES = re.compile(r"[0-9.]+%?|[A-Za-z]+|.", re.DOTALL)
_SAME_ENOUGH = 0.45


@dataclass(frozen=True, slots=True)
class DataDifference:
    """One thing that differs: what it is, how it stands, how it would stand. Empty text means: not there."""

    subject: str
    before: str
    after: str


def marked_difference(before: str, after: str) -> str:
    """Two texts of paragraphs as HTML with what was taken out and put in; unchanged paragraphs are left out."""
    old, new = before.split("\n"), after.split("\n")
    parts: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        parts += _paragraphs(old[a:b], new[c:d])
    return '<div class="nb-diff">' + "".join(parts) + "</div>" if parts else ""


def _paragraphs(old: list[str], new: list[str]) -> Iterator[str]:
    for index in range(max(len(old), len(new))):
        a = old[index] if index < len(old) else ""
        b = new[index] if index < len(new) else ""
        if a and b and SequenceMatcher(a=a, b=b, autojunk=False).ratio() > _SAME_ENOUGH:
            yield f"<p>{_inline(a, b)}</p>"
        else:
            yield from (
                f"<p><{name}>{text(line)}</{name}></p>" for name, line in (("del", a), ("ins", b)) if line
            )


def _inline(a: str, b: str) -> str:
    old, new = _PIECES.findall(a), _PIECES.findall(b)  # numbers stay whole: 38→42, not 3→4 and 8→2
    out = []
    for tag, i, j, k, m in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        before, after = "".join(old[i:j]), "".join(new[k:m])
        if tag == "equal":
            out.append(text(before))
        else:
            out += [f"<del>{text(before)}</del>"] if before else []
            out += [f"<ins>{text(after)}</ins>"] if after else []
    return "".join(out)


def data_differences(before: AgencyYear | None, after: AgencyYear) -> tuple[DataDifference, ...]:
    """Everything that another set of yearly data would change, in the order of the form."""
    old = dict(_subjects(before)) if before is not None else {}
    new = dict(_subjects(after))
    found = [
        DataDifference(name, old.get(name, ""), value)
        for name, value in new.items()
        if old.get(name) != value
    ]
    found += [DataDifference(name, value, "") for name, value in old.items() if name not in new]
    return tuple(found)


def _subjects(year: AgencyYear) -> Iterator[tuple[str, str]]:
    agency, document = year.agency, year.document
    yield "报告年度", str(year.year)
    named = {
        "机关全称": agency.name,
        "业务领域": agency.kind,
        "层级": agency.level.value,
        "地区": "、".join(agency.region),
        "简称": "、".join(agency.short_names),
        "自称": agency.self_reference,
        "领导机关": agency.leadership,
        "主送机关": document.addressee,
        "发文字号": document.number,
        "签发人": document.signer,
        "成文日期": document.date.isoformat() if document.date else "",
    }
    yield from ((name, value) for name, value in named.items() if value)
    for indicator in year.indicators:
        last = f"（上年 {indicator.last_year:f}）" if indicator.last_year is not None else ""
        yield f"指标：{indicator.name}", f"{indicator.value:f}{indicator.unit}{last}，{indicator.topic.label}"
    yield from _texts(year)


def _texts(year: AgencyYear) -> Iterator[tuple[str, str]]:
    for initiative in year.initiatives:
        yield (
            f"举措：{initiative.text}",
            f"{initiative.outcome or '（没有写成效）'}，{initiative.topic.label}",
        )
    for shortcoming in year.shortcomings:
        yield f"不足：{shortcoming.text}", shortcoming.cause or "（没有写原因）"
    plain: Mapping[str, tuple[str, ...]] = {
        "履职": tuple(each.text for each in year.principal_duty),
        "安排": tuple(each.text for each in year.next_year),
        "其他": tuple(each.text for each in year.other_matters),
    }
    for label, texts in plain.items():
        yield from ((f"{label}：{each}", "有") for each in texts)
