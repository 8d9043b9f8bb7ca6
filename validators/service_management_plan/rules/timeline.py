"""A timeline with phases that begin before they end."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import earlier
from iso20k.wording.phrases import count
from validators.service_management_plan.elements import two_stretches
from validators.service_management_plan.timeline import Phase, milestones, phases, told

PLAN = "service-management-plan"
_ONE_PHASE = (
    "# Service Management Plan\n\n## 5. Implementation Timeline\n\n| Phase | Timeline | Focus |\n|---|---|---|\n"
    "| 1 — Foundation | Months 1-9 | Everything |\n"
)
_OVERLAP = (
    "# Service Management Plan\n\n## Implementation Timeline\n\n| Phase | Timeline | Focus | Key Milestones |\n|---|---|---|---|\n"
    "| 2 | Months 2-3 | Design | Drafts ready |\n| 3 | Months 3-5 | Rollout | CMDB live |\n| 4 | Months 4-6 | Checks | Audit complete (month 6) |\n"
)


@rule(
    "PLA-07", "timeline-two-phases", Severity.ERROR, Kind.PRESENCE, "4.5.2 / 6.2.2", PLAN,
    source="S",
    why="A plan without steps in time is a wish list that nobody can follow or be behind of.",
    hint="Plan at least two phases or milestones with their dates.",
    fails=Example(
        (Edit("", _ONE_PHASE),),
        (Found("the timeline has only 1 phase, expected at least two phases or milestones", at="## 5. Implementation Timeline"),),
    ),
    more=(
        Example(
            (Edit("", "# Service Management Plan\n\n## Implementation Timeline\n\nTwo phases will follow in time.\n"),),
            (Found("no phase or milestone is planned", at="## Implementation Timeline"),),
        ),
        Example(
            (Edit("", "# Service Management Plan\n\n## Implementation Timeline\n\n| Milestone | Target date |\n|---|---|\n| Stage 1 audit | Month 6 |\n| Stage 2 audit | Month 9 |\n"),),
        ),
        Example(
            (Edit("", "# Service Management Plan\n\n## Implementation Timeline\n\n- Phase 1 (Months 1-2): foundation\n- Phase 2 (Months 3-6): operation\n"),),
        ),
    ),
)  # fmt: skip
def two_phases(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    if two_stretches(plan):
        return
    stretches, events = phases(plan), milestones(plan)
    if not stretches and not events:
        yield Problem(plan.home("phases"), "no phase or milestone is planned")
        return
    known = count(1, "phase") if stretches else count(1, "milestone")
    yield Problem(
        plan.home("phases"), f"the timeline has only {known}, expected at least two phases or milestones"
    )


@rule(
    "PLA-08", "timeline-consistent", Severity.ERROR, Kind.VALIDITY, "4.5.2 / 6.2.2", PLAN,
    source="P",
    each=("phases",),
    why="A phase that ends before it starts, or misses its own milestone, cannot be carried out by anybody.",
    hint="Correct the dates of the phase; phases may overlap and stand in the order in which they start.",
    fails=Example(
        (Edit("| 3 Check (month 7) | 2026-09-01 | 2026-09-30 |", "| 3 Check (month 7) | 2026-09-01 | 2026-08-30 |"),),
        (Found("the phase '3 Check (month 7)' ends 2026-08-30, before it starts (2026-09-01)", at="| 3 Check"),),
    ),
    more=(
        Example(
            (Edit("| Internal audit complete | 2026-09-25 |", "| Internal audit complete | 2026-10-05 |"),),
            (Found("the milestone 'Internal audit complete' (2026-10-05) lies outside its phase '3 Check (month 7)' (2026-09-01 to 2026-09-30)", at="| 3 Check"),),
        ),
        Example(
            (
                Edit("| 3 Check (month 7) | 2026-09-01 | 2026-09-30 |", "| 3 Check (month 7) | 2026-04-15 | 2026-09-30 |"),
            ),
            (Found("the phase '3 Check (month 7)' starts 2026-04-15, before the phase '2 Do (months 3-6)' above it (2026-05-01)", at="| 3 Check"),),
        ),
        Example((Edit("", _OVERLAP),)),
        Example(
            (Edit("", _OVERLAP.replace("(month 6)", "(month 7)")),),
            (Found("the milestone 'Audit complete (month 7)' (Month 7) lies outside its phase '4' (Month 4 to Month 6)", at="| 4 |"),),
        ),
    ),
)  # fmt: skip
def timeline_consistent(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    above: Phase | None = None
    for phase in phases(plan):
        if phase.reversed and phase.start and phase.end:
            yield Problem(
                phase.end_place,
                f"the phase '{phase.name}' ends {told(phase.end)}, before it starts ({told(phase.start)})",
            )
        else:
            yield from _milestones_outside(phase)
        if above and above.start and phase.start and earlier(phase.start, above.start) is True:
            yield Problem(
                phase.start_place,
                f"the phase '{phase.name}' starts {told(phase.start)}, before the phase '{above.name}' above it"
                f" ({told(above.start)})",
                related=(Related(above.start_place, "the phase above"),),
            )
        above = phase if phase.start else above


def _milestones_outside(phase: Phase) -> Iterator[Problem]:
    for milestone in phase.milestones:
        if milestone.moment is None or phase.start is None or phase.end is None:
            continue
        before = earlier(milestone.moment, phase.start) is True
        if before or earlier(phase.end, milestone.moment) is True:
            yield Problem(
                milestone.place,
                f"the milestone '{milestone.name}' ({told(milestone.moment)}) lies outside its phase '{phase.name}'"
                f" ({told(phase.start)} to {told(phase.end)})",
            )
