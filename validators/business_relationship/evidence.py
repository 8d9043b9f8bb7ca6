"""What business relationship management shows of the past: reviews, satisfaction and complaints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import Evidence, day_told, evident, happened, not_evident, overdue, shown
from iso20k.judging.workspace import Workspace
from iso20k.values.frequency import next_due, parse_frequency
from iso20k.wording.closure import is_closed

_NONE = re.compile(
    r"\bno complaints?\b|\bnone (?:was |were )?received\b|\bcomplaints?: none\b", re.IGNORECASE
)
HALF_A_YEAR = 190


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """The top segment are the customers whose reviews are more frequent than once a year; all where there are none."""
    registered = artifact.records("customers")
    customers = [row for row in registered if _often(row.text("review_frequency"))] or list(registered)
    held = [row for row in customers if happened(workspace, artifact, row.text("last_review"))]
    yield shown(
        "service-reviews",
        bool(customers) and len(held) == len(customers),
        f"{len(held)} of {len(customers)} customers reviewed more than once a year had a review",
        artifact.home("customers"),
        old=any(overdue(workspace, row, "next_review") for row in held),
    )
    yield _satisfaction(workspace, artifact)
    yield _complaints(workspace, artifact)


def _often(text: str) -> bool:
    frequency = parse_frequency(text)
    return frequency is not None and frequency.days < HALF_A_YEAR


def _satisfaction(workspace: Workspace, artifact: Artifact) -> Evidence:
    late = []
    for row in artifact.records("satisfaction"):
        day = happened(workspace, artifact, row.text("measured"))
        often = parse_frequency(row.text("frequency"))
        if row.filled("result") and day:
            late.append(bool(often) and next_due(day, often) < workspace.as_of if often else False)
    reason = f"{len(late)} results have a past day"
    return shown("satisfaction", bool(late), reason, artifact.home("satisfaction"), old=all(late))


def _complaints(workspace: Workspace, artifact: Artifact) -> Evidence:
    rows = [row for row in artifact.records("complaints") if row.filled("id") or row.filled("received")]
    handled = [
        row
        for row in rows
        if (day := day_told(row.text("received")))
        and day <= workspace.as_of
        and (row.filled("closed") or row.filled("acknowledged") or is_closed(row.text("status")))
    ]
    if rows:
        reason = f"{len(handled)} of {len(rows)} complaints were handled"
        return shown("complaints", len(handled) == len(rows), reason, artifact.home("complaints"))
    for key in ("register", "procedure"):
        section = artifact.sections.get(key)
        for text in section.texts if section else ():
            if _NONE.search(text.text):
                return evident("complaints", "none received is stated", artifact.at(text))
    return not_evident(
        "complaints", "no complaint and no 'none received' stands", artifact.home("complaints")
    )
