"""What catalog and service levels know of the capacity plan before it is written."""

from __future__ import annotations

from collections.abc import Mapping

from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from iso20k.values.listing import find_identifiers
from iso20k.wording.filled import filled_cell
from validators.service_catalog.services import Service, business_services


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """A requirement, a resource and a forecast for each live business service of the catalog."""
    catalog = workspace.artifact("service-catalog")
    live = [s for s in business_services(catalog) if s.status == "live"] if catalog else []
    if not live:
        return {}
    return {
        "requirements": tuple(_requirement(service) for service in live),
        "baselines": tuple(_drafted(service, {"service_id": service.id or service.name}) for service in live),
        "demand": tuple(
            _drafted(service, {"service_id": service.id, "service": service.name}) for service in live
        ),
    }


def _requirement(service: Service) -> Drafted:
    slas = ", ".join(find_identifiers(service.record.text("sla"), ("SLA",)))
    cells = {
        "service_id": service.id,
        "service": service.name,
        "sla": slas,
        "target": service.record.text("availability"),
    }
    return _drafted(service, cells)


def _drafted(service: Service, cells: Mapping[str, str]) -> Drafted:
    return Drafted({key: text for key, text in cells.items() if filled_cell(text)}, service.record.place)
