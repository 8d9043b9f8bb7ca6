"""The services: which count, which have an SLA, and what is promised for each, with the lines that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard_gen.addresses import line_page
from dashboard_gen.material import Material
from dashboard_gen.owners import owner_page
from dashboard_gen.pages.origin import place_cell
from dashboard_gen.pages.page import Page, Table
from dashboard_gen.pages.sheet import Cell, Fact, Grid, Line, Part, Sheet, scripts_of
from dashboard_gen.services import Served, served
from iso20k.wording.persons import person_names


def pages(told: Material) -> Iterator[Page]:
    """services.html."""
    sheet = _sheet(told)
    yield Page("services.html", "sheet.html", {"sheet": sheet}, scripts=scripts_of(sheet))


def tables(told: Material) -> Iterator[Table]:
    """data/services.csv."""
    header = ("id", "name", "kind", "status", "owner", "counts", "why_not", "slas", "needs", "path", "line")
    yield Table(
        "services",
        header,
        [
            (
                one.service.id, one.service.name, one.service.kind, one.service.status, one.service.record.text("owner"),
                "yes" if one.counts else "no", one.why, " ".join(sla.label for sla in one.slas), "; ".join(one.needs),
                one.service.record.place.path, one.service.record.place.line,
            )
            for one in served(told)
        ],
    )  # fmt: skip


def _sheet(told: Material) -> Sheet:
    found = served(told)
    if not found:
        return Sheet(
            "Services", ("There is no service catalog yet. Nothing is known, which is not zero.",), ()
        )
    lead = (
        "SLA coverage is the number of live business services with an active SLA, over the number of live business services. "
        "Supporting, third-party and retired services, and those that are not live yet, are in neither number."
    )
    facts = [
        Fact("Services cataloged", metric="services.catalogued", to="services.html#all"),
    ]
    if told.site.agreements:
        facts += [
            Fact("Live business services", metric="slas.business", to="services.html#all"),
            Fact("With an active SLA", metric="slas.covered", to="services.html#all"),
            Fact("SLAs documented", metric="slas.documented", to=line_page(told.site.agreements.path)),
        ]
    else:
        facts.append(Fact("SLA coverage", "no register yet"))
    facts.append(Fact("Dependencies", str(sum(len(one.needs) for one in found)), to="dependencies.html"))
    parts = (
        _gaps(told, found),
        Part("all", "All services", grids=(_all(told, found),)),
        Part("promises", "What is promised for each", grids=(_promises(found),)),
    )
    return Sheet("Services", (lead,), parts, tuple(facts))


def _gaps(told: Material, found: Sequence[Served]) -> Part:
    lines = tuple(
        Line((_name(one), _owner(told, one), place_cell(one.service.record.place)))
        for one in found
        if one.counts and not one.slas
    )
    columns = (("Service", ""), ("Owner", ""), ("Where", ""))
    grid = Grid(
        "Live business services without an active SLA",
        columns,
        lines,
        empty="Every live business service has an active SLA.",
    )
    return Part("gaps", "Gaps", grids=(grid,))


def _all(told: Material, found: Sequence[Served]) -> Grid:
    lines = tuple(
        Line(
            (
                _name(one),
                Cell(one.service.kind or "not told"),
                Cell(one.service.status),
                _owner(told, one),
                Cell("counted" if one.counts else f"not counted: {one.why}"),
                _slas(one),
                Cell(", ".join(one.needs) or "–"),
                place_cell(one.service.record.place),
            )
        )
        for one in found
    )
    columns = (
        ("Service", ""),
        ("Type", ""),
        ("Status", ""),
        ("Owner", ""),
        ("Coverage", ""),
        ("SLA", ""),
        ("Needs", ""),
        ("Where", ""),
    )
    return Grid("The catalog", columns, lines, tools=True, choices=(1, 2, 3))


def _promises(found: Sequence[Served]) -> Grid:
    lines = tuple(
        Line(
            (
                _name(one),
                Cell(promise.name),
                Cell(promise.told.replace(">=", "≥").replace("<=", "≤")),
                Cell(promise.hours or "–"),
                place_cell(promise.place),
            )
        )
        for one in found
        for promise in one.promises
    )
    columns = (("Service", ""), ("Promise", ""), ("Target", ""), ("Hours", ""), ("Where", ""))
    return Grid("Promises", columns, lines, tools=True, choices=(0,), empty="No document promises anything.")


def _name(one: Served) -> Cell:
    return Cell(f"{one.service.id} {one.service.name}".strip() or one.service.label)


def _owner(told: Material, one: Served) -> Cell:
    words = one.service.record.text("owner")
    people = person_names(words)
    return Cell(words or "nobody", owner_page(told, people[0]) if people else "")


def _slas(one: Served) -> Cell:
    if not one.slas:
        return Cell("none" if one.counts else "–")
    first = one.slas[0].record.place
    return Cell(", ".join(sla.label for sla in one.slas), kind="id", to=line_page(first.path, first.line))
