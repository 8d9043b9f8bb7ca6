"""The times by priority are in order: response before resolution, P1 before P4."""

from collections import defaultdict
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import descents
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.duration import compare_durations
from iso20k.values.order import Order
from validators.service_level_management.levels import Promise, promises
from validators.service_level_management.measures import RESOLUTION, RESPONSE

SLM = "service-level-management"


@rule(
    "SLM-13", "priority-targets-ordered", Severity.ERROR, Kind.VALIDITY, "8.1 / 8.6.1", SLM,
    source="P",
    each=("incident_targets",),
    why="A resolution before its response, or a P2 faster than a P1, is a slip of the table that ends up in contracts.",
    hint="Order the times: response up to resolution, P1 up to P4.",
    fails=Example(
        (Edit("| SLA-001 | P2 | 5 h | 12 h | 24x7 | 95 % |", "| SLA-001 | P2 | 5 h | 6 h | 24x7 | 95 % |"),),
        (Found("SLA-001 allows P1 resolution 8 h, longer than P2 resolution 6 h", at="| SLA-001 | P1 |"),),
    ),
    more=(
        Example(
            (Edit("| SLA-001 | P4 | 12 h | 96 h |", "| SLA-001 | P4 | 100 h | 96 h |"),),
            (Found("SLA-001 allows P4 response 100 h, longer than P4 resolution 96 h", at="| SLA-001 | P4 |"),),
        ),
        Example((Edit("| SLA-001 | P3 | 8 h | 36 h | Mon-Fri 07:00-19:00 |", "| SLA-001 | P3 | 4 h | 10 h | business hours |"),)),
        Example((Edit("| SLA-001 | P2 | 5 h | 12 h | 24x7 | 95 % |", "| SLA-001 | P2 | 240 min | 8 hours | 24x7 | 95 % |"),)),
    ),
)  # fmt: skip
def priority_targets_ordered(workspace: Workspace, slm: Artifact) -> Iterator[Problem]:
    known = [promise for promise in promises(slm) if promise.measure.limit and promise.measure.priority]
    swapped: set[tuple[str, int]] = set()
    for response, resolution in _pairs(known):
        if _longer(response, resolution):
            swapped.add((response.sla, response.measure.priority))
            yield _disorder(response, resolution)
    ladders: dict[tuple[str, str, str], list[Promise]] = defaultdict(list)
    for promise in known:
        if (promise.sla, promise.measure.priority) not in swapped:
            ladders[(promise.sla, promise.measure.kind, _rung(promise, known))].append(promise)
    for steps in ladders.values():
        for one, two in descents(sorted(steps, key=_rank), _slower):
            yield _disorder(one, two)


def _pairs(known: list[Promise]) -> Iterator[tuple[Promise, Promise]]:
    """Response and resolution of one row, or of one priority of an SLA."""
    for one in known:
        for two in known:
            same = (one.sla, one.measure.priority, one.measure.hours) == (
                two.sla,
                two.measure.priority,
                two.measure.hours,
            )
            if same and one.measure.kind == RESPONSE and two.measure.kind == RESOLUTION:
                yield one, two


def _rung(promise: Promise, known: list[Promise]) -> str:
    """An SLA may have one ladder of priorities within business hours and one outside them."""
    measure = promise.measure
    doubles = sum(
        (p.sla, p.measure.kind, p.measure.priority) == (promise.sla, measure.kind, measure.priority)
        for p in known
    )
    return measure.hours if doubles > 1 else ""


def _rank(promise: Promise) -> int:
    return promise.measure.priority


def _slower(one: Promise, two: Promise) -> bool | None:
    return _longer(one, two) if _rank(one) != _rank(two) else None  # a priority that stands twice is SLM-05's


def _longer(one: Promise, two: Promise) -> bool | None:
    first, second = one.measure.limit, two.measure.limit
    if first is None or second is None:
        return None
    return compare_durations(first, second) is Order.GREATER


def _disorder(one: Promise, two: Promise) -> Problem:
    return Problem(
        one.measure.place,
        f"{one.sla or 'an SLA'} allows {one.measure.said}, longer than {two.measure.said}",
        related=(Related(two.measure.place, "the shorter one"),),
    )
