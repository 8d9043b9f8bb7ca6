"""Every supplier behind a service is in the register, ranked as high as what stands on it."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.names import normalise
from validators.cross_document.joins import near_supplier, service_in
from validators.cross_document.tiers import needed_tier, reason_told, weaker_tier
from validators.service_catalog.services import THIRD_PARTY, Service, named, services
from validators.service_level_management.support import (
    OLA,
    supporting_agreements,
)
from validators.supplier_management.suppliers import Supplier, find_supplier, suppliers

SLM, CATALOG, SUPPLIERS = "service-level-management", "service-catalog", "supplier-management"
_INTERNAL = ("internal", "in-house", "own", "ourselves", "self", "various", "several", "customer")


@rule(
    "X45", "catalog-supplier-registered", Severity.ERROR, Kind.CROSS, "7.2 / 8.3.4.1", (CATALOG, SUPPLIERS),
    source="s",
    each=("services",),
    why="A supplier behind a service whom nobody manages has no contract owner, no targets and no exit until it fails.",
    hint="Enter the supplier in the register with contract, tier and owner, or correct its name.",
    fails=Example(
        (Edit("| ServiceNow, Atlassian | live |", "| ServiceNow, Atlasian | live |"),),
        (Found("Help Desk is supplied by 'Atlasian', who is not in the supplier register, the nearest is 'Atlassian'", at="SVC-003"),),
    ),
    more=(
        Example(
            (Edit("NetOps Solutions resells no third-party service as a catalog entry of its own.", "| Service ID | Service | Type | Owner | Customers | Supplier | Supports | Status |\n|---|---|---|---|---|---|---|---|\n| SVC-009 | SMS Gateway | third-party | Tom Fraser | Help Desk Operations | | SVC-003 | live |\n\n"),),
            (Found("no supplier of the register stands behind the third-party service SMS Gateway", at="SVC-009"),),
        ),
        Example(
            (Edit("| SPL-004 | Atlassian | Hosted Confluence", "| SPL-005 | Twilio | Text messages | SVC-019 | standard | lead | CT-2026-002 | 2026-01-01 | 2027-12-31 | 30 days | Tom Fraser | none |\n| SPL-004 | Atlassian | Hosted Confluence", SUPPLIERS),),
            (Found("the catalog names Twilio nowhere, and none of the services that it supports is live", at="SPL-005", document=SUPPLIERS),),
        ),
        Example((Edit("| ServiceNow, Atlassian | live |", "| SPL-003 ServiceNow, Amazon Web Services | live |"),)),
        Example((Edit("| ServiceNow, Atlassian | live |", "| ServiceNow, internal | live |"),)),
        Example((Edit("| ServiceNow, Atlassian | live |", "| ServiceNow, Corporate IT | live |"),)),
    ),
)  # fmt: skip
def catalog_supplier_registered(
    workspace: Workspace, catalog: Artifact, register: Artifact
) -> Iterator[Problem]:
    known = suppliers(register)
    others = _known_otherwise(workspace, register)
    used: set[str] = set()
    missed: set[str] = set()
    for service in services(catalog):
        if service.status == "retired":
            continue
        for name in named(service.record, "suppliers"):
            supplier, key = find_supplier(name, known), normalise(name)
            if supplier:
                used.add(supplier.label)
            elif key not in others and key not in missed and not _is_internal(name):
                missed.add(key)
                yield _unregistered(register, known, service, name)
        if service.kind == THIRD_PARTY and not named(service.record, "suppliers"):
            yield from _nobody_behind(catalog, register, service)
    for supplier in known:
        if supplier.label not in used and not supplier.is_sub:
            yield from _unused(catalog, supplier)


def _known_otherwise(workspace: Workspace, register: Artifact) -> set[str]:
    """Who delivers without a row in the register: sub-contractors of those in it, and internal groups with an OLA."""
    slm = workspace.artifact(SLM)
    groups = [ola.record.text("provided_by") for ola in supporting_agreements(slm, OLA)] if slm else []
    subs = [row.text("sub") for row in register.records("subs")]
    subs += [name for supplier in suppliers(register) for name in supplier.subs]
    return {normalise(name) for name in (*groups, *subs)} - {""}


def _is_internal(name: str) -> bool:
    words = name.lower().replace("(", " ").split()
    return bool(words) and words[0].strip(",:;") in _INTERNAL


def _unregistered(register: Artifact, known: tuple[Supplier, ...], service: Service, name: str) -> Problem:
    near = near_supplier(name, known)
    return Problem(
        service.record.at("suppliers"),
        f"{service.label} is supplied by '{name}', who is not in the supplier register{near.ending}",
        related=(Related(register.home("suppliers"), "the suppliers"),),
        edit=near.edit,
    )


def _nobody_behind(catalog: Artifact, register: Artifact, service: Service) -> Iterator[Problem]:
    served = (name for supplier in suppliers(register) for name in supplier.services)
    if not any(service_in(catalog, name) == service for name in served):
        related = (Related(register.home("suppliers"), "the suppliers"),)
        message = f"no supplier of the register stands behind the third-party service {service.label}"
        yield Problem(service.record.at("suppliers"), message, related=related)


def _unused(catalog: Artifact, supplier: Supplier) -> Iterator[Problem]:
    """Without any service the row is incomplete, which the register's own rule tells."""
    served = [service_in(catalog, name) for name in supplier.services]
    if supplier.services and not any(one and one.status != "retired" for one in served):
        yield Problem(
            supplier.record.at("services"),
            f"the catalog names {supplier.label} nowhere, and none of the services that it supports is live",
            "Name the supplier at the services that need it, or end the entry with the contract.",
            related=(Related(catalog.home("services"), "the services of the catalog"),),
            severity=Severity.ADVICE,
        )


@rule(
    "X46", "supplier-tier-fits-criticality", Severity.WARNING, Kind.CROSS, "7.2 / 8.3.4.1", (SUPPLIERS, CATALOG),
    source="P",
    each=("suppliers",),
    why="A supplier ranked below the services that it carries is reviewed too rarely and left without an exit plan.",
    hint="Raise the tier to that of the most critical service supported, or give the reason for the lower one.",
    fails=Example(
        (Edit("| SVC-001, SVC-002, SVC-005, SVC-006 | critical |", "| SVC-001, SVC-002, SVC-005, SVC-006 | standard |"),),
        (Found("Microsoft is of the tier standard, Cloud Hosting that it supports is Critical, which asks for critical", at="SPL-001"),),
    ),
    more=(
        Example(
            (Edit("| SVC-001, SVC-004 | important |", "| SVC-001, SVC-004 | standard |"),),
            (Found("Zabbix is of the tier standard, Managed Infrastructure that it supports is High, which asks for important", at="SPL-002"),),
        ),
        Example((Edit("| SVC-001, SVC-004 | important |", "| SVC-001, SVC-004 | critical |"),)),
        Example((Edit("| SVC-001, SVC-004 | important |", "| SVC-001, SVC-004 | standard; other partners can take over within a week |"),)),
        Example((Edit("| SVC-001, SVC-004 | important |", "| SVC-001, SVC-004 | 7 of 10 |"),)),
        Example((Edit("| SVC-001, SVC-004 | important |", "| SVC-001, SVC-004 | standard |"), Edit("| business | Hannah Lim | Enterprise, Mid-market | Customers' IT teams | High |", "| business | Hannah Lim | Enterprise, Mid-market | Customers' IT teams | 3 |", CATALOG))),
    ),
)  # fmt: skip
def tier_fits_criticality(workspace: Workspace, register: Artifact, catalog: Artifact) -> Iterator[Problem]:
    for supplier in suppliers(register):
        needed = needed_tier(catalog, register, supplier)
        if needed and weaker_tier(supplier.tier, needed.tier) and not reason_told(register, supplier):
            level = needed.service.record.text("criticality")
            yield Problem(
                supplier.record.at("tier"),
                f"{supplier.label} is of the tier {supplier.tier}, {needed.service.label} that it supports is {level}, "
                f"which asks for {needed.tier}",
                related=(
                    Related(needed.service.record.at("criticality"), f"{needed.service.label}: {level}"),
                ),
            )
