"""Stretches of time in plans: phases, budget periods, review periods."""

import re
from typing import Final, NamedTuple

from iso20k.values.dates import MONTH_NAME, Moment, earlier, moments_of
from iso20k.values.deferred import deferred
from iso20k.values.signs import cell, split_remark


class Period(NamedTuple):
    """A stretch from the start of one moment to the end of another, as written (the end may come first)."""

    start: Moment
    end: Moment


_WORD: Final = deferred(
    r" (?:to|until|till|through|and|-) |(?<=[0-9])/(?=[0-9]{4}-)| ?(?:->|\u2192|\.\.\.?) ?", re.IGNORECASE
)
_LEAD: Final = deferred(r"^(?:from|between|in|during) ", re.IGNORECASE)
_RELATIVE: Final = deferred(r"((?:months?|m|weeks?|wk|q|h)[ -]?)[0-9]{1,3}", re.IGNORECASE)
_YEAR: Final = deferred(r"[ /-]?([0-9]{4})$")
_NAME: Final = deferred(rf"(?:[0-9]{{1,2}} )?{MONTH_NAME}\.?|q[1-4]|h[12]|[0-9]{{1,2}}", re.IGNORECASE)
_MONTH_YEAR: Final = deferred(rf"[0-9]{{1,2}} ({MONTH_NAME}\.? [0-9]{{4}})", re.IGNORECASE)


def parse_period(text: str) -> Period | None:
    """A period is a range or one named stretch: "Months 1-2", "Month 3", "Jan-Mar 2026", "2026-01-01 to 2026-03-31"."""
    value, _ = split_remark(cell(text))
    spelled = _LEAD().sub("", value, 1)
    whole = moments_of(spelled)
    if whole is not None:
        return Period(*whole)
    for left, right in _halves(spelled):
        period = _between(left.strip(), right.strip())
        if period is not None:
            return period
    return None


def is_reversed(period: Period) -> bool | None:
    """A period that ends before it starts is an error of the plan; None when the ends do not compare."""
    return earlier(period.end, period.start)


def _halves(text: str) -> list[tuple[str, str]]:
    joints = [(found.start(), found.end()) for found in _WORD().finditer(text)]
    joints += [(place, place + 1) for place, sign in enumerate(text) if sign == "-"]
    return [(text[:start], text[end:]) for start, end in joints[:12]]


def _between(left: str, right: str) -> Period | None:
    last = moments_of(_with_keyword(left, right))
    if last is None:
        return None
    for candidate in _complete(left, right):
        first = moments_of(candidate)
        if first is not None and (first[0].month is None) == (last[1].month is None):
            return Period(first[0], last[1])
    return None


def _with_keyword(left: str, right: str) -> str:
    keyword = _RELATIVE().fullmatch(left)
    return f"{keyword[1]}{right}" if keyword and right.isdigit() and len(right) < 4 else right


def _complete(left: str, right: str) -> tuple[str, ...]:
    year, month_year = _YEAR().search(right), _MONTH_YEAR().fullmatch(right)
    if not _NAME().fullmatch(left):
        return (left,)
    with_year = (f"{left} {year[1]}",) if year and not left.isdigit() else ()
    with_month = (f"{left} {month_year[1]}",) if month_year and left.isdigit() else ()
    return (*with_year, *with_month)
