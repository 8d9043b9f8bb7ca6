"""What earlier steps know of a cost register: the services to be costed and the suppliers that will send invoices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iso20k.facts.artifact import Artifact
from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from validators.service_catalog.services import (
    Service,
    business_services,
    find_service,
    graph,
    named,
    services,
)


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """A cost row for each live business service, and for each supplier behind it a row of external cost."""
    catalog = workspace.artifact("service-catalog")
    if catalog is None:
        return {}
    live = [service for service in business_services(catalog) if service.status == "live"]
    costs = tuple(Drafted({"service": _called(service)}, service.record.place) for service in live)
    return {"costs": costs, "external": tuple(_external(catalog, live))}


def _called(service: Service) -> str:
    return " ".join(part for part in (service.id, service.name) if part)


def _external(catalog: Artifact, live: list[Service]) -> Iterator[Drafted]:
    known, edges = services(catalog), graph(catalog)
    for service in live:
        carriers = (find_service(label, known) for label in edges.get(service.label, ()))
        seen: set[str] = set()
        for one in (service, *(carrier for carrier in carriers if carrier)):
            for supplier in named(one.record, "suppliers"):
                if supplier.casefold() not in seen:
                    seen.add(supplier.casefold())
                    cells = {"supplier": supplier, "service": _called(service)}
                    yield Drafted(cells, one.record.at("suppliers"))
