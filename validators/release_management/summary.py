"""What a person would read out about release management."""

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import count, listed
from validators.design_transition.criteria import criteria
from validators.design_transition.lifecycle import chain
from validators.design_transition.statements import lowered
from validators.release_management.releases import Release, defined, release_types, releases
from validators.release_management.rollbacks import rollbacks


def summary(workspace: Workspace, rel: Artifact) -> str:
    """'4 release types: major, …. Stages: plan → …. 5 acceptance criteria: …. Deployment by …; 4 rollbacks. 2 releases deployed, …'."""
    kinds = [lowered(kind.name) for kind in release_types(rel) if defined(kind)]
    accepted = [lowered(criterion.name) for criterion in criteria(rel)]
    methods = [lowered(row.text("method")) for row in rel.records("deployment") if row.filled("method")]
    back = len(rollbacks(rel))
    stages = chain(rel)
    parts = (
        f"{count(len(kinds), 'release type')}: {listed(kinds)}." if kinds else "No release type is defined.",
        f"Stages: {stages}." if stages else "",
        f"{count(len(accepted), 'acceptance criterion', 'acceptance criteria')}: {listed(accepted)}."
        if accepted
        else "No acceptance criterion is documented.",
        f"Deployment by {listed(methods)}." if methods else "",
        f"{count(back, 'rollback')} with trigger and steps." if back else "",
        _calendar(releases(rel)),
    )
    return " ".join(part for part in parts if part)


def _calendar(known: tuple[Release, ...]) -> str:
    if not known:
        return ""
    done = sum(release.actual is not None for release in known)
    planned = len(known) - done
    return f"{count(done, 'release')} deployed" + (f", {planned} planned." if planned else ".")
