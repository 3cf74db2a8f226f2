"""The tree of headings and points over the paragraphs of a report, as ranges of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.domain.punctuation import CLAUSE_ENDS, ENUMERATION_COMMA, FULL_STOP
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.reading.headings import (
    POINT_LEVEL,
    Marker,
    find_marker,
    find_points,
    heading_end,
    heading_wording,
    lead_end,
)
from assistant.reading.section_rules import kind_of_heading, kind_of_text, kinds_of_heading
from assistant.reading.text import HAN

_DEEPEST_NUMBERED = 4
_LONGEST_BARE_HEADING = 36
_BEHIND_HEADING = f"{CLAUSE_ENDS}{ENUMERATION_COMMA}: \n"
_ENDS_LIKE_TEXT = re.compile(f"[{CLAUSE_ENDS}{ENUMERATION_COMMA};,.|]$")
_HAS_HAN = re.compile(f"[{HAN}]{{2}}")


@dataclass(slots=True)
class Node:
    """A heading or point while the report is read; all places are indices into the body."""

    level: int
    marker: str
    heading: str
    start: int
    text_start: int
    end: int = 0
    children: list[Node] = field(default_factory=list)
    section: SectionKind | None = None
    topics: tuple[Topic, ...] = ()

    @property
    def own_end(self) -> int:
        """Where the text directly under this heading ends."""
        return self.children[0].start if self.children else self.end

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Outline:
    """Where the opening ends, and the nodes of the first level."""

    opening_end: int
    roots: tuple[Node, ...]


def read_outline(body: str, marks: frozenset[int]) -> Outline:
    """Build the tree. `marks` are the starts of paragraphs that Markdown marked as headings or bold."""
    nodes = _headings(body, marks)
    if not nodes:
        nodes = _by_content(body)
    opening_end = nodes[0].start if nodes else len(body)
    roots = _tree(nodes, len(body))
    for root in roots:
        for node in list(root.walk()):
            _split_merged(node, body)
        for node in list(root.walk()):
            _add_points(node, body)
    return Outline(opening_end, tuple(roots))


def _paragraphs(body: str) -> Iterator[tuple[int, str]]:
    start = 0
    for paragraph in body.split("\n"):
        if paragraph:
            yield start, paragraph
        start += len(paragraph) + 1


def _headings(body: str, marks: frozenset[int]) -> list[Node]:
    numbered = [
        (start, paragraph, marker)
        for start, paragraph in _paragraphs(body)
        if (marker := find_marker(paragraph)) is not None and marker.level < POINT_LEVEL
    ]
    shift = 1 if any(marker.level == 0 for _, _, marker in numbered) else 0
    has_first_level = any(marker.level <= 1 for _, _, marker in numbered)
    markers = {start: marker for start, _, marker in numbered}
    nodes: list[Node] = []
    for start, paragraph in _paragraphs(body):
        marker = markers.get(start)
        if marker is not None:
            nodes.append(_numbered_node(start, paragraph, marker, shift))
        elif _is_bare_heading(paragraph, marked=start in marks):
            level = _bare_level(paragraph, has_first_level=has_first_level, marked=start in marks)
            if level:
                nodes.append(_bare_node(start, paragraph, level))
    return nodes


def _numbered_node(start: int, paragraph: str, marker: Marker, shift: int) -> Node:
    end = heading_end(paragraph, marker.end)
    return Node(
        level=max(1, min(marker.level + shift, _DEEPEST_NUMBERED)),
        marker=marker.text,
        heading=heading_wording(paragraph[marker.end : end]),
        start=start,
        text_start=start + _skip(paragraph, end),
    )


def _skip(paragraph: str, end: int) -> int:
    while end < len(paragraph) and paragraph[end] in _BEHIND_HEADING:
        end += 1
    return end


def _is_bare_heading(paragraph: str, *, marked: bool) -> bool:
    return (
        len(paragraph) <= _LONGEST_BARE_HEADING + (marked and _LONGEST_BARE_HEADING)
        and _HAS_HAN.search(paragraph) is not None
        and FULL_STOP not in paragraph[:-1]
        and (marked or not _ENDS_LIKE_TEXT.search(paragraph))
        and find_marker(paragraph) is None
    )


def _bare_level(paragraph: str, *, has_first_level: bool, marked: bool) -> int:
    """Level of a heading without a number; 0 when it is none after all."""
    if kind_of_heading(paragraph) is not None and (marked or not has_first_level):
        return 1
    if marked:
        return 2 if has_first_level else 1
    return 0


def _bare_node(start: int, paragraph: str, level: int) -> Node:
    return Node(level, "", heading_wording(paragraph), start, start + len(paragraph))


def _by_content(body: str) -> list[Node]:
    """Sections of a report without any heading: a paragraph that reads like another section opens it."""
    nodes: list[Node] = []
    current: SectionKind | None = None
    for index, (start, paragraph) in enumerate(_paragraphs(body)):
        kind = kind_of_text(paragraph) or (SectionKind.ACHIEVEMENTS if current is None else current)
        if index > 0 and kind is not current:
            nodes.append(Node(1, "", "", start, start))
            current = kind
    return nodes


def _tree(nodes: list[Node], end: int) -> list[Node]:
    """Hang every node under the last one of a smaller level."""
    roots: list[Node] = []
    open_nodes: list[Node] = []
    for node in nodes:
        while open_nodes and open_nodes[-1].level >= node.level:
            open_nodes.pop().end = node.start
        (open_nodes[-1].children if open_nodes else roots).append(node)
        open_nodes.append(node)
    for node in open_nodes:
        node.end = end
    return roots


def _split_merged(node: Node, body: str) -> None:
    """A section on shortcomings and plans without subsections is parted where its text begins to look ahead."""
    kinds = kinds_of_heading(node.heading)
    if node.children or not {SectionKind.SHORTCOMINGS, SectionKind.NEXT_YEAR_PLAN} <= set(kinds):
        return
    for offset, paragraph in _paragraphs(body[node.text_start : node.end]):
        start = node.text_start + offset
        if offset and kind_of_text(paragraph) is SectionKind.NEXT_YEAR_PLAN:
            level = min(node.level + 1, _DEEPEST_NUMBERED)
            node.children = [
                Node(level, "", "", node.text_start, node.text_start, start),
                Node(level, "", "", start, start, node.end),
            ]
            return


def _add_points(node: Node, body: str) -> None:
    """Hang the points 一是…二是… of a node's own text in front of its other children."""
    own_end = node.own_end
    text = body[node.text_start : own_end]
    points = find_points(text)
    made = []
    for index, point in enumerate(points):
        end = points[index + 1].start if index + 1 < len(points) else len(text)
        lead = lead_end(text, point.wording, len(text[:end].rstrip()))
        made.append(
            Node(
                level=POINT_LEVEL,
                marker=point.marker,
                heading=heading_wording(text[point.wording : lead]),
                start=node.text_start + point.start,
                text_start=node.text_start + (_skip(text, lead) if lead > point.wording else point.wording),
                end=node.text_start + end,
            )
        )
    node.children[:0] = made
