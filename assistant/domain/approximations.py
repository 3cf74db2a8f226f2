"""Whether an exact value may be said the way a text says it: 近400, 380余, 超过一成, 约六成."""

from __future__ import annotations

from decimal import Decimal

from assistant.domain.quantities import Bound, Quantity

_NEAR_BELOW = Decimal("0.88")
_NEAR_ABOVE, _ROUND_ABOVE = Decimal("1.12"), Decimal("1.2")
_ONE_TENTH = 10
_SOME, _ABOUT = Decimal("0.25"), Decimal("0.05")


def may_be_said(exact: Decimal, quantity: Quantity) -> bool:
    """Whether the value is the number, or lies where the word of approximation puts it."""
    said = quantity.value
    step = _last_place(said)
    rounded = said == step * (said / step).to_integral_value() and said / step < 10  # noqa: PLR2004 - one digit
    match quantity.bound:
        case Bound.EXACT:
            return exact == said
        case Bound.BELOW:
            return said * _NEAR_BELOW <= exact <= said
        case Bound.ABOVE:
            tenths = quantity.text.endswith("成")  # 超过三成 holds up to four
            return said <= exact <= said * (_ROUND_ABOVE if rounded else _NEAR_ABOVE) or (
                tenths and said <= exact < said + _ONE_TENTH
            )
        case Bound.SOME:
            return said <= exact <= said + min(step, said * _SOME)
    return abs(exact - said) <= max(step / 2, said * _ABOUT)


def _last_place(value: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 100 for 2900, 0.1 for 41.8."""
    exponent = int(value.normalize().as_tuple().exponent) if value else 0
    return Decimal(1).scaleb(exponent)
