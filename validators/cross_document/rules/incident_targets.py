"""The times that the incident process works to carry those that customers were promised."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, stands_to
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.order import Order
from iso20k.values.standing import Standing
from iso20k.wording.phrases import listed
from validators.cross_document.joins import applying, related_to
from validators.cross_document.priorities import ranks
from validators.cross_document.times import basis_of, compare_times, counted, limit_of, said
from validators.incident_management.commitments import commitments as process_commitments
from validators.service_level_management.commitments import commitments as sla_commitments
from validators.service_level_management.levels import agreements

INCIDENT, SLM = "incident-management", "service-level-management"
_P1, _P3 = (
    "stopped | 15 min | 4 h | every 30 min | 24x7 |",
    "hindered | 4 h | 24 h | once per day | Mon-Fri 07:00-19:00 |",
)

_HEAD = "| Update interval | Hours basis |\n|---|---|---|---|---|---|\n"


@rule(
    "X25", "incident-targets-meet-sla", Severity.ERROR, Kind.CROSS, "8.1, 6.1 / 8.6.1", (INCIDENT, SLM),
    source="s",
    each=("targets",),
    why="Analysts work to the times of the process; where an SLA allows less, every ticket that is on time for them breaks the "
    "contract. Stricter times are fine; times on hours that do not compare are left to X26.",
    hint="Shorten the target of the process, or give the service a target of its own that keeps the SLA.",
    fails=Example(
        (Edit(_P1, "stopped | 15 min | 6 h | every 30 min | 24x7 |"),),
        (Found("the P1 resolution 6 h (24x7) is longer than 4 h (24x7) of SLA-002", at="| P1 |"),),
    ),
    more=(
        Example(
            (Edit(_P1, "stopped | 90 min | 4 h | every 30 min | 24x7 |"),),
            (Found("the P1 response 90 min (24x7) is longer than 1 h (24x7) of SLA-002", at="| P1 |"),),
        ),
        Example(  # the SLA changes instead, on the hours of the process
            (Edit("| SLA-001 | P3 | 8 h | 36 h |", "| SLA-001 | P3 | 8 h | 20 h |", SLM), Edit("| SLA-003 | P3 | 6 h | 30 h |", "| SLA-003 | P3 | 3 h | 30 h |", SLM)),
            (
                Found("the P3 response 4 h (Mon-Fri 07:00-19:00) is longer than 3 h (Mon-Fri 07:00-19:00) of SLA-003", at="| P3 |"),
                Found("the P3 resolution 24 h (Mon-Fri 07:00-19:00) is longer than 20 h (Mon-Fri 07:00-19:00) of SLA-001", at="| P3 |"),
            ),
        ),
        Example(  # a share of the tickets is looser than a higher one
            (Edit(_P1, "stopped | 90 % within 15 min | 4 h | every 30 min | 24x7 |"), Edit("| SLA-002 | P1 | 1 h |", "| SLA-002 | P1 | 15 min |", SLM)),
            (Found("the P1 response 90 % within 15 min (24x7) is looser than 15 min (24x7) of SLA-002", at="| P1 |"),),
        ),
        Example(  # a target of the service's own goes before that for all
            (
                Edit(_HEAD, _HEAD.replace(" |\n|", " | Service ID |\n|---|")),
                Edit(_P1, "stopped | 15 min | 8 h | every 30 min | 24x7 |\n| P1 | Critical | 15 min | 4 h | every 30 min | 24x7 | SVC-002 Cloud Hosting |"),
            ),
        ),
        Example(
            (
                Edit(_HEAD, _HEAD.replace(" |\n|", " | Service ID |\n|---|")),
                Edit(_P1, "stopped | 15 min | 2 h | every 30 min | 24x7 |\n| P1 | Critical | 15 min | 5 h | every 30 min | 24x7 | Cloud Hosting |"),
            ),
            (Found("the P1 resolution of Cloud Hosting 5 h (24x7) is longer than 4 h (24x7) of SLA-002", at="| Cloud Hosting |"),),
        ),
        Example(  # an SLA that names no hours for it counts in its service hours
            (Edit("| SLA-002 | P1 | 1 h | 4 h | 24x7 |", "| SLA-002 | P1 | 1 h | 3 h | |", SLM),),
            (Found("the P1 resolution 4 h (24x7) is longer than 3 h (24x7) of SLA-002", at="| P1 |"),),
        ),
        Example((Edit(_P3, "hindered | 4 h | 24 h | once per day | 24x7 |"),)),  # more hours count, the end comes sooner
        Example((Edit(_P3, "hindered | 4 h | 3 business days | once per day | 8x5 |"),)),  # X26 says that it cannot be compared
        Example((Edit(_P1, "stopped | 15 min | as soon as possible | every 30 min | 24x7 |"),)),
    ),
)  # fmt: skip
def incident_targets_meet_sla(workspace: Workspace, incident: Artifact, slm: Artifact) -> Iterator[Problem]:
    for own, promises in _pairs(workspace, incident, slm):
        longer = [one for one in promises if _order(own, one) is Order.GREATER]
        if longer:
            kept = listed(f"{said(one)} of {one.holder}" for one in longer)
            yield Problem(
                own.place,
                f"the {_name(own)} {said(own)} is longer than {kept}",
                related=tuple(related_to(one) for one in longer),
            )
            continue
        for one in promises:
            if (
                _both_shares(own, one)
                and stands_to(own._replace(priority=one.priority), one) is Standing.WEAKER
            ):
                yield Problem(
                    own.place,
                    f"the {_name(own)} {said(own)} is looser than {said(one)} of {one.holder}",
                    related=(related_to(one),),
                )


@rule(
    "X26", "incident-hours-basis", Severity.WARNING, Kind.CROSS, "8.1 / 8.6.1", (INCIDENT, SLM),
    source="P",
    each=("targets",),
    why="Four hours of the clock end in the same night, four business hours on the next day; where process and SLA count on "
    "different hours, nobody can say whether the promise is kept. Where it is certain, nothing is said.",
    hint="Count the process and the SLA in the same hours.",
    fails=Example(
        (Edit(_P3, "hindered | 4 h | 24 h | once per day | Mon-Fri 09:00-17:00 |"),),
        (
            Found("P3 counts in Mon-Fri 09:00-17:00, SLA-001 in Mon-Fri 07:00-19:00: whether 4 h keep 8 h and 24 h keep 36 h cannot be said", at="| P3 |"),
            Found("P3 counts in Mon-Fri 09:00-17:00, SLA-002 in Mon-Fri 07:00-19:00: whether 4 h keep 8 h and 24 h keep 36 h cannot be said", at="| P3 |"),
            Found("P3 counts in Mon-Fri 09:00-17:00, SLA-003 in Mon-Fri 07:00-19:00: whether 4 h keep 6 h and 24 h keep 30 h cannot be said", at="| P3 |"),
        ),
    ),
    more=(
        Example(
            (Edit(_P1, "stopped | 15 min | 4 h | every 30 min | |"), Edit("| SLA-001 | P1 | 4 h | 8 h | 24x7 |", "| SLA-001 | P1 | 4 h | 8 h | Mon-Fri 07:00-19:00 |", SLM)),
            (
                Found("P1 names no hours, SLA-001 counts in Mon-Fri 07:00-19:00: whether 15 min keep 4 h and 4 h keep 8 h cannot be said", at="| P1 |"),
                Found("P1 names no hours, SLA-002 counts in 24x7: whether 15 min keep 1 h and 4 h keep 4 h cannot be said", at="| P1 |"),
                Found("P1 names no hours, SLA-003 counts in Mon-Fri 07:00-19:00: whether 15 min keep 1 h and 4 h keep 8 h cannot be said", at="| P1 |"),
            ),
        ),
        Example((Edit(_P3, "hindered | 4 h | 24 h | once per day | 24x7 |"),)),
        Example((Edit(_P3, "hindered | 4 h | 24 h | once per day | Mon-Fri 07:00-19:00 AEST |"),)),
        Example((Edit(_P3, "hindered | 4 h | 24 h | once per day | Mon-Sat 06:00-20:00 |"),)),  # wider hours end sooner
        Example((Edit("| SLA-002 | P1 | 1 h | 4 h | 24x7 |", "| SLA-002 | P1 | 1 h | 4 h | |", SLM),)),  # then the hours of the SLA count
    ),
)  # fmt: skip
def incident_hours_basis(workspace: Workspace, incident: Artifact, slm: Artifact) -> Iterator[Problem]:
    open_pairs: dict[tuple[int, int, str], list[tuple[Commitment, Commitment]]] = {}
    for own, promises in _pairs(workspace, incident, slm):
        for one in promises:
            if _order(own, one) is Order.NOT_COMPARABLE:
                open_pairs.setdefault((own.priority, own.place.line, one.holder), []).append((own, one))
    for found in open_pairs.values():
        own, one = found[0]
        mine, theirs = basis_of(own), basis_of(one)
        start = f"P{own.priority} counts in {mine}" if mine else f"P{own.priority} names no hours"
        ending = f"{'counts ' if not mine else ''}in {theirs}" if theirs else "names none" if mine else "none"
        kept = listed(f"{left.told} keep {right.told}" for left, right in found)
        yield Problem(
            own.place,
            f"{start}, {one.holder} {ending}: whether {kept} cannot be said",
            related=tuple(related_to(right) for _, right in found),
        )


def _pairs(
    workspace: Workspace, incident: Artifact, slm: Artifact
) -> Iterator[tuple[Commitment, list[Commitment]]]:
    """Each time of the process with the times of the SLAs that it has to keep; a service's own time goes before that for all."""
    known = ranks(incident, slm)
    signed = {sla.label for sla in agreements(slm)}
    own = list(process_commitments(incident))
    promised = [
        counted(one)
        for one in sla_commitments(slm)
        if one.holder in signed and one.priority in known and limit_of(one.target) is not None
    ]
    for mine in own:
        alike = [one for one in own if (one.subject, one.priority) == (mine.subject, mine.priority)]
        yield (
            mine,
            [
                one
                for one in promised
                if (one.subject, known[one.priority]) == (mine.subject, mine.priority)
                and mine in applying(workspace, alike, one.service)
            ],
        )


def _order(own: Commitment, promise: Commitment) -> Order | None:
    mine, theirs = limit_of(own.target), limit_of(promise.target)
    return None if mine is None or theirs is None else compare_times(mine, theirs)


def _both_shares(own: Commitment, promise: Commitment) -> bool:
    return all(one.target is not None and one.target.within is not None for one in (own, promise))


def _name(own: Commitment) -> str:
    of = f" of {own.service}" if own.service else ""
    return f"P{own.priority} {own.subject.value}{of}"
