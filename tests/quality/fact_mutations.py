"""Seeded mistakes of fact in any text about any agency: numbers, units, scales, changes, names of things, denials, totals.

Independent of the checks: numbers are found with a plain pattern of digits, Chinese numerals are written by a table.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.domain.agency_year import AgencyYear
from tests.quality.number_mutations import Mutation

_NUMBER = re.compile(
    "(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+(?:\\.[0-9]+)?)(?P<scale>万|亿|千)?(?P<unit>个百分点|%|[\u4e00-\u9fff]{0,5})"
)
_NO_FACT = re.compile(
    "《[^《》\n]*》|“[^“”\n]{1,20}”|[0-9]{4}年度?|[0-9]{1,2}月(?:[0-9]{1,2}日)?|12333|12345|〔[^〕]*〕[0-9]+号"
)
_HAN = "零一二三四五六七八九"
_TURNS = (
    ("增长", "下降"),
    ("增加", "减少"),
    ("提高", "降低"),
    ("上升", "下降"),
    ("多", "少"),
    ("提升", "下降"),
)
_COUNTERS = ("起", "件", "家", "人", "项", "次", "份", "处", "台", "名")


def number_places(text: str) -> list[re.Match[str]]:
    """Figures that state facts: not years, dates, titles, names."""
    taken = [match.span() for match in _NO_FACT.finditer(text)]
    return [m for m in _NUMBER.finditer(text) if not any(s <= m.start() < e for s, e in taken)]


def number_mistakes(text: str, year: AgencyYear, rng: random.Random) -> Iterator[Mutation]:
    """One mistake at a time in the figures of a text."""
    units = sorted({i.unit.lstrip("万亿千") for i in year.indicators} - {"%"})
    for match in number_places(text):
        digits, scale, behind = match["digits"], match["scale"] or "", match["unit"]
        start, end = match.span("digits")
        unit = next(
            (u for u in sorted({*units, *_COUNTERS}, key=len, reverse=True) if behind.startswith(u)), ""
        )
        if match["unit"].startswith(("个百分点", "%")):
            unit = match["unit"][: 4 if match["unit"].startswith("个") else 1]
        if not unit:
            continue
        stop = end + len(scale) + len(unit)
        yield _put(text, "digit", start, end, _other_digit(digits, rng))
        if len(digits.replace(".", "")) > 1:
            yield _put(text, "digits swapped", start, end, _swapped(digits, rng))
            yield _put(text, "digit lost", start, end, _lost(digits, rng))
        if "." not in digits:
            yield _put(text, "digit more", start, end, digits + rng.choice("123456789"))
        yield from _forms(text, start, end, stop, digits, scale, unit, rng)
        yield from _units(text, start, end, stop, digits, scale, unit, units, rng)


def _forms(
    text: str, start: int, end: int, stop: int, digits: str, scale: str, unit: str, rng: random.Random
) -> Iterator[Mutation]:
    wrong = _other_digit(digits, rng)
    yield _put(
        text, "full width", start, end, wrong.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    )
    if "." not in digits and "," not in digits:
        value = int(digits)
        if 2 < value < 10_000 and not scale and unit not in {"%", "个百分点"}:
            yield _put(text, "han", start, end, han_number(value + rng.choice([1, 2, 10, 100])))
            yield _put(text, "range", start, end, f"{value + 1}—{value + 7}")
        if value >= 20 and unit != "个百分点":
            yield _put(text, "about", start, stop, f"近{int(value * 1.5) // 10 * 10}{scale}{unit}")
            yield _put(text, "some", start, stop, f"{max(2, int(value * 1.5)) // 10 * 10}余{scale}{unit}")
        if value >= 1000:
            yield _put(text, "separators", start, end, f"{int(wrong):,}")


def _units(
    text: str,
    start: int,
    end: int,
    stop: int,
    digits: str,
    scale: str,
    unit: str,
    units: list[str],
    rng: random.Random,
) -> Iterator[Mutation]:
    if unit == "%":
        yield _put(text, "points", start, stop, f"{digits}个百分点")
        return
    if unit == "个百分点":
        yield _put(text, "points", start, stop, f"{digits}%")
        return
    if scale:
        yield _put(text, "scale", end, end + len(scale), "亿" if scale == "万" else "万")
        yield _put(text, "scale lost", start, stop, digits + unit)
    else:
        yield _put(text, "scale more", start, end, digits + "万")
    same_kind = (
        {unit, "人", "名", "位"}
        if unit in {"人", "名", "位"}
        else {unit, "起", "件", "宗", "例"}
        if unit in {"起", "件", "宗", "例"}
        else {unit}
    )
    others = [
        u
        for u in {*units, *_COUNTERS}
        if u not in same_kind and not u.startswith(unit) and not unit.startswith(u)
    ]
    yield _put(text, "unit", stop - len(unit), stop, rng.choice(sorted(others)))


def turned(text: str, rng: random.Random) -> Iterator[Mutation]:
    """Rise told as fall and the other way round, where a figure follows."""
    for up, down in _TURNS:
        for said, other in ((up, down), (down, up)):
            for match in re.finditer(f"(?<![减至]){said}(?=[0-9])", text):
                yield _put(text, "direction", match.start(), match.end(), other)


def swapped_values(text: str, year: AgencyYear, rng: random.Random) -> Iterator[Mutation]:
    """A true figure of another indicator of the same unit."""
    for match in number_places(text):
        for own in year.indicators:
            said = f"{own.value.normalize():f}{own.unit}"
            if not text.startswith(said, match.start()) or not own.value:
                continue
            others = sorted({
                f"{i.value.normalize():f}{i.unit}"
                for i in year.indicators
                if i.unit == own.unit and i.value not in {own.value, Decimal(0)}
            })
            if others:
                yield _put(text, "swap", match.start(), match.start() + len(said), rng.choice(others))
            break


def exchanged(text: str, rng: random.Random) -> Iterator[Mutation]:
    """Two figures of one sentence change places."""
    for sentence in re.finditer("[^。；\n]+", text):
        places = [m for m in number_places(text) if sentence.start() <= m.start() < sentence.end()]
        pairs = [
            (a, b)
            for n, a in enumerate(places)
            for b in places[n + 1 :]
            if a["unit"][:1] == b["unit"][:1] and a["scale"] == b["scale"] and a["digits"] != b["digits"]
        ]
        if pairs:
            a, b = rng.choice(pairs)
            now = b["digits"] + text[a.end("digits") : b.start("digits")] + a["digits"]
            yield _put(text, "exchange", a.start("digits"), b.end("digits"), now)


def han_number(value: int) -> str:
    """Chinese numerals below 100,000."""
    text, zero = "", False
    for power, sign in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, power)
        if digit:
            text += ("零" if zero and text else "") + _HAN[digit] + sign
            zero = False
        elif text:
            zero = True
    return text.removeprefix("一") if text.startswith("一十") else text


def _put(text: str, kind: str, start: int, end: int, now: str) -> Mutation:
    return Mutation(kind, text[:start] + now + text[end:], start, start + len(now), text[start:end], now)


def _other_digit(digits: str, rng: random.Random) -> str:
    at = rng.choice([n for n, sign in enumerate(digits) if sign.isdigit()])
    return digits[:at] + rng.choice([d for d in "123456789" if d != digits[at]]) + digits[at + 1 :]


def _swapped(digits: str, rng: random.Random) -> str:
    places = [n for n in range(len(digits) - 1) if digits[n : n + 2].isdigit() and digits[n] != digits[n + 1]]
    if not places:
        return _other_digit(digits, rng)
    at = rng.choice(places)
    return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def _lost(digits: str, rng: random.Random) -> str:
    places = [
        n
        for n, sign in enumerate(digits)
        if sign.isdigit()
        and n > 0
        and (n + 1 == len(digits) or digits[n + 1].isdigit() or digits[n - 1].isdigit())
    ]
    at = rng.choice(places or [0])
    rest = (digits[:at] + digits[at + 1 :]).rstrip(".")
    return (
        rest if (rest and "." in rest) or "." not in digits else _other_digit(digits, rng)
    )  # rounding is no mistake
