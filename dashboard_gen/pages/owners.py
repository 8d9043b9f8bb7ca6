"""Who answers for what: the documents, services and actions of each person that the documents name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dashboard_gen.addresses import owner_page
from dashboard_gen.material import Material, shared
from dashboard_gen.pages.capa import Watched, watched
from dashboard_gen.pages.origin import place_cell
from dashboard_gen.pages.page import Page, Table
from dashboard_gen.pages.services import Served, served
from dashboard_gen.pages.sheet import Cell, Fact, Grid, Line, Part, Sheet, day, number, scripts_of
from dashboard_gen.series import Row
from iso20k.document import Place
from iso20k.judging.executive import NOBODY, executive_report
from iso20k.standard.steps import Step
from iso20k.wording.persons import person_names


class Duty(NamedTuple):
    """Something to be done by a day."""

    label: str
    words: str
    due: date | None
    overdue: bool
    place: Place | None


class Owner(NamedTuple):
    """A person with what is theirs, as the documents name them."""

    name: str
    duties: tuple[Duty, ...]
    rows: tuple[Row, ...]
    services: tuple[Served, ...]

    @property
    def overdue(self) -> int:
        """How many duties are late."""
        return sum(duty.overdue for duty in self.duties)


@shared
def owners(told: Material) -> tuple[Owner, ...]:
    """Everybody who is named as an owner, those with the most overdue duties first, then by name."""
    rows, shelf, tasks = told.site.rows, served(told), _duties(told)
    names = {name for row in rows for name in person_names(row.owner)}
    names |= {name for one in shelf for name in person_names(one.service.record.text("owner"))}
    names |= set(tasks)
    found = (
        Owner(
            name,
            tuple(sorted(tasks.get(name, ()), key=lambda duty: (duty.due or date.max, duty.label))),
            tuple(row for row in rows if name in person_names(row.owner)),
            tuple(one for one in shelf if name in person_names(one.service.record.text("owner"))),
        )
        for name in names
    )
    return tuple(sorted(found, key=lambda owner: (-owner.overdue, owner.name.casefold(), owner.name)))


def _duties(told: Material) -> dict[str, list[Duty]]:
    """Open actions, decisions and CAPAs by the persons who answer for them; an ID is told once for each."""
    found: dict[str, list[Duty]] = {}
    report = executive_report(told.now, _nobody)
    for task in report.tasks:
        duty = Duty(task.label, task.text, task.due, task.overdue, task.source.place)
        for name in person_names(task.who) if task.who != NOBODY else ():
            found.setdefault(name, []).append(duty)
    return found


def _nobody(step: Step) -> str:
    del step
    return ""


def pages(told: Material) -> Iterator[Page]:
    """owners.html and owners/NAME.html."""
    found, actions = owners(told), watched(told)
    yield _page("owners.html", _overview(told, found))
    taken = set[str]()
    for owner in found:
        path = owner_page(owner.name)
        if path not in taken:  # two spellings of one name share the page of the first
            taken.add(path)
            yield _page(path, _sheet(owner, actions))


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
                Cell(owner.name, owner_page(owner.name)),
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
        "owners", "Everybody", grids=(Grid("Owners", columns, lines, tools=True, empty="nobody is named."),)
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
    grid = Grid("Without an owner", columns, tuple(lines), empty="everything has one.")
    return Part("nobody", "What nobody answers for", grids=(grid,))


def _sheet(owner: Owner, actions: Sequence[Watched]) -> Sheet:
    back = [one for one in actions if one.back and owner.name in one.capa.owners]
    lead = f"{len(owner.duties)} to do, {owner.overdue} of them overdue; {len(owner.rows)} documents, {len(owner.services)} services."
    return Sheet(
        owner.name,
        (lead, *(f"{one.capa.label} was closed, and its finding is back." for one in back)),
        (_todo(owner), _documents(owner), _services(owner)),
        (Fact("To do", str(len(owner.duties))), Fact("Overdue", str(owner.overdue))),
        ("owners.html", "Owners"),
    )


def _todo(owner: Owner) -> Part:
    lines = tuple(
        Line(
            (
                Cell(duty.label or "–"),
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
        grids=(Grid("Actions and decisions", columns, lines, empty="nothing is open."),),
    )


def _documents(owner: Owner) -> Part:
    lines = tuple(
        Line(
            (
                Cell(f"{row.state.number} {row.state.title}", row.page),
                Cell(row.state.status, kind="status"),
                Cell(row.state.verdict or "", kind="verdict"),
                Cell(f"{row.state.readiness} %", kind="n"),
                number(row.count("error")),
                number(row.count("warning")),
            )
        )
        for row in owner.rows
    )
    columns = (
        ("Document", ""),
        ("State", ""),
        ("Verdict", ""),
        ("Ready", "n"),
        ("Errors", "n"),
        ("Warnings", "n"),
    )
    return Part("documents", "Documents", grids=(Grid("Owned documents", columns, lines, empty="none."),))


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
    return Part("services", "Services", grids=(Grid("Owned services", columns, lines, empty="none."),))
