"""What service reporting shows of the past: the reports that were issued."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.evidence import RECORD_MONTHS, Evidence, day_told, happened, months_in_a_row, shown
from iso20k.judging.workspace import Workspace

_SLA = re.compile(r"\bSLAs?\b|service levels?", re.IGNORECASE)


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """A report counts once it was issued and says where it is kept."""
    issued = issued_reports(workspace, artifact)
    yield shown(
        "reports-issued",
        len(issued) >= RECORD_MONTHS,
        f"{len(issued)} reports were issued and are on record",
        artifact.home("issued"),
    )
    covering = {row.text("id") for row in artifact.records("reports") if row.filled("slas")} | {
        row.text("report") for row in artifact.records("matrix") if _SLA.search(row.text("performance"))
    }
    run = longest_run(workspace, [row for row in issued if row.text("report") in covering])
    yield shown(
        "sla-results",
        run >= RECORD_MONTHS,
        f"reports on SLAs cover {run} consecutive months",
        artifact.home("issued"),
    )


def issued_reports(workspace: Workspace, artifact: Artifact) -> list[Record]:
    """The reports that were issued since the process was approved, each with its record.

    A report on a month before the approval counts when it was issued after it.
    """
    return [
        row
        for row in artifact.records("issued")
        if row.filled("report")
        and row.filled("record")
        and happened(workspace, artifact, row.text("issued_on"))
    ]


def longest_run(workspace: Workspace, issued: list[Record]) -> int:
    """How many consecutive months one report covers at most; a period that has not ended covers none."""
    runs = [0]
    for report in {row.text("report") for row in issued}:
        ends = [day_told(row.text("period")) for row in issued if row.text("report") == report]
        runs.append(months_in_a_row(day for day in ends if day and day <= workspace.as_of))
    return max(runs)
