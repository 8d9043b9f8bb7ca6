"""What suppliers are held to carries what customers were promised: in figures, in series, in hours, after a disaster."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, Subject
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.hours import MeasurePeriod, parse_hours, spell_allowance, spell_excess
from iso20k.values.standing import Standing
from validators.cross_document.carrying import Carrier, carriers, carries, held_to, like
from validators.cross_document.joins import service_in
from validators.service_catalog.services import Service
from validators.service_level_management.agreements import ACTIVE, ENDED, Agreement
from validators.service_level_management.commitments import support_commitment
from validators.service_level_management.levels import Promise, agreements, promises
from validators.service_level_management.measures import AVAILABILITY
from validators.service_level_management.support import (
    supported,
    underpinning_levels,
)
from validators.supplier_management.suppliers import Supplier, find_supplier, suppliers

SLM, CATALOG, SUPPLIERS = "service-level-management", "service-catalog", "supplier-management"
_ALWAYS = "24x7"
_UPTIME_KPI = "| SPL-001 Microsoft | VM uptime | ≥ | 99.95 | % | month |"
_CASE_KPI = "| SPL-002 Zabbix | First response to critical support cases | ≤ | 1 | h | quarter |"
_SEVERITY_KPI = (
    "| SPL-001 Microsoft | First response to severity A cases | ≤ | 1 | h | month | ServiceNow | 0.6 |"
)
_PORTAL_KPI = "| SPL-001 Microsoft | Azure portal availability | ≥ | 99.95 | % | month | Azure | 99.98 |"
_PORTAL = "| SVC-002 Cloud Hosting | SVC-006 Azure Management Portal | hard | Command-line access to Azure Resource Manager |"
_PORTAL_ALONE = "| SVC-002 Cloud Hosting | SVC-006 Azure Management Portal | hard | none |"
_LEVEL = "| L1 ticket resolution | 80 % of L1 tickets within 30 min | month |"
_UPTIME = "| Availability | >= 99.9 % | month | ServiceNow reporting | ServiceNow |\n| L1 ticket resolution | 80 % of L1 tickets within 30 min | month |"
_INSTANCE_KPI = "| SPL-003 ServiceNow | Instance availability | ≥ | 99.8 | % | month |"
_FALLBACK = "| SVC-003 Help Desk | SVC-007 Ticketing System | hard | none; e-mail intake as fallback |"


@rule(
    "X21", "uc-strict-in-supplier-register", Severity.ERROR, Kind.CROSS, "7.2 / 8.3.4.1", (SLM, SUPPLIERS),
    source="P",
    each=("ucs",),
    why="A supplier that is measured against less than its contract gives is never asked for the level on which the SLA stands. "
    "Figures on unlike units or calendars are not judged; what the contract gives less than the SLA is said beside the contract.",
    hint="Hold the supplier to the level of the underpinning contract, or correct the contract's row and the promise above it.",
    fails=Example(
        (Edit(_UPTIME_KPI, _UPTIME_KPI.replace("99.95", "99.9"), SUPPLIERS),),
        (
            Found(
                "Microsoft is held to VM uptime ≥ 99.9 %, less than >= 99.95 % of UC-001 behind SLA-002: "
                "99.9 % allows 43.8 min a month, 99.95 % allows 21.9 min a month",
                at="VM uptime", document=SUPPLIERS,
            ),
        ),
    ),
    more=(
        Example((Edit(_UPTIME_KPI, _UPTIME_KPI.replace("99.95", "99.99"), SUPPLIERS),)),
        Example(
            (Edit(_CASE_KPI, _CASE_KPI.replace("| 1 |", "| 4 |"), SUPPLIERS),),
            (
                Found(
                    "Zabbix is held to First response to critical support cases ≤ 4 h, less than <= 2 h of UC-002 behind SLA-001",
                    at="critical support cases", document=SUPPLIERS,
                ),
            ),
        ),
        Example(
            (Edit(_CASE_KPI, _CASE_KPI.replace("| 1 | h |", "| 1 h (business hours) | |"), SUPPLIERS),),  # another calendar
        ),
        Example((Edit(_UPTIME_KPI, "| SPL-001 Microsoft | VM downtime | ≤ | 60 | min | month |", SUPPLIERS),)),  # another unit
        Example((Edit(_UPTIME_KPI, "| SPL-001 Microsoft | Backup vault availability | ≥ | 99.5 | % | month |", SUPPLIERS),)),
        Example((Edit(_UPTIME_KPI, _UPTIME_KPI.replace("SPL-001 Microsoft", "SPL-001 Micrsoft"), SUPPLIERS),)),
    ),
)  # fmt: skip
def uc_strict_in_supplier_register(
    workspace: Workspace, slm: Artifact, register: Artifact
) -> Iterator[Problem]:
    known = suppliers(register)
    for uc in underpinning_levels(slm):
        supplier = find_supplier(uc.record.text("supplier"), known)
        slas = [sla for sla in supported(uc, agreements(slm)) if sla.state != ENDED]
        own = support_commitment(slm, uc)
        if supplier and own.target and slas:
            kpi = _counterpart(own, held_to(register, supplier, own.subject))
            if kpi and carries(kpi, own) is Standing.WEAKER:
                yield _held_to_less(supplier, kpi, own, slas)


def _counterpart(own: Commitment, kpis: Sequence[Commitment]) -> Commitment | None:
    """The supplier's figure for what a contract gives; times belong together by their priority as well."""
    ranked = [one for one in kpis if own.priority and one.priority == own.priority]
    if len(ranked) == 1 and own.subject in (Subject.RESPONSE, Subject.RESOLUTION):
        return ranked[0]
    return like(own.metric, [one for one in kpis if one.priority == own.priority])


def _held_to_less(supplier: Supplier, kpi: Commitment, uc: Commitment, slas: list[Agreement]) -> Problem:
    shares = _allowances(kpi, uc) if uc.subject is Subject.AVAILABILITY else ""
    told = kpi.told if kpi.metric in kpi.told else f"{kpi.metric} {kpi.told}"
    return Problem(
        kpi.place,
        f"{supplier.label} is held to {told}, less than {uc.told} of {uc.holder} behind {slas[0].label}{shares}",
        related=(Related(uc.place, f"{uc.metric} of {uc.holder}: {uc.told}"),),
    )


def _allowances(kpi: Commitment, uc: Commitment) -> str:
    """What both shares allow, in the hours and the period of the contract."""
    hours, period = parse_hours(uc.hours or _ALWAYS), uc.period or MeasurePeriod.MONTH
    figures = [one.target.quantity for one in (kpi, uc) if one.target]
    if hours is None:
        return ""
    said = [spell_allowance(share, hours, period) for share in figures if isinstance(share, Decimal)]
    return f": {', '.join(said)}"


@rule(
    "X22", "serial-availability", Severity.WARNING, Kind.CROSS, "6.1, 6.3, 7.2 / 8.3.4, 8.7.1", (SLM, CATALOG, SUPPLIERS),
    source="P",
    each=("slas",),
    why="Things that a service cannot do without multiply: two of 99.95 % are 99.90 % together, and a promise above the product is "
    "kept by luck. A single underpinning contract is confronted with its SLA in the register itself.",
    hint="Add redundancy, agree a stricter level with who carries the service, or promise the customer less.",
    fails=Example(
        (Edit(_PORTAL, _PORTAL_ALONE, CATALOG), Edit(_SEVERITY_KPI, _PORTAL_KPI, SUPPLIERS)),
        (
            Found(
                "Cloud Hosting rests on UC-001 99.95 % × Azure Management Portal 99.95 % = 99.90 %, promised 99.95 % in SLA-002; "
                "allows 43.8 min a month instead of 21.9",
                at="| Uptime |",
            ),
        ),
    ),
    more=(
        Example(
            (Edit(_LEVEL, _UPTIME),),
            (
                Found(
                    "Help Desk rests on Ticketing System 99.8 %, promised 99.9 % in SLA-003; "
                    "allows 31.3 min a month of Mon-Fri 07:00-19:00 instead of 15.7",
                    at="| Availability | >= 99.9 % | month | ServiceNow",
                ),
            ),
        ),
        Example(
            (Edit(_LEVEL, _UPTIME), Edit(_INSTANCE_KPI, _INSTANCE_KPI.replace("99.8", "99.9"), SUPPLIERS)),
            (
                Found(
                    "Help Desk rests on Ticketing System 99.9 %, promised 99.9 % in SLA-003: no margin; "
                    "99.9 % allows 15.7 min a month of Mon-Fri 07:00-19:00",
                    at="| Availability | >= 99.9 % | month | ServiceNow",
                ),
            ),
        ),
        Example((Edit(_LEVEL, _UPTIME), Edit(_INSTANCE_KPI, _INSTANCE_KPI.replace("99.8", "99.99"), SUPPLIERS))),
        Example((Edit(_LEVEL, _UPTIME), Edit(_FALLBACK, _FALLBACK.replace("none; e-mail intake as fallback", "Second instance, automatic switch"), CATALOG))),
        Example((Edit(_LEVEL, _UPTIME), Edit(_FALLBACK, _FALLBACK.replace("hard", "soft"), CATALOG))),
        Example((Edit("| VM uptime | >= 99.95 % | month |", "| VM uptime | >= 99.9 % | month |"),)),  # the SLA register says it
        Example((Edit(_LEVEL, _UPTIME.replace(">= 99.9 %", "<= 60 min").replace("Availability", "Downtime")),)),
    ),
)  # fmt: skip
def serial_availability(
    workspace: Workspace, slm: Artifact, catalog: Artifact, register: Artifact
) -> Iterator[Problem]:
    for sla in agreements(slm):
        service = service_in(catalog, sla.service) or service_in(catalog, sla.name)
        if sla.state != ACTIVE or service is None:
            continue
        carried = carriers(slm, catalog, register, sla, service)
        for promise in promises(slm):
            share = promise.measure.percent
            plain = promise.measure.target is not None and promise.measure.target.within is None
            if promise.sla == sla.id and promise.measure.kind == AVAILABILITY and share and plain and carried:
                yield from _in_series(sla, service, promise, share, carried)


def _in_series(
    sla: Agreement, service: Service, promise: Promise, share: Decimal, carried: tuple[Carrier, ...]
) -> Iterator[Problem]:
    """One thing below the promise is told alone, an error; else their product below it, or equal to it."""
    below = [one for one in carried if one.share < share]
    for one in below:
        if not one.contract:
            yield _rests(sla, service, promise, share, (one,), Severity.ERROR)
    if below:
        return
    together = product(carried)
    margin_told = any(one.contract and one.share == share for one in carried)
    if together < share or (together == share and not margin_told):
        yield _rests(sla, service, promise, share, carried, Severity.WARNING)


def product(carried: Sequence[Carrier]) -> Decimal:
    """The share of time in which all of them are there, in percent."""
    together = Decimal(100)
    for one in carried:
        together = together * one.share / 100
    return together


def _rests(
    sla: Agreement, service: Service, promise: Promise, share: Decimal, carried: tuple[Carrier, ...], severity: Severity
) -> Problem:  # fmt: skip
    together, measure = product(carried), promise.measure
    terms = " × ".join(f"{one.name} {_written(one.share)}" for one in carried)
    sum_told = f" = {_rounded(together, share)}" if len(carried) > 1 else ""
    hours = parse_hours(sla.record.text("service_hours") or _ALWAYS)
    period = measure.period or MeasurePeriod.MONTH
    start = f"{service.label} rests on {terms}{sum_told}, promised {share} % in {sla.label}"
    if together == share:
        ending = f": no margin; {spell_allowance(share, hours, period)}" if hours else ": no margin"
    else:
        ending = f"; {spell_excess(together, share, hours, period)}" if hours else ""
    related = tuple(Related(one.place, f"{one.name}: {one.told}") for one in carried)
    return Problem(measure.place, f"{start}{ending}", related=related, severity=severity)


def _written(share: Decimal) -> str:
    """A figure as it was agreed; that of a pair is rounded."""
    return f"{round(share, 4).normalize():f} %"


def _rounded(together: Decimal, promised: Decimal) -> str:
    """A product with at least two places, and as many as tell it from the promise."""
    for digits in range(2, 9):
        rounded = together.quantize(Decimal(1).scaleb(-digits))
        if (rounded == promised) is (together == promised):
            return f"{rounded} %"
    return f"{together} %"
