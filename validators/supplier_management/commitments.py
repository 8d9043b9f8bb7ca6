"""What suppliers are held to: the targets of their KPIs, what they commit to in recovery, support hours, review cadence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, Subject, cadence
from iso20k.values.deferred import deferred
from iso20k.values.duration import Duration
from iso20k.values.hours import parse_hours, parse_measure_period
from iso20k.values.target import Target, counted_in
from iso20k.wording.filled import filled_cell
from validators.service_level_management.measures import (
    AVAILABILITY,
    RESOLUTION,
    RESPONSE,
    kind_of,
    priority_of,
)
from validators.supplier_management.performance import Kpi, kpis
from validators.supplier_management.reviews import review_intervals
from validators.supplier_management.suppliers import Supplier, suppliers

_RECOVERY_POINT = deferred(r"\bRPO\b|recovery point|data loss|replication (?:lag|delay)", re.IGNORECASE)
_RECOVERY = deferred(
    r"\bRTO\b|recover|restor|fail-?over|disaster|second (?:region|site|zone|data cent)|stand-?by|back in (?:service|operation)",
    re.IGNORECASE,
)
_COUNTED = deferred(
    r"\b(?P<kind>response|resolution)?\s*times\b[^.;]{0,30}?\b(?:counted|measured|run)\b(?: in| on| during| over)? ?(?P<hours>[^.;]+)",
    re.IGNORECASE,
)
_SUBJECTS = {RESPONSE: Subject.RESPONSE, RESOLUTION: Subject.RESOLUTION}


def commitments(register: Artifact) -> Iterator[Commitment]:
    """Every KPI target of a supplier in use, with the services that it supports; its support hours and review cadence."""
    for kpi in kpis(register):
        if kpi.supplier is not None:
            yield kpi_commitment(register, kpi, kpi.supplier)
    for supplier in suppliers(register):
        yield from _terms(register, supplier)


def kpi_commitment(register: Artifact, kpi: Kpi, supplier: Supplier) -> Commitment:
    """The target of a KPI as a commitment; 'response times are counted 24x7' below the table holds for its response times."""
    kind, told = kind_of(kpi.name), _told(kpi)
    target = kpi.target
    hours = supplier.record.text("hours") if kind in _SUBJECTS else ""
    hours = hours if filled_cell(hours) else _counting(register, kind)
    target = counted_in(target, told, hours)
    return Commitment(
        _subject(kpi.name, kind, target),
        supplier.id or supplier.name,
        ", ".join(supplier.services),
        target,
        told,
        kpi.record.at(kpi.key),
        kpi.direction,
        kpi.name,
        priority_of(kpi.name, words=False),
        parse_measure_period(kpi.record.text("period")),
        hours,
    )


def _told(kpi: Kpi) -> str:
    """The target as written, with its side and unit."""
    if kpi.key != "target" or not kpi.record.filled("target"):
        return kpi.name
    text = kpi.record.text("target")
    around = (kpi.record.text("operator"), kpi.record.text("unit"))
    before, behind = ("" if part in text else part for part in around)
    return " ".join(part for part in (before, text, behind) if part)


def _subject(name: str, kind: str, target: Target | None) -> Subject:
    if kind == AVAILABILITY and target is not None and target.unit == "%" and target.within is None:
        return Subject.AVAILABILITY
    if target is None or not isinstance(target.quantity, Duration):
        return _SUBJECTS.get(kind, Subject.LEVEL)
    if _RECOVERY_POINT().search(name):
        return Subject.RPO
    if _RECOVERY().search(name) and kind != RESPONSE and not priority_of(name, words=False):
        return Subject.RTO
    return _SUBJECTS.get(kind, Subject.LEVEL)


def _counting(register: Artifact, kind: str) -> str:
    """The hours in which a sentence beside the KPIs says that such times run, '' when none does."""
    section = register.sections.get("kpis")
    for found in _COUNTED().finditer(section.prose if section and kind in _SUBJECTS else ""):
        hours = found["hours"].strip()
        if (found["kind"] or kind).lower() == kind and parse_hours(hours):
            return hours
    return ""


def _terms(register: Artifact, supplier: Supplier) -> Iterator[Commitment]:
    holder, served, record = supplier.id or supplier.name, ", ".join(supplier.services), supplier.record
    if record.filled("hours"):
        told = record.text("hours")
        yield Commitment(
            Subject.HOURS, holder, served, None, told, record.at("hours"), metric="support hours", hours=told
        )
    told, place = review_intervals(register, supplier)
    if review := cadence(holder, served, "review", told, place):
        yield review
