"""The dependency map: every target exists, nothing is orphaned, nothing needs itself or what is gone."""

from collections.abc import Iterator, Mapping

from iso20k.facts.artifact import Artifact
from iso20k.judging.near_miss import near_miss
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import listed
from validators.service_catalog.services import (
    Service,
    business_services,
    dependencies,
    find_service,
    graph,
    reached_from,
    services,
    supporting_services,
)

CATALOG = "service-catalog"


@rule(
    "CAT-03", "no-orphan-supporting", Severity.ERROR, Kind.PRESENCE, "6.1 / 8.2.4", CATALOG,
    source="S",
    each=("services",),
    why="A supporting service that carries nothing is a dead entry, or the dependency that impact analysis needs is missing.",
    hint="Name it under 'Depends on' of the service it carries, or retire it.",
    fails=Example(
        (
            Edit("SVC-007 Ticketing System, SVC-008 Knowledge Base |", "SVC-007 Ticketing System |"),
            Edit("| Atlassian | SVC-003 Help Desk | no |", "| Atlassian | | no |"),
            Edit("| SVC-003 Help Desk | SVC-008 Knowledge Base | soft | Nightly export of the articles |\n", ""),
        ),
        (Found("no business service depends on Knowledge Base", at="SVC-008"),),
    ),
)  # fmt: skip
def no_orphan_supporting(workspace: Workspace, catalog: Artifact) -> Iterator[Problem]:
    edges = graph(catalog)
    needed = {
        target for service in business_services(catalog) for target in reached_from(service.label, edges)
    }
    for service in supporting_services(catalog):
        if service.label not in needed:
            yield Problem(
                service.record.place, f"no business service depends on {service.label}", missing=False
            )


@rule(
    "CAT-04", "dependency-exists", Severity.ERROR, Kind.PRESENCE, "6.1 / 8.2.4", CATALOG,
    source="S",
    why="A dependency on something that the catalog does not know breaks impact analysis.",
    hint="Correct the name, or add the service to the catalog.",
    fails=Example(
        (Edit("| SVC-006 Azure Management Portal | Microsoft |", "| Azure Portal Management | Microsoft |"),),
        (Found("'Azure Portal Management' is no service of the catalog, the nearest is 'Azure Management Portal'", at="SVC-002"),),
    ),
)  # fmt: skip
def dependency_exists(workspace: Workspace, catalog: Artifact) -> Iterator[Problem]:
    known = services(catalog)
    names = [name for service in known for name in (service.name, service.id) if name]
    for dependency in dependencies(catalog):
        for end in (dependency.source, dependency.target):
            if find_service(end, known) is None:
                near = near_miss(end, names)
                message = f"'{end}' is no service of the catalog{near.ending}"
                yield Problem(dependency.place, message, missing=False, edit=near.edit)


@rule(
    "CAT-06", "dependency-acyclic", Severity.ERROR, Kind.VALIDITY, "6.1 / 8.2.2", CATALOG,
    source="P",
    why="Services that need each other have no order in which they can be restored.",
    hint="Remove the dependency that is not needed to start the service.",
    fails=Example(
        (Edit("| SVC-003 Help Desk | SVC-008 Knowledge Base | soft |", "| SVC-008 Knowledge Base | SVC-003 Help Desk | soft |"),),
        (Found("dependencies form a cycle: Help Desk → Knowledge Base → Help Desk", at="SVC-003"),),
    ),
)  # fmt: skip
def dependency_acyclic(workspace: Workspace, catalog: Artifact) -> Iterator[Problem]:
    known = services(catalog)
    edges = graph(catalog)
    reported: set[frozenset[str]] = set()
    for service in known:
        cycle = _cycle(service.label, edges)
        if cycle and frozenset(cycle) not in reported:
            reported.add(frozenset(cycle))
            yield Problem(
                service.record.at("depends_on"),
                f"dependencies form a cycle: {' → '.join((*cycle, cycle[0]))}",
            )


def _cycle(start: str, edges: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The shortest way from `start` back to itself, or nothing."""
    waiting: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while waiting:
        path = waiting.pop(0)
        for target in edges.get(path[-1], ()):
            if target == start:
                return path
            if target not in seen:
                seen.add(target)
                waiting.append((*path, target))
    return ()


@rule(
    "CAT-08", "business-has-component", Severity.STRICT, Kind.PRESENCE, "6.1 / 8.2.4", CATALOG,
    why="The catalogue has to show what each service depends on; a service on nothing is not understood yet.",
    hint="Name what the service depends on, or the components that carry it.",
    fails=Example(
        (
            Edit("SVC-004 Monitoring Platform, SVC-005 Backup System |", "SVC-004, SVC-005, SVC-006 |"),
            Edit("| SVC-006 Azure Management Portal | Microsoft |", "| | Microsoft |"),
            Edit("| Microsoft | SVC-002 Cloud Hosting | no |", "| Microsoft | | no |"),
            Edit("| SVC-002 Cloud Hosting | SVC-006 Azure Management Portal | hard | Command-line access to Azure Resource Manager |\n", ""),
        ),
        (Found("Cloud Hosting has no dependency and no component", at="SVC-002"),),
    ),
    each=("services",),
)  # fmt: skip
def business_has_component(workspace: Workspace, catalog: Artifact) -> Iterator[Problem]:
    edges = graph(catalog)
    for service in business_services(catalog):
        if not edges[service.label] and not service.record.filled("technology"):
            yield Problem(
                service.record.at("depends_on"), f"{service.label} has no dependency and no component"
            )


@rule(
    "CAT-12", "spof-flagged", Severity.ADVICE, Kind.VALIDITY, "6.3.1 / 8.7.1", CATALOG,
    source="s",
    each=("services",),
    why="What carries several critical services without a second leg is the outage that takes all of them down.",
    hint="Fill 'SPOF' with yes or no, or state the redundancy in the dependency table.",
    fails=Example(
        (
            Edit("| SVC-006 Azure Management Portal | Microsoft |", "| SVC-005, SVC-006 | Microsoft |"),
            Edit("| Microsoft | SVC-001 Managed Infrastructure | no | live |", "| Microsoft | SVC-001 Managed Infrastructure | | live |"),
            Edit("| soft | Vault copied to a second Azure region |", "| soft | |"),
        ),
        (
            Found(
                "Backup System carries Managed Infrastructure and Cloud Hosting and is not marked as single point of "
                "failure or redundant",
                at="SVC-005",
            ),
        ),
    ),
)  # fmt: skip
def spof_flagged(workspace: Workspace, catalog: Artifact) -> Iterator[Problem]:
    edges = graph(catalog)
    critical = [s for s in business_services(catalog) if _is_critical(s)]
    known = services(catalog)
    redundant = {
        found.label
        for row in catalog.records("dependencies")
        if row.filled("redundancy") and (found := find_service(row.text("to"), known))
    }
    for service in supporting_services(catalog):
        carried = [s.label for s in critical if service.label in reached_from(s.label, edges)]
        if len(carried) >= 2 and not service.record.filled("spof") and service.label not in redundant:
            message = f"{service.label} carries {listed(carried)} and is not marked as single point of failure or redundant"
            yield Problem(service.record.at("spof"), message)


def _is_critical(service: Service) -> bool:
    level = service.record.text("criticality").lower()
    return any(
        word in level for word in ("critical", "high", "gold", "tier 1", "platinum")
    ) or level.startswith("1")


@rule(
    "CAT-14", "status-lifecycle", Severity.ERROR, Kind.VALIDITY, "6.1, 5.2 / 8.2.4", CATALOG,
    source="P",
    each=("services",),
    why="A live service that stands on a withdrawn component fails on the day the component is switched off.",
    hint="Use live, pipeline or retired, and move live services off retired ones.",
    fails=Example(
        (Edit("| Atlassian | SVC-003 Help Desk | no | live |", "| Atlassian | SVC-003 Help Desk | no | retired |"),),
        (Found("the live service Help Desk depends on the retired Knowledge Base", at="SVC-003"),),
    ),
)  # fmt: skip
def status_lifecycle(workspace: Workspace, catalog: Artifact) -> Iterator[Problem]:
    known = {service.label: service for service in services(catalog)}
    edges = graph(catalog)
    for service in known.values():
        told = service.record.text("status")
        if service.record.filled("status") and not _is_lifecycle_word(told):
            yield Problem(
                service.record.at("status"),
                f"{service.label} has status '{told}', expected live, pipeline or retired",
            )
        if service.status != "live":
            continue
        for target in edges[service.label]:
            if known[target].status == "retired":
                related = Related(known[target].record.at("status"), f"{target} is retired here")
                yield Problem(
                    service.record.at("depends_on"),
                    f"the live service {service.label} depends on the retired {target}",
                    related=(related,),
                )


_LIFECYCLE_WORDS = (
    "live", "active", "operational", "production", "in service", "pipeline", "planned", "proposed", "design", "draft",
    "development", "pilot", "retired", "retiring", "withdrawn", "decommissioned", "obsolete",
)  # fmt: skip


def _is_lifecycle_word(text: str) -> bool:
    return any(word in text.lower() for word in _LIFECYCLE_WORDS)
