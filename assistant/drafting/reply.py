"""Reads a model's reply: sentences with the markers [F1] [P2] that they carry."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.domain.punctuation import FULL_STOP, LEFT_BRACKET, RIGHT_BRACKET, SENTENCE_ENDS
from assistant.drafting.fitting import fit_punctuation

_OPEN, _CLOSE = rf"[\[\uff3b{LEFT_BRACKET}(\uff08]", rf"[\]\uff3d{RIGHT_BRACKET})\uff09]"
_ONE = r"[FPfp]\s*\d{1,3}"
_GROUP = re.compile(rf"[ \t]*{_OPEN}\s*({_ONE}(?:[\s,\uff0c\u3001;\uff1b]*{_ONE})*)\s*{_CLOSE}")
_MARKER = re.compile(r"([FPfp])\s*(\d{1,3})")
_SENTENCE = re.compile(rf"[^{SENTENCE_ENDS}\n]+[{SENTENCE_ENDS}]?|\n")
_FENCE = re.compile(r"^\s*```.*$", re.MULTILINE)
_LIST_SIGN = re.compile(r"^\s*(?:[-*+]\s+|#{1,6}\s*|\d{1,2}[.)]\s+|>\s*)", re.MULTILINE)
_HOLD = "\ue000"  # stands for a group of markers while the text is cut into sentences


@dataclass(frozen=True, slots=True)
class ReplyUnit:
    """Sentences that end with markers; numbers of facts and examples count from 1.

    `lead` are sentences without markers in front of them: perhaps theirs, perhaps added by the model.
    """

    lead: str
    text: str
    facts: tuple[int, ...]
    examples: tuple[int, ...] = ()


def parse_reply(reply: str) -> tuple[ReplyUnit, ...]:
    """Cut a reply into units in reading order; sentences behind the last marker carry none and are left out.

    Markdown signs are dropped, half-width signs between Chinese ones widened; nothing else is mended.
    """
    plain = _LIST_SIGN.sub("", _FENCE.sub("", reply.replace(_HOLD, ""))).replace("**", "").replace("__", "")
    groups = [match.group(1) for match in _GROUP.finditer(plain)]
    held = _GROUP.sub(_HOLD, plain)
    # A marker belongs to the sentence it stands in, on either side of the full stop.
    held = re.sub(rf"([{SENTENCE_ENDS}])({_HOLD}+)", r"\2\1", held)
    units: list[ReplyUnit] = []
    lead = ""
    used = 0
    for sentence in _SENTENCE.findall(held):
        count = sentence.count(_HOLD)
        text = _tidy(sentence)
        if not count:
            lead += text
            continue
        markers = [marker for group in groups[used : used + count] for marker in _MARKER.findall(group)]
        used += count
        units.append(ReplyUnit(lead, text, _numbers(markers, "F"), _numbers(markers, "P")))
        lead = ""
    return tuple(units)


def _tidy(sentence: str) -> str:
    text = fit_punctuation(sentence.replace(_HOLD, "").strip())
    return text if not text or text[-1] in SENTENCE_ENDS else text + FULL_STOP


def _numbers(markers: list[tuple[str, str]], letter: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(number) for sign, number in markers if sign.upper() == letter))
