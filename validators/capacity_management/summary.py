"""What a person would read out about capacity."""

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import day_of
from iso20k.judging.workspace import Workspace
from iso20k.wording.phrases import count, listed
from validators.capacity_management.amounts import spell
from validators.capacity_management.forecasts import forecasts
from validators.capacity_management.resources import (
    KINDS,
    Resource,
    Upgrade,
    listed_services,
    resources,
    upgrades,
)
from validators.service_continuity_availability.served import catalog_pairs


def summary(workspace: Workspace, plan: Artifact) -> str:
    """'Baselines of 11 resources (7 technical, …) for 3 services, each with thresholds and actions. Demand: …'."""
    known = catalog_pairs(workspace)
    rows = resources(plan, known)
    if not rows:
        return "No resource has a baseline."
    demand = forecasts(plan, known)
    horizon = max((row.horizon for row in demand if len(row.points) > 1), default=None)
    grown = [f"{row.label} {row.growth:+} %" for row in demand if row.growth is not None]
    return (
        f"Baselines of {count(len(rows), 'resource')} ({_kinds(rows)}) for "
        f"{count(len(listed_services(plan, known)), 'service')}, {_guarded(rows)} with thresholds and actions. "
        + (f"Demand forecast over {spell(horizon)} months" if horizon else "No demand forecast")
        + (f": {', '.join(grown)}. " if grown else ". ")
        + _planned(workspace, upgrades(plan))
    )


def _kinds(rows: tuple[Resource, ...]) -> str:
    numbers = {kind: sum(row.kind == kind for row in rows) for kind in reversed(tuple(KINDS))}
    return listed(f"{number} {kind}" for kind, number in numbers.items() if number) or "no kind stated"


def _guarded(rows: tuple[Resource, ...]) -> str:
    whole = [
        row
        for row in rows
        if row.threshold and row.threshold.critical and row.threshold.record.filled("action_critical")
    ]
    return "each" if len(whole) == len(rows) else f"{len(whole)} of them"


def _planned(workspace: Workspace, planned: tuple[Upgrade, ...]) -> str:
    if not planned:
        return "No upgrade is planned."
    ahead = [day for one in planned if (day := day_of(one.record, "due")) and day >= workspace.as_of]
    return f"{count(len(planned), 'upgrade')} planned" + (
        f", the next one due on {min(ahead)}." if ahead else "."
    )
