"""Drafts a report without a language model: content from the yearly data, wording from the genre and the peers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.domain.agency_year import AgencyYear
from assistant.domain.drafts import ReportDraft, SectionDraft
from assistant.domain.peers import SearchFilters
from assistant.domain.sections import SectionKind
from assistant.domain.sources import PassageRef
from assistant.domain.topics import Topic
from assistant.drafting.achievements import write_achievements
from assistant.drafting.context import DraftContext, build_context
from assistant.drafting.gaps import Gap
from assistant.drafting.next_year import write_next_year
from assistant.drafting.opening import write_addressee, write_opening, write_signature, write_title
from assistant.drafting.other_matters import write_other_matters
from assistant.drafting.peers_use import PeersUse
from assistant.drafting.principal_duty import write_principal_duty
from assistant.drafting.shortcomings import write_shortcomings
from assistant.ports import ExampleSource, Wordings

_MOST_QUERIES = 16


@dataclass(frozen=True, slots=True)
class DraftOptions:
    """What the user may choose.

    Attributes:
        examples_per_query: how many peers' passages are shown beside each subsection.
        gaps: what peers usually report and the data do not give, to stand in the draft as placeholders; give none
            to have them as hints only.
    """

    examples_per_query: int = 3
    gaps: tuple[Gap, ...] = ()


_WRITERS: dict[SectionKind, Callable[[DraftContext], SectionDraft | None]] = {
    SectionKind.ACHIEVEMENTS: write_achievements,
    SectionKind.SHORTCOMINGS: write_shortcomings,
    SectionKind.PRINCIPAL_DUTY: write_principal_duty,
    SectionKind.NEXT_YEAR_PLAN: write_next_year,
    SectionKind.OTHER_MATTERS: write_other_matters,
}


def draft_report(
    year: AgencyYear,
    *,
    examples: ExampleSource | None = None,
    wordings: Wordings | None = None,
    options: DraftOptions | None = None,
) -> ReportDraft:
    """Draft a whole report; the same input gives the same draft, sign for sign.

    Args:
        year: the only source of facts.
        examples: where comparable passages are found to show beside the sections; none without it.
        wordings: the phrase bank; without it nothing is modelled on peers.
        options: what the user chose.
    """
    context = build_context(year, wordings, options.gaps if options else ())
    written = (_WRITERS[kind](context) for kind in _kinds(context))
    use = PeersUse(year.agency, wordings)
    sections = [use.section(section) for section in written if section is not None]
    if examples is not None:
        finder = _ExampleFinder(examples, year, options or DraftOptions())
        sections = [finder.add(section) for section in sections]
    return ReportDraft(
        title=write_title(context),
        addressee=write_addressee(context),
        opening=use.sentences(write_opening(context)),
        sections=tuple(sections),
        signature=write_signature(context),
        year=year.year,
        agency=year.agency.name,
        number=year.document.number,
        signer=year.document.signer,
    )


def draft_section(
    year: AgencyYear,
    kind: SectionKind,
    *,
    examples: ExampleSource | None = None,
    wordings: Wordings | None = None,
    options: DraftOptions | None = None,
) -> SectionDraft | None:
    """Draft one standard section as it stands in the whole report; None if the report would not have it."""
    section = _WRITERS[kind](build_context(year, wordings, options.gaps if options else ()))
    if section is None:
        return None
    section = PeersUse(year.agency, wordings).section(section)
    if examples is None:
        return section
    return _ExampleFinder(examples, year, options or DraftOptions()).add(section)


def _kinds(context: DraftContext) -> tuple[SectionKind, ...]:
    return tuple(section.kind for section in context.template.sections)


class _ExampleFinder:
    """Finds passages to show beside a section, with a limited number of searches a report."""

    def __init__(self, source: ExampleSource, year: AgencyYear, options: DraftOptions) -> None:
        self._source, self._year, self._options = source, year, options
        self._queries = 0

    def add(self, section: SectionDraft) -> SectionDraft:
        """The section with its examples, each once, in the order of its subsections."""
        found: dict[str, None] = {}
        for topic, query in self._wanted(section):
            if self._queries >= _MOST_QUERIES:
                break
            self._queries += 1
            filters = SearchFilters(
                section=section.section, topic=topic, exclude_agencies=(self._year.agency.name,)
            )
            for match in self._source.search(query, filters, self._options.examples_per_query):
                found[match.passage.id] = None
        return replace(section, examples=tuple(PassageRef(passage) for passage in found))

    def _wanted(self, section: SectionDraft) -> list[tuple[Topic | None, str]]:
        kind = self._year.agency.kind
        if section.section is SectionKind.ACHIEVEMENTS and section.subsections:
            return [(part.topics[0], f"{kind} {part.heading}") for part in section.subsections]
        return [(None, f"{kind} {section.heading}")]
