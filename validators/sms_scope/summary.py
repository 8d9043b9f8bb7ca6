"""What a person would read out about the scope."""

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import PROCESS_CLAUSE_AREAS
from iso20k.wording.phrases import count, listed
from validators.sms_scope.boundaries import applying_areas, edition_of, exclusions, services_in_scope
from validators.sms_scope.confirmation import clause_4_confirmed
from validators.sms_scope.justification import is_justified


def summary(workspace: Workspace, scope: Artifact) -> str:
    """'3 services in scope: …; 14 of 14 process clause areas, clause 4 confirmed, 2 justified exclusions (…).'."""
    services = [service for service in services_in_scope(scope) if service.named]
    confirmed = applying_areas(scope, edition_of(workspace))
    areas = sum(area.number in confirmed for area in PROCESS_CLAUSE_AREAS)
    left_out = exclusions(scope)
    justified = [e.item for e in left_out if is_justified(e) and not e.removes_requirement]
    clause_4 = "confirmed" if clause_4_confirmed(workspace, scope) else "not confirmed"
    names = f": {listed(service.label for service in services)}" if services else ""
    excluded = (
        f"{count(len(justified), 'justified exclusion')}"
        if len(justified) == len(left_out)
        else f"{len(justified)} of {count(len(left_out), 'exclusion')} justified"
    )
    which = f" ({listed(e.item for e in left_out)})" if left_out else ""
    return (
        f"{count(len(services), 'service')} in scope{names}; {areas} of {len(PROCESS_CLAUSE_AREAS)} process clause areas, "
        f"clause 4 {clause_4}, {excluded}{which}."
    )
