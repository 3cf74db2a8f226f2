"""Where a sentence comes from. Facts and wording are two types on purpose: a peer's fact must never pass for ours."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class FactRef:
    """Points into the agency's yearly data, for instance `indicators[3]` or `initiatives[0].outcome`."""

    path: str


@dataclass(frozen=True, slots=True, order=True)
class PassageRef:
    """Points to a passage of a peer report by its id (`p-…`)."""

    passage_id: str
