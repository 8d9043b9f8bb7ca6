"""What earlier documents know of customers and of the services that they receive."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iso20k.facts.artifact import Record
from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from iso20k.values.listing import split_list
from validators.organization_profile.people import appointments
from validators.service_catalog.services import business_services, find_service, named, services


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """Services with their customers from the catalog, segments and named customers from the scope, the process owner."""
    rows = {
        "services": tuple(_services(workspace)),
        "segments": tuple(_segments(workspace)),
        "customers": tuple(_customers(workspace)),
        "roles": tuple(_roles(workspace)),
    }
    return {key: found for key, found in rows.items() if found}


def _services(workspace: Workspace) -> Iterator[Drafted]:
    catalog = workspace.artifact("service-catalog")
    for service in business_services(catalog) if catalog else ():
        told = {
            "customers": ", ".join(named(service.record, "customers")),
            "users": service.record.text("users"),
        }
        yield _drafted({"id": service.id, "name": service.name, **told}, service.record)


def _segments(workspace: Workspace) -> Iterator[Drafted]:
    scope = workspace.artifact("sms-scope")
    for row in scope.records("customers") if scope else ():
        if row.filled("segment"):
            cells = {
                "segment": row.text("segment"),
                "number": row.text("number"),
                "services": _ids(workspace, row),
            }
            yield _drafted(cells, row)


def _customers(workspace: Workspace) -> Iterator[Drafted]:
    """Customers that the scope names one by one when it names all of a segment, else the segment as one row."""
    scope = workspace.artifact("sms-scope")
    rows = [row for row in (scope.records("customers") if scope else ()) if row.filled("segment")]
    for row in rows:
        names = split_list(row.text("named")) if row.filled("named") else ()
        complete = row.text("number").strip() == str(len(names))
        for name in names if complete else (row.text("segment"),):
            yield _drafted(
                {"name": name, "segment": row.text("segment"), "services": _ids(workspace, row)}, row
            )
    if not rows:
        yield from _of_catalog(workspace)


def _of_catalog(workspace: Workspace) -> Iterator[Drafted]:
    catalog = workspace.artifact("service-catalog")
    received: dict[str, list[tuple[str, Record]]] = {}
    for service in business_services(catalog) if catalog else ():
        for name in named(service.record, "customers"):
            received.setdefault(name, []).append((service.id or service.name, service.record))
    for name, found in received.items():
        yield _drafted({"name": name, "services": ", ".join(label for label, _ in found)}, found[0][1])


def _ids(workspace: Workspace, row: Record) -> str:
    """The services that a row names, by their IDs in the catalog where it has them."""
    catalog = workspace.artifact("service-catalog")
    known = services(catalog) if catalog else ()
    found = ((find_service(name, known), name) for name in named(row, "services"))
    return ", ".join(service.id if service and service.id else name for service, name in found)


def _roles(workspace: Workspace) -> Iterator[Drafted]:
    profile = workspace.artifact("organization-profile")
    for appointment in appointments(profile) if profile else ():
        if "7.1" in appointment.areas and appointment.person:
            yield _drafted({"role": "Process owner", "person": appointment.person}, appointment.record)


def _drafted(cells: Mapping[str, str], record: Record) -> Drafted:
    return Drafted({key: text for key, text in cells.items() if text}, record.place)
