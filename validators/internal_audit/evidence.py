"""What the internal audit shows of the past: which areas were audited, and what followed from nonconformities."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.evidence import Evidence, happened, shown
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import CLAUSE_AREAS
from iso20k.standard.rows import edition_of
from validators.internal_audit.findings import findings
from validators.internal_audit.programme import audits


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """An area is audited when an audit of it has an actual day that has come."""
    covered = audited_areas_so_far(workspace, artifact)
    reason = f"{len(covered)} of {len(CLAUSE_AREAS)} clause areas have been audited"
    yield shown("audit-cycle", len(covered) == len(CLAUSE_AREAS), reason, artifact.home("audits"))
    raised = [finding for finding in findings(artifact) if finding.is_nonconformity]
    treated = [f for f in raised if f.capa or f.record.filled("action")]
    reason = f"{len(treated)} of {len(raised)} nonconformities have a corrective action"
    done = bool(covered) and len(treated) == len(raised)
    yield shown("nonconformities", done, reason, artifact.home("findings"))


def audited_areas_so_far(workspace: Workspace, artifact: Artifact) -> frozenset[str]:
    """The numbers of the clause areas that have really been audited."""
    return frozenset(
        area
        for audit in audits(artifact, edition_of(workspace.edition))
        if happened(workspace, artifact, audit.record.text("actual"))
        for area in audit.areas
    )
