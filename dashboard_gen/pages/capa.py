"""Corrective and preventive actions: state, age, owner, cause, check of effect, and whether what they cured came back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dashboard_gen.addresses import owner_page
from dashboard_gen.history.lifetimes import Spell
from dashboard_gen.material import Material, shared
from dashboard_gen.pages.origin import origin_cells, place_cell
from dashboard_gen.pages.page import Page, Table
from dashboard_gen.pages.sheet import Cell, Fact, Grid, Line, Part, Sheet, day, scripts_of
from iso20k.wording.names import normalise
from validators.monitoring_measurement.actions import Capa, capas

AGES = ((30, "1 to 30 days"), (60, "31 to 60 days"), (90, "61 to 90 days"))
STATES = ("overdue", "open", "closed")


class Watched(NamedTuple):
    """A row of the register as of the site's day.

    `late` are the days since it was due (open ones) or None; `back` the first time that a finding of a rule it names began
    again after it was closed; `repeats` the earlier actions with the same cause.
    """

    capa: Capa
    state: str
    late: int | None
    back: Spell | None
    rules: tuple[str, ...]
    repeats: tuple[str, ...]

    @property
    def age(self) -> str:
        """The bucket of its delay."""
        if self.state == "closed":
            return "closed"
        if self.late is None:
            return "no date"
        if self.late <= 0:
            return "not yet due"
        return next((name for limit, name in AGES if self.late <= limit), "over 90 days")


@shared
def watched(told: Material) -> tuple[Watched, ...]:
    """Those that are closed and back first, then the longest overdue, then by due date."""
    register = told.now.workspace.artifact("monitoring-measurement")
    found, earlier = [], dict[str, list[str]]()
    for capa in capas(register) if register else ():
        cause = normalise(capa.record.text("cause"))
        repeats = tuple(earlier.get(cause, ())) if cause else ()
        earlier.setdefault(cause, []).append(capa.label)
        found.append(_watched(told, capa, repeats))
    return tuple(sorted(found, key=_order))


def _watched(told: Material, capa: Capa, repeats: tuple[str, ...]) -> Watched:
    as_of = told.now.as_of
    state = "closed" if capa.is_closed else "overdue" if capa.overdue(as_of) else "open"
    due = max((one for one in (capa.due, capa.revised) if one), default=None)
    late = (as_of - due).days if due and state != "closed" else None
    rules = _rules_named(told, capa)
    back = None
    if state == "closed" and capa.closed:
        spells = (
            one.back_after(capa.closed.isoformat()) for one in told.history.recurrences if one.rule in rules
        )
        back = min((spell for spell in spells if spell), key=lambda spell: spell.began.number, default=None)
    return Watched(capa, state, late, back, rules, repeats)


def _rules_named(told: Material, capa: Capa) -> tuple[str, ...]:
    """The rules whose findings the action removes, as its row names them: their return can be seen in the history."""
    row = " ".join(capa.record.text(key) for key in ("source", "ref", "problem", "action"))
    known = {rule.id for rule in told.catalogue.rules}
    return tuple(sorted(set(re.findall(r"\b(?:[A-Z]{3}-\d\d|X\d\d)\b", row)) & known))


def _order(one: Watched) -> tuple[bool, int, int, date, str]:
    due = one.capa.revised or one.capa.due or date.max
    return (one.back is None, STATES.index(one.state), -(one.late or 0), due, one.capa.label)


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
        "as its source is watched in the history: findings of that rule after it was closed mean that it had no lasting effect."
    )
    return Sheet(
        "Corrective and preventive actions",
        (lead,),
        (_ages(found), Part("actions", "The register", grids=(_register(told, found),))),
        (
            Fact("Open", metric="capa.open"),
            Fact("of them overdue", metric="capa.overdue"),
            Fact("Closed", metric="capa.closed"),
            Fact("Closed but back", str(sum(one.back is not None for one in found)), to="capa.html#actions"),
        ),
    )


def _ages(found: Sequence[Watched]) -> Part:
    names = ("not yet due", *(name for _, name in AGES), "over 90 days", "no date")
    lines = tuple(
        Line((Cell(name), Cell(str(sum(one.age == name for one in found)), kind="n"))) for name in names
    )
    return Part(
        "ages", "Ageing of the open ones", grids=(Grid("By delay", (("Delay", ""), ("Actions", "n")), lines),)
    )


def _register(told: Material, found: Sequence[Watched]) -> Grid:
    columns = (
        ("Action", ""), ("State", ""), ("Delay", ""), ("Days late", "n"), ("Due", "date"), ("Owner", ""), ("Problem", ""),
        ("Root cause", ""), ("Effect checked", ""), ("Came back", ""), ("Where", ""), ("Row changed", "date"),
    )  # fmt: skip
    return Grid(
        "All actions", columns, tuple(_line(told, one) for one in found), tools=True, choices=(1, 2, 5)
    )


def _line(told: Material, one: Watched) -> Line:
    capa, record = one.capa, one.capa.record
    owner = ", ".join(capa.owners) or record.text("owner")
    due = capa.revised or capa.due
    changed, commit, _ = origin_cells(told, record.place)
    return Line(
        (
            Cell(capa.label, note=record.text("kind")),
            Cell(one.state),
            Cell(one.age),
            Cell(str(one.late) if one.late and one.late > 0 else "–", kind="n"),
            day(due.isoformat() if due else ""),
            Cell(owner or "nobody", owner_page(capa.owners[0]) if capa.owners else ""),
            Cell(record.text("problem"), note=f"from {record.text('source')} {record.text('ref')}".strip()),
            Cell(
                record.text("cause") or "not told",
                note=f"as in {', '.join(one.repeats)}" if one.repeats else "",
            ),
            Cell(record.text("effect") or "not checked"),
            _return(one),
            place_cell(record.place),
            changed._replace(note=f"{commit.text} {commit.note}".strip() if commit.text != "–" else ""),
        ),
        anchor=re.sub(r"[^A-Za-z0-9.-]", "-", capa.label),
    )


def _return(one: Watched) -> Cell:
    if not one.rules:
        return Cell("cannot be seen", note="no rule is named")
    if one.back:
        return Cell(
            f"back on {one.back.began.day}",
            note=f"{', '.join(one.rules)} at commit {one.back.began.commit[:7]}",
        )
    return Cell("not back" if one.state == "closed" else "still open", note=", ".join(one.rules))
