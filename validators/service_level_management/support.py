"""Who backs the promises: internal groups by OLAs, suppliers by underpinning contracts; and whether they back enough."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.duration import Duration
from iso20k.values.hours import MeasurePeriod, covers, parse_hours
from iso20k.values.listing import split_list
from iso20k.values.standing import Standing, standing
from iso20k.values.target import Direction, Target
from iso20k.wording.filled import filled_cell
from validators.service_level_management.agreements import (
    Agreement,
    find_agreement,
    identifier_of,
    merged,
    rows_of,
    whole_rows,
)
from validators.service_level_management.levels import Promise, agreements
from validators.service_level_management.measures import AVAILABILITY, Measure, measure_of

OLA, UC = "OLA", "UC"
_ALL = re.compile(r"(?:all|every|each)\b", re.IGNORECASE)
_LENGTHS = tuple(MeasurePeriod)


class Support(NamedTuple):
    """A figure that an OLA or underpinning contract gives; `supports` are the SLAs as written."""

    record: Record
    kind: str
    id: str
    supports: tuple[str, ...]
    measure: Measure

    @property
    def label(self) -> str:
        """How messages call it: its ID, else its name."""
        return self.id or self.record.text("name") or f"the {self.kind}"


@derived
def operational_levels(slm: Artifact) -> tuple[Support, ...]:
    """Every figure of the OLA register, in document order."""
    return tuple(support for support in _supports(slm) if support.kind == OLA)


@derived
def underpinning_levels(slm: Artifact) -> tuple[Support, ...]:
    """Every figure of the register of underpinning contracts, in document order."""
    return tuple(support for support in _supports(slm) if support.kind == UC)


@derived
def supporting_agreements(slm: Artifact, kind: str) -> tuple[Agreement, ...]:
    """Each OLA or each underpinning contract (`kind`) once."""
    return merged(whole_rows(slm, _records(slm, kind)))


@derived
def _supports(slm: Artifact) -> tuple[Support, ...]:
    return tuple(
        Support(row, kind, identifier_of(row), _named(row), measure_of(row, hours=row.text("hours")))
        for kind in (OLA, UC)
        for row in rows_of(slm, _records(slm, kind))
    )


def _named(row: Record) -> tuple[str, ...]:
    return tuple(part for part in split_list(row.text("supports")) if filled_cell(part))


def _records(slm: Artifact, kind: str) -> tuple[Record, ...]:
    """The rows of the register of a kind; under a common heading the ID tells which is which."""
    joined: dict[int, tuple[str, Record]] = {}
    for usual, register in ((OLA, "olas"), (UC, "ucs")):
        for record in slm.records(register):
            known = joined.get(record.line)
            cells = {**record.cells, **known[1].cells} if known else record.cells
            joined[record.line] = (_kind(record) or usual, record._replace(cells=cells))
    return tuple(record for _, (own, record) in sorted(joined.items()) if own == kind)


def _kind(record: Record) -> str:
    prefix = identifier_of(record).upper().partition("-")[0]
    return prefix if prefix in (OLA, UC) else ""


def supported(support: Support, known: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """The SLAs that it supports; 'all SLAs' are all of them, unknown names are left out."""
    slas = tuple(known)
    if any(_ALL.match(name) for name in support.supports):
        return slas
    return tuple(found for name in support.supports if (found := find_agreement(name, slas)))


def supported_by(slm: Artifact, agreement: Agreement) -> tuple[Agreement, ...]:
    """The SLAs that an OLA or contract as a whole supports, those of all its figures, each once."""
    own = [one for one in _supports(slm) if one.label == agreement.label]
    return tuple(sla for sla in agreements(slm) if any(sla in supported(one, (sla,)) for one in own))


def unknown(support: Support, known: Iterable[Agreement]) -> tuple[str, ...]:
    """What it claims to support and the register does not have."""
    slas = tuple(known)
    return tuple(n for n in support.supports if not _ALL.match(n) and find_agreement(n, slas) is None)


def counterparts(support: Support, sla: Agreement, known: Iterable[Promise]) -> tuple[Promise, ...]:
    """The promises of an SLA about the same metric."""
    return tuple(
        promise for promise in known if promise.sla == sla.id and _alike(support.measure, promise.measure)
    )


def _alike(own: Measure, other: Measure) -> bool:
    """Availability of a component stands for that of the service; other metrics have one priority or one name."""
    if own.priority and other.priority and own.priority != other.priority:
        return False
    if (
        own.kind
        and own.kind == other.kind
        and (own.kind == AVAILABILITY or own.priority == other.priority != 0)
    ):
        return True
    return bool(own.key) and own.key == other.key


def backing(support: Support, promise: Promise, promised_hours: str) -> Standing:
    """How the figure of support stands to the promise; what is measured over other hours, over a longer period,
    in other units or on another calendar is not comparable, unless it is weaker whatever the period."""
    own, other = support.measure, promise.measure
    if own.target is None or other.target is None:
        return Standing.NOT_COMPARABLE
    verdict = standing(own.target, _comparable(own.target, other.target), _side(own, other))
    if own.kind == AVAILABILITY:
        if not _same_hours(support.record.text("hours"), promised_hours):
            return Standing.NOT_COMPARABLE
        if verdict is not Standing.WEAKER and _longer(own.period, other.period):
            return Standing.NOT_COMPARABLE
    return verdict


def _side(own: Measure, other: Measure) -> Direction:
    if other.limit and own.target and own.target.within is None:
        return Direction.AT_MOST
    return own.side if own.side is not Direction.UNKNOWN else other.side


def _comparable(own: Target, promise: Target) -> Target:
    """'Within 15 min' without a share means always, so of '95 % within 4 h' only the limit counts against it."""
    if isinstance(own.quantity, Duration) and promise.within:
        return Target(Direction.AT_MOST, promise.within)
    return promise


def _same_hours(support: str, promise: str) -> bool:
    """Whether availability is counted over hours that contain the promised ones, as far as both are known."""
    own, other = parse_hours(support), parse_hours(promise)
    return own is None or other is None or covers(own, other) is True


def _longer(own: MeasurePeriod | None, other: MeasurePeriod | None) -> bool:
    return own is not None and other is not None and _LENGTHS.index(own) > _LENGTHS.index(other)
