"""NUM for what is said not to have happened although the yearly data count it, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checking.absences import Absence, core
from assistant.checking.checked_text import CheckedText
from assistant.checking.contents import plan_spans
from assistant.checking.licences import Licences, LicensedValue
from assistant.checking.rule_book import finding_at
from assistant.domain.findings import Finding

_DOES = "(?:开展|组织|组织召开|召开|举行|举办|发生|出现|受理|收到|办理|实施|采取|作出|查处|启动|适用|移送|吊销|发布|制定|出台)"
_AFFIRMED = f"(?P<does>{_DOES})(?:了|过)?(?:相关|有关|行政|多起|多次|多场|多件|一批|数起|数次|部分)?"
_BEHIND = "(?=(?:案件|事项|活动|会议|会|程序)?(?:[，。；、和及与]|$))"
_NOT_SO = re.compile(
    "[未没无不零]|拟|将|应当|可以|如需|依申请|申请|要求|规范|完善|健全|制度|上年|去年|确保|计划|推动|谁|按照|对"
)
_SHORTEST = 2


def check(checked: CheckedText, licences: Licences, absences: Sequence[Absence]) -> Iterator[Finding]:
    """Find denials of what the data count, and affirmations of what they have as nought."""
    for absence in absences:
        if absence.counted is not None:
            value = absence.counted
            message = f"文中说没有，数据中“{value.indicator.name}”为{value.said}。"
            place = (absence.start, absence.end)
            yield finding_at("NUM006", checked.text, place, message, f"改为{value.said}，或核对数据。")
    yield from _affirmed(checked, licences)


def _affirmed(checked: CheckedText, licences: Licences) -> Iterator[Finding]:
    """开展听证，…… where the data say that there was none; only without a number, which has a check of its own."""
    plans = None
    for value in licences.values:
        pattern = _pattern_of(value) if value.value == 0 and value.unit != "%" else None
        for match in pattern.finditer(checked.text) if pattern else ():
            plans = plan_spans(checked) if plans is None else plans
            before, behind = checked.clause_around(match.start(), match.end())
            quoted = match.start() in checked.furniture or match.start() in plans
            if quoted or _NOT_SO.search(before) or re.search("[0-9０-９]", before + behind):
                continue
            message = f"文中说有，数据中“{value.indicator.name}”为{value.said}。"
            yield finding_at("NUM009", checked.text, match.span(), message, "核对；没有发生的，改为“未……”。")


def _pattern_of(value: LicensedValue) -> re.Pattern[str] | None:
    name = re.sub("案件|次数|数量|件数", "", value.indicator.name)
    bare = core(name)
    if len(bare) < _SHORTEST:
        return None
    doing = re.match(_DOES, name)
    own = f"{re.escape(name)}{_BEHIND}" if doing else None
    said = f"{_AFFIRMED}(?:{re.escape(bare)}|{re.escape(bare.removeprefix('行政'))}){_BEHIND}"
    return re.compile(f"{own}|{said}" if own else said)
