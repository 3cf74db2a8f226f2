"""Reads any report of the genre: structure, what frames it, and what each section is about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.domain.peers import PeerReport, ReportSection, SourceText
from assistant.domain.punctuation import FULL_STOP
from assistant.domain.sections import SectionKind
from assistant.errors import PeerReportError
from assistant.reading.agency_kinds import kind_of_name
from assistant.reading.agency_name import find_agency
from assistant.reading.agency_places import level_of_name, region_of_name
from assistant.reading.artefacts import find_artefacts
from assistant.reading.layout import Layout, read_layout
from assistant.reading.outline import Node, read_outline
from assistant.reading.reporting_year import find_year
from assistant.reading.section_rules import kind_of_heading, kind_of_text, kinds_of_heading, looks_ahead
from assistant.reading.topic_rules import topics_of

_GENRE = re.compile("法治|依法行政|行政执法|普法|法制")
_LEAST_SIGNS = 200
_LEAST_GENRE_WORDS = 3


def read_report(source: SourceText) -> PeerReport:
    """Read a report. Never fails: what is not found stays empty, whatever the text is."""
    layout = read_layout(source)
    body = layout.body.text
    outline = read_outline(body, layout.marks)
    opening = body[: outline.opening_end].strip("\n")
    year = find_year(
        layout.front.title, opening, [root.heading for root in outline.roots], layout.front.signed_on
    )
    _classify(outline.roots, body, year)
    agency = find_agency(layout.front, layout.metadata, opening, body)
    artefacts = (*source.artefacts, *layout.artefacts, *find_artefacts(source.text, layout.body))
    return PeerReport(
        source=source,
        title=layout.front.title,
        agency=agency,
        year=year,
        kind=kind_of_name(agency),
        level=level_of_name(agency),
        region=region_of_name(agency, source.text),
        document_number=layout.front.document_number,
        signer=layout.front.signer,
        addressee=layout.front.addressee,
        opening=opening,
        signature=layout.front.signature,
        date=layout.front.signed_on,
        sections=tuple(_section(root, layout) for root in outline.roots),
        artefacts=tuple(sorted(artefacts, key=lambda artefact: (artefact.start, artefact.end))),
    )


def require_report(report: PeerReport) -> PeerReport:
    """Return the report if it is one of the genre.

    Raises:
        PeerReportError: the text is too short, or does not speak of law-based government.
    """
    file, text = report.source.file, report.source.text
    if len(text) < _LEAST_SIGNS:
        raise PeerReportError(f"{file}：只有 {len(text)} 个字，不像一份报告。请检查文件是否完整。")
    if len(_GENRE.findall(text)) < _LEAST_GENRE_WORDS:
        raise PeerReportError(
            f"{file}：内容不像法治政府建设年度报告（几乎没有提到法治、依法行政）。请检查是否选错了文件。"
        )
    return report


def _classify(roots: Iterable[Node], body: str, year: int | None) -> None:
    previous: SectionKind | None = None
    for root in roots:
        text = body[root.text_start : root.end].strip()
        named = kinds_of_heading(root.heading, year)
        root.section = _kind_of_root(named, text, previous)
        previous = root.section
        root.topics = topics_of(root.heading, text)
        merged = {SectionKind.SHORTCOMINGS, SectionKind.NEXT_YEAR_PLAN} <= set(named)
        _classify_below(root, body, year, merged=merged)


def _kind_of_root(named: tuple[SectionKind, ...], text: str, previous: SectionKind | None) -> SectionKind:
    if named and named[0] is not SectionKind.ACHIEVEMENTS:
        return named[0]
    if not named and previous is not None:
        return kind_of_text(text) or (
            previous if previous is SectionKind.NEXT_YEAR_PLAN else SectionKind.ACHIEVEMENTS
        )
    return SectionKind.ACHIEVEMENTS


def _classify_below(parent: Node, body: str, year: int | None, *, merged: bool) -> None:
    """Children belong to their parent's section unless their own heading says otherwise."""
    for child in parent.children:
        text = body[child.text_start : child.end].strip()
        child.section = _kind_of_child(child, text, parent.section, year, merged=merged)
        child.topics = topics_of(child.heading, text)
        _classify_below(child, body, year, merged=merged and child.section is parent.section)


def _kind_of_child(
    child: Node, text: str, inherited: SectionKind | None, year: int | None, *, merged: bool
) -> SectionKind | None:
    own = kind_of_heading(child.heading, year)
    if merged:
        if own in {SectionKind.SHORTCOMINGS, SectionKind.NEXT_YEAR_PLAN}:
            return own
        return kind_of_text(f"{child.heading}{FULL_STOP}{text}".lstrip(FULL_STOP)) or inherited
    if child.level > 2:  # noqa: PLR2004 - deeper headings speak of their own small matter
        return inherited
    if own is SectionKind.NEXT_YEAR_PLAN and not looks_ahead(child.heading):
        return inherited
    allowed = {
        SectionKind.ACHIEVEMENTS: {
            SectionKind.PRINCIPAL_DUTY,
            SectionKind.SHORTCOMINGS,
            SectionKind.NEXT_YEAR_PLAN,
        },
        SectionKind.SHORTCOMINGS: {SectionKind.NEXT_YEAR_PLAN},
    }.get(inherited or SectionKind.OTHER_MATTERS, set())
    return own if own in allowed else inherited


def _section(node: Node, layout: Layout) -> ReportSection:
    start, end = layout.trimmed(node.start, node.end)
    return ReportSection(
        heading=node.heading,
        marker=node.marker,
        level=node.level,
        section=node.section,
        topics=node.topics,
        text=layout.body.text[slice(*layout.trimmed(node.text_start, node.own_end))],
        start=layout.body.places[start] if start < end else 0,
        end=layout.body.places[end - 1] + 1 if start < end else 0,
        children=tuple(_section(child, layout) for child in node.children),
    )
