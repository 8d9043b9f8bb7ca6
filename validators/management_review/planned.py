"""What plan and processes know for the review: objectives, service levels, customers, projects, risks."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Record
from iso20k.judging.drafting import Drafted, Quoted
from iso20k.judging.workspace import Workspace
from iso20k.values.number import parse_rating
from iso20k.values.signs import plain
from iso20k.wording.filled import filled_cell
from validators.business_relationship.complaints import complaints
from validators.business_relationship.satisfaction import measures
from validators.design_transition.projects import projects
from validators.information_security.risks import Threshold, threshold, threshold_of
from validators.management_review.quoting import approved_on, counted, nothing_for, quoted, row
from validators.management_review.sources import MEASUREMENT, kpi_figures, kpi_of
from validators.service_level_management.agreements import active
from validators.service_level_management.levels import agreements, service_levels
from validators.service_level_management.results import latest
from validators.service_management_plan.objectives import Objective, objectives

PLAN, SECURITY = "service-management-plan", "information-security"


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
            (Quoted(f"target {objective.target}", (objective.metric_place,)),)
            if filled_cell(objective.target)
            else ()
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
            Quoted(f"{level.measure.name}: target {level.measure.told}", (level.measure.place,))
            for level in levels
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
            asked,
            "business relationship management is not written yet" if missing else "no survey is described",
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
        figures += (
            [counted([o.record for o in left], "open", "open", names=(o.label for o in left))] if left else []
        )
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
