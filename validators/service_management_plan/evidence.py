"""What the plan shows of the past: objectives measured, risks and plan reviewed, tasks done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.document import Cell
from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import (
    Evidence,
    day_told,
    evident,
    happened,
    in_force_since,
    not_evident,
    shown,
    within_a_year,
)
from iso20k.judging.workspace import Workspace
from iso20k.wording.closure import is_done

_REVIEWED = re.compile(r"\breview(?:ed)?\b", re.IGNORECASE)


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """Measured values stand in Monitoring & Measurement, under the KPI that an objective names."""
    yield _measured(workspace, artifact)
    yield _risks(workspace, artifact)
    yield _reviewed(workspace, artifact)
    yield _tasks(workspace, artifact)


def _measured(workspace: Workspace, artifact: Artifact) -> Evidence:
    monitoring = workspace.artifact("monitoring-measurement")
    values = {
        row.text("kpi").strip().casefold()[:7]
        for row in (monitoring.records("results") if monitoring else ())
        if row.filled("kpi") and any(row.filled(key) for key in ("value", "actual", "result"))
    }
    wanted = artifact.records("objectives")
    found = sum(row.text("kpi").strip().casefold()[:7] in values for row in wanted if row.filled("kpi"))
    reason = f"{found} of {len(wanted)} objectives have a measured value"
    return shown(
        "objectives-measured", bool(wanted) and found == len(wanted), reason, artifact.home("objectives")
    )


def _risks(workspace: Workspace, artifact: Artifact) -> Evidence:
    section = artifact.sections.get("risks")
    for text in section.texts if section else ():
        day = happened(workspace, artifact, text.text)
        if day and _REVIEWED.search(text.text):
            old = not within_a_year(workspace, day)
            return evident("risks-reviewed", f"risks were reviewed on {day}", artifact.at(text), old=old)
    return not_evident("risks-reviewed", "no review of the risks has a day", artifact.section_place("risks"))


def _reviewed(workspace: Workspace, artifact: Artifact) -> Evidence:
    changes, since = artifact.control.get("changes"), in_force_since(artifact)
    for item in changes.items if changes else ():
        told, day = item.get("change", Cell("", 1)), day_told(item.get("date", Cell("", 1)).text)
        if day and since < day <= workspace.as_of and _REVIEWED.search(told.text):
            return evident("plan-reviewed", f"the plan was reviewed on {day}", artifact.at(told))
    return not_evident(
        "plan-reviewed",
        "no line of the change history after the approval tells of a review",
        artifact.place,
    )


def _tasks(workspace: Workspace, artifact: Artifact) -> Evidence:
    rows = artifact.records("tasks")
    due = [row for row in rows if (day := day_told(row.text("due"))) and day <= workspace.as_of]
    done = [
        row
        for row in due
        if is_done(row.text("status")) and happened(workspace, artifact, row.text("status"))
    ]
    reason = f"{len(done)} of {len(due)} due tasks are done with a day"
    return shown("tasks-done", bool(due) and len(done) == len(due), reason, artifact.home("tasks"))
