"""What services need: a picture in layers, the same as a table, circles and services that nobody needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from dashboard_gen.addresses import line_page
from dashboard_gen.layers import Node, picture
from dashboard_gen.material import Material
from dashboard_gen.pages.origin import place_cell
from dashboard_gen.pages.page import Page
from dashboard_gen.pages.sheet import Cell, Fact, Grid, Line, Part, Sheet, scripts_of
from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.wording.phrases import count, listed
from validators.service_catalog.services import (
    BUSINESS,
    dependencies,
    find_service,
    graph,
    reached_from,
    services,
)

#: More boxes than this are no picture any more; then the table tells alone.
BOXES = 40


def pages(told: Material) -> Iterator[Page]:
    """dependencies.html."""
    catalog = told.now.workspace.artifact("service-catalog")
    sheet = _sheet(catalog) if catalog else Sheet("Dependencies", ("There is no service catalog yet.",), ())
    yield Page(
        "dependencies.html",
        "sheet.html",
        {"sheet": sheet},
        section="services.html",
        scripts=scripts_of(sheet),
    )


def _sheet(catalog: Artifact) -> Sheet:
    edges = graph(catalog)
    circles = [name for name in edges if name in reached_from(name, edges)]
    needed = {target for targets in edges.values() for target in targets}
    alone = [
        one
        for one in services(catalog)
        if one.kind != BUSINESS and one.label not in needed and one.status != "retired"
    ]
    lead = "What customers receive stands on top, what it needs below it. A box leads to the service's line in the catalog."
    facts = (
        Fact("Services", str(len(edges)), to="services.html#all"),
        Fact("Dependencies", str(sum(map(len, edges.values())))),
        Fact("In a circle", listed(circles) or "none"),
        Fact("Supporting, and needed by none", listed(one.label for one in alone) or "none"),
    )
    drawn = _picture(catalog, edges) if 0 < len(edges) <= BOXES else Markup("")
    words = (
        ()
        if drawn
        else (f"More than {BOXES} services are no picture any more; the table tells all.",)
        if edges
        else ()
    )
    parts = (
        Part("picture", "What needs what", words, drawing=drawn),
        Part("table", "The same as a table", grids=(_table(catalog),)),
    )
    return Sheet("Dependencies", (lead,), parts, facts, ("services.html", "Services"))


def _picture(catalog: Artifact, edges: Mapping[str, tuple[str, ...]]) -> Markup:
    nodes = {
        one.label: Node(
            one.label, line_page(one.record.place.path, one.record.place.line), one.kind or "unknown"
        )
        for one in services(catalog)
    }
    said = "; ".join(f"{name} needs {listed(targets)}" for name, targets in edges.items() if targets)
    return picture(nodes, edges, "Services and what they need", f"{said}.")


def _table(catalog: Artifact) -> Grid:
    """Each need once, with every place that says so; what names no service of the catalog stands as it is written."""
    known = services(catalog)
    found: dict[tuple[str, str], list[Place]] = {}
    for one in dependencies(catalog):
        source, target = (
            service.label if (service := find_service(name, known)) else name
            for name in (one.source, one.target)
        )
        found.setdefault((source, target), []).append(one.place)
    lines = tuple(
        Line(
            (
                Cell(source),
                Cell(target),
                place_cell(places[0])._replace(
                    note="and " + count(len(places) - 1, "other place") if places[1:] else ""
                ),
            )
        )
        for (source, target), places in found.items()
    )
    columns = (("Service", ""), ("Needs", ""), ("Where", ""))
    return Grid("Dependencies", columns, lines, tools=True, empty="The catalog names none.")
