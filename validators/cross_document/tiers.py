"""How high a supplier must be ranked for the services that stand on it."""

from __future__ import annotations

import re
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, derived
from iso20k.wording.filled import informative_words
from iso20k.wording.sentences import sentences
from validators.cross_document.carrying import suppliers_of
from validators.service_catalog.services import Service, services
from validators.service_continuity_availability.criticality import Rank, rank
from validators.supplier_management.suppliers import CRITICAL, IMPORTANT, STANDARD, Supplier

_TIERS = (CRITICAL, IMPORTANT, STANDARD)
_ENOUGH = 3  # words beside the tier that make a reason


class NeededTier(NamedTuple):
    """The tier that the most critical of the supported services asks for."""

    tier: str
    service: Service


@derived
def levels(catalog: Artifact) -> tuple[Rank, ...]:
    """The levels of criticality, the highest first: those of the scale, else those in use; none when they cannot be ranked."""
    told = [row.text("level") for row in catalog.records("scale") if row.filled("level")]
    used = [service.record.text("criticality") for service in services(catalog)]
    ranked = {found for text in (*told, *used) if text and (found := rank(text))}
    if len({one.scale for one in ranked}) != 1:
        return ()
    return tuple(sorted(ranked, key=lambda one: one.height, reverse=True))


def needed_tier(catalog: Artifact, register: Artifact, supplier: Supplier) -> NeededTier | None:
    """The highest level asks for the critical tier, the second for important, the others for standard."""
    scale = levels(catalog)
    ranked = [
        (scale.index(found), service)
        for service in services(catalog)
        if service.status != "retired"
        and supplier in suppliers_of(catalog, register, service)
        and (found := rank(service.record.text("criticality")))
        and found in scale
    ]
    if not ranked:
        return None
    place, service = min(ranked, key=lambda one: one[0])
    return NeededTier(_TIERS[min(place, len(_TIERS) - 1)], service)


def weaker_tier(own: str, needed: str) -> bool:
    """Whether a tier is below the needed one; a word of another scale is not comparable."""
    return own in _TIERS and _TIERS.index(own) > _TIERS.index(needed)


def reason_told(register: Artifact, supplier: Supplier) -> bool:
    """Whether the register says why the tier is what it is: in its cell, in a column, or in a sentence about the supplier."""
    record = supplier.record
    if record.filled("reason") or len(informative_words(record.text("tier"))) > _ENOUGH:
        return True
    prose = (register.sections[key].prose for key in ("policy", "register") if key in register.sections)
    pattern = rf"\b{re.escape(supplier.name)}\b.*\b(?:tier|{supplier.tier})\b"
    return bool(supplier.name) and any(
        re.search(pattern, sentence, re.IGNORECASE) for text in prose for sentence in sentences(text)
    )
