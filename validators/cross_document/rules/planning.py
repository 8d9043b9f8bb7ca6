"""Profile, gap assessment and plan tell one story: the same people, dates, figures and actions."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import PROCESS_CLAUSE_AREAS
from iso20k.standard.steps import STEPS
from iso20k.values.dates import Moment, earlier, moments_of
from iso20k.values.deferred import deferred
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names
from iso20k.wording.phrases import listed
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
from validators.management_review.meeting import attendance
from validators.organization_profile.milestones import stage_dates as profile_stages
from validators.organization_profile.people import (
    Appointment,
    nearest_person,
    people,
    person_or_role_known,
    sms_manager,
    sponsor,
)
from validators.service_management_plan.governance import SMS_MANAGER, SPONSOR, Role, holders, process_owners
from validators.service_management_plan.objectives import Objective, objectives
from validators.service_management_plan.tasks import Task, tasks
from validators.service_management_plan.timeline import first_day, last_day, milestones, stage_dates, told

PROFILE, GAP, PLAN = "organization-profile", "gap-assessment", "service-management-plan"
REVIEW = "management-review"
_TOLERANCE = Decimal("0.05")
_LEVEL = deferred(r"(?:maturity|level)[^.;0-9]{0,30}([0-5](?:[.,]5)?)(?![0-9])", 2)
_BARE_LEVEL = deferred(r"([0-5](?:[.,]5)?)(?![0-9.,%])")


@rule(
    "X07", "sms-manager-same", Severity.ERROR, Kind.CROSS, "4.1.4 / 5.3", (PROFILE, PLAN),
    source="P",
    why="Two people who each believe to lead the SMS, or a sponsor who does not know of it, leave it without direction. The list of "
    "attendance of the management review is compared as well, once there is one.",
    hint="Name the same person in the organization profile, in the plan and in the management review.",
    fails=Example(
        (Edit("| SMS manager (management representative) | Sarah Chen |", "| SMS manager (management representative) | Emily Nguyen |", PLAN),),
        (Found("the SMS manager is Emily Nguyen, in the organization profile Sarah Chen", at="management representative", document=PLAN),),
    ),
    more=(
        Example((Edit("| Top-management sponsor | James Park |", "| Top-management sponsor | James Park, CTO |", PLAN),)),
        Example(
            (Edit("| Top-management sponsor | James Park |", "| Top-management sponsor | Laura Bennett |", PLAN),),
            (Found("the sponsor is Laura Bennett, in the organization profile James Park", at="Top-management sponsor", document=PLAN),),
        ),
        Example(
            (Edit("| Sarah Chen | SMS manager (management representative) | yes |", "| Emily Nguyen | SMS manager (management representative) | yes |", REVIEW),),
            (Found("Emily Nguyen attended the management review as SMS manager, in the organization profile it is Sarah Chen", at="| Emily Nguyen | SMS manager", document=REVIEW),),
        ),
        Example((Edit("| Sarah Chen | SMS manager (management representative) | yes |", "| Emily Nguyen | Deputy of the SMS manager | yes |", REVIEW),)),
        Example((Edit("", "", REVIEW),)),
    ),
)  # fmt: skip
def sms_manager_same(workspace: Workspace, profile: Artifact, plan: Artifact) -> Iterator[Problem]:
    for kind, appointed in ((SMS_MANAGER, sms_manager(profile)), (SPONSOR, sponsor(profile))):
        named = next(iter(holders(plan, kind, workspace.edition)), None)
        if named is None or appointed is None or not appointed.person or not named.persons:
            continue  # PLA-03 and the profile's own rules name who is missing
        if normalise(appointed.person) not in {normalise(person) for person in named.persons}:
            yield _other_person(kind, named, appointed)
    review = workspace.artifact(REVIEW)
    if review is not None:
        yield from _others_at_review(profile, review)


def _others_at_review(profile: Artifact, review: Artifact) -> Iterator[Problem]:
    """Whoever attended as SMS manager or sponsor and is another person than the profile appoints."""
    for attendee in attendance(review):
        for kind, appointed in ((SMS_MANAGER, sms_manager(profile)), (SPONSOR, sponsor(profile))):
            if (
                appointed is None
                or not appointed.person
                or not attendee.persons
                or not attendee.acts_as(kind)
            ):
                continue
            if normalise(appointed.person) not in {normalise(person) for person in attendee.persons}:
                yield Problem(
                    attendee.place,
                    f"{attendee.persons[0]} attended the management review as {kind}, in the organization profile it is"
                    f" {appointed.person}",
                    related=(Related(appointed.record.at("person"), f"the {kind} of the profile"),),
                )


def _other_person(kind: str, named: Role, appointed: Appointment) -> Problem:
    return Problem(
        named.place,
        f"the {kind} is {named.persons[0]}, in the organization profile {appointed.person}",
        related=(Related(appointed.record.at("person"), f"the {kind} of the profile"),),
    )


@rule(
    "X08", "process-owner-assigned", Severity.ERROR, Kind.CROSS, "4.1.3, 4.5.2 f / 5.3", (PLAN, PROFILE),
    source="S",
    why="A process without one owner, or with one whom nobody knows, has nobody who answers for its result.",
    hint="Name one owner for the process in the plan, and give this person a role in the organization profile.",
    fails=Example(
        (
            Edit("| Problem process owner | Hannah Lim | 8.2 Problem |", "| Known error editor | Hannah Lim | |"),
            Edit("| 8.2 | Problem | Hannah Lim |", "| 8.2 | Problem | |"),
        ),
        (Found("8.2 Problem management has no owner", at="## PDCA per process"),),
    ),
    more=(
        Example(
            (Edit("| 8.2 | Problem | Hannah Lim |", "| 8.2 | Problem | Chris Doyle |"),),
            (Found("8.2 Problem management has two owners: Hannah Lim and Chris Doyle", at="| 8.2 | Problem | Chris Doyle |"),),
        ),
        Example(
            (
                Edit("| Problem process owner | Hannah Lim |", "| Problem process owner | Hanna Lim |"),
                Edit("| 8.2 | Problem | Hannah Lim |", "| 8.2 | Problem | Hanna Lim |"),
            ),
            (Found("the owner of 8.2 Problem management, 'Hanna Lim', is not in the organization profile, the nearest is 'Hannah Lim'", at="Problem process owner"),),
        ),
    ),
)  # fmt: skip
def process_owner_assigned(workspace: Workspace, plan: Artifact, profile: Artifact) -> Iterator[Problem]:
    owned = process_owners(plan, workspace.edition)
    known = bool(people(profile))
    for area in PROCESS_CLAUSE_AREAS:
        name = f"{area.number} {area.name}"
        owners = owned[area.number]
        if not owners:
            yield Problem(plan.home("pdca"), f"{name} has no owner")
            continue
        if len(owners) > 1:
            persons = listed(owner.person for owner in owners)
            number = "two" if len(owners) == 2 else str(len(owners))
            related = tuple(Related(owner.place, f"here it is {owner.person}") for owner in owners[:-1])
            yield Problem(owners[-1].place, f"{name} has {number} owners: {persons}", related=related)
            continue
        owner = owners[0]
        if known and not person_or_role_known(profile, owner.person):
            near = nearest_person(profile, owner.person)
            ending = f", the nearest is '{near}'" if near else ""
            yield Problem(
                owner.place,
                f"the owner of {name}, '{owner.person}', is not in the organization profile{ending}",
                related=(Related(profile.home("roles"), "the roles of the profile"),),
            )


@rule(
    "X09", "process-owner-matches-document", Severity.WARNING, Kind.CROSS, "4.5.2 f / 5.3", (PLAN,),
    source="P",
    why="Where the plan names one owner of a process and its document another, each waits for the other to act.",
    hint="Make the process owner of the plan the owner of the process document, or correct the plan.",
    fails=Example(
        (Edit("owner: Hannah Lim\nauthor: ", "owner: Tom Fraser\nauthor: ", "problem-management"),),
        (Found("Tom Fraser owns the document of 8.2 Problem management, the plan names Hannah Lim", at="owner: Tom Fraser", document="problem-management"),),
    ),
    more=(
        Example((Edit("owner: Hannah Lim\nauthor: ", "owner: Hannah Lim, Problem process owner\nauthor: ", "problem-management"),)),
        Example((Edit("owner: Hannah Lim\nauthor: ", "owner: Problem process owner\nauthor: ", "problem-management"),)),  # a role is no other person
    ),
)  # fmt: skip
def process_owner_matches_document(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    owned = process_owners(plan, workspace.edition)
    for area in PROCESS_CLAUSE_AREAS:
        artifact = workspace.artifact(STEPS[area.step - 1].skill)
        if artifact is None:
            continue
        named = artifact.field("owner")
        persons = {normalise(person) for person in person_names(named.text)}
        planned = {normalise(owner.person): owner for owner in owned[area.number]}
        if persons and planned and not persons & set(planned):
            owner = next(iter(planned.values()))
            yield Problem(
                artifact.at(named),
                f"{named.text} owns the document of {area.number} {area.name}, the plan names {owner.person}",
                related=(Related(owner.place, "the owner in the plan"),),
            )


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
            yield Problem(figure.place, message, related=related)
        elif figure.kind in given and figure.value != given[figure.kind]:
            message = (
                f"the plan quotes {figure.value} {figure.kind}, the gap assessment has {given[figure.kind]}"
            )
            yield Problem(figure.place, message, related=related)
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
