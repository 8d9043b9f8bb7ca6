"""Whether one time is kept within another when each counts on hours of its own, as far as that is certain."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from iso20k.facts.commitment import Commitment
from iso20k.values.duration import Calendar, Duration, compare_durations, parse_duration
from iso20k.values.hours import ServiceHours, covers, parse_hours
from iso20k.values.order import Order, order_of
from iso20k.values.target import Target, counted_in


def limit_of(target: Target | None) -> Duration | None:
    """The time that a target allows, also that of a share ('95 % within 4 h'); None for other figures."""
    if target is None:
        return None
    return target.quantity if isinstance(target.quantity, Duration) else target.within


def counted(commitment: Commitment) -> Commitment:
    """A time that names no hours counts in those beside it: that of an SLA in its service hours."""
    target, limit = commitment.target, limit_of(commitment.target)
    if target is None or limit is None or limit.calendar is not Calendar.UNSTATED:
        return commitment
    again = parse_duration(commitment.told, commitment.hours)
    if again is not None and target.within is not None:
        return commitment._replace(target=target._replace(within=again))
    return commitment._replace(target=counted_in(target, commitment.told, commitment.hours))


def share_of(one: Commitment) -> Decimal | None:
    """The percentage of a plain share such as an availability; None for a share within a time, and for other figures."""
    if one.target is None or one.target.unit != "%" or one.target.within is not None:
        return None
    return one.target.quantity if isinstance(one.target.quantity, Decimal) else None


def compare_times(own: Duration, promise: Duration) -> Order:
    """Where a time stands to a promised one: LESS or EQUAL when it always ends no later, GREATER when it may end later.

    As many hours of a wider calendar end no later than those of a narrower one: 4 h (24x7) keep 4 h (Mon-Fri 08:00-17:00),
    the other way round is NOT_COMPARABLE.
    """
    order = compare_durations(own, promise)
    if order is not Order.NOT_COMPARABLE:
        return order
    if own.calendar is Calendar.CLOCK and own.minutes <= promise.minutes:
        return Order.LESS
    mine, theirs = _hours(own), _hours(promise)
    if mine is None or theirs is None:
        return Order.NOT_COMPARABLE
    wider, narrower = covers(mine, theirs), covers(theirs, mine)
    if wider and narrower:
        return order_of(own.minutes, promise.minutes)
    if wider and own.minutes <= promise.minutes:
        return Order.LESS
    if narrower and own.minutes > promise.minutes:
        return Order.GREATER
    return Order.NOT_COMPARABLE


def basis_of(commitment: Commitment) -> str:
    """The hours in which a time counts, '' when nobody said."""
    limit = limit_of(commitment.target)
    if limit is None or limit.calendar is Calendar.UNSTATED:
        return ""
    return limit.hours or limit.calendar.value


def said(commitment: Commitment) -> str:
    """A time as written with its hours: '4 h (24x7)'."""
    basis = basis_of(commitment)
    return commitment.told if not basis or basis in commitment.told else f"{commitment.told} ({basis})"


def spell_exactly(minutes: Fraction) -> str:
    """A sum of times in hours and minutes: '2 h 35 min'."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] if hours else []
    return " ".join([*parts, f"{float(rest):g} min"] if rest or not parts else parts)


def _hours(time: Duration) -> ServiceHours | None:
    known = {Calendar.CLOCK: "24x7", Calendar.BUSINESS: "business hours", Calendar.UNSTATED: ""}
    return parse_hours(known.get(time.calendar, time.hours))
