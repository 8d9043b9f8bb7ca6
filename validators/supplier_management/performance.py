"""How well suppliers perform: indicators with target and last value, and whether the target was kept."""

from __future__ import annotations

import re
from typing import NamedTuple

from iso20k.document import Section, Table
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.comparison import Direction
from iso20k.values.deferred import deferred
from iso20k.values.duration import Duration
from iso20k.values.listing import split_list
from iso20k.values.measurable import is_measurable
from iso20k.values.target import Target, at_least_as_strict, parse_target, target_of
from iso20k.wording.filled import filled_cell
from validators.supplier_management.suppliers import Supplier, find_supplier, said, suppliers

_HIGHER = deferred(
    r"availab|uptime|within|complian|satisf|on[- ]time|in time|kept|met\b|success|resolved|score|fulfil",
    re.IGNORECASE,
)
_LOWER = deferred(
    r"respon|resol|repair|restor|recover|delay|downtime|outage|fail|error|defect|complaint|escalat|\btimes?\b|overdue",
    re.IGNORECASE,
)


class Kpi(NamedTuple):
    """An indicator of a supplier (None: nobody in the register); `key` is the cell that holds its target."""

    record: Record
    told: str
    supplier: Supplier | None
    name: str
    target: Target | None
    value: Target | None
    key: str

    @property
    def measurable(self) -> bool:
        """Whether its target is a figure."""
        text = self.record.text(self.key)
        bare = text if filled_cell(text) else self.name
        return self.target is not None or is_measurable(bare)

    @property
    def direction(self) -> Direction:
        """The side that keeps the target: as said, else by what is measured; UNKNOWN when neither tells."""
        if self.target is None or self.target.direction is not Direction.UNKNOWN:
            return self.target.direction if self.target else Direction.UNKNOWN
        if isinstance(self.target.quantity, Duration):
            return Direction.AT_MOST if _LOWER().search(self.name) else Direction.UNKNOWN
        higher, lower = bool(_HIGHER().search(self.name)), bool(_LOWER().search(self.name))
        if higher == lower:
            return Direction.UNKNOWN
        return Direction.AT_LEAST if higher else Direction.AT_MOST

    @property
    def kept(self) -> bool | None:
        """Whether the last value keeps the target; None when they do not compare."""
        if self.target is None or self.value is None:
            return None
        value = self.value
        if value.within is None and self.target.within is not None:
            value = value._replace(within=self.target.within)
        if isinstance(value.quantity, Duration) and isinstance(self.target.quantity, Duration):
            calendar, hours = self.target.quantity.calendar, self.target.quantity.hours
            value = value._replace(quantity=value.quantity._replace(calendar=calendar, hours=hours))
        return at_least_as_strict(value._replace(direction=Direction.UNKNOWN), self.target, self.direction)

    @property
    def acted(self) -> bool:
        """Whether an action is named."""
        return said(self.record.text("action"))


@derived
def kpis(artifact: Artifact) -> tuple[Kpi, ...]:
    """Every indicator, from the table of KPIs and from a KPI column of the register, in document order."""
    known = suppliers(artifact)
    rows = [_kpi(artifact, record, known) for record in artifact.records("kpis")]
    beside = [
        Kpi(supplier.record, supplier.label, supplier, part, parse_target(part), None, "kpi")
        for supplier in known
        for part in split_list(supplier.record.text("kpi"))
        if said(part)
    ]
    return (*rows, *beside)


def _kpi(artifact: Artifact, record: Record, known: tuple[Supplier, ...]) -> Kpi:
    told = record.text("supplier") or _heading_above(artifact, record)
    name, target, unit = record.text("kpi"), record.text("target"), record.text("unit")
    aim = target_of(record.text("operator"), target, unit) if filled_cell(target) else parse_target(name)
    value = target_of("", record.text("last_value"), unit) if record.filled("last_value") else None
    return Kpi(record, told, find_supplier(told, known), name, aim, value, "target")


def _heading_above(artifact: Artifact, record: Record) -> str:
    """The heading over the table of a row, which names the supplier when no column does."""
    return next(
        (
            section.title
            for section in artifact.document.sections
            if section.level > 2 and _holds(section, record)
        ),
        "",
    )


def _holds(section: Section, record: Record) -> bool:
    tables = (block for block in section.blocks if isinstance(block, Table))
    return any(row[0].line == record.line for table in tables for row in table.rows if row)
