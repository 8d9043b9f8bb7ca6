"""Each service as an entry: named, owned, typed, and delivered to somebody."""

from collections import defaultdict
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.names import normalise
from iso20k.wording.persons import is_person_name
from validators.service_catalog.services import BUSINESS, Service, named, services

CATALOG = "service-catalog"


@rule(
    "CAT-01", "service-fields", Severity.ERROR, Kind.PRESENCE, "6.1 / 8.2.4", CATALOG,
    source="S",
    each=("services",),
    why="A service without an identity, an owner, a type or customers cannot be agreed, measured or restored by anybody.",
    hint="Fill the field in the service's row.",
    fails=Example(
        (Edit("| Monitoring Platform | supporting | Hannah Lim |", "| Monitoring Platform | supporting | |"),),
        (Found("Monitoring Platform has no owner", at="SVC-004"),),
    ),
)  # fmt: skip
def service_fields(workspace: Workspace, catalog: Artifact) -> Iterator[Problem]:
    if not catalog.records("services"):
        yield Problem(
            catalog.home("services"),
            "no service is listed",
            "List the services with ID, name, owner, type and customers.",
        )
    for service in services(catalog):
        for field, word in (("id", "ID"), ("name", "name"), ("owner", "owner"), ("customers", "customers")):
            if service.record.filled(field) or (field == "customers" and service.kind == BUSINESS):
                continue  # a business service without customers is CAT-02's
            yield Problem(service.record.at(field), f"{service.label} has no {word}")
        if not service.kind:
            told = service.record.text("type")
            message = (
                f"{service.label} has type '{told}', expected business, supporting or third-party"
                if told
                else f"{service.label} has no type"
            )
            yield Problem(service.record.at("type"), message, missing=not told)


@rule(
    "CAT-02", "business-has-customer", Severity.ERROR, Kind.PRESENCE, "6.1, 7.1 / 8.2.4", CATALOG,
    source="S",
    each=("services",),
    why="A service that nobody receives is a component; without a customer there is nobody to agree an SLA with.",
    hint="Name at least one customer, or make it a supporting service.",
    fails=Example(
        (Edit("| Tom Fraser | Enterprise, Mid-market, SMB |", "| Tom Fraser | |"),),
        (Found("the business service Help Desk has no customer", at="SVC-003"),),
    ),
)  # fmt: skip
def business_has_customer(workspace: Workspace, catalog: Artifact) -> Iterator[Problem]:
    for service in services(catalog):
        if service.kind == BUSINESS and not named(service.record, "customers"):
            yield Problem(
                service.record.at("customers"), f"the business service {service.label} has no customer"
            )


@rule(
    "CAT-05", "id-unique", Severity.ERROR, Kind.VALIDITY, "6.1 / 8.2.4", CATALOG,
    source="P",
    each=("services",),
    why="Two services under one ID or name share one SLA, one cost and one owner by accident.",
    hint="Give each service its own ID and name.",
    fails=Example(
        (Edit("| SVC-005 | Backup System |", "| SVC-005 | Monitoring Platform |"),),
        (Found("the name 'Monitoring Platform' stands twice", at="SVC-005"),),
    ),
    more=(
        Example(
            (Edit("| SVC-005 | Backup System |", "| SVC-004 | Backup System |"),),
            (Found("the ID 'SVC-004' stands twice", at="Backup System"),),
        ),
    ),
)  # fmt: skip
def id_unique(workspace: Workspace, catalog: Artifact) -> Iterator[Problem]:
    for field, word in (("id", "ID"), ("name", "name")):
        groups: dict[str, list[Service]] = defaultdict(list)
        for service in services(catalog):
            if service.record.filled(field):
                groups[normalise(service.record.text(field))].append(service)
        for first, *others in groups.values():
            for other in others:
                related = Related(first.record.at(field), f"the first service with this {word}")
                yield Problem(
                    other.record.at(field),
                    f"the {word} '{other.record.text(field)}' stands twice",
                    related=(related,),
                )


@rule(
    "CAT-07", "owner-is-person", Severity.WARNING, Kind.VALIDITY, "4.1.3 / 5.3", CATALOG,
    source="S",
    each=("services",),
    why="A department owns everything and answers for nothing; auditors ask one person.",
    hint="Name one person as owner.",
    fails=Example(
        (Edit("| Chris Doyle |", "| IT Department |"),),
        (Found("the owner of Ticketing System is 'IT Department', expected one named person", at="SVC-007"),),
    ),
)  # fmt: skip
def owner_is_person(workspace: Workspace, catalog: Artifact) -> Iterator[Problem]:
    for service in services(catalog):
        owners = named(service.record, "owner")
        if len(owners) > 1:
            yield Problem(
                service.record.at("owner"),
                f"{service.label} has {len(owners)} owners, expected one: {service.record.text('owner')}",
            )
        elif owners and not is_person_name(owners[0]):
            yield Problem(
                service.record.at("owner"),
                f"the owner of {service.label} is '{owners[0]}', expected one named person",
            )


@rule(
    "CAT-15", "outcome-stated", Severity.WARNING, Kind.PRESENCE, "- / 8.2.4", CATALOG,
    each=("services",),
    editions=("2018",),
    why="A list of technology does not tell a customer what the service does for them.",
    hint="Say in 'Outcome' what the customer can do thanks to the service.",
    fails=Example(
        (Edit("| Customers' employees get back to work quickly |", "| |"),),
        (Found("Help Desk has no intended outcome", at="SVC-003"),),
        settings='edition: "2018"',
    ),
    passes=Example(settings='edition: "2018"'),
)  # fmt: skip
def outcome_stated(workspace: Workspace, catalog: Artifact) -> Iterator[Problem]:
    for service in services(catalog):
        if service.kind == BUSINESS and not service.record.filled("outcome"):
            yield Problem(service.record.at("outcome"), f"{service.label} has no intended outcome")
