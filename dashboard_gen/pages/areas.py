"""The nine areas of the radar: figure, documents, what would move it most, evidence, and the way here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard_gen import charts, words
from dashboard_gen.addresses import line_page
from dashboard_gen.material import Material
from dashboard_gen.pages.evidence import evidence_grid
from dashboard_gen.pages.findings import findings_grid
from dashboard_gen.pages.page import Page
from dashboard_gen.pages.sheet import Cell, Fact, Grid, Line, Part, Sheet, number, scripts_of
from dashboard_gen.pages.states import states_grid
from dashboard_gen.points import thinned
from dashboard_gen.series import Area, Row
from iso20k.judging.next_action import Action, actions
from iso20k.judging.stage_two import AreaStageTwo, stage_two

HISTORY, TOLD = 120, 12


def pages(told: Material) -> Iterator[Page]:
    """areas.html and areas/KEY.html."""
    two = stage_two(told.now)
    best = actions(told.now)
    yield _page("areas.html", _overview(told, two.areas))
    for index, area in enumerate(told.site.areas):
        yield _page(page_of(area), _sheet(told, index, two.areas[index], best))


def page_of(area: Area) -> str:
    """The page of an area."""
    return f"areas/{area.readiness.key}.html"


def _page(path: str, sheet: Sheet) -> Page:
    return Page(path, "sheet.html", {"sheet": sheet}, section="areas.html", scripts=scripts_of(sheet))


def _overview(told: Material, two: Sequence[AreaStageTwo]) -> Sheet:
    lines = []
    for number_, (area, second) in enumerate(zip(told.site.areas, two, strict=True), 1):
        figures = area.readiness
        lines.append(
            Line(
                (
                    Cell(f"{number_} {figures.name}", page_of(area), note=area.held_by),
                    Cell(f"{figures.value} %", kind="n"),
                    Cell(words.signed(figures.value, area.former), kind="n"),
                    Cell(f"{round(second.evidence)} %", kind="n"),
                    Cell(f"{second.value} %", kind="n"),
                    number(figures.weight),
                    _lowest(told, area),
                )
            )
        )
    columns = (
        ("Area", ""),
        ("On paper", "n"),
        ("Change", "n"),
        ("Evidence", "n"),
        ("For Stage 2", "n"),
        ("Weight", "n"),
        ("Lowest document", ""),
    )
    lead = (
        "On paper is what documents say; evidence is what dated records of the past show. For Stage 2 an area counts half of each, and never "
        "more than on paper."
    )
    return Sheet(
        "Areas",
        (lead,),
        (Part("areas", "The nine areas", grids=(Grid("Readiness by area", columns, tuple(lines)),)),),
    )


def _lowest(told: Material, area: Area) -> Cell:
    """The document that holds the area down most, leading to its first line."""
    steps = {step for step, _, _ in area.documents}
    rows = [row for row in told.site.rows if row.state.number in steps]
    row = min(rows, key=lambda row: (row.state.readiness, row.state.number))
    where = line_page(row.state.path, 1) if row.state.path else row.page
    return Cell(f"{row.state.title} {row.state.readiness} %", where)


def _sheet(told: Material, index: int, two: AreaStageTwo, best: Sequence[Action]) -> Sheet:
    area, areas = told.site.areas[index], told.site.areas
    rows = [row for row in told.site.rows if any(row.state.number == step for step, _, _ in area.documents)]
    found = [item for row in rows for item in row.findings]
    beside = [
        (page_of(areas[at]), areas[at].readiness.name) if 0 <= at < len(areas) else ("", "")
        for at in (index - 1, index + 1)
    ]
    parts = (
        Part("documents", "Documents", grids=(states_grid(rows, "Documents of the area"),)),
        _moves(rows, best),
        Part("findings", "Findings", grids=(findings_grid(found, "Findings in its documents"),)),
        Part("evidence", "Evidence for Stage 2", grids=(evidence_grid(told, two.items),)),
        *_history(told, index),
    )
    held = f" It is {area.held_by}." if area.held_by else ""
    lead = f"The mean of its documents, at most 25 points above the lowest of them.{held}"
    return Sheet(area.readiness.name, (lead,), parts, _facts(area, two), ("areas.html", "Areas"), *beside)


def _facts(area: Area, two: AreaStageTwo) -> tuple[Fact, ...]:
    key = area.readiness.key
    return (
        Fact("On paper", metric=f"area.{key}", unit=" %", to=f"method.html#{key}"),
        Fact("Weight in the whole", metric=f"area.{key}.weight", unit=" %"),
        Fact("Evidence", f"{round(two.evidence)} %", note="of what a Stage 2 audit asks for"),
        Fact("For Stage 2", f"{two.value} %"),
    )


def _moves(rows: Sequence[Row], best: Sequence[Action]) -> Part:
    """What would raise the figures most, counted again without the repaired problems."""
    skills, paths = {row.state.skill for row in rows}, {row.state.path for row in rows if row.state.path}
    lines = []
    for action in best:
        change = action.change
        touches = {finding.place.path for finding in change.repaired} & paths
        if (touches or (change.approved | change.written) & skills) and action.mean_gain > 0:
            most = "at most " if action.at_most else ""
            lines.append(
                Line(
                    (
                        Cell(action.words),
                        Cell(f"{most}+{float(action.gain):.2f}", kind="n"),
                        Cell(f"{most}+{float(action.mean_gain):.2f}", kind="n"),
                    )
                )
            )
    columns = (("What to do", ""), ("Points of the whole", "n"), ("Points of the weighted mean", "n"))
    words = "The whole is held by its lowest area at times; the weighted mean shows what a repair gives once nothing holds it."
    grid = Grid("By their effect", columns, tuple(lines[:TOLD]), empty="Nothing here would raise a figure.")
    return Part("moves", "What moves it", (words,), grids=(grid,))


def _history(told: Material, index: int) -> Iterator[Part]:
    points = thinned([point for point in told.site.points if point.areas], HISTORY)
    values = [point.areas[index] for point in points]
    if values:
        words = f"{values[0]} % on {points[0].day}, {values[-1]} % on {points[-1].day}, over {len(points)} commits."
        whole = [point.state == "judged" for point in points]
        yield Part(
            "history",
            "History",
            (words,),
            picture=charts.trend(list(values), whole, "Readiness by commit", words),
        )
