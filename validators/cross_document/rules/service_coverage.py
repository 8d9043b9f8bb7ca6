"""What the catalog sells is carried by every process that must carry it: cost, capacity, security and relationship."""

from collections.abc import Iterable, Iterator

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.listing import find_identifiers
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import nearest, normalise
from iso20k.wording.phrases import listed
from validators.budgeting_accounting.costs import cost_lines, is_total, service_costs
from validators.business_relationship.customers import customers, customers_of, served_services, speaks_of
from validators.capacity_management.resources import Resource, resources
from validators.cross_document.joins import service_in, unknown_service
from validators.information_security.controls import controls, controls_of
from validators.information_security.risks import risks
from validators.service_catalog.services import Service, business_services, named, services
from validators.service_continuity_availability.served import ItemRef
from validators.service_level_management.agreements import active
from validators.service_level_management.levels import agreements

CATALOG, BUDGET, CAPACITY = "service-catalog", "budgeting-accounting", "capacity-management"
SECURITY, CUSTOMERS, SLM = "information-security", "business-relationship", "service-level-management"


def live(found: Iterable[Service]) -> tuple[Service, ...]:
    """The services that customers receive today; what is still planned need not be carried yet."""
    return tuple(service for service in found if service.status == "live")


def in_catalog(service: Service) -> Related:
    """The catalog's entry, as the other place of a finding."""
    return Related(service.record.place, f"{service.label} in the catalog")


@rule(
    "X37", "cost-per-catalog-service", Severity.STRICT, Kind.CROSS, "6.4 / 8.4.1", (BUDGET, CATALOG),
    source="s",
    why="A service whose cost nobody knows is priced, promised and changed blindly; a cost for an unknown service is somebody's blind spot.",
    hint="Give each live business service a cost total under its catalog ID, and no other.",
    fails=Example(
        (Edit("| SVC-003 | Help Desk | Incident logging, triage and resolution, L1 and L2 |", "| SVC-010 | Workplace Support | Incident logging, triage and resolution, L1 and L2 |", CATALOG),),
        (
            Found("SVC-003 Help Desk has costs and is not in the catalog", at="| SVC-003 Help Desk | Personnel | FY 2026-27 |"),
            Found("Workplace Support has no cost total", at="## Service cost models"),
        ),
    ),
    more=(
        Example((Edit("| 24x7 | 24x7 | 99.9 % | SLA-001 | SVC-004 Monitoring Platform, SVC-005 Backup System | Zabbix, Microsoft | live |", "| 24x7 | 24x7 | 99.9 % | SLA-001 | SVC-004 Monitoring Platform, SVC-005 Backup System | Zabbix, Microsoft | live since 2017 |", CATALOG),)),
    ),
)  # fmt: skip
def cost_per_catalog_service(workspace: Workspace, budget: Artifact, catalog: Artifact) -> Iterator[Problem]:
    costed = {one.label for cost in service_costs(budget) if (one := service_in(catalog, cost.service))}
    told: set[str] = set()
    for line in cost_lines(budget):
        name = line.service
        if not filled_cell(name) or is_total(name) or name in told or service_in(catalog, name):
            continue
        told.add(name)
        ending = unknown_service(catalog, name)
        yield Problem(
            line.record.at("service"),
            f"{name} has costs and is not in the catalog{ending}",
            related=(Related(catalog.home("services"), "the services of the catalog"),),
        )
    for service in live(business_services(catalog)):
        if service.label not in costed:
            message = f"{service.label} has no cost total"
            yield Problem(budget.home("costs"), message, related=(in_catalog(service),), missing=True)


@rule(
    "X40", "capacity-covers-sla-services", Severity.ERROR, Kind.CROSS, "6.5, 6.1 / 8.4.3", (CAPACITY, SLM, CATALOG),
    source="S",
    why="A service sold with an SLA whose resources nobody measures meets its target until the day it does not.",
    hint="Give the service a resource with a baseline and with warning and critical thresholds.",
    fails=Example(
        (
            Edit("| RES-006 | SVC-003 | technical |", "| RES-006 | SVC-007 | technical |"),
            Edit("| RES-008 | SVC-003 | human |", "| RES-008 | SVC-007 | human |"),
        ),
        (Found("Help Desk has an SLA (SLA-003) and no resource", at="## Resources and baselines"),),
    ),
    more=(
        Example(
            (
                Edit("| RES-006 | ServiceNow analyst licences | 92 % | 97 % |", "| RES-006 | ServiceNow analyst licences | | |"),
                Edit("| RES-008 | L1 and L2 analysts | 90 % | 95 % |", "| RES-008 | L1 and L2 analysts | | |"),
            ),
            (Found("Help Desk has an SLA (SLA-003) and no resource with baseline and thresholds", at="RES-006"),),
        ),
        Example(
            (Edit("| RES-006 | SVC-003 | technical |", "| RES-006 | SVC-030 | technical |"),),
            (Found("RES-006 serves SVC-030, which is not in the catalog", at="RES-006"),),
        ),
        Example((Edit("| RES-008 | SVC-003 | human |", "| RES-008 | all services | human |"), Edit("| RES-006 | SVC-003 |", "| RES-006 | SVC-007 |"))),
    ),
)  # fmt: skip
def capacity_covers_sla_services(
    workspace: Workspace, capacity: Artifact, slm: Artifact, catalog: Artifact
) -> Iterator[Problem]:
    known = tuple((s.id.upper(), s.name) for s in services(catalog) if s.id)
    found = resources(capacity, known)
    yield from _for_unknown_services(found, catalog)
    done: set[str] = set()
    for sla in active(agreements(slm)):
        service = service_in(catalog, sla.service)
        if service is None or service.label in done:
            continue  # an SLA for an unknown service is X17's
        done.add(service.label)
        own = [one for one in found if _serves(one, service)]
        related = (Related(sla.record.place, f"{sla.label} for {service.label}"),)
        start = f"{service.label} has an SLA ({sla.label}) and no resource"
        if not own:
            yield Problem(capacity.home("baselines"), start, related=related, missing=True)
        elif not any(_measured(one) for one in own):
            message = f"{start} with baseline and thresholds"
            yield Problem(own[0].record.place, message, related=related, missing=True)


def _for_unknown_services(found: Iterable[Resource], catalog: Artifact) -> Iterator[Problem]:
    """Resources that are kept for a service which the catalog does not sell, or no longer."""
    holders: dict[str, dict[str, Place]] = {}
    for one in found:
        for key in ("service_id", "service"):
            for told in find_identifiers(one.record.text(key), ("SVC",)):
                if service_in(catalog, told) is None:
                    holders.setdefault(told, {}).setdefault(one.ref.id or one.label, one.record.at(key))
    home = Related(catalog.home("services"), "the services of the catalog")
    for told, places in holders.items():
        verb = "serves" if len(places) == 1 else "serve"
        message = (
            f"{listed(places)} {verb} {told}, which is not in the catalog{unknown_service(catalog, told)}"
        )
        yield Problem(next(iter(places.values())), message, related=(home,))


def _serves(resource: Resource, service: Service) -> bool:
    ref = ItemRef(service.id.upper(), service.name)
    return any(ref.same(one) or normalise(one.name).startswith("all") for one in resource.services)


def _measured(resource: Resource) -> bool:
    limits = resource.threshold
    stated = limits is not None and (limits.record.filled("warning") or limits.record.filled("critical"))
    return stated and (resource.record.filled("average") or resource.record.filled("peak"))


@rule(
    "X41", "control-covers-service", Severity.ERROR, Kind.CROSS, "6.6.2 / 8.7.3.2", (SECURITY, CATALOG),
    source="S",
    why="A live service that no control protects is where the attacker comes in; a control for a service that does not exist protects nothing.",
    hint="Name at least one control for each live service of the catalog, by the catalog's ID.",
    fails=Example(
        (Edit("| SVC-006 | Azure Management Portal | supporting |", "| SVC-016 | Cloud Portal | supporting |", CATALOG),),
        (
            Found("CTL-001, CTL-002, CTL-003, CTL-015, CTL-016 and RSK-109 name the service SVC-006, which is not in the catalog", at="RSK-109"),
            Found("Cloud Portal has no control", at="## Service-to-control mapping"),
        ),
    ),
    more=(
        Example(
            (Edit("| RSK-103 | SVC-001 Managed Infrastructure, data centre |", "| RSK-103 | SVC-0011 Managed Infrastructure, data centre |"),),
            (Found("RSK-103 names the service SVC-0011, which is not in the catalog", at="RSK-103"),),
        ),
        Example((Edit("| RSK-103 | SVC-001 Managed Infrastructure, data centre |", "| RSK-103 | Port Melbourne Data Centre |"),)),
    ),
)  # fmt: skip
def control_covers_service(workspace: Workspace, security: Artifact, catalog: Artifact) -> Iterator[Problem]:
    namers: dict[str, dict[str, Place]] = {}
    for holder, part, place in _named_services(security):
        if service_in(catalog, part) is None:
            namers.setdefault(part, {}).setdefault(holder, place)
    for part, holders in namers.items():
        verb = "names" if len(holders) == 1 else "name"
        message = (
            f"{listed(sorted(holders))} {verb} the service {part}, which is not in the catalog"
            f"{unknown_service(catalog, part)}"
        )
        first, *others = holders.items()
        related = (
            Related(catalog.home("services"), "the services of the catalog"),
            *(Related(place, f"{holder} names it too") for holder, place in others),
        )
        yield Problem(first[1], message, related=related)
    for service in live(services(catalog)):
        if not controls_of(security, service.id, service.name):
            message = f"{service.label} has no control"
            yield Problem(security.home("mapping"), message, related=(in_catalog(service),), missing=True)


def _named_services(security: Artifact) -> Iterator[tuple[str, str, Place]]:
    """Who names which service by its ID, and where; an asset without such an ID is no service."""
    for risk in risks(security):
        for part in risk.services:
            yield from (
                (risk.label, told, risk.record.at("asset")) for told in find_identifiers(part, ("SVC",))
            )
    for control in controls(security):
        for part in control.services:
            place = control.record.at("services")
            yield from ((control.label, told, place) for told in find_identifiers(part, ("SVC",)))


@rule(
    "X43", "brm-covers-catalog", Severity.ERROR, Kind.CROSS, "7.1 / 8.3.2", (CUSTOMERS, CATALOG),
    source="S",
    why="A customer who receives a service and whom nobody looks after complains to the first competitor; a customer or service that "
    "the other document does not know belongs to a business of the past.",
    hint="Give each business service a row with the customers that the catalog names, and use the catalog's IDs.",
    fails=Example(
        (Edit("| SVC-002 | Cloud Hosting | Enterprise, Mid-market | Customers' IT teams, application users |", "| SVC-002 | Cloud Hosting | Enterprise | Customers' IT teams, application users |"),),
        (Found("Cloud Hosting is delivered to Mid-market, the relationship register names Enterprise", at="| SVC-002 | Cloud Hosting |"),),
    ),
    more=(
        Example(
            (Edit("| CUS-020 | SMB | SMB | SVC-003 |", "| CUS-020 | SMB | SMB | SVC-033 |"),),
            (Found("SMB receives SVC-033, which is not in the catalog", at="CUS-020"),),
        ),
        Example(
            (Edit("| High | 24x7 | 24x7 | 99.9 % |", "| High | 24x7 | 24x7 | 99.9 % |", CATALOG), Edit("| business | Hannah Lim | Enterprise, Mid-market |", "| business | Hannah Lim | Enterprise, Mid-market, Public sector |", CATALOG)),
            (Found("Managed Infrastructure is delivered to Public sector, the relationship register names Enterprise and Mid-market", at="| SVC-001 | Managed Infrastructure |"),),
        ),
        Example((Edit("| SVC-002 | Cloud Hosting | Enterprise, Mid-market | Customers' IT teams, application users |", "| SVC-002 | Cloud Hosting | All segments except SMB | Customers' IT teams, application users |"),)),
    ),
)  # fmt: skip
def brm_covers_catalog(workspace: Workspace, brm: Artifact, catalog: Artifact) -> Iterator[Problem]:
    related = (Related(catalog.home("services"), "the services of the catalog"),)
    for customer in customers(brm):
        for part in customer.services:
            if part.upper().startswith("SVC-") and service_in(catalog, part) is None:
                message = f"{customer.label} receives {part}, which is not in the catalog{unknown_service(catalog, part)}"
                yield Problem(customer.record.at("services"), message, related=related)
    for service in live(business_services(catalog)):
        yield from _unserved(brm, service)


def _unserved(brm: Artifact, service: Service) -> Iterator[Problem]:
    known = customers_of(brm, service.id, service.name)
    row = next((one for one in served_services(brm) if _is(one.id, one.name, service)), None)
    place: Place = row.record.place if row else brm.home("services")
    if not known:
        message = f"{service.label} has no customer in the relationship register"
        yield Problem(place, message, related=(in_catalog(service),), missing=True)
        return
    told = ", ".join(known)
    for customer in named(service.record, "customers"):
        if not speaks_of(told, customer) and not _grouped(brm, customer, known):
            near = nearest(customer, known)
            ending = f", the nearest is '{near}'" if near else ""
            names = " and ".join(known) if len(known) < 3 else ", ".join(known)
            message = (
                f"{service.label} is delivered to {customer}, the relationship register names {names}{ending}"
            )
            yield Problem(
                place,
                message,
                related=(Related(service.record.at("customers"), f"{service.label} in the catalog"),),
            )


def _is(identifier: str, name: str, service: Service) -> bool:
    return bool({normalise(identifier), normalise(name)} - {""} & set(service.names()))


def _grouped(brm: Artifact, customer: str, known: tuple[str, ...]) -> bool:
    """Whether a customer of the catalog is one whose segment is named, or a segment whose members are."""
    wanted = normalise(customer)
    for one in customers(brm):
        names = {normalise(one.name), normalise(one.id)}
        if wanted in names and one.segment and speaks_of(", ".join(known), one.segment):
            return True
        if wanted == normalise(one.segment) and one.label in known:
            return True
    return False
