"""The CMDB shows what carries each service of the catalog, and nothing that belongs to no service."""

from collections.abc import Iterator

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.listing import find_identifiers
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import nearest, normalise
from iso20k.wording.phrases import listed
from validators.configuration_management.ci_types import defined_types
from validators.configuration_management.components import classes_in, is_held
from validators.configuration_management.items import Item, items
from validators.cross_document.joins import near_service, service_in
from validators.service_catalog.services import (
    Service,
    business_services,
    graph,
    reached_from,
    services,
    supporting_services,
)

CONFIGURATION, CATALOG = "configuration-management", "service-catalog"
_HELP_DESK = (
    Edit("| LOC-001 | SVC-003 |", "| LOC-001 | SVC-002 |"),
    Edit("| Restricted Confluence space | SVC-003 | used by SVC-NOS-003 |", "| Restricted Confluence space | SVC-002 | used by SVC-NOS-003 |"),
    Edit("| Supplier's data centre, Sydney | SVC-007 |", "| Supplier's data centre, Sydney | SVC-001 |"),
    Edit("| Supplier's data centre, Sydney | SVC-008 |", "| Supplier's data centre, Sydney | SVC-001 |"),
    Edit("| SVC-NOS-003 | Service | Help Desk |", "| SVC-NOS-003 | Service | Desk for users |"),
)  # fmt: skip


@rule(
    "X54", "ci-types-cover-components", Severity.STRICT, Kind.CROSS, "9.1, 6.1 / 8.2.6", (CONFIGURATION, CATALOG),
    source="P",
    why="A component for which there is no CI type cannot be recorded, and no impact analysis will show what hangs on it.",
    hint="Define a CI type for this class of components, or say in the description of a type that it holds them.",
    fails=Example(
        (Edit("| Zabbix server pair in Port Melbourne |", "| Zabbix server pair in Port Melbourne with PBX for alarms |", CATALOG),
         Edit("| Application | APP | Software that a service stands on: monitoring, backup, portals, hosted platforms, customers' managed applications |", "| Program | PRG | Licensed product |"),
         Edit("| Network Device | NET | Switch, router, firewall or load balancer |", "| Router | NET | Device between sites |")),
        (Found("no CI type holds telephony, on which Monitoring Platform stands", at="## CI types"),),
    ),
    more=(
        Example(
            (Edit("| Server | SRV | Physical server in the Port Melbourne data centre or in a customer's rack there | Hannah Lim | Common attributes; serial number, warranty end | Chassis with disks, cards and power supplies |\n", ""),
             Edit("| Virtual Machine | VM | Azure virtual machine or guest on a physical server | Raj Mehta | Common attributes; size, operating system, subscription | Instance with its disks |\n", "")),
            (Found("no CI type holds servers, on which Monitoring Platform stands", at="## CI types"),),
        ),
        Example(
            (Edit("| Confluence, hosted site |", "| Confluence on staff tablets and printers |", CATALOG), Edit("| ServiceNow, hosted instance |", "| ServiceNow on laptops |", CATALOG)),
            (Found("no CI type holds end-user devices, on which Ticketing System and Knowledge Base stand", at="## CI types"),),
        ),
        # types by other names
        Example((Edit("| Server | SRV | Physical server in the Port Melbourne data centre or in a customer's rack there |", "| Compute node | SRV | Machine in a rack |"),)),
        Example((Edit("| Network Device | NET | Switch, router, firewall or load balancer |", "| Infrastructure component | NET | Anything with a power plug |"), Edit("| Zabbix server pair in Port Melbourne |", "| Zabbix server pair with PBX and printers |", CATALOG))),
        # a brand name tells nothing
        Example((Edit("| Zabbix server pair in Port Melbourne |", "| Zabbix |", CATALOG),)),
    ),
)  # fmt: skip
def ci_types_cover_components(workspace: Workspace, cfg: Artifact, catalog: Artifact) -> Iterator[Problem]:
    if not defined_types(cfg):
        return
    lacking: dict[str, list[Service]] = {}
    for service in services(catalog):
        if service.status != "retired":
            for component in classes_in(_technology(service, catalog)):
                if not is_held(component, cfg):
                    lacking.setdefault(component.name, []).append(service)
    for name, found in lacking.items():
        verb = "stands" if len(found) == 1 else "stand"
        message = f"no CI type holds {name}, on which {listed(one.label for one in found)} {verb}"
        related = tuple(Related(one.record.at("technology"), f"{one.label} in the catalog") for one in found)
        yield Problem(cfg.home("ci_types"), message, related=related)


def _technology(service: Service, catalog: Artifact) -> str:
    """What a service is made of, by its own cell; what a supporting one is, by its name where no cell says."""
    told = service.record.text("technology")
    return told if filled_cell(told) or service not in supporting_services(catalog) else service.name


@rule(
    "X55", "ci-service-exists", Severity.STRICT, Kind.CROSS, "9.1 / 8.2.6", (CONFIGURATION, CATALOG),
    source="P",
    each=("cis",),
    why="An item that belongs to no service is an orphan that nobody pays for; a service without items fails without anybody knowing why.",
    hint="Name the catalog's service on the item, and record the items of each business service.",
    fails=Example(
        (Edit("| LOC-002, rack C11 | SVC-001 | managed by APP-NOS-001 |\n| NET-NOS-001", "| LOC-002, rack C11 | SVC-010 | managed by APP-NOS-001 |\n| NET-NOS-001"),),
        (Found("SRV-ACME-001 names the service SVC-010, which is not in the catalog", at="SRV-ACME-001"),),
    ),
    more=(
        Example(
            (Edit("| Azure Australia East | SVC-006 |", "| Azure Australia East | Azure Managment Portal |"),),
            (Found("APP-NOS-003 names the service Azure Managment Portal, which is not in the catalog, the nearest is 'Azure Management Portal'", at="APP-NOS-003"),),
        ),
        Example(
            _HELP_DESK,
            (Found("no listed CI belongs to Help Desk, a business service of the catalog", at="## Sample of configuration items"),),
        ),
        Example(
            (Edit("| CI ID | Type | Name | Owner | Status | Version | Location | Service ID | Related CIs |", "| CI ID | Type | Name | Owner | Status | Version | Location | Remark | Related CIs |"),
             Edit("| SVC-NOS-001 | Service | Managed Infrastructure |", "| SVC-NOS-001 | Service | Infrastructure of customers |"),
             Edit("| SVC-NOS-002 | Service | Cloud Hosting |", "| SVC-NOS-002 | Service | Azure for customers |"),
             Edit("| SVC-NOS-003 | Service | Help Desk |", "| SVC-NOS-003 | Service | Desk for users |")),
            (Found("no listed CI names the service to which it belongs", at="## Sample of configuration items"),),
        ),
        # through a supporting service, or as the item that stands for the service itself
        Example(_HELP_DESK[:3]),
        Example(_HELP_DESK[:4]),
        # shared items, and names that are no service's
        Example((Edit("| Azure Australia East | SVC-006 |", "| Azure Australia East | all customers, Acme ERP |"),)),
    ),
)  # fmt: skip
def ci_service_exists(workspace: Workspace, cfg: Artifact, catalog: Artifact) -> Iterator[Problem]:
    known = items(cfg)
    home = Related(catalog.home("services"), "the services of the catalog")
    namers: dict[str, dict[str, Place]] = {}
    for item in known:
        for name in item.services:
            if _is_strange(name, catalog):
                namers.setdefault(name, {}).setdefault(item.label, item.record.at("service"))
    for name, holders in namers.items():
        verb = "names" if len(holders) == 1 else "name"
        near = near_service(catalog, name)
        message = f"{listed(holders)} {verb} the service {name}, which is not in the catalog{near.ending}"
        # of several items that name it, an edit of one line mends only one
        edit = near.edit if len(holders) == 1 else None
        yield Problem(next(iter(holders.values())), message, related=(home,), edit=edit)
    if not known:
        return
    belonging = _belonging(known, catalog)
    if not belonging and not namers:
        message = "no listed CI names the service to which it belongs"
        yield Problem(cfg.home("cis"), message, related=(home,), missing=True)
        return
    for service in business_services(catalog):
        carried = {service.label, *reached_from(service.label, graph(catalog))}
        if service.status == "live" and not carried & belonging:
            message = f"no listed CI belongs to {service.label}, a business service of the catalog"
            related = (Related(service.record.place, f"{service.label} in the catalog"),)
            yield Problem(cfg.home("cis"), message, related=related, missing=True)


def _is_strange(name: str, catalog: Artifact) -> bool:
    """A name that is no service's may be a customer's; an ID, or what is nearly a service's name, is meant as one."""
    if service_in(catalog, name):
        return False
    return bool(find_identifiers(name, ("SVC",)) or nearest(name, [one.name for one in services(catalog)]))


def _belonging(known: tuple[Item, ...], catalog: Artifact) -> set[str]:
    """The services to which listed items belong, by the service that they name or for which they stand."""
    named = {entry.label for item in known for name in item.services if (entry := service_in(catalog, name))}
    stood_for = {
        one.label for one in services(catalog) for item in known if normalise(item.name) in one.names()
    }
    return named | stood_for
