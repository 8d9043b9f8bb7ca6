"""Budget periods: when a financial year, quarter or month runs, and which periods can be compared."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from iso20k.values.deferred import deferred
from iso20k.values.period import parse_period

#: A financial year is named by two years or by one; where it begins differs from country to country.
_TWO_YEARS = deferred(
    r"(?:FY|financial year|fiscal year)? ?'?((?:20)?[0-9]{2}) ?[-/–] ?((?:20)?[0-9]{2})", re.IGNORECASE
)
_ONE_YEAR = deferred(r"(?:FY|financial year|fiscal year) ?'?((?:20)?[0-9]{2})", re.IGNORECASE)
_BRACKET = deferred(r"\(([^()]*)\)")


class Span(NamedTuple):
    """The first and last day that a budget period can have; `length` is 'month', 'quarter', 'half-year' or 'year'."""

    first: date
    last: date
    length: str


def span_of(text: str) -> Span | None:
    """'Q2 2026', 'Jul 2026 - Jun 2027', 'FY 2026-27' (as wide as such a year can lie); None for all else."""
    for part in (*_BRACKET().findall(text), text):
        period = parse_period(part)
        if period and period.start.day and period.end.day and period.start.day <= period.end.day:
            return Span(
                period.start.day, period.end.day, _length((period.end.day - period.start.day).days + 1)
            )
    bare = _BRACKET().sub("", text).strip()
    if found := _TWO_YEARS().fullmatch(bare):
        first, last = _year(found[1]), _year(found[2])
        return Span(date(first, 1, 1), date(last, 12, 31), "year") if last - first == 1 else None
    if found := _ONE_YEAR().fullmatch(bare):
        year = _year(found[1])
        return Span(date(year - 1, 1, 1), date(year + 1, 12, 31), "year")
    return None


def _length(days: int) -> str:
    lengths = ((31, "month"), (92, "quarter"), (184, "half-year"), (366, "year"))
    return next((name for most, name in lengths if days <= most), "several years")


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)
