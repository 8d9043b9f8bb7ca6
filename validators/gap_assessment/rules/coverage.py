"""All 15 clause areas, each scored once and on one scale."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import CLAUSE_AREAS
from validators.gap_assessment.maturity import doubled, on_scale, scores

GAP = "gap-assessment"


@rule(
    "GAP-01", "all-15-areas", Severity.ERROR, Kind.PRESENCE, "4-9 / 4-10", GAP,
    source="S",
    each=("assessment",),
    why="An area that nobody looked at is the blind spot that Stage 1 finds.",
    hint="Add a row for the area with its maturity from 0 to 5, or fill the missing score.",
    fails=Example(
        (Edit("| 6.5 | Capacity | 0 | 3 |", "| 6.5 | Capacity | | 3 |"),),
        (Found("6.5 Capacity has no maturity score", at="| 6.5 |"),),
    ),
    more=(
        Example(
            (Edit("| 6.5 | Capacity | 0 | 3 |", "| | Volume | 0 | 3 |"),),
            (Found("the clause area 6.5 Capacity management is not assessed", at="## Assessment by clause area"),),
        ),
        Example((Edit("| 6.5 | Capacity | 0 | 3 |", "| | Capacity and demand management | 0 | 3 |"),)),
    ),
)  # fmt: skip
def all_areas(workspace: Workspace, gap: Artifact) -> Iterator[Problem]:
    rows = scores(gap, workspace.edition)
    if not rows:
        yield Problem(
            gap.home("assessment"),
            "no clause area is assessed",
            "Add a table with the 15 clause areas and their maturity from 0 to 5.",
        )
        return
    known = {row.area.number for row in rows if row.area}
    for area in CLAUSE_AREAS:
        if area.number not in known:
            yield Problem(
                gap.home("assessment"), f"the clause area {area.number} {area.name} is not assessed"
            )
    for row in rows:
        if row.area and not row.record.filled("maturity"):
            yield Problem(row.record.at("maturity"), f"{row.label} has no maturity score")


@rule(
    "GAP-02", "score-0-5", Severity.ERROR, Kind.VALIDITY, "-", GAP,
    source="S",
    each=("assessment",),
    why="Scores on other scales cannot be compared between areas, with targets or with the last assessment.",
    hint="Give a level from 0 to 5; halves are allowed.",
    fails=Example(
        (Edit("| Incident and service request | 3 | 3 |", "| Incident and service request | 6 | 3 |"),),
        (Found("the maturity '6' of 8.1 Incident and service request is not on the scale from 0 to 5", at="| 8.1 |"),),
    ),
    more=(
        Example((Edit("| Incident and service request | 3 | 3 |", "| Incident and service request | 2.5 / 5 (managed) | 3 |"),)),
        Example(
            (Edit("| Incident and service request | 3 | 3 |", "| Incident and service request | medium | 3 |"),),
            (Found("the maturity 'medium' of 8.1 Incident and service request is no number", at="| 8.1 |"),),
        ),
        Example(
            (Edit("| Incident and service request | 3 | 3 |", "| Incident and service request | 2.7 | 3 |"),),
            (Found("the maturity '2.7' of 8.1 Incident and service request is neither a whole nor a half level", at="| 8.1 |"),),
        ),
    ),
)  # fmt: skip
def score_on_scale(workspace: Workspace, gap: Artifact) -> Iterator[Problem]:
    for row in scores(gap, workspace.edition):
        told = row.record.text("maturity")
        if not row.record.filled("maturity"):
            continue  # GAP-01 names a missing score
        start = f"the maturity '{told}' of {row.label} is"
        if row.maturity is None:
            yield Problem(row.record.at("maturity"), f"{start} no number")
        elif not 0 <= row.maturity <= 5:
            yield Problem(row.record.at("maturity"), f"{start} not on the scale from 0 to 5")
        elif not on_scale(row.maturity):
            yield Problem(row.record.at("maturity"), f"{start} neither a whole nor a half level")


@rule(
    "GAP-05", "area-once", Severity.ERROR, Kind.VALIDITY, "-", GAP,
    source="P",
    each=("assessment",),
    why="An area that is scored twice counts twice in the average and has two truths.",
    hint="Keep one row for the clause; parts of an area get their own sub-clause numbers.",
    fails=Example(
        (Edit("| 6.2 | Service reporting | 2 |", "| 6.1 | Levels again | 1 | 3 | Six contracts | No SLAs | Critical | Agree SLAs (ACT-01) | Immediate | Emily Nguyen | 2026-05-29 |\n| 6.2 | Service reporting | 2 |"),),
        (Found("the clause 6.1 is scored twice", at="Levels again"),),
    ),
    more=(
        Example(
            (
                Edit(
                    "| 4 | SMS general requirements | 1 | 3 |",
                    "| 4.1 | Management responsibility | 2 | 3 | Charter | No policy | High | Write it | Immediate | James Park | 2026-05-29 |\n"
                    "| 4.5 | Establish and improve the SMS | 1 | 3 |",
                ),
            ),
        ),
    ),
)  # fmt: skip
def area_once(workspace: Workspace, gap: Artifact) -> Iterator[Problem]:
    for first, second in doubled(scores(gap, workspace.edition)):
        name = f"the clause {second.clause}" if second.clause else second.label
        yield Problem(
            second.record.place,
            f"{name} is scored twice",
            related=(Related(first.record.place, "the first row"),),
        )


@rule(
    "GAP-14", "scores-not-uniform", Severity.ADVICE, Kind.VALIDITY, "-", GAP,
    source="P",
    why="Areas of one organization hardly ever stand at one level; equal scores were copied and not assessed.",
    hint="Score each area by its own evidence.",
    fails=Example(
        (
            Edit(
                "",
                "# Gap Assessment\n\n## Assessment by clause area\n\n| Clause | Clause area | Maturity |\n|---|---|---|\n"
                "| 6.1 | Service level management | 2 |\n| 6.2 | Service reporting | 2 |\n| 6.5 | Capacity | 2 |\n"
                "| 8.1 | Incident | 2 |\n| 8.2 | Problem | 2 |\n",
            ),
        ),
        (Found("all 5 areas have the maturity 2", at="| 6.1 |"),),
    ),
)  # fmt: skip
def not_uniform(workspace: Workspace, gap: Artifact) -> Iterator[Problem]:
    rows = [row for row in scores(gap, workspace.edition) if row.maturity is not None]
    if len(rows) >= 5 and len({row.maturity for row in rows}) == 1:
        yield Problem(
            rows[0].record.at("maturity"), f"all {len(rows)} areas have the maturity {rows[0].maturity}"
        )
