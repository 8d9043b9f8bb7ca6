"""What is measured is what was promised, from sources that exist, by those who answer for it."""

import re
from collections.abc import Iterator

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, Subject, stands_to
from iso20k.judging.near_miss import NearMiss, near_miss
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import PROCESS_CLAUSE_AREAS
from iso20k.standard.rows import edition_of
from iso20k.values.listing import find_identifiers, split_list
from iso20k.values.order import Order
from iso20k.values.standing import Standing
from iso20k.values.target import Target, compare_targets, parse_target
from iso20k.wording.names import normalise
from validators.cross_document.joins import related_to
from validators.monitoring_measurement.commitments import subject_of
from validators.monitoring_measurement.kpis import Kpi, kpi_named, kpis
from validators.organization_profile.people import PROFILE, people
from validators.service_catalog.services import Service, services
from validators.service_level_management.commitments import commitments as sla_commitments
from validators.service_level_management.levels import agreements, service_levels
from validators.service_management_plan.governance import process_owners
from validators.service_management_plan.objectives import Objective, objectives
from validators.service_reporting.reports import reports

MON, PLAN, SLM, CATALOG, REPORTING = (
    "monitoring-measurement",
    "service-management-plan",
    "service-level-management",
    "service-catalog",
    "service-reporting",
)
#: A product is written with a capital inside a cell of sources; these words begin many of them and name none.
_NO_PRODUCT = re.compile(
    r"\b(?:RPT|KPI|SLA|CMDB|NPS|CSAT|CAPA|CAB|RFC|FY|Q[1-4]|KEDB|ITSM|Jan\w*|Feb\w*|Mar\w*|Apr\w*|May|Jun\w*|Jul\w*|Aug\w*|Sep\w*|Oct\w*|Nov\w*|Dec\w*)\b"
)
_PRODUCT = re.compile(r"(?<![\w-])([A-Z][\w+]*(?:[ -][A-Z][\w+]*){0,2})")


@rule(
    "X36", "data-source-known", Severity.WARNING, Kind.CROSS, "6.2, 4.5.4.1 / 9.1", (PROFILE,),
    source="P",
    why="Figures from a tool that the organization does not list come from nowhere: nobody maintains it, nobody backs it up, nobody can check it.",
    hint="Add the tool to the profile, or name the tool from which the figure really comes.",
    fails=Example(
        (Edit("| ServiceNow | monthly | Daniel Okafor |", "| Qualys | monthly | Daniel Okafor |", MON),),
        (Found("the data source 'Qualys' of KPI-012 is none of the tools of the profile", at="KPI-012", document=MON),),
    ),
    more=(
        Example(
            (Edit("| Availability | >= 99.9 % | month | Zabbix uptime monitoring | Zabbix |", "| Availability | >= 99.9 % | month | Zabbix uptime monitoring | Zabix |", SLM),),
            (Found("the data source 'Zabix' of SLA-001 is none of the tools of the profile, the nearest is 'Zabbix'", at="Zabix", document=SLM),),
        ),
        Example((Edit("| ServiceNow | monthly | Daniel Okafor |", "| patch report of the month | monthly | Daniel Okafor |", MON),)),  # a record, no tool
        Example((Edit("| ServiceNow | monthly | Daniel Okafor |", "| ServiceNow patch module | monthly | Daniel Okafor |", MON),)),
    ),
)  # fmt: skip
def data_source_known(workspace: Workspace, profile: Artifact) -> Iterator[Problem]:
    tools = [row.text("tool") for row in profile.records("tools") if row.filled("tool")]
    vendors = [row.text("vendor") for row in profile.records("tools") if row.filled("vendor")]
    if not tools:
        return  # that no tool is listed is PRO-07's
    for label, text, place in _sources(workspace):
        for part in split_list(text):
            name = _product(part)
            if name and not _is_known(part, (*tools, *vendors)):
                near = near_miss(name, tools)
                yield Problem(
                    place,
                    f"the data source '{part}' of {label} is none of the tools of the profile{near.ending}",
                    edit=near.edit,
                    related=(Related(profile.home("tools"), "the tools of the profile"),),
                )


def _sources(workspace: Workspace) -> Iterator[tuple[str, str, Place]]:
    """Whose figures come from what, in reports, KPIs and SLAs, as far as these documents exist."""
    reporting, mon, slm = (workspace.artifact(skill) for skill in (REPORTING, MON, SLM))
    for report in reports(reporting) if reporting else ():
        yield report.label, report.record.text("sources"), report.record.at("sources")
    for kpi in kpis(mon, edition_of(workspace.edition)) if mon else ():
        yield kpi.label, kpi.record.text("data_source"), kpi.record.at("data_source")
    for level in service_levels(slm) if slm else ():
        if level.record.filled("data_source"):
            yield level.id, level.record.text("data_source"), level.record.at("data_source")


def _product(text: str) -> str:
    """The product that an entry names, '' for a record or a report of the organization's own."""
    found = _PRODUCT.match(_NO_PRODUCT.sub("", text).strip())
    words = text.split()
    own = re.search(
        r"\b(?:report|record|register|minutes|survey|log|review|list|sheet|plan|budget|file)s?\b",
        text,
        re.IGNORECASE,
    )
    return found[1] if found and words and not (own and len(words) > 1 and not found[1].isupper()) else ""


def _is_known(text: str, names: tuple[str, ...]) -> bool:
    told = normalise(text)
    return any(normalise(name) and normalise(name) in told for name in names)


@rule(
    "X63", "kpi-owner-is-process-owner", Severity.WARNING, Kind.CROSS, "4.5.4.1 / 9.1", (MON, PLAN),
    source="P",
    each=("kpis",),
    why="A KPI in the hands of somebody who cannot change the process is watched and not steered.",
    hint="Give the KPI to the owner of its process or to the deputy.",
    fails=Example(
        (Edit("| ServiceNow | monthly | Tom Fraser | 96.1 % |", "| ServiceNow | monthly | Laura Bennett | 96.1 % |"),),
        (Found("KPI-015 is owned by Laura Bennett, 8.1 Incident and service request management by Tom Fraser", at="KPI-015"),),
    ),
    more=(
        Example((Edit("| ServiceNow | monthly | Tom Fraser | 96.1 % |", "| ServiceNow | monthly | Hannah Lim | 96.1 % |"),)),  # the deputy
        Example((Edit("| ServiceNow | monthly | Tom Fraser | 96.1 % |", "| ServiceNow | monthly | Incident process owner | 96.1 % |"),)),
    ),
)  # fmt: skip
def kpi_owner_is_process_owner(workspace: Workspace, mon: Artifact, plan: Artifact) -> Iterator[Problem]:
    names = {area.number: area.name for area in PROCESS_CLAUSE_AREAS}
    owned = process_owners(plan, workspace.edition)
    profile = workspace.artifact(PROFILE)
    deputies = {normalise(one.name): normalise(one.deputy) for one in people(profile)} if profile else {}
    for kpi in kpis(mon, edition_of(workspace.edition)):
        if not kpi.owners:
            continue
        own = {normalise(person) for person in kpi.owners}
        for number in kpi.areas:
            owners = owned.get(number, ())
            allowed = {normalise(owner.person) for owner in owners}
            allowed |= {deputies.get(name, "") for name in allowed}
            if number in names and owners and not own & allowed:
                yield Problem(
                    kpi.record.at("owner"),
                    f"{kpi.label} is owned by {kpi.owners[0]}, {number} {names[number]} by {owners[0].person}",
                    related=(Related(owners[0].place, "the process owner in the plan"),),
                )
                break


@rule(
    "X64", "objective-has-kpi", Severity.STRICT, Kind.CROSS, "4.5.2 a, 4.5.4.1 / 6.2, 9.1", (PLAN, MON),
    source="P",
    each=("objectives",),
    why="An objective that nobody measures is reached by declaration; one that is measured against another target is reached twice or never.",
    hint="Give the objective a KPI with the same target and unit, and name it in the plan.",
    fails=Example(
        (Edit("| >= 40 | 2026-10-31 | Grace Mitchell | KPI-004 |", "| >= 45 | 2026-10-31 | Grace Mitchell | KPI-004 |"),),
        (Found("OBJ-04 has the target >= 45, its KPI-004 >= 40", at="OBJ-04"),),
    ),
    more=(
        Example(
            (Edit("| >= 40 | 2026-10-31 | Grace Mitchell | KPI-004 |", "| >= 40 | 2026-10-31 | Grace Mitchell | KPI-040 |"),),
            (Found("the KPI-040 of OBJ-04 is not in the KPI register, the nearest is 'KPI-004'", at="OBJ-04"),),
        ),
        Example(
            (Edit("| >= 40 | 2026-10-31 | Grace Mitchell | KPI-004 |", "| >= 40 | 2026-10-31 | Grace Mitchell | |"), Edit("NPS of the quarterly survey", "Loyalty of customers", MON)),
            (Found("OBJ-04 'Satisfy customers' has no KPI", at="OBJ-04"),),
        ),
        Example((Edit("| >= 40 | 2026-10-31 | Grace Mitchell | KPI-004 |", "| 40 or more | 2026-10-31 | Grace Mitchell | |"),)),  # found by its metric
    ),
)  # fmt: skip
def objective_has_kpi(workspace: Workspace, plan: Artifact, mon: Artifact) -> Iterator[Problem]:
    edition = edition_of(workspace.edition)
    known = kpis(mon, edition)
    if not known:
        return  # that there is no KPI is MON-01's
    for objective in objectives(plan):
        named = bool(find_identifiers(objective.kpi, ("KPI",)))
        kpi = kpi_named(mon, objective.kpi, edition) if named else _by_metric(objective, known)
        name = objective.id or f"the objective '{objective.text}'"
        related = (Related(mon.home("kpis"), "the KPI register"),)
        if kpi is None and named:
            near = NearMiss(objective.kpi, _near(objective.kpi, [one.id for one in known]))
            message = f"the {objective.kpi} of {name} is not in the KPI register{near.ending}"
            yield Problem(objective.place, message, related=related, edit=near.edit)
        elif kpi is None:
            told = f"{name} '{objective.text}'" if objective.id else name
            yield Problem(objective.place, f"{told} has no KPI", related=related, missing=True)
        elif _differ(parse_target(objective.target), kpi.target):
            message = f"{name} has the target {objective.target}, its {kpi.label} {kpi.record.text('target')}"
            yield Problem(
                objective.metric_place,
                message,
                related=(Related(kpi.record.at("target"), f"the target of {kpi.label}"),),
            )


def _by_metric(objective: Objective, known: tuple[Kpi, ...]) -> Kpi | None:
    """Without a reference: the KPI with the very name of the metric, or with the objective's words."""
    wanted = {normalise(objective.metric), normalise(objective.text)} - {""}
    return next((kpi for kpi in known if normalise(kpi.name) in wanted), None)


def _near(told: str, ids: list[str]) -> str:
    """The only identifier with the same digits in another order, else none: KPI-040 was probably KPI-004."""
    digits = sorted(re.findall(r"\d", told))
    alike = [one for one in ids if sorted(re.findall(r"\d", one)) == digits]
    return alike[0] if len(alike) == 1 else ""


def _differ(one: Target | None, other: Target | None) -> bool:
    """Two targets of one unit with other figures; what cannot be read or compared differs in nothing."""
    if one is None or other is None:
        return False
    return compare_targets(one, other) in (Order.LESS, Order.GREATER)


@rule(
    "X65", "kpi-target-equals-sla", Severity.ERROR, Kind.CROSS, "6.1, 4.5.4.1 / 9.1", (MON, SLM, CATALOG),
    source="P",
    each=("kpis",),
    why="An internal target softer than the contract turns green while the customer's promise is broken.",
    hint="Set the KPI's target to that of the SLA, or stricter.",
    fails=Example(
        (Edit("| higher | >= 99.95 % | 99.93 % | 99.9 % |", "| higher | >= 99.9 % | 99.85 % | 99.8 % |"),),
        (Found("KPI-006 aims at >= 99.9 % for Cloud Hosting, SLA-002 promises >= 99.95 %", at="KPI-006"),),
    ),
    more=(
        Example((Edit("| higher | >= 99.95 % | 99.93 % | 99.9 % |", "| higher | >= 99.97 % | 99.96 % | 99.95 % |"),)),  # stricter
        Example(
            (Edit("| higher | >= 80 % | 77 % | 75 % |", "| higher | >= 70 % | 65 % | 60 % |"),),
            (Found("KPI-007 aims at >= 70 % for Help Desk, SLA-003 promises 80 % of L1 tickets within 30 min", at="KPI-007"),),
        ),
        Example((Edit("Uptime of Cloud Hosting (SVC-002) | Agreed minutes answered to checks / agreed minutes | higher | >= 99.95 % | 99.93 % | 99.9 % |", "Monitored machines of Cloud Hosting (SVC-002) | Monitored / all | higher | >= 99 % | 98 % | 97 % |"),)),
    ),
)  # fmt: skip
def kpi_target_equals_sla(
    workspace: Workspace, mon: Artifact, slm: Artifact, catalog: Artifact
) -> Iterator[Problem]:
    signed = {sla.label for sla in agreements(slm)}
    promised = [one for one in sla_commitments(slm) if one.holder in signed and one.target is not None]
    for kpi in kpis(mon, edition_of(workspace.edition)):
        service = _service_of(kpi, services(catalog))
        if service is None or kpi.target is None:
            continue
        for promise in promised:
            if _restates(kpi, service, promise) and _softer(kpi, promise):
                yield Problem(
                    kpi.record.at("target"),
                    f"{kpi.label} aims at {kpi.record.text('target')} for {service.label}, {promise.holder} promises {promise.told}",
                    related=(related_to(promise),),
                )


def _service_of(kpi: Kpi, known: tuple[Service, ...]) -> Service | None:
    """The service that a KPI names, by its ID or by its whole name."""
    told = f"{kpi.name} {kpi.record.text('formula')}"
    for service in known:
        if service.id and re.search(rf"(?<![\w-]){re.escape(service.id)}(?![\w-])", told):
            return service
    return next(
        (
            s
            for s in known
            if len(s.name) > 4 and re.search(rf"\b{re.escape(s.name)}\b", kpi.name, re.IGNORECASE)
        ),
        None,
    )


def _restates(kpi: Kpi, service: Service, promise: Commitment) -> bool:
    """Whether the KPI is about the very metric that the SLA promises for the service."""
    if normalise(promise.service) not in service.names() or promise.priority:
        return False
    subject = subject_of(kpi)
    if subject is Subject.AVAILABILITY:
        return promise.subject is Subject.AVAILABILITY
    within = promise.target.within if promise.target else None
    told = parse_target(f"{kpi.record.text('target')} {_limit(kpi.name)}")
    return (
        within is not None
        and told is not None
        and told.within is not None
        and told.within.minutes == within.minutes
    )


def _limit(name: str) -> str:
    found = re.search(r"\bwithin\s+[\d.]+\s*\w+", name, re.IGNORECASE)
    return found.group() if found else ""


def _softer(kpi: Kpi, promise: Commitment) -> bool:
    """Whether the share that the KPI aims at is lower than the promised one, or its figure weaker."""
    target = promise.target
    if target is None or kpi.target is None:
        return False
    bare = target._replace(within=None)
    own = Commitment(
        promise.subject,
        kpi.label,
        promise.service,
        kpi.target._replace(within=None),
        "",
        promise.place,
        promise.kept_at,
        promise.metric,
    )
    return stands_to(own, promise._replace(target=bare)) is Standing.WEAKER
