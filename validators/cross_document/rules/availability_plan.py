"""The availability plan is made for what the SLAs promise, or for more."""

from collections.abc import Iterator
from fractions import Fraction

from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, Subject, stands_to
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.hours import MeasurePeriod, agreed_minutes, parse_hours, spell_allowance
from iso20k.values.standing import Standing
from validators.cross_document.invocation import signed_figures
from validators.cross_document.joins import related_to, same_service
from validators.cross_document.times import share_of
from validators.service_continuity_availability.commitments import commitments

CON, SLM = "service-continuity-availability", "service-level-management"


@rule(
    "X31", "availability-target-same", Severity.ERROR, Kind.CROSS, "6.3.2, 6.1 / 8.7.1", (CON, SLM),
    source="P",
    each=("availability",),
    why="Redundancy and maintenance are planned for the availability plan's figure, customers hold you to that of the SLA; a plan "
    "for less, or over a longer period, misses the SLA on schedule. A plan for more is a margin, not an error.",
    hint="Plan for the target and the period of the SLA, or for a stricter one.",
    fails=Example(
        (Edit("| SVC-002 | Cloud Hosting | 99.95 % | month |", "| SVC-002 | Cloud Hosting | 99.9 % | month |"),),
        (Found("Cloud Hosting is planned for 99.9 %, in SLA-002 it is >= 99.95 %: 99.9 % allows 43.8 min a month, 99.95 % allows 21.9 min a month", at="| SVC-002 | Cloud Hosting | 99.9 %"),),
    ),
    more=(
        Example(
            (Edit("| SVC-001 | Managed Infrastructure | 99.9 % | month |", "| SVC-001 | Managed Infrastructure | 99.9 % | year |"),),
            (Found("Managed Infrastructure is planned for 99.9 %, in SLA-001 it is >= 99.9 %: 99.9 % allows 8.77 h a year, 99.9 % allows 43.8 min a month", at="| SVC-001 | Managed Infrastructure | 99.9 % | year"),),
        ),
        Example(
            (Edit("| SVC-003 | Help Desk | 80 % of L1 tickets resolved within 30 min |", "| SVC-003 | Help Desk | 75 % of L1 tickets resolved within 30 min |"),),
            (Found("Help Desk is planned for 75 % of L1 tickets resolved within 30 min, in SLA-003 it is 80 % of L1 tickets within 30 min", at="| SVC-003 | Help Desk | 75 %"),),
        ),
        Example((Edit("| SVC-002 | Cloud Hosting | 99.95 % | month |", "| SVC-002 | Cloud Hosting | 99.99 % | month |"),)),
        Example((Edit("| SVC-001 | Managed Infrastructure | 99.9 % | month |", "| SVC-001 | Managed Infrastructure | 99.9 % | week |"),)),
        Example((Edit("| SVC-002 | Cloud Hosting | 99.95 % | month |", "| SVC-002 | Cloud Hosting | 20 min of downtime | month |"),)),  # another unit
        Example(
            (
                Edit("| SVC-002 | Cloud Hosting | 99.95 % | month |", "| SVC-002 | Cloud Hosting | 99.9 % | month |"),
                Edit("| Uptime | >= 99.95 % | month | Zabbix uptime monitoring | Zabbix |\n", "| Uptime of machines | >= 99.95 % | month | Zabbix | Zabbix |\n| Uptime of storage | >= 99.9 % | month | Zabbix | Zabbix |\n", SLM),
            ),
        ),
        Example((Edit("| SVC-002 | Cloud Hosting | 99.95 % | month |", "| SVC-002 | Cloud Hosting | as in the SLA | month |"),)),
    ),
)  # fmt: skip
def availability_target_same(workspace: Workspace, plan: Artifact, slm: Artifact) -> Iterator[Problem]:
    planned = [c for c in commitments(plan) if c.subject in (Subject.AVAILABILITY, Subject.LEVEL)]
    for sla in dict.fromkeys(one.holder for one in signed_figures(slm)):
        # several figures of one SLA are of parts of the service; which of them is planned for is not said
        promised = [one for one in signed_figures(slm) if one.holder == sla]
        less = [found for one in promised for found in _availability(workspace, planned, one)]
        if less and all(less):
            yield less[0][0]
    for one in planned:
        if one.subject is Subject.LEVEL:
            yield from _lower_level(workspace, one, slm)


def _availability(
    workspace: Workspace, planned: list[Commitment], promise: Commitment
) -> Iterator[tuple[Problem, ...]]:
    """One answer for a promise that can be compared: what is wrong, or nothing."""
    own = [one for one in planned if one.subject is Subject.AVAILABILITY is promise.subject]
    own = [one for one in own if same_service(workspace, one.service, promise.service)]
    own = [one for one in own if stands_to(one, promise) is not Standing.NOT_COMPARABLE]
    if own:
        yield (_less(own[0], promise),) if all(_planned_for_less(one, promise) for one in own) else ()


def _planned_for_less(own: Commitment, promise: Commitment) -> bool:
    """Over a longer period all that a share allows may fall into one period of the promise."""
    share, promised = share_of(own), share_of(promise)
    if own.period and promise.period and share is not None and promised is not None:
        mine, theirs = _length(own.period), _length(promise.period)
        if mine > theirs:
            return (100 - Fraction(share)) * mine > (100 - Fraction(promised)) * theirs
    return stands_to(own, promise) is Standing.WEAKER


def _length(period: MeasurePeriod) -> Fraction:
    always = parse_hours("24x7")
    return agreed_minutes(always, period) if always else Fraction(0)


def _less(own: Commitment, promise: Commitment) -> Problem:
    sums = []
    for one in (own, promise):
        share, hours = share_of(one), parse_hours(one.hours)
        if share is not None and hours is not None and one.period:
            sums.append(spell_allowance(share, hours, one.period))
    ending = f": {', '.join(sums)}" if len(sums) == 2 else ""
    message = f"{own.holder} is planned for {own.told}, in {promise.holder} it is {promise.told}{ending}"
    return Problem(own.place, message, related=(related_to(promise),))


def _lower_level(workspace: Workspace, own: Commitment, slm: Artifact) -> Iterator[Problem]:
    """A share within a time names no metric: it is about any such row of the SLA."""
    others = [
        one
        for one in signed_figures(slm)
        if one.target
        and one.target.within
        and not one.priority
        and same_service(workspace, one.service, own.service)
    ]
    alike = [(one, stands_to(own._replace(subject=one.subject, metric=one.metric), one)) for one in others]
    judged = [(one, verdict) for one, verdict in alike if verdict is not Standing.NOT_COMPARABLE]
    if judged and all(verdict is Standing.WEAKER for _, verdict in judged):
        yield _less(own, judged[0][0])
