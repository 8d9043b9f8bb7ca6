"""What a person would read out about monitoring and measurement."""

from __future__ import annotations

from iso20k.facts.artifact import Artifact
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import PROCESS_AREAS
from iso20k.standard.rows import edition_of
from iso20k.wording.phrases import count, listed
from validators.monitoring_measurement.actions import CLOSED, OPEN, OVERDUE, TOTAL, counted, improvements
from validators.monitoring_measurement.kpis import AMBER, GREEN, RED, kpis


def summary(workspace: Workspace, mon: Artifact) -> str:
    """'23 KPIs over 13 of 13 process areas: 20 on target, 1 warning. 3 CAPAs: 2 open, 1 closed, 0 overdue. 3 improvements.'"""
    return " ".join((_kpis(workspace, mon), _capas(workspace, mon), _improvements(mon)))


def _kpis(workspace: Workspace, mon: Artifact) -> str:
    known = kpis(mon, edition_of(workspace.edition))
    if not known:
        return "No KPI."
    measured = {area for kpi in known for area in kpi.areas}
    covered = sum(area.number in measured for area in PROCESS_AREAS)
    states = [kpi.reckoned or kpi.state for kpi in known]
    told = [f"{states.count(state)} {state}" for state in (GREEN, AMBER, RED) if states.count(state)]
    ending = f": {listed(told)}" if told else ""
    return f"{count(len(known), 'KPI')} over {covered} of {len(PROCESS_AREAS)} process areas{ending}."


def _capas(workspace: Workspace, mon: Artifact) -> str:
    held = counted(mon, workspace.as_of)
    if not held[TOTAL]:
        return "No CAPA."
    return f"{count(held[TOTAL], 'CAPA')}: {held[OPEN]} open, {held[CLOSED]} closed, {held[OVERDUE]} overdue."


def _improvements(mon: Artifact) -> str:
    return (
        f"{count(len(improvements(mon)), 'improvement')} registered."
        if improvements(mon)
        else "No improvement."
    )
