"""Writes the first section: main measures and results, topic by topic."""

from __future__ import annotations

from dataclasses import replace

from assistant.domain.drafts import DraftSentence, SectionDraft, SubsectionDraft
from assistant.domain.punctuation import ENUMERATION_COMMA
from assistant.domain.sections import SectionKind
from assistant.domain.topics import Topic
from assistant.drafting.blocks import Block, arrange
from assistant.drafting.context import DraftContext
from assistant.drafting.headings import HeadingPicker
from assistant.drafting.leads import LeadWriter, heading_preference
from assistant.drafting.placing import by_topic
from assistant.drafting.points import Point, TopicFacts, tell_initiatives, topic_points
from assistant.drafting.rehoming import rehomed


def write_achievements(context: DraftContext) -> SectionDraft:
    """Every indicator and initiative once, in subsections of fitting length."""
    heading = context.heading(SectionKind.ACHIEVEMENTS)
    blocks = arrange(_points(context), context.themes.merging)
    if not blocks:
        gap = context.gap(context.template.section(SectionKind.ACHIEVEMENTS))
        return SectionDraft(SectionKind.ACHIEVEMENTS, heading, (gap,))
    writer = LeadWriter(context.wordings)
    if len(blocks) == 1:  # a single subsection takes no number
        return SectionDraft(
            SectionKind.ACHIEVEMENTS, heading, (*writer.write(blocks[0]), *_gaps(context).values())
        )
    picker = HeadingPicker(context.themes, context.year.agency.kind, heading_preference(context.wordings))
    subsections = tuple(_subsection(block, picker, writer) for block in blocks)
    return SectionDraft(SectionKind.ACHIEVEMENTS, heading, (), _with_gaps(subsections, context))


def _with_gaps(
    subsections: tuple[SubsectionDraft, ...], context: DraftContext
) -> tuple[SubsectionDraft, ...]:
    """Add placeholders for what peers usually report, each behind the first subsection about its topic."""
    result = list(subsections)
    for topic, gap in _gaps(context).items():
        place = next((n for n, part in enumerate(result) if topic in part.topics), len(result) - 1)
        result[place] = replace(result[place], sentences=(*result[place].sentences, gap))
    return tuple(result)


def _gaps(context: DraftContext) -> dict[Topic, DraftSentence]:
    """For each topic that has any, what peers report of it and the data do not give."""
    gaps: dict[Topic, DraftSentence] = {}
    for topic in Topic:
        names = [gap.name for gap in context.gaps if gap.topic is topic]
        if names:
            gaps[topic] = context.placeholder("reported_by_peers", {"what": ENUMERATION_COMMA.join(names)})
    return gaps


def _subsection(block: Block, picker: HeadingPicker, writer: LeadWriter) -> SubsectionDraft:
    heading = picker.pick(block.topics, block.points, part=block.part)
    return SubsectionDraft(block.topics, heading, writer.write(block, heading))


def _points(context: DraftContext) -> dict[Topic, tuple[Point, ...]]:
    year = rehomed(context.year, context.themes, context.catalogue)
    told = tell_initiatives(year)
    indicators = by_topic(year.indicators)
    points: dict[Topic, tuple[Point, ...]] = {}
    for topic in Topic:
        facts = TopicFacts(told.get(topic, ()), tuple(indicators.get(topic, ())))
        if facts.told or facts.indicators:
            points[topic] = topic_points(facts, context.themes.topics[topic], context.catalogue)
    return points
