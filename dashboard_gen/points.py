"""The trend: what is said about each commit of the history, as frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from iso20k.judging.assessment import Assessment
from iso20k.judging.rule import Severity
from iso20k.wording.phrases import count

State = Literal["judged", "incomplete", "unreadable"]


class Point(NamedTuple):
    """A commit that changed what is judged, on its own day.

    `state` is 'incomplete' when documents could not be read (they count 0, so `readiness` is a lower bound) and
    'unreadable' when nothing could be judged: `readiness` is then None; `note` says why. `day` and `when` are
    ISO 8601; `areas` holds the nine values in the order of the radar.
    """

    commit: str
    when: str
    day: str
    subject: str
    state: State
    note: str
    readiness: int | None
    errors: int
    warnings: int
    complete: int
    in_progress: int
    areas: tuple[int, ...]
    edition: str

    @property
    def short(self) -> str:
        """The commit as people write it."""
        return self.commit[:7]

    @property
    def verdict(self) -> str:
        """'PASS' without an error, 'FAIL' with one; 'incomplete' and 'not readable' are no verdicts."""
        if self.state == "judged":
            return "FAIL" if self.errors else "PASS"
        return "incomplete" if self.state == "incomplete" else "not readable"


def judged(commit: str, when: str, subject: str, assessment: Assessment) -> Point:
    """What an assessment says about its commit."""
    findings = [finding for finding in assessment.findings if not finding.waived]
    unread = assessment.unreadable
    status = [step.status for step in assessment.steps]
    return Point(
        commit, when, assessment.as_of.isoformat(), subject,
        "incomplete" if unread else "judged",
        f"{unread[0].place.path}: {unread[0].message}" if unread else "",
        assessment.readiness.overall,
        sum(finding.severity is Severity.ERROR for finding in findings),
        sum(finding.severity is Severity.WARNING for finding in findings),
        status.count("complete"), status.count("in-progress"),
        tuple(area.value for area in assessment.readiness.areas),
        assessment.workspace.edition,
    )  # fmt: skip


def not_readable(commit: str, when: str, day: str, subject: str, note: str) -> Point:
    """A commit whose workspace could not be judged at all, and why."""
    return Point(commit, when, day, subject, "unreadable", note, None, 0, 0, 0, 0, (), "")


def pack(point: Point) -> list[Any]:
    """The figures of a point as plain JSON values; commit, time and subject stay with the commit."""
    return list(point[4:])


def unpack(commit: str, when: str, day: str, subject: str, packed: Sequence[Any]) -> Point:
    """The inverse of `pack`; raises `TypeError` or `ValueError` for what is no packed point."""
    *figures, areas, edition = packed
    return Point._make([commit, when, day, subject, *figures, tuple(areas), edition])


def thinned(points: Sequence[Point], limit: int) -> tuple[Point, ...]:
    """At most `limit` points, evenly spread, the first and the last among them: enough for a picture."""
    if len(points) <= limit:
        return tuple(points)
    last = len(points) - 1
    return tuple(points[round(index * last / (limit - 1))] for index in range(limit))


def trend_words(points: Sequence[Point]) -> str:
    """The trend in a sentence, for those who do not see the line."""
    known = [point for point in points if point.readiness is not None]
    if not known:
        return "No commit could be judged."
    first, last = known[0], known[-1]
    if len(known) == 1:
        return f"One commit was judged: {last.readiness} % ready, {count(last.errors, 'error')}."
    return (
        f"Readiness went from {first.readiness} % on {first.day} to {last.readiness} % on {last.day}, "
        f"errors from {first.errors} to {last.errors}, over {len(points)} commits."
    )
