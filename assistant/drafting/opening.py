"""Writes title, addressee, opening paragraph and signature."""

from __future__ import annotations

import re

from assistant.domain.drafts import DraftSentence, SignatureBlock
from assistant.domain.punctuation import COLON
from assistant.drafting.context import DraftContext, fill, set_phrase, slots_of
from assistant.drafting.fitting import fit_punctuation

_IN_LEADERSHIP = re.compile("^在|的?(?:坚强|正确|统一)?领导下?$")
_LEVEL_SIGNS = re.compile("^(?:国家|全国|省|市|州|区|县|旗|镇|乡|街道)")


def write_title(context: DraftContext) -> str:
    """The title."""
    return fill(context.template.title, context.slots)


def write_addressee(context: DraftContext) -> str:
    """To whom the report goes, without colon, or a gap."""
    given = fit_punctuation(context.year.document.addressee).strip().rstrip(COLON)
    return given or context.phrases.placeholders["addressee"]


def write_opening(context: DraftContext) -> tuple[DraftSentence, ...]:
    """One sentence of the genre's form, parts without a value left out, and the transition to the report."""
    slots = context.slots
    slots["leadership"] = fit_punctuation(_IN_LEADERSHIP.sub("", slots["leadership"].strip()))
    slots["result"] = _result(context)
    parts = [part for part in context.template.opening if all(slots[name] for name in slots_of(part))]
    text = "".join(fill(part, slots) for part in parts)
    if not slots["guiding_thought"]:
        text = text.replace(f"{slots['year']}年，", f"{slots['year']}年，{slots['self']}", 1)
    facts = ["year", "agency.self_reference"]
    if slots["leadership"]:
        facts.append("agency.leadership")
    return (set_phrase(text, *facts), set_phrase(context.template.opening_transition))


def _result(context: DraftContext) -> str:
    kind = context.year.agency.kind.strip()
    fields = context.phrases.fields
    field = fields.get(kind, fields.get(_LEVEL_SIGNS.sub("", kind), kind))
    if not field:
        return context.phrases.result_plain
    return fill(context.phrases.result, {"field": fit_punctuation(field)})


def write_signature(context: DraftContext) -> SignatureBlock:
    """Issuer and date; a missing date is a gap."""
    date = context.year.document.date
    written = f"{date.year}年{date.month}月{date.day}日" if date else context.phrases.placeholders["date"]
    return SignatureBlock(context.year.agency.name, written)
