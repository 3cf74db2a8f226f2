"""Writes the third section: how the principal official met the primary responsibility, from the records only."""

from __future__ import annotations

import re

from assistant.domain.drafts import DraftSentence, SectionDraft, chinese_number
from assistant.domain.punctuation import COMMA, ENUMERATION_COMMA, FULL_STOP
from assistant.domain.sections import SectionKind
from assistant.drafting.context import DraftContext, fact, fill, set_phrase
from assistant.drafting.officials import named_in, without_name
from assistant.drafting.retelling import retell

_HAN = "[\u4e00-\u9fff]"
_PRINCIPAL = "主要负责人"
_BODY = f"(?:{_HAN}{{0,6}}(?:局|委|厅|部|署|办|镇|乡|街道|政府|党政|中心|党组|党委|党工委|单位|机关|市|县|区|院|所|站|队|处|委员会|管委会))?"
_OFFICE = "(?:党政主要负责人|主要负责人|主要领导同志|主要负责同志|主要领导|(?:党组|党委|党工委|常委会?)?(?:成员|委员|常委)|书记|副?[局厅县区市镇乡州旗省部署院所站]长|主任|支队长|大队长)"
_NAME = f"(?:{_HAN}{{2,3}}同志)"
_HEAD = re.compile(
    f"(?P<head>{_BODY}{_OFFICE}(?:[{ENUMERATION_COMMA}兼和]{_BODY}{_OFFICE})*{_NAME}?|{_NAME})"
    f"(?!办公|会议?|接待|接访|信箱|热线|职责|[{ENUMERATION_COMMA}和及与等的]){COMMA}?(?P<rest>.+)",
    re.DOTALL,
)
_NOT_A_HEAD = re.compile(
    "^(?:主持|担任|带头|认真|作为|亲自|落实|听取|切实|严格|坚持|定期|对|就|为|以|将|把|与|向|由|协助)"
)
_BARE_OFFICE = re.compile("(?:[局厅县区市镇乡州旗省部署院所站]长|主任)")
_DUTY = re.compile(
    f"^(?:(?:切实|认真|严格|自觉|全面|带头|积极)*(?:履行|落实|扛起|担负)(?:好|起)?)?[^{COMMA}{FULL_STOP}]{{0,14}}第一责任人(?:的)?(?:职责|责任)[{COMMA}；]?"
)
_LEAST_REST = 6
_TWO = 2
# Where secretary and head may be two people.
_TWO_HEADS = ("人民政府", "街道办事处", "街道办", "街道")
_SEVERAL = f"党政{_PRINCIPAL}"


def write_principal_duty(context: DraftContext) -> SectionDraft:
    """The set sentence with the official as its subject, then each record as a point.

    A record that names another official than the others keeps its subject. A personal name stands only where it
    tells several officials apart. A single record is told in one sentence with the duty.
    """
    kind = SectionKind.PRINCIPAL_DUTY
    section = context.template.section(kind)
    texts: dict[str, list[str]] = {}
    for record in context.year.principal_duty:
        told = retell(record.text, context.year.agency, context.year.year)
        texts.setdefault(told, []).append(record.path)
    texts = _without_the_name(texts)
    texts.pop("", None)
    if not texts:
        return SectionDraft(kind, context.heading(kind), (context.gap(section),))
    subject = _subject(context, [_head(text) for text in texts])
    one_person = not context.year.agency.name.endswith(_TWO_HEADS)
    points = [(_point(text, subject, one_person=one_person), paths) for text, paths in texts.items()]
    said = [paths for text, paths in points if not text]  # nothing but the duty, which the set sentence says
    lead = set_phrase(
        fill(section.lead_in, {**context.slots, "principal": subject}),
        "agency.name",
        *(p for s in said for p in s),
    )
    told_points = [(text, paths) for text, paths in points if text]
    return SectionDraft(kind, context.heading(kind), tuple(_sentences(lead, told_points)))


def _without_the_name(texts: dict[str, list[str]]) -> dict[str, list[str]]:
    """The records without the name of the one official whom they name; as they are if they name several.

    Where the records call the official 同志 throughout, the set sentence does so too.
    """
    names = {name for text in texts if (name := named_in(text))}
    called = [text for text in texts if any(name in text for name in names)]
    if len(names) != 1 or all(f"{name}同志" in text for name in names for text in called):
        return texts
    name = names.pop()
    result: dict[str, list[str]] = {}
    for text, paths in texts.items():
        result.setdefault(without_name(text, name), []).extend(paths)
    return result


def _sentences(lead: DraftSentence, points: list[tuple[str, list[str]]]) -> list[DraftSentence]:
    """The duty and its points; a single point in the same sentence."""
    if len(points) != 1 or _head(points[0][0]):
        return [lead, *_numbered(points)]
    text, paths = points[0]
    known = [ref.path for ref in lead.facts]
    return [fact(f"{lead.text.removesuffix(FULL_STOP)}{COMMA}{text}{FULL_STOP}", *known, *paths)]


def _numbered(points: list[tuple[str, list[str]]]) -> list[DraftSentence]:
    several = len(points) > 1
    return [
        fact(f"{f'{chinese_number(number + 1)}是' if several else ''}{text}{FULL_STOP}", *paths)
        for number, (text, paths) in enumerate(points)
    ]


def _head(text: str) -> str:
    """The official whom a record names as its subject; empty if it names none."""
    found = _HEAD.fullmatch(text)
    return found.group("head") if found and not _NOT_A_HEAD.match(text) else ""


def _point(text: str, subject: str, *, one_person: bool) -> str:
    """A record without the subject and the duty that the set sentence has named."""
    head = _head(text)
    if head and not _is(head, subject) and not (one_person and _is_last_office(head, subject)):
        return text
    rest = text.removeprefix(head).lstrip(COMMA)
    left = _DUTY.sub("", rest)
    if left != rest and (not left or len(left) >= _LEAST_REST):
        return left
    return rest


def _is(head: str, subject: str) -> bool:
    """Whether a head names the official of the set sentence: in the same words, by name, or by the bare office."""
    if subject == _SEVERAL:
        return head == subject
    by_name = head.endswith("同志") and subject.endswith(head)
    by_name = by_name or _is_one_official([head, subject])
    # 党政主要负责人 are two people, 镇长 is one of them.
    by_office = _is_general(head) or (_BARE_OFFICE.fullmatch(head) is not None and "党政" not in subject)
    return head == subject or by_name or (by_office and _is_general(subject))


def _is_last_office(head: str, subject: str) -> bool:
    """Whether a bare office is the last one of the subject: 局长 of 局党组书记、局长."""
    return _BARE_OFFICE.fullmatch(head) is not None and subject.endswith(f"{ENUMERATION_COMMA}{head}")


def _is_general(subject: str) -> bool:
    return subject.endswith((_PRINCIPAL, "主要领导", "主要负责同志", "主要领导同志"))


def _subject(context: DraftContext, heads: list[str]) -> str:
    """How the records call the official; by the agency's name if they do not; 党政主要负责人 for several."""
    named = list(dict.fromkeys(head for head in heads if head))
    full = [head for head in named if not any(head != other and other.endswith(head) for other in named)]
    telling = [head for head in full if not _BARE_OFFICE.fullmatch(head)]
    if not telling:  # 局长 alone
        return _by_name(context) if len(full) < _TWO else _SEVERAL
    if len(full) == 1 or all(_is_general(head) for head in telling) or _is_one_official(full):
        return max(telling, key=len)
    return _SEVERAL


def _is_one_official(heads: list[str]) -> bool:
    """Whether heads of several offices end with the same one: 县公安局党委书记、局长 and 局党委书记、局长."""
    last = {offices[-1] for head in heads if (offices := re.findall(_OFFICE, head))}
    return len(last) == 1 and all(ENUMERATION_COMMA in head for head in heads)


def _by_name(context: DraftContext) -> str:
    """The principal official as the agency's name tells."""
    name = context.year.agency.name
    for rule in context.phrases.principals:
        if name.endswith(rule.ends):
            return fill(rule.subject, {"level": _level(name)})
    return _PRINCIPAL


def _level(name: str) -> str:
    """The sign of the level in front of 人民政府: 县, 区, 镇."""
    before = name.removesuffix("人民政府")
    return before[-1:] if before[-1:] in "省市县区镇乡旗州" else ""
