"""What configuration management shows of the past: a verification of the CMDB."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import Evidence, happened, overdue, shown
from iso20k.judging.workspace import Workspace


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """A verification counts with its day and result."""
    done = [
        row
        for row in artifact.records("verification")
        if row.filled("result") and happened(workspace, artifact, row.text("last"))
    ]
    yield shown(
        "cmdb-verified",
        bool(done),
        f"{len(done)} verifications have a day and a result",
        artifact.home("verification"),
        old=bool(done) and all(overdue(workspace, row, "next") for row in done),
    )
