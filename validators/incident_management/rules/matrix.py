"""The priority matrix: complete, in order, and leading to priorities that are defined."""

from collections.abc import Iterator

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from validators.incident_management.codes import codes_mentioned
from validators.incident_management.matrix import Combination, contradictions, matrix
from validators.incident_management.targets import targets

INCIDENT = "incident-management"
_GRID = (
    "| Impact \\ Urgency | High | Medium | Low |\n|---|---|---|---|\n| High | P1 | P2 | P3 |\n"
    "| Medium | P2 | P3 | P4 |\n| Low | P3 | P4 | P4 |\n"
)


@rule(
    "INC-01", "matrix-complete", Severity.ERROR, Kind.PRESENCE, "8.1 / 8.6.1", INCIDENT,
    source="S",
    each=("matrix",),
    why="Where a combination of impact and urgency has no priority, whoever takes the call decides by feeling or by who shouts.",
    hint="Give every combination of impact and urgency one priority, as a grid or as a list of combinations.",
    fails=Example(
        (Edit("| Medium | P2 | P3 | P4 |", "| Medium | P2 | | P4 |"),),
        (Found("impact Medium, urgency Medium has no priority", at="| Medium | P2 |"),),
    ),
    more=(
        Example(
            (Edit("| Medium | P2 | P3 | P4 |", "| Medium | P2 | by agreement | P4 |"),),
            (Found("the priority of impact Medium, urgency Medium is 'by agreement', which is no priority", at="by agreement"),),
        ),
        Example(
            (Edit(_GRID, "Impact and urgency give a priority from P1 to P4.\n"),),
            (Found("there is no matrix of impact and urgency", at="## Priority matrix"),),
        ),
        Example(
            (Edit(_GRID, "| Impact | Urgency | Priority |\n|---|---|---|\n| High | High | P1 |\n| High | Low | P2 |\n| Low | High | P3 |\n"),),
            (Found("impact Low, urgency Low has no priority", at="| High | High | P1 |"),),
        ),
        Example(
            (Edit(_GRID, "| Impact | Urgency | Priority |\n|---|---|---|\n| High | High | P1 |\n| High | Low or medium | P2 |\n| Low | High, medium | 3 |\n| Low | Low | Priority 4 |\n"),),
        ),
        Example(
            (
                Edit(
                    _GRID,
                    "| Impact | High urgency | Medium urgency | Low urgency |\n|---|---|---|---|\n| Extensive | **P1** | P1 | P2 |\n"
                    "| Significant | P1 | P2 | P3 |\n| Moderate | P2 | P3 | P4 |\n| Minor | P3 | P4 | P4 |\n",
                ),
            ),
        ),
    ),
)  # fmt: skip
def matrix_complete(workspace: Workspace, incident: Artifact) -> Iterator[Problem]:
    table = matrix(incident)
    if table is None:
        yield Problem(incident.home("matrix"), "there is no matrix of impact and urgency")
        return
    for levels, axis in ((table.impacts, "impact"), (table.urgencies, "urgency")):
        if len(levels) < 2:
            yield Problem(table.place, f"the priority matrix tells no levels of {axis} apart", missing=False)
            return
    for impact, urgency, cell in table.missing():
        if cell is None or not filled_cell(cell.text):
            place = cell.place if cell else table.place
            yield Problem(place, f"impact {impact}, urgency {urgency} has no priority")
        else:
            message = f"the priority of {cell.label} is '{cell.text}', which is no priority"
            yield Problem(cell.place, message, missing=False)


@rule(
    "INC-09", "matrix-monotone", Severity.ERROR, Kind.VALIDITY, "8.1 / 8.6.1", INCIDENT,
    source="P",
    each=("matrix",),
    why="A matrix in which more impact or more urgency leads to a lower priority sends help to the wrong place first.",
    hint="Order the priorities so that more impact or more urgency never lowers one.",
    fails=Example(
        (Edit("| High | P1 | P2 | P3 |", "| High | P3 | P2 | P3 |"),),
        (Found("impact High, urgency High leads to P3, a lower priority than P2 of impact High, urgency Medium", at="| High | P3 |"),),
    ),
    more=(
        Example(
            (Edit("| Low | P3 | P4 | P4 |", "| Low | P3 | P4 | P1 |"),),
            (Found("impact Low, urgency Low leads to P1, a higher priority than P2 of impact High, urgency Medium", at="| Low | P3 |"),),
        ),
        Example(
            (Edit(_GRID, "| Impact | Urgency | Priority |\n|---|---|---|\n| High | High | P1 |\n| High | Low | P2 |\n| Low | High | P3 |\n| Low | Low | P4 |\n| Low | Low | P3 |\n"),),
            (Found("impact Low, urgency Low stands twice, with P4 and P3", at="| Low | Low | P3 |"),),
        ),
        Example(
            (Edit(_GRID, "| Urgency / Impact | One person | A floor | The building |\n|---|---|---|---|\n| Can wait | P4 | P4 | P3 |\n| Today | P4 | P3 | P2 |\n| Now | P3 | P2 | P1 |\n"),),
        ),
    ),
)  # fmt: skip
def matrix_monotone(workspace: Workspace, incident: Artifact) -> Iterator[Problem]:
    table = matrix(incident)
    if table is None:
        return
    first: dict[tuple[str, str], Combination] = {}
    for cell in table.cells:
        known = first.setdefault((normalise(cell.impact), normalise(cell.urgency)), cell)
        if known.code and cell.code and known.code != cell.code:
            message = f"{cell.label} stands twice, with {known.code} and {cell.code}"
            yield Problem(cell.place, message, related=(Related(known.place, "the first of both"),))
    for found in contradictions(table._replace(cells=tuple(first.values()))):
        how = "higher" if found.higher else "lower"
        yield Problem(
            found.wrong.place,
            f"{found.wrong.label} leads to {found.wrong.code}, a {how} priority than {found.witness.code} of "
            f"{found.witness.label}",
            related=(Related(found.witness.place, "the other priority"),),
        )


@rule(
    "INC-10", "priority-codes-consistent", Severity.ERROR, Kind.VALIDITY, "8.1 / 8.6.1", INCIDENT,
    source="P",
    why="A priority that appears from nowhere has no target, and one that nothing leads to is never given.",
    hint="Use the priorities of the matrix everywhere, and give each a row among the targets.",
    fails=Example(
        (Edit("or a target of a P1 has been missed", "or a target of a P0 has been missed"),),
        (Found("the priority P0 is used and nowhere defined", at="P0"),),
    ),
    more=(
        Example(
            (Edit("| P4 | Low: single persons", "| P5 | Cosmetic: nobody is hindered | 5 d | 30 d | monthly | 24x7 |\n| P4 | Low: single persons"),),
            (Found("no combination of impact and urgency leads to P5", at="| P5 |"),),
        ),
        Example(
            (Edit("| P4 | Low: single persons", "| P5 | Service requests without a model | 5 d | 30 d | monthly | 24x7 |\n| P4 | Low: single persons"),),
        ),
        Example((Edit("| Medium | P2 | P3 | P4 |", "| Medium | Priority 2 | 3 | P4 (low) |"),)),
    ),
)  # fmt: skip
def priority_codes(workspace: Workspace, incident: Artifact) -> Iterator[Problem]:
    table = matrix(incident)
    reached = set(table.codes) if table else set()
    known = reached | {target.code for target in targets(incident)}
    schemes = {code[0] for code in known if code[1:].isdigit()}
    told: set[str] = set()
    for cell in incident.words() if schemes else ():
        for code in codes_mentioned(cell.text):
            if code not in known and code not in told and code[0] in schemes:
                told.add(code)
                yield Problem(
                    Place(incident.path, cell.line, cell.column),
                    f"the priority {code} is used and nowhere defined",
                )
    if table is None or any(table.missing()) or contradictions(table):
        return  # where the matrix itself is wrong, what it leads to is not known
    for target in targets(incident):
        if target.code not in reached and not target.set_otherwise and target.code not in told:
            told.add(target.code)
            yield Problem(target.place, f"no combination of impact and urgency leads to {target.code}")
