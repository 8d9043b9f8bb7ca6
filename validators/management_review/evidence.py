"""What the management review shows of the past: that it was held after the audit, with top management, and led to something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import Evidence, day_told, shown
from iso20k.judging.workspace import Workspace

_DONE = re.compile(r"\b(?:done|closed|completed?|finished)\b", re.IGNORECASE)
_TOP = re.compile(
    r"\btop[- ]management|\bsponsor\b|\bCEO\b|\bCTO\b|\bCIO\b|managing director|chief", re.IGNORECASE
)


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """The minutes are the record itself, so their day counts from any time up to the as-of date."""
    meeting = next(iter(artifact.records("meeting")), None)
    day = day_told(meeting.text("date")) if meeting else None
    held = day is not None and day <= workspace.as_of
    audit = _last_audit(workspace)
    top = any(
        _TOP.search(" ".join(cell.text for cell in row.cells.values()))
        for row in artifact.records("attendance")
    )
    reason = f"held {day or 'on no day that can be read'}, last audit {audit or 'not held'}, top management {'present' if top else 'not named'}"
    after = held and audit is not None and day is not None and day >= audit and top
    yield shown("review-held", after, reason, meeting.place if meeting else artifact.place)
    decided = [row for row in artifact.records("decisions") if row.filled("decision")]
    yield shown(
        "decisions",
        held and bool(decided),
        f"{len(decided)} decisions are recorded",
        artifact.home("decisions"),
    )
    rows = artifact.records("actions")
    late = [
        row
        for row in rows
        if (due := day_told(row.text("due")))
        and due < workspace.as_of
        and not _DONE.search(row.text("status"))
    ]
    reason = f"{len(late)} of {len(rows)} actions are late"
    yield shown("actions", held and bool(rows) and not late, reason, artifact.home("actions"))


def _last_audit(workspace: Workspace) -> date | None:
    audit = workspace.artifact("internal-audit")
    days = [day_told(row.text("actual")) for row in (audit.records("audits") if audit else ())]
    return max((day for day in days if day and day <= workspace.as_of), default=None)
