"""Clause maturity: what the gap assessment declares for the 15 areas, beside what the documents hold.

A declared level is somebody's word and never feeds a score (the scoring rules §7.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from dashboard_gen.derivation import Sheet
from iso20k.facts.artifact import Record
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import CLAUSE_AREAS, area_named
from iso20k.standard.references import areas_in
from iso20k.standard.steps import STEPS
from iso20k.values.number import parse_score


class Level(NamedTuple):
    """A declared level 0 to 5, its target if one is given, and where the gap assessment says so."""

    value: Decimal
    target: Decimal | None
    path: str
    line: int


class Cell(NamedTuple):
    """One of the 15 areas; `level` None: not assessed. `content` is the content share of its document in percent."""

    number: str
    name: str
    level: Level | None
    skill: str
    content: int | None
    document: bool

    @property
    def shade(self) -> str:
        """The full level that is reached, 'none' when it is not assessed."""
        return str(int(self.level.value)) if self.level else "none"


def cells(workspace: Workspace, sheets: Mapping[str, Sheet]) -> tuple[Cell, ...]:
    """The 15 areas in the order of the standard."""
    levels = declared(workspace)
    found = []
    for area in CLAUSE_AREAS:
        skill = STEPS[area.step - 1].skill
        sheet = sheets.get(skill)
        content = sheet.content if sheet else None
        found.append(Cell(area.number, area.name, levels.get(area.number), skill, content, sheet is not None))
    return tuple(found)


def mean(found: tuple[Cell, ...]) -> Decimal | None:
    """The mean of the declared levels to one decimal; None when nothing is declared."""
    values = [cell.level.value for cell in found if cell.level]
    if not values:
        return None
    return (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def declared(workspace: Workspace) -> dict[str, Level]:
    """The levels by area number; several rows for one area count as the lowest of them (§2.3)."""
    gap = workspace.artifact("gap-assessment")
    found: dict[str, Level] = {}
    for record in gap.records("assessment") if gap else ():
        value = _level(record.text("maturity"))
        number = _area(record, workspace.edition)
        if value is None or not number:
            continue
        level = Level(value, _level(record.text("target")), record.path, record.line)
        if number not in found or value < found[number].value:
            found[number] = level
    return found


def _level(text: str) -> Decimal | None:
    value = parse_score(text)
    return value if value is not None and 0 <= value <= 5 else None


def _area(record: Record, edition: str) -> str:
    named = area_named(record.text("area"))
    found = areas_in(record.text("clause"), "2018" if edition == "2018" else "2011", cell=True)
    area = found[0] if len(found) == 1 else named
    return area.number if area else ""
