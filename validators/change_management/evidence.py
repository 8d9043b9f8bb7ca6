"""What change management shows of the past: changes that were looked back on, emergency changes above all."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.evidence import Evidence, happened, shown
from iso20k.judging.workspace import Workspace


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """A change counts once it was deployed; its review must have a day that has come."""
    done = [
        row
        for row in artifact.records("log")
        if row.filled("rfc") and happened(workspace, artifact, row.text("done"))
    ]
    reviewed = [row for row in done if _reviewed(workspace, artifact, row)]
    reason = f"{len(reviewed)} of {len(done)} deployed changes have a day of review"
    yield shown("changes-reviewed", bool(reviewed), reason, artifact.home("log"))
    emergencies = [row for row in done if "emergency" in row.text("type").casefold()]
    looked = [row for row in emergencies if row in reviewed]
    reason = f"{len(looked)} of {len(emergencies)} emergency changes have a day of review"
    yield shown(
        "emergency-reviewed", bool(done) and len(looked) == len(emergencies), reason, artifact.home("log")
    )


def _reviewed(workspace: Workspace, artifact: Artifact, row: Record) -> bool:
    told = row.text("review")
    return "due" not in told.casefold() and happened(workspace, artifact, told) is not None
