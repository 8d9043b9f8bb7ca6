"""The key performance indicators with their targets and thresholds as figures; other documents' rules join on these."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.standard.areas import ClauseArea, area_named, in_order
from iso20k.standard.clauses import Edition
from iso20k.standard.references import areas_in
from iso20k.values.comparison import Direction
from iso20k.values.dates import find_moments, moments_of
from iso20k.values.deferred import deferred
from iso20k.values.frequency import Frequency, parse_frequency
from iso20k.values.listing import find_identifiers, parse_identifier
from iso20k.values.order import Order
from iso20k.values.target import Target, compare_targets, target_of
from iso20k.wording.filled import filled_cell
from iso20k.wording.persons import person_names

GREEN, AMBER, RED = "on target", "warning", "critical"
_STATES: Mapping[str, str] = {
    RED: r"\bred\b|critical|breach|missed|not met|below target|fail",
    AMBER: r"\bamber\b|\byellow\b|warning|at risk|watch",
    GREEN: r"\bgreen\b|on target|\bmet\b|\bok\b|achieved|in order|good",
}
_HIGHER = deferred(r"\bhigher\b|\bmore\b|\bup\b|increase|maximi|↑|>=", re.IGNORECASE)
_LOWER = deferred(r"\blower\b|\bless\b|\bfewer\b|\bdown\b|decrease|minimi|↓|<=", re.IGNORECASE)
_NO_VALUE = deferred(
    r"\W*(?:not (?:yet )?(?:measured|due|available|known)|none yet|pending|first value|n/?a\b|[-–—]$)",
    re.IGNORECASE,
)


class Kpi(NamedTuple):
    """A row of the register: `areas` are the numbers of the clause areas, figures None where they cannot be read.

    `side` is on which side of its target the value is good; `measured` the last day of the value's period.
    """

    record: Record
    id: str
    name: str
    areas: tuple[str, ...]
    target: Target | None
    warning: Target | None
    critical: Target | None
    value: Target | None
    side: Direction
    frequency: Frequency | None
    measured: date | None

    @property
    def label(self) -> str:
        """How messages call it: its ID, else its name."""
        return self.id or self.name or "the KPI"

    @property
    def owners(self) -> tuple[str, ...]:
        """The persons who own it, as written."""
        return person_names(self.record.text("owner"))

    @property
    def has_value(self) -> bool:
        """Whether a value was ever measured, readable or not."""
        told = self.record.text("value")
        return filled_cell(told) and not _NO_VALUE().match(told)

    @property
    def state(self) -> str:
        """The state as its row says it, '' for none or for a word of another scale."""
        return state_named(self.record.text("status"))

    @property
    def reckoned(self) -> str:
        """The state that the value has against target and thresholds, '' where they cannot be compared."""
        if self.value is None or self.target is None or self.side is Direction.UNKNOWN:
            return ""
        if self.critical is not None:
            worse = _keeps(self.value, self.critical, self.side, strictly=True)
            if worse is False:
                return RED
        met = _keeps(self.value, self.target, self.side)
        if met is None:
            return ""
        if met:
            return GREEN
        return AMBER if self.critical is not None or self.warning is not None else RED


@derived
def kpis(artifact: Artifact, edition: Edition = "2011") -> tuple[Kpi, ...]:
    """Every KPI of the register, in document order; a second table of thresholds completes the rows of the first."""
    joined: dict[str, Record] = {}
    for number, row in enumerate(artifact.records("kpis")):
        split = parse_identifier(row.text("id")) if row.filled("id") else None
        key = (split[0] if split else row.text("id")) or f"#{number}"
        known = joined.get(key)
        if known is not None and row.home != known.home:
            added = {name: cell for name, cell in row.cells.items() if cell.text and not known.text(name)}
            joined[key] = known._replace(cells={**known.cells, **added})
        else:
            joined[key if known is None else f"{key}#{number}"] = row
    return tuple(_kpi(row, edition) for row in joined.values() if row.filled("id") or row.filled("name"))


def _kpi(row: Record, edition: Edition) -> Kpi:
    split = parse_identifier(row.text("id")) if row.filled("id") else None
    unit = row.text("unit") if row.filled("unit") else ""
    target, warning, critical = (figure(row.text(key), unit) for key in ("target", "warning", "critical"))
    name = row.text("name") if row.filled("name") else split[1] if split else ""
    return Kpi(
        row,
        split[0] if split else row.text("id") if row.filled("id") else "",
        name,
        tuple(area.number for area in areas_of_kpi(row, edition)),
        target,
        warning,
        critical,
        figure(row.text("value"), unit),
        _side(row, target, critical),
        parse_frequency(row.text("frequency")),
        last_day(row.text("period")) or last_day(row.text("value")),
    )


def figure(text: str, unit: str = "") -> Target | None:
    """A figure in its unit: '>= 99.9 %', '99.92 %', '2' with the unit 'findings'."""
    return target_of("", text, unit) if filled_cell(text) else None


def areas_of_kpi(row: Record, edition: Edition) -> tuple[ClauseArea, ...]:
    """The clause areas of a KPI, by its clause, else by the name of its process."""
    for key in ("clause", "area"):
        found = areas_in(row.text(key), edition, cell=True)
        if found:
            return found
    named = area_named(row.text("area")) if row.filled("area") else None
    return in_order((named,)) if named else ()


def last_day(text: str) -> date | None:
    """The last day of a period ('September 2026', '2026-09-28', 'Q3 2026'); None for none."""
    ends = moments_of(text)
    if ends and ends[1].day and not ends[1].ambiguous:
        return ends[1].day
    days = [moment.day for moment in find_moments(text) if moment.day and not moment.ambiguous]
    return max(days, default=None)


def _side(row: Record, target: Target | None, critical: Target | None) -> Direction:
    """On which side of the target the value is good: as the row says, by the operator, else by where the thresholds lie."""
    told = row.text("direction")
    if _HIGHER().search(told) and not _LOWER().search(told):
        return Direction.AT_LEAST
    if _LOWER().search(told):
        return Direction.AT_MOST
    if target is None or target.direction in (Direction.AT_LEAST, Direction.AT_MOST):
        return target.direction if target else Direction.UNKNOWN
    if critical is not None:
        order = compare_targets(critical, target)
        sides = {Order.LESS: Direction.AT_LEAST, Order.GREATER: Direction.AT_MOST}
        return sides.get(order, Direction.UNKNOWN)
    if isinstance(target.quantity, Decimal) and target.quantity == 0:
        return Direction.AT_MOST
    return Direction.UNKNOWN


def _keeps(value: Target, limit: Target, side: Direction, *, strictly: bool = False) -> bool | None:
    """Whether the value lies on the good side of a limit; at the limit it is good unless `strictly`."""
    order = compare_targets(value, limit)
    if order is Order.NOT_COMPARABLE:
        return None
    if order is Order.EQUAL:
        return not strictly
    return (order is Order.GREATER) is (side is Direction.AT_LEAST)


def in_order_of_direction(better: Target, worse: Target, side: Direction) -> bool | None:
    """Whether `better` lies on the good side of `worse`, or is equal; None where the two cannot be compared."""
    return _keeps(better, worse, side)


def state_named(text: str) -> str:
    """The state that words or colours stand for, '' for none."""
    return next((state for state, words in _STATES.items() if re.search(words, text, re.IGNORECASE)), "")


def kpi_named(artifact: Artifact, text: str, edition: Edition = "2011") -> Kpi | None:
    """The KPI with an identifier that the text names; never a near miss."""
    wanted = set(find_identifiers(text, ("KPI",)))
    return next((kpi for kpi in kpis(artifact, edition) if kpi.id.upper() in wanted), None)
