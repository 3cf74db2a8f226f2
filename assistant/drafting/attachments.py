"""What each number of a sentence is attached to, so that a true figure on the wrong thing can be told."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from assistant.domain.punctuation import COMMA, ENUMERATION_COMMA, FULL_STOP, SEMICOLON
from assistant.domain.quantities import Quantity, QuantityKind, find_quantities

_UP, _DOWN = (
    ("增长", "增加", "上升", "提高", "提升", "上浮"),
    ("下降", "减少", "降低", "压减", "下浮", "减幅"),
)
_COMPARED = ("同比", "较上年", "比上年", "与上年", "较去年", "比去年", "环比")
_EACH = re.compile("(?<!平)均|都")
_LIST_JOINT = re.compile(rf"[{ENUMERATION_COMMA}和及与]?\s*")
_STRONG_ENDS = FULL_STOP + SEMICOLON
_CLAUSE_END = re.compile(f"[{_STRONG_ENDS}{COMMA}]")
_SIGN = re.compile(f"[{_STRONG_ENDS}{COMMA}{ENUMERATION_COMMA}]")
_HAN_PAIR = re.compile("(?=([\u4e00-\u9fff]{2}))")


@dataclass(frozen=True, slots=True)
class Attachment:
    """One number and what it is said of.

    Attributes:
        value: number and unit in plain form, with whether it is an approximation.
        direction: of a comparison with last year: 1, -1, 0; None for a number that is no change.
        owners: for a change, the values of the numbers that it belongs to, in order.
        compared: for a change, whether it is said to be one from last year.
        anchor: pairs of signs of the words around it, by which the thing is recognised.
    """

    value: tuple[Decimal, str, bool]
    direction: int | None
    owners: tuple[Decimal, ...]
    anchor: frozenset[str]
    compared: bool = False

    @property
    def said(self) -> tuple[object, ...]:
        """Everything that must be the same in another wording, apart from the words around it."""
        return (self.value, self.direction, self.owners, self.compared)


def pairs(text: str) -> Counter[str]:
    """All pairs of neighbouring Chinese signs, counted."""
    return Counter(_HAN_PAIR.findall(text))


def attachments(text: str) -> tuple[Attachment, ...]:
    """All numbers of a text except years and dates, in reading order, with what they are attached to."""
    found: list[Attachment] = []
    mains: list[Decimal] = []
    clause_mains: list[Decimal] = []
    numbers = [one for one in find_quantities(text) if one.kind not in {QuantityKind.YEAR, QuantityKind.DATE}]
    place = 0
    for index, number in enumerate(numbers):
        before = text[place : number.start]
        place = number.end
        if any(sign in before for sign in _STRONG_ENDS):
            clause_mains.clear()
        value = (number.value, number.unit, number.approx)
        listed = bool(found) and _LIST_JOINT.fullmatch(before) is not None
        direction = found[-1].direction if listed and found[-1].direction is not None else _direction(before)
        if direction is None:
            anchor = _anchor(before, text[number.end : _next_start(numbers, index, text)])
            anchor = anchor or (found[-1].anchor if found and listed else frozenset())
            found.append(Attachment(value, None, (), anchor))
            mains.append(number.value)
            clause_mains.append(number.value)
            continue
        owners = _owners(before, mains, clause_mains, _group_size(text, numbers, index))
        if listed:  # the earlier ones of the group took what is theirs
            owners = _next_owner(found[-1], mains)
        compared = any(word in before for word in _COMPARED) or (listed and found[-1].compared)
        found.append(Attachment(value, direction, owners, frozenset(), compared))
    return tuple(found)


def _next_start(numbers: list[Quantity], index: int, text: str) -> int:
    return numbers[index + 1].start if index + 1 < len(numbers) else len(text)


def _anchor(before: str, after: str) -> frozenset[str]:
    """The words of the number's own clause: in front from the last comma that leaves any, behind up to the next sign."""
    clauses = [clause for clause in _CLAUSE_END.split(before) if pairs(clause)]
    in_front = clauses[-1] if clauses else ""
    return frozenset(pairs(in_front)) | frozenset(pairs(_SIGN.split(after)[0]))


def _direction(before: str) -> int | None:
    """Which way a comparison goes, told by the last word of it; None when nothing is compared."""
    tail = re.split(f"[{_STRONG_ENDS}]", before)[-1]
    places = [
        (tail.rfind(word), sign) for words, sign in ((_UP, 1), (_DOWN, -1)) for word in words if word in tail
    ]
    compared = any(word in tail for word in _COMPARED)
    if places and (compared or tail.endswith((*_UP, *_DOWN, "了", "约", "近"))):
        return max(places)[1]
    return 0 if compared and "持平" in tail else None


def _group_size(text: str, numbers: list[Quantity], index: int) -> int:
    """How many numbers follow each other as a list: 分别下降9.9%、10.5%."""
    size = 1
    for one, following in zip(numbers[index:], numbers[index + 1 :], strict=False):
        if not _LIST_JOINT.fullmatch(text[one.end : following.start]):
            break
        size += 1
    return size


def _owners(before: str, mains: list[Decimal], clause_mains: list[Decimal], size: int) -> tuple[Decimal, ...]:
    if _EACH.search(before):
        return tuple(clause_mains)
    if "分别" in before and size > 1:
        return tuple(mains[-size:][:1])
    return tuple(mains[-1:])


def _next_owner(last: Attachment, mains: list[Decimal]) -> tuple[Decimal, ...]:
    """The owner behind the one that the number before has."""
    if not last.owners or last.owners[-1] not in mains:
        return ()
    place = len(mains) - 1 - mains[::-1].index(last.owners[-1])
    return tuple(mains[place + 1 : place + 2])
