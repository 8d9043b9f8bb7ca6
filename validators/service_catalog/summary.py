"""What a person would read out about the catalog."""

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import count, listed
from validators.service_catalog.services import (
    business_services,
    graph,
    reached_from,
    services,
    supporting_services,
)

_FIELDS = ("id", "name", "owner", "customers")


def summary(workspace: Workspace, catalog: Artifact) -> str:
    """'All 8 services (3 business, 5 supporting) have ID, name, owner, type and customers; no orphan dependency; …'."""
    known = services(catalog)
    if not known:
        return "No service is listed."
    complete = [s for s in known if s.kind and all(s.record.filled(field) for field in _FIELDS)]
    business, supporting = business_services(catalog), supporting_services(catalog)
    edges = graph(catalog)
    needed = {target for service in business for target in reached_from(service.label, edges)}
    orphans = [service.label for service in supporting if service.label not in needed]
    head = (
        f"All {count(len(known), 'service')}"
        if len(complete) == len(known)
        else f"{len(complete)} of {count(len(known), 'service')}"
    )
    depends = "; ".join(f"{s.label} depends on {listed(edges[s.label])}" for s in business if edges[s.label])
    return (
        f"{head} ({len(business)} business, {len(supporting)} supporting) have ID, name, owner, type and customers. "
        + (f"Orphan: {listed(orphans)}. " if orphans else "No orphan dependency. ")
        + (f"Dependency map: {depends}." if depends else "No dependency is documented.")
    )
