"""What capacity management shows of the past: when each resource was measured."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import Evidence, day_told, shown, within_a_year
from iso20k.judging.workspace import Workspace


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """A plan is made from measurements, so these may be older than its approval."""
    rows = artifact.records("baselines")
    days = [day_told(row.text("measured_on")) for row in rows if row.filled("average") or row.filled("peak")]
    past = [day for day in days if day and day <= workspace.as_of]
    yield shown(
        "capacity-measured",
        bool(rows) and len(past) == len(rows),
        f"{len(past)} of {len(rows)} resources have a value with a past day",
        artifact.home("baselines"),
        old=any(not within_a_year(workspace, day) for day in past),
    )
