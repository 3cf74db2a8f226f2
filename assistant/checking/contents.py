"""Which of the statutory contents a report has, and how: under its own heading, merged, as an empty shell, not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from assistant.checking import content_cues as cues
from assistant.checking.checked_text import CheckedText, Span
from assistant.checking.content_shares import kind_by_content
from assistant.domain.dates import Spans
from assistant.domain.findings import ContentStatus, SectionCheck
from assistant.domain.peers import ReportSection
from assistant.domain.punctuation import FULL_STOP, LEFT_BRACKET
from assistant.domain.sections import SectionKind

Value = TypeVar("Value")

STATUTORY = (
    SectionKind.ACHIEVEMENTS,
    SectionKind.SHORTCOMINGS,
    SectionKind.PRINCIPAL_DUTY,
    SectionKind.NEXT_YEAR_PLAN,
)
_SAYS_SOMETHING = {SectionKind.ACHIEVEMENTS: 10, SectionKind.SHORTCOMINGS: 4, SectionKind.OTHER_MATTERS: 0}
_SAYS_SOMETHING_ELSE = (
    6  # characters that are left of a section without the words that anybody may say of anything
)
_WHOLE_TEXT_AT_LEAST = 150
_LONGEST_HOLLOW = 8
_LONGEST_HEADING = 60
_HOLLOW = re.compile("^(?:略|无|暂无|详见附件|待补充|见附件|同上)?[。.，,\\s]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A top-level section: its heading's place, the kinds its heading names, and its sentences without the heading."""

    heading: Span
    kinds: tuple[SectionKind, ...]
    body: Span
    section: ReportSection

    @property
    def prose(self) -> str:
        """What the block says, apart from headings of subsections; one that names a lack says something."""
        lacks = SectionKind.SHORTCOMINGS in self.kinds
        lines = self.body.text.split("\n")
        return "\n".join(line for line in lines if not _is_heading(line) or (lacks and cues.admits(line)))

    @property
    def has_gap(self) -> bool:
        """Whether a placeholder stands in it, which is reported as such."""
        return LEFT_BRACKET in self.body.text


@dataclass(frozen=True, slots=True)
class Content:
    """Where one content stands."""

    kind: SectionKind
    status: ContentStatus
    block: Block | None = None
    evidence: Span | None = None
    reason: str = ""

    def as_check(self) -> SectionCheck:
        """The form in which results are given out."""
        heading = self.block.section.heading if self.block else ""
        evidence = self.evidence.text[:_LONGEST_HEADING] if self.evidence else ""
        return SectionCheck(self.kind, self.status, heading, evidence, self.reason)


def _once(work: Callable[[CheckedText], Value]) -> Callable[[CheckedText], Value]:
    """Worked out once for a text, though several families ask for it."""
    kept: WeakKeyDictionary[CheckedText, Value] = WeakKeyDictionary()

    @wraps(work)
    def known(checked: CheckedText) -> Value:
        if checked not in kept:
            kept[checked] = work(checked)
        return kept[checked]

    return known


@_once
def find_contents(checked: CheckedText) -> tuple[Content, ...]:
    """Say for each standard section how it stands in the text."""
    blocks = blocks_of(checked)
    return tuple(_content(kind, blocks, checked) for kind in SectionKind)


@_once
def blocks_of(checked: CheckedText) -> tuple[Block, ...]:
    """The top-level sections with what their headings name; content decides where a heading says nothing."""
    blocks = [_block(section, checked) for section in checked.report.sections]
    named = {kind for block in blocks for kind in block.kinds}
    return tuple(block if block.kinds else _by_content(block, named, checked) for block in blocks)


@_once
def plan_spans(checked: CheckedText) -> Spans:
    """Where the text speaks of the next year: the plan's own sections, or from the sentence that turns to it."""
    found = {
        (content.evidence.start, content.block.body.end)
        for content in find_contents(checked)
        if content.kind is SectionKind.NEXT_YEAR_PLAN
        and content.block is not None
        and content.evidence is not None
    } | {
        (block.heading.start, block.body.end)
        for block in blocks_of(checked)
        if block.kinds[:1] == (SectionKind.NEXT_YEAR_PLAN,)
    }
    return Spans(tuple(sorted(found)))


def heading_span(text: str, section: ReportSection) -> Span:
    """The heading as it stands in the source: to the end of its line or its full stop."""
    named = (
        section.start + len(section.marker)
        if text.startswith(section.marker, section.start)
        else section.start
    )
    if section.heading and text.startswith(section.heading, named):
        end = named + len(section.heading)
        end += text.startswith(FULL_STOP, end)
        return Span(section.start, end, text[section.start : end])
    line_end = text.find("\n", section.start)
    line_end = min(section.end, line_end if line_end >= 0 else section.end)
    stop = text.find(FULL_STOP, section.start, line_end)
    end = stop + 1 if stop >= 0 and stop - section.start <= _LONGEST_HEADING else line_end
    return Span(section.start, end, text[section.start : end])


def sentences_in(checked: CheckedText, start: int, end: int) -> list[Span]:
    """The sentences between two places."""
    return [span for span in checked.sentences if span.start >= start and span.end <= end]


def _block(section: ReportSection, checked: CheckedText) -> Block:
    heading = heading_span(checked.text, section)
    body = Span(heading.end, section.end, checked.text[heading.end : section.end])
    return Block(heading, cues.heading_kinds(section.heading), body, section)


def _by_content(block: Block, named: set[SectionKind], checked: CheckedText) -> Block:
    sentences = [span.text for span in sentences_in(checked, block.body.start, block.body.end)]
    kind = kind_by_content(sentences, checked.year + 1 if checked.year else None, named)
    return Block(block.heading, (kind,), block.body, block.section)


def _content(kind: SectionKind, blocks: tuple[Block, ...], checked: CheckedText) -> Content:
    own = [block for block in blocks if block.kinds and block.kinds[0] is kind]
    full = [block for block in own if _filled(block, kind, checked)]
    if full:
        return Content(kind, ContentStatus.PRESENT, full[0], full[0].heading, "有单列的一级标题和内容")
    if own:
        hollow = cues.han_count(cues.plain_words(own[0].prose)) > _LONGEST_HOLLOW
        reason = "只有空泛的话，没有实际内容" if hollow else "只有标题，没有实际内容"
        return Content(kind, ContentStatus.EMPTY, own[0], own[0].heading, reason)
    if kind is SectionKind.OTHER_MATTERS:
        return Content(kind, ContentStatus.MISSING, reason="无此部分；没有其他需要报告的情况时可以不写")
    return _merged(kind, blocks, checked)


def _filled(block: Block, kind: SectionKind, checked: CheckedText) -> bool:
    least = _SAYS_SOMETHING.get(kind, _SAYS_SOMETHING_ELSE)
    if _HOLLOW.match(block.body.text.strip()) or cues.substance(block.prose) < least:
        return False
    if kind in {SectionKind.ACHIEVEMENTS, SectionKind.NEXT_YEAR_PLAN} and not cues.is_concrete(block.prose):
        return False
    says = {SectionKind.SHORTCOMINGS: cues.admits, SectionKind.PRINCIPAL_DUTY: cues.touches_duty}.get(kind)
    sentences = sentences_in(checked, block.body.start, block.body.end)
    return says is None or any(says(span.text) for span in sentences)


def _merged(kind: SectionKind, blocks: tuple[Block, ...], checked: CheckedText) -> Content:
    for block in blocks:
        if kind in block.kinds[1:]:
            return Content(kind, ContentStatus.MERGED, block, block.heading, "与其他内容同在一个一级标题下")
    for block in blocks:
        inner = _inner_heading(kind, block)
        if inner is not None:
            return Content(
                kind, ContentStatus.MERGED, block, heading_span(checked.text, inner), "作为分项写在其他部分中"
            )
    if kind is SectionKind.ACHIEVEMENTS:
        return _whole_text(blocks, checked)
    for place, sentences in _places(blocks, checked):
        evidence = _evidence(kind, place, sentences, checked)
        if evidence is not None:
            return Content(kind, ContentStatus.MERGED, place, evidence, "没有单列标题，内容写在其他部分中")
    return Content(kind, ContentStatus.MISSING, reason="全文没有找到这项内容")


def _inner_heading(kind: SectionKind, block: Block) -> ReportSection | None:
    if kind is SectionKind.ACHIEVEMENTS:
        return None
    for inner in block.section.walk():
        named = (
            cues.heading_kinds(inner.heading)
            if inner is not block.section and inner.level <= _INNER_LEVELS
            else ()
        )
        if named and named[0] is kind and not _speaks_otherwise(kind, block, inner):
            return inner
    return None


def _speaks_otherwise(kind: SectionKind, block: Block, inner: ReportSection) -> bool:
    """A subsection of the plan or the shortcomings may name what it wants to better: that is no report of it."""
    if kind is SectionKind.SHORTCOMINGS:
        return not cues.says_lack(inner.heading + inner.text) or SectionKind.NEXT_YEAR_PLAN in block.kinds
    if kind is SectionKind.PRINCIPAL_DUTY:
        elsewhere = {SectionKind.NEXT_YEAR_PLAN, SectionKind.SHORTCOMINGS} & set(block.kinds[:1])
        return bool(elsewhere) and not _COUNTED.search(inner.text)
    return not re.search("下一?步|明年|来年|今后|下一?年|打算|安排", inner.heading)


_INNER_LEVELS = 3


def _whole_text(blocks: tuple[Block, ...], checked: CheckedText) -> Content:
    if not blocks and cues.han_count(checked.text) >= _WHOLE_TEXT_AT_LEAST:
        first = checked.sentences[0]
        return Content(SectionKind.ACHIEVEMENTS, ContentStatus.MERGED, None, first, "全文没有分部分")
    return Content(SectionKind.ACHIEVEMENTS, ContentStatus.MISSING, reason="全文没有找到这项内容")


def _places(blocks: tuple[Block, ...], checked: CheckedText) -> Iterable[tuple[Block | None, list[Span]]]:
    if not blocks:
        yield None, list(checked.sentences)
    for block in blocks:
        yield block, sentences_in(checked, block.body.start, block.body.end)


def _evidence(
    kind: SectionKind, block: Block | None, sentences: list[Span], checked: CheckedText
) -> Span | None:
    kinds = set(block.kinds[:1]) if block else set()
    if kind is SectionKind.PRINCIPAL_DUTY:
        elsewhere = kinds & {SectionKind.NEXT_YEAR_PLAN, SectionKind.SHORTCOMINGS}
        return _duty_in(sentences, counted=bool(elsewhere))
    if kind is SectionKind.SHORTCOMINGS:
        return _lack_in(sentences)
    return _plan_in(sentences, checked) if kind is SectionKind.NEXT_YEAR_PLAN else None


def _duty_in(sentences: list[Span], *, counted: bool) -> Span | None:
    """A sentence that tells it; among plans and shortcomings only with something that was done and counted."""
    for place, span in enumerate(sentences):
        following = "".join(other.text for other in sentences[place + 1 : place + 3])
        if cues.says_duty(span.text, following) and (not counted or _COUNTED.search(span.text + following)):
            return span
    return None


def _lack_in(sentences: list[Span]) -> Span | None:
    """One sentence that says so plainly, or a lack followed by its cause."""
    for place, span in enumerate(sentences):
        words = cues.plain_words(span.text)
        behind = sentences[place + 1].text if place + 1 < len(sentences) else ""
        plainly = re.search(
            "(?:仍|还|尚|依然|但|也)[^，。；]{0,8}(?:存在|有)[^。；]{0,24}(?:不足|差距|短板|薄弱|弱项|问题)",
            words,
        )
        if plainly or (cues.says_lack(span.text) and re.search("原因(?:是|在于)", span.text + behind)):
            return span
    return None


def _plan_in(sentences: list[Span], checked: CheckedText) -> Span | None:
    """A sentence that turns to the next year, with more of the kind behind it."""
    next_year = checked.year + 1 if checked.year else None
    for span in sentences:
        if cues.opens_plan(span.text, next_year) and cues.han_count(span.text) >= _SHORTEST_TURN:
            return span
    tail = sentences[-_TAIL:]
    if len(tail) == _TAIL and all(cues.says_plan(span.text, next_year) for span in tail):
        return tail[0]
    return None


_COUNTED = re.compile(
    "[0-9一二三四五六七八九十两]+(?:余)?(?:次|件|起|场|堂|期)"
)  # what was done and counted is no plan
_TAIL = 3
_SHORTEST_TURN = 8


def _is_heading(line: str) -> bool:
    return (
        re.match(
            "^[ \u3000#*]*(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])[^。]{0,40}$", line
        )
        is not None
    )
