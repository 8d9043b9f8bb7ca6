"""A promise as a value: what is held to which figure, for which service, on which calendar, and where it is written."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from iso20k.document import Place
from iso20k.values.comparison import Direction
from iso20k.values.frequency import parse_frequency
from iso20k.values.hours import MeasurePeriod
from iso20k.values.standing import Standing, standing
from iso20k.values.target import Target


class Subject(StrEnum):
    """What a commitment is about."""

    AVAILABILITY = "availability"
    RESPONSE = "response"
    RESOLUTION = "resolution"
    RTO = "RTO"
    RPO = "RPO"
    TOLERABLE_OUTAGE = "tolerable outage"
    HOURS = "hours"
    CAPACITY = "capacity threshold"
    CADENCE = "cadence"
    SATISFACTION = "satisfaction"
    LEVEL = "service level"


#: Which side keeps a commitment, where its subject alone tells.
SIDES = {
    Subject.AVAILABILITY: Direction.AT_LEAST,
    Subject.RESPONSE: Direction.AT_MOST,
    Subject.RESOLUTION: Direction.AT_MOST,
    Subject.RTO: Direction.AT_MOST,
    Subject.RPO: Direction.AT_MOST,
    Subject.TOLERABLE_OUTAGE: Direction.AT_MOST,
    Subject.CAPACITY: Direction.AT_MOST,
    Subject.CADENCE: Direction.AT_MOST,
    Subject.SATISFACTION: Direction.AT_LEAST,
}


class Commitment(NamedTuple):
    """A figure that somebody may hold the provider, a group or a supplier to.

    `holder` is the row that says it ('SLA-001', 'UC-001', 'SVC-002', 'P1'); `service` names the service as written, by ID
    where there is one, several with commas, '' for all; `priority` 1 for P1 and 0 for none; `hours` the service or support hours beside the figure, as
    written (for Subject.HOURS they are the commitment itself); `told` the figure as written; `metric` its name, where
    the subject alone does not tell. `target` is None when the figure cannot be read: then nothing is comparable.
    """

    subject: Subject
    holder: str
    service: str
    target: Target | None
    told: str
    place: Place
    side: Direction = Direction.UNKNOWN
    metric: str = ""
    priority: int = 0
    period: MeasurePeriod | None = None
    hours: str = ""

    @property
    def kept_at(self) -> Direction:
        """The side that keeps it: its own where the row tells, else that of its subject, else that of its figure."""
        if self.side is not Direction.UNKNOWN:
            return self.side
        known = SIDES.get(self.subject, Direction.UNKNOWN)
        if known is not Direction.UNKNOWN or self.target is None:
            return known
        return self.target.direction

    @property
    def name(self) -> str:
        """How messages call it: 'availability of SLA-001', 'P1 response of SLA-002', 'NPS'."""
        words = self.metric or self.subject.value
        ranked = f"P{self.priority} {words}" if self.priority and f"P{self.priority}" not in words else words
        return ranked if ranked == self.holder else f"{ranked} of {self.holder}"


def stands_to(own: Commitment, promise: Commitment) -> Standing:
    """How one commitment stands to another of the same subject; other priorities and other metrics are not comparable."""
    alike = own.subject is promise.subject and own.priority == promise.priority
    if own.subject in (Subject.LEVEL, Subject.CADENCE, Subject.CAPACITY) and own.metric != promise.metric:
        alike = False
    if not alike or own.target is None or promise.target is None:
        return Standing.NOT_COMPARABLE
    return standing(own.target, promise.target, own.kept_at)


def cadence(holder: str, service: str, activity: str, told: str, place: Place) -> Commitment | None:
    """How often an activity is promised ('review', 'quarterly'), as at most so many days; None when no interval is said."""
    often = parse_frequency(told)
    if often is None or often.ambiguous:
        return None
    target = Target(Direction.AT_MOST, Decimal(str(round(often.days, 4))), "days")
    return Commitment(Subject.CADENCE, holder, service, target, told, place, metric=activity)
