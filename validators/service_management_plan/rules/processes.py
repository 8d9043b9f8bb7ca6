"""Every process planned, run, checked and improved, and handed on to the next one."""

from collections.abc import Iterator
from itertools import pairwise

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import CLAUSE_AREAS, PROCESS_CLAUSE_AREAS
from iso20k.standard.rows import areas_of_cell
from iso20k.wording.phrases import listed
from validators.service_management_plan.elements import improvement_approach
from validators.service_management_plan.governance import cycles

PLAN = "service-management-plan"
_CHAIN = ("8.1", "8.2", "9.2", "9.3", "9.1")
_PARTS = {"plan": "Plan", "do": "Do", "check": "Check", "act": "Act"}
_CAPACITY_ROW = (
    "| 6.5 | Capacity | Raj Mehta | Baselines, thresholds and demand forecast | Watch utilisation in Zabbix and Azure |"
    " Monthly forecast accuracy | Order or release capacity, tune thresholds |\n"
)


@rule(
    "PLA-04", "pdca-documented", Severity.ERROR, Kind.PRESENCE, "4.5.2 i, l / 6.3", PLAN,
    source="S",
    severity_2018=Severity.ADVICE,
    why="A process that is run and never checked or improved decays; the cycle shows that each one is governed.",
    hint="Say for each process of clauses 5 to 9 what is planned, done, checked and acted upon.",
    fails=Example(
        (
            Edit(
                "",
                "# Service Management Plan\n\n## Implementation Timeline\n\n| Phase | Timeline | Focus |\n|---|---|---|\n"
                "| 1 Plan | Months 1-2 | Continual improvement of all processes |\n",
            ),
        ),
        (Found("no Plan-Do-Check-Act or continual improvement approach is documented", at="# Service Management Plan"),),
    ),
    more=(
        Example(
            (Edit(_CAPACITY_ROW, ""),),
            (Found("6.5 Capacity management has no Plan-Do-Check-Act", at="## PDCA per process"),),
        ),
        Example(
            (Edit("| Quarterly SLA review with minutes | Raise an improvement for each missed target |", "| | |"),),
            (Found("6.1 Service level management lacks Check and Act", at="| 6.1 | Service level management | Emily Nguyen |"),),
        ),
        Example(
            (Edit(_CAPACITY_ROW, ""),),
            (Found("6.5 Capacity management has no Plan-Do-Check-Act", at="## PDCA per process"),),
            settings='edition: "2018"',
        ),
        Example(
            (
                Edit(
                    "",
                    "# Service Management Plan\n\n## Continual improvement approach\n\nEach process owner measures the process monthly and "
                    "improves it continually: proposals are ranked by benefit, approved by the sponsor, carried out, and checked for their effect on customers after three months.\n",
                ),
            ),
            (Found("no process area has its own Plan, Do, Check and Act", at="## Continual improvement approach"),),
        ),
    ),
)  # fmt: skip
def pdca_documented(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    if not improvement_approach(plan, workspace.edition):
        yield Problem(
            plan.home("pdca"), "no Plan-Do-Check-Act or continual improvement approach is documented"
        )
        return
    # the approach as a whole is there: a process without its cycle is a weakness, advice where PDCA is not asked for
    softer = Severity.ADVICE if workspace.edition == "2018" else Severity.WARNING
    known = cycles(plan, workspace.edition)
    if not known:
        yield Problem(
            plan.home("pdca"), "no process area has its own Plan, Do, Check and Act", severity=softer
        )
        return
    for cycle in known:
        if cycle.lacking:
            parts = listed(_PARTS[part] for part in cycle.lacking)
            yield Problem(cycle.record.place, f"{cycle.label} lacks {parts}", severity=softer)
    covered = {cycle.area for cycle in known}
    for area in PROCESS_CLAUSE_AREAS:
        if area not in covered:
            yield Problem(
                plan.home("pdca"), f"{area.number} {area.name} has no Plan-Do-Check-Act", severity=softer
            )


@rule(
    "PLA-14", "process-interfaces", Severity.WARNING, Kind.PRESENCE, "4.5.2 i / 4.4", PLAN,
    source="S",
    why="Incidents, problems, changes, releases and configuration are one chain; a missing link leaves each for itself.",
    hint="Add a row that says what the one process hands over to the other.",
    fails=Example(
        (Edit("| 8.2 Problem | 9.2 Change | Request for change with root cause and proposed fix |\n", ""),),
        (Found("no interface joins 8.2 Problem management and 9.2 Change management", at="## Process interfaces"),),
    ),
)  # fmt: skip
def process_interfaces(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    rows = plan.records("interfaces")
    if not rows and workspace.edition == "2011":
        return  # PLA-10 names the missing item i)
    joined = {
        frozenset((source.number, target.number))
        for row in rows
        if row.filled("what")
        for source in areas_of_cell(row.text("from"), workspace.edition)
        for target in areas_of_cell(row.text("to"), workspace.edition)
    }
    named = {area.number: f"{area.number} {area.name}" for area in CLAUSE_AREAS}
    for first, second in pairwise(_CHAIN):
        if frozenset((first, second)) not in joined:
            yield Problem(plan.home("interfaces"), f"no interface joins {named[first]} and {named[second]}")
