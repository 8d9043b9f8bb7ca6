"""The service portfolio and its SLAs as panels; what has no register says so instead of showing 0."""

from __future__ import annotations

from typing import NamedTuple

from iso20k.judging.workspace import Workspace
from validators.service_catalog.services import (
    business_services,
    find_service,
    services,
    supporting_services,
)
from validators.service_level_management.agreements import active
from validators.service_level_management.levels import agreements

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


class Coverage(NamedTuple):
    """The active SLAs, and how many of the live business services have one; both counted from the registers."""

    documented: int
    covered: int
    business: int
    path: str


#: The fields of a coverage that are figures of the site.
COUNTED_AGREEMENTS = ("documented", "covered", "business")


def coverage(workspace: Workspace) -> Coverage | None:
    """The SLAs of the register; None where there is no register, or no catalog to hold it against."""
    register = workspace.artifact("service-level-management")
    catalog = workspace.artifact("service-catalog")
    if register is None or catalog is None or not agreements(register):
        return None
    known = services(catalog)
    slas = active(agreements(register))
    agreed = {found.label for sla in slas if (found := find_service(sla.service or sla.name, known))}
    live = [service.label for service in business_services(catalog) if service.status == "live"]
    return Coverage(len(slas), sum(label in agreed for label in live), len(live), register.path)
