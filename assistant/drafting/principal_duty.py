"""Writes the third section: how the principal official met the primary responsibility, from the records only."""

from __future__ import annotations

import re

from assistant.domain.drafts import DraftSentence, SectionDraft, chinese_number
from assistant.domain.punctuation import COMMA, FULL_STOP
from assistant.domain.sections import SectionKind
from assistant.drafting.context import DraftContext, fact, fill, set_phrase
from assistant.drafting.fitting import fit_initiative

_SUBJECT_END = "主要负责人"
_OTHER_ENDS = ("主要领导", "主要负责同志", "党政主要负责人")
_LONGEST_SUBJECT = 14
_BODY = re.compile(
    "(?:[\u4e00-\u9fff]{0,6}(?:局|委|厅|部|署|办|镇|乡|街道|政府|党政|中心|党组|党委|党工委|单位|机关|市|县|区|院|所|站|队))?"
)
_DUTY = "第一责任人职责"


def write_principal_duty(context: DraftContext) -> SectionDraft:
    """The set sentence with the official as its subject, then each record as a point."""
    kind = SectionKind.PRINCIPAL_DUTY
    section = context.template.section(kind)
    agency = context.year.agency
    texts: dict[str, list[str]] = {}
    for record in context.year.principal_duty:
        texts.setdefault(fit_initiative(record.text, agency, context.year.year), []).append(record.path)
    texts.pop("", None)
    if not texts:
        return SectionDraft(kind, context.heading(kind), (context.gap(section),))
    subject = _subject(context, list(texts))
    sentences: list[DraftSentence] = []
    if _DUTY not in next(iter(texts)):  # else the records say it themselves
        lead_in = fill(section.lead_in, {**context.slots, "principal": subject})
        sentences.append(set_phrase(lead_in, "agency.name"))
    else:
        subject = ""
    for number, (text, paths) in enumerate(texts.items()):
        sign = f"{chinese_number(number + 1)}是" if len(texts) > 1 else ""
        sentences.append(fact(f"{sign}{_without(text, subject)}{FULL_STOP}", *paths))
    return SectionDraft(kind, context.heading(kind), tuple(sentences))


def _without(text: str, subject: str) -> str:
    """A record without the subject that the set sentence has named."""
    heads = (subject, *_OTHER_ENDS, _SUBJECT_END) if subject else ()
    for head in heads:
        rest = text.removeprefix(head).lstrip(COMMA)
        if rest != text and len(rest) > len(head) // 2:
            return rest
    return text


def _subject(context: DraftContext, texts: list[str]) -> str:
    """How the records call the official; if they do not, by the agency's name."""
    for text in texts:
        for end in (_SUBJECT_END, *_OTHER_ENDS):
            head, found, _rest = text.partition(end)
            if found and len(head) + len(end) <= _LONGEST_SUBJECT and _BODY.fullmatch(head):
                return head + end
    name = context.year.agency.name
    for rule in context.phrases.principals:
        if name.endswith(rule.ends):
            return fill(rule.subject, {"level": _level(name)})
    return _SUBJECT_END


def _level(name: str) -> str:
    """The sign of the level in front of 人民政府: 县, 区, 镇."""
    before = name.removesuffix("人民政府")
    return before[-1:] if before[-1:] in "省市县区镇乡旗州" else ""
