"""Each score with its reason: what lacks, what was seen, and what is done about it."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from validators.gap_assessment.maturity import Score, actions, scores

GAP = "gap-assessment"


@rule(
    "GAP-03", "gap-has-action", Severity.ERROR, Kind.PRESENCE, "4.5.5 / 10.2", GAP,
    source="S",
    each=("assessment",),
    why="A gap that is known and has no action shows an auditor that nobody acts on what the SMS tells.",
    hint="Say what closes the gap, and with which priority.",
    fails=Example(
        (Edit("Define report types, audiences and sources (ACT-07) | Medium-term |", "Define report types, audiences and sources (ACT-07) | |"),),
        (Found("the gap of 6.2 Service reporting has no priority", at="| 6.2 |"),),
    ),
    more=(
        Example(
            (Edit("Define report types, audiences and sources (ACT-07) | Medium-term |", "[Remediation action] | Medium-term |"),),
            (Found("the gap of 6.2 Service reporting has no remediation action", at="| 6.2 |"),),
        ),
        Example(
            (
                Edit(
                    "| No formal priority matrix, no major incident procedure | High | Define priority matrix, escalation and major incident procedure (ACT-12) | Medium-term |",
                    "| None | - | - | - |",
                ),
            ),
        ),
    ),
)  # fmt: skip
def gap_has_action(workspace: Workspace, gap: Artifact) -> Iterator[Problem]:
    planned = {area.number for action in actions(gap, workspace.edition) for area in action.areas}
    for row in scores(gap, workspace.edition):
        if not row.gap:
            continue  # whether one is missing is GAP-06's
        for key, word in (("action", "remediation action"), ("priority", "priority")):
            in_roadmap = key not in row.record.cells and row.area and row.area.number in planned
            if not row.record.filled(key) and not in_roadmap:
                yield Problem(row.record.at(key), f"the gap of {row.label} has no {word}")


@rule(
    "GAP-06", "below-target-has-gap", Severity.WARNING, Kind.VALIDITY, "-", GAP,
    source="P",
    each=("assessment",),
    why="A score below its target that names no gap cannot be checked, closed or planned.",
    hint="Say what lacks for the target level.",
    fails=Example(
        (Edit("| Reports show volumes, not results against targets; mid-market customers receive none |", "| none |"),),
        (Found("6.2 Service reporting stands at 2, below its target 3, and names no gap", at="| 6.2 |"),),
    ),
)  # fmt: skip
def below_target_has_gap(workspace: Workspace, gap: Artifact) -> Iterator[Problem]:
    for row in scores(gap, workspace.edition):
        if row.maturity is None or row.target is None or row.maturity >= row.target or row.gap:
            continue
        yield Problem(
            row.record.at("gap"),
            f"{row.label} stands at {row.maturity}, below its target {row.target}, and names no gap",
        )


@rule(
    "GAP-07", "high-score-evidence", Severity.WARNING, Kind.VALIDITY, "4.5.4 / 9.1", GAP,
    source="P",
    each=("assessment",),
    why="Level 3 says that everyone follows the process; without evidence that is self-praise.",
    hint="Name the records or samples that show it, or lower the score.",
    fails=Example(
        (Edit("| Process in ServiceNow, followed in 57 of 60 sampled incidents; work instruction of May 2025 |", "| None found |"),),
        (Found("8.1 Incident and service request is scored 3 without evidence", at="| 8.1 |"),),
    ),
)  # fmt: skip
def high_score_evidence(workspace: Workspace, gap: Artifact) -> Iterator[Problem]:
    for row in scores(gap, workspace.edition):
        if row.maturity is not None and row.maturity >= 3 and not row.evidence:
            yield Problem(row.record.at("evidence"), f"{row.label} is scored {row.maturity} without evidence")


@rule(
    "GAP-11", "target-sane", Severity.ADVICE, Kind.VALIDITY, "-", GAP,
    source="S",
    each=("assessment",),
    why="A target below level 3 leaves a process that differs from team to team, which no certification audit accepts.",
    hint="Set a target of 3 or more, and not below today's maturity.",
    fails=Example(
        (Edit("| 6.2 | Service reporting | 2 | 3 |", "| 6.2 | Service reporting | 2 | 2 |"),),
        (Found("the target 2 of 6.2 Service reporting is below 3", at="| 6.2 |"),),
    ),
    more=(
        Example(
            (Edit("| 6.2 | Service reporting | 2 | 3 |", "| 6.2 | Service reporting | 4 | 3 |"),),
            (Found("the target 3 of 6.2 Service reporting is below its maturity 4", at="| 6.2 |"),),
        ),
    ),
)  # fmt: skip
def target_sane(workspace: Workspace, gap: Artifact) -> Iterator[Problem]:
    for row in scores(gap, workspace.edition):
        if row.target is None:
            continue
        if row.target < 3:
            yield _target(row, "3")
        elif row.maturity is not None and row.target < row.maturity <= 5:
            yield _target(row, f"its maturity {row.maturity}")


def _target(row: Score, limit: str) -> Problem:
    return Problem(row.record.at("target"), f"the target {row.target} of {row.label} is below {limit}")
