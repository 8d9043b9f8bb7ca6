"""The assessment read as maturity by clause area and as actions; the plan and the dashboard join on these facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.standard.areas import CLAUSE_AREAS, ClauseArea
from iso20k.standard.rows import area_of_row, areas_of_cell, clause_number
from iso20k.values.dates import Moment, find_moments, parse_moment
from iso20k.values.number import parse_score
from iso20k.wording.filled import filled_cell

#: The bands of a roadmap in the order of their dates; audit readiness runs beside them.
IMMEDIATE, SHORT, MEDIUM, LONG, AUDIT = (
    "immediate",
    "short-term",
    "medium-term",
    "long-term",
    "audit readiness",
)
_HORIZONS: Mapping[str, str] = {
    AUDIT: r"audit|readiness",
    IMMEDIATE: r"immediate|urgent|right away|quick win",
    SHORT: r"short",
    MEDIUM: r"(?:medium|mid)[- ]?term|^medium$|^mid$",
    LONG: r"long",
}
_NO_GAP = re.compile(
    r"(?:none|nil|nothing|no(?: significant| relevant| open| known)?(?: gaps?| deviations?)?)"
    r"(?: (?:found|identified|seen|remaining|known|open))?\.?",
    re.IGNORECASE,
)
_NO_EVIDENCE = re.compile(r"(?:none|nil|nothing|no (?:records?|evidence|documents?))\b", re.IGNORECASE)


class Score(NamedTuple):
    """A row of the assessment: its area (None when nothing tells), its clause number, and its two levels."""

    record: Record
    area: ClauseArea | None
    clause: str
    maturity: Decimal | None
    target: Decimal | None

    @property
    def label(self) -> str:
        """How messages call it: "6.2 Service reporting"."""
        name = self.record.text("area")
        if not name or name.startswith(self.clause or " "):
            return name or (self.area.name if self.area else "") or "the row"
        return f"{self.clause} {name}".strip()

    @property
    def gap(self) -> bool:
        """Whether the row says what lacks; "none" is no gap."""
        text = self.record.text("gap")
        return filled_cell(text) and not _NO_GAP.fullmatch(text.strip())

    @property
    def evidence(self) -> bool:
        """Whether the row says what was seen; "none found" is no evidence."""
        text = self.record.text("evidence")
        return filled_cell(text) and not _NO_EVIDENCE.match(text.strip())

    @property
    def band(self) -> str:
        """The band of the roadmap that the row's priority names, '' for none."""
        return priority_band(self.record.text("priority")) if self.record.filled("priority") else ""

    @property
    def critical(self) -> bool:
        """Whether the row is rated critical in its impact, else in its priority."""
        rated = self.record.text("impact") or self.record.text("priority")
        return self.gap and "critical" in rated.lower()


class AreaMaturity(NamedTuple):
    """The maturity of one of the 15 areas: the lowest of its rows (a chain holds as its weakest link), mean beside it."""

    area: ClauseArea
    value: Decimal
    mean: Decimal
    target: Decimal | None
    rows: tuple[Score, ...]

    @property
    def place(self) -> Place:
        """The row that decides."""
        return next(row for row in self.rows if row.maturity == self.value).record.at("maturity")


class Action(NamedTuple):
    """A step of the roadmap: `horizon` is one of the bands or '', `due` a date or a project month."""

    record: Record
    id: str
    areas: tuple[ClauseArea, ...]
    text: str
    horizon: str
    owner: str
    due: Moment | None

    @property
    def label(self) -> str:
        """How messages call it: its id, else its text in quotes."""
        return self.id or f"'{self.text}'"


@derived
def scores(gap: Artifact, edition: str = "2011") -> tuple[Score, ...]:
    """Every row of the assessment, in document order."""
    return tuple(_score(record, edition) for record in gap.records("assessment"))


def _score(record: Record, edition: str) -> Score:
    clause, name = record.text("clause"), record.text("area")
    return Score(
        record,
        area_of_row(clause, name, edition),
        clause_number(clause) or clause_number(name),
        parse_score(record.text("maturity")),
        parse_score(record.text("target")),
    )


def on_scale(score: Decimal) -> bool:
    """Levels run from 0 to 5 in steps of a half."""
    return 0 <= score <= 5 and (score * 2) % 1 == 0


@derived
def maturity_by_area(gap: Artifact, edition: str = "2011") -> Mapping[str, AreaMaturity]:
    """The scored areas by number ("4", "5", "6.1" to "9.3") in the order of the standard."""
    rows: dict[str, list[Score]] = {area.number: [] for area in CLAUSE_AREAS}
    for score in scores(gap, edition):
        if score.area and score.maturity is not None and on_scale(score.maturity):
            rows[score.area.number].append(score)
    return {area.number: _rolled_up(area, rows[area.number]) for area in CLAUSE_AREAS if rows[area.number]}


def _rolled_up(area: ClauseArea, rows: list[Score]) -> AreaMaturity:
    levels = [row.maturity for row in rows if row.maturity is not None]
    targets = [row.target for row in rows if row.target is not None]
    return AreaMaturity(
        area, min(levels), sum(levels, Decimal(0)) / len(levels), min(targets, default=None), tuple(rows)
    )


def mean_maturity(areas: Iterable[AreaMaturity]) -> Decimal | None:
    """The average over areas, each counted once; None for no area."""
    values = [area.value for area in areas]
    return sum(values, Decimal(0)) / len(values) if values else None


def possible_means(areas: Mapping[str, AreaMaturity]) -> tuple[Decimal, ...]:
    """The averages that a writer may rightly state: sub-rows count by their lowest, by their mean, or each for itself."""
    lowest = mean_maturity(areas.values())
    if lowest is None:
        return ()
    by_mean = sum((area.mean for area in areas.values()), Decimal(0)) / len(areas)
    single = [row.maturity for area in areas.values() for row in area.rows if row.maturity is not None]
    return (lowest, by_mean, sum(single, Decimal(0)) / len(single))


def whole(gap: Artifact, edition: str = "2011") -> bool:
    """Whether all 15 areas are scored once and on the scale, so that figures can be recomputed."""
    rows = scores(gap, edition)
    clean = all(row.area and row.maturity is not None and on_scale(row.maturity) for row in rows)
    return clean and len(maturity_by_area(gap, edition)) == len(CLAUSE_AREAS) and not doubled(rows)


def doubled(rows: Iterable[Score]) -> tuple[tuple[Score, Score], ...]:
    """Pairs of rows about the same clause, the first one in front; rows below one area are no double."""
    seen: dict[str, Score] = {}
    pairs: list[tuple[Score, Score]] = []
    for row in rows:
        if row.area is None:
            continue
        key = row.clause or row.area.number
        if key in seen:
            pairs.append((seen[key], row))
        else:
            seen[key] = row
    return tuple(pairs)


def horizon_of(text: str) -> str:
    """The band that a cell names, '' for a mere priority such as "High"."""
    words = text.strip().lower()
    return next((name for name, pattern in _HORIZONS.items() if re.search(pattern, words)), "")


def priority_band(text: str) -> str:
    """The band that a priority names; a bare "Medium" is a priority between high and low and no band."""
    return "" if text.strip().lower() in ("medium", "mid") else horizon_of(text)


@derived
def actions(gap: Artifact, edition: str = "2011") -> tuple[Action, ...]:
    """The steps of the roadmap, in document order."""
    return tuple(
        Action(
            record,
            record.text("id") if record.filled("id") else "",
            areas_of_cell(record.text("area"), edition),
            record.text("action"),
            horizon_of(record.text("horizon")) if record.filled("horizon") else "",
            record.text("owner") if record.filled("owner") else "",
            moment_in(record.text("due")),
        )
        for record in gap.records("roadmap")
        if record.filled("action") or (record.filled("id") and "action" not in record.cells)
    )


def moment_in(text: str) -> Moment | None:
    """The date or project month of a cell, also with words around it."""
    whole_cell = parse_moment(text)
    if whole_cell is not None:
        return whole_cell
    found = find_moments(text)
    return found[-1] if found else None
