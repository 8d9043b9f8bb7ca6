"""Who answers for what: the documents, services and actions of each person that the documents name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard_gen.actions import Watched, watched
from dashboard_gen.material import Material
from dashboard_gen.owners import Owner, is_named, owner_page, owners
from dashboard_gen.pages.origin import place_cell
from dashboard_gen.pages.page import Page, Table
from dashboard_gen.pages.sheet import Cell, Fact, Grid, Line, Part, Sheet, day, number, scripts_of
from dashboard_gen.pages.states import states_grid
from dashboard_gen.services import served
from iso20k.document import Place


def pages(told: Material) -> Iterator[Page]:
    """owners.html and owners/NAME.html."""
    found, actions = owners(told), watched(told)
    yield _page("owners.html", _overview(told, found))
    for owner in found:
        yield _page(owner_page(told, owner.name), _sheet(owner, actions))


def tables(told: Material) -> Iterator[Table]:
    """data/owners.csv: every duty, document and service with who answers for it."""
    rows: list[tuple[object, ...]] = []
    for owner in owners(told):
        rows += [
            (owner.name, "duty", duty.label, duty.words, duty.due or "", "overdue" if duty.overdue else "")
            for duty in owner.duties
        ]
        rows += [
            (owner.name, "document", row.state.path, row.state.title, "", row.state.status)
            for row in owner.rows
        ]
        rows += [
            (owner.name, "service", one.service.id, one.service.name, "", one.service.status)
            for one in owner.services
        ]
    yield Table("owners", ("owner", "kind", "id", "name", "due", "state"), rows)


def _page(path: str, sheet: Sheet) -> Page:
    return Page(path, "sheet.html", {"sheet": sheet}, section="owners.html", scripts=scripts_of(sheet))


def _overview(told: Material, found: Sequence[Owner]) -> Sheet:
    lines = tuple(
        Line(
            (
                Cell(owner.name, owner_page(told, owner.name)),
                number(len(owner.duties)),
                number(owner.overdue),
                number(len(owner.rows)),
                number(sum(row.count("error") for row in owner.rows)),
                number(len(owner.services)),
            )
        )
        for owner in found
    )
    columns = (
        ("Owner", ""),
        ("To do", "n"),
        ("Overdue", "n"),
        ("Documents", "n"),
        ("Errors in them", "n"),
        ("Services", "n"),
    )
    everybody = Part(
        "owners", "Everybody", grids=(Grid("Owners", columns, lines, tools=True, empty="Nobody is named."),)
    )
    return Sheet(
        "Owners", ("Who answers for what, as the documents name them.",), (everybody, _ownerless(told))
    )


def _ownerless(told: Material) -> Part:
    lines = [
        Line((Cell("document"), Cell(row.state.title, row.page), place_cell(Place(row.state.path, 1))))
        for row in told.site.rows
        if row.state.path and not row.owner
    ]
    lines += [
        Line((Cell("service"), Cell(one.service.label), place_cell(one.service.record.place)))
        for one in served(told)
        if one.service.status != "retired" and not one.service.record.filled("owner")
    ]
    lines += [
        Line((Cell("corrective action"), Cell(one.capa.label), place_cell(one.capa.record.place)))
        for one in watched(told)
        if one.state != "closed" and not one.capa.record.filled("owner")
    ]
    columns = (("Kind", ""), ("What", ""), ("Where", ""))
    grid = Grid("Without an owner", columns, tuple(lines), empty="Everything has an owner.")
    return Part("nobody", "What nobody answers for", grids=(grid,))


def _sheet(owner: Owner, actions: Sequence[Watched]) -> Sheet:
    back = [one for one in actions if one.back and is_named(owner.name, one.capa.owners)]
    return Sheet(
        owner.name,
        tuple(f"{one.capa.label} was closed, and its finding is back." for one in back),
        (
            _todo(owner),
            Part("documents", "Documents", grids=(states_grid(owner.rows, "Owned documents", owners=False),)),
            _services(owner),
        ),
        (
            Fact("To do", str(len(owner.duties))),
            Fact("Of them overdue", str(owner.overdue)),
            Fact("Documents", str(len(owner.rows))),
            Fact("Services", str(len(owner.services))),
        ),
        ("owners.html", "Owners"),
    )


def _todo(owner: Owner) -> Part:
    lines = tuple(
        Line(
            (
                Cell(duty.label or "–", kind="id"),
                day(duty.due.isoformat() if duty.due else ""),
                Cell("overdue" if duty.overdue else "open"),
                Cell(duty.words),
                place_cell(duty.place),
            )
        )
        for duty in owner.duties
    )
    columns = (("What", ""), ("Due", "date"), ("State", ""), ("In words", ""), ("Where", ""))
    return Part(
        "todo",
        "To do, by due date",
        grids=(Grid("Actions and decisions", columns, lines, empty="Nothing is open."),),
    )


def _services(owner: Owner) -> Part:
    lines = tuple(
        Line(
            (
                Cell(f"{one.service.id} {one.service.name}".strip(), "services.html#all"),
                Cell(one.service.status),
                Cell(", ".join(sla.label for sla in one.slas) or "none"),
                place_cell(one.service.record.place),
            )
        )
        for one in owner.services
    )
    columns = (("Service", ""), ("Status", ""), ("SLA", ""), ("Where", ""))
    return Part("services", "Services", grids=(Grid("Owned services", columns, lines, empty="No service."),))
