"""Where it gets tight: thresholds in the right order, with an action, and an upgrade behind what is tight already."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.comparison import Direction
from validators.capacity_management.amounts import PERCENT, Amount, on_one_scale
from validators.capacity_management.resources import (
    FINANCIAL,
    HUMAN,
    Resource,
    Threshold,
    accepted,
    resources,
    upgrades_of,
)
from validators.service_continuity_availability.served import catalog_pairs

CAP = "capacity-management"
_LEVELS = ("warning", "critical")


@rule(
    "CAP-02", "threshold-with-action", Severity.ERROR, Kind.PRESENCE, "6.5 c / 8.4.3", CAP,
    source="S",
    each=("baselines",),
    why="An alarm to which nobody has to react is noise, and a resource without a threshold fails unannounced.",
    hint="Give the resource its thresholds, and say what is done at each of them.",
    fails=Example(
        (Edit("| 80 % | 90 % | Check retention with customers | Extend the vault within one day |", "| 80 % | 90 % | Check retention with customers | |"),),
        (Found("Backup vault has no action at its critical threshold", at="| RES-003 | Backup vault |"),),
    ),
    more=(
        Example(
            (Edit("| RES-003 | Backup vault | 80 % | 90 % | Check retention with customers | Extend the vault within one day | Hannah Lim |\n", ""),),
            (Found("Backup vault has no threshold", at="| RES-003 | SVC-001 |"),),
        ),
        Example(
            (Edit("", "# Capacity Plan\n\n## Resources\n\n| Resource | Capacity | Average | Peak |\n|---|---|---|---|\n| CPU | 100 % | 40 % | 60 % |\n\n## Thresholds\n\nThresholds follow.\n"),),
            (Found("no resource has a threshold", at="## Thresholds"),),
        ),
        Example(
            (Edit("", "# Capacity Plan\n\n## Resources\n\n| Resource | Average | Peak | Threshold | Action |\n|---|---|---|---|---|\n| CPU | 40 % | 60 % | 85 % | Add a host |\n"),),
        ),
        Example((Edit("| 80 % | 90 % | Check retention with customers |", "| | 90 % | |"),)),
    ),
)  # fmt: skip
def threshold_with_action(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    rows = resources(plan, catalog_pairs(workspace))
    if rows and not any(row.threshold for row in rows):
        yield Problem(plan.home("thresholds"), "no resource has a threshold")
        return
    for row in rows:
        if row.threshold is None:
            yield Problem(row.record.place, f"{row.label} has no threshold")
        else:
            yield from _without_action(row, row.threshold)


def _without_action(row: Resource, limits: Threshold) -> Iterator[Problem]:
    record = limits.record
    if not any(record.filled(level) for level in _LEVELS):
        yield Problem(record.at("critical"), f"{row.label} has no threshold")
    elif not any(record.filled(f"action_{level}") for level in _LEVELS):
        yield Problem(record.at("action_critical"), f"{row.label} has no action at its thresholds")
    else:
        for level in _LEVELS:  # one column 'Action' serves both thresholds
            asked = record.filled(level) and f"action_{level}" in record.cells
            if asked and not record.filled(f"action_{level}"):
                yield Problem(
                    record.at(f"action_{level}"), f"{row.label} has no action at its {level} threshold"
                )


@rule(
    "CAP-04", "thresholds-ordered", Severity.ERROR, Kind.VALIDITY, "6.5 / 8.4.3", CAP,
    source="P",
    each=("baselines",),
    why="A warning that comes after the critical alarm, or a threshold beyond the capacity, never warns anybody.",
    hint="Set the warning before the critical threshold, and both within the capacity.",
    fails=Example(
        (Edit("| RES-003 | Backup vault | 80 % | 90 % |", "| RES-003 | Backup vault | 95 % | 90 % |"),),
        (Found("the warning threshold 95 % of Backup vault is not before the critical one 90 %", at="| RES-003 | Backup vault |"),),
    ),
    more=(
        Example(
            (Edit("| RES-003 | Backup vault | 80 % | 90 % |", "| RES-003 | Backup vault | 80 % | 290 TB |"),),
            (Found("the critical threshold 290 TB of Backup vault is beyond its capacity 250", at="| RES-003 | Backup vault |"),),
        ),
        Example(
            (Edit("| RES-003 | Backup vault | 80 % | 90 % |", "| RES-003 | Backup vault | 80 % | 110 % |"),),
            (Found("the critical threshold 110 % of Backup vault is beyond its capacity", at="| RES-003 | Backup vault |"),),
        ),
        Example((Edit("| RES-003 | Backup vault | 80 % | 90 % |", "| RES-003 | Backup vault | < 50 TB | < 25 TB |"), Edit("| Storage used | TB | 250 | 188 | 199 |", "| Free storage | TB | 250 | 66 | 54 |"))),
        Example(
            (Edit("| RES-003 | Backup vault | 80 % | 90 % |", "| RES-003 | Backup vault | < 25 TB | < 50 TB |"), Edit("| Storage used | TB | 250 | 188 | 199 |", "| Free storage | TB | 250 | 66 | 54 |")),
            (Found("the warning threshold < 25 TB of Backup vault is not before the critical one < 50 TB", at="| RES-003 | Backup vault |"),),
        ),
        Example((Edit("| Storage used | TB | 250 | 188 | 199 |", "| Free storage | TB | 250 | 66 | 54 |"),)),
        Example((Edit("| RES-003 | Backup vault | 80 % | 90 % |", "| RES-003 | Backup vault | 200 TB | 90 % |"),)),
        Example((Edit("| RES-003 | Backup vault | 80 % | 90 % |", "| RES-003 | Backup vault | 7 days before full | 90 % |"),)),
        Example((Edit("| RES-011 | Azure consumption budget | 90 % | 97 % |", "| RES-011 | Azure consumption budget | 97 % | 105 % |"),)),
    ),
)  # fmt: skip
def thresholds_ordered(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    for row in resources(plan, catalog_pairs(workspace)):
        limits = row.threshold
        if limits is None or limits.critical is None:
            continue
        told = {level: limits.record.text(level) for level in _LEVELS}
        if limits.warning and _swapped(row, limits.warning, limits.critical):
            yield Problem(
                limits.record.at("warning"),
                f"the warning threshold {told['warning']} of {row.label} is not before the critical one {told['critical']}",
            )
        beyond = _beyond(row, limits.critical)
        if beyond is not None:
            message = (
                f"the critical threshold {told['critical']} of {row.label} is beyond its capacity{beyond}"
            )
            related = (Related(row.record.at("capacity"), "the capacity"),)
            yield Problem(limits.record.at("critical"), message, related=related)


def _swapped(row: Resource, warning: Amount, critical: Amount) -> bool:
    scale = on_one_scale(warning, critical, row.capacity)
    if scale is None:
        return False
    if row.scarce:  # a share of what is used may stand beside a metric of what is free
        return scale[0] == scale[1] or (scale[0] < scale[1] and critical.side is Direction.AT_MOST)
    return scale[0] >= scale[1]


def _beyond(row: Resource, critical: Amount) -> str | None:
    """The capacity as written, '' for a percentage above 100, None when the threshold lies within."""
    if row.kind in (HUMAN, FINANCIAL):
        return None  # people and money can be used beyond what is planned
    if critical.unit == PERCENT:
        return "" if critical.value > 100 else None
    scale = on_one_scale(critical, row.capacity, None) if row.capacity else None
    return f" {row.record.text('capacity')}" if scale and scale[0] > scale[1] else None


@rule(
    "CAP-06", "over-critical-has-upgrade", Severity.STRICT, Kind.PRESENCE, "6.5 / 8.4.3", CAP,
    source="P",
    each=("baselines",),
    why="A bottleneck that was measured, and about which nothing is planned, is an outage with notice.",
    hint="Plan an upgrade for the resource, or say who accepts the risk and why.",
    fails=Example(
        (Edit("| TB | 250 | 188 | 199 |", "| TB | 250 | 188 | 231 |"),),
        (Found("the peak 231 of Backup vault has reached its critical threshold 90 %, and no upgrade is planned", at="| RES-003 | SVC-001 |"),),
    ),
    more=(
        Example((Edit("| vCPU | 2,000 | 1,436 | 1,640 |", "| vCPU | 2,000 | 1,436 | 1,900 |"),)),
        Example(
            (
                Edit("| TB | 250 | 188 | 199 |", "| TB | 250 | 188 | 231 |"),
                Edit("An upgrade starts when", "For the Backup vault James Park accepts the risk until retention is shortened in October 2026. An upgrade starts when"),
            ),
        ),
        Example(
            (Edit("| TB | 250 | 188 | 199 |", "| TB | 250 | 54 | 20 |"), Edit("| Storage used |", "| Free storage |"), Edit("| RES-003 | Backup vault | 80 % | 90 % |", "| RES-003 | Backup vault | < 50 TB | < 25 TB |")),
            (Found("the peak 20 of Backup vault has reached its critical threshold < 25 TB, and no upgrade is planned", at="| RES-003 | SVC-001 |"),),
        ),
    ),
)  # fmt: skip
def over_critical_has_upgrade(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    for row in resources(plan, catalog_pairs(workspace)):
        limits = row.threshold
        if limits is None or not row.over_critical or upgrades_of(plan, row) or accepted(plan, row):
            continue
        message = (
            f"the peak {row.record.text('peak')} of {row.label} has reached its critical threshold "
            f"{limits.record.text('critical')}, and no upgrade is planned"
        )
        related = (Related(limits.record.at("critical"), "the threshold"),)
        yield Problem(row.record.at("peak"), message, related=related)
