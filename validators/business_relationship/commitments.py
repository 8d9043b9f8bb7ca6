"""What the document promises: how often customers are met, and how satisfied they are to be."""

from __future__ import annotations

from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, Subject, cadence
from validators.business_relationship.customers import customers
from validators.business_relationship.satisfaction import measures


def commitments(brm: Artifact) -> Iterator[Commitment]:
    """The review cadence of every customer and the target of every satisfaction measure."""
    for customer in customers(brm):
        told, place = customer.record.text("review_frequency"), customer.record.at("review_frequency")
        if review := cadence(customer.label, "", "review", told, place):
            yield review
    for measure in measures(brm):
        if measure.target is not None:
            told, place = measure.record.text("target"), measure.record.at("target")
            yield Commitment(
                Subject.SATISFACTION, measure.label, "", measure.target, told, place, metric=measure.label
            )
