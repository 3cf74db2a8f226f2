"""How a change that a sentence tells comes from the two years' values, to be followed with a pencil."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from assistant.exporting.facts import FactRecord

_RATES = frozenset({"%", "‰"})


def change_worked_out(fact: FactRecord, sentence: str) -> str:
    """(386−352)÷352＝9.7%, if the sentence tells that change; empty if not."""
    try:
        now, before = Decimal(fact.value), Decimal(fact.last_year)
    except InvalidOperation:
        return ""
    difference = now - before
    if fact.unit in _RATES:
        words = f"{abs(difference):f}个百分点"
        return f"{_larger(now, before)}＝{words}" if difference and words in sentence else ""
    if not before or not difference:
        return ""
    share = (abs(difference) / abs(before) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    words = f"{_plain(share)}%"
    if words in sentence:
        return f"（{_larger(now, before)}）÷{before:f}＝{words}"
    words = f"{abs(difference):f}{fact.unit}"
    return f"{_larger(now, before)}＝{words}" if words in sentence else ""


def _larger(now: Decimal, before: Decimal) -> str:
    return f"{max(now, before):f}−{min(now, before):f}"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
