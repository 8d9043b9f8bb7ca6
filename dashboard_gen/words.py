"""Numbers, days and texts from outside as pages say them."""

from __future__ import annotations

import re
from datetime import date

from dashboard_gen.history.reported import Reported
from iso20k.wording.phrases import count

# Control characters and marks that turn the reading direction could hide or reorder what a page says;
# lone surrogates (file names that are no UTF-8) cannot be written at all.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

#: A day that is no part of a name such as 'report-2026-10-30.md'.
_DAY = re.compile(r"(?<![\w/.-])\d{4}-\d\d-\d\d(?![\w/-])")


def points(now: int, former: int | None) -> str:
    """'up 4 points', 'down 1 point', 'unchanged'; '' where there is nothing to compare with."""
    if former is None:
        return ""
    if now == former:
        return "unchanged"
    return f"{'up' if now > former else 'down'} {count(abs(now - former), 'point')}"


def signed(now: int, former: int | None) -> str:
    """A change for a table: '+4', '−1', '0', '–' where there is nothing to compare with."""
    if former is None:
        return "–"
    return f"{now - former:+d}".replace("-", "−") if now != former else "0"


def written_day(day: str) -> str:
    """'2026-04-10' is '10 April 2026' in prose."""
    found = date.fromisoformat(day)
    months = (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    )  # fmt: skip
    return f"{found.day} {months[found.month - 1]} {found.year}"


def prose(text: str) -> str:
    """A sentence with its days as people write them: '2026-04-10' stays in tables, addresses and data, where it sorts."""
    return _DAY.sub(_day_as_written, text)


def _day_as_written(found: re.Match[str]) -> str:
    try:
        return written_day(found[0])
    except ValueError:
        return found[0]


def safe(text: str) -> str:
    """A text from outside, with what could disturb the page around it made visible as �."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def clipped(text: str, limit: int) -> str:
    """A text that may be of any length, cut where a page would suffer."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def why_different(one: Reported) -> str:
    """How today's rules judge what was reported, and why that differs; '' where the figures are the same."""
    if one.recomputed is None:
        return "the commit cannot be judged with today's rules"
    if not one.difference:
        return ""
    told = f"today's rules give {one.recomputed} % as of the same day"
    if not one.of:
        return f"{told}: the report names no commit, so its files may not be those committed, or the rules have changed since"
    if not one.judged.startswith(one.of):
        return f"{told} for commit {one.judged[:7]}, which brought the report; commit {one.of[:7]}, which it names, is not on this branch"
    return f"{told}: the rules have changed since, or the report was edited"
