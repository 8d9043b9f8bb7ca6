"""How one figure stands to another that it should carry: the word for it in every document."""

from enum import Enum

from iso20k.values.comparison import Direction
from iso20k.values.order import Order
from iso20k.values.target import Target, at_least_as_strict, compare_targets


class Standing(Enum):
    """Where a figure stands to a promise of the same thing; what cannot be said is an answer of its own."""

    STRICTER = "stricter"
    EQUAL = "equal"
    WEAKER = "weaker"
    NOT_COMPARABLE = "not comparable"


def standing(own: Target, promise: Target, side: Direction = Direction.UNKNOWN) -> Standing:
    """How `own` stands to `promise`; `side` is that of the metric where it is known (availability AT_LEAST, RTO AT_MOST).

    Other units, calendars or an unknown side are not comparable (domain rules §5.1, "at least as strict").
    """
    strict = at_least_as_strict(own, promise, side)
    if strict is None:
        return Standing.NOT_COMPARABLE
    if not strict:
        return Standing.WEAKER
    same = compare_targets(own, promise) is Order.EQUAL and own.within == promise.within
    return Standing.EQUAL if same else Standing.STRICTER
