"""Finds the numbers of documents: 国办发〔2023〕27号, 第713号国务院令."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.domain.punctuation import LEFT_TORTOISE, RIGHT_TORTOISE

_OPEN = f"[{LEFT_TORTOISE}\\[［【(（]"
_CLOSE = f"[{RIGHT_TORTOISE}\\]］】)）]"
_DIGIT = "[0-9０-９]"
_NUMBER = re.compile(
    f"(?P<issuer>[\u4e00-\u9fff]{{0,12}})(?P<bracketed>{_OPEN}\\s?(?P<year>(?:19|20){_DIGIT}{{2}})\\s?{_CLOSE}"
    f"\\s?(?:第\\s?)?-?{_DIGIT}{{1,5}}\\s?号)"
    f"|(?P<decree>令?第\\s?{_DIGIT}{{1,5}}\\s?号令?)"
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number as it stands. `start` is that of the bracket: where the issuer's letters begin, nobody can tell by form.

    `issuer` holds up to twelve signs in front of the bracket, the issuer's letters at their end.
    """

    start: int
    end: int
    text: str
    issuer: str
    year: int | None


def find_document_numbers(text: str) -> tuple[DocumentNumber, ...]:
    """Return every document number in reading order."""
    found = []
    for match in _NUMBER.finditer(text):
        group = "bracketed" if match["bracketed"] else "decree"
        year = int(match["year"]) if match["year"] and match["year"].isascii() else None
        start, end = match.span(group)
        found.append(DocumentNumber(start, end, text[start:end], match["issuer"] or "", year))
    return tuple(found)
