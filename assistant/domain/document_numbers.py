"""Finds the numbers of documents: 国办发〔2023〕27号, 第713号国务院令."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.domain.punctuation import LEFT_TORTOISE, RIGHT_TORTOISE

_OPENING = f"{LEFT_TORTOISE}\\[［【(（"
_CLOSE = f"[{RIGHT_TORTOISE}\\]］】)）]"
_DIGIT = "[0-9０-９]"
# Begins with one class of signs, so that a long text is scanned fast; the issuer is read backwards from the bracket.
_NUMBER = re.compile(
    f"[第{_OPENING}](?:(?<=第)\\s?{_DIGIT}{{1,5}}\\s?号令?"
    f"|(?<!第)\\s?(?P<year>(?:19|20){_DIGIT}{{2}})\\s?{_CLOSE}\\s?(?:第\\s?)?-?{_DIGIT}{{1,5}}\\s?号)"
)
_ISSUER = re.compile("[\u4e00-\u9fff]{0,12}$")
_LONGEST_ISSUER = 12


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
    found: list[DocumentNumber] = []
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        left = max(found[-1].end if found else 0, start - _LONGEST_ISSUER)
        issuer = ""
        if match["year"]:
            before = _ISSUER.search(text[left:start])
            issuer = before[0] if before else ""
        elif start > left and text[start - 1] == "令":
            start -= 1
        year = int(match["year"]) if match["year"] and match["year"].isascii() else None
        found.append(DocumentNumber(start, end, text[start:end], issuer, year))
    return tuple(found)
