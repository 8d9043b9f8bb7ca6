"""What catalog and plan know of the CMDB: types of the components, items of the services, how they are verified."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iso20k.facts.artifact import Artifact
from iso20k.judging.drafting import Drafted
from iso20k.judging.workspace import Workspace
from iso20k.values.deferred import deferred
from iso20k.values.frequency import find_frequencies
from iso20k.values.percent import find_percents
from iso20k.wording.filled import filled_cell
from validators.service_catalog.services import Service, services
from validators.service_management_plan.governance import cycles

#: The classes that words of a technology stand for; the first one that fits wins.
_CLASSES: Mapping[str, str] = {
    "Virtual Machine": r"virtual machines?\b|\bVMs?\b|\binstances? of azure\b",
    "Server": r"\bservers?\b|\bhosts?\b|\bmainframe",
    "Network Device": r"\bswitch|\brouter|\bfirewall|\bload balancer|\bnetwork (?:core|device)",
    "Application": r"\bportal|\bvault|\binstance|\bsite\b|\bapplication|\bsoftware|\bplatform|\bservicenow|\bconfluence|\bzabbix",
}
_PATTERNS = {name: deferred(f"(?i:{pattern})") for name, pattern in _CLASSES.items()}


def draft(workspace: Workspace) -> Mapping[str, tuple[Drafted, ...]]:
    """CI types and items from the services of the catalog, the verification and the interfaces from the plan."""
    catalog = workspace.artifact("service-catalog")
    plan = workspace.artifact("service-management-plan")
    return {
        "ci_types": tuple(_types(catalog)) if catalog else (),
        "cis": tuple(_items(catalog)) if catalog else (),
        "verification": tuple(_verification(plan, workspace.edition)) if plan else (),
        "interfaces": tuple(interfaces_of(plan, "9.1")) if plan else (),
    }


def _types(catalog: Artifact) -> Iterator[Drafted]:
    for name in _CLASSES:
        for service in services(catalog):
            told = service.record.text("technology") or service.record.text("description")
            if _class_of(told) == name:
                yield Drafted({"name": name, "examples": told}, service.record.place)
                break
    for service in services(catalog)[:1]:
        examples = ", ".join(other.label for other in services(catalog))
        yield Drafted({"name": "Service", "examples": examples}, service.record.place)
    agreed = next((service for service in services(catalog) if service.record.filled("sla")), None)
    if agreed:
        yield Drafted(
            {"name": "SLA Document", "examples": agreed.record.text("sla")}, agreed.record.at("sla")
        )


def _class_of(text: str) -> str:
    return next((name for name, pattern in _PATTERNS.items() if pattern().search(text)), "")


def _items(catalog: Artifact) -> Iterator[Drafted]:
    for service in services(catalog):
        if service.name and service.status != "retired":
            yield Drafted(_cells(service, "Service", service.name), service.record.place)
            told = service.record.text("technology")
            if filled_cell(told) and (kind := _class_of(told)):
                yield Drafted(_cells(service, kind, told), service.record.at("technology"))


def _cells(service: Service, kind: str, name: str) -> Mapping[str, str]:
    owner = service.record.text("owner") if service.record.filled("owner") else ""
    cells = {"type": kind, "name": name, "owner": owner, "service": service.id}
    return {key: text for key, text in cells.items() if text}


def _verification(plan: Artifact, edition: str) -> Iterator[Drafted]:
    for cycle in cycles(plan, edition):
        told = cycle.record.text("check")
        often, shares = find_frequencies(told), find_percents(told)
        if cycle.area and cycle.area.number == "9.1" and (often or shares):
            cells = {
                **({"frequency": often[0].text} if often else {}),
                **({"target": f"{shares[0]} %"} if shares else {}),
            }
            yield Drafted(cells, cycle.record.at("check"))


def interfaces_of(plan: Artifact, number: str) -> Iterator[Drafted]:
    """The other end of each interface of the process with this clause number, with what is given or received."""
    for record in plan.records("interfaces"):
        giver, taker, what = (record.text(key) for key in ("from", "to", "what"))
        if _names(giver, number):
            yield Drafted({"process": taker, "gives": what}, record.place)
        elif _names(taker, number):
            yield Drafted({"process": giver, "receives": what}, record.place)


def _names(process: str, number: str) -> bool:
    return process.split(" ")[0].rstrip(".:") == number
