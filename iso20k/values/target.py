"""Targets of service levels, and whether one backs another."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from iso20k.values.comparison import Direction as Direction
from iso20k.values.comparison import from_comparison, split_comparison
from iso20k.values.deferred import deferred
from iso20k.values.digits import COUNT, number_of
from iso20k.values.duration import (
    Basis,
    Calendar,
    Duration,
    compare_durations,
    find_durations,
    parse_basis,
    parse_duration,
)
from iso20k.values.measurable import is_measurable as is_measurable
from iso20k.values.money import Money, parse_money
from iso20k.values.order import Order, order_of
from iso20k.values.percent import PERCENT, percent_of
from iso20k.values.signs import cell
from iso20k.values.timetable import DAY

Quantity = Decimal | Duration | Money


class Target(NamedTuple):
    """A figure that a service is held to, with the side that keeps the promise.

    `unit`: "%" for percentages, the words behind a count in lower case, "" for durations and money.
    `within`: the time limit of a compliance target ("80 % within 30 min").
    """

    direction: Direction
    quantity: Quantity
    unit: str = ""
    within: Duration | None = None


_COMPLIANCE: Final = deferred(
    rf"{PERCENT}(?P<what>[ ,].{{0,80}}?)? (?P<limit>(?:within|in|under|below|<=?|less than|in under|at most) ?[0-9a-z].{{0,60}})",
    re.IGNORECASE,
)
_SHARE: Final = deferred(rf"{PERCENT}(?:[ ,(/](?:[^0-9]|30|24 ?[x/] ?7){{0,120}})?", re.IGNORECASE)
_COUNTED: Final = deferred(
    rf"(?P<sign>[-+]?)(?P<raw>{COUNT})(?P<unit> ?/ ?[0-9]{{1,4}}| ?[a-z][^0-9]{{0,80}}| out of [0-9]{{1,4}})?",
    re.IGNORECASE,
)
_LIMIT_FIRST: Final = deferred(
    rf"(?P<limit>[0-9][^%]{{0,40}}?),? (?:for |in |at )?(?:>=? ?|at least )?{PERCENT}(?: [^0-9]{{0,60}})?",
    re.IGNORECASE,
)
_FALL: Final = deferred(r"(?<![a-z])(?:reduc|decreas|fewer|less than before)", re.IGNORECASE)
_METRIC: Final = deferred(r"(?P<metric>[a-z][a-z ()/_-]{0,80}?):? ?(?=[-+]?[0-9$€£])", re.IGNORECASE)
_SCORED: Final = deferred(r"(?:.* )?(?:NPS|CSAT|CES|score|rating|level)", re.IGNORECASE)
_BARE: Final = deferred(r"[-+<>=~ ]*[0-9][0-9., ]*\+?")


@lru_cache(maxsize=4096)
def parse_target(text: str) -> Target | None:
    """A target is a figure with its side and unit: ">= 99.9 %", "within 4 h", "40+", "80 % within 30 min".

    A bare figure has an UNKNOWN side. Words around the figure are allowed ("Availability >= 99.9 % per month").
    """
    spelled = cell(text)
    for candidate in (spelled, from_comparison(spelled)):
        direction, rest = split_comparison(candidate)
        target = _target(direction, rest) if rest else None
        if target is not None:
            return target
    return _after_metric(spelled)


def target_of(operator: str, figure: str, unit: str = "") -> Target | None:
    """A register may spread a target over columns; an operator or unit inside the figure's cell wins."""
    spelled = cell(figure)
    if unit and _BARE().fullmatch(spelled):
        spelled = f"{spelled.removesuffix('+')} {cell(unit)}" + ("+" if spelled.endswith("+") else "")
    target = parse_target(spelled)
    if target is None or target.direction is not Direction.UNKNOWN or not operator.strip():
        return target
    direction, _ = split_comparison(f"{cell(operator)} 1")
    return target._replace(direction=direction)


def counted_in(target: Target | None, text: str, hours: str) -> Target | None:
    """Durations of a target that name no calendar are counted in the hours beside them; `text` is the target as written."""
    basis = parse_basis(hours) if hours else None
    if target is None or basis is None:
        return target
    if isinstance(target.quantity, Duration):
        again = parse_duration(re.sub(r"^\W*", "", text), hours)
        return target._replace(quantity=again or _on(target.quantity, basis))
    return target._replace(within=_on(target.within, basis)) if target.within else target


def _on(limit: Duration, basis: Basis) -> Duration:
    if (
        limit.calendar is not Calendar.UNSTATED or limit.minutes >= DAY
    ):  # the length of a day depends on the calendar
        return limit
    return limit._replace(calendar=basis.calendar, hours=basis.hours)


def compare_targets(first: Target, second: Target) -> Order:
    """Figures of one kind and unit compare; a percentage against a duration cannot be said."""
    one, other = first.quantity, second.quantity
    if isinstance(one, Duration) and isinstance(other, Duration):
        return compare_durations(one, other)
    if isinstance(one, Money) and isinstance(other, Money):
        same = (one.currency, one.per) == (other.currency, other.per)
        return order_of(one.amount, other.amount) if same else Order.NOT_COMPARABLE
    if isinstance(one, Decimal) and isinstance(other, Decimal) and first.unit == second.unit:
        return order_of(one, other)
    return Order.NOT_COMPARABLE


def at_least_as_strict(
    support: Target, promise: Target, direction: Direction = Direction.UNKNOWN
) -> bool | None:
    """Support backs a promise when its figure is no looser; None when side, kind, unit or calendar do not compare.

    `direction`: the side of the metric where it is known (availability AT_LEAST, response AT_MOST); else the
    side that the two targets state, which must not contradict. Both limits count in "80 % within 30 min".
    """
    stated = {support.direction, promise.direction} - {Direction.UNKNOWN}
    side = (
        direction if direction is not Direction.UNKNOWN else stated.pop() if len(stated) == 1 else direction
    )
    if support.within is None and promise.within is None:
        return _keeps(compare_targets(support, promise), side)
    if support.within is None or promise.within is None:
        return None
    share = compare_targets(support, promise)
    limit = compare_durations(support.within, promise.within)
    if Order.NOT_COMPARABLE in (share, limit):
        return None
    better = share is Order.GREATER or limit is Order.LESS
    worse = share is Order.LESS or limit is Order.GREATER
    # a higher share of a longer limit says nothing about the share at the shorter one
    return None if better and worse else not worse


def _keeps(order: Order, side: Direction) -> bool | None:
    if order is Order.NOT_COMPARABLE or side is Direction.UNKNOWN:
        return None
    if order is Order.EQUAL:
        return True
    if side is Direction.EXACT:
        return False
    return (order is Order.GREATER) is (side is Direction.AT_LEAST)


def _target(direction: Direction, text: str) -> Target | None:
    duration = parse_duration(text)
    if duration is not None:
        return Target(direction, duration)
    target = _share(direction, text)
    if target is not None:
        return target
    money = parse_money(text)
    if money is not None:
        return Target(direction, money)
    if text[:1].isdigit() and (timed := _one_duration(text)) is not None:
        return Target(direction, timed)
    return _count(direction, text)


def _share(direction: Direction, text: str) -> Target | None:
    compliance = _COMPLIANCE().fullmatch(text) or _LIMIT_FIRST().fullmatch(text)
    if compliance is not None:
        share, limit = percent_of(compliance), _one_duration(compliance["limit"])
        if share is not None and limit is not None:
            return Target(Direction.AT_LEAST, share, "%", limit)
    found = _SHARE().fullmatch(text)
    share = None if found is None else percent_of(found)
    if share is None:
        return None
    return Target(direction, -abs(share) if _FALL().search(text) else share, "%")


def _after_metric(text: str) -> Target | None:
    metric = _METRIC().match(text)
    if metric is None:
        return None
    direction, rest = split_comparison(text[metric.end() :])
    target = _target(direction, rest) if rest else None
    if target is None:
        return None
    if (
        isinstance(target.quantity, Decimal)
        and target.unit != "%"
        and not _SCORED().fullmatch(metric["metric"])
    ):
        return None  # the number of a stage or a list item is no target
    if target.unit == "%" and _FALL().search(metric["metric"]):
        return (
            target._replace(quantity=-abs(percent))
            if isinstance(percent := target.quantity, Decimal)
            else target
        )
    return target


def _one_duration(text: str) -> Duration | None:
    whole = parse_duration(text)
    found = find_durations(text)
    return whole or (found[0] if len(found) == 1 else None)


def _count(direction: Direction, text: str) -> Target | None:
    found = _COUNTED().fullmatch(text)
    if found is None:
        return None
    value = number_of(found["raw"])
    if value is None:
        return None
    unit = " ".join((found["unit"] or "").replace(" ", " ").split()).replace("/ ", "/").lower()
    return Target(direction, -value if found["sign"] == "-" else value, unit)
