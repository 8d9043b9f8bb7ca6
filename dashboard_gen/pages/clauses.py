"""The 15 clause areas: the declared level, what is documented and what is evidenced, findings and history."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dashboard_gen import charts
from dashboard_gen.addresses import line_page
from dashboard_gen.listing import Item
from dashboard_gen.material import Material
from dashboard_gen.maturity import Cell as Area
from dashboard_gen.pages.demanded import kind_of
from dashboard_gen.pages.evidence import evidence_grid
from dashboard_gen.pages.findings import findings_grid
from dashboard_gen.pages.origin import place_cell
from dashboard_gen.pages.page import Page, Table
from dashboard_gen.pages.sheet import Cell, Fact, Grid, Line, Part, Sheet, number, scripts_of
from dashboard_gen.points import thinned
from iso20k.judging.matrix import matrix_of
from iso20k.judging.stage_two import Shown, stage_two
from iso20k.standard.areas import CLAUSE_AREAS, areas_of

#: What a level of a gap assessment means by the usual scale of process capability; declared, never judged.
LEVELS = (
    "nothing is in place",
    "the work is done, by whoever does it",
    "the work is planned and followed up",
    "one described way is used by all",
    "results are measured and kept within limits",
    "the way of working is improved by its measures",
)
HISTORY = 120


def pages(told: Material) -> Iterator[Page]:
    """clauses.html and clauses/NUMBER.html."""
    areas = told.site.cells
    sheets = [(page_of(area), _sheet(told, number, areas)) for number, area in enumerate(areas)]
    whole = _overview(told, areas)
    for path, sheet in (("clauses.html", whole), *sheets):
        yield Page(path, "sheet.html", {"sheet": sheet}, section="clauses.html", scripts=scripts_of(sheet))


def tables(told: Material) -> Iterator[Table]:
    """data/evidence.csv: every item of evidence with its area and its line."""
    rows = [
        (
            area.number, shown.item.key, shown.item.name, float(shown.found.worth), shown.found.reason,
            shown.found.place.path if shown.found.place else "", shown.found.place.line if shown.found.place else "",
        )
        for area in told.site.cells
        for shown in evidence_of(told, area)
    ]  # fmt: skip
    yield Table("evidence", ("clause", "item", "name", "worth", "reason", "path", "line"), rows)


def page_of(area: Area) -> str:
    """The page of a clause area."""
    return f"clauses/{area.number}.html"


def evidence_of(told: Material, area: Area) -> tuple[Shown, ...]:
    """What a Stage 2 audit asks to see in the documents of the area."""
    steps = _steps_of(area.number)
    return tuple(
        shown for one in stage_two(told.now).areas for shown in one.items if shown.item.step in steps
    )


def findings_of(told: Material, area: Area) -> tuple[Item, ...]:
    """The findings under the area's clauses."""
    edition = told.now.workspace.edition
    return tuple(
        item for item in told.site.items if area.number in _areas_named(item.finding.clause, edition)
    )


def _steps_of(number: str) -> frozenset[int]:
    """The steps whose documents belong to an area: clause 4 has those of the system as a whole."""
    own = {area.number: area.step for area in CLAUSE_AREAS}
    if number == "4":
        return frozenset({1, 2, 4, 5, 20, 21, 22})
    return frozenset({own[number]} | ({3} if number == "6.1" else set()))


def _areas_named(clause: str, edition: str) -> frozenset[str]:
    numbers = re.findall(r"\d+(?:\.\d+)*", clause)
    return frozenset(area.number for number in numbers for area in areas_of(number, edition))  # type: ignore[arg-type]


def _overview(told: Material, areas: Sequence[Area]) -> Sheet:
    lines = tuple(_area_line(told, area) for area in areas)
    columns = (
        ("Clause", ""), ("Area", ""), ("Level", "n"), ("Target", "n"), ("Documented", "n"), ("Evidenced", "n"),
        ("Errors", "n"), ("Warnings", "n"),
    )  # fmt: skip
    lead = (
        "Three figures that are never mixed: the level is what the gap assessment declares; documented is how much of the required "
        "content the area's own document holds; evidenced is what dated records of the past show of what a Stage 2 audit asks for."
    )
    grid = Grid("The 15 areas", columns, lines, tools=True)
    return Sheet("Clauses", (lead,), (Part("areas", "Clause areas", grids=(grid,)),))


def _area_line(told: Material, area: Area) -> Line:
    found = [item.severity for item in findings_of(told, area)]
    shown = evidence_of(told, area)
    level = area.level
    return Line(
        (
            Cell(area.number, page_of(area)),
            Cell(area.name, page_of(area)),
            Cell(f"{level.value}", line_page(level.path, level.line), "n")
            if level
            else Cell("not assessed", kind="n"),
            number(level.target if level else None),
            Cell("no document yet" if area.content is None else f"{area.content} %", kind="n"),
            Cell(f"{_held(shown)} of {len(shown)}" if shown else "nothing asked for", kind="n"),
            number(found.count("error")),
            number(found.count("warning")),
        )
    )


def _held(shown: Sequence[Shown]) -> str:
    worth = sum(float(one.found.worth) for one in shown)
    return f"{worth:g}"


def _sheet(told: Material, index: int, areas: Sequence[Area]) -> Sheet:
    area, found = areas[index], findings_of(told, areas[index])
    shown = evidence_of(told, area)
    beside = [
        (page_of(areas[at]), f"{areas[at].number} {areas[at].name}") if 0 <= at < len(areas) else ("", "")
        for at in (index - 1, index + 1)
    ]
    return Sheet(
        f"{area.number} {area.name}",
        (_level_words(area),),
        (
            Part("evidence", "Evidence", grids=(evidence_grid(told, shown),)),
            Part("findings", "Findings under this clause", grids=(findings_grid(found, "Findings"),)),
            _demanded(told, area),
            *_history(told, index),
        ),
        _facts(told, area, shown),
        ("clauses.html", "Clauses"),
        *beside,
    )


def _level_words(area: Area) -> str:
    if area.level is None:
        return "The gap assessment declares no level for this area; that is not zero, it is not known."
    level = area.level
    meaning = LEVELS[min(int(level.value), 5)]
    target = f" The target is {level.target}." if level.target is not None else ""
    return f"Declared at level {level.value} of 5: {meaning}.{target} A declared level feeds no other figure."


def _facts(told: Material, area: Area, shown: Sequence[Shown]) -> tuple[Fact, ...]:
    level = area.level
    page = next((row.page for row in told.site.rows if row.state.skill == area.skill), "")
    metric = f"clause.{area.number}"
    declared = (
        Fact("Declared level", metric=metric, unit=" of 5", to=line_page(level.path, level.line))
        if level
        else Fact("Declared level", "not assessed")
    )
    documented = (
        Fact("Documented", metric=f"{metric}.content", unit=" %", to=page)
        if area.content is not None
        else Fact("Documented", "no document yet", to=page)
    )
    words = f"{_held(shown)} of {len(shown)}" if shown else "nothing asked for"
    return declared, documented, Fact("Evidenced", words, to="", note="items of a Stage 2 audit")


def _demanded(told: Material, area: Area) -> Part:
    """The documents and records that the edition demands under this clause."""
    edition = told.now.workspace.edition
    lines = []
    for row in matrix_of(told.now).rows:
        if area.number in _areas_named(row.item.clause, edition):
            where = row.found[0] if row.found else None
            lines.append(
                Line(
                    (
                        Cell(row.item.name, note=f"clause {row.item.clause}"),
                        Cell(kind_of(row)),
                        Cell(row.status, note=f"lacks {', '.join(row.lacks)}" if row.lacks else ""),
                        Cell(row.owner or "–"),
                        place_cell(where.place if where else None),
                    )
                )
            )
    columns = (("Demanded", ""), ("Kind", ""), ("State", ""), ("Owner", ""), ("Where", ""))
    grid = Grid("Documents and records", columns, tuple(lines), empty="The standard demands none by name.")
    return Part("demanded", "Demanded documents and records", grids=(grid,))


def _history(told: Material, index: int) -> Iterator[Part]:
    points = thinned([point for point in told.site.points if point.maturity], HISTORY)
    levels = [point.maturity.levels[index] if point.maturity else None for point in points]
    known = [(point, level) for point, level in zip(points, levels, strict=True) if level is not None]
    if not known:
        return
    (first, low), (last, high) = known[0], known[-1]
    words = f"Declared level {low:g} on {first.day}, {high:g} on {last.day}, over {len(points)} commits."
    percent = [None if level is None else round(20 * level) for level in levels]
    picture = charts.trend(
        percent, [True] * len(percent), "Declared level by commit", f"{words} The top is level 5."
    )
    yield Part("history", "History", (words,), picture=picture, highest=5)
