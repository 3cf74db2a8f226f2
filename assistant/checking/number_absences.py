"""NUM for what is said not to have happened although the yearly data count it, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.checking.absences import Absence
from assistant.checking.checked_text import CheckedText
from assistant.checking.rule_book import finding_at
from assistant.domain.findings import Finding


def check(checked: CheckedText, absences: Sequence[Absence]) -> Iterator[Finding]:
    """Find denials of what the data count or tell, and affirmations of what they have as nought."""
    for absence in absences:
        place = (absence.start, absence.end)
        if absence.counted is not None:
            value = absence.counted
            message = f"文中说没有，数据中“{value.indicator.name}”为{value.said}。"
            yield finding_at("NUM006", checked.text, place, message, f"改为{value.said}，或核对数据。")
        elif absence.told:
            message = f"文中说没有，数据中写的是“{absence.told}”。"
            yield finding_at("NUM006", checked.text, place, message, "核对；确有其事的，按数据改写。")
        elif absence.affirmed:
            value = absence.zero[0]
            message = f"文中说有，数据中“{value.indicator.name}”为{value.said}。"
            yield finding_at("NUM009", checked.text, place, message, "核对；没有发生的，改为“未……”。")
