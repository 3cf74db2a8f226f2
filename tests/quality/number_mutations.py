"""Seeded mistakes with numbers: digits, units, scales, per cent and points, Chinese numerals, ranges, years, sums, swaps."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.domain.drafts import chinese_number
from assistant.domain.quantities import Quantity, QuantityKind, find_quantities

_OTHER_UNITS = {
    "起": "人", "件": "次", "家次": "家", "家": "处", "项": "个", "人": "支", "支": "人", "场": "期", "场次": "次", "期": "件", "次": "场", "份": "件", "本": "件",
    "条": "篇", "部": "项", "人次": "人", "名": "家", "元": "人", "台": "套", "工作日": "个月", "所": "家", "个": "项", "批次": "批", "平方米": "亩", "户": "人", "户次": "户",
}  # fmt: skip


@dataclass(frozen=True)
class Mutation:
    """A text with one mistake, and where it stands."""

    kind: str
    text: str
    start: int
    end: int
    was: str
    now: str


def mutations(paragraph: str, rng: random.Random) -> Iterator[Mutation]:
    """Every kind of mistake that a paragraph's quantities allow, in place one at a time."""
    for quantity in find_quantities(paragraph):
        if quantity.in_title or quantity.quoted:
            continue
        if quantity.kind is QuantityKind.YEAR:
            yield _put(
                paragraph,
                quantity,
                "year",
                quantity.text.replace(
                    str(int(quantity.value)), str(int(quantity.value) - rng.choice([2, 3, 5, -4]))
                ),
            )
        elif quantity.kind in {
            QuantityKind.COUNT,
            QuantityKind.MONEY,
            QuantityKind.RATE,
            QuantityKind.POINTS,
        }:
            yield from _of_count(paragraph, quantity, rng)


def _of_count(paragraph: str, quantity: Quantity, rng: random.Random) -> Iterator[Mutation]:
    number = "".join(sign for sign in quantity.text if sign.isascii() and (sign.isdigit() or sign == "."))
    if not number:
        return
    yield _put(paragraph, quantity, "digit", quantity.text.replace(number, _other_digit(number, rng), 1))
    if "万" in quantity.text:
        yield _put(paragraph, quantity, "scale", quantity.text.replace("万", rng.choice(["亿", ""]), 1))
    if quantity.kind is QuantityKind.RATE and "%" in quantity.text:
        yield _put(paragraph, quantity, "points", quantity.text.replace("%", "个百分点"))
    if quantity.kind is QuantityKind.POINTS:
        yield _put(paragraph, quantity, "points", quantity.text.replace("个百分点", "%"))
    if quantity.unit in _OTHER_UNITS and quantity.text.endswith(quantity.unit):
        stem = quantity.text.removesuffix(quantity.unit)
        yield _put(paragraph, quantity, "unit", stem + _OTHER_UNITS[quantity.unit])
    if (
        quantity.kind is QuantityKind.COUNT
        and 2 < quantity.value < 98
        and number == quantity.text.removesuffix(quantity.unit)
    ):
        wrong = chinese_number(int(quantity.value) + 1)
        yield _put(paragraph, quantity, "han", wrong + quantity.unit)
        yield _put(
            paragraph,
            quantity,
            "range",
            f"{int(quantity.value) + 1}—{int(quantity.value) + 5}{quantity.unit}",
        )


def _other_digit(number: str, rng: random.Random) -> str:
    places = [at for at, sign in enumerate(number) if sign != "."]
    at = rng.choice(places)
    digits = [d for d in "123456789" if d != number[at]]
    return number[:at] + rng.choice(digits) + number[at + 1 :]


def _put(paragraph: str, quantity: Quantity, kind: str, now: str) -> Mutation:
    text = paragraph[: quantity.start] + now + paragraph[quantity.end :]
    return Mutation(kind, text, quantity.start, quantity.start + len(now), quantity.text, now)


def swaps(paragraph: str, values: dict[tuple[str, Decimal], str], rng: random.Random) -> Iterator[Mutation]:
    """A true number of another matter: same unit, another indicator's value."""
    for quantity in find_quantities(paragraph):
        others = [
            said
            for (unit, value), said in values.items()
            if unit == quantity.unit and value != quantity.value
        ]
        if quantity.kind in {QuantityKind.COUNT, QuantityKind.MONEY} and others and not quantity.in_title:
            yield _put(paragraph, quantity, "swap", rng.choice(others))
