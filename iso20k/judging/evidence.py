"""Evidence of the past for Stage 2: what each document shows to have been done, and readiness counted from it (§7.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from importlib import import_module
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.control import day_in
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import add_months, find_moments, parse_moment

NONE, OLD, FULL = Fraction(0), Fraction(1, 2), Fraction(1)
#: The customary time of operation before Stage 2, in months; no number of the standard.
RECORD_MONTHS = 3


class Evidence(NamedTuple):
    """What a document shows for an item of `EVIDENCE_ITEMS`: worth 0, 1/2 (older than its frequency) or 1, where and why."""

    key: str
    worth: Fraction
    reason: str
    place: Place | None = None


Look = Callable[[Workspace, Artifact], Iterable[Evidence]]


def nothing_shown(workspace: Workspace, artifact: Artifact) -> Iterable[Evidence]:
    """Most documents show no evidence of their own."""
    del workspace, artifact
    return ()


def later(package: str) -> Look:
    """The `evidence` of a skill's package, imported when somebody asks for it: a commit hook does not."""

    def look(workspace: Workspace, artifact: Artifact) -> Iterable[Evidence]:
        found: Iterable[Evidence] = import_module(f"{package}.evidence").evidence(workspace, artifact)
        return found

    return look


def shown(key: str, holds: bool, reason: str, place: Place | None = None, *, old: bool = False) -> Evidence:
    """Evidence that is there in full, there but older than its frequency, or not there."""
    return Evidence(key, (OLD if old else FULL) if holds else NONE, reason, place)


def evident(key: str, reason: str, place: Place | None = None, *, old: bool = False) -> Evidence:
    """Evidence that is there."""
    return Evidence(key, OLD if old else FULL, reason, place)


def not_evident(key: str, reason: str, place: Place | None = None) -> Evidence:
    """Evidence that is not there."""
    return Evidence(key, NONE, reason, place)


def in_force_since(artifact: Artifact) -> date:
    """The day since which records of a process count: that of the first approved version, else of the approval.

    The last day of the calendar where nobody can tell.
    """
    changes = artifact.control.get("changes")
    for item in changes.items if changes else ():
        version, said = item.get("version"), item.get("date")
        if (
            version
            and said
            and version.text.strip()[:1].isdigit()
            and not version.text.strip().startswith("0")
        ):
            moment = parse_moment(said.text)
            if moment and moment.day and not moment.ambiguous:
                return moment.day
    return day_in(artifact, "approved") or date.max


def day_told(text: str) -> date | None:
    """The first unambiguous day that a text tells: 'done 2026-08-10', '2026-10-14, the first'."""
    whole = parse_moment(text)
    moments = (whole,) if whole else find_moments(text)
    return next((m.day for m in moments if m.day and not m.ambiguous), None)


def happened(workspace: Workspace, artifact: Artifact, text: str) -> date | None:
    """The day in a text when it counts as evidence: not after the as-of date, not before the process was approved."""
    day = day_told(text)
    return day if day and in_force_since(artifact) <= day <= workspace.as_of else None


def overdue(workspace: Workspace, record: Record, key: str) -> bool:
    """Whether the next date in a field has passed, so that what was done is older than its frequency."""
    following = day_told(record.text(key))
    return following is not None and following < workspace.as_of


def months_in_a_row(days: Iterable[date]) -> int:
    """The longest run of consecutive calendar months in which one of the days lies."""
    months = sorted({day.year * 12 + day.month for day in days})
    longest = run = 0
    for number, month in enumerate(months):
        run = run + 1 if number and months[number - 1] == month - 1 else 1
        longest = max(longest, run)
    return longest


def within_a_year(workspace: Workspace, day: date) -> bool:
    """Whether a day lies in the twelve months before the as-of date."""
    return day <= workspace.as_of <= add_months(day, 12)
