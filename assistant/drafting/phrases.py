"""Set phrases of the genre from `prompts/set_phrases.toml`: opening, dated political wording, placeholders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from assistant.drafting.tables import Table
from assistant.prompt_files import read_toml

FILE = "set_phrases.toml"


@dataclass(frozen=True, slots=True)
class DatedPhrase:
    """A phrase with the reported year from which it holds, or in which it stood, and where that is from."""

    year: int
    phrase: str
    source: str


@dataclass(frozen=True, slots=True)
class PrincipalRule:
    """How the principal official of an agency is called whose name ends so."""

    ends: tuple[str, ...]
    subject: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """Everything of `prompts/set_phrases.toml`."""

    opening_parts: tuple[str, ...]
    result: str
    result_plain: str
    fields: Mapping[str, str]
    guiding_thought: tuple[DatedPhrase, ...]
    law_thought: tuple[DatedPhrase, ...]
    meetings: Mapping[int, DatedPhrase]
    placeholders: Mapping[str, str]
    cause: str
    remaining_heading: str
    own_headings: tuple[tuple[str, ...], ...]
    too_general: tuple[str, ...]
    same_matter: tuple[tuple[str, ...], ...]
    principals: tuple[PrincipalRule, ...]

    def guiding_thought_of(self, year: int) -> str:
        """The guiding thought as it was called at the end of a reported year; empty before it had its name."""
        return _last_begun(self.guiding_thought, year)

    def law_thought_of(self, year: int) -> str:
        """The thought on the rule of law as it was called at the end of a reported year."""
        return _last_begun(self.law_thought, year)

    def meetings_of(self, year: int) -> str:
        """Congress and plenums that a report of this year may name; empty for a year without data."""
        dated = self.meetings.get(year)
        return dated.phrase if dated else ""


def _last_begun(phrases: tuple[DatedPhrase, ...], year: int) -> str:
    begun = [dated for dated in phrases if dated.year <= year]
    return max(begun, key=lambda dated: dated.year).phrase if begun else ""


@cache
def load_phrases() -> Phrases:
    """Read the set phrases.

    Raises:
        TemplateError: the file is broken; the message names the place.
    """
    root = Table(FILE, "", read_toml(FILE))
    opening, plan = root.table("opening"), root.table("plan")
    phrases = Phrases(
        opening_parts=opening.texts("parts"),
        result=opening.text("result"),
        result_plain=opening.text("result_plain"),
        fields=opening.mapping("fields"),
        guiding_thought=_dated(root, "guiding_thought", "from_year"),
        law_thought=_dated(root, "law_thought", "from_year"),
        meetings={dated.year: dated for dated in _dated(root, "meetings", "year")},
        placeholders=root.mapping("placeholders"),
        cause=_one(root, "shortcomings", "cause"),
        remaining_heading=plan.text("remaining_heading"),
        own_headings=plan.rows("own_headings"),
        too_general=plan.texts("too_general"),
        same_matter=plan.rows("same_matter"),
        principals=tuple(_principal(table) for table in root.tables("principal")),
    )
    opening.finish()
    plan.finish()
    root.finish()
    _check_placeholders(root, phrases.placeholders)
    return phrases


def _one(root: Table, key: str, name: str) -> str:
    table = root.table(key)
    value = table.text(name)
    table.finish()
    return value


def _dated(root: Table, key: str, year_key: str) -> tuple[DatedPhrase, ...]:
    found = []
    for table in root.tables(key):
        found.append(DatedPhrase(table.whole(year_key), table.text("phrase"), table.text("source")))
        table.finish()
    return tuple(found)


def _principal(table: Table) -> PrincipalRule:
    rule = PrincipalRule(table.texts("ends"), table.text("subject"))
    table.finish()
    return rule


def _check_placeholders(root: Table, placeholders: Mapping[str, str]) -> None:
    wanted = {
        "date",
        "addressee",
        "gap",
        "cause",
        "cause_of_one",
        "answer",
        "answer_of_one",
        "reported_by_peers",
    }
    if wanted != set(placeholders):
        root.fail(f"placeholders 应有：{'、'.join(sorted(wanted))}")
