"""Whose changes a row deals out where no number stands before it: 立案数、办结数较上年分别增长35.9%、30.6%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.checking.attachment import Surroundings, speaks_of
from assistant.checking.changes import Change
from assistant.checking.licences import LicensedValue
from assistant.checking.mentions import nearness
from assistant.domain.quantities import QuantityKind

_JOINED = re.compile("、|以及|和(?!解|谐)|(?<!参)与|(?<!普)及(?!时|格)")
_CLAUSES = re.compile("[，；：]")
_COMPARED = re.compile(
    "(?:均|也|都|同步|双双|齐|稳步)*(?:同比|[较比与](?:上年|去年|上一年|20[0-9]{2}年).*|分别)*$"
)
_COUNTED_BY = re.compile("^(?:场次|人次|件次|批次|户次|家次|期数|场数|人数|件数)$")


def of_kind(values: Sequence[LicensedValue], change: Change) -> tuple[LicensedValue, ...]:
    """Those whose change can be told this way: a rate's in percentage points, all others' in per cent or in numbers."""
    points = change.quantity.kind is QuantityKind.POINTS
    return tuple(value for value in values if (value.unit == "%") == points)


def named_in_row(
    lead: str, count: int, change: Change, values: Sequence[LicensedValue]
) -> list[tuple[LicensedValue, ...]]:
    """The indicators that the words before a row name one by one; nothing unless each is named."""
    fitting = of_kind(values, change)
    for clause in reversed(_CLAUSES.split(lead)):
        parts = [part for part in _JOINED.split(_COMPARED.sub("", clause)) if part]
        if len(parts) == count:
            found = [_best(part, clause, fitting) for part in parts]
            return found if all(found) else []
    return []


def _best(part: str, clause: str, values: Sequence[LicensedValue]) -> tuple[LicensedValue, ...]:
    """The indicators that a few words name most plainly, all equals among them."""
    if _COUNTED_BY.match(part):
        part, values = clause, [value for value in values if value.unit in {part, part[:1]}]
    around = Surroundings(part, "", clause)
    scores = {
        value.indicator.path: nearness(around, value.matter)
        for value in values
        if nearness(around, value.matter) and speaks_of(around, value.matter)
    }
    best = max(scores.values(), default=None)
    return tuple(value for value in values if best is not None and scores.get(value.indicator.path) == best)
