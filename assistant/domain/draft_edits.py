"""Changes that a person makes to a draft, as pure functions: sentence by sentence, point by point, section by section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from assistant.domain.drafts import DraftSentence, ReportDraft, SectionDraft, SubsectionDraft
from assistant.domain.sources import FactRef

Sentences = tuple[DraftSentence, ...]


@dataclass(frozen=True, slots=True, order=True)
class SentencePlace:
    """Where a sentence stands: indexes into the draft; -1 for the opening and for a section's lead-in."""

    section: int
    subsection: int
    index: int

    @property
    def key(self) -> str:
        """The place as one word, for screens."""
        return f"{self.section}.{self.subsection}.{self.index}"

    @classmethod
    def from_key(cls, key: str) -> SentencePlace | None:
        """Read a key back; None for anything else."""
        parts = key.split(".")
        try:
            section, subsection, index = (int(part) for part in parts)
        except ValueError:
            return None
        return cls(section, subsection, index)


def places(draft: ReportDraft) -> Iterable[tuple[SentencePlace, DraftSentence]]:
    """Every sentence with its place, in reading order."""
    for index, sentence in enumerate(draft.opening):
        yield SentencePlace(-1, -1, index), sentence
    for number, section in enumerate(draft.sections):
        for index, sentence in enumerate(section.sentences):
            yield SentencePlace(number, -1, index), sentence
        for point, subsection in enumerate(section.subsections):
            for index, sentence in enumerate(subsection.sentences):
                yield SentencePlace(number, point, index), sentence


def group_at(draft: ReportDraft, place: SentencePlace) -> Sentences | None:
    """The sentences among which a place lies; None when the draft has no such room."""
    if place.section < 0:
        return draft.opening
    if place.section >= len(draft.sections):
        return None
    section = draft.sections[place.section]
    if place.subsection < 0:
        return section.sentences
    if place.subsection >= len(section.subsections):
        return None
    return section.subsections[place.subsection].sentences


def sentence_at(draft: ReportDraft, place: SentencePlace) -> DraftSentence | None:
    """The sentence at a place; None when there is none."""
    group = group_at(draft, place)
    return group[place.index] if group is not None and 0 <= place.index < len(group) else None


def replace_sentence(draft: ReportDraft, place: SentencePlace, new: Sentences) -> ReportDraft:
    """Put sentences in place of one; none takes it out, and a subsection that is left empty goes with it."""
    group = group_at(draft, place)
    if group is None or not 0 <= place.index < len(group):
        return draft
    return _with_group(draft, place, (*group[: place.index], *new, *group[place.index + 1 :]))


def insert_after(draft: ReportDraft, place: SentencePlace, new: Sentences) -> ReportDraft:
    """Put sentences behind the one at a place."""
    group = group_at(draft, place)
    if group is None:
        return draft
    at = place.index + 1
    return _with_group(draft, place, (*group[:at], *new, *group[at:]))


def _with_group(draft: ReportDraft, place: SentencePlace, group: Sentences) -> ReportDraft:
    if place.section < 0:
        return replace(draft, opening=group)
    section = draft.sections[place.section]
    if place.subsection < 0:
        return with_section(draft, place.section, replace(section, sentences=group))
    points = list(section.subsections)
    points[place.subsection : place.subsection + 1] = (
        [replace(points[place.subsection], sentences=group)] if group else []
    )
    return with_section(draft, place.section, replace(section, subsections=tuple(points)))


def with_section(draft: ReportDraft, number: int, section: SectionDraft) -> ReportDraft:
    """The draft with one section exchanged."""
    sections = list(draft.sections)
    sections[number] = section
    return replace(draft, sections=tuple(sections))


def move_subsection(draft: ReportDraft, section: int, subsection: int, by: int) -> ReportDraft:
    """Move a point up (-1) or down (1) inside its section; at the edge nothing changes."""
    points = list(draft.sections[section].subsections)
    target = subsection + by
    if not (0 <= subsection < len(points) and 0 <= target < len(points)):
        return draft
    points[subsection], points[target] = points[target], points[subsection]
    return with_section(draft, section, replace(draft.sections[section], subsections=tuple(points)))


def remove_subsection(draft: ReportDraft, section: int, subsection: int) -> ReportDraft:
    """Take a point with all its sentences out; a place without one changes nothing."""
    points = draft.sections[section].subsections
    if not 0 <= subsection < len(points):
        return draft
    rest = (*points[:subsection], *points[subsection + 1 :])
    return with_section(draft, section, replace(draft.sections[section], subsections=rest))


def with_heading(draft: ReportDraft, section: int, subsection: int, heading: str) -> ReportDraft:
    """The draft with another heading of a point, or of a whole section for -1."""
    found = draft.sections[section]
    if subsection < 0:
        return with_section(draft, section, replace(found, heading=heading))
    points = list(found.subsections)
    points[subsection] = replace(points[subsection], heading=heading)
    return with_section(draft, section, replace(found, subsections=tuple(points)))


def keep_locked(old: SectionDraft, new: SectionDraft) -> SectionDraft:
    """A section written again, with the locked sentences of the old one.

    A locked sentence stands in for the new sentence that says one of its facts, else it is added to the point with the
    same topics, else to the lead-in.
    """
    result = new
    for sentence, topics in _locked(old):
        result = _place_locked(result, sentence, topics)
    return result


def _locked(section: SectionDraft) -> list[tuple[DraftSentence, frozenset[str]]]:
    found = [(sentence, frozenset[str]()) for sentence in section.sentences if sentence.locked]
    for point in section.subsections:
        topics = frozenset(topic.value for topic in point.topics)
        found += [(sentence, topics) for sentence in point.sentences if sentence.locked]
    return found


def _place_locked(section: SectionDraft, locked: DraftSentence, topics: frozenset[str]) -> SectionDraft:
    points = list(section.subsections)
    for number, point in enumerate(points):
        group = _exchanged(point.sentences, locked)
        if group is not None:
            points[number] = replace(point, sentences=group)
            return replace(section, subsections=tuple(points))
    group = _exchanged(section.sentences, locked)
    if group is not None:
        return replace(section, sentences=group)
    for number, point in enumerate(points):
        if topics & {topic.value for topic in point.topics}:
            points[number] = _appended(point, locked)
            return replace(section, subsections=tuple(points))
    return replace(section, sentences=(*section.sentences, locked))


def _exchanged(group: Sentences, locked: DraftSentence) -> Sentences | None:
    """The group with the locked sentence for those that say its facts; None when none does."""
    facts = set(locked.facts)
    hits = [index for index, each in enumerate(group) if facts & set(each.facts) or each.text == locked.text]
    if not hits:
        return None
    kept = [each for index, each in enumerate(group) if index not in hits[1:]]
    kept[hits[0]] = locked
    return tuple(kept)


def _appended(point: SubsectionDraft, sentence: DraftSentence) -> SubsectionDraft:
    return replace(point, sentences=(*point.sentences, sentence))


def remap_facts(draft: ReportDraft, moved: Mapping[str, str]) -> ReportDraft:
    """Let facts follow items of the yearly data that moved: `indicators[3]` to where that indicator stands now.

    Args:
        draft: whose facts point into the data as they were.
        moved: new paths by old ones, items only; an item that is gone maps to a path that holds nothing.
    """

    def follow(sentence: DraftSentence) -> DraftSentence:
        facts = tuple(FactRef(_moved_path(ref.path, moved)) for ref in sentence.facts)
        return sentence if facts == sentence.facts else replace(sentence, facts=facts)

    def group(sentences: Sentences) -> Sentences:
        return tuple(follow(each) for each in sentences)

    sections = tuple(
        replace(
            section,
            sentences=group(section.sentences),
            subsections=tuple(replace(each, sentences=group(each.sentences)) for each in section.subsections),
        )
        for section in draft.sections
    )
    return replace(draft, opening=group(draft.opening), sections=sections)


def _moved_path(path: str, moved: Mapping[str, str]) -> str:
    item, dot, rest = path.partition(".")
    return moved.get(item, item) + dot + rest
