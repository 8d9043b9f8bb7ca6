"""Profile, gap assessment and plan tell one story: the same dates, figures and actions."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import Moment, earlier, moments_of
from iso20k.values.deferred import deferred
from iso20k.wording.names import normalise
from validators.gap_assessment.figures import CRITICAL, GAPS, MEAN, stated_figures
from validators.gap_assessment.maturity import (
    IMMEDIATE,
    SHORT,
    Action,
    actions,
    maturity_by_area,
    possible_means,
    scores,
    whole,
)
from validators.organization_profile.milestones import stage_dates as profile_stages
from validators.service_management_plan.objectives import Objective, objectives
from validators.service_management_plan.tasks import Task, tasks
from validators.service_management_plan.timeline import first_day, last_day, milestones, stage_dates, told

PROFILE, GAP, PLAN = "organization-profile", "gap-assessment", "service-management-plan"
_TOLERANCE = Decimal("0.05")
_LEVEL = deferred(r"(?:maturity|level)[^.;0-9]{0,30}([0-5](?:[.,]5)?)(?![0-9])", 2)
_BARE_LEVEL = deferred(r"([0-5](?:[.,]5)?)(?![0-9.,%])")


@rule(
    "X10", "gap-action-in-plan", Severity.WARNING, Kind.CROSS, "4.5.2 / 6.2.2", (GAP, PLAN),
    source="S",
    why="An urgent action that the plan does not carry, or carries later, is a known gap that stays open.",
    hint="Give the action a task in the plan with its owner and a date not later than the roadmap's.",
    fails=Example(
        (Edit("| TSK-03 | ACT-03 | Measure baselines, set thresholds, forecast twelve months | Raj Mehta | 2026-06-26 |", "| TSK-03 | ACT-03 | Measure baselines, set thresholds, forecast twelve months | Raj Mehta | 2026-07-10 |", PLAN),),
        (Found("the task TSK-03 is due 2026-07-10, the roadmap's ACT-03 2026-06-30", at="TSK-03", document=PLAN),),
    ),
    more=(
        Example(
            (Edit("| TSK-03 | ACT-03 | Measure baselines, set thresholds, forecast twelve months | Raj Mehta | 2026-06-26 | done 2026-06-26 |\n", "", PLAN),),
            (Found("the short-term action ACT-03 of the roadmap has no task in the plan", at="## Remediation tasks", document=PLAN),),
        ),
        Example(
            (Edit("forecast twelve months | Raj Mehta | 2026-06-26 |", "forecast twelve months | | |", PLAN),),
            (
                Found("the task TSK-03 for ACT-03 has no owner", at="TSK-03", document=PLAN),
                Found("the task TSK-03 for ACT-03 has no due date", at="TSK-03", document=PLAN),
            ),
        ),
    ),
)  # fmt: skip
def gap_action_in_plan(workspace: Workspace, gap: Artifact, plan: Artifact) -> Iterator[Problem]:
    planned = tasks(plan, workspace.edition)
    events = " ".join(milestone.name for milestone in milestones(plan))
    for action in actions(gap, workspace.edition):
        if action.horizon not in (IMMEDIATE, SHORT):
            continue
        task = _task_of(action, planned)
        if task is None and not _mentioned(action.id, events):
            yield Problem(
                plan.home("tasks"),
                f"the {action.horizon} action {action.label} of the roadmap has no task in the plan",
                related=(Related(action.record.place, "the action of the roadmap"),),
                missing=True,
            )
        elif task is not None:
            yield from _task_problems(action, task)


def _mentioned(identifier: str, text: str) -> bool:
    return bool(identifier) and re.search(rf"(?<![\w-]){re.escape(identifier)}(?![\w-])", text, 2) is not None


def _task_of(action: Action, planned: tuple[Task, ...]) -> Task | None:
    """The task that names the action; without such names the one for its clause area, or with its very words."""
    by_id = [task for task in planned if action.id and action.id.upper() in task.references]
    if by_id:
        return by_id[-1]
    loose = [task for task in planned if not task.references]
    by_text = [task for task in loose if normalise(task.text) == normalise(action.text)]
    by_area = [task for task in loose if set(task.areas) & set(action.areas)]
    return next(iter((*by_text, *by_area)), None)


def _task_problems(action: Action, task: Task) -> Iterator[Problem]:
    related = (Related(action.record.at("due"), "the action of the roadmap"),)
    start = f"the task {task.label}"
    if not task.owner:
        yield Problem(
            task.record.at("owner"), f"{start} for {action.label} has no owner", related=related, missing=True
        )
    if task.due is None:
        yield Problem(
            task.record.at("due"),
            f"{start} for {action.label} has no due date",
            related=related,
            missing=True,
        )
    elif action.due is not None and earlier(action.due, task.due) is True:
        yield Problem(
            task.record.at("due"),
            f"{start} is due {told(task.due)}, the roadmap's {action.label} {told(action.due)}",
            related=related,
        )


@rule(
    "X11", "gap-figures-in-plan", Severity.WARNING, Kind.CROSS, "4.5.2 / 6.2", (GAP, PLAN),
    source="P",
    why="A plan that quotes other figures than the assessment was built on an older one, or on none.",
    hint="Quote the figures of the gap assessment, and set the maturity objective to its targets.",
    fails=Example(
        (Edit("which found an average maturity of 1.47 and 5 critical gaps", "which found an average maturity of 1.8 and 8 critical gaps", PLAN),),
        (
            Found("the plan quotes 8 critical gaps, the gap assessment has 5", at="average maturity of 1.8", document=PLAN),
            Found("the plan quotes an average maturity of 1.8, the gap assessment gives 1.47", at="average maturity of 1.8", document=PLAN),
        ),
    ),
    more=(
        Example(
            (Edit("| 0 (average 1.47) | >= 3 |", "| 0 (average 1.47) | >= 4 |", PLAN),),
            (Found("the objective OBJ-02 'Raise all 15 clause areas to maturity 3 or above' aims at maturity 4, the targets of the gap assessment begin at 3", at="OBJ-02", document=PLAN),),
        ),
    ),
)  # fmt: skip
def gap_figures_in_plan(workspace: Workspace, gap: Artifact, plan: Artifact) -> Iterator[Problem]:
    if not whole(gap, workspace.edition):
        return  # figures of an unfinished assessment cannot be compared
    areas = maturity_by_area(gap, workspace.edition)
    means = possible_means(areas)
    rows = scores(gap, workspace.edition)
    given = {GAPS: sum(row.gap for row in rows)}
    if any(row.record.filled("impact") for row in rows):
        given[CRITICAL] = sum(row.critical for row in rows)
    related = (Related(gap.section_place("summary"), "the gap assessment"),)
    for figure in stated_figures(plan, registers=True):
        if figure.kind == MEAN and all(abs(figure.value - mean) > _TOLERANCE for mean in means):
            message = f"the plan quotes an average maturity of {figure.value}, the gap assessment gives {means[0]:.2f}"
            edit = figure.corrected(f"{means[0]:.2f}")
            yield Problem(figure.place, message, related=related, edit=edit)
        elif figure.kind in given and figure.value != given[figure.kind]:
            message = (
                f"the plan quotes {figure.value} {figure.kind}, the gap assessment has {given[figure.kind]}"
            )
            edit = figure.corrected(given[figure.kind])
            yield Problem(figure.place, message, related=related, edit=edit)
    targets = [area.target for area in areas.values() if area.target is not None]
    yield from _maturity_objective(plan, targets, Related(gap.home("assessment"), "the targets"))


def _maturity_objective(plan: Artifact, targets: list[Decimal], related: Related) -> Iterator[Problem]:
    """The lowest target is what all areas are to reach; an objective for all of them says the same level."""
    for objective in objectives(plan):
        level = _level(objective)
        if level is not None and targets and level != min(targets):
            yield Problem(
                objective.metric_place,
                f"{objective.label} aims at maturity {level}, the targets of the gap assessment begin at {min(targets)}",
                related=(related,),
            )


def _level(objective: Objective) -> Decimal | None:
    """The level that a maturity objective for all areas names in its target, else in its words."""
    words = f"{objective.text} {objective.metric}".lower()
    if "maturity" not in words or "average" in words or "mean" in words:
        return None
    if not ("all" in words or "every" in words or "each" in words or "lowest" in words):
        return None
    found = _BARE_LEVEL().search(objective.target) or _LEVEL().search(objective.text)
    return Decimal(found[1].replace(",", ".")) if found else None


@rule(
    "X12", "stage-dates-same", Severity.ERROR, Kind.CROSS, "4.5.2 / 6.3", (PROFILE, PLAN),
    source="P",
    why="Two dates for one audit mean two plans; one of the two teams will not be ready.",
    hint="Agree the date with the certification body and write it in both documents.",
    fails=Example(
        (
            Edit(
                "| Management review held, improvements decided | 2026-10-31 |\n",
                "| Management review held, improvements decided | 2026-10-31 |\n| Stage 1 audit | 2026-09-10 |\n| Stage 2 audit | Month 9 |\n",
            ),
        ),
        (Found("Stage 1 is planned for 2026-08-27, in the organization profile for 2026-09-10", at="| Stage 1 audit |", document=PLAN),),
    ),
)  # fmt: skip
def stage_dates_same(workspace: Workspace, profile: Artifact, plan: Artifact) -> Iterator[Problem]:
    start = first_day(plan) or first_day(profile)
    intended = profile_stages(profile)
    for stage, milestone in stage_dates(plan).items():
        other = intended.get(stage)
        if other is None or other.moment is None or milestone.moment is None:
            continue
        if _same(milestone.moment, other.moment, start) is False:
            yield Problem(
                milestone.place,
                f"Stage {stage} is planned for {told(milestone.moment)}, in the organization profile for"
                f" {told(other.moment)}",
                related=(Related(other.place, "the date of the profile"),),
            )


def _same(one: Moment, other: Moment, start: date | None) -> bool | None:
    """Two days are the same day; against a whole month or quarter any day within it keeps the word."""
    if one.month is not None and other.month is not None:
        return one.month == other.month
    first, second = last_day(one, start), last_day(other, start)
    if first is None or second is None or one.ambiguous or other.ambiguous:
        return None
    if _is_day(one) and _is_day(other):
        return first == second
    return (first.year, first.month) == (second.year, second.month)


def _is_day(moment: Moment) -> bool:
    """Whether a date was written to the day and not as a month, quarter or year."""
    ends = moments_of(moment.text)
    return moment.day is not None and ends is not None and ends[0].day == ends[1].day
