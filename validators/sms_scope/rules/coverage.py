"""What the SMS covers: services, all clause areas, sites, units, customers and technology."""

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import PROCESS_CLAUSE_AREAS
from iso20k.wording.filled import filled_prose
from iso20k.wording.names import normalise
from iso20k.wording.phrases import listed
from validators.organization_profile.organisation import own_names
from validators.sms_scope.boundaries import (
    edition_of,
    locations,
    process_rows,
    rows_by_area,
    services_in_scope,
    units,
)
from validators.sms_scope.confirmation import clause_4

SCOPE = "sms-scope"
_UNIT_WORDS = re.compile(
    r"\b(?:division|department|group|unit|team|office|branch|organi[sz]ation|company|ltd|limited|inc|pty|gmbh|plc|llc|corp)\b",
    re.IGNORECASE,
)


@rule(
    "SCO-01", "services-listed", Severity.ERROR, Kind.PRESENCE, "4.5.1 / 4.3", SCOPE,
    source="S",
    each=("services",),
    why="'All IT services' cannot be certified; an auditor needs the name of each service that the SMS covers.",
    hint="List the services in scope by name.",
    fails=Example(
        (Edit("| SVC-002 | Cloud Hosting | business |", "| SVC-002 | TBD | business |"),),
        (Found("the service SVC-002 in scope has no name", at="SVC-002"),),
    ),
    more=(
        Example(
            (
                Edit("| Service ID | Service | Type | Includes | Customers | Delivery location |\n|---|---|---|---|---|---|\n", ""),
                Edit("| SVC-001 | Managed Infrastructure | business | IaaS: server monitoring, patching, backup | Enterprise, Mid-market | LOC-001, LOC-002 |\n", ""),
                Edit("| SVC-002 | Cloud Hosting | business | Azure VM management, storage, networking | Enterprise, Mid-market | LOC-001, LOC-003 |\n", ""),
                Edit("| SVC-003 | Help Desk | business | L1 and L2: incident logging, triage, resolution | Enterprise, Mid-market, SMB | LOC-001, LOC-003 |\n", ""),
            ),
            (Found("no service in scope is listed", at="## Services in scope"),),
        ),
    ),
)  # fmt: skip
def services_listed(workspace: Workspace, scope: Artifact) -> Iterator[Problem]:
    if not services_in_scope(scope):
        yield Problem(scope.home("services"), "no service in scope is listed")
    for row in scope.records("services"):
        if not row.filled("name"):
            called = f"the service {row.text('id')}" if row.filled("id") else "a service"
            yield Problem(row.at("name"), f"{called} in scope has no name")


@rule(
    "SCO-02", "process-areas-14", Severity.ERROR, Kind.PRESENCE, "1.2, 4.5.1 / 4.3", SCOPE,
    source="S",
    why="Conformity is claimed for all processes; one that the scope forgets is one that nobody operates. The 13 processes "
    "of clauses 6 to 9 and clause 5 make 14 areas; tables of 14, 15, 19 or 39 rows are rolled up to them.",
    hint="Add a row with the clause and the process area, and confirm that it applies.",
    fails=Example(
        (Edit("| 8.2 | Problem | yes | NetOps Solutions | Owner Hannah Lim; problem records, known errors |\n", ""),),
        (Found("the process clause area 8.2 Problem management is missing", at="## Process applicability"),),
    ),
    more=(
        Example(
            (Edit("| 8.2 | Problem | yes |", "| 8.2 | Problem | TBD |"),),
            (Found("whether 8.2 Problem applies is not said", at="| 8.2 |"),),
        ),
        Example(
            (
                Edit("| 5 | Design and transition of new or changed services | yes | NetOps Solutions | Owner Mei Tanaka; acceptance records per project |\n",
                     "| 4 | SMS general requirements | yes | NetOps Solutions | Board minutes |\n"
                     "| 5.1-5.4 | Design and transition of new or changed services | applicable | NetOps Solutions | Owner Mei Tanaka |\n"),
                Edit("| 6.3 | Service continuity and availability | yes | NetOps Solutions | Owner Raj Mehta; test records, uptime reports |\n",
                     "| 6.3.1 | Requirements | yes | NetOps Solutions | BIA |\n| 6.3.2 | Plans | yes | NetOps Solutions | Plans |\n"
                     "| 6.3.3 | Monitoring and testing | yes | NetOps Solutions | Tests |\n"),
            ),
        ),
    ),
)  # fmt: skip
def process_areas(workspace: Workspace, scope: Artifact) -> Iterator[Problem]:
    by_area = rows_by_area(scope, edition_of(workspace))
    if not by_area:
        yield Problem(scope.home("processes"), "no process clause area is listed")
        return
    for area in PROCESS_CLAUSE_AREAS:
        if area.number not in by_area:
            number = area.number if workspace.edition == "2011" else ", ".join(area.clauses_2018)
            message = f"the process clause area {number} {area.name} is missing"
            yield Problem(scope.home("processes"), message)
    for row in process_rows(scope, edition_of(workspace)):
        if row.applies is None and row.areas:
            yield Problem(row.record.at("applies"), f"whether {row.label} applies is not said")


@rule(
    "SCO-05", "locations-listed", Severity.ERROR, Kind.PRESENCE, "4.5.1 / 4.3", SCOPE,
    source="S",
    why="The certificate names sites and the auditors visit them; without a location there is nothing to plan.",
    hint="List at least one location where the services are delivered or managed.",
    fails=Example(
        (
            Edit("| LOC-001 | Melbourne Headquarters | Management, help desk, service management office, finance |\n", ""),
            Edit("| LOC-002 | Port Melbourne Data Centre | Zabbix servers, customer racks, network core |\n", ""),
            Edit("| LOC-003 | Remote Workforce | Cloud engineering, after-hours support and on-call work |\n", ""),
        ),
        (Found("no location is in scope", at="## Locations"),),
    ),
)  # fmt: skip
def locations_listed(workspace: Workspace, scope: Artifact) -> Iterator[Problem]:
    if not locations(scope):
        yield Problem(scope.home("locations"), "no location is in scope")


@rule(
    "SCO-06", "unit-and-services-in-statement", Severity.STRICT, Kind.PRESENCE, "4.5.1 / 4.3", SCOPE,
    why="The statement is printed on the certificate; it has to name the unit and the services by itself.",
    hint="Write one statement with the organizational unit and the services, or their catalog.",
    fails=Example(
        (Edit("services to external customers in Australia, delivered from Melbourne, in accordance with the service catalog.", "services to external customers in Australia, delivered from Melbourne."),
         Edit("provision of Managed Infrastructure, Cloud Hosting and Help Desk", "provision of hosting and support")),
        (Found("the scope statement names neither Managed Infrastructure, Cloud Hosting and Help Desk nor the service catalog", at="supports the provision"),),
    ),
    more=(
        Example(
            (Edit("system of the Service Operations Division of NetOps Solutions Pty Ltd that", "system that"),),
            (Found("the scope statement does not name the organizational unit", at="supports the provision"),),
        ),
        Example(
            (Edit("The service management system of the Service Operations Division of NetOps Solutions Pty Ltd that supports the provision of Managed Infrastructure, Cloud Hosting and Help Desk services to external customers in Australia, delivered from Melbourne, in accordance with the service catalog.", ""),),
            (Found("there is no scope statement", at="## Scope statement"),),
        ),
    ),
)  # fmt: skip
def unit_and_services_in_statement(workspace: Workspace, scope: Artifact) -> Iterator[Problem]:
    section = scope.sections.get("statement")
    if section is None or not filled_prose([text.text for text in section.texts], section.title):
        yield Problem(scope.section_place("statement"), "there is no scope statement")
        return
    place, prose = scope.at(section.texts[0]), normalise(section.prose)
    if not _names_unit(workspace, scope, section.prose):
        yield Problem(place, "the scope statement does not name the organizational unit", missing=False)
    services = services_in_scope(scope)
    unnamed = [s.label for s in services if not any(name in prose for name in s.names())]
    if unnamed and "catalog" not in prose:
        message = f"the scope statement names neither {listed(unnamed)} nor the service catalog"
        yield Problem(place, message, missing=False)


def _names_unit(workspace: Workspace, scope: Artifact, statement: str) -> bool:
    profile = workspace.artifact("organization-profile")
    told = [*(own_names(profile) if profile else ()), workspace.configuration.organisation]
    told += [unit.name for unit in units(scope)]
    named = any(normalise(name) and normalise(name) in normalise(statement) for name in told)
    return named or bool(_UNIT_WORDS.search(statement))


@rule(
    "SCO-07", "clause4-confirmed", Severity.STRICT, Kind.PRESENCE, "1.2 / 1.2", SCOPE,
    why="Other parties may operate processes, but the management of the SMS itself has to be the provider's own.",
    hint="State that clause 4 applies in full and that the organization operates it itself.",
    fails=Example(
        (Edit("Clause 4 applies in full and is operated by NetOps Solutions itself; the governance of the SMS stays with its own management. ", ""),),
        (Found("nothing says that the organization itself operates clause 4", at="## Process applicability"),),
    ),
    more=(
        Example(
            (Edit("is operated by NetOps Solutions itself; the", "is operated by Brightwater Consulting; the"),),
            (Found("clause 4 is operated by Brightwater Consulting, expected the organization itself", at="## Process applicability"),),
        ),
        Example(
            (
                Edit("All requirements of clauses 4 to 9 of ISO/IEC 20000-1:2011 apply. Clause 4 applies in full and is operated by NetOps Solutions itself; the governance of the SMS stays with its own management. ", ""),
            ),
            (Found("clause 4 is not confirmed as applying in full and operated by the organization itself", at="## Process applicability"),),
        ),
        Example(
            (
                Edit("All requirements of clauses 4 to 9 of ISO/IEC 20000-1:2011 apply. Clause 4 applies in full and is operated by NetOps Solutions itself; the governance of the SMS stays with its own management. ", ""),
                Edit("| 5 | Design and transition", "| 4 | SMS general requirements | yes | NetOps Solutions | Board minutes |\n| 5 | Design and transition"),
            ),
        ),
    ),
)  # fmt: skip
def clause4_confirmed(workspace: Workspace, scope: Artifact) -> Iterator[Problem]:
    told = clause_4(workspace, scope)
    if told.operator:
        message = f"clause 4 is operated by {told.operator}, expected the organization itself"
        yield Problem(told.place, message, missing=False)
    elif told.applies and not told.own:
        yield Problem(told.place, "nothing says that the organization itself operates clause 4")
    elif told.own and not told.applies:
        yield Problem(told.place, "clause 4 is not confirmed as applying in full")
    elif not told.applies:
        message = "clause 4 is not confirmed as applying in full and operated by the organization itself"
        yield Problem(told.place, message)


@rule(
    "SCO-11", "customers-technology", Severity.STRICT, Kind.PRESENCE, "4.5.1 / 4.3", SCOPE,
    why="The scope has to consider the customers, where they are, and the technology used; else its boundary is unclear.",
    hint="Name the customers and the technology that the SMS covers.",
    fails=Example(
        (
            Edit("| ServiceNow | Tickets, changes, CMDB and service reporting |\n", ""),
            Edit("| Zabbix | Monitoring of servers, network and uptime |\n", ""),
            Edit("| Azure | Virtual machines, storage, networking, backup storage |\n", ""),
            Edit("| Confluence | SMS documents for readers, knowledge articles |\n", ""),
            Edit("| Customer racks and network core | Physical hosts of Managed Infrastructure in Port Melbourne |\n", ""),
        ),
        (Found("the technology in scope is not described", at="## Technology"),),
    ),
)  # fmt: skip
def customers_technology(workspace: Workspace, scope: Artifact) -> Iterator[Problem]:
    served = any(row.filled("customers") for row in scope.records("services"))
    for key, word in (("customers", "customers are"), ("technology", "technology in scope is")):
        section = scope.sections.get(key)
        addressed = (section is not None and section.filled) or any(
            row.filled("segment" if key == "customers" else "technology") for row in scope.records(key)
        )
        if not addressed and not (key == "customers" and served):
            yield Problem(scope.section_place(key), f"the {word} not described")


@rule(
    "SCO-14", "catalog-pending", Severity.ADVICE, Kind.PRESENCE, "6.1 / 8.2.4", SCOPE,
    source="S",
    why="The scope names services that no catalog defines yet; SLAs, reports and plans need the definitions next.",
    hint="Build the service catalog next: iso20k new service-catalog.",
    fails=Example(
        (Edit("", "", "service-catalog"),),
        (Found("the scope names Managed Infrastructure, Cloud Hosting and Help Desk, and there is no service catalog yet", at="## Services in scope"),),
    ),
)  # fmt: skip
def catalog_pending(workspace: Workspace, scope: Artifact) -> Iterator[Problem]:
    named = [service.label for service in services_in_scope(scope) if service.named]
    if named and workspace.artifact("service-catalog") is None:
        message = f"the scope names {listed(named)}, and there is no service catalog yet"
        yield Problem(scope.home("services"), message)
