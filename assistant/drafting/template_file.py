"""Reads the report template from `prompts/report_template.toml`."""

from __future__ import annotations

from functools import cache

from assistant.domain.sections import SectionKind
from assistant.domain.template import ReportTemplate, SectionTemplate
from assistant.drafting.phrases import load_phrases
from assistant.drafting.tables import Table
from assistant.prompt_files import read_toml

FILE = "report_template.toml"


@cache
def load_template() -> ReportTemplate:
    """Read the template.

    Raises:
        TemplateError: the file is broken; the message names the place.
    """
    root = Table(FILE, "", read_toml(FILE))
    sections = tuple(_section(table) for table in root.tables("section"))
    kinds = [section.kind for section in sections]
    if sorted(kinds) != sorted(SectionKind):
        root.fail("每个标准章节应有且只有一项")
    template = ReportTemplate(
        root.text("title"), load_phrases().opening_parts, sections, root.text("opening_transition")
    )
    root.finish()
    return template


def _section(table: Table) -> SectionTemplate:
    try:
        kind = SectionKind(table.text("kind"))
    except ValueError:
        table.fail("没有这个标准章节")
    section = SectionTemplate(
        kind=kind,
        heading=table.text("heading"),
        required=table.flag("required"),
        lead_in=table.text("lead_in", ""),
        lead_in_focus=table.text("lead_in_focus", ""),
        lead_in_of_one=table.text("lead_in_of_one", ""),
        gap=table.text("gap"),
    )
    table.finish()
    return section
