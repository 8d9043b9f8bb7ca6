"""The service portfolio and the corrective actions as panels; what has no register says so instead of showing 0."""

from __future__ import annotations

from typing import NamedTuple

from iso20k.judging.workspace import Workspace
from validators.service_catalog.services import business_services, services, supporting_services

#: The fields of a portfolio that are figures of the site.
COUNTED_SERVICES = ("catalogued", "business", "supporting", "pipeline", "retired")


class Portfolio(NamedTuple):
    """Counts of the service catalog; retired services are counted apart."""

    catalogued: int
    business: int
    supporting: int
    pipeline: int
    retired: int
    path: str


def portfolio(workspace: Workspace) -> Portfolio | None:
    """The services of the catalog; None where there is no catalog or no service in it."""
    catalog = workspace.artifact("service-catalog")
    known = services(catalog) if catalog else ()
    if catalog is None or not known:
        return None
    status = [service.status for service in known]
    return Portfolio(
        len(known) - status.count("retired"),
        len(business_services(catalog)),
        len(supporting_services(catalog)),
        status.count("pipeline"),
        status.count("retired"),
        catalog.path,
    )
