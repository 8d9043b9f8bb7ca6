"""What the organization profile shows of the past: that those who hold a role were able to."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.evidence import Evidence, day_told, shown
from iso20k.judging.workspace import Workspace
from validators.organization_profile.people import appointments, role_keys


def evidence(workspace: Workspace, artifact: Artifact) -> Iterator[Evidence]:
    """Certificates are older than the profile, so their own end counts and not the day they were given."""
    roles = {keys for held in appointments(artifact) if (keys := role_keys(held.role))}
    proven = [role_keys(r.text("role")) for r in artifact.records("competence") if _valid(workspace, r)]
    covered = sum(any(keys & role for keys in proven) for role in roles)
    yield shown(
        "competence",
        bool(roles) and covered == len(roles),
        f"{covered} of {len(roles)} roles have valid evidence of competence",
        artifact.home("competence"),
    )


def _valid(workspace: Workspace, row: Record) -> bool:
    until = day_told(row.text("valid_until"))
    return row.filled("evidence") and (until is None or until >= workspace.as_of)
