"""The impact analysis covers the catalog, rates services as it does, and brings them back in the order in which they need each other."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, Subject
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.order import Order
from iso20k.wording.names import nearest, normalise
from validators.cross_document.joins import related_to, service_in
from validators.cross_document.times import compare_times, limit_of
from validators.service_catalog.needs import HARD, SOFT, Need, needs, paths_from
from validators.service_catalog.services import Service, business_services
from validators.service_continuity_availability.commitments import commitments, key_of
from validators.service_continuity_availability.criticality import rank
from validators.service_continuity_availability.recovery import Impact, impacts
from validators.service_continuity_availability.served import ItemRef, catalog_pairs, services_of

CON, CATALOG = "service-continuity-availability", "service-catalog"
_DESK = "| SVC-003 | Help Desk | Medium | Users wait; after 24 h work of single teams stops, after 48 h complaints reach customers' management | 48 h | 24 h | 4 h | Intake and P1 tickets by e-mail and phone | Monday 07:30-10:30 | Customers of all segments, June 2026 |\n"
_TICKETS = "| SVC-007 | Ticketing System | Medium | Tickets are kept by hand; after 48 h nobody keeps up | {mtpd} | {rto} | {rpo} | Read access | Monday 07:30-10:30 | Help Desk Operations, June 2026 |\n"


def _tickets(rto: str, rpo: str = "4 h", mtpd: str = "72 h") -> Edit:
    return Edit(_DESK, _DESK + _TICKETS.format(rto=rto, rpo=rpo, mtpd=mtpd))


@rule(
    "X29", "bia-coverage", Severity.ERROR, Kind.CROSS, "6.3.1 / 8.7.2", (CON, CATALOG),
    source="S",
    each=("bia",),
    why="A service that is sold and has no recovery requirement comes back last, or not at all, and nobody has agreed to that.",
    hint="Add the service to the business impact analysis with its criticality, RTO and RPO.",
    fails=Example(
        (Edit(_DESK, ""),),
        (Found("the live service Help Desk is not in the business impact analysis", at="## Business impact analysis"),),
    ),
    more=(
        Example(
            (Edit("| SVC-002 | Cloud Hosting | Critical |", "| | Cloud Hostings | Critical |"),),
            (Found("the live service Cloud Hosting is not in the business impact analysis, the nearest is 'Cloud Hostings'", at="## Business impact analysis"),),
        ),
        Example((Edit("| SVC-002 | Cloud Hosting | Critical |", "| | cloud-hosting | Critical |"),)),
        Example((Edit(_DESK, ""), Edit("| ServiceNow, Atlassian | live | 2016-03-01 |", "| ServiceNow, Atlassian | planned | |", CATALOG))),
        Example((Edit("", "# Service Continuity and Availability\n\n## Business impact analysis\n\nThe BIA follows next year.\n"),)),  # CON-01 says so
    ),
)  # fmt: skip
def bia_coverage(workspace: Workspace, plan: Artifact, catalog: Artifact) -> Iterator[Problem]:
    known = catalog_pairs(workspace)
    rows = impacts(plan, known)
    for service in business_services(catalog) if rows else ():
        own = ItemRef(service.id.upper(), service.name)
        covered = (ref for row in rows for ref in services_of(row.record, known))
        if service.status != "live" or any(own.same(ref) or _is_all(ref) for ref in covered):
            continue
        near = nearest(service.name, [row.label for row in rows if service_in(catalog, row.label) is None])
        ending = f", the nearest is '{near}'" if near else ""
        yield Problem(
            plan.home("bia"),
            f"the live service {service.label} is not in the business impact analysis{ending}",
            related=(Related(service.record.place, f"{service.label} in the service catalog"),),
            missing=True,
        )


def _is_all(ref: ItemRef) -> bool:
    return normalise(ref.name) in ("all", "allservices", "everyservice", "allbusinessservices")


@rule(
    "X32", "criticality-same", Severity.ERROR, Kind.CROSS, "6.3.1, 6.1 / 8.2.2", (CON, CATALOG),
    source="P",
    each=("bia",),
    why="The catalog tells customers and the desk how important a service is, the impact analysis decides what is restored first; "
    "with two answers one of them is ignored. Levels of different scales are not compared.",
    hint="Agree on one criticality with the business, and write it in both documents.",
    fails=Example(
        (Edit("| SVC-001 | Managed Infrastructure | High |", "| SVC-001 | Managed Infrastructure | Medium |"),),
        (Found("Managed Infrastructure has the criticality Medium, in the service catalog High", at="| SVC-001 | Managed Infrastructure | Medium"),),
    ),
    more=(
        Example(
            (Edit("| Customers' employees | Medium | Mon-Fri", "| Customers' employees | Low | Mon-Fri", CATALOG),),
            (Found("Help Desk has the criticality Medium, in the service catalog Low", at="| SVC-003 | Help Desk | Medium"),),
        ),
        Example((Edit("| SVC-002 | Cloud Hosting | Critical |", "| SVC-002 | Cloud Hosting | **Business-critical** |"),)),
        Example((Edit("| SVC-002 | Cloud Hosting | Critical |", "| SVC-002 | Cloud Hosting | Tier 2 |"),)),  # another scale
        Example((Edit("| SVC-002 | Cloud Hosting | Critical |", "| SVC-002 | Cloud Hosting | 2 |"),)),
    ),
)  # fmt: skip
def criticality_same(workspace: Workspace, plan: Artifact, catalog: Artifact) -> Iterator[Problem]:
    for row in impacts(plan, catalog_pairs(workspace)):
        service = service_in(catalog, key_of(row.service))
        if service is None or not row.criticality or not service.record.filled("criticality"):
            continue
        told = service.record.text("criticality")
        own, other = rank(row.criticality), rank(told)
        if own and other and own.scale == other.scale and own.height != other.height:
            yield Problem(
                row.record.at("criticality"),
                f"{row.label} has the criticality {row.criticality}, in the service catalog {told}",
                related=(
                    Related(service.record.at("criticality"), f"criticality of {service.label}: {told}"),
                ),
            )


@rule(
    "X33", "dependency-rto", Severity.WARNING, Kind.CROSS, "6.3.1 / 8.7.2", (CON, CATALOG),
    source="P",
    each=("bia",),
    why="A service cannot be back before what it stands on; a plan that promises so fails in the first hour of a disaster. "
    "A dependency that the catalog calls soft or redundant is not held against it; one of unknown strength is an advice.",
    hint="Bring the dependency back at least as fast, or promise the service later.",
    fails=Example(
        (_tickets("48 h"),),
        (Found("Ticketing System is to be back after 48 h (RTO), Help Desk, which needs it, after 24 h", at="| SVC-007 | Ticketing System"),),
    ),
    more=(
        Example(
            (_tickets("24 h", "8 h"),),
            (Found("Ticketing System may lose the data of 8 h (RPO), Help Desk, which needs it, of 4 h", at="| SVC-007 | Ticketing System"),),
        ),
        Example(  # over the graph
            (_tickets("8 h"), Edit("| SVC-003 Help Desk | SVC-008 Knowledge Base | soft |", "| SVC-002 Cloud Hosting | SVC-003 | hard | |\n| SVC-003 Help Desk | SVC-008 Knowledge Base | soft |", CATALOG)),
            (
                Found("Help Desk is to be back after 24 h (RTO), Cloud Hosting, which needs it, after 2 h", at="| SVC-003 | Help Desk"),
                Found("Help Desk may lose the data of 4 h (RPO), Cloud Hosting, which needs it, of 15 min", at="| SVC-003 | Help Desk"),
                Found("Ticketing System is to be back after 8 h (RTO), Cloud Hosting, which needs it through Help Desk, after 2 h", at="| SVC-007 | Ticketing System"),
                Found("Ticketing System may lose the data of 4 h (RPO), Cloud Hosting, which needs it through Help Desk, of 15 min", at="| SVC-007 | Ticketing System"),
            ),
        ),
        Example(
            (_tickets("20 h (business hours)"),),
            (Found("whether the RTO 20 h (business hours) of Ticketing System carries 24 h of Help Desk, which needs it, cannot be said: they count on other hours", at="| SVC-007 | Ticketing System"),),
        ),
        Example((_tickets("24 h"),)),
        Example((_tickets("4 h", "1 h"),)),  # faster is fine
        Example((_tickets("48 h"), Edit("SVC-007 Ticketing System | hard | none; e-mail intake as fallback |", "SVC-007 Ticketing System | soft | |", CATALOG))),
        Example((_tickets("48 h"), Edit("SVC-007 Ticketing System | hard | none; e-mail intake as fallback |", "SVC-007 Ticketing System | hard | second instance |", CATALOG))),
    ),
)  # fmt: skip
def dependency_rto(workspace: Workspace, plan: Artifact, catalog: Artifact) -> Iterator[Problem]:
    rows = [
        (row, service_in(catalog, key_of(row.service))) for row in impacts(plan, catalog_pairs(workspace))
    ]
    times = {(one.place.line, one.subject): one for one in commitments(plan) if not one.metric}
    edges = tuple(need for need in needs(catalog) if need.kind != SOFT and not need.redundant)
    for row, service in rows:
        if service is None:
            continue
        paths = [
            (other, path)
            for other, source in rows
            if source is not None and source != service
            for path in paths_from(source, edges)
            if path[-1].target == service
        ]
        for subject in (Subject.RTO, Subject.RPO):
            yield from _too_late(row, service, subject, paths, times)


def _too_late(
    row: Impact, service: Service, subject: Subject,
    paths: list[tuple[Impact, tuple[Need, ...]]], times: dict[tuple[int, Subject], Commitment],
) -> Iterator[Problem]:  # fmt: skip
    """Against the service that asks for most of those that stand on it."""
    own = times.get((row.record.at(subject.value.lower()).line, subject))
    mine = limit_of(own.target) if own else None
    judged = []
    for other, path in paths:
        promise = times.get((other.record.at(subject.value.lower()).line, subject))
        theirs = limit_of(promise.target) if promise else None
        if promise and mine is not None and theirs is not None:
            judged.append((theirs.minutes, compare_times(mine, theirs), promise, other, path))
    late = [found for found in judged if found[1] is Order.GREATER]
    unsure = [found for found in judged if found[1] is Order.NOT_COMPARABLE]
    if own is None or not (late or unsure):
        return
    _, _, promise, other, path = min(late or unsure, key=lambda found: found[0])
    through = f" through {path[-1].source.label}" if len(path) > 1 else ""
    if not late:
        message = f"whether the {subject.value} {own.told} of {row.label} carries {promise.told} of {other.label}, which needs it, cannot be said: they count on other hours"
    elif subject is Subject.RTO:
        message = f"{row.label} is to be back after {own.told} (RTO), {other.label}, which needs it{through}, after {promise.told}"
    else:
        message = f"{row.label} may lose the data of {own.told} (RPO), {other.label}, which needs it{through}, of {promise.told}"
    certain = late and all(need.kind == HARD for need in path)
    edges = tuple(Related(need.place, f"{need.source.label} needs {need.target.label}") for need in path)
    severity = None if certain else Severity.ADVICE
    yield Problem(own.place, message, related=(related_to(promise), *edges), severity=severity)
