"""The order in which the steps of a procedure are told: check, case, penalty, hearing, review of the files."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.drafting.names import name_rules
from assistant.drafting.said import PlacedIndicator


def in_steps(placed: Sequence[PlacedIndicator]) -> list[PlacedIndicator]:
    """The indicators of one topic with their chains in the order of the procedure.

    A chain that names no step stays behind all those before it in the data, of the same theme. A chain never breaks.
    """
    stages = name_rules().stages
    first: dict[str, int] = {}
    steps: dict[str, int] = {}
    before: dict[str, int] = {}
    for number, item in enumerate(placed):
        stage = _stage(item.indicator.name, stages)
        if item.chain not in first:
            first[item.chain] = number
            steps[item.chain] = before.get(item.theme, 0) if stage is None else stage
        elif stage is not None:
            steps[item.chain] = min(steps[item.chain], stage)
        before[item.theme] = max(before.get(item.theme, 0), steps[item.chain] if stage is None else stage)
    return sorted(placed, key=lambda item: (steps[item.chain], first[item.chain], item.order))


def _stage(name: str, stages: Sequence[Sequence[str]]) -> int | None:
    """The last step whose words stand in a name: 案卷评查 of 行政处罚案卷评查."""
    found = [number for number, words in enumerate(stages) if any(word in name for word in words)]
    return found[-1] if found else None
