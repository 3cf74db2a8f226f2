"""Cuts the achievements into subsections: thin topics join others, long ones are cut by their themes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.topics import Topic
from assistant.drafting.bodies import Body
from assistant.drafting.points import Point
from assistant.drafting.themes import Merging

_LEAD_CHARS = 9  # “一是……。” in front of a point
_NO_LEADS_BELOW = 80
_NAMED = 2  # topics that a heading names without effort
_TOPICS = list(Topic)


@dataclass(frozen=True, slots=True)
class Block:
    """What will be one subsection. `part` says that it is one of several about the same topic."""

    topics: tuple[Topic, ...]
    points: tuple[Point, ...]
    part: bool = False

    @property
    def length(self) -> int:
        """Characters with lead phrases."""
        bare = sum(point.length for point in self.points)
        return bare + (_LEAD_CHARS * len(self.points) if self.led else 0)

    @property
    def led(self) -> bool:
        """Whether its points are led by 一是, 二是: a few short sentences need none."""
        bare = sum(point.length for point in self.points)
        return len(self.points) > 1 and bare >= _NO_LEADS_BELOW


def arrange(points: dict[Topic, tuple[Point, ...]], merging: Merging) -> tuple[Block, ...]:
    """Arrange topics in their order into blocks of fitting length."""
    blocks = [Block((topic,), points[topic]) for topic in Topic if points.get(topic)]
    blocks = _thin_joined(_pairs_joined(blocks, merging), merging)
    blocks.sort(key=lambda block: _TOPICS.index(block.topics[0]))
    return tuple(part for block in blocks for part in _cut(block, merging.long))


def _join(one: Block, other: Block) -> Block:
    topics = tuple(sorted({*one.topics, *other.topics}, key=_TOPICS.index))
    points = sorted(
        (*one.points, *other.points), key=lambda point: (_TOPICS.index(point.theme.topic), point.theme.order)
    )
    return Block(topics, tuple(points))


def _pairs_joined(blocks: list[Block], merging: Merging) -> list[Block]:
    for first, second in merging.pairs:
        one = next((block for block in blocks if block.topics == (first,)), None)
        other = next((block for block in blocks if block.topics == (second,)), None)
        if one and other and one.length + other.length <= merging.pair_chars:
            blocks = [_join(one, other) if block is one else block for block in blocks if block is not other]
    return blocks


def _thin_joined(blocks: list[Block], merging: Merging) -> list[Block]:
    while len(blocks) > 1:
        thin = min(blocks, key=lambda block: block.length)
        if thin.length >= merging.short:
            break
        host = _host(thin, blocks, merging)
        blocks = [_join(host, thin) if block is host else block for block in blocks if block is not thin]
    return blocks


def _host(thin: Block, blocks: Sequence[Block], merging: Merging) -> Block:
    """The block that goes best with a thin one: few topics, a fitting partner, near it, short."""
    partners = [partner for topic in thin.topics for partner in merging.partners.get(topic, ())]
    index = blocks.index(thin)

    def rank(block: Block) -> tuple[int, int, int, int]:
        fits = [partners.index(topic) for topic in block.topics if topic in partners]
        topics = max(0, len(block.topics) + len(thin.topics) - _NAMED)
        return (topics, min(fits, default=len(partners)), abs(blocks.index(block) - index), block.length)

    return min((block for block in blocks if block is not thin), key=rank)


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
        filled = sum(point.length + _LEAD_CHARS for point in groups[-1])
        too_long = filled + piece.length + _LEAD_CHARS > longest
        enough = filled + piece.length / 2 > goal and len(groups) < parts
        if groups[-1] and (too_long or enough):
            groups.append([])
        groups[-1].append(piece)
    return tuple(Block(block.topics, tuple(group), part=True) for group in groups)


def _cut_point(point: Point, longest: int) -> list[Point]:
    pieces: list[list[Body]] = [[]]
    for body in point.bodies:
        filled = sum(len(other.text) + 1 for other in pieces[-1])
        if pieces[-1] and filled + len(body.text) + 1 + 2 * _LEAD_CHARS > longest:
            pieces.append([])
        pieces[-1].append(body)
    return [Point(point.theme, tuple(piece)) for piece in pieces]
