"""ARI: sums, shares and changes that a text states and that do not add up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from assistant.checking import arithmetic_changes
from assistant.checking.checked_text import CheckedText, Span
from assistant.checking.context import CheckContext
from assistant.checking.rule_book import finding_at
from assistant.domain.findings import Finding
from assistant.domain.quantities import Quantity, QuantityKind

_PARTS_FOLLOW = re.compile("其中|包括|分为|分别为|分别是|含|即|构成|：|:|由(?=[^，。；]{0,40}(?:组成|构成))")
_WHOLE_PARTS = re.compile("包括|分为|分别为|分别是|构成|即")
_RATE_OF = re.compile("([\u4e00-\u9fff]{2,6})率(?:为|达|达到|均为|均达|均达到|分别为|高达)?$")
_ALL_DONE = re.compile(
    "[^。；]{0,30}?(?:已?全部(?:完成)?(?:整改|办结|查处|答复|化解|处置)|(?:整改|办结|答复|化解|按时办结|按期办结)率(?:达|达到|为|均为|均达)?(?:到)?100[%％])"
)
_START = re.compile("受理|接收|收到|排查|查出|发现|立案|承办|接办|登记|受理行政")
_DONE = re.compile("办结|整改|答复|结案|查处|化解|完成")
_WHOLE_RATE = re.compile(
    "合格|通过|持证|出庭|办结|整改|覆盖|完成|满意|参训|知晓|入网|安装|到位|调解成功|及时|录入|公示|公开|审核|备案|普及"
)
_SMALL_REST = Decimal("0.05")
_HUNDRED = Decimal(100)
_ADDED_UP = re.compile("(?:共计|合计|总计)[为达]?$")
_IN_A_ROW = re.compile(
    "(?:[、，和及]|以及)(?:(?!其中|包括|同比|上年|另)[^。；0-9，]){0,12}[，]?(?:共计|合计|总计)?[为达]?"
)
_MANY_PARTS = 3
_FEW_PARTS = 2


def check(checked: CheckedText, _context: CheckContext) -> tuple[Finding, ...]:
    """Find what does not add up."""
    found: list[Finding] = []
    for sentence, quantities in _by_sentence(checked):
        found.extend(_sums(quantities, checked))
        found.extend(_shares(sentence, quantities, checked))
        found.extend(_all_done(sentence, quantities, checked))
        found.extend(arithmetic_changes.check(sentence, quantities, checked))
        found.extend(_totals(quantities, checked))
        found.extend(_above_hundred(quantities, checked))
    return tuple(found)


def _by_sentence(checked: CheckedText) -> Iterator[tuple[Span, list[Quantity]]]:
    groups: dict[Span, list[Quantity]] = {}
    for quantity in checked.quantities:
        if quantity.kind not in {QuantityKind.YEAR, QuantityKind.DATE} and not quantity.in_title:
            groups.setdefault(checked.sentence_at(quantity.start), []).append(quantity)
    yield from groups.items()


def _sums(quantities: Sequence[Quantity], checked: CheckedText) -> Iterator[Finding]:
    """A total and, after 其中 or a colon, parts of the same unit."""
    for place, total in enumerate(quantities):
        parts = _parts_of(total, quantities[place + 1 :], checked)
        if len(parts) < _FEW_PARTS or total.approx or any(part.approx for part in parts):
            continue
        between = checked.text[total.end : parts[0].start]
        added = sum((part.value for part in parts), Decimal(0))
        if added == total.value or _may_be_partial(total, parts, added, between):
            continue
        said = "、".join(part.text for part in parts)
        message = f"分项合计与总数不符：{said}合计{_plain(added)}，总数写{total.text}。"
        yield finding_at("ARI001", checked.text, (total.start, parts[-1].end), message, "核对总数和分项。")
        return


def _totals(quantities: Sequence[Quantity], checked: CheckedText) -> Iterator[Finding]:
    """Parts of one unit in a row, and 共计 or 合计 right behind them."""
    for place, total in enumerate(quantities):
        if not _ADDED_UP.search(checked.text[max(0, total.start - 4) : total.start]) or total.approx:
            continue
        parts: list[Quantity] = []
        for part in reversed(quantities[:place]):
            gap = checked.text[part.end : parts[0].start if parts else total.start]
            if part.unit != total.unit or part.approx or not _IN_A_ROW.fullmatch(gap):
                break
            parts.insert(0, part)
        added = sum((part.value for part in parts), Decimal(0))
        if len(parts) >= _FEW_PARTS and added != total.value:
            said = "、".join(part.text for part in parts)
            message = f"合计与分项不符：{said}合计{_plain(added)}，这里写{total.text}。"
            yield finding_at("ARI001", checked.text, (total.start, total.end), message, "核对合计和分项。")


def _parts_of(total: Quantity, following: Sequence[Quantity], checked: CheckedText) -> list[Quantity]:
    if total.kind not in {QuantityKind.COUNT, QuantityKind.MONEY} or not following:
        return []
    between = checked.text[total.end : following[0].start]
    if not _PARTS_FOLLOW.search(between) or "。" in between or len(between) > 30:  # noqa: PLR2004 - a clause
        return []
    parts: list[Quantity] = []
    for part in following:
        gap = checked.text[parts[-1].end if parts else total.end : part.start]
        if part.unit != total.unit or (parts and re.search("[；;]|其中|同比|共|累计|另", gap)):
            break
        parts.append(part)
    return parts


def _may_be_partial(total: Quantity, parts: Sequence[Quantity], added: Decimal, between: str) -> bool:
    """其中 may name some parts only; a total that is missed by a hair, or that is overrun, is a slip."""
    if added > total.value:
        return False
    if _WHOLE_PARTS.search(between) and len(parts) >= _FEW_PARTS:
        return False
    rest = (total.value - added) / total.value if total.value else Decimal(0)
    return len(parts) < _MANY_PARTS or rest > _SMALL_REST


def _shares(sentence: Span, quantities: Sequence[Quantity], checked: CheckedText) -> Iterator[Finding]:
    """整改5251项……整改率99.6%: a rate whose two counts stand in the same sentence."""
    for place, rate in enumerate(quantities):
        match = _RATE_OF.search(checked.text[max(sentence.start, rate.start - 14) : rate.start])
        if rate.kind is not QuantityKind.RATE or match is None or rate.approx:
            continue
        act = match[1][-2:]
        before = [q for q in quantities[:place] if q.kind is QuantityKind.COUNT and not q.approx]
        part = next(
            (q for q in reversed(before) if act in "".join(checked.clause_around(q.start, q.end))), None
        )
        wholes = [
            q for q in before if part and q.unit == part.unit and q.value >= part.value and q is not part
        ]
        if part is None or not wholes:
            continue
        exact = [_share(part, whole, rate) for whole in wholes]
        if rate.value not in exact:
            message = f"“{match[1]}率{rate.text}”与前文的数不符：{part.text}占{wholes[-1].text}的{_plain(exact[-1])}%。"
            yield finding_at(
                "ARI002",
                checked.text,
                (rate.start, rate.end),
                message,
                f"改为{_plain(exact[-1])}%，或核对前文的数。",
            )


def _share(part: Quantity, whole: Quantity, rate: Quantity) -> Decimal:
    steps = (part.value / whole.value * _HUNDRED / rate.precision).quantize(Decimal(1), ROUND_HALF_UP)
    return steps * rate.precision


def _all_done(sentence: Span, quantities: Sequence[Quantity], checked: CheckedText) -> Iterator[Finding]:
    """受理78600件，办结78587件，按时办结率100%."""
    for one, other in pairwise(quantities):
        if one.unit != other.unit or one.kind is not QuantityKind.COUNT or other.value >= one.value:
            continue
        started = _START.search("".join(checked.clause_around(one.start, one.end)))
        done = _DONE.search("".join(checked.clause_around(other.start, other.end)))
        all_done = _ALL_DONE.match(checked.text, other.end, sentence.end)
        if (
            started
            and done
            and all_done
            and not one.approx
            and "其中" not in checked.text[one.end : other.start]
        ):
            start = all_done.start() + len(all_done[0]) - len(all_done[0].lstrip("，,"))
            message = f"前文{one.text}、{other.text}并不相等，这里说全部完成。"
            yield finding_at("ARI003", checked.text, (start, all_done.end()), message, "核对两个数和完成率。")


def _above_hundred(quantities: Sequence[Quantity], checked: CheckedText) -> Iterator[Finding]:
    for rate in quantities:
        if rate.kind is not QuantityKind.RATE or rate.value <= _HUNDRED:
            continue
        match = _RATE_OF.search(checked.text[max(0, rate.start - 14) : rate.start])
        if match and _WHOLE_RATE.search(match[1]):
            message = f"“{match[1]}率”不会超过100%。"
            yield finding_at("ARI005", checked.text, (rate.start, rate.end), message, "核对数字。")


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
