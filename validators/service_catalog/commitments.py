"""What the catalog promises of each live service: its availability, or another level, and its hours."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, Subject
from iso20k.values.target import counted_in, parse_target
from validators.service_catalog.services import Service, services


def commitments(catalog: Artifact) -> Iterator[Commitment]:
    """The availability target, service hours and support hours of every service that is not retired."""
    for service in services(catalog):
        if service.status != "retired":
            yield from _level(service)
            yield from _hours(service, "service_hours", "")
            yield from _hours(service, "support_hours", "support hours")


def _level(service: Service) -> Iterator[Commitment]:
    record = service.record
    if not record.filled("availability"):
        return
    told, hours = record.text("availability"), record.text("service_hours")
    target = counted_in(parse_target(told), told, hours)
    plain = target is not None and target.unit == "%" and target.within is None
    subject = Subject.AVAILABILITY if plain else Subject.LEVEL
    place = record.at("availability")
    key = service.id or service.name
    yield Commitment(subject, service.label, key, target, told, place, hours=hours)


def _hours(service: Service, column: str, metric: str) -> Iterator[Commitment]:
    record = service.record
    if record.filled(column):
        told, key = record.text(column), service.id or service.name
        place = record.at(column)
        yield Commitment(Subject.HOURS, service.label, key, None, told, place, metric=metric, hours=told)
