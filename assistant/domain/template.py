"""The report template: which sections a report has, how they are headed, what they must hold."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain.sections import SectionKind


@dataclass(frozen=True, slots=True)
class SectionTemplate:
    """One standard section. `heading`, `lead_in` and `gap` have slots such as `{year}` and `{next_year}`.

    `gap` is what a placeholder asks for when a required section has nothing to say; `lead_in_focus` is the
    part of the lead-in that only stands when shortcomings are given; `lead_in_of_one` leads a single point.
    """

    kind: SectionKind
    heading: str
    required: bool
    lead_in: str = ""
    lead_in_focus: str = ""
    lead_in_of_one: str = ""
    gap: str = ""


@dataclass(frozen=True, slots=True)
class ReportTemplate:
    """Sections in order, title and opening forms, with slots in braces."""

    title: str
    opening: tuple[str, ...]
    sections: tuple[SectionTemplate, ...]
    opening_transition: str = ""

    def section(self, kind: SectionKind) -> SectionTemplate:
        """The template of one section; a template always has all kinds."""
        return next(section for section in self.sections if section.kind is kind)
