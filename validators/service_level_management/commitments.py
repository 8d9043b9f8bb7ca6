"""What the document promises: the SLAs to customers, and the OLAs and underpinning contracts that carry them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, Subject, cadence
from validators.service_level_management.agreements import ACTIVE, Agreement, find_agreement
from validators.service_level_management.levels import agreements, promises
from validators.service_level_management.measures import AVAILABILITY, RESOLUTION, RESPONSE, Measure
from validators.service_level_management.support import (
    Support,
    operational_levels,
    supported,
    underpinning_levels,
)

SUBJECTS: Mapping[str, Subject] = {
    AVAILABILITY: Subject.AVAILABILITY,
    RESPONSE: Subject.RESPONSE,
    RESOLUTION: Subject.RESOLUTION,
}


def commitments(slm: Artifact) -> Iterator[Commitment]:
    """Every figure that an active SLA, an OLA or an underpinning contract holds somebody to, with hours and review cadence.

    The `service` of an OLA or contract is that of the first SLA which it supports.
    """
    slas = agreements(slm)
    for promise in promises(slm):
        sla = find_agreement(promise.sla, slas)
        if sla is not None and sla.state == ACTIVE:
            yield _of_measure(promise.measure, sla.label, sla.service, sla.record.text("service_hours"))
    for sla in slas:
        if sla.state == ACTIVE:
            yield from _terms(sla)
    for support in (*operational_levels(slm), *underpinning_levels(slm)):
        yield support_commitment(slm, support)


def support_commitment(slm: Artifact, support: Support) -> Commitment:
    """The figure of an OLA or contract as a commitment, for the service of the first SLA which it supports."""
    served = next((sla.service for sla in supported(support, agreements(slm))), "")
    return _of_measure(support.measure, support.label, served, support.record.text("hours"))


def _of_measure(measure: Measure, holder: str, service: str, hours: str) -> Commitment:
    return Commitment(
        SUBJECTS.get(measure.kind, Subject.LEVEL),
        holder,
        service,
        measure.target,
        measure.told,
        measure.place,
        measure.side,
        measure.name,
        measure.priority,
        measure.period,
        measure.hours or hours,
    )


def _terms(sla: Agreement) -> Iterator[Commitment]:
    """The service hours and the review cadence of an SLA."""
    record = sla.record
    if record.filled("service_hours"):
        told = record.text("service_hours")
        place = record.at("service_hours")
        yield Commitment(Subject.HOURS, sla.label, sla.service, None, told, place, hours=told)
    told, place = record.text("review_frequency"), record.at("review_frequency")
    if review := cadence(sla.label, sla.service, "review", told, place):
        yield review
