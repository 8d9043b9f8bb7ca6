"""What service level management shows of the past: the review of each agreement."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import Evidence, happened, overdue, shown
from iso20k.judging.workspace import Workspace


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """An agreement whose next review has passed is reviewed less often than promised."""
    agreements = [row for row in artifact.records("slas") if row.filled("id")]
    held = [row for row in agreements if happened(workspace, artifact, row.text("last_review"))]
    yield shown(
        "sla-review",
        bool(agreements) and len(held) == len(agreements),
        f"{len(held)} of {len(agreements)} agreements have been reviewed",
        artifact.home("slas"),
        old=any(overdue(workspace, row, "next_review") for row in held),
    )
