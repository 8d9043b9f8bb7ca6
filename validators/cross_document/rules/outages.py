"""How long a service may be away: what customers were promised, and what they tolerate."""

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, Subject
from iso20k.judging.rule import Edit, Example, Found, Kind, Problem, Related, Severity, rule
from iso20k.judging.workspace import Workspace
from iso20k.values.duration import Duration
from iso20k.values.hours import allowed_downtime, parse_hours, spell_allowance
from iso20k.values.order import Order
from iso20k.wording.phrases import listed
from validators.cross_document.invocation import excepts_invocation, recoveries, signed_figures
from validators.cross_document.joins import applying, related_to, same_service
from validators.cross_document.times import compare_times, limit_of, said, share_of, spell_exactly
from validators.incident_management.commitments import commitments as process_commitments
from validators.incident_management.takeover import Takeover, takeovers
from validators.service_continuity_availability.commitments import ACHIEVABLE_RTO, commitments, key_of
from validators.service_continuity_availability.criticality import rank
from validators.service_continuity_availability.recovery import Impact, impacts
from validators.service_continuity_availability.served import carries_others, catalog_pairs
from validators.service_level_management.levels import agreements

INCIDENT, CON, SLM = "incident-management", "service-continuity-availability", "service-level-management"
_P1 = "stopped | 15 min | 4 h | every 30 min | 24x7 |"
_CLOUD = "| 4 h | 2 h | 15 min |"
_TAKEOVER = "Cloud Hosting has to be back within its RTO of 2 h. When a P1 there is not about to be resolved after 20 min, Raj Mehta decides on failover under the continuity plan instead of waiting for the resolution target.\n\n"
_EXCEPTION = "; a disaster under the continuity plan, for which RTO 2 h applies instead"
_LOW = 2  # the outage of a service of low criticality is no P1


@rule(
    "X27", "p1-within-tolerable-outage", Severity.STRICT, Kind.CROSS, "8.1, 6.3.1 / 8.6.1, 8.7.2", (INCIDENT, CON),
    source="P",
    why="A desk that is on time with a P1 after four hours has lost a service whose business bears two. A resolution target of the "
    "service's own, or a decision on failover that leaves the plan enough time, settles it. Services that only carry others, or are of low criticality, are not asked.",
    hint="Give the service a P1 target within its RTO, or say after how long the continuity plan takes over.",
    fails=Example(
        (Edit(_TAKEOVER, ""),),
        (Found("the P1 resolution 4 h (24x7) is longer than the RTO 2 h of Cloud Hosting", at="| P1 |"),),
    ),
    more=(
        Example(
            (Edit("not about to be resolved after 20 min", "not about to be resolved after 1 h"),),
            (Found("the P1 resolution 4 h (24x7) is longer than the RTO 2 h of Cloud Hosting; the continuity plan takes over after 1 h and needs 1 h 35 min, 2 h 35 min together", at="| P1 |"),),
        ),
        Example(
            (Edit(_TAKEOVER, ""), Edit(_CLOUD, "| 3 h | 2 h | 15 min |", CON)),
            (Found("the P1 resolution 4 h (24x7) is longer than the RTO 2 h and the MTPD 3 h of Cloud Hosting", at="| P1 |"),),
        ),
        Example(
            (Edit(_TAKEOVER, ""), Edit(_P1, "stopped | 15 min | 1 h | every 30 min | 8x5 |")),
            (
                Found("whether the P1 resolution 1 h (business hours) keeps the RTO 2 h of Cloud Hosting cannot be said: they count on other hours", at="| P1 |"),
                Found("whether the P1 resolution 1 h (business hours) keeps the RTO 8 h of Managed Infrastructure cannot be said: they count on other hours", at="| P1 |"),
                Found("whether the P1 resolution 1 h (business hours) keeps the RTO 24 h of Help Desk cannot be said: they count on other hours", at="| P1 |"),
            ),
        ),
        Example((Edit(_TAKEOVER, ""), Edit(_P1, "stopped | 15 min | 90 min | every 30 min | 24x7 |"))),  # stricter is fine
        Example(  # a target of the service's own
            (
                Edit(_TAKEOVER, ""),
                Edit("| Update interval | Hours basis |\n|---|---|---|---|---|---|\n", "| Update interval | Hours basis | Service |\n|---|---|---|---|---|---|---|\n"),
                Edit(_P1, f"{_P1}\n| P1 | Critical | 15 min | 2 h | every 30 min | 24x7 | Cloud Hosting |"),
            ),
        ),
        Example((Edit(_TAKEOVER, ""), Edit(_CLOUD, "| 4 h | 4 h | 15 min |", CON))),
        Example((Edit(_TAKEOVER, ""), Edit(_CLOUD, "| | as agreed | 15 min |", CON))),
    ),
)  # fmt: skip
def p1_within_tolerable_outage(workspace: Workspace, incident: Artifact, plan: Artifact) -> Iterator[Problem]:
    first = [c for c in process_commitments(incident) if c.subject is Subject.RESOLUTION and c.priority == 1]
    planned = list(commitments(plan))
    for row in impacts(plan, catalog_pairs(workspace)):
        level = rank(row.criticality)
        if level and level.scale == "words" and level.height <= _LOW:
            continue
        if carries_others(workspace, row.service):
            continue  # customers notice it as an outage of what it carries
        bounds = [c for c in planned if not c.metric and c.place.line in _lines(row)]
        needs = _achievable(workspace, planned, row)
        for own in applying(workspace, first, key_of(row.service)):
            yield from _outlasts(incident, own, row, bounds, needs)


def _lines(row: Impact) -> frozenset[int]:
    return frozenset(row.record.at(key).line for key in ("rto", "mtpd"))


def _outlasts(
    incident: Artifact, own: Commitment, row: Impact, bounds: list[Commitment], needs: Duration | None
) -> Iterator[Problem]:
    mine = limit_of(own.target)
    judged = [
        (one, limit, compare_times(mine, limit))
        for subject in (Subject.RTO, Subject.TOLERABLE_OUTAGE)
        for one in bounds
        if mine is not None and one.subject is subject and (limit := limit_of(one.target)) is not None
    ]
    longer = [found for found in judged if found[2] is Order.GREATER]
    open_ = [found for found in judged if found[2] is Order.NOT_COMPARABLE]
    if longer:
        bound = min(limit.minutes for _, limit, _ in longer)
        taken = [one for one in takeovers(incident) if row.service.named_in(one.told)]
        if any(one.after.minutes + (needs.minutes if needs else 0) <= bound for one in taken):
            return
        names = listed(f"the {_word(one)} {one.told}" for one, _, _ in longer)
        yield Problem(
            own.place,
            f"the P1 resolution {said(own)} is longer than {names} of {row.label}{_too_late(taken, needs)}",
            related=(
                *(related_to(one) for one, _, _ in longer),
                *(Related(one.place, "when the continuity plan takes over") for one in taken),
            ),
        )
    elif open_:
        one = open_[0][0]
        message = f"whether the P1 resolution {said(own)} keeps the {_word(one)} {one.told} of {row.label} cannot be said: they count on other hours"
        yield Problem(own.place, message, related=(related_to(one),), severity=Severity.ADVICE)


def _achievable(workspace: Workspace, planned: list[Commitment], row: Impact) -> Duration | None:
    """The shortest time in which a strategy brings the service back."""
    found = [
        limit
        for one in planned
        if one.metric == ACHIEVABLE_RTO and same_service(workspace, one.service, key_of(row.service))
        if (limit := limit_of(one.target)) is not None
    ]
    return min(found, key=lambda time: time.minutes, default=None)


def _too_late(taken: list[Takeover], needs: Duration | None) -> str:
    if not taken:
        return ""
    after = min((one.after for one in taken), key=lambda time: time.minutes)
    ending = f"; the continuity plan takes over after {spell_exactly(after.minutes)}"
    if needs is None:
        return ending
    whole = spell_exactly(after.minutes + needs.minutes)
    return f"{ending} and needs {spell_exactly(needs.minutes)}, {whole} together"


def _word(one: Commitment) -> str:
    return "MTPD" if one.subject is Subject.TOLERABLE_OUTAGE else one.subject.value


@rule(
    "X30", "rto-fits-sla-downtime", Severity.WARNING, Kind.CROSS, "6.3.2 b, 6.1 / 8.7.2, 8.3.3", (CON, SLM),
    source="P",
    each=("bia",),
    why="One invocation of the continuity plan breaks an availability promise that allows minutes, and nobody has told the customer. "
    "An exception for disasters or a recovery time of its own in the SLA settles it; a recovery later than that is an error.",
    hint="Agree with the customer on an exception, or on targets while the continuity plan is invoked.",
    fails=Example(
        (Edit(_EXCEPTION, "", SLM),),
        (Found("99.95 % allows 21.9 min a month; the RTO is 2 h, and SLA-002 for Cloud Hosting makes no exception for it", at="| SVC-002 | Cloud Hosting | Critical"),),
    ),
    more=(
        Example(
            (Edit(_CLOUD, "| 4 h | 3 h | 15 min |"),),
            (Found("the RTO of Cloud Hosting is 3 h, SLA-002 says 'RTO 2 h applies instead'", at="| SVC-002 | Cloud Hosting | Critical"),),
        ),
        Example(
            (Edit("| Uptime | >= 99.95 % | month | Zabbix uptime monitoring | Zabbix |\n", "| Uptime | >= 99.95 % | month | Zabbix uptime monitoring | Zabbix |\n| Longest single outage | <= 1 h | month | Zabbix uptime monitoring | Zabbix |\n", SLM), Edit(_EXCEPTION, "", SLM)),
            (Found("the RTO of Cloud Hosting is 2 h, SLA-002 says 'Longest single outage <= 1 h'", at="| SVC-002 | Cloud Hosting | Critical"),),
        ),
        Example(
            (Edit("; a disaster under the continuity plan, for which RTO 24 h applies instead", "", SLM), Edit("| L1 ticket resolution | 80 % of L1 tickets within 30 min | month |", "| Availability of the phone line | 99 % | month |", SLM)),
            (Found("99 % allows 2.61 h a month of Mon-Fri 07:00-19:00; the RTO of Help Desk is 24 h, on other hours than SLA-003: whether it fits cannot be said", at="| SVC-003 | Help Desk"),),
        ),
        Example(
            (Edit(_EXCEPTION, "; no exception is made for a disaster", SLM),),
            (Found("99.95 % allows 21.9 min a month; the RTO is 2 h, and SLA-002 for Cloud Hosting makes no exception for it", at="| SVC-002 | Cloud Hosting | Critical"),),
        ),
        Example(  # a callback is no recovery
            (Edit(_EXCEPTION, "; a disaster, in which customers are called back within 15 min", SLM),),
        ),
        Example((Edit(_EXCEPTION, "; force majeure", SLM),)),
        Example((Edit(_EXCEPTION, "", SLM), Edit("maintenance within the exceptions is left out.", "maintenance within the exceptions is left out, as is the time in which the continuity plan is invoked.", SLM))),
        Example((Edit(_EXCEPTION, "", SLM), Edit("| Uptime | >= 99.95 % | month |", "| Uptime | >= 99.95 % | year |", SLM))),  # 4.38 h a year
        Example((Edit(_EXCEPTION, "", SLM), Edit(_CLOUD, "| 4 h | 20 min | 15 min |"))),
        Example((Edit(_EXCEPTION, "", SLM), Edit("| Uptime | >= 99.95 % | month |", "| Tickets solved | >= 95 % | month |", SLM))),
    ),
)  # fmt: skip
def rto_fits_sla_downtime(workspace: Workspace, plan: Artifact, slm: Artifact) -> Iterator[Problem]:
    known = [sla for sla in agreements(slm) if any(one.holder == sla.label for one in signed_figures(slm))]
    for own in commitments(plan):
        limit = limit_of(own.target)
        if own.subject is not Subject.RTO or own.metric or limit is None:
            continue
        for sla in known:
            if not same_service(workspace, own.service, sla.service):
                continue
            stated = tuple(recoveries(sla, slm))
            broken = next((r for r in stated if compare_times(limit, r.time) is Order.GREATER), None)
            if broken:
                message = f"the RTO of {own.holder} is {own.told}, {sla.label} says '{broken.told}'"
                related = (Related(broken.place, f"{sla.label}: {broken.told}"),)
                hint = "Shorten the RTO, or agree on another recovery time with the customer."
                yield Problem(own.place, message, hint, related, Severity.ERROR)
            elif not stated and not excepts_invocation(sla, slm):
                yield from _beyond_allowance(
                    own, limit, [c for c in signed_figures(slm) if c.holder == sla.label]
                )


def _beyond_allowance(own: Commitment, rto: Duration, promised: list[Commitment]) -> Iterator[Problem]:
    for one in promised:
        share, hours = share_of(one), parse_hours(one.hours)
        if share is None or hours is None or one.period is None or one.subject is not Subject.AVAILABILITY:
            continue
        order = compare_times(rto, allowed_downtime(share, hours, one.period))
        allowance = spell_allowance(share, hours, one.period)
        if order is Order.GREATER:
            message = f"{allowance}; the RTO is {own.told}, and {one.holder} for {own.holder} makes no exception for it"
            yield Problem(own.place, message, related=(related_to(one),))
            return
        if order is Order.NOT_COMPARABLE:
            message = f"{allowance}; the RTO of {own.holder} is {own.told}, on other hours than {one.holder}: whether it fits cannot be said"
            yield Problem(own.place, message, related=(related_to(one),), severity=Severity.ADVICE)
            return
