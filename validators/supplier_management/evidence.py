"""What supplier management shows of the past: reviews of those on whom most depends."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import Evidence, happened, overdue, shown
from iso20k.judging.workspace import Workspace
from validators.supplier_management.suppliers import suppliers


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """Where no supplier is critical, every supplier in use counts."""
    known = suppliers(artifact)
    wanted = [s.record for s in known if s.tier == "critical"] or [s.record for s in known]
    held = [row for row in wanted if happened(workspace, artifact, row.text("last_review"))]
    yield shown(
        "supplier-reviews",
        bool(wanted) and len(held) == len(wanted),
        f"{len(held)} of {len(wanted)} critical suppliers have been reviewed",
        artifact.home("suppliers"),
        old=any(overdue(workspace, row, "next_review") for row in held),
    )
