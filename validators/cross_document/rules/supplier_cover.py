"""When it counts, support is there: in the hours of the SLA, and within the recovery time of the continuity plan."""

from collections.abc import Iterator

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, Subject
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.duration import Duration, compare_durations
from iso20k.values.hours import ServiceHours, covers, parse_hours
from iso20k.values.order import Order
from validators.cross_document.carrying import held_to
from validators.cross_document.joins import near_supplier, service_in
from validators.service_continuity_availability.recovery import Impact, Strategy, impacts, strategies
from validators.service_continuity_availability.served import catalog_pairs
from validators.service_level_management.agreements import ACTIVE, Agreement
from validators.service_level_management.commitments import support_commitment
from validators.service_level_management.levels import agreements
from validators.service_level_management.measures import RECOVERY, RESOLUTION
from validators.service_level_management.support import (
    Support,
    operational_levels,
    supported,
    underpinning_levels,
)
from validators.supplier_management.suppliers import Supplier, find_supplier, said, suppliers

SLM, CATALOG, SUPPLIERS = "service-level-management", "service-catalog", "supplier-management"
CON = "service-continuity-availability"
_CASES = "| P1 case response | <= 2 h | month | 24x7 |"
_STARTED = "| SPL-001 Microsoft | Start of replicated machines in the second region | ≤ | 1 | h | year | Azure | 0.6 |"
_RESTORED = "| SPL-003 ServiceNow | Restoration of the instance | ≤ | 8 | h | year | ServiceNow | 1.5 | 2026-09-30 | |\n"


@rule(
    "X23", "support-hours-cover", Severity.WARNING, Kind.CROSS, "6.1, 7.2 / 8.3.4", (SLM, SUPPLIERS, CATALOG),
    source="P",
    each=("olas", "ucs"),
    why="A customer who was promised all hours calls at night, and the group or supplier behind the promise answers in the morning.",
    hint="Extend the support hours of the OLA or contract, or narrow the service hours of the SLA.",
    fails=Example(
        (Edit(_CASES, _CASES.replace("24x7", "Mon-Fri 09:00-17:00")),),
        (Found("UC-002 gives support Mon-Fri 09:00-17:00, 40 h a week; SLA-001 promises 24x7, 168 h a week", at="UC-002"),),
    ),
    more=(
        Example(
            (Edit("- Supports SLA: SLA-003\n- Hours: Mon-Fri 07:00-19:00\n", "- Supports SLA: SLA-003\n- Hours: Mon-Fri 08:00-18:00\n"),),
            (Found("OLA-002 gives support Mon-Fri 08:00-18:00, 50 h a week; SLA-003 promises Mon-Fri 07:00-19:00, 60 h a week", at="Mon-Fri 08:00-18:00"),),
        ),
        Example(
            (
                Edit("- Service hours: 24x7\n- Exceptions: Maintenance announced 5 business days ahead, Sunday 02:00-06:00", "- Exceptions: Maintenance announced 5 business days ahead, Sunday 02:00-06:00"),
                Edit(_CASES, _CASES.replace("24x7", "8x5")),
            ),
            (Found("UC-002 gives support 8x5, 40 h a week; the catalog promises 24x7, 168 h a week for Managed Infrastructure", at="UC-002"),),
        ),
        Example(
            (
                Edit("| Start | Expiry | Notice period |", "| Start | Support hours | Expiry | Notice period |", SUPPLIERS),
                Edit("| Contract owner | Sub-contractors |\n|---|", "| Contract owner | Sub-contractors |\n|---|---|", SUPPLIERS),
                Edit("| 2020-02-01 | 2027", "| 2020-02-01 | 24x7 | 2027", SUPPLIERS),
                Edit("| 2023-07-01 | 2027", "| 2023-07-01 | Mon-Fri 09:00-17:00 | 2027", SUPPLIERS),
                Edit("| 2021-03-01 | 2028", "| 2021-03-01 | | 2028", SUPPLIERS),
                Edit("| 2022-11-01 | 2027", "| 2022-11-01 | | 2027", SUPPLIERS),
            ),
            (Found("Zabbix gives support Mon-Fri 09:00-17:00, 40 h a week; SLA-001 promises 24x7, 168 h a week", at="SPL-002", document=SUPPLIERS),),
        ),
        Example((Edit("- Supports SLA: SLA-003\n- Hours: Mon-Fri 07:00-19:00\n", "- Supports SLA: SLA-003\n- Hours: Mon-Sat 06:00-20:00\n"),)),
        Example((Edit(_CASES, _CASES.replace("24x7", "as agreed")),)),
        Example((Edit("- Supports SLA: SLA-003\n- Hours: Mon-Fri 07:00-19:00\n", "- Supports SLA: SLA-003\n- Hours: business hours\n"),)),
    ),
)  # fmt: skip
def support_hours_cover(
    workspace: Workspace, slm: Artifact, register: Artifact, catalog: Artifact
) -> Iterator[Problem]:
    told: set[tuple[str, str]] = set()
    for support in (*operational_levels(slm), *underpinning_levels(slm)):
        for sla in supported(support, agreements(slm)):
            if sla.state != ACTIVE or (support.label, sla.label) in told:
                continue
            promise = _promised(catalog, sla)
            supplier = find_supplier(support.record.text("supplier"), suppliers(register))
            if promise and (problem := _uncovered(support, supplier, promise)):
                told.add((support.label, sla.label))
                yield problem


def _promised(catalog: Artifact, sla: Agreement) -> tuple[str, str, Place] | None:
    """The service hours of an SLA with who promises them for what: its own, else those of its service in the catalog."""
    if sla.record.filled("service_hours"):
        told, place = sla.record.text("service_hours"), sla.record.at("service_hours")
        return told, f"{sla.label} promises {told}, {{}}", place
    service = service_in(catalog, sla.service) or service_in(catalog, sla.name)
    if service is None or not service.record.filled("service_hours"):
        return None
    told, place = service.record.text("service_hours"), service.record.at("service_hours")
    return told, f"the catalog promises {told}, {{}} for {service.label}", place


def _uncovered(
    support: Support, supplier: Supplier | None, promise: tuple[str, str, Place]
) -> Problem | None:
    """The first of contract and register whose hours certainly leave out promised ones; the other documents are related."""
    told, promised, where = promise
    wanted = parse_hours(told)
    sources = [(support.label, support.record, "its hours in the agreement")]
    if supplier:
        sources.append((supplier.label, supplier.record, f"{supplier.label} in the supplier register"))
    for name, record, _ in sources:
        own = parse_hours(record.text("hours")) if record.filled("hours") else None
        if own is None or wanted is None or covers(own, wanted) is not False:
            continue
        others = [
            Related(other.at("hours"), words) for _, other, words in sources if other.path != record.path
        ]
        return Problem(
            record.at("hours"),
            f"{name} gives support {record.text('hours')}, {_weekly(own)}; {promised.format(_weekly(wanted))}",
            related=(Related(where, f"promised: {told}"), *others),
        )
    return None


def _weekly(hours: ServiceHours) -> str:
    return f"{float(hours.weekly / 60):g} h a week"


@rule(
    "X34", "supplier-recovery", Severity.WARNING, Kind.CROSS, "6.3.2, 7.2 / 8.7.2", (CON, SUPPLIERS, SLM),
    source="P",
    each=("strategies",),
    why="A recovery that needs a supplier takes as long as the supplier takes; who has committed to nothing can take days.",
    hint="Agree a recovery time with the supplier that fits the RTO and measure it as a KPI, or choose a strategy without the supplier.",
    fails=Example(
        (Edit(_STARTED, _STARTED.replace("| 1 | h |", "| 12 | h |"), SUPPLIERS),),
        (
            Found("Azure geo-redundant failover relies on Microsoft, whose 'Start of replicated machines in the second region' takes ≤ 12 h, longer than the RTO 2 h of Cloud Hosting", at="STR-01"),
            Found("Backup restoration relies on Microsoft, whose 'Start of replicated machines in the second region' takes ≤ 12 h, longer than the RTO 8 h of Managed Infrastructure", at="STR-02"),
        ),
    ),
    more=(
        Example(
            (Edit(_RESTORED, "", SUPPLIERS),),
            (Found("E-mail fallback relies on ServiceNow, which has committed to no recovery time; the RTO of Help Desk is 24 h", at="STR-03"),),
        ),
        Example(
            (Edit("| Shared mailbox and phones, home workplaces | SPL-003 |", "| Shared mailbox and phones, home workplaces | ServiceNaw |"),),
            (Found("E-mail fallback relies on 'ServiceNaw', which is not in the supplier register, the nearest is 'ServiceNow'", at="STR-03"),),
        ),
        Example((Edit(_STARTED, _STARTED.replace("| 1 | h |", "| 30 | min |"), SUPPLIERS),)),
        Example((Edit(_STARTED, _STARTED.replace("| 1 | h |", "| 1 h (business hours) | |"), SUPPLIERS),)),  # another calendar
        Example((Edit("| Shared mailbox and phones, home workplaces | SPL-003 |", "| Shared mailbox and phones, home workplaces | none |"),)),
        Example(
            (Edit(_RESTORED, "", SUPPLIERS), Edit("| UC-002 | Zabbix support contract |", "| UC-003 | ServiceNow recovery | SPL-003 ServiceNow | CT-2021-003 | Instance | SLA-003 | RTO | <= 12 h | year | 24x7 | 2028-02-29 |\n| UC-002 | Zabbix support contract |", SLM)),
        ),
    ),
)  # fmt: skip
def supplier_recovery(
    workspace: Workspace, plan: Artifact, register: Artifact, slm: Artifact
) -> Iterator[Problem]:
    known, pairs = suppliers(register), catalog_pairs(workspace)
    rows = impacts(plan, pairs)
    for strategy in strategies(plan, pairs):
        told = strategy.record.text("supplier") if strategy.record else ""
        if strategy.record is None or not said(told):
            continue
        supplier, place = find_supplier(told, known), strategy.record.at("supplier")
        if supplier is None:
            yield _unregistered(register, known, strategy, told, place)
            continue
        committed = recovery_of(register, slm, supplier)
        for row in rows:
            if row.rto and any(row.service.same(one) for one in strategy.services):
                yield from _slow(strategy, supplier, committed, row, place)


def recovery_of(register: Artifact, slm: Artifact, supplier: Supplier) -> tuple[Commitment, ...]:
    """How fast a supplier has committed to be back: its KPIs, and the contracts that the SLA register lists."""
    kpis = held_to(register, supplier, Subject.RTO, Subject.RESOLUTION)
    contracts = [
        support_commitment(slm, uc)
        for uc in underpinning_levels(slm)
        if uc.measure.kind in (RECOVERY, RESOLUTION)
        and find_supplier(uc.record.text("supplier"), suppliers(register)) == supplier
    ]
    return (*(one for one in kpis if one.priority <= 1), *(one for one in contracts if one.priority <= 1))


def _unregistered(
    register: Artifact, known: tuple[Supplier, ...], strategy: Strategy, told: str, place: Place
) -> Problem:
    near = near_supplier(told, known)
    return Problem(
        place,
        f"{strategy.text} relies on '{told}', which is not in the supplier register{near.ending}",
        related=(Related(register.home("suppliers"), "the suppliers"),),
        edit=near.edit,
    )


def _slow(
    strategy: Strategy, supplier: Supplier, committed: tuple[Commitment, ...], row: Impact, place: Place
) -> Iterator[Problem]:
    """No commitment at all, or only such as certainly take longer; one that cannot be compared may be meant."""
    rto = row.record.text("rto")
    if not committed:
        yield Problem(
            place,
            f"{strategy.text} relies on {supplier.label}, which has committed to no recovery time; the RTO of {row.label} is {rto}",
            related=(Related(supplier.record.place, f"{supplier.label} in the supplier register"),),
            missing=True,
        )
    elif row.rto and all(_limit(one) and _after(_limit(one), row.rto) for one in committed):
        first = committed[0]
        yield Problem(
            place,
            f"{strategy.text} relies on {supplier.label}, whose '{first.metric}' takes {first.told}, "
            f"longer than the RTO {rto} of {row.label}",
            related=(Related(first.place, f"{first.metric}: {first.told}"),),
        )


def _limit(commitment: Commitment) -> Duration | None:
    target = commitment.target
    if target is None:
        return None
    return target.quantity if isinstance(target.quantity, Duration) else target.within


def _after(limit: Duration | None, rto: Duration) -> bool:
    return limit is not None and compare_durations(limit, rto) is Order.GREATER
