"""What plan and processes know for the review: resources, objectives, service levels, customers, projects, risks, capability."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record
from iso20k.judging.drafting import Drafted, Quoted
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import parse_moment
from iso20k.values.listing import find_identifiers
from iso20k.values.number import parse_rating
from iso20k.values.signs import plain
from iso20k.wording.filled import filled_cell
from validators.business_relationship.complaints import complaints
from validators.business_relationship.satisfaction import measures
from validators.capacity_management.resources import HUMAN, TECHNICAL, resources, upgrades
from validators.design_transition.projects import projects
from validators.information_security.risks import Threshold, threshold, threshold_of
from validators.management_review.quoting import approved_on, counted, nothing_for, quoted, row
from validators.management_review.sources import MEASUREMENT, kpi_figures, kpi_of
from validators.service_level_management.agreements import active
from validators.service_level_management.levels import agreements, service_levels
from validators.service_level_management.results import latest
from validators.service_management_plan.objectives import Objective, objectives

PLAN, CAPACITY, BUDGET, SECURITY = (
    "service-management-plan",
    "capacity-management",
    "budgeting-accounting",
    "information-security",
)
_REQUESTED = re.compile(r"\brequest(?:ed|s)?\b|\bFTEs?\b", re.IGNORECASE)


def resource_rows(workspace: Workspace, asked: str) -> Iterator[Drafted]:
    """Upgrades and requests of the capacity plan, then planned investments and the last forecast of the budget."""
    capacity, budget = workspace.artifact(CAPACITY), workspace.artifact(BUDGET)
    planned = budget.records("investments") if budget else ()
    taken: list[Record] = []
    for upgrade in upgrades(capacity) if capacity else ():
        budgeted = [item for item in planned if upgrade.record.text("id") in find_identifiers(item.text("reference"), ("UPG",))]
        taken += budgeted
        told = (
            *quoted(upgrade.record, "cost"),
            *quoted(upgrade.record, "due", "due {}"),
            *(figure for item in budgeted for figure in quoted(item, "budget", "budgeted with {}")),
        )
        name = f"{upgrade.record.text('id')} {upgrade.record.text('upgrade')}".strip()
        if capacity:
            documents = (capacity, budget) if budgeted and budget else (capacity,)
            yield row(asked, name, documents, told, "" if told else "cost and date of the upgrade")
    for influence in capacity.records("influences") if capacity else ():
        if capacity and _REQUESTED.search(influence.text("measure")):
            told = (*quoted(influence, "effect"), *quoted(influence, "measure"))
            yield row(asked, influence.text("influence"), capacity, told)
    if capacity is None:
        yield nothing_for(asked, "the capacity plan is not written yet")
    if budget is None:
        yield nothing_for(asked, "the budget of the services is not written yet")
        return
    for item in (one for one in planned if one not in taken):
        told = (*quoted(item, "budget"), *quoted(item, "period"), *quoted(item, "reference"))
        if item.filled("item") and told:
            yield row(asked, item.text("item"), budget, told)
    forecasts = [record for record in budget.records("forecasts") if record.filled("forecast")]
    if forecasts:
        last = max(forecasts, key=lambda record: _day(record.text("reviewed")))
        told = (
            *quoted(last, "forecast", "forecast {}"),
            *quoted(last, "period", "for {}"),
            *quoted(last, "reviewed", "reviewed {}"),
            *quoted(last, "result"),
        )
        yield row(asked, "Forecast of the budget", budget, told)


def _day(text: str) -> str:
    moment = parse_moment(text)
    return moment.day.isoformat() if moment and moment.day else ""


def objective_rows(workspace: Workspace, asked: str) -> Iterator[Drafted]:
    """The policy with its date, then each objective with target, and value and status of its indicator."""
    plan, mon = workspace.artifact(PLAN), workspace.artifact(MEASUREMENT)
    if plan is None:
        yield nothing_for(asked, "policy and objectives: the service management plan is not written yet")
        return
    if "policy" in plan.sections:
        told = approved_on(plan)
        yield row(asked, "Service management policy", plan, told, "" if told else "approval of the policy")
    known = objectives(plan)
    if not known:
        yield nothing_for(asked, "the service management plan has no objectives")
    for objective in known:
        kpi = kpi_of(workspace, objective.kpi)
        target = (
            (Quoted(f"target {objective.target}", (objective.metric_place,)),) if filled_cell(objective.target) else ()
        )
        value = tuple(f for f in kpi_figures(kpi) if not f.text.startswith("target ")) if kpi else ()
        documents = (plan, mon) if value and mon else (plan,)
        lacking = "" if kpi and kpi.record.filled("value") else f"value of {objective.kpi or 'the objective'}"
        yield row(asked, _name(objective), documents, (*target, *value), lacking)


def _name(objective: Objective) -> str:
    return f"{objective.id} {objective.text or objective.metric}".strip()


def service_rows(workspace: Workspace, asked: str) -> Iterator[Drafted]:
    """Each SLA in force with its target and latest result; never one figure for several."""
    slm = workspace.artifact("service-level-management")
    if slm is None:
        yield nothing_for(asked, "service level management is not written yet")
        return
    known = active(agreements(slm))
    if not any(agreement.id for agreement in known):
        yield nothing_for(asked, "no service level agreement is in force")
    for agreement in known:
        if not agreement.id:
            continue
        levels = [level for level in service_levels(slm) if level.id == agreement.id and level.measure.told]
        targets = tuple(
            Quoted(f"{level.measure.name}: target {level.measure.told}", (level.measure.place,)) for level in levels
        )
        results = tuple(
            Quoted(
                f"{result.record.text('metric')} {result.record.text('result')} in {result.record.text('period')}",
                (result.record.place,),
            )
            for result in latest(slm)
            if result.sla == agreement.id and result.record.filled("result")
        )
        lacking = "" if results else f"latest result of {agreement.id}"
        yield row(asked, f"{agreement.id} {agreement.name}".strip(), slm, (*targets, *results), lacking)


def satisfaction_rows(workspace: Workspace, asked: str) -> Iterator[Drafted]:
    """The latest result and the target of each instrument, then the complaints."""
    brm = workspace.artifact("business-relationship")
    known = measures(brm) if brm else ()
    if brm is None or not known:
        missing = brm is None
        yield nothing_for(
            asked, "business relationship management is not written yet" if missing else "no survey is described"
        )
        return
    for measure in known:
        told = (
            *quoted(measure.record, "result", f"{measure.metric} {{}}".strip()),
            *quoted(measure.record, "measured", "measured {}"),
            *quoted(measure.record, "target", "target {}"),
        )
        lacking = "" if measure.record.filled("result") else f"latest result of {measure.label}"
        yield row(asked, measure.instrument or measure.label, brm, told, lacking)
    received = complaints(brm)
    if received:
        left = [one for one in received if one.open]
        figures = [counted([one.record for one in received], "complaint")]
        figures += [counted([o.record for o in left], "open", "open", names=(o.label for o in left))] if left else []
        yield row(asked, "Complaints", brm, figures)


def pipeline_rows(workspace: Workspace, asked: str) -> Iterator[Drafted]:
    """The projects that bring, change or remove a service, with where they stand."""
    dtn = workspace.artifact("design-transition")
    known = projects(dtn) if dtn else ()
    if dtn is None or not known:
        missing = dtn is None
        yield nothing_for(
            asked, "design and transition is not written yet" if missing else "no project is registered"
        )
        return
    for project in known:
        told = (
            *quoted(project.record, "kind", "{} service"),
            *quoted(project.record, "design"),
            *quoted(project.record, "acceptance", "acceptance {}"),
            *quoted(project.record, "planned", "go-live planned for {}"),
            *quoted(project.record, "actual", "actual go-live {}"),
        )
        name = " ".join(part for part in (project.id, project.name, *project.services) if part)
        yield row(asked, name, dtn, told, "" if told else "state of the project")


def risk_rows(workspace: Workspace, asked: str) -> Iterator[Drafted]:
    """The risks of plan and security whose residual score is above the acceptance criterion."""
    plan, sec = workspace.artifact(PLAN), workspace.artifact(SECURITY)
    registers = [
        (artifact, "risk" if artifact is plan else "threat", limit)
        for artifact, limit in (
            (plan, threshold(plan) if plan else None),
            (sec, threshold_of(workspace, sec) if sec else None),
        )
        if artifact
    ]
    found = False
    for artifact, key, limit in registers:
        for record in artifact.records("risks") if limit else ():
            if limit and _above(record, limit):
                found = True
                told = (
                    *quoted(record, "residual", "residual score {}"),
                    Quoted(f"above {plain(f'{limit.rating.level:f}')}", (limit.place,)),
                    *quoted(record, "accepted_by", "accepted by {}"),
                    *quoted(record, "accepted", "accepted by {}"),
                )
                yield row(asked, f"{record.text('id')} {record.text(key)}".strip(), artifact, told)
    if not registers:
        yield nothing_for(asked, "risks: neither plan nor information security is written yet")
    elif not found and not any(limit for _, _, limit in registers):
        yield nothing_for(asked, "no acceptance criterion for risks is stated")


def _above(record: Record, limit: Threshold) -> bool:
    """A residual score above the limit, or the score itself where no residual one is rated."""
    told = next((record.text(key) for key in ("residual", "score") if record.filled(key)), "")
    rating = parse_rating(told) if told else None
    return rating is not None and limit.exceeded_by(rating) is True


def capability_rows(workspace: Workspace, asked: str) -> Iterator[Drafted]:
    """Load of people and technology, the demand to come, and how long the competence of the roles is proved."""
    capacity, profile = workspace.artifact(CAPACITY), workspace.artifact("organization-profile")
    if capacity is None:
        yield nothing_for(asked, "load and forecast: the capacity plan is not written yet")
    else:
        for resource in resources(capacity):
            if resource.kind in (HUMAN, TECHNICAL):
                told = _load(resource.record)
                name = f"{resource.ref.id} {resource.ref.name}".strip()
                yield row(asked, name, capacity, told, "" if told else "load of the resource")
        for demand in capacity.records("demand"):
            told = (*quoted(demand, "now", "now {}"), *quoted(demand, "m6", "{} in 6 months"), *quoted(demand, "m12", "{} in 12 months"))
            if told:
                yield row(asked, f"Demand: {demand.text('driver') or demand.text('service')}", capacity, told)
    if profile and (rows := [r for r in profile.records("competence") if r.filled("evidence")]):
        yield row(asked, "Competence of the SMS roles", profile, _competence(profile, rows))


def _load(record: Record) -> tuple[Quoted, ...]:
    """'peak 4,780 of 5,400 tickets', as far as the row of a resource says it."""
    used = next((key for key in ("peak", "average") if record.filled(key)), "")
    if not used:
        return ()
    of = f" of {record.text('capacity')}" if record.filled("capacity") else ""
    unit = f" {record.text('unit')}" if record.filled("unit") else ""
    return (Quoted(f"{used} {record.text(used)}{of}{unit}", (record.place,)),)


def _competence(profile: Artifact, rows: list[Record]) -> Iterator[Quoted]:
    yield counted(rows, "role with evidence of competence", "roles with evidence of competence")
    dated = [(day, record) for record in rows if (day := _day(record.text("valid_until")))]
    if dated:
        _, first = min(dated, key=lambda pair: pair[0])
        place: Place = first.at("valid_until")
        yield Quoted(f"the first to end is that of {first.text('role')} on {first.text('valid_until')}", (place,))
