"""What catalog and profile know of the continuity and availability plan before it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iso20k.facts.artifact import Artifact
from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import filled_cell
from validators.organization_profile.people import appointments, sponsor
from validators.service_catalog.services import Service, business_services, graph, reached_from, services

_AREA = "6.3"


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """A row of impact analysis, availability plan and strategy per live business service, and the known contacts."""
    known: dict[str, tuple[Drafted, ...]] = {}
    catalog = workspace.artifact("service-catalog")
    if catalog:
        live = [service for service in business_services(catalog) if service.status == "live"]
        known["bia"] = tuple(_row(s, {"criticality": "criticality"}) for s in live)
        known["availability"] = tuple(_availability(catalog, service) for service in live)
        known["strategies"] = tuple(_strategy(service) for service in live)
    profile = workspace.artifact("organization-profile")
    if profile:
        known["contacts"] = tuple(_contacts(profile))
    return {register: rows for register, rows in known.items() if rows}


def _row(service: Service, columns: Mapping[str, str]) -> Drafted:
    """The service and, by the register's column, what the catalog's column says."""
    told = {key: service.record.text(own) for key, own in columns.items()}
    cells = {"service_id": service.id, "service": service.name, **told}
    return Drafted({key: text for key, text in cells.items() if filled_cell(text)}, service.record.place)


def _availability(catalog: Artifact, service: Service) -> Drafted:
    row = _row(service, {"target": "availability", "service_hours": "service_hours"})
    carried_by = reached_from(service.label, graph(catalog))
    weak = [
        f"{one.id} {one.name}".strip()
        for one in services(catalog)
        if one.label in carried_by and one.record.text("spof").strip().lower().startswith("yes")
    ]
    return row._replace(cells={**row.cells, "spof": ", ".join(weak)}) if weak else row


def _strategy(service: Service) -> Drafted:
    row = _row(service, {"owner": "owner"})
    return row._replace(
        cells={key: text for key, text in row.cells.items() if key != "service" or not service.id}
    )


def _contacts(profile: Artifact) -> Iterator[Drafted]:
    """Whoever answers for continuity, and the sponsor, each with the deputy."""
    top = sponsor(profile)
    for one in appointments(profile):
        if (_AREA in one.areas or (top and one.record == top.record)) and one.person:
            cells = {"role": one.role, "person": one.person, "deputy": one.deputy}
            yield Drafted({key: text for key, text in cells.items() if filled_cell(text)}, one.record.place)
