"""The tree of headings and points over the paragraphs of a report, as ranges of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.domain.punctuation import CLAUSE_ENDS, ENUMERATION_COMMA, FULL_STOP, SENTENCE_ENDS
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
_LONGEST_BARE_SUBHEADING = 24
_MOST_HEADINGS = 2000
_SECOND_LEVEL = 2
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


@dataclass(frozen=True, slots=True)
class _Style:
    """How a report marks its headings. `shift` makes room for 第一部分 above 一、."""

    shift: int
    numbers_first_level: bool
    numbers_second_level: bool
    marks: frozenset[int]


def _headings(body: str, marks: frozenset[int]) -> list[Node]:
    paragraphs = list(_paragraphs(body))
    markers = {start: marker for start, paragraph in paragraphs if (marker := _heading_marker(paragraph))}
    levels = {marker.level for marker in markers.values()}
    style = _Style(int(0 in levels), bool(levels & {0, 1}), _SECOND_LEVEL in levels, marks)
    nodes: list[Node] = []
    for index, (start, paragraph) in enumerate(paragraphs):
        if len(nodes) >= _MOST_HEADINGS:  # no report has so many; the rest is kept as text
            break
        marker = markers.get(start)
        following = paragraphs[index + 1][1] if index + 1 < len(paragraphs) else ""
        if marker is not None:
            nodes.append(_numbered_node(start, paragraph, marker, style.shift))
        elif level := _bare_level(start, paragraph, following, style):
            nodes.append(Node(level, "", heading_wording(paragraph), start, start + len(paragraph)))
    return nodes


def _heading_marker(paragraph: str) -> Marker | None:
    marker = find_marker(paragraph)
    return marker if marker is not None and marker.level < POINT_LEVEL else None


def _bare_level(start: int, paragraph: str, following: str, style: _Style) -> int:
    """Level of a line that may be a heading without a number; 0 when it is none."""
    marked = start in style.marks
    if not _is_bare_heading(paragraph, marked=marked):
        return 0
    kind = kind_of_heading(paragraph)
    following_marker = find_marker(following)
    over_text = following[-1:] in SENTENCE_ENDS if following_marker is None else following_marker.level > 1
    among_numbered = style.numbers_first_level and (kind is SectionKind.ACHIEVEMENTS or not over_text)
    if kind is not None and (marked or not among_numbered):
        return 1
    if kind is not None and following_marker is not None and following_marker.opens_subsections:
        return 1
    if marked:
        return 2 if style.numbers_first_level else 1
    stands_over_text = len(paragraph) <= _LONGEST_BARE_SUBHEADING and len(following) > len(paragraph)
    ends_in_text = following[-1:] in SENTENCE_ENDS and following != ""
    return 2 if stands_over_text and ends_in_text and not style.numbers_second_level else 0


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
