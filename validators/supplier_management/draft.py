"""What earlier steps know of the suppliers: who they are, what they deliver, for which services, under which governance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iso20k.facts.artifact import Artifact
from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from validators.organization_profile.tools import vendors
from validators.service_catalog.services import Service, named, services

_GOVERNED = ("party", "accountability", "definition", "performance", "improvement")


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """A supplier row for each supplier of the catalog with its services, a governance row for each other party of the scope."""
    catalog, scope = workspace.artifact("service-catalog"), workspace.artifact("sms-scope")
    found: dict[str, tuple[Drafted, ...]] = {}
    if catalog and (rows := tuple(_suppliers(workspace, catalog))):
        found["suppliers"] = rows
    if scope and (governed := tuple(_governance(scope))):
        found["governance"] = governed
    return found


def _suppliers(workspace: Workspace, catalog: Artifact) -> Iterator[Drafted]:
    supported: dict[str, tuple[str, list[Service]]] = {}
    for service in services(catalog):
        for name in named(service.record, "suppliers") if service.status != "retired" else ():
            supported.setdefault(normalise(name), (name, []))[1].append(service)
    profile = workspace.artifact("organization-profile")
    for key, (name, carried) in supported.items():
        cells = {"name": name, "services": ", ".join(service.id or service.name for service in carried)}
        tools = (
            [vendor.record for vendor in vendors(profile) if normalise(vendor.name) == key] if profile else []
        )
        if tools:
            told = (f"{tool.text('tool')}: {tool.text('purpose')}".rstrip(": ") for tool in tools)
            cells["provides"] = "; ".join(told)
        yield Drafted(cells, carried[0].record.at("suppliers"))


def _governance(scope: Artifact) -> Iterator[Drafted]:
    for row in scope.records("other_parties"):
        cells = {key: row.text(key) for key in _GOVERNED if filled_cell(row.text(key))}
        if "party" in cells:
            yield Drafted(cells, row.place)
