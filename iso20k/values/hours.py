"""Service hours, and the downtime that an availability promise leaves in them."""

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from iso20k.values.duration import Calendar, Duration
from iso20k.values.frequency import parse_frequency
from iso20k.values.timetable import WEEK as WEEK
from iso20k.values.timetable import ServiceHours as ServiceHours
from iso20k.values.timetable import covers as covers
from iso20k.values.timetable import minutes_per_week as minutes_per_week
from iso20k.values.timetable import parse_hours as parse_hours


class MeasurePeriod(StrEnum):
    """The period over which a service level is measured."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


# hours of the clock: a year is 365.25 days, a month its twelfth
_CLOCK_HOURS: Final[dict[MeasurePeriod, Fraction]] = {
    MeasurePeriod.DAY: Fraction(24),
    MeasurePeriod.WEEK: Fraction(168),
    MeasurePeriod.MONTH: Fraction(1461, 2),
    MeasurePeriod.QUARTER: Fraction(4383, 2),
    MeasurePeriod.HALF_YEAR: Fraction(4383),
    MeasurePeriod.YEAR: Fraction(8766),
}


def parse_measure_period(text: str) -> MeasurePeriod | None:
    """A measurement period is said as a frequency or a calendar word: "monthly", "per month", "quarter"."""
    spelled = text.strip().lower().removeprefix("per ").removeprefix("calendar ").removeprefix("rolling ")
    if spelled in _CLOCK_HOURS:
        return MeasurePeriod(spelled)
    frequency = parse_frequency(spelled)
    if frequency is None or frequency.ambiguous:
        return None
    return next((period for period, hours in _CLOCK_HOURS.items() if hours == frequency.days * 24), None)


def agreed_minutes(hours: ServiceHours, period: MeasurePeriod) -> Fraction:
    """Agreed hours fill their share of a period: a month is 730.5 h for 24x7 and about 173.9 h for 8x5."""
    return _CLOCK_HOURS[period] * 60 * hours.weekly / WEEK


def allowed_downtime(availability: Decimal, hours: ServiceHours, period: MeasurePeriod) -> Duration:
    """An availability of A % leaves (1 - A) of the agreed hours of the period as downtime.

    The result is on the calendar of the hours; maintenance windows are not taken off.
    """
    share = 1 - Fraction(availability) / 100
    minutes = share * agreed_minutes(hours, period)
    if hours.weekly == WEEK:
        return Duration(minutes, Calendar.CLOCK)
    if hours.assumed or hours.label == "8x5":
        return Duration(minutes, Calendar.BUSINESS)
    return Duration(minutes, Calendar.NAMED, hours.label)


def spell_allowance(availability: Decimal, hours: ServiceHours, period: MeasurePeriod) -> str:
    """The sum behind a share: "99.95 % allows 21.9 min a month", said with the hours unless they are all (rules §5.1)."""
    allowed = allowed_downtime(availability, hours, period)
    unit, size = _unit_of(allowed)
    basis = "" if hours.weekly == WEEK else f" of {hours.label}"
    return f"{availability} % allows {_figure(allowed, size)} {unit} a {period.value}{basis}"


def spell_excess(given: Decimal, promised: Decimal, hours: ServiceHours, period: MeasurePeriod) -> str:
    """What a share below the promised one leaves: "allows 43.8 min a month instead of 21.9"."""
    allowed, agreed = (allowed_downtime(share, hours, period) for share in (given, promised))
    unit, size = _unit_of(allowed)
    basis = "" if hours.weekly == WEEK else f" of {hours.label}"
    digits = next((n for n in range(3, 9) if _figure(allowed, size, n) != _figure(agreed, size, n)), 3)
    figure, promise = _figure(allowed, size, digits), _figure(agreed, size, digits)
    return f"allows {figure} {unit} a {period.value}{basis} instead of {promise}"


def _unit_of(downtime: Duration) -> tuple[str, int]:
    return ("h", 60) if downtime.minutes >= 120 else ("min", 1)


def _figure(downtime: Duration, size: int, digits: int = 3) -> str:
    return f"{float(downtime.minutes / size):.{digits}g}"
