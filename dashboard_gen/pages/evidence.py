"""Items of evidence as rows of a table: what a Stage 2 audit asks for, what was found, where, and how old it is."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard_gen.material import Material
from dashboard_gen.pages.origin import ORIGIN_COLUMNS, origin_cells, place_cell
from dashboard_gen.pages.sheet import Cell, Grid, Line
from iso20k.judging.stage_two import Shown

COLUMNS = (("Asked for", ""), ("State", ""), ("What was found", ""), ("Where", ""), *ORIGIN_COLUMNS)


def evidence_grid(told: Material, shown: Iterable[Shown]) -> Grid:
    """One row an item: there, too old, or not there."""
    return Grid("Items of evidence", COLUMNS, tuple(_line(told, one) for one in shown))


def _line(told: Material, one: Shown) -> Line:
    state = "there" if one.found.worth == 1 else "too old" if one.found.worth else "not there"
    place = one.found.place
    return Line(
        (
            Cell(one.item.name),
            Cell(state),
            Cell(one.found.reason),
            place_cell(place),
            *origin_cells(told, place),
        )
    )
