"""Clause maturity: what the gap assessment declares for the 15 areas, beside what the documents hold.

A declared level is somebody's word and never feeds a score (the scoring rules §7.1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from dashboard_gen.derivation import Sheet
from iso20k.judging.workspace import Workspace
from iso20k.standard.areas import CLAUSE_AREAS
from iso20k.standard.steps import STEPS
from validators.gap_assessment.maturity import maturity_by_area


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


def mean(found: Sequence[Cell]) -> Decimal | None:
    """The mean of the declared levels to one decimal; None when nothing is declared."""
    values = [cell.level.value for cell in found if cell.level]
    if not values:
        return None
    return (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def declared(workspace: Workspace) -> dict[str, Level]:
    """The levels by area number; several rows for one area count as the lowest of them (§2.3)."""
    gap = workspace.artifact("gap-assessment")
    if gap is None:
        return {}
    return {
        number: Level(found.value, found.target, found.place.path, found.place.line)
        for number, found in maturity_by_area(gap, workspace.edition).items()
    }
