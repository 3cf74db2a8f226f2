"""Builds the prompt of one subsection: its plain sentences as [F1]… and peers' wording, facts covered, as [P1]…."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain.agency_year import AgencyYear
from assistant.domain.drafts import DraftSentence
from assistant.domain.peers import Match
from assistant.domain.sections import SectionKind
from assistant.domain.sources import PassageRef
from assistant.domain.topics import Topic
from assistant.drafting.masking import mask_facts
from assistant.drafting.prompt_library import Prompt, PromptLibrary

MAX_EXAMPLES = 3
_MAX_EXAMPLE_CHARS = 220


@dataclass(frozen=True, slots=True)
class OfferedExample:
    """A peer's wording as the prompt shows it."""

    ref: PassageRef
    text: str


def choose_examples(matches: Sequence[Match], topics: tuple[Topic, ...]) -> tuple[OfferedExample, ...]:
    """The best passages for some topics, their facts covered; damaged passages never lend wording."""
    sound = [match for match in matches if not match.passage.damaged]
    ordered = sorted(
        sound, key=lambda match: not set(match.passage.topics) & set(topics)
    )  # stable: best first
    return tuple(
        OfferedExample(
            PassageRef(match.passage.id),
            mask_facts(match.passage.text, match.passage.agency)[:_MAX_EXAMPLE_CHARS].replace("\n", ""),
        )
        for match in ordered[:MAX_EXAMPLES]
    )


def build_prompt(
    section: SectionKind,
    heading: str,
    facts: Sequence[DraftSentence],
    examples: Sequence[OfferedExample],
    year: AgencyYear,
    prompts: PromptLibrary,
) -> Prompt:
    """Render the prompt of a section for one subsection; `facts` become [F1], [F2] … in order."""
    return prompts.render(
        section.value,
        {
            "agency": year.agency.name,
            "self_reference": year.agency.self_reference,
            "year": year.year,
            "heading": heading,
            "facts": [fact.text for fact in facts],
            "examples": [example.text for example in examples],
        },
    )
