"""How two quantities relate, where "cannot be said" is an answer of its own."""

from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TypeVar

Scale = TypeVar("Scale", Decimal, Fraction)


class Order(Enum):
    """Where the first of two quantities stands to the second."""

    LESS = "less"
    EQUAL = "equal"
    GREATER = "greater"
    NOT_COMPARABLE = "not comparable"


def order_of(first: Scale, second: Scale) -> Order:
    """Two quantities on one scale are less, equal or greater."""
    if first == second:
        return Order.EQUAL
    return Order.LESS if first < second else Order.GREATER
