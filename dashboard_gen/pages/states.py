"""Documents as rows of a table: state, verdict, readiness and what was found in each."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard_gen.pages.sheet import Cell, Grid, Line, number
from dashboard_gen.series import Row


def states_grid(rows: Iterable[Row], name: str, *, owners: bool = True) -> Grid:
    """One row for each step; `owners` tells who owns its document, on pages where that is not said already."""
    columns = (
        ("Document", ""),
        ("State", ""),
        ("Verdict", ""),
        ("Ready", "n"),
        *((("Owner", ""),) if owners else ()),
        ("Errors", "n"),
        ("Warnings", "n"),
    )
    lines = tuple(
        Line(
            (
                Cell(f"{row.state.number} {row.state.title}", row.page),
                Cell(row.state.status, kind="status"),
                Cell(row.state.verdict or "", kind="verdict"),
                Cell(f"{row.state.readiness} %", kind="n"),
                *((Cell(row.owner or "nobody"),) if owners else ()),
                number(row.count("error")),
                number(row.count("warning")),
            )
        )
        for row in rows
    )
    return Grid(name, columns, lines, empty="No document.")
