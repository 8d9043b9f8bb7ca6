"""Objectives that can be measured, that end, and that the timeline can deliver."""

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import Moment, earlier
from iso20k.wording.filled import informative_words
from validators.service_management_plan.objectives import Objective, objectives
from validators.service_management_plan.timeline import Phase, phases, told

PLAN = "service-management-plan"
_COMMON_TEXT = (
    "achieve all area areas audit clause complete get implement implementation improve improvement in keep level "
    "management month monthly pass plan process processes project reach service services sms system work"
)
_COMMON = frozenset(_COMMON_TEXT.split())


@rule(
    "PLA-01", "objectives-measurable", Severity.ERROR, Kind.PRESENCE, "4.5.2 a / 6.2", PLAN,
    source="S",
    each=("objectives",),
    why="An objective without a measure cannot be missed, so nobody can show that it was reached.",
    hint="Give the objective a number, a percentage, a metric or a KPI.",
    fails=Example(
        (Edit("| NPS of the quarterly survey | 31 in December 2025 | >= 40 | 2026-10-31 | Grace Mitchell | KPI-004 |", "| | | | 2026-10-31 | Grace Mitchell | |"),),
        (Found("the objective OBJ-04 'Satisfy customers' has no number, percentage or KPI", at="OBJ-04"),),
    ),
    more=(
        Example(
            (Edit("", "# Service Management Plan\n\n## 1. SMS Objectives\n\nWe want a good service.\n"),),
            (Found("no objective is stated", at="## 1. SMS Objectives"),),
        ),
        Example(
            (Edit("", "# Service Management Plan\n\n## SMS Objectives\n\n1. Be certified to ISO 20000 by 2026\n2. Reduce mean resolution time by 25 % within 6 months\n"),),
            (Found("the objective 1 'Be certified to ISO 20000 by 2026' has no number, percentage or KPI", at="1. Be certified"),),
        ),
    ),
)  # fmt: skip
def objectives_measurable(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    known = objectives(plan)
    if not known:
        yield Problem(
            plan.home("objectives"),
            "no objective is stated",
            "State the objectives of the SMS with metric, target, target date and owner.",
        )
    for objective in known:
        if not objective.measurable:
            yield Problem(objective.metric_place, f"{objective.label} has no number, percentage or KPI")


@rule(
    "PLA-02", "objectives-time-bound", Severity.ERROR, Kind.PRESENCE, "4.5.2 a / 6.2", PLAN,
    source="S",
    each=("objectives",),
    why="An objective without a date is never late and never due.",
    hint="Give a date, or a project month such as 'Month 6'.",
    fails=Example(
        (Edit("| >= 40 | 2026-10-31 |", "| >= 40 | ongoing |"),),
        (Found("the target date 'ongoing' of the objective OBJ-04 'Satisfy customers' is no date and no month", at="OBJ-04"),),
    ),
    more=(
        Example(
            (Edit("| >= 40 | 2026-10-31 |", "| >= 40 | |"),),
            (Found("the objective OBJ-04 'Satisfy customers' has no target date", at="OBJ-04"),),
        ),
        Example((Edit("| >= 40 | 2026-10-31 |", "| >= 40 | Month 8 |"),)),
    ),
)  # fmt: skip
def objectives_time_bound(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    for objective in objectives(plan):
        if objective.due is not None:
            continue
        if objective.due_text:
            message = f"the target date '{objective.due_text}' of {objective.label} is no date and no month"
            yield Problem(objective.due_place, message, missing=False)
        else:
            yield Problem(objective.due_place, f"{objective.label} has no target date")


@rule(
    "PLA-09", "objective-in-timeline", Severity.WARNING, Kind.VALIDITY, "4.5.2 a / 6.2.2", PLAN,
    source="P",
    each=("objectives",),
    why="An objective that is due before the work behind it ends is missed on the day the plan is approved.",
    hint="Move the objective's date behind the phase, or bring the work forward.",
    fails=Example(
        (Edit("| First audit, no baseline | 0 | 2026-11-30 |", "| First audit, no baseline | 0 | 2026-10-15 |"),),
        (
            Found(
                "the objective OBJ-01 'Pass the certification audit' is due 2026-10-15, before the phase"
                " '5 Buffer (month 9)' delivers it (2026-11-23)",
                at="OBJ-01",
            ),
        ),
    ),
)  # fmt: skip
def objective_in_timeline(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    known = phases(plan)
    for objective in objectives(plan):
        phase = _delivering(objective, known)
        delivered = _delivered(objective, phase) if phase else None
        if phase is None or delivered is None or objective.due is None:
            continue
        if earlier(objective.due, delivered) is True:
            yield Problem(
                objective.due_place,
                f"{objective.label} is due {told(objective.due)}, before the phase '{phase.name}' delivers it"
                f" ({told(delivered)})",
                related=(Related(phase.end_place, "the phase that delivers it"),),
            )


def _delivering(objective: Objective, known: tuple[Phase, ...]) -> Phase | None:
    """The phase that shares most telling words with the objective; one shared word tells only as an abbreviation."""
    best, chosen = 1.0, None
    for phase in known:
        text = f"{phase.name} {phase.focus} {' '.join(m.name for m in phase.milestones)}"
        score = _shared(objective, text)
        if score > best:
            best, chosen = score, phase
    return chosen


def _shared(objective: Objective, text: str) -> float:
    own = f"{objective.text} {objective.metric}"
    common = (frozenset(informative_words(own)) & frozenset(informative_words(text))) - _COMMON
    stages = frozenset(re.findall(r"stage \d", own.lower())) & frozenset(
        re.findall(r"stage \d", text.lower())
    )
    return len(common) + sum(word.upper() in own for word in common) * 0.5 + 2 * len(stages)


def _delivered(objective: Objective, phase: Phase) -> Moment | None:
    """When the phase delivers: the date of the milestone that speaks of it, else the phase's end."""
    dated = [m for m in phase.milestones if m.moment and _shared(objective, m.name) >= 1]
    best = max(dated, key=lambda m: _shared(objective, m.name), default=None)
    return best.moment if best else phase.end
