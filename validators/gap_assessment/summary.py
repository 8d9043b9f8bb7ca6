"""What a person would read out about the gap assessment."""

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import CLAUSE_AREAS
from iso20k.wording.phrases import count, listed
from validators.gap_assessment.maturity import (
    AUDIT,
    IMMEDIATE,
    LONG,
    MEDIUM,
    SHORT,
    actions,
    maturity_by_area,
    mean_maturity,
    scores,
)


def summary(workspace: Workspace, gap: Artifact) -> str:
    """'15 of 15 clause areas assessed on the scale 0 to 5, average maturity 1.47. 15 gaps, 5 critical; …'."""
    areas = maturity_by_area(gap, workspace.edition)
    mean = mean_maturity(areas.values())
    if mean is None:
        return "No clause area is assessed."
    gaps = [row for row in scores(gap, workspace.edition) if row.gap]
    critical = sum(row.critical for row in gaps)
    planned = actions(gap, workspace.edition)
    complete = [row for row in gaps if row.record.filled("action") and row.record.filled("priority")]
    share = "each" if len(complete) == len(gaps) else f"{len(complete)} of them"
    bands = [
        f"{number} {band}"
        for band in (IMMEDIATE, SHORT, MEDIUM, LONG, AUDIT)
        if (number := sum(action.horizon == band for action in planned))
    ]
    return (
        f"{len(areas)} of {len(CLAUSE_AREAS)} clause areas assessed on the scale 0 to 5, average maturity "
        f"{mean:.2f}. {count(len(gaps), 'gap')}, {critical} critical; {share} with a remediation action and priority. "
        + (f"Roadmap: {listed(bands)}." if bands else "There is no roadmap.")
    )
