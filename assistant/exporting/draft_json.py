"""A draft as plain JSON and back; what is read back is the same draft, or every mistake is named."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from assistant.domain.drafts import DraftSentence, ReportDraft, SectionDraft, SubsectionDraft
from assistant.domain.findings import Finding
from assistant.domain.punctuation import COLON
from assistant.errors import DraftFileError
from assistant.exporting.draft_reader import DraftReader
from assistant.exporting.plain_json import finding_to_plain

Plain = dict[str, Any]
_MAX_CHARACTERS = 20_000_000


def draft_to_plain(draft: ReportDraft, findings: Sequence[Finding] = ()) -> Plain:
    """A draft for JSON, with the findings of its last check if there are any."""
    return {
        "title": draft.title,
        "agency": draft.agency,
        "year": draft.year,
        "number": draft.number,
        "signer": draft.signer,
        "addressee": draft.addressee,
        "opening": _sentences(draft.opening),
        "sections": [_section(section) for section in draft.sections],
        "signature": {"agency": draft.signature.agency, "date": draft.signature.date},
        "state": draft.state.value,
        "findings": [finding_to_plain(finding) for finding in findings],
    }


def _section(section: SectionDraft) -> Plain:
    return {
        "section": section.section.value,
        "heading": section.heading,
        "sentences": _sentences(section.sentences),
        "subsections": [_subsection(subsection) for subsection in section.subsections],
        "examples": [ref.passage_id for ref in section.examples],
    }


def _subsection(subsection: SubsectionDraft) -> Plain:
    return {
        "topics": [topic.value for topic in subsection.topics],
        "heading": subsection.heading,
        "sentences": _sentences(subsection.sentences),
    }


def _sentences(sentences: Sequence[DraftSentence]) -> list[Plain]:
    return [
        {
            "text": sentence.text,
            "kind": sentence.kind.value,
            "facts": [ref.path for ref in sentence.facts],
            "modelled_on": [ref.passage_id for ref in sentence.modelled_on],
            **{name: True for name in ("by_hand", "locked") if getattr(sentence, name)},
        }
        for sentence in sentences
    ]


def draft_from_plain(plain: object, file: str = "稿件") -> ReportDraft:
    """Read a draft back from plain JSON; unknown fields are passed over, findings are made anew by a check.

    Args:
        plain: what `json.loads` gives.
        file: what the user calls it, for messages.

    Raises:
        DraftFileError: everything that is wrong, at once, each with its path.
    """
    reader = DraftReader()
    draft = reader.draft(plain)
    if reader.problems:
        lines = "\n".join(f"  {problem}" for problem in reader.problems)
        raise DraftFileError(
            f"{file}{COLON}有 {len(reader.problems)} 处不符合稿件格式，请改正或重新起草\n{lines}",
            tuple(reader.problems),
        )
    return draft


def draft_from_text(text: str, file: str = "稿件") -> ReportDraft:
    """Read a draft back from the text of a JSON file.

    Raises:
        DraftFileError: the text is no JSON, or no draft.
    """
    if len(text) > _MAX_CHARACTERS:
        raise DraftFileError(f"{file}{COLON}文件过大，不像是本程序导出的稿件，请换成“起草”导出的 JSON 文件。")
    try:
        plain = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise DraftFileError(
            f"{file}{COLON}第 {error.lineno} 行第 {error.colno} 列起不是有效的 JSON，"
            "文件可能被截断或手工改坏，请用“起草”重新导出。"
        ) from error
    except RecursionError as error:
        raise DraftFileError(f"{file}{COLON}JSON 嵌套过深，不是本程序导出的稿件。") from error
    except ValueError as error:  # an integer of thousands of digits
        raise DraftFileError(f"{file}{COLON}JSON 中有无法读取的数字，不是本程序导出的稿件。") from error
    return draft_from_plain(plain, file)
