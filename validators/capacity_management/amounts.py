"""Quantities of a resource: figures with a unit, and the one scale on which two of them can be compared."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from iso20k.values.comparison import Direction
from iso20k.values.duration import Duration
from iso20k.values.money import Money
from iso20k.values.number import parse_number
from iso20k.values.target import target_of

PERCENT = "%"
_HUNDRED = Decimal(100)


class Amount(NamedTuple):
    """A figure in its unit ('%', 'tb', 'min', 'AUD', '' for none), with the side on which it is kept, as written."""

    value: Decimal
    unit: str
    side: Direction = Direction.UNKNOWN
    bare: bool = False


def amount_of(text: str, unit: str = "") -> Amount | None:
    """'62 %', '1,540 vCPU', 'AUD 210,000', '>= 80 %'; a bare figure is in the unit of its column or row."""
    target = target_of("", text, unit)
    if target is None:
        return None
    bare = (
        parse_number(text) is not None
        and text.strip().strip("~+-").replace(",", "").replace(".", "").isdigit()
    )
    if isinstance(target.quantity, Duration):
        whole = Decimal(target.quantity.minutes.numerator) / target.quantity.minutes.denominator
        return Amount(whole, "min", target.direction, bare)
    if isinstance(target.quantity, Money):
        money = target.quantity
        return Amount(money.amount, f"{money.currency} {money.per}".strip(), target.direction, bare)
    return Amount(target.quantity, target.unit, target.direction, bare)


def on_one_scale(amount: Amount, limit: Amount, capacity: Amount | None) -> tuple[Decimal, Decimal] | None:
    """Both figures on one scale, by way of the capacity when one of them is a percentage; None when there is none."""
    if amount.unit == limit.unit:
        return amount.value, limit.value
    if capacity is None or capacity.value <= 0:
        return None
    if limit.unit == PERCENT and amount.unit == capacity.unit:
        return amount.value / capacity.value * _HUNDRED, limit.value
    if amount.unit == PERCENT and limit.unit == capacity.unit:
        return amount.value, limit.value / capacity.value * _HUNDRED
    return None


def spell(value: Decimal) -> str:
    """A figure with at most one decimal: '76.9', '1,540'."""
    rounded = value.quantize(Decimal("0.1")) if value % 1 else value.quantize(Decimal(1))
    return f"{rounded:,}".removesuffix(".0")
