"""What the resources can and do: measured, sane, recent, and of every kind."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.dates import add_months, find_moments
from iso20k.wording.filled import informative_words
from iso20k.wording.negation import states
from iso20k.wording.phrases import listed
from validators.capacity_management.amounts import PERCENT, Amount, on_one_scale
from validators.capacity_management.forecasts import measured
from validators.capacity_management.resources import (
    FINANCIAL,
    HUMAN,
    INFORMATION,
    KINDS,
    TECHNICAL,
    Resource,
    resource_of,
    resources,
)
from validators.service_continuity_availability.served import catalog_pairs

CAP = "capacity-management"
_OLDEST = 6  # months
_EXPLAINING = 5  # informative words of a sentence that explains


@rule(
    "CAP-01", "baseline-present", Severity.ERROR, Kind.PRESENCE, "6.5 / 8.4.3", CAP,
    source="S",
    each=("baselines",),
    why="A capacity plan without measured figures is an opinion; nobody can see how near the limit a resource is.",
    hint="Measure the resource and enter average or peak, its capacity, the source and the day.",
    fails=Example(
        (Edit("| vCPU | 2,000 | 1,436 | 1,640 |", "| vCPU | 2,000 | | |"),),
        (Found("Azure vCPU quota has no measured baseline", at="| RES-001 | SVC-002 |"),),
    ),
    more=(
        Example(
            (Edit("| vCPU | 2,000 | 1,436 | 1,640 |", "| vCPU | 2,000 | low | high |"),),
            (Found("the average 'low' of Azure vCPU quota is no figure", at="| RES-001 | SVC-002 |"),),
        ),
        Example(
            (Edit("| RES-003 | SVC-001 | technical | Backup vault | Storage used | TB | 250 | 188 | 199 | Azure | 2026-10-22 |\n", ""),),
            (Found("Backup vault has thresholds and no baseline", at="| RES-003 | Backup vault |"),),
        ),
        Example(
            (Edit("", "# Capacity Plan\n\n## Resources\n\nServers are monitored all the time, capacity is watched by the teams.\n"),),
            (Found("no resource has a baseline", at="## Resources"),),
        ),
        Example((Edit("| vCPU | 2,000 | 1,436 | 1,640 |", "| % | 100 | | 77 |"),)),
    ),
)  # fmt: skip
def baseline_present(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    rows = resources(plan, catalog_pairs(workspace))
    if not rows:
        yield Problem(
            plan.home("baselines"),
            "no resource has a baseline",
            "List the resources behind each service with capacity, average, peak, source and day.",
        )
        return
    for row in rows:
        told = [key for key in ("average", "peak") if row.record.filled(key)]
        if not told:
            yield Problem(row.record.at("average"), f"{row.label} has no measured baseline")
        elif row.average is None and row.peak is None:
            message = f"the {told[0]} '{row.record.text(told[0])}' of {row.label} is no figure"
            yield Problem(row.record.at(told[0]), message, missing=False)
    for record in plan.records("thresholds"):
        ref = resource_of(record)
        general = " all " in f" {ref.name.lower()} "
        if (ref.id or ref.name) and not general and not any(row.ref.same(ref) for row in rows):
            yield Problem(record.place, f"{ref.label} has thresholds and no baseline")


@rule(
    "CAP-05", "baseline-sane", Severity.ERROR, Kind.VALIDITY, "6.5 / 8.4.3", CAP,
    source="P",
    each=("baselines",),
    why="An average above the peak, or a peak above what is there, shows figures that nobody measured.",
    hint="Correct the figure or its unit from the measurement.",
    fails=Example(
        (Edit("| vCPU | 2,000 | 1,436 | 1,640 |", "| vCPU | 2,000 | 1,740 | 1,640 |"),),
        (Found("the average 1,740 of Azure vCPU quota is above its peak 1,640", at="| RES-001 | SVC-002 |"),),
    ),
    more=(
        Example(
            (Edit("| Utilization | % | 100 | 59 | 72 |", "| Utilization | % | 100 | 59 | 171 |"),),
            (Found("the peak 171 of Host memory in Port Melbourne is no percentage from 0 to 100", at="| RES-004 | SVC-001 |"),),
        ),
        Example(
            (Edit("| vCPU | 2,000 | 1,436 | 1,640 |", "| vCPU | 1,500 | 1,436 | 1,640 |"),),
            (Found("the peak 1,640 of Azure vCPU quota is above its capacity 1,500", at="| RES-001 | SVC-002 |"),),
        ),
        Example((Edit("| Tickets a month | tickets | 5,400 | 4,430 | 4,800 |", "| Tickets a month | tickets | 5,400 | 4,430 | 5,600 |"),)),
        Example((Edit("| Storage used | TB | 250 | 188 | 199 |", "| Free storage | TB | 250 | 66 | 54 |"),)),
        Example((Edit("| vCPU | 2,000 | 1,436 | 1,640 |", "| vCPU | 2,000 | 68 % | 1,640 |"),)),
    ),
)  # fmt: skip
def baseline_sane(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    for row in resources(plan, catalog_pairs(workspace)):
        told = {
            key: amount
            for key, amount in (("average", row.average), ("peak", row.peak), ("capacity", row.capacity))
            if amount
        }
        beyond = [
            key for key, amount in told.items() if amount.unit == PERCENT and not _is_share(row, amount)
        ]
        for key in beyond:
            message = f"the {key} {row.record.text(key)} of {row.label} is no percentage from 0 to 100"
            yield Problem(row.record.at(key), message)
        if not beyond:
            yield from _out_of_order(row, told)


def _is_share(row: Resource, amount: Amount) -> bool:
    """People and money can be used beyond what is planned; nothing else can be used beyond what is there."""
    return amount.value >= 0 and (amount.value <= 100 or row.kind in (HUMAN, FINANCIAL))


def _out_of_order(row: Resource, told: dict[str, Amount]) -> Iterator[Problem]:
    pairs = [("average", "peak"), ("peak", "capacity")]
    if "peak" not in told:
        pairs = [("average", "capacity")]
    for lower, upper in pairs:
        overload = upper == "capacity" and row.kind in (HUMAN, FINANCIAL)  # CAP-06 asks what is done about it
        if lower not in told or upper not in told or overload or (row.scarce and upper == "peak"):
            continue
        scale = on_one_scale(told[lower], told[upper], row.capacity)
        if scale and scale[0] > scale[1]:
            message = f"the {lower} {row.record.text(lower)} of {row.label} is above its {upper} {row.record.text(upper)}"
            yield Problem(row.record.at(lower), message)


@rule(
    "CAP-09", "four-resource-kinds", Severity.STRICT, Kind.PRESENCE, "6.5 / 8.4.3", CAP,
    why="Services stop for want of people, data or money as often as for want of processors.",
    hint="Add a resource of this kind, or say in a sentence why none is planned here.",
    fails=Example(
        (Edit("| RES-011 | SVC-002 | financial | Azure consumption budget | Spend a month | AUD |", "| RES-011 | SVC-002 | technical | Azure consumption | Load units a month | units |"),),
        (Found("no financial resource is planned, and no sentence explains why", at="## Resources and baselines"),),
    ),
    more=(
        Example(
            (
                Edit("| RES-011 | SVC-002 | financial | Azure consumption budget | Spend a month | AUD |", "| RES-011 | SVC-002 | technical | Azure consumption | Load units a month | units |"),
                Edit("## Thresholds and actions\n", "Financial resources are planned in the budgeting and accounting document and not repeated here.\n\n## Thresholds and actions\n"),
            ),
        ),
        Example((Edit("| RES-008 | SVC-003 | human |", "| RES-008 | SVC-003 | personnel |"),)),
    ),
)  # fmt: skip
def four_resource_kinds(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    rows = resources(plan, catalog_pairs(workspace))
    present = {row.kind for row in rows}
    prose = [
        plan.sections[key].prose
        for key in ("requirements", "baselines", "influences")
        if key in plan.sections
    ]
    lacking = [
        kind
        for kind in (HUMAN, TECHNICAL, INFORMATION, FINANCIAL)
        if kind not in present and not _explained(kind, prose)
    ]
    if rows and lacking:
        message = f"no {listed(lacking)} resource is planned, and no sentence explains why"
        yield Problem(plan.home("baselines"), message)


def _explained(kind: str, prose: list[str]) -> bool:
    """A sentence about resources of the kind, also one that says why there are none."""
    found = (
        states(text, rf"(?:{KINDS[kind]})\w*(?: \w+){{0,2}} (?:resources?|capacity)").sentence
        for text in prose
    )
    return any(len(informative_words(sentence)) >= _EXPLAINING for sentence in found)


@rule(
    "CAP-12", "measured-recently", Severity.WARNING, Kind.VALIDITY, "6.5 / 8.4.3", CAP,
    source="P",
    each=("baselines",),
    why="A forecast that starts from last year's figures forecasts what has happened already.",
    hint="Measure again; a baseline is at most six months old.",
    fails=Example(
        (Edit("| TB | 250 | 188 | 199 | Azure | 2026-10-22 |", "| TB | 250 | 188 | 199 | Azure | 2026-01-20 |"),),
        (Found("Backup vault was measured on 2026-01-20, more than 6 months ago", at="| RES-003 | SVC-001 |"),),
    ),
    more=(
        Example(
            (Edit("| TB | 250 | 188 | 199 | Azure | 2026-10-22 |", "| TB | 250 | 188 | 199 | Azure | |"),),
            (Found("nothing says when Backup vault was measured", at="| RES-003 | SVC-001 |"),),
        ),
        Example((Edit("| TB | 250 | 188 | 199 | Azure | 2026-10-22 |", "| TB | 250 | 188 | 199 | Azure | July 2026 |"),)),
    ),
)  # fmt: skip
def measured_recently(workspace: Workspace, plan: Artifact) -> Iterator[Problem]:
    section = plan.sections.get("baselines")
    said = section is not None and bool(find_moments(section.prose))
    for row in resources(plan, catalog_pairs(workspace)):
        day = measured(row)
        if day and add_months(day, _OLDEST) < workspace.as_of:
            message = f"{row.label} was measured on {day}, more than {_OLDEST} months ago"
            yield Problem(row.record.at("measured_on"), message)
        elif day is None and not row.record.filled("measured_on") and not said:
            message = f"nothing says when {row.label} was measured"
            yield Problem(row.record.at("measured_on"), message, missing=True)
