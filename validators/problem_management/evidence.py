"""What problem management shows of the past: a problem followed from its cause to the check of its solution."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import Evidence, happened, shown
from iso20k.judging.workspace import Workspace
from validators.problem_management.register import says


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """The loop is closed when the cause is known, a change has removed it, and the day of closing has come."""
    closed = [
        row
        for row in artifact.records("problems")
        if says(row, "cause")
        and (says(row, "rfc") or says(row, "reason"))
        and happened(workspace, artifact, row.text("closed"))
    ]
    reason = f"{len(closed)} problems have a cause, a solution and a day of closing"
    place = closed[0].place if closed else artifact.home("problems")
    yield shown("problem-closed", bool(closed), reason, place)
