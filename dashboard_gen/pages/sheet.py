"""A page of sentences, figures and tables: what most kinds of page are made of, as values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup


class Cell(NamedTuple):
    """A cell of a table: words, where they lead ('' for nowhere), a kind and a remark below.

    `kind` is '' for words, 'n' for a figure, 'id' (not broken), 'date', 'severity', 'status', 'verdict' or 'code'. An address is relative to the site.
    """

    text: str
    to: str = ""
    kind: str = ""
    note: str = ""


class Line(NamedTuple):
    """A row of a table; `anchor` is its address on the page, '' for none."""

    cells: tuple[Cell, ...]
    anchor: str = ""


class Grid(NamedTuple):
    """A table with its name for readers of the screen; `kinds` of columns are those of cells.

    `tools`: rows can be filtered, sorted and saved; `choices` are the numbers of the columns by whose words one can choose.
    `across`: rows are compared with each other, so on a phone the table scrolls; others tell row by row there. `empty` is what
    stands in place of a table without rows.
    """

    name: str
    columns: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    tools: bool = False
    choices: tuple[int, ...] = ()
    empty: str = "Nothing is here."
    across: bool = False


class Fact(NamedTuple):
    """A figure or a word under a name: `metric` names it among the site's figures, else `words` tell it."""

    name: str
    words: str = ""
    metric: str = ""
    unit: str = ""
    to: str = ""
    note: str = ""


class Part(NamedTuple):
    """A section of the page: heading with its anchor, sentences, facts, pictures, tables.

    A `picture` fits the width, over a scale of 0 to `highest`; a `drawing` keeps its size and scrolls.
    """

    anchor: str
    title: str
    words: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    picture: Markup = Markup("")
    grids: tuple[Grid, ...] = ()
    drawing: Markup = Markup("")
    highest: int = 100


class Sheet(NamedTuple):
    """The whole page: where it belongs (`up`: address and name), heading, lead, facts, parts, and its neighbours."""

    title: str
    lead: tuple[str, ...]
    parts: tuple[Part, ...]
    facts: tuple[Fact, ...] = ()
    up: tuple[str, str] = ("", "")
    before: tuple[str, str] = ("", "")
    after: tuple[str, str] = ("", "")


#: Tables with tools need this script.
TABLES = ("assets/tables.js",)


def scripts_of(sheet: Sheet) -> tuple[str, ...]:
    """What a sheet needs beside the script of all pages."""
    return TABLES if any(grid.tools for part in sheet.parts for grid in part.grids) else ()


def number(value: object) -> Cell:
    """A figure, '–' where nothing is known."""
    return Cell("–" if value is None else str(value), kind="n")


def day(text: str) -> Cell:
    """A date, '–' where none is given."""
    return Cell(text or "–", kind="date")


def grid_rows(grid: Grid) -> Sequence[Sequence[str]]:
    """The words of a table as data."""
    return [[cell.text for cell in line.cells] for line in grid.lines]
