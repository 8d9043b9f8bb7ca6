"""The dependencies that the catalog describes: whether one stops the service, and what stands in for it."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.deferred import deferred
from iso20k.wording.filled import filled_cell
from validators.service_catalog.services import Service, find_service, named, services

_HARD = deferred(r"\b(?:hard|strong|mandatory|blocking|stops)\b", re.IGNORECASE)
_SOFT = deferred(r"\b(?:soft|weak|optional|weakens|degrades?|degraded)\b", re.IGNORECASE)
_NONE = deferred(
    r"\s*(?:none|no\b|nil|not redundant|single\b|without\b|missing|false|[-–—✗✘❌])", re.IGNORECASE
)
_PAIR = deferred(
    r"\b(?:pair|twin|two|second|dual|double|duplicate\w*|mirror\w*|active[- ](?:active|passive|standby)|hot[- ]standby)\b|\b2 ?x|\bN ?\+ ?1\b",
    re.IGNORECASE,
)


class Spare(Enum):
    """What takes over when the needed thing fails."""

    NONE = "none"
    PAIR = "a second one of its kind"
    OTHER = "another way"


class Link(NamedTuple):
    """`source` needs `target`; `hard` is True when it stops without it, False when it is weakened, None when not said."""

    source: Service
    target: Service
    hard: bool | None
    spare: Spare
    place: Place


@derived
def links(catalog: Artifact) -> tuple[Link, ...]:
    """Every row of the dependency table between two entries of the catalog, in document order."""
    known = services(catalog)
    found: list[Link] = []
    for row in catalog.records("dependencies"):
        for told in named(row, "from"):
            for needed in named(row, "to"):
                source, target = find_service(told, known), find_service(needed, known)
                if source and target:
                    found.append(Link(source, target, _hard(row), _spare(row), row.at("to")))
    return tuple(found)


@derived
def needed_in_series(catalog: Artifact, label: str) -> tuple[Link, ...]:
    """What a service stops without, directly or through others: hard links, each target once.

    A target with another way around is left out with all beneath it; one of a pair is told, and what lies beneath is left out.
    """
    found: dict[str, Link] = {}
    waiting = [label]
    while waiting:
        source = waiting.pop(0)
        for link in links(catalog):
            target = link.target.label
            if link.source.label != source or not link.hard or target in found or target == label:
                continue
            if link.spare is not Spare.OTHER:
                found[target] = link
            if link.spare is Spare.NONE:
                waiting.append(target)
    return tuple(found.values())


def _hard(row: Record) -> bool | None:
    told = row.text("kind")
    if _SOFT().search(told):
        return False
    return True if _HARD().search(told) else None


def _spare(row: Record) -> Spare:
    told = row.text("redundancy")
    if not filled_cell(told) or _NONE().match(told):
        return Spare.NONE
    return Spare.PAIR if _PAIR().search(told) else Spare.OTHER
