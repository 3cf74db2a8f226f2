"""NUM for what is said not to have happened, although the yearly data count it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.checked_text import CheckedText
from assistant.checking.licences import Licences, LicensedValue
from assistant.checking.rule_book import finding_at
from assistant.domain.findings import Finding

_ABSENT = re.compile(
    "(?:未发生|没有发生|未出现|未受理|没有受理|无一例|无一起|未收到)(?:过|任何|一[起件例])?(?P<what>[\u4e00-\u9fff]{2,16})"
)
_NARROWED = re.compile(
    "撤销|变更|败诉|纠错|确认违法|责令|不当|失职|投诉|较大|重大|重特大|责任|超期|逾期|上访|伤亡|死亡"
)
_FILLER = re.compile("案件|事项|情况|情形|行为|事件|类|的")


def check(checked: CheckedText, licences: Licences) -> Iterator[Finding]:
    """Find denials of what the data count."""
    for match in _ABSENT.finditer(checked.text):
        if match.start() in checked.furniture:
            continue
        value = _denied(match["what"], licences)
        if value is not None:
            message = f"文中说没有，数据中“{value.indicator.name}”为{value.said}。"
            yield finding_at("NUM006", checked.text, match.span(), message, f"改为{value.said}，或核对数据。")


def _denied(what: str, licences: Licences) -> LicensedValue | None:
    """The counted indicator that is named in full, and no narrower one."""
    said = _FILLER.sub("", what)
    for value in licences.values:
        name = _FILLER.sub("", value.indicator.name)
        narrowed = _NARROWED.search(said) is not None and _NARROWED.search(name) is None
        if value.value > 0 and value.unit != "%" and said.startswith(name) and not narrowed:
            return value
    return None
