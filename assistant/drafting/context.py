"""What every part of a draft is written from: the data, the data files, and what peers may lend."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.domain.agency_year import Agency, AgencyLevel, AgencyYear, Shortcoming
from assistant.domain.drafts import DraftSentence, SentenceKind
from assistant.domain.punctuation import COMMA
from assistant.domain.sections import SectionKind
from assistant.domain.sources import FactRef
from assistant.domain.template import ReportTemplate, SectionTemplate
from assistant.drafting.catalogue import Catalogue, load_catalogue
from assistant.drafting.fitting import fit_clause
from assistant.drafting.gaps import Gap
from assistant.drafting.phrases import Phrases, load_phrases
from assistant.drafting.template_file import load_template
from assistant.drafting.themes import Themes, load_themes
from assistant.ports import Wordings


@dataclass(frozen=True, slots=True)
class DraftContext:
    """Yearly data with everything that turns it into text."""

    year: AgencyYear
    template: ReportTemplate
    phrases: Phrases
    themes: Themes
    catalogue: Catalogue
    wordings: Wordings | None = None
    gaps: tuple[Gap, ...] = ()

    @property
    def slots(self) -> dict[str, str]:
        """Values of the slots that headings and lead-ins have."""
        return {
            "agency": self.year.agency.name,
            "year": str(self.year.year),
            "next_year": str(self.year.year + 1),
            "self": self.year.agency.self_reference or self.year.agency.name,
            "leadership": self.year.agency.leadership,
            "guiding_thought": self.phrases.guiding_thought_of(self.year.year),
            "law_thought": self.phrases.law_thought_of(self.year.year),
            "meetings": self.phrases.meetings_of(self.year.year),
        }

    @property
    def shortcomings(self) -> tuple[Shortcoming, ...]:
        """Shortcomings that say anything, in the order in which they are numbered."""
        return tuple(item for item in self.year.shortcomings if fit_clause(item.text))

    def heading(self, kind: SectionKind) -> str:
        """The heading of a section with the years filled in."""
        return fill(self.template.section(kind).heading, self.slots)

    def gap(self, section: SectionTemplate) -> DraftSentence:
        """The placeholder of a required section that has nothing to say."""
        return self.placeholder("gap", {"what": fill(section.gap, self.slots)})

    def placeholder(self, name: str, values: dict[str, str], *facts: str) -> DraftSentence:
        """A visible gap."""
        text = fill(self.phrases.placeholders[name], values)
        return DraftSentence(text, SentenceKind.PLACEHOLDER, tuple(FactRef(path) for path in facts))


def build_context(
    year: AgencyYear, wordings: Wordings | None = None, gaps: tuple[Gap, ...] = ()
) -> DraftContext:
    """Load the data files and put everything together."""
    catalogue = load_catalogue()
    if _decides_on_reconsiderations(year.agency):
        catalogue = catalogue.of_organ()
    return DraftContext(year, load_template(), load_phrases(), load_themes(), catalogue, wordings, gaps)


def _decides_on_reconsiderations(agency: Agency) -> bool:
    """Governments from the county up, and the justice bureaus that do it for them."""
    if agency.level is AgencyLevel.TOWNSHIP:
        return False
    return agency.name.endswith(("人民政府", "司法局", "司法厅", "司法部"))


def fill(form: str, values: dict[str, str]) -> str:
    """Fill slots by plain replacement, in one pass, so that braces in data stay what they are."""
    parts = form.split("{")
    text = parts[0]
    for part in parts[1:]:
        name, _brace, rest = part.partition("}")
        text += values[name] + rest
    return text


def fill_clauses(form: str, values: dict[str, str]) -> str:
    """Fill slots and leave out every clause one of whose slots is empty: a year without data claims nothing."""
    clauses = (clause for clause in form.split(COMMA) if all(values[name] for name in slots_of(clause)))
    return fill(COMMA.join(clauses), values)


def slots_of(form: str) -> list[str]:
    """Names of the slots of a form."""
    return re.findall(r"\{(\w+)\}", form)


def set_phrase(text: str, *facts: str) -> DraftSentence:
    """A sentence of the template."""
    return DraftSentence(text, SentenceKind.SET_PHRASE, tuple(FactRef(path) for path in facts))


def fact(text: str, *facts: str) -> DraftSentence:
    """A sentence of the agency's own data."""
    return DraftSentence(text, SentenceKind.FACT, tuple(FactRef(path) for path in facts))
