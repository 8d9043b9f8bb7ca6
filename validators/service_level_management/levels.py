"""The document read as agreements with customers and the promises in them; other documents' rules join on these facts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.duration import Duration
from iso20k.values.percent import parse_percent
from iso20k.values.target import Direction, Target
from validators.service_level_management.agreements import (
    FIGURES,
    Agreement,
    heading_identifier,
    identifier_in,
    identifier_of,
    merged,
    rows_of,
    whole_rows,
)
from validators.service_level_management.measures import (
    RESOLUTION,
    RESPONSE,
    Measure,
    measure_of,
    priority_of,
)


class ServiceLevel(NamedTuple):
    """A promised figure of an SLA: a row of its register, with what is said once for the whole agreement filled in."""

    record: Record
    id: str
    measure: Measure
    label: str


class Promise(NamedTuple):
    """A figure promised in an SLA, in the register or by priority in the incident targets."""

    sla: str
    measure: Measure


@derived
def service_levels(slm: Artifact) -> tuple[ServiceLevel, ...]:
    """Every promised figure of the SLA register, in document order."""
    rows = rows_of(slm, slm.records("slas"))
    several = [identifier_of(row) for row in rows for _ in _measures(row)]
    return tuple(
        ServiceLevel(
            row, identifier_of(row), measure, _label(row, measure, several.count(identifier_of(row)) > 1)
        )
        for row in rows
        for measure in _measures(row)
    )


@derived
def agreements(slm: Artifact) -> tuple[Agreement, ...]:
    """Each SLA once, in document order; a row without an ID is an SLA of its own."""
    return merged(whole_rows(slm, slm.records("slas")))


@derived
def promises(slm: Artifact) -> tuple[Promise, ...]:
    """What customers may rely on: the figures of the SLA register, then the incident targets by priority."""
    levels = (Promise(level.id, level.measure) for level in service_levels(slm))
    return tuple(chain(levels, incident_promises(slm)))


@derived
def incident_promises(slm: Artifact) -> tuple[Promise, ...]:
    """Response and resolution by SLA and priority, from the table of incident targets."""
    found: list[Promise] = []
    for record in slm.records("incident_targets"):
        sla = identifier_in(record.text("sla")) if record.filled("sla") else heading_identifier(slm, record)
        rank = priority_of(record.text("priority"))
        for key in (RESPONSE, RESOLUTION):
            if record.filled(key):
                name = f"P{rank} {key}" if rank else f"{record.text('priority')} {key}".strip()
                measure = measure_of(record, name=name, figure=key, priority=rank, hours=record.text("hours"))
                found.append(Promise(sla, _with_compliance(measure, record.text("compliance"))))
    return tuple(found)


def _with_compliance(measure: Measure, told: str) -> Measure:
    share = parse_percent(told) or parse_percent(f"{told} %")
    if share is None or measure.target is None or not isinstance(measure.target.quantity, Duration):
        return measure
    return measure._replace(target=Target(Direction.AT_LEAST, share, "%", measure.target.quantity))


def _measures(row: Record) -> Iterator[Measure]:
    """A row holds one metric with its target, or a figure in each of the columns availability, response, resolution."""
    hours = row.text("service_hours")
    spread = [key for key in FIGURES if row.filled(key)]
    if spread and not row.filled("target"):
        told = priority_of(row.text("priority"))
        for key in spread:
            name, own = FIGURES[key]
            title = f"P{told} {key}" if told and not own else name
            yield measure_of(row, name=title, figure=key, priority=own or told, hours=hours)
    else:
        yield measure_of(row, hours=hours)


def _label(row: Record, measure: Measure, several: bool) -> str:
    start = identifier_of(row) or row.text("name") or row.text("service") or "the SLA"
    return f"{start} ({measure.name})" if several and measure.name else start
