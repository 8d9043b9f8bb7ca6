"""What the document promises: where each resource is acted upon, for the services that it carries."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, Subject
from iso20k.values.target import parse_target
from validators.capacity_management.resources import Resource, resources


def commitments(capacity: Artifact) -> Iterator[Commitment]:
    """The warning and the critical threshold of every resource, for the first service that it carries."""
    for resource in resources(capacity):
        if resource.threshold is not None:
            for level in ("warning", "critical"):
                yield from _threshold(resource, level)


def _threshold(resource: Resource, level: str) -> Iterator[Commitment]:
    record = resource.threshold.record if resource.threshold else resource.record
    if record.filled(level):
        served = next((ref.id or ref.name for ref in resource.services), "")
        told = record.text(level)
        metric = f"{level} of {resource.label}"
        holder = resource.ref.id or resource.label
        yield Commitment(
            Subject.CAPACITY, holder, served, parse_target(told), told, record.at(level), metric=metric
        )
