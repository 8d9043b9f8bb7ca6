"""The way from gaps to conformity: a step for every band, dated in the order of the bands."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import Moment, earlier
from validators.gap_assessment.maturity import (
    IMMEDIATE,
    MEDIUM,
    SHORT,
    Action,
    actions,
    scores,
)

GAP = "gap-assessment"


@rule(
    "GAP-04", "roadmap-present", Severity.ERROR, Kind.PRESENCE, "4.5.2 / 6.3", GAP,
    source="S",
    why="Gaps without an order and dates are a list of wishes; the service management plan needs a roadmap.",
    hint="Add a roadmap action with this horizon, its owner and its due date.",
    fails=Example(
        (
            Edit("first population | Immediate | Chris Doyle |", "first population | Short-term | Chris Doyle |"),
            Edit("and underpinning contracts | Immediate | Emily Nguyen |", "and underpinning contracts | Short-term | Emily Nguyen |"),
        ),
        (Found("gaps have the priority immediate, and the roadmap has no immediate action", at="## Remediation roadmap"),),
    ),
    more=(
        Example(
            (
                Edit(
                    "",
                    "# Gap Assessment\n\n## Assessment by clause area\n\n| Clause | Clause area | Maturity | Gap | Remediation action | Priority |\n"
                    "|---|---|---|---|---|---|\n| 8.2 | Problem | 1 | No root causes | Document the process | Short-term |\n\n"
                    "## Remediation roadmap\n",
                ),
            ),
            (Found("there is no remediation roadmap", at="## Remediation roadmap"),),
        ),
    ),
)  # fmt: skip
def roadmap_present(workspace: Workspace, gap: Artifact) -> Iterator[Problem]:
    planned = actions(gap, workspace.edition)
    gaps = [row for row in scores(gap, workspace.edition) if row.gap]
    if not planned:
        if gaps:
            yield Problem(
                gap.home("roadmap"),
                "there is no remediation roadmap",
                "List the actions with horizon, owner and due date under 'Remediation roadmap'.",
            )
        return
    known = {action.horizon for action in planned}
    if known == {""}:
        yield Problem(
            planned[0].record.at("horizon"),
            "no action of the roadmap has a horizon",
            "Give each action a horizon: immediate, short-term, medium-term or audit readiness.",
        )
        return
    for band in dict.fromkeys(row.band for row in gaps if row.band and row.band not in known):
        yield Problem(
            gap.home("roadmap"), f"gaps have the priority {band}, and the roadmap has no {band} action"
        )


@rule(
    "GAP-10", "priority-dates", Severity.WARNING, Kind.VALIDITY, "4.5.5 / 10.2", GAP,
    source="P",
    each=("roadmap",),
    why="What is urgent and has no owner, no date or a later date than what can wait is not urgent.",
    hint="Give the action an owner and a due date that keeps the order of the horizons.",
    fails=Example(
        (Edit("first population | Immediate | Chris Doyle | 2026-04-13 | 2026-05-29 |", "first population | Immediate | Chris Doyle | 2026-04-13 | 2026-06-19 |"),),
        (Found("the immediate action ACT-02 is due 2026-06-19, after the short-term action ACT-04 (2026-06-12)", at="| ACT-02 |"),),
    ),
    more=(
        Example(
            (Edit("first population | Immediate | Chris Doyle | 2026-04-13 | 2026-05-29 |", "first population | Immediate | | 2026-04-13 | |"),),
            (
                Found("the immediate action ACT-02 has no owner", at="| ACT-02 |"),
                Found("the immediate action ACT-02 has no due date", at="| ACT-02 |"),
            ),
        ),
    ),
)  # fmt: skip
def priority_dates(workspace: Workspace, gap: Artifact) -> Iterator[Problem]:
    planned = actions(gap, workspace.edition)
    for action in planned:
        if action.horizon not in (IMMEDIATE, SHORT):
            continue
        start = f"the {action.horizon} action {action.label}"
        if not action.owner:
            yield Problem(action.record.at("owner"), f"{start} has no owner", missing=True)
        if action.due is None:
            yield Problem(action.record.at("due"), f"{start} has no due date", missing=True)
            continue
        overtaken = _overtaken(action, action.due, planned)
        if overtaken is not None and overtaken.due is not None:
            yield Problem(
                action.record.at("due"),
                f"{start} is due {action.due.text}, after the {overtaken.horizon} action {overtaken.label}"
                f" ({overtaken.due.text})",
                related=(Related(overtaken.record.at("due"), f"the {overtaken.horizon} action"),),
            )


def _overtaken(action: Action, due: Moment, planned: tuple[Action, ...]) -> Action | None:
    """The first action of a later band that is due before this one."""
    later = (SHORT, MEDIUM) if action.horizon == IMMEDIATE else (MEDIUM,)
    behind = [
        other for other in planned if other.horizon in later and other.due and earlier(other.due, due) is True
    ]
    return next(iter(sorted(behind, key=lambda other: later.index(other.horizon))), None)
