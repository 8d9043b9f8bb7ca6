"""What the document holds somebody to: recovery of each service, what its means achieve, its availability, and the tests."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from iso20k.document import Section
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.facts.commitment import Commitment, Subject, cadence
from iso20k.values.deferred import deferred
from iso20k.values.duration import Calendar, Duration
from iso20k.values.hours import parse_measure_period
from iso20k.values.target import Direction, Target, counted_in
from iso20k.wording.sentences import plain, sentences
from validators.service_continuity_availability.exercises import Exercise, exercises
from validators.service_continuity_availability.recovery import (
    Availability,
    Impact,
    Strategy,
    availabilities,
    impacts,
    strategies,
)
from validators.service_continuity_availability.served import ItemRef

#: The metrics of what a strategy reaches, which is no promise to be back, but the ability to be.
ACHIEVABLE_RTO, ACHIEVABLE_RPO = "achievable RTO", "achievable RPO"
_IN_WORKING_TIME = deferred(
    r"\b(?:durations?|times?|objectives?|RTOs?|RPOs?|MTPDs?|figures)\b[^.;]{0,60}\b(?:business|working|office|service|agreed|support) (?:hours|time|days)\b",
    re.IGNORECASE,
)


def commitments(plan: Artifact) -> Iterator[Commitment]:
    """RTO, RPO and tolerable outage by service, availability, achievable recovery of strategies, and how often is tested.

    A recovery time that names no hours is elapsed time, unless the document says that its times are working time.
    """
    for row in impacts(plan):
        yield from _of_impact(plan, row)
    for promised in availabilities(plan):
        if promised.record.filled("target"):
            yield _of_availability(promised)
    for means in strategies(plan):
        yield from _of_strategy(plan, means)
    for exercise in exercises(plan):
        yield from _of_exercise(exercise)


def key_of(service: ItemRef) -> str:
    """A service as commitments name it: its ID where it has one, else its name."""
    return service.id or service.name


def _of_impact(plan: Artifact, row: Impact) -> Iterator[Commitment]:
    objectives = (
        (Subject.RTO, "rto", row.rto),
        (Subject.RPO, "rpo", row.rpo),
        (Subject.TOLERABLE_OUTAGE, "mtpd", row.mtpd),
    )
    for subject, column, read in objectives:
        if row.record.filled(column):
            yield _time(plan, subject, row.label, row.service, row.record, column, read)


def _of_strategy(plan: Artifact, means: Strategy) -> Iterator[Commitment]:
    record = means.record
    if record is None:
        return
    holder = record.text("id") if record.filled("id") else means.text
    for service in means.services:
        for subject, column, metric, read in (
            (Subject.RTO, "rto", ACHIEVABLE_RTO, means.rto),
            (Subject.RPO, "rpo", ACHIEVABLE_RPO, means.rpo),
        ):
            if read is not None:
                yield _time(plan, subject, holder, service, record, column, read)._replace(metric=metric)


def _time(
    plan: Artifact, subject: Subject, holder: str, service: ItemRef, record: Record, column: str, read: Duration | None
) -> Commitment:  # fmt: skip
    target = Target(Direction.AT_MOST, _elapsed(plan, read)) if read is not None else None
    return Commitment(subject, holder, key_of(service), target, record.text(column), record.at(column))


def _elapsed(plan: Artifact, time: Duration) -> Duration:
    # an outage does not stop at night
    if time.calendar is Calendar.UNSTATED and not _counts_working_time(plan):
        return time._replace(calendar=Calendar.CLOCK)
    return time


@derived
def _counts_working_time(plan: Artifact) -> bool:
    return any(plan.each_section(_speaks_of_working_time))


def _speaks_of_working_time(section: Section) -> bool:
    return any(
        _IN_WORKING_TIME().search(sentence)
        for cell in section.words()
        for sentence in sentences(plain(cell.text))
    )


def _of_availability(promised: Availability) -> Commitment:
    record = promised.record
    told, hours = record.text("target"), record.text("service_hours")
    target = counted_in(promised.target, told, hours)
    plain_share = target is not None and target.unit == "%" and target.within is None
    plain_share = plain_share and target is not None and isinstance(target.quantity, Decimal)
    return Commitment(
        Subject.AVAILABILITY if plain_share else Subject.LEVEL,
        promised.service.label,
        key_of(promised.service),
        target,
        told,
        record.at("target"),
        period=parse_measure_period(record.text("period")),
        hours=hours,
    )


def _of_exercise(exercise: Exercise) -> Iterator[Commitment]:
    """How often each service is tested; a test of everything is for no service in particular."""
    if exercise.record is None or not exercise.record.filled("frequency"):
        return
    told, place = exercise.record.text("frequency"), exercise.record.at("frequency")
    service = key_of(exercise.services[0]) if len(exercise.services) == 1 else ""
    activity = f"{exercise.kind} test" if exercise.kind else exercise.type or "test"
    if often := cadence(exercise.label, service, activity, told, place):
        yield often
