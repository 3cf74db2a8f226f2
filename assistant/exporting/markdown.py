"""Writes a draft as Markdown in the shape of the finished report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.domain.drafts import (
    DocumentState,
    DraftSentence,
    ReportDraft,
    SectionDraft,
    section_heading,
    subsection_heading,
)
from assistant.domain.punctuation import COLON, FULL_STOP
from assistant.exporting.markdown_text import escape_markdown


def write_markdown(draft: ReportDraft) -> str:
    """A draft as Markdown: title `#`, sections `##`, subsections bold at the head of their paragraph.

    Words from data and peers are escaped: they can't become markup. A 讨论稿 says so under its title.
    """
    return "\n\n".join(part for part in _parts(draft) if part) + "\n"


def _parts(draft: ReportDraft) -> Iterator[str]:
    yield f"# {escape_markdown(draft.title)}"
    if draft.state is DocumentState.DISCUSSION:
        yield f"> {draft.state.value}"
    if draft.addressee:
        yield escape_markdown(draft.addressee + COLON)
    yield _paragraph(draft.opening)
    for index, section in enumerate(draft.sections):
        yield from _section_parts(index, section)
    yield escape_markdown(draft.signature.agency)
    yield escape_markdown(draft.signature.date)


def _section_parts(index: int, section: SectionDraft) -> Iterator[str]:
    yield f"## {escape_markdown(section_heading(index, section.heading))}"
    yield _paragraph(section.sentences)
    for place, subsection in enumerate(section.subsections):
        heading = escape_markdown(subsection_heading(place, subsection.heading).removesuffix(FULL_STOP))
        # The stop stands behind the asterisks: between a stop and a Chinese character they would not end the bold.
        yield f"**{heading}**{FULL_STOP}{_paragraph(subsection.sentences)}"


def _paragraph(sentences: Sequence[DraftSentence]) -> str:
    return escape_markdown("".join(sentence.text for sentence in sentences))
