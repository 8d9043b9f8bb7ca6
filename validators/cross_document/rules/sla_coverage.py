"""Every service that is sold has an SLA, every SLA has a service, and both know the customer."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.near_miss import near_miss
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from validators.business_relationship.customers import customers_of
from validators.cross_document.joins import near_service
from validators.cross_document.parties import Party, customer_names, means, parties
from validators.service_catalog.services import Service, named, services
from validators.service_level_management.agreements import ENDED, PLANNED, Agreement
from validators.service_level_management.coverage import meant, service_of_sla, sla_coverage
from validators.service_level_management.levels import agreements

CATALOG, SLM, BRM = "service-catalog", "service-level-management", "business-relationship"
_HELP_DESK = "- Service ID: SVC-003\n- Customer: Enterprise, Mid-market, SMB\n"
_TABLE = "| Enterprise, Mid-market, SMB | Customers' employees |"


@rule(
    "X16", "sla-coverage", Severity.ERROR, Kind.CROSS, "6.1 / 8.3.3", (CATALOG, SLM),
    source="S",
    each=("services",),
    why="A live service without an SLA is delivered to expectations that nobody agreed and nobody measures.",
    hint="Agree an SLA for the service and enter it in the SLA register, or take the service out of the catalog or the scope.",
    fails=Example(
        (Edit(_HELP_DESK, f"{_HELP_DESK}- Status: planned for December 2026\n", SLM),),
        (Found("Help Desk has no active SLA, SLA-003 is only planned; SLA coverage: 2 of 3 live business services (66.7 %)", at="SVC-003"),),
    ),
    more=(
        Example(
            (Edit("| SLA-003 | SVC-007 Ticketing System, SVC-008 Knowledge Base | ServiceNow, Atlassian | live | 2016-03-01 |\n",
                  "| SLA-003 | SVC-007 Ticketing System, SVC-008 Knowledge Base | ServiceNow, Atlassian | live | 2016-03-01 |\n"
                  "| SVC-009 | Patch Advice | Advice on patches | Patches are known | business | Hannah Lim | Enterprise | IT teams | Low | 24x7 | 24x7 | 99 % | SLA-004 | SVC-007 | | live | 2026-09-01 |\n"),),
            (Found("Patch Advice has no active SLA; SLA coverage: 3 of 4 live business services (75 %)", at="SVC-009"),),
        ),
        Example((Edit("- Service ID: SVC-003\n", "- Service ID: Help Dessk\n", SLM),)),  # the near miss is told at the SLA
        Example((Edit("- Service ID: SVC-003\n", "- Service ID: Help Desk\n", SLM),)),
        Example((Edit("| ServiceNow, Atlassian | live |", "| ServiceNow, Atlassian | pipeline |"), Edit("- Service ID: SVC-003\n", "- Service ID: SVC-030\n", SLM))),
    ),
)  # fmt: skip
def sla_coverage_complete(workspace: Workspace, catalog: Artifact, slm: Artifact) -> Iterator[Problem]:
    coverage = sla_coverage(workspace, catalog, slm)
    slas = agreements(slm)
    nearly = [service for sla in slas if sla.state != ENDED and (service := meant(catalog, sla))]
    for service in coverage.uncovered:
        if service in nearly:
            continue  # the SLA that means it is told by the rule that looks for its service
        own = [sla for sla in slas if service_of_sla(sla, services(catalog)) == service]
        planned = next((sla for sla in own if sla.state == PLANNED), None)
        words = f", {planned.label} is only planned" if planned else ""
        if planned is None and own and own[0].record.filled("status"):
            words = f", {own[0].label} has ended"
        place = own[0].record.at("status") if own else slm.home("slas")
        yield Problem(
            service.record.place,
            f"{service.label} has no active SLA{words}; SLA coverage: {coverage.said}",
            related=(Related(place, own[0].label if own else "the SLA register"),),
            missing=True,
        )


@rule(
    "X17", "sla-service-exists", Severity.ERROR, Kind.CROSS, "6.1 / 8.3.3", (SLM, CATALOG),
    source="S",
    each=("slas",),
    why="An SLA for a service that the catalog does not have, or has retired, promises what nobody delivers.",
    hint="Correct the service of the SLA, add the service to the catalog, or end the SLA.",
    fails=Example(
        (Edit("- Service ID: SVC-003\n", "- Service ID: Help Dessk\n"),),
        (Found("SLA-003 is for 'Help Dessk', which the catalog does not have, the nearest is 'Help Desk'", at="Help Dessk"),),
    ),
    more=(
        Example(
            (Edit("| ServiceNow, Atlassian | live |", "| ServiceNow, Atlassian | retired |", CATALOG),),
            (Found("SLA-003 is for Help Desk, which is retired in the catalog", at="- Service ID: SVC-003"),),
        ),
        Example(
            (Edit("- Service ID: SVC-003\n", "- Service ID: SVC-030\n"),),
            (Found("SLA-003 is for 'SVC-030', which the catalog does not have", at="SVC-030"),),
        ),
        Example((Edit("- Service ID: SVC-003\n", "- Service ID: Help Desk (SVC-003)\n"),)),
        Example((Edit(_HELP_DESK, f"{_HELP_DESK}- Status: ended\n"), Edit("| ServiceNow, Atlassian | live |", "| ServiceNow, Atlassian | retired |", CATALOG))),
    ),
)  # fmt: skip
def sla_service_exists(workspace: Workspace, slm: Artifact, catalog: Artifact) -> Iterator[Problem]:
    for sla in agreements(slm):
        if sla.state == ENDED or not sla.service:
            continue  # an SLA that names no service is told by the register's own rule
        service, place = service_of_sla(sla, services(catalog)), sla.record.at("service")
        if service is None:
            near = near_service(catalog, sla.service)
            message = f"{sla.label} is for '{sla.service}', which the catalog does not have{near.ending}"
            related = (Related(catalog.home("services"), "the services of the catalog"),)
            yield Problem(place, message, related=related, edit=near.edit)
        elif service.status == "retired":
            related = (Related(service.record.at("status"), f"{service.label} is retired here"),)
            yield Problem(
                place, f"{sla.label} is for {service.label}, which is retired in the catalog", related=related
            )


@rule(
    "X18", "sla-customer-known", Severity.STRICT, Kind.CROSS, "6.1, 7.1 / 8.3.2-3", (SLM, BRM, CATALOG),
    source="P",
    each=("slas",),
    why="An agreement with a party whom catalog or customer register do not know for this service has no relationship owner, or nobody who may sign.",
    hint="Name the customer as in the customer register, or add the customer to the service in catalog and register.",
    fails=Example(
        (Edit(_HELP_DESK, _HELP_DESK.replace("SMB", "SMBs")),),
        (Found("SLA-003 is agreed with 'SMBs', who is not in the customer register, the nearest is 'SMB'", at="SMBs"),),
    ),
    more=(
        Example(
            (Edit("- Service ID: SVC-002\n- Customer: Enterprise, Mid-market\n", "- Service ID: SVC-002\n- Customer: Enterprise, Mid-market, SMB\n"),),
            (Found("SLA-002 is agreed with SMB, who receives Cloud Hosting neither in the catalog nor in the customer register", at="- Customer: Enterprise, Mid-market, SMB"),),
        ),
        Example(
            (Edit(_TABLE, "| Enterprise, Mid-market | Customers' employees |", BRM),),
            (Found("SLA-003 is agreed with SMB, who does not receive Help Desk in the customer register", at="- Customer: Enterprise, Mid-market, SMB"),),
        ),
        Example(
            (Edit("| Enterprise, Mid-market, SMB | Customers' employees | Medium |", "| Enterprise, Mid-market | Customers' employees | Medium |", CATALOG),),
            (Found("SLA-003 is agreed with SMB, who does not receive Help Desk in the catalog", at="- Customer: Enterprise, Mid-market, SMB"),),
        ),
        Example((Edit(_HELP_DESK, _HELP_DESK.replace("Enterprise, Mid-market, SMB", "Acme Logistics, CUS-002, mid-market customers")),)),
        Example((Edit(_HELP_DESK, _HELP_DESK.replace("Enterprise, Mid-market, SMB", "all customers")),)),
        Example((Edit(_TABLE, "| all customers | Customers' employees |", BRM),)),
    ),
)  # fmt: skip
def sla_customer_known(
    workspace: Workspace, slm: Artifact, brm: Artifact, catalog: Artifact
) -> Iterator[Problem]:
    for sla in agreements(slm):
        if sla.state == ENDED:
            continue
        service = service_of_sla(sla, services(catalog))
        for party in parties(brm, sla):
            if not party.names:
                yield _stranger(brm, sla, party)
            elif service:
                yield from _not_served(brm, sla, service, party)


def _stranger(brm: Artifact, sla: Agreement, party: Party) -> Problem:
    near = near_miss(party.told, customer_names(brm))
    return Problem(
        sla.record.at("customer"),
        f"{sla.label} is agreed with '{party.told}', who is not in the customer register{near.ending}",
        related=(Related(brm.home("customers"), "the customers"),),
        edit=near.edit,
    )


def _not_served(brm: Artifact, sla: Agreement, service: Service, party: Party) -> Iterator[Problem]:
    """A document that names no customer of the service at all is told by its own rules."""
    by_catalog, by_register = (
        named(service.record, "customers"),
        customers_of(brm, service.id, service.name),
    )
    lacks = [bool(known) and not any(means(party, told) for told in known) for known in (by_catalog, by_register)]  # fmt: skip
    if not any(lacks):
        return
    where = "in the catalog" if lacks[0] else "in the customer register"
    words = f"does not receive {service.label} {where}"
    if all(lacks):
        words = f"receives {service.label} neither in the catalog nor in the customer register"
    related = [Related(service.record.at("customers"), f"the customers of {service.label}")] if lacks[0] else []  # fmt: skip
    related += [Related(brm.home("customers"), "the customers")] if lacks[1] else []
    yield Problem(
        sla.record.at("customer"), f"{sla.label} is agreed with {party.told}, who {words}", related=tuple(related)
    )  # fmt: skip
