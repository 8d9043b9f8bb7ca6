"""The resources that carry the services: what they can, what they do, where it gets tight, and what is added in time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.comparison import Direction
from iso20k.values.deferred import deferred
from iso20k.values.listing import split_list
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from iso20k.wording.negation import states
from validators.capacity_management.amounts import Amount, amount_of, on_one_scale
from validators.service_continuity_availability.served import (
    ItemRef,
    Known,
    distinct,
    pairs_in,
    ref_of,
    served_by,
)

HUMAN, TECHNICAL, INFORMATION, FINANCIAL = "human", "technical", "information", "financial"
#: The words by which a kind of resource is known, in the order in which they are tried.
KINDS: Mapping[str, str] = {
    FINANCIAL: r"financ|budget|money|funds?\b|funding|spend|\bcosts?\b",
    HUMAN: r"human|people|person|staff|\bfte\b|team|analyst|engineer|agents?\b|skills?|head ?count|workforce|employee",
    INFORMATION: r"informati|\bdata\b|knowledge|document|records?\b|history|database content",
    TECHNICAL: r"techni|compute|storage|network|hardware|infrastruct|server|cloud|platform|licen[cs]|software|cpu|memory|\bram\b|disk|"
    r"bandwidth|uplink|throughput|quota|host|virtual",
}
_LOWER_IS_WORSE = deferred(
    r"\b(?:free|available|remaining|headroom|spare|left|idle|unused|reserve|slack)\b", re.IGNORECASE
)
_ALL = deferred(r"\b(?:all|every|each|any|other)\b", re.IGNORECASE)
_ACCEPTED = deferred(r"\baccept(?:s|ed|able|ance)?\b", re.IGNORECASE)
_LIKELY_SHARE = 100  # a bare threshold up to this beside a larger capacity may be a percentage or not


class Threshold(NamedTuple):
    """Where a resource gets tight, and what is done then."""

    record: Record
    warning: Amount | None
    critical: Amount | None


class Resource(NamedTuple):
    """A row of the baselines with its thresholds; `scarce` tells a metric of what is left, where less is worse."""

    record: Record
    ref: ItemRef
    services: tuple[ItemRef, ...]
    kind: str
    capacity: Amount | None
    average: Amount | None
    peak: Amount | None
    threshold: Threshold | None
    scarce: bool

    @property
    def label(self) -> str:
        """How messages call it: its name, else its ID."""
        return self.ref.label

    @property
    def over_critical(self) -> bool | None:
        """Whether the peak has reached the critical threshold; None when the two cannot be compared."""
        critical = self.threshold.critical if self.threshold else None
        if critical is None or self.peak is None:
            return None
        scale = on_one_scale(self.peak, critical, self.capacity)
        if scale is None or (self.scarce and self.threshold and not _falls(self.threshold)):
            return None
        return scale[0] <= scale[1] if self.scarce else scale[0] >= scale[1]


class Upgrade(NamedTuple):
    """A planned addition of capacity and the resources that it is for."""

    record: Record
    resources: tuple[ItemRef, ...]

    @property
    def label(self) -> str:
        """How messages call it: its ID, else its description."""
        return next(
            (self.record.text(k) for k in ("id", "upgrade", "resource_id") if self.record.filled(k)),
            "the upgrade",
        )


def resource_of(record: Record) -> ItemRef:
    """The resource of a row, from its columns 'id' and 'resource'."""
    told = [ref_of(record.text(key)) for key in ("id", "resource") if record.filled(key)]
    return ItemRef(next((r.id for r in told if r.id), ""), next((r.name for r in told if r.name), ""))


@derived
def resources(plan: Artifact, known: Known = ()) -> tuple[Resource, ...]:
    """Every row of the baselines that says something, in document order."""
    pairs = pairs_in(plan, known)
    rows = [row for row in plan.records("baselines") if row.filled("id") or row.filled("resource")]
    return tuple(_resource(plan, row, served_by(plan, row, pairs)) for row in rows)


def _resource(plan: Artifact, row: Record, served: tuple[ItemRef, ...]) -> Resource:
    ref, unit = resource_of(row), row.text("unit")
    words = " ".join(row.text(key) for key in ("metric", "resource", "unit"))
    kind = kind_of(row.text("kind")) or kind_of(words)
    capacity = amount_of(row.text("capacity"), unit)
    limits = _threshold(plan, row, ref, kind, unit, capacity)
    sides = {limit.side for limit in (limits.warning, limits.critical) if limit} if limits else set()
    scarce = bool(_LOWER_IS_WORSE().search(words)) or (sides == {Direction.AT_MOST} and _falls(limits))
    average, peak = amount_of(row.text("average"), unit), amount_of(row.text("peak"), unit)
    return Resource(row, ref, served, kind, capacity, average, peak, limits, scarce)


def _falls(limits: Threshold | None) -> bool:
    """Whether the critical threshold lies below the warning, as it does where less is worse."""
    if limits is None or limits.warning is None or limits.critical is None:
        return False
    scale = on_one_scale(limits.warning, limits.critical, None)
    return scale is not None and scale[0] > scale[1]


def _threshold(
    plan: Artifact, row: Record, ref: ItemRef, kind: str, unit: str, capacity: Amount | None
) -> Threshold | None:
    """The row of the thresholds for the resource, for all of its kind, or the columns of the baseline itself."""
    rows = [
        one
        for one in plan.records("thresholds")
        if one.filled("warning") or one.filled("critical") or one.filled("action_critical")
    ]
    own = next((one for one in rows if resource_of(one).same(ref)), None)
    general = next((one for one in rows if _means_all(one, kind)), None)
    here = row if row.filled("warning") or row.filled("critical") else None
    found = own or here or general
    if found is None:
        return None
    return Threshold(found, *(_limit(found.text(key), unit, capacity) for key in ("warning", "critical")))


def _means_all(row: Record, kind: str) -> bool:
    told = row.text("resource") or row.text("id")
    named = kind_of(told)
    return bool(_ALL().search(told)) and (not named or named == kind)


def _limit(text: str, unit: str, capacity: Amount | None) -> Amount | None:
    """A threshold; a bare small figure beside a large capacity may be a percentage, so it is not compared."""
    limit = amount_of(text, unit)
    if (
        limit
        and limit.bare
        and limit.unit != "%"
        and capacity
        and limit.value <= _LIKELY_SHARE < capacity.value
    ):
        return None
    return limit


def kind_of(text: str) -> str:
    """The kind of resource that words tell, '' for none."""
    return next((kind for kind, words in KINDS.items() if re.search(words, text, re.IGNORECASE)), "")


@derived
def listed_services(plan: Artifact, known: Known = ()) -> tuple[ItemRef, ...]:
    """The services that requirements and resources name, each once."""
    pairs = pairs_in(plan, known)
    rows = (*plan.records("requirements"), *plan.records("baselines"))
    return distinct(ref for row in rows for ref in served_by(plan, row, pairs) if not _ALL().search(ref.name))


@derived
def upgrades(plan: Artifact) -> tuple[Upgrade, ...]:
    """Every planned upgrade, in document order."""
    return tuple(
        Upgrade(row, tuple(ref_of(part) for part in split_list(row.text("resource_id")) if filled_cell(part)))
        for row in plan.records("upgrades")
        if any(row.filled(key) for key in ("id", "resource_id", "upgrade"))
    )


def upgrades_of(plan: Artifact, resource: Resource) -> tuple[Upgrade, ...]:
    """The upgrades that add to a resource."""
    return tuple(
        one
        for one in upgrades(plan)
        if any(resource.ref.same(ref) for ref in one.resources)
        or resource.ref.named_in(one.record.text("upgrade"))
    )


def accepted(plan: Artifact, resource: Resource) -> bool:
    """Whether the document says that the bottleneck is accepted, in the resource's rows or in a sentence naming it."""
    rows = (resource.record, *((resource.threshold.record,) if resource.threshold else ()))
    if any(_ACCEPTED().search(cell.text) for row in rows for cell in row.cells.values()):
        return True
    return any(
        resource.ref.named_in(text) and states(text, _ACCEPTED()).verdict == "stated" for text in _texts(plan)
    )


def _texts(plan: Artifact) -> Iterator[str]:
    for section in plan.sections.values():
        yield from (text.text for text in section.texts)
        for table in section.tables:
            yield from (" ".join(cell.text for cell in row) for row in table.rows)


def key_of(ref: ItemRef) -> str:
    """What tells two resources apart."""
    return ref.id or normalise(ref.name)
