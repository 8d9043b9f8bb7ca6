"""The sentences of the landing page: what blocks, what to do next, and numbers as people say them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dashboard_gen.series import Row, Site
from iso20k.wording.phrases import count, listed

#: So many documents with errors are named; the others are one click away.
NAMED = 3

# Control characters and marks that turn the reading direction could hide or reorder what a page says;
# lone surrogates (file names that are no UTF-8) cannot be written at all.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Blocker(NamedTuple):
    """A thing that holds the figure down, and where it is told in full."""

    text: str
    address: str
    owner: str = ""


def blockers(site: Site) -> tuple[Blocker, ...]:
    """What holds readiness down, the heaviest first."""
    return tuple(_blockers(site))


def _blockers(site: Site) -> Iterator[Blocker]:
    last = site.points[-1]
    if last.state == "incomplete":
        yield Blocker(f"The judgement is incomplete: {last.note}", "steps.html#beside")
    if site.held_by:
        lowest = min(site.areas, key=lambda area: area.readiness.value)
        words = f"The whole is {site.held_by}, at most 30 points above its lowest area"
        yield Blocker(words, f"method.html#{lowest.readiness.key}")
    failing = sorted((row for row in site.rows if row.count("error")), key=lambda r: -r.count("error"))
    for row in failing[:NAMED]:
        words = f"{row.state.title} has {count(row.count('error'), 'error')}"
        yield Blocker(words, row.page, row.owner)
    if failing[NAMED:]:
        others = count(len(failing) - NAMED, "more document")
        yield Blocker(f"{others} with errors", "steps.html")
    if waiting := [row for row in site.rows if row.state.status == "not-started"]:
        yield Blocker(_waiting(waiting, len(site.rows)), f"steps.html#step-{waiting[0].state.number}")
    if gates := [a.readiness.name for a in site.areas if a.gate and not a.readiness.value]:
        verb = "is" if len(gates) == 1 else "are"
        words = f"{listed(gates)} {verb} at 0 %: without internal audit and management review there is no Stage 2 audit"
        yield Blocker(words, "method.html#R8")


def _waiting(waiting: list[Row], steps: int) -> str:
    first = waiting[0].state
    verb = "has" if len(waiting) == 1 else "have"
    return f"{len(waiting)} of {steps} steps {verb} no document; next is step {first.number}, {first.title}"


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


def safe(text: str) -> str:
    """A text from outside, with what could disturb the page around it made visible as �."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def clipped(text: str, limit: int) -> str:
    """A text that may be of any length, cut where a page would suffer."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
