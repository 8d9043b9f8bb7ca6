"""Findings as rows of a table, each leading to its line and to the page that tells its cure."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard_gen.listing import Item
from dashboard_gen.pages.origin import place_cell
from dashboard_gen.pages.sheet import Cell, Grid, Line

COLUMNS = (("Severity", ""), ("Rule", ""), ("What is wrong", ""), ("Where", ""))
_RANK = {"error": 0, "warning": 1, "advice": 2, "waived": 3}


def findings_grid(found: Iterable[Item], name: str, *, tools: bool = False) -> Grid:
    """The worst first, within a severity by document and line."""
    ordered = sorted(
        found,
        key=lambda item: (
            _RANK[item.severity], item.finding.place.path, item.finding.place.line, item.finding.rule,
        ),
    )  # fmt: skip
    lines = tuple(
        Line(
            (
                Cell(item.severity, kind="severity"),
                Cell(item.finding.rule, item.address, note=item.finding.name.replace("-", " ")),
                Cell(item.finding.message, note=item.finding.waived or item.finding.hint),
                place_cell(item.finding.place),
            )
        )
        for item in ordered
    )
    return Grid(
        name,
        COLUMNS,
        lines,
        tools=tools,
        choices=(0, 1) if tools else (),
        empty="No rule found anything here.",
    )
