"""What the process promises of each priority: response and resolution, for all services or for one that is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, Subject
from iso20k.values.deferred import deferred
from iso20k.values.listing import parse_identifier, split_list
from iso20k.values.target import Direction, parse_target
from iso20k.values.target import Target as Figure
from validators.incident_management.codes import rank_of
from validators.incident_management.targets import RESOLUTION, RESPONSE, Promise, Target, targets

SUBJECTS = {RESPONSE: Subject.RESPONSE, RESOLUTION: Subject.RESOLUTION}
_EVERY = deferred(r"\b(?:all|every|each|any)\b", re.IGNORECASE)


def commitments(incident: Artifact) -> Iterator[Commitment]:
    """Response and resolution of every priority that has a rank, in the hours of its row; `holder` is 'incidents' of all or of a service."""
    for target in targets(incident):
        rank = rank_of(target.code) or 0
        for service in _services(target) if rank else ():
            for kind, subject in SUBJECTS.items():
                promise = target.promise(kind)
                if promise.given:
                    yield _of(promise, subject, service, rank, target.hours)


def _of(promise: Promise, subject: Subject, service: str, rank: int, hours: str) -> Commitment:
    figure = _figure(promise)
    holder = f"incidents of {service}" if service else "incidents"
    side = figure.direction if figure and figure.within else Direction.UNKNOWN
    return Commitment(
        subject, holder, service, figure, promise.text, promise.place, side, priority=rank, hours=hours
    )


def _figure(promise: Promise) -> Figure | None:
    """A plain time, or a share of the tickets within one ('95 % within 15 min')."""
    if promise.duration is None:
        return None
    share = parse_target(promise.text)
    if share is not None and share.within is not None:
        return share._replace(within=promise.duration)
    return Figure(Direction.AT_MOST, promise.duration)


def _services(target: Target) -> tuple[str, ...]:
    """The services of a row, each by its ID where it has one; '' for a row that is for all."""
    if not target.service or _EVERY().search(target.service):
        return ("",)
    parts = split_list(target.service)
    return tuple(split[0] if (split := parse_identifier(part)) else part for part in parts)
