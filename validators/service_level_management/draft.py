"""What catalog and scope already say about service levels: an SLA for each business service, the agreements they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from iso20k.values.listing import find_identifiers
from iso20k.values.percent import parse_percent
from iso20k.values.target import parse_target
from iso20k.wording.filled import filled_cell
from validators.service_catalog.services import Service, business_services, find_service, services

_TOLD = {"customer": "customers", "service_hours": "service_hours", "target": "availability"}


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """An SLA row for each live business service; an OLA or contract for each that the scope's interfaces name."""
    catalog, scope = workspace.artifact("service-catalog"), workspace.artifact("sms-scope")
    found = {
        "slas": tuple(_slas(catalog)) if catalog else (),
        "olas": tuple(_named(scope, catalog, "OLA", "provided_by")) if scope else (),
        "ucs": tuple(_named(scope, catalog, "UC", "supplier")) if scope else (),
    }
    return {register: rows for register, rows in found.items() if rows}


def _slas(catalog: Artifact) -> Iterator[Drafted]:
    for service in business_services(catalog):
        if service.status == "live":
            yield Drafted(_sla(service), service.record.place)


def _sla(service: Service) -> dict[str, str]:
    row = service.record
    told = {key: row.text(column) for key, column in _TOLD.items() if row.filled(column)}
    target = told.get("target", "")
    if parse_percent(target) is not None:
        told["metric"] = "Availability"
    elif parse_target(target) is None:
        told.pop("target", None)
    return {**_identified(service), **told}


def _identified(service: Service) -> dict[str, str]:
    """Its ID and name, and the SLA that the catalog announces for it."""
    announced = find_identifiers(service.record.text("sla"), ("SLA",))
    known = {"id": announced[0] if len(announced) == 1 else "", "service": service.id, "name": service.name}
    return {key: text for key, text in known.items() if filled_cell(text)}


def _named(scope: Artifact, catalog: Artifact | None, prefix: str, party: str) -> Iterator[Drafted]:
    for row in scope.records("interfaces"):
        for identifier in find_identifiers(row.text("agreement"), (prefix,)):
            told = {"id": identifier, party: row.text("other"), "component": row.text("interface")}
            told["supports"] = _sla_of(row, catalog)
            yield Drafted({key: text for key, text in told.items() if filled_cell(text)}, row.place)


def _sla_of(row: Record, catalog: Artifact | None) -> str:
    """The SLA that the catalog announces for the one service on this interface."""
    service = find_service(row.text("item"), services(catalog)) if catalog else None
    return _identified(service).get("id", "") if service else ""
