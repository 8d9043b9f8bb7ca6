"""The indicators: one for each process, with a method, thresholds in order, a status that is true and somebody who answers."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import repeated, unfilled
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Replacement, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import CLAUSE_AREAS, PROCESS_AREAS
from iso20k.standard.rows import edition_of
from iso20k.values.frequency import next_due
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from validators.monitoring_measurement.kpis import RED, Kpi, in_order_of_direction, kpis

MON = "monitoring-measurement"
_METHOD = {"formula": "formula or method", "data_source": "data source", "frequency": "frequency"}


def _known(workspace: Workspace, mon: Artifact) -> tuple[Kpi, ...]:
    return kpis(mon, edition_of(workspace.edition))


@rule(
    "MON-01", "kpi-per-process", Severity.ERROR, Kind.PRESENCE, "4.5.4.1 / 9.1", MON,
    source="S",
    why="A process without a measure is steered by anecdotes; the first proof that it works or fails comes from a customer. Clause 4 "
    "and clause 5 without a measure are warnings.",
    hint="Add a KPI with the clause or the name of the process.",
    fails=Example(
        (Edit("| KPI-016 | Problem | 8.2 | Incidents with a known cause |", "| KPI-016 | Incident and service request | 8.1 | Incidents with a known cause |"),),
        (Found("8.2 Problem management has no KPI", at="## KPI register"),),
    ),
    more=(
        Example(
            (Edit("| KPI-021 | Design and transition of new or changed services | 5 | Projects", "| KPI-021 | Release and deployment | 9.3 | Projects"),),
            (Found("5 Design and transition of new or changed services has no KPI", at="## KPI register"),),
        ),
        Example((Edit("| KPI-016 | Problem | 8.2 |", "| KPI-016 | Problem management | |"),)),
    ),
)  # fmt: skip
def kpi_per_process(workspace: Workspace, mon: Artifact) -> Iterator[Problem]:
    measured = {area for kpi in _known(workspace, mon) for area in kpi.areas}
    if not _known(workspace, mon):
        yield Problem(mon.home("kpis"), "there is no KPI")
        return
    for area in CLAUSE_AREAS:
        if area.number not in measured:
            severity = None if area in PROCESS_AREAS else Severity.WARNING
            yield Problem(mon.home("kpis"), f"{area.number} {area.name} has no KPI", severity=severity)


@rule(
    "MON-02", "measurement-method", Severity.ERROR, Kind.PRESENCE, "4.5.4.1 / 9.1", MON,
    source="S",
    each=("kpis",),
    why="Two people who measure one KPI without a formula get two values, and choose the better one.",
    hint="Fill formula, data source and frequency of the KPI.",
    fails=Example(
        (Edit("| Incidents in time / incidents closed |", "| |"),),
        (Found("KPI-015 has no formula or method", at="KPI-015"),),
    ),
    more=(
        Example((Edit("| ServiceNow project records | half-yearly |", "| ServiceNow project records | when convenient |"),), (Found("the frequency 'when convenient' of KPI-021 is no interval", at="when convenient"),)),
    ),
)  # fmt: skip
def measurement_method(workspace: Workspace, mon: Artifact) -> Iterator[Problem]:
    for kpi in _known(workspace, mon):
        yield from unfilled(kpi.record, kpi.label, _METHOD)
        if kpi.record.filled("frequency") and kpi.frequency is None:
            told = kpi.record.text("frequency")
            yield Problem(
                kpi.record.at("frequency"),
                f"the frequency '{told}' of {kpi.label} is no interval",
                missing=False,
            )


@rule(
    "MON-04", "thresholds-ordered", Severity.ERROR, Kind.VALIDITY, "4.5.4.1 / 9.1", MON,
    source="s",
    each=("kpis",),
    why="An alarm that is inverted sounds when all is well and keeps silent when it burns.",
    hint="Order target, warning and critical threshold in the direction of the KPI.",
    fails=Example(
        (Edit("| >= 95 % | 93 % | 90 % | ServiceNow | monthly | Tom Fraser |", "| >= 95 % | 90 % | 93 % | ServiceNow | monthly | Tom Fraser |"),),
        (Found("the critical threshold 93 % of KPI-015 is better than its warning threshold 90 %", at="KPI-015"),),
    ),
    more=(
        Example(
            (Edit("| lower | <= 5 % | 7 % | 10 % |", "| lower | <= 5 % | 3 % | 10 % |"),),
            (Found("the warning threshold 3 % of KPI-010 is better than its target <= 5 %", at="KPI-010"),),
        ),
        Example((Edit("| lower | <= 5 % | 7 % | 10 % |", "| lower | <= 5 % | AUD 40,000 | AUD 90,000 |"),)),  # other units: not comparable
    ),
)  # fmt: skip
def thresholds_ordered(workspace: Workspace, mon: Artifact) -> Iterator[Problem]:
    for kpi in _known(workspace, mon):
        rows = (
            ("warning threshold", kpi.warning, "warning", "target", kpi.target, "target"),
            ("critical threshold", kpi.critical, "critical", "warning threshold", kpi.warning, "warning"),
            ("critical threshold", kpi.critical, "critical", "target", kpi.target, "target"),
        )
        for worse_name, worse, worse_key, better_name, better, better_key in rows:
            if worse is None or better is None:
                continue
            if in_order_of_direction(better, worse, kpi.side) is False:
                yield Problem(
                    kpi.record.at(worse_key),
                    f"the {worse_name} {kpi.record.text(worse_key)} of {kpi.label} is better than its {better_name} "
                    f"{kpi.record.text(better_key)}",
                )
                break


@rule(
    "MON-05", "status-recomputed", Severity.ERROR, Kind.VALIDITY, "4.5.4.1 / 9.1", MON,
    source="P",
    each=("kpis",),
    why="A KPI that is green on paper and red by its own value hides what it was made to show.",
    hint="Set the status that the value has against target and thresholds.",
    fails=Example(
        (Edit("| 57 % | September 2026 | warning |", "| 57 % | September 2026 | on target |"),),
        (Found("KPI-016 is called 'on target', its value 57 % against the target >= 60 % makes it warning", at="KPI-016"),),
    ),
    more=(
        Example(
            (Edit("| 57 % | September 2026 | warning |", "| 37 % | September 2026 | amber |"),),
            (Found("KPI-016 is called 'amber', its value 37 % against the target >= 60 % makes it critical", at="KPI-016"),),
        ),
        Example((Edit("| 57 % | September 2026 | warning |", "| 57 % | September 2026 | amber |"),)),
        Example((Edit("| 57 % | September 2026 | warning |", "| 57 % | September 2026 | under discussion |"),)),
    ),
)  # fmt: skip
def status_recomputed(workspace: Workspace, mon: Artifact) -> Iterator[Problem]:
    for kpi in _known(workspace, mon):
        if kpi.state and kpi.reckoned and kpi.state != kpi.reckoned:
            told, value = kpi.record.text("status"), kpi.record.text("value")
            target = kpi.record.text("target")
            message = f"{kpi.label} is called '{told}', its value {value} against the target {target} makes it {kpi.reckoned}"
            # where the document has words of its own for the states, the right one is not known
            own = normalise(told) == normalise(kpi.state)
            edit = Replacement(told, kpi.reckoned) if own else None
            yield Problem(kpi.record.at("status"), message, edit=edit)


@rule(
    "MON-06", "breach-has-action", Severity.WARNING, Kind.PRESENCE, "4.5.4.1 / 10.1", MON,
    source="s",
    each=("kpis",),
    why="A critical value without an action was seen and left alone; the next one will be, too.",
    hint="Open a CAPA for the critical value, or state the reason why none is needed.",
    fails=Example(
        (Edit("| 4 % | September 2026 | on target | |\n| KPI-020", "| 16 % | September 2026 | critical | |\n| KPI-020"),),
        (Found("KPI-019 is critical (16 %) and has neither a CAPA nor a reason", at="KPI-019"),),
    ),
    more=(
        Example((Edit("| 4 % | September 2026 | on target | |\n| KPI-020", "| 16 % | September 2026 | critical | Two exploited weaknesses in one week, see the CAB minutes |\n| KPI-020"),)),
    ),
)  # fmt: skip
def breach_has_action(workspace: Workspace, mon: Artifact) -> Iterator[Problem]:
    for kpi in _known(workspace, mon):
        breached = kpi.reckoned == RED or (not kpi.reckoned and kpi.state == RED)
        if breached and not filled_cell(kpi.record.text("capa")):
            value = kpi.record.text("value")
            yield Problem(
                kpi.record.at("capa"),
                f"{kpi.label} is critical ({value}) and has neither a CAPA nor a reason",
            )


@rule(
    "MON-11", "kpi-owner", Severity.WARNING, Kind.PRESENCE, "4.5.4.1 / 9.1", MON,
    source="s",
    each=("kpis",),
    why="A value for which nobody answers is reported for years and changed by no one.",
    hint="Name the person or role who answers for the KPI.",
    fails=Example(
        (Edit("| ServiceNow | monthly | Mei Tanaka |", "| ServiceNow | monthly | |"),),
        (Found("KPI-020 has no owner", at="KPI-020"),),
    ),
)  # fmt: skip
def kpi_owner(workspace: Workspace, mon: Artifact) -> Iterator[Problem]:
    for kpi in _known(workspace, mon):
        yield from unfilled(kpi.record, kpi.label, {"owner": "owner"})


@rule(
    "MON-12", "value-fresh", Severity.WARNING, Kind.VALIDITY, "4.5.4.1 / 9.1", MON,
    each=("kpis",),
    why="A value that is older than two of its own periods shows that somebody has stopped measuring.",
    hint="Measure again, or end the KPI with a reason.",
    fails=Example(
        (Edit("| 97 % | September 2026 |", "| 97 % | June 2026 |"),),
        (Found("the value of KPI-012 is of 2026-06-30, it is measured monthly", at="KPI-012"),),
    ),
    more=(
        Example((Edit("| 97 % | September 2026 |", "| 97 % | August 2026 |"),)),
        Example((Edit("| not measured before Stage 2 | |", "| - | |"),)),
    ),
)  # fmt: skip
def value_fresh(workspace: Workspace, mon: Artifact) -> Iterator[Problem]:
    for kpi in _known(workspace, mon):
        often = kpi.frequency
        if not kpi.has_value or kpi.measured is None or often is None or often.ambiguous or not often.days:
            continue
        if next_due(next_due(kpi.measured, often), often) < workspace.as_of:
            message = f"the value of {kpi.label} is of {kpi.measured}, it is measured {often.text}"
            yield Problem(kpi.record.at("period"), message)


@rule(
    "MON-13", "kpi-unique", Severity.WARNING, Kind.VALIDITY, "- / -", MON,
    source="P",
    each=("kpis",),
    why="One KPI under two numbers, or two under one, is counted twice or never.",
    hint="Give each KPI one ID and one name.",
    fails=Example(
        (Edit("| KPI-019 | Change | 9.2 | Emergency changes", "| KPI-018 | Change | 9.2 | Emergency changes"),),
        (Found("KPI-018 stands twice in the register", at="Emergency changes"),),
    ),
    more=(
        Example((Edit("| KPI-019 | Change | 9.2 | Emergency changes as share of all |", "| KPI-019 | Change | 9.2 | Failed changes |"),), (Found("the KPI 'Failed changes' stands twice, as KPI-018 and KPI-019", at="KPI-019"),)),
    ),
)  # fmt: skip
def kpi_unique(workspace: Workspace, mon: Artifact) -> Iterator[Problem]:
    rows = mon.records("kpis")
    for row, first in repeated(
        rows, lambda record: f"{record.home} {normalise(record.text('id'))}" if record.filled("id") else ""
    ):
        related = (Related(first.place, "the first one"),)
        yield Problem(row.place, f"{row.text('id')} stands twice in the register", related=related)
    for row, first in repeated(
        rows,
        lambda record: f"{record.home} {normalise(record.text('name'))}" if record.filled("name") else "",
    ):
        if row.text("id") != first.text("id"):
            message = f"the KPI '{row.text('name')}' stands twice, as {first.text('id')} and {row.text('id')}"
            yield Problem(row.place, message, related=(Related(first.place, "the first one"),))
