"""What budgeting and accounting show of the past: what a quarter really cost."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import Evidence, shown
from iso20k.judging.workspace import Workspace
from validators.budgeting_accounting.periods import span_of


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """Accounts of a quarter are closed after it, so its days may lie before the approval of the process."""
    quarters: set[str] = set()
    months: set[str] = set()
    for row in artifact.records("costs"):
        span = span_of(row.text("period")) if row.filled("actual") else None
        if span and span.last <= workspace.as_of:
            (months if span.length == "month" else quarters).add(row.text("period"))
    yield shown(
        "actual-cost",
        bool(quarters) or len(months) >= 3,
        f"actual cost stands for {', '.join(sorted(quarters | months)) or 'no closed period'}",
        artifact.home("costs"),
    )
