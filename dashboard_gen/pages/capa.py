"""Corrective and preventive actions: state, age, owner, cause, check of effect, and whether what they cured came back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dashboard_gen.actions import AGES, Watched, watched
from dashboard_gen.material import Material
from dashboard_gen.owners import owner_page
from dashboard_gen.pages.origin import origin_cells, place_cell
from dashboard_gen.pages.page import Page, Table
from dashboard_gen.pages.sheet import Cell, Fact, Grid, Line, Part, Sheet, day, scripts_of


def pages(told: Material) -> Iterator[Page]:
    """capa.html."""
    sheet = _sheet(told)
    yield Page("capa.html", "sheet.html", {"sheet": sheet}, scripts=scripts_of(sheet))


def tables(told: Material) -> Iterator[Table]:
    """data/capa.csv."""
    header = (
        "id", "state", "age", "days_late", "opened", "due", "revised", "closed", "owner", "source", "problem", "cause",
        "action", "effect", "rules", "back_on", "same_cause_as", "path", "line",
    )  # fmt: skip
    rows = []
    for one in watched(told):
        record = one.capa.record
        words = [record.text(key) for key in ("owner", "source", "problem", "cause", "action", "effect")]
        days = [record.text(key) for key in ("opened", "due", "revised", "closed")]
        rows.append(
            (
                one.capa.label, one.state, one.age, "" if one.late is None else one.late, *days, *words,
                " ".join(one.rules), one.back.began.day if one.back else "", " ".join(one.repeats),
                record.place.path, record.place.line,
            )
        )  # fmt: skip
    yield Table("capa", header, rows)


def _sheet(told: Material) -> Sheet:
    found = watched(told)
    if not found:
        words = "There is no register of corrective and preventive actions; it belongs to step 21. Nothing is known, which is not zero."
        return Sheet("Corrective and preventive actions", (words,), ())
    lead = (
        "An open action is overdue when its date, or the revised one, has passed. An action that names a rule of this tool (such as CAT-01) "
        "as its source is watched in the history: findings of that rule after it was closed mean that it had no lasting effect. Those "
        "that name none are not watched."
    )
    return Sheet(
        "Corrective and preventive actions",
        (lead,),
        (_ages(found), Part("actions", "The register", grids=(_register(told, found),))),
        (
            Fact("Open", metric="capa.open"),
            Fact("Of them overdue", metric="capa.overdue"),
            Fact("Closed", metric="capa.closed"),
            Fact("Closed but back", str(sum(one.back is not None for one in found)), to="capa.html#actions"),
        ),
    )


def _ages(found: Sequence[Watched]) -> Part:
    names = ("not yet due", *(name for _, name in AGES), "over 90 days", "no date")
    counted = (Cell(str(sum(one.age == name for one in found)), kind="n") for name in names)
    columns = (("Actions", ""), *((name, "n") for name in names))
    return Part(
        "ages",
        "How late the open ones are",
        grids=(Grid("By delay", columns, (Line((Cell("open"), *counted)),)),),
    )


def _register(told: Material, found: Sequence[Watched]) -> Grid:
    columns = (
        ("Action", ""), ("State", ""), ("Days late", "n"), ("Due", "date"), ("Owner", ""), ("Problem", ""), ("Root cause", ""),
        ("Effect checked", ""), ("Came back", ""), ("Where", ""),
    )  # fmt: skip
    return Grid("All actions", columns, tuple(_line(told, one) for one in found), tools=True, choices=(1, 4))


def _line(told: Material, one: Watched) -> Line:
    capa, record = one.capa, one.capa.record
    owner = ", ".join(capa.owners) or record.text("owner")
    due = capa.revised or capa.due
    changed, commit, _ = origin_cells(told, record.place)
    return Line(
        (
            Cell(capa.label, kind="id", note=record.text("kind")),
            Cell(one.state),
            Cell(str(one.late) if one.late and one.late > 0 else "–", kind="n"),
            day(due.isoformat() if due else ""),
            Cell(owner or "nobody", owner_page(told, capa.owners[0]) if capa.owners else ""),
            Cell(record.text("problem"), note=f"from {record.text('source')} {record.text('ref')}".strip()),
            Cell(
                record.text("cause") or "not told",
                note=f"as in {', '.join(one.repeats)}" if one.repeats else "",
            ),
            Cell(record.text("effect") or "not checked"),
            _return(one),
            place_cell(record.place)._replace(
                note=f"{changed.text}, {commit.note}" if changed.text != "–" else ""
            ),
        ),
        anchor=re.sub(r"[^A-Za-z0-9.-]", "-", capa.label),
    )


def _return(one: Watched) -> Cell:
    if not one.rules:
        return Cell("not watched")
    if one.back:
        return Cell(
            f"back on {one.back.began.day}",
            note=f"{', '.join(one.rules)} at commit {one.back.began.commit[:7]}",
        )
    return Cell("not back" if one.state == "closed" else "still open", note=", ".join(one.rules))
