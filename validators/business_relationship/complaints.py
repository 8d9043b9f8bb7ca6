"""The complaints that were received: which are open, which are escalated, which have waited too long."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.checks import day_of, is_over
from iso20k.values.duration import Calendar, Duration
from iso20k.values.timetable import DAY, WORKING_DAY
from iso20k.wording.filled import filled_cell

_NONE = re.compile(r"^\W*(?:none|nil|no|not)\b", re.IGNORECASE)


class Complaint(NamedTuple):
    """A complaint of the register; `received` is None when no unambiguous day is given."""

    record: Record
    id: str
    received: date | None
    open: bool
    escalated: bool

    @property
    def label(self) -> str:
        """How messages call it: its id, else its subject."""
        return self.id or (
            f"the complaint '{self.record.text('subject')}'"
            if self.record.filled("subject")
            else "the complaint"
        )


@derived
def complaints(brm: Artifact) -> tuple[Complaint, ...]:
    """The complaints that were received; a row that says 'none received' is none."""
    return tuple(
        Complaint(
            row,
            row.text("id") if row.filled("id") else "",
            day_of(row, "received"),
            not is_over(row),
            row.filled("escalated") and not _NONE.match(row.text("escalated")),
        )
        for row in brm.records("complaints")
        if not _says_none(row)
    )


def _says_none(row: Record) -> bool:
    first = next(
        (row.text(key) for key in ("id", "received", "subject", "customer") if row.text(key).strip(" -–—")),
        "",
    )
    return not filled_cell(first) or bool(_NONE.match(first))


def exceeds(received: date, as_of: date, limit: Duration) -> bool | None:
    """Whether more time has passed since a day than the limit allows; None for hours of a calendar nobody knows here."""
    if limit.calendar is Calendar.NAMED:
        return None
    if limit.calendar is Calendar.BUSINESS:
        days = (as_of - received).days
        worked = sum((received + timedelta(days=n)).weekday() < 5 for n in range(1, days + 1))
        return worked * WORKING_DAY > limit.minutes
    return (as_of - received).days * DAY > limit.minutes
