"""Traceability: which document answers for which clause and how it stands, what is demanded, missing, or referred to by nobody."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dashboard_gen.addresses import line_page
from dashboard_gen.documents.relations import references
from dashboard_gen.material import Material
from dashboard_gen.pages.demanded import kind_of
from dashboard_gen.pages.origin import place_cell
from dashboard_gen.pages.page import Page, Table
from dashboard_gen.pages.sheet import Cell, Fact, Grid, Line, Part, Sheet, scripts_of
from iso20k.judging.matrix import matrix_of
from iso20k.once import once
from iso20k.standard.areas import CLAUSE_AREAS, areas_of


class Traced(NamedTuple):
    """How the checks of a document under a clause area stand: how many hold, fail, and cannot be made."""

    holds: int
    fails: int
    waits: int

    @property
    def words(self) -> str:
        """'12' where all hold, '2 of 12 fail', '3 wait'; '' where nothing is checked."""
        if self.fails:
            return f"{self.fails} of {self.holds + self.fails} fail"
        return f"{self.holds}" if self.holds else f"{self.waits} wait" if self.waits else ""


@once
def traced(told: Material) -> Mapping[tuple[str, str], Traced]:
    """By skill and clause area, counted from the rules that were asked; a rule across documents counts in each."""
    edition = told.now.workspace.edition
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for outcome in told.now.outcomes:
        numbers = re.findall(r"\d+(?:\.\d+)*", outcome.rule.clause_in(edition))
        areas = {area.number for number in numbers for area in areas_of(number, edition)}  # type: ignore[arg-type]
        at = 2 if not outcome.evaluable else 1 if outcome.findings else 0
        skills = outcome.skills or tuple(s for s in outcome.rule.documents if told.catalogue.skill(s))
        for skill in skills:
            for area in areas:
                sums[(skill, area)][at] += 1
    return {key: Traced(*counts) for key, counts in sums.items()}


def pages(told: Material) -> Iterator[Page]:
    """trace.html."""
    sheet = _sheet(told)
    yield Page("trace.html", "sheet.html", {"sheet": sheet}, scripts=scripts_of(sheet))


def tables(told: Material) -> Iterator[Table]:
    """data/trace.csv and data/demanded.csv."""
    found = traced(told)
    yield Table(
        "trace",
        ("skill", "clause", "holds", "fails", "waits"),
        [(*key, *found[key]) for key in sorted(found)],
    )
    rows = [
        (
            row.item.number, row.item.name, row.item.clause, row.item.kind, row.status, row.owner, "; ".join(row.lacks),
            row.found[0].place.path if row.found else "", row.found[0].place.line if row.found else "",
        )
        for row in matrix_of(told.now).rows
    ]  # fmt: skip
    yield Table(
        "demanded", ("number", "name", "clause", "kind", "state", "owner", "lacks", "path", "line"), rows
    )


def _sheet(told: Material) -> Sheet:
    asked = matrix_of(told.now)
    lead = (
        "Each cell counts the checks of a document under a clause. A number alone: all of them hold; else it says how many fail, or wait for "
        "another document. An empty cell: nothing is checked there, which is neither good nor bad."
    )
    facts = (
        Fact("Demanded documents and records", str(len(asked.rows)), to="trace.html#demanded"),
        Fact("In approved documents", str(asked.approved), to="trace.html#demanded"),
        Fact("Incomplete", str(len(asked.incomplete)), to="trace.html#demanded"),
        Fact("Found nowhere", str(len(asked.missing)), to="trace.html#demanded"),
    )
    return Sheet(
        "Traceability",
        (lead,),
        (
            Part("matrix", "Documents and clauses", grids=(_matrix(told),)),
            Part("demanded", "Documents and records that the standard demands", grids=(_demanded(told),)),
            _orphans(told),
        ),
        facts,
    )


def _matrix(told: Material) -> Grid:
    found = traced(told)
    columns = (("Document", ""), *((area.number, "") for area in CLAUSE_AREAS))
    lines = []
    for row in told.site.rows:
        cells = [
            Cell(
                f"{row.state.number} {row.state.title}",
                row.page,
                note="" if row.state.path else "no document yet",
            )
        ]
        for area in CLAUSE_AREAS:
            one = found.get((row.state.skill, area.number))
            cells.append(
                Cell(one.words, f"clauses/{area.number}.html", "id") if one and one.words else Cell("")
            )
        lines.append(Line(tuple(cells)))
    return Grid("Checks by document and clause", columns, tuple(lines), tools=True, across=True)


def _demanded(told: Material) -> Grid:
    columns = (
        ("Item", ""),
        ("Kind", ""),
        ("Clause", ""),
        ("State", ""),
        ("Lacks", ""),
        ("Owner", ""),
        ("Where", ""),
    )
    lines = tuple(
        Line(
            (
                Cell(f"{row.item.number} {row.item.name}"),
                Cell(kind_of(row)),
                Cell(row.item.clause),
                Cell(row.status),
                Cell("; ".join(row.lacks) or "–"),
                Cell(row.owner or "–"),
                place_cell(row.found[0].place if row.found else None),
            )
        )
        for row in matrix_of(told.now).rows
    )
    return Grid("Documents and records", columns, lines, tools=True, choices=(1, 3))


def _orphans(told: Material) -> Part:
    """What registers list and no other place ever names; that may be right, and is worth a look."""
    known = references(told)
    lines = tuple(
        Line(
            (
                Cell(thing.label, line_page(thing.places[0].path, thing.places[0].line)),
                Cell(thing.kind),
                place_cell(thing.places[0]),
            )
        )
        for thing in known.things.values()
        if thing.id and not known.to(thing)
    )
    columns = (("Record", ""), ("Register", ""), ("Where", ""))
    words = "Records of registers that no other place names. Many rightly stand alone; a supplier or a service among them seldom does."
    grid = Grid(
        "Referred to by nobody",
        columns,
        lines,
        tools=True,
        choices=(1,),
        empty="Every record is named somewhere.",
    )
    return Part("orphans", "Records that nothing refers to", (words,), grids=(grid,))
