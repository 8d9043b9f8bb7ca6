"""The demand forecast: how much of a driver is expected when, and when a resource will reach its critical threshold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from iso20k.document import Cell
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.checks import day_of
from iso20k.values.dates import find_moments, moments_of
from iso20k.values.day import iso_day
from iso20k.values.deferred import deferred
from iso20k.values.frequency import MONTH_DAYS
from iso20k.values.listing import split_list
from iso20k.values.percent import find_percents
from iso20k.wording.filled import filled_cell
from validators.capacity_management.amounts import Amount, amount_of, on_one_scale
from validators.capacity_management.resources import Resource
from validators.service_continuity_availability.served import (
    ItemRef,
    Known,
    pairs_in,
    ref_of,
    served_by,
)

_KEYS: Mapping[str, int] = {"now": 0, "m3": 3, "m6": 6, "m12": 12, "m18": 18, "m24": 24}
_NOW = deferred(r"\b(?:now|current|today|actual|baseline|present|as is)\b", re.IGNORECASE)
_SPAN = deferred(r"(?:\b|\+)(\d{1,2})[ -]?(months?|mths?|mo|m|quarters?|q|years?|yrs?|y)\b", re.IGNORECASE)
_COUNTED = deferred(r"\b(month|m|quarter|year|y)[ +-]{0,2}(\d{1,2})\b", re.IGNORECASE)
_FACTOR = {"m": 1, "q": 3, "y": 12}
_NO_POINT = deferred(r"growth|change|increase|trend|rate\b|%|lead|assum|source|comment", re.IGNORECASE)
_EVERYTHING = deferred(r"\b(?:all|every|each|whole|entire)\b", re.IGNORECASE)


class Point(NamedTuple):
    """The demand some months from the first one; `months` is None when the column does not say when."""

    months: Decimal | None
    amount: Amount


class Forecast(NamedTuple):
    """A row of the forecast with its points in the order of time; no service means all of them."""

    record: Record
    services: tuple[ItemRef, ...]
    everything: bool
    resources: tuple[ItemRef, ...]
    points: tuple[Point, ...]
    growth: Decimal | None

    @property
    def label(self) -> str:
        """How messages call it: the services, and the driver when there is one."""
        names = ", ".join(service.label for service in self.services) or "all services"
        driver = self.record.text("driver") if self.record.filled("driver") else ""
        return f"{names} ({driver})" if driver else names

    @property
    def horizon(self) -> Decimal:
        """How many months it looks ahead; 0 when nothing says so."""
        return max((point.months for point in self.points if point.months is not None), default=Decimal(0))

    def covers(self, service: ItemRef) -> bool:
        """Whether it is about the service."""
        return self.everything or any(service.same(one) for one in self.services)


@derived
def forecasts(plan: Artifact, known: Known = ()) -> tuple[Forecast, ...]:
    """Every row of the demand forecast, in document order."""
    pairs = pairs_in(plan, known)
    return tuple(
        _forecast(plan, row, served_by(plan, row, pairs))
        for row in plan.records("demand")
        if any(row.filled(key) for key in row.cells)
    )


def _forecast(plan: Artifact, row: Record, named: tuple[ItemRef, ...]) -> Forecast:
    everything = not named or any(_EVERYTHING().search(ref.name) for ref in named)
    growth = find_percents(row.text("growth"))
    if not growth and (bare := amount_of(row.text("growth"), "%")) and bare.unit == "%":
        growth = (bare.value,)
    return Forecast(
        row,
        () if everything else named,
        everything,
        tuple(ref_of(part) for part in split_list(row.text("resource")) if filled_cell(part)),
        tuple(_points(plan, row)),
        growth[0] if len(growth) == 1 else None,
    )


def _points(plan: Artifact, row: Record) -> Iterator[Point]:
    """By the header of the row's table, else by the fields of a tall record."""
    told = _by_header(plan, row) or [(Decimal(_KEYS[key]), row.text(key)) for key in _KEYS]
    read = [(months, amount_of(text, row.text("unit"))) for months, text in told if filled_cell(text)]
    points = [Point(months, amount) for months, amount in read if amount]
    yield from sorted(points, key=lambda point: point.months if point.months is not None else Decimal(999))


def _by_header(plan: Artifact, row: Record) -> list[tuple[Decimal | None, str]]:
    for section in plan.sections.values():
        for table in section.tables:
            for cells in table.rows:
                if cells and cells[0].line == row.line and len(table.header) > 2:
                    start = _start(plan, table.header)
                    return [
                        (months, cell.text)
                        for head, cell in zip(table.header, cells, strict=False)
                        if (months := _months(head.text, start)) is not None
                    ]
    return []


def _start(plan: Artifact, header: tuple[Cell, ...]) -> date | None:
    """The day of the first point: of the first dated column, unless a column says 'now'."""
    days = [ends[1].day for cell in header if (ends := moments_of(cell.text)) and ends[1].day]
    if any(_NOW().search(cell.text) for cell in header):
        return iso_day(plan.field("approved").text) or min(days, default=None)
    return min(days, default=None)


def _months(head: str, start: date | None) -> Decimal | None:
    """How many months after the first point a column lies; None when it is no point in time."""
    if _NO_POINT().search(head):
        return None
    if found := _SPAN().search(head) or _COUNTED().search(head):
        count, unit = (found[1], found[2]) if found[1].isdigit() else (found[2], found[1])
        return Decimal(int(count) * _FACTOR[unit[0].lower()])
    if _NOW().search(head):
        return Decimal(0)
    if re.search(r"\bnext year\b", head, re.IGNORECASE):
        return Decimal(12)
    ends = moments_of(head)
    if ends and ends[1].day and start:
        return Decimal(max((ends[1].day - start).days, 0)) / Decimal(str(MONTH_DAYS))
    return None


def measured(resource: Resource) -> date | None:
    """The day on which a resource was measured; a whole month or quarter counts by its last day."""
    if day := day_of(resource.record, "measured_on"):
        return day
    found = [m.day for m in find_moments(resource.record.text("measured_on")) if m.day and not m.ambiguous]
    return max(found, default=None)


def forecast_for(plan: Artifact, resource: Resource, known: Known = ()) -> Forecast | None:
    """The one forecast that drives a resource: the row that names it, else the only row of its only service."""
    rows = forecasts(plan, known)
    naming = [row for row in rows if any(resource.ref.same(ref) for ref in row.resources)]
    if not naming and len(resource.services) == 1:
        naming = [row for row in rows if not row.resources and row.covers(resource.services[0])]
    return naming[0] if len(naming) == 1 else None


def crossing(resource: Resource, forecast: Forecast, start: date) -> date | None:
    """The day on which the peak, growing as the demand does, reaches the critical threshold; None within the horizon never."""
    critical = resource.threshold.critical if resource.threshold else None
    if critical is None or resource.peak is None or resource.scarce:
        return None
    scale = on_one_scale(resource.peak, critical, resource.capacity)
    points = [(point.months, point.amount) for point in forecast.points if point.months is not None]
    if scale is None or len(points) < 2 or scale[0] <= 0 or points[0][1].value <= 0:
        return None
    wanted = points[0][1].value * scale[1] / scale[0]
    if len({amount.unit for _, amount in points}) != 1:
        return None
    for (month, amount), (later, greater) in pairwise(points):
        if amount.value < wanted <= greater.value:
            part = (wanted - amount.value) / (greater.value - amount.value)
            after = month + (later - month) * part - points[0][0]
            return start + timedelta(days=int(float(after) * MONTH_DAYS))
    return None
