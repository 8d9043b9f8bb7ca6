"""What the catalog says of a service and what its SLA promises are one."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, Subject, stands_to
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.hours import ServiceHours, covers, parse_hours
from iso20k.values.standing import Standing
from validators.cross_document.joins import about, related_to
from validators.service_catalog.commitments import commitments as catalog_commitments
from validators.service_catalog.services import services
from validators.service_level_management.commitments import commitments as sla_commitments
from validators.service_level_management.levels import agreements

CATALOG, SLM = "service-catalog", "service-level-management"


@rule(
    "X19", "sla-target-same-as-catalog", Severity.ERROR, Kind.CROSS, "6.1 / 8.2.4", (CATALOG, SLM),
    source="P",
    each=("services",),
    why="The customer reads one number in the catalog and signs another; whichever is measured, somebody was told the wrong one. "
    "Figures on unlike units or calendars are not judged.",
    hint="Write the agreed target and hours of the SLA into the catalog, by a change of both.",
    fails=Example(
        (Edit("| 24x7 | 24x7 | 99.95 % |", "| 24x7 | 24x7 | 99.9 % |"),),
        (Found("Cloud Hosting has an availability of 99.9 %, in SLA-002 >= 99.95 %", at="SVC-002"),),
    ),
    more=(
        Example(
            (Edit("- Service hours: Mon-Fri 07:00-19:00\n", "- Service hours: Mon-Fri 08:00-18:00\n", SLM),),
            (Found("Help Desk has the service hours Mon-Fri 07:00-19:00, in SLA-003 Mon-Fri 08:00-18:00", at="SVC-003"),),
        ),
        Example((Edit("| 24x7 | 24x7 | 99.95 % |", "| 24 x 7 | 24x7 | at least 99.950 % |"),)),
        Example(
            (Edit("| 80 % of L1 tickets resolved within 30 min |", "| 75 % of L1 tickets resolved within 30 min |"),),
            (Found("Help Desk has a service level of 75 % of L1 tickets resolved within 30 min, in SLA-003 80 % of L1 tickets within 30 min", at="SVC-003"),),
        ),
        Example((Edit("| 24x7 | 24x7 | 99.95 % |", "| 24x7 | 24x7 | as agreed in the SLA |"),)),
        Example((Edit("| Uptime | >= 99.95 % |", "| Downtime | <= 20 min |", SLM),)),  # another unit: not comparable
    ),
)  # fmt: skip
def sla_target_same_as_catalog(workspace: Workspace, catalog: Artifact, slm: Artifact) -> Iterator[Problem]:
    promised = tuple(sla_commitments(slm))
    signed = {sla.label for sla in agreements(slm)}
    for service in services(catalog):
        for told in about(catalog, service, catalog_commitments(catalog)):
            others = [
                one
                for one in about(catalog, service, promised)
                if one.holder in signed and _is_counterpart(told, one)
            ]
            if told.subject is Subject.HOURS and not told.metric:
                yield from _other_hours(service.label, told, others)
            elif told.subject is not Subject.HOURS:
                yield from _other_figure(service.label, told, others)


def _is_counterpart(told: Commitment, other: Commitment) -> bool:
    """Whether an SLA's row is about what the catalog's cell says; a share within a time names no metric there."""
    if told.subject is Subject.LEVEL:
        return other.target is not None and other.target.within is not None and not other.priority
    return told.subject is other.subject


def _other_figure(service: str, told: Commitment, others: list[Commitment]) -> Iterator[Problem]:
    """One agreed figure that is the catalog's settles it; SLAs with several customers may differ among each other."""
    comparable = [(one, stands_to(_alike(told, one), one)) for one in others]
    comparable = [(one, verdict) for one, verdict in comparable if verdict is not Standing.NOT_COMPARABLE]
    if comparable and all(verdict is not Standing.EQUAL for _, verdict in comparable):
        other = comparable[0][0]
        article = "an" if told.subject is Subject.AVAILABILITY else "a"
        yield Problem(
            told.place,
            f"{service} has {article} {told.subject.value} of {told.told}, in {other.holder} {other.told}",
            related=(related_to(other),),
        )


def _alike(told: Commitment, other: Commitment) -> Commitment:
    """A catalog cell names no metric and no priority: it is about that of the SLA's row."""
    return told._replace(subject=other.subject, metric=other.metric, priority=other.priority)


def _other_hours(service: str, told: Commitment, others: list[Commitment]) -> Iterator[Problem]:
    own = parse_hours(told.hours)
    readable = [(one, hours) for one in others if (hours := parse_hours(one.hours))]
    if own is None or not readable or any(_same(own, hours) for _, hours in readable):
        return
    other = readable[0][0]
    yield Problem(
        told.place,
        f"{service} has the service hours {told.told}, in {other.holder} {other.told}",
        related=(related_to(other),),
    )


def _same(one: ServiceHours, other: ServiceHours) -> bool:
    """Hours are the same when each covers the other; what cannot be told apart accuses nobody."""
    return covers(one, other) is not False and covers(other, one) is not False
