"""Agreements stay current: reviewed at planned intervals, and one target in force for each promise."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from iso20k.facts.artifact import Artifact
from iso20k.judging.checks import day_of, lapsed
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.duration import compare_durations
from iso20k.values.frequency import parse_frequency
from iso20k.values.order import Order
from iso20k.wording.names import normalise
from validators.service_level_management.agreements import Agreement, active, service_of
from validators.service_level_management.levels import (
    Promise,
    ServiceLevel,
    agreements,
    incident_promises,
    promises,
    service_levels,
)
from validators.service_level_management.support import OLA, supporting_agreements

SLM = "service-level-management"


@rule(
    "SLM-04", "review-frequency", Severity.ERROR, Kind.PRESENCE, "6.1 / 8.3.3", SLM,
    source="S",
    each=("slas",),
    why="Targets that are never looked at again drift away from what the service does and the customer needs.",
    hint="Say how often the SLA is reviewed with the customer, such as quarterly or half-yearly.",
    fails=Example(
        (Edit("- Agreed on: 2026-05-28\n", "- Agreed on: 2026-05-28\n- Review frequency: when needed\n"),),
        (Found("the review frequency 'when needed' of SLA-002 is no interval", at="when needed"),),
    ),
    more=(
        Example(
            (Edit("- Review frequency: quarterly\n- Start: 2026-06-01\n", "- Start: 2026-06-01\n"),),
            (
                Found("SLA-001 has no review frequency", at="### SLA-001"),
                Found("SLA-002 has no review frequency", at="### SLA-002"),
                Found("SLA-003 has no review frequency", at="### SLA-003"),
            ),
        ),
        Example(
            (Edit("- Agreed on: 2026-05-28\n", "- Agreed on: 2026-05-28\n- Review frequency: bi-annual\n"),),
            (Found("the review frequency 'bi-annual' of SLA-002 has two meanings", at="bi-annual"),),
        ),
        Example((Edit("- Agreed on: 2026-05-28\n", "- Agreed on: 2026-05-28\n- Review frequency: every 3 months\n"),)),
    ),
)  # fmt: skip
def review_frequency(workspace: Workspace, slm: Artifact) -> Iterator[Problem]:
    for sla in agreements(slm):
        told, place = sla.record.text("review_frequency"), sla.record.at("review_frequency")
        often = parse_frequency(told)
        if not sla.record.filled("review_frequency"):
            yield Problem(place, f"{sla.label} has no review frequency")
        elif often is None:
            yield Problem(
                place, f"the review frequency '{told}' of {sla.label} is no interval", missing=False
            )
        elif often.ambiguous:
            yield Problem(
                place,
                f"the review frequency '{told}' of {sla.label} has two meanings",
                "Write half-yearly, every two years, or one interval.",
                severity=Severity.WARNING,
                missing=False,
            )


@rule(
    "SLM-05", "sla-unique", Severity.ERROR, Kind.VALIDITY, "6.1 / 8.3.3", SLM,
    source="P",
    each=("slas",),
    why="Two targets in force for one promise let each side point to the one that suits it.",
    hint="Keep one row, or end the older SLA; different customers, periods or hours may have targets of their own.",
    fails=Example(
        (Edit("| Uptime | >= 99.95 % | month | Zabbix uptime monitoring | Zabbix |", "| Uptime | >= 99.95 % | month | Zabbix uptime monitoring | Zabbix |\n| Availability | >= 99.9 % | month | Zabbix uptime monitoring | Zabbix |"),),
        (Found("availability of SVC-002 is promised twice, in SLA-002 (Uptime) and SLA-002 (Availability)", at="| Availability | >= 99.9 % |"),),
    ),
    more=(
        Example((Edit("| Uptime | >= 99.95 % | month | Zabbix uptime monitoring | Zabbix |", "| Uptime | >= 99.95 % | month | Zabbix uptime monitoring | Zabbix |\n| Availability | >= 99.97 % | year | Zabbix uptime monitoring | Zabbix |"),)),
        Example(
            (Edit("| SLA-002 | P2 | 2 h |", "| SLA-002 | P1 | 2 h |"),),
            (Found("P1 response of SLA-002 is promised twice", at="| SLA-002 | P1 | 2 h |"),),
        ),
        Example(
            (Edit("| Uptime | >= 99.95 % | month | Zabbix uptime monitoring | Zabbix |", "| Uptime | >= 99.95 % | month | Zabbix uptime monitoring | Zabbix |\n| P1 response | <= 2 h | month | ServiceNow reporting | ServiceNow |"),),
            (Found("P1 response of SLA-002 is promised twice", at="| SLA-002 | P1 |"),),
        ),
        Example((Edit("| Uptime | >= 99.95 % | month | Zabbix uptime monitoring | Zabbix |", "| Uptime | >= 99.95 % | month | Zabbix uptime monitoring | Zabbix |\n| P1 response | <= 60 min | month | ServiceNow reporting | ServiceNow |"),)),
    ),
)  # fmt: skip
def sla_unique(workspace: Workspace, slm: Artifact) -> Iterator[Problem]:
    current = {sla.id or sla.record.line: sla for sla in active(agreements(slm))}
    levels = [level for level in service_levels(slm) if (level.id or level.record.line) in current]
    for one, two in combinations(levels, 2):
        if _same_promise(one, two):
            metric, service = one.measure.kind or one.measure.name, service_of(one.record)
            start = f"{f'P{one.measure.priority} ' if one.measure.priority else ''}{metric} of {service}"
            yield Problem(
                two.measure.place,
                f"{start} is promised twice, in {one.label} and {two.label}",
                related=(Related(one.measure.place, "the first promise"),),
            )
    yield from _repeated_targets(slm, {key for key in current if isinstance(key, str)})


def _same_promise(one: ServiceLevel, two: ServiceLevel) -> bool:
    """One service, metric, priority, period and hours, for a customer in both, at one time."""
    first, second = one.measure, two.measure
    return (
        bool(service_of(one.record))
        and normalise(service_of(one.record)) == normalise(service_of(two.record))
        and first.key == second.key != frozenset()
        and (first.priority, first.period, normalise(first.hours))
        == (second.priority, second.period, normalise(second.hours))
        and _meet(_customers(one), _customers(two))
        and not _apart(one, two)
    )


def _customers(level: ServiceLevel) -> frozenset[str]:
    sla = Agreement(level.record, level.id, "")
    return frozenset(normalise(name) for name in sla.customers)


def _meet(one: frozenset[str], two: frozenset[str]) -> bool:
    return bool(one & two) or one == two


def _apart(one: ServiceLevel, two: ServiceLevel) -> bool:
    """Whether one ends before the other begins."""
    ends = (day_of(one.record, "end") or date.max, day_of(two.record, "end") or date.max)
    starts = (day_of(one.record, "start") or date.min, day_of(two.record, "start") or date.min)
    return ends[0] < starts[1] or ends[1] < starts[0]


def _repeated_targets(slm: Artifact, current: set[str]) -> Iterator[Problem]:
    """Priorities that stand twice in the table of incident targets, or there and in the register with another time."""
    seen: dict[tuple[str, str, int, str], Promise] = {}
    in_table = set(incident_promises(slm))
    told: set[int] = set()
    for promise in promises(slm):
        measure = promise.measure
        key = (promise.sla, measure.kind, measure.priority, normalise(measure.hours))
        if promise.sla not in current or not (measure.limit and measure.priority):
            continue
        first = seen.setdefault(key, promise)
        if first is promise or promise not in in_table or measure.place.line in told:
            continue
        if first in in_table or _other_time(first, promise):
            told.add(measure.place.line)
            related = (Related(first.measure.place, "the first promise"),)
            yield Problem(
                measure.place, f"{measure.name} of {promise.sla} is promised twice", related=related
            )


def _other_time(one: Promise, two: Promise) -> bool:
    first, second = one.measure.limit, two.measure.limit
    if first is None or second is None:
        return False
    return compare_durations(first, second) in (Order.LESS, Order.GREATER)


@rule(
    "SLM-14", "review-current", Severity.WARNING, Kind.VALIDITY, "6.1 / 8.3.3", SLM,
    each=("slas", "olas"),
    why="Missed reviews are the finding that auditors make most often on service levels: the interval was promised, and nobody met.",
    hint="Hold the review, keep its minutes, and enter its date and the next one.",
    fails=Example(
        (Edit("- Next review: 2026-11-25\n", "- Next review: 2026-07-31\n"),),
        (Found("the review of SLA-002 was due on 2026-07-31", at="2026-07-31"),),
    ),
    more=(
        Example(
            (Edit("- Next review: 2026-11-25\n", "- Next review: 2027-03-31\n"),),
            (Found("the review of SLA-002 is planned for 2027-03-31, later than quarterly after 2026-08-26", at="2027-03-31"),),
        ),
        Example((Edit("- Next review: 2026-11-25\n", "- Next review: 2026-12-02\n"),)),
        Example(
            (Edit("- Last review: 2026-08-26\n- Next review: 2026-11-25\n", ""),),
            (Found("SLA-002 has no date for its next review", at="### SLA-002"),),
        ),
        Example(
            (Edit("- Last review: 2026-08-18\n- Next review: 2026-11-17\n", "- Last review: 2026-03-18\n"),),
            (Found("the review of OLA-001 was last on 2026-03-18 and is quarterly, so it was due on 2026-06-18", at="2026-03-18"),),
        ),
    ),
)  # fmt: skip
def review_current(workspace: Workspace, slm: Artifact) -> Iterator[Problem]:
    for agreement in active((*agreements(slm), *supporting_agreements(slm, OLA))):
        row = agreement.record
        if not (row.filled("next_review") or row.filled("last_review")):
            if row.filled("review_frequency"):  # without one SLM-04 speaks
                message = f"{agreement.label} has no date for its next review"
                yield Problem(row.at("next_review"), message, missing=True)
            continue
        last = "last_review" if row.filled("last_review") else "start"
        late = lapsed(row, workspace.as_of, last=last, frequency="review_frequency", following="next_review")
        if late:
            place, words = late
            yield Problem(place, f"the review of {agreement.label} {words}")
