"""Cuts the achievements into subsections: thin topics join others, long ones are cut by their themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.topics import Topic
from assistant.drafting.bodies import Body
from assistant.drafting.grouping import LEAD_CHARS, Size, group_topics
from assistant.drafting.points import Point
from assistant.drafting.themes import Merging


@dataclass(frozen=True, slots=True)
class Block:
    """What will be one subsection. `part` says that it is one of several about the same topic."""

    topics: tuple[Topic, ...]
    points: tuple[Point, ...]
    part: bool = False

    @property
    def length(self) -> int:
        """Characters with lead phrases."""
        return _size(self.points).length

    @property
    def led(self) -> bool:
        """Whether its points are led by 一是, 二是."""
        return _size(self.points).led


def _size(points: Sequence[Point]) -> Size:
    return Size(sum(point.length for point in points), len(points))


def arrange(points: dict[Topic, tuple[Point, ...]], merging: Merging) -> tuple[Block, ...]:
    """Arrange topics in their order into blocks of fitting length."""
    groups = group_topics({topic: _size(given) for topic, given in points.items() if given}, merging)
    blocks = [Block(group, tuple(point for topic in group for point in points[topic])) for group in groups]
    return tuple(part for block in blocks for part in _cut(block, merging.long))


def _cut(block: Block, longest: int) -> tuple[Block, ...]:
    if block.length <= longest:
        return (block,)
    if len(block.topics) > 1:
        halves = [
            Block((topic,), tuple(point for point in block.points if point.theme.topic is topic))
            for topic in block.topics
        ]
        return tuple(part for half in halves for part in _cut(half, longest))
    pieces = [piece for point in block.points for piece in _cut_point(point, longest)]
    parts = -(-block.length // longest)
    goal = block.length / parts
    groups: list[list[Point]] = [[]]
    for piece in pieces:
        filled = sum(point.length + LEAD_CHARS for point in groups[-1])
        too_long = filled + piece.length + LEAD_CHARS > longest
        enough = filled + piece.length / 2 > goal and len(groups) < parts
        if groups[-1] and (too_long or enough):
            groups.append([])
        groups[-1].append(piece)
    return tuple(Block(block.topics, tuple(group), part=True) for group in groups)


def _cut_point(point: Point, longest: int) -> list[Point]:
    pieces: list[list[Body]] = [[]]
    for body in point.bodies:
        filled = sum(len(other.text) + 1 for other in pieces[-1])
        if pieces[-1] and filled + len(body.text) + 1 + 2 * LEAD_CHARS > longest:
            pieces.append([])
        pieces[-1].append(body)
    return [Point(point.theme, tuple(piece)) for piece in pieces]
