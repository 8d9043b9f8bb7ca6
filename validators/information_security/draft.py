"""What earlier documents know of services to protect, of organizations with access and of the process owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iso20k.facts.artifact import Record
from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from iso20k.wording.names import normalise
from validators.organization_profile.people import appointments
from validators.service_catalog.services import named, services


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """A mapping row for each live service, an access row for each of their suppliers, and the process owner."""
    rows = {
        "mapping": tuple(_mapping(workspace)),
        "access": tuple(_access(workspace)),
        "roles": tuple(_roles(workspace)),
    }
    return {key: found for key, found in rows.items() if found}


def _mapping(workspace: Workspace) -> Iterator[Drafted]:
    catalog = workspace.artifact("service-catalog")
    for service in services(catalog) if catalog else ():
        if service.status == "live":
            yield _drafted({"id": service.id, "service": service.name}, service.record)


def _access(workspace: Workspace) -> Iterator[Drafted]:
    """Each supplier of a live service once; whether and what it can reach there has to be asked."""
    catalog = workspace.artifact("service-catalog")
    found: dict[str, tuple[str, Record]] = {}
    for service in services(catalog) if catalog else ():
        for supplier in named(service.record, "suppliers") if service.status == "live" else ():
            found.setdefault(normalise(supplier), (supplier, service.record))
    for supplier, record in found.values():
        yield _drafted({"organization": supplier}, record)


def _roles(workspace: Workspace) -> Iterator[Drafted]:
    profile = workspace.artifact("organization-profile")
    for appointment in appointments(profile) if profile else ():
        if "6.6" in appointment.areas and appointment.person:
            cells = {"role": "Process owner", "person": appointment.person}
            yield _drafted(cells, appointment.record)


def _drafted(cells: Mapping[str, str], record: Record) -> Drafted:
    return Drafted({key: text for key, text in cells.items() if text}, record.place)
