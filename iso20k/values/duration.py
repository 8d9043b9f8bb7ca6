"""Spans of time that promises name, each counted on a calendar."""

import re
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from iso20k.values.comparison import Direction, split_comparison
from iso20k.values.deferred import deferred
from iso20k.values.digits import COUNT, number_of
from iso20k.values.order import Order as Order
from iso20k.values.order import order_of
from iso20k.values.signs import cell, plain, split_remark
from iso20k.values.timetable import DAY, WEEK, WORKING_DAY, parse_hours


class Calendar(StrEnum):
    """What a duration counts: every hour, working hours, named hours, or nobody said."""

    CLOCK = "24x7"
    BUSINESS = "business hours"
    NAMED = "named hours"
    UNSTATED = "unstated"


class Duration(NamedTuple):
    """A span of time in minutes of its calendar, exactly; `hours` spells the hours of a NAMED calendar."""

    minutes: Fraction
    calendar: Calendar = Calendar.UNSTATED
    hours: str = ""


class Basis(NamedTuple):
    """A calendar with the length of its week and of its working day, in minutes."""

    calendar: Calendar
    hours: str
    week: int
    day: Fraction


_CLOCK: Final = Basis(Calendar.CLOCK, "", WEEK, Fraction(DAY))
_BUSINESS: Final = Basis(Calendar.BUSINESS, "", 5 * WORKING_DAY, Fraction(WORKING_DAY))
_UNSTATED: Final = Basis(Calendar.UNSTATED, "", WEEK, Fraction(DAY))
MONTH_WEEKS: Final = Fraction(43830, WEEK)  # a month is 730.5 h, a twelfth of 365.25 days

_UNITS: Final = r"(?i:seconds?|secs?|s|minutes?|mins?|hours?|hrs?|h|bd|days?|d|weeks?|wks?|w|months?|mths?|mos?|quarters?|years?|yrs?|y)|m"
_PIECE: Final = (
    rf"(?P<count>(?i:{COUNT}|an?(?=[ -])))(?P<half> ?1/2)?[ -]?(?:(?P<basis>(?i:business|working|work|calendar|clock|elapsed))[ -]?)?"
    rf"(?P<unit>{_UNITS})(?![A-Za-z])\.?"
)
_NEXT: Final = deferred(_PIECE)
_WITHIN: Final = deferred(rf"(?<![0-9A-Za-z.,/:]){_PIECE}(?: (?P<tail>(?i:24 ?[x/] ?7|business hours)))?")
_JOINT: Final = deferred(r",? ?(?:and |& )?(?=[0-9])", re.IGNORECASE)
_CLOCK_FACE: Final = deferred(
    r"([0-9]{1,3}):([0-5][0-9]) ?(?:h|hrs?|hours?)|([0-9]{1,3}) ?h ?([0-5][0-9])", re.IGNORECASE
)
_HALF: Final = deferred(r"^half (?:an? )?", re.IGNORECASE)
_WORDED: Final = {
    "immediate": "0 h", "immediately": "0 h", "zero": "0 h", "0": "0 h", "nbd": "1 business day",
    "next business day": "1 business day", "next working day": "1 business day",
}  # fmt: skip
_BASIS_LEAD: Final = deferred(
    r"^(?:,|(?:in|of|during|on|within|measured in|counted in)(?: the)? )? ?", re.IGNORECASE
)
_BASIS_END: Final = deferred(r" (?:basis|time|only)$", re.IGNORECASE)
_RANK: Final = "smhdwMqy"


@lru_cache(maxsize=4096)
def parse_duration(text: str, hours: str = "") -> Duration | None:
    """A duration is one or more counts with units: "15min", "1 h 30 min", "2 business days", "4 h (24x7)".

    `hours`: the calendar named elsewhere, such as in a column, for a text that names none. A day is 24 h, a
    business day 8 h, a day of named hours their mean day; a month is 730.5 h of the clock and its share of
    other weeks. A bound ("<= 4 h", "max. 4 h") gives its figure; ranges are not one duration.
    """
    direction, spelled = split_comparison(cell(text))
    if direction in (Direction.AT_LEAST, Direction.EXACT) or not spelled:
        return None
    bare, remark = split_remark(_WORDED.get(spelled.lower(), spelled))
    if remark and (basis := parse_basis(remark)) is not None:
        return _read(bare, basis)
    return _read(bare, parse_basis(hours) or _UNSTATED)


def find_durations(text: str) -> tuple[Duration, ...]:
    """Sentences mention durations ("4-hour response"); they are given in reading order."""
    read = (parse_duration(found.group()) for found in _WITHIN().finditer(plain(text)))
    return tuple(duration for duration in read if duration is not None)


def parse_basis(text: str) -> Basis | None:
    """A calendar is named by service hours or by words such as "clock hours" and "business hours"."""
    spelled = _BASIS_END().sub("", _BASIS_LEAD().sub("", cell(text), 1).strip(" ()[]"))
    if spelled.lower() in ("clock", "clock hours", "calendar", "calendar hours", "calendar days", "elapsed"):
        return _CLOCK
    if spelled.lower() in ("business days", "working days"):
        return _BUSINESS
    known = parse_hours(spelled)
    if known is None:
        return None
    if known.weekly == WEEK:
        return _CLOCK
    if known.assumed or known.label == "8x5":
        return _BUSINESS
    return Basis(Calendar.NAMED, known.label, known.weekly, Fraction(known.weekly, known.days))


def compare_durations(first: Duration, second: Duration) -> Order:
    """Durations compare on one calendar; across calendars only as far as it is certain.

    Two unstated calendars count as the same one. Working time takes at least as long as clock time, so a
    clock duration is less than a longer one in business, named or unstated hours; likewise an unstated one
    is less than a longer one in business hours. All else across calendars is NOT_COMPARABLE, "4 h" against
    "4 h (24x7)" included. No time at all is the same on every calendar.
    """
    if _same_calendar(first, second) or not (first.minutes and second.minutes):
        return order_of(first.minutes, second.minutes)
    if second.calendar in _LONGER[first.calendar] and first.minutes < second.minutes:
        return Order.LESS
    if first.calendar in _LONGER[second.calendar] and second.minutes < first.minutes:
        return Order.GREATER
    return Order.NOT_COMPARABLE


def spell_duration(duration: Duration) -> str:
    """A duration is said in its largest fitting unit: "45 min", "1.5 h", "2 d", "4 h (business hours)"."""
    minutes = duration.minutes
    whole_days = duration.calendar in (Calendar.CLOCK, Calendar.UNSTATED) and minutes >= 2 * DAY
    unit, size = ("d", DAY) if whole_days else ("h", 60) if minutes >= 60 else ("min", 1)
    amount = minutes / size
    figure = str(amount) if amount.denominator == 1 else f"{float(amount):.4g}"
    if duration.calendar is Calendar.UNSTATED:
        return f"{figure} {unit}"
    return f"{figure} {unit} ({duration.hours or duration.calendar.value})"


_LONGER: Final[dict[Calendar, frozenset[Calendar]]] = {
    Calendar.CLOCK: frozenset((Calendar.BUSINESS, Calendar.NAMED, Calendar.UNSTATED)),
    Calendar.UNSTATED: frozenset((Calendar.BUSINESS,)),
    Calendar.BUSINESS: frozenset(),
    Calendar.NAMED: frozenset(),
}


def _same_calendar(first: Duration, second: Duration) -> bool:
    return first.calendar is second.calendar and first.hours == second.hours


def _read(text: str, basis: Basis) -> Duration | None:
    face = _CLOCK_FACE().fullmatch(text)
    if face is not None:
        return _on(basis, Fraction(int(face[1] or face[3]) * 60 + int(face[2] or face[4])))
    place, pieces = 0, []
    halved = _HALF().match(text)
    text = f"0.5 {text[halved.end() :]}" if halved else text
    while (piece := _NEXT().match(text, place)) is not None:
        pieces.append(piece)
        joint = _JOINT().match(text, piece.end())
        place = joint.end() if joint else piece.end()
    tail = text[place:].strip()
    stated = _stated(pieces, tail)
    if not pieces or stated is None or not _descending(pieces):
        return None
    basis = basis if stated is _UNSTATED else stated
    sizes = [_size(piece, basis) for piece in pieces]
    return None if None in sizes else _on(basis, sum((size for size in sizes if size), Fraction(0)))


def _on(basis: Basis, minutes: Fraction) -> Duration:
    return Duration(minutes, basis.calendar, basis.hours)


def _stated(pieces: list[re.Match[str]], tail: str) -> Basis | None:
    words = {(piece["basis"] or "").lower() for piece in pieces} - {""}
    bases = {_CLOCK if word in ("calendar", "clock", "elapsed") else _BUSINESS for word in words}
    bases |= {_BUSINESS for piece in pieces if piece["unit"].lower() == "bd"}
    if tail:
        named = parse_basis(tail)
        if named is None:
            return None
        bases.add(named)
    if len(bases) > 1:
        return None
    return bases.pop() if bases else _UNSTATED


def _descending(pieces: list[re.Match[str]]) -> bool:
    ranks = [_RANK.index(_unit(piece)) for piece in pieces]
    return all(first > second for first, second in pairwise(ranks))


def _unit(piece: re.Match[str]) -> str:
    spelled = piece["unit"].lower()
    if spelled.startswith(("mo", "mt")):
        return "M"
    return "d" if spelled == "bd" else spelled[0]


def _size(piece: re.Match[str], basis: Basis) -> Fraction | None:
    count = Fraction(1) if piece["count"].lower() in ("a", "an") else _count(piece["count"])
    month = basis.week * MONTH_WEEKS
    units = {
        "s": Fraction(1, 60),
        "m": Fraction(1),
        "h": Fraction(60),
        "d": basis.day,
        "w": Fraction(basis.week),
        "M": month,
        "q": 3 * month,
        "y": 12 * month,
    }
    return None if count is None else (count + (Fraction(1, 2) if piece["half"] else 0)) * units[_unit(piece)]


def _count(raw: str) -> Fraction | None:
    value = number_of(raw)
    return None if value is None else Fraction(value)
