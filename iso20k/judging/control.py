"""Document control as a factor of readiness: what nobody has approved, or reviewed in time, counts for less (§7.2)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import add_months, parse_moment
from iso20k.values.frequency import parse_frequency

#: The review cycle where the plan's documentation framework names none.
DEFAULT_CYCLE_MONTHS = 12


class Control(NamedTuple):
    """G of §7.2 in percent, and in words why."""

    percent: int
    reason: str


_APPROVED = Control(100, "approved and in date")
_LAPSED = Control(85, "approved, but its review date is past")
_UNSHOWN = Control(75, "approved, but no day of approval that has come")
_OTHERS = {
    "in review": Control(90, "in review"),
    "draft": Control(75, "a draft"),
    "obsolete": Control(0, "obsolete"),
}
_NONE = Control(60, "no usable document control")


def control_of(workspace: Workspace, artifact: Artifact) -> Control:
    """Approved and in date 100, review date past 85, in review 90, draft 75, no control block 60, obsolete 0.

    A review date moved far away does not keep a document in date: it is due one review cycle (at least a
    year) after its approval at the latest. An approval without a day, or on a day to come, is none yet.
    """
    if artifact.status != "approved":
        return _OTHERS.get(artifact.status, _NONE)
    approved, review = day_in(artifact, "approved"), day_in(artifact, "next_review")
    if approved is None or approved > workspace.as_of:
        return _UNSHOWN
    due = add_months(approved, max(cycle_months(workspace), DEFAULT_CYCLE_MONTHS))
    return _LAPSED if min(review or due, due) < workspace.as_of else _APPROVED


def day_in(artifact: Artifact, field: str) -> date | None:
    """The day in a document-control field; None when it cannot be read or is ambiguous."""
    moment = parse_moment(artifact.field(field).text)
    return moment.day if moment and not moment.ambiguous else None


def cycle_months(workspace: Workspace) -> int:
    """The longest review cycle of the plan's documentation framework, twelve months where it has none."""
    plan = workspace.artifact("service-management-plan")
    rows = plan.records("documentation") if plan else ()
    cycles = (parse_frequency(row.text("review_cycle")) for row in rows)
    days = max((cycle.days for cycle in cycles if cycle), default=0)
    return round(days / 30.4) or DEFAULT_CYCLE_MONTHS
