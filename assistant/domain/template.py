"""The report template: which sections a report has, how they are headed, what they must hold."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.sections import SectionKind


@dataclass(frozen=True, slots=True)
class SectionTemplate:
    """One standard section. `heading` has the slots `{year}` and `{next_year}`."""

    kind: SectionKind
    heading: str
    required: bool
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class ReportTemplate:
    """Sections in order, title and opening forms, with slots in braces."""

    title: str
    opening: tuple[str, ...]
    sections: tuple[SectionTemplate, ...]
