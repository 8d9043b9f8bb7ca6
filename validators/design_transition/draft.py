"""What earlier steps know of design and transition: interfaces of the plan, and services of the catalog that come or go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from iso20k.standard.rows import areas_of_cell
from validators.service_catalog.services import services

CATALOG, PLAN = "service-catalog", "service-management-plan"


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """An interface row per interface of clause 5 in the plan, a project row per service that is not live or retires."""
    return {"interfaces": tuple(interfaces_of(workspace, "5")), "projects": tuple(_projects(workspace))}


def interfaces_of(workspace: Workspace, number: str) -> Iterator[Drafted]:
    """The interfaces of an area in the plan, as rows of process and what is handed over."""
    plan = workspace.artifact(PLAN)
    for row in plan.records("interfaces") if plan else ():
        for own, other in (("from", "to"), ("to", "from")):
            areas = areas_of_cell(row.text(own), workspace.edition)
            if row.filled(other) and row.filled("what") and any(area.number == number for area in areas):
                yield Drafted({"process": row.text(other), "what": row.text("what")}, row.at("what"))


def _projects(workspace: Workspace) -> Iterator[Drafted]:
    catalog = workspace.artifact(CATALOG)
    for service in services(catalog) if catalog else ():
        retiring = "retiring" in service.record.text("status").lower()
        if service.status != "pipeline" and not retiring:
            continue
        cells = {"name": service.name, "service_id": service.id, "kind": "removed" if retiring else "new"}
        if service.record.filled("customers"):
            cells["customer"] = service.record.text("customers")
        yield Drafted({key: text for key, text in cells.items() if text}, service.record.place)
