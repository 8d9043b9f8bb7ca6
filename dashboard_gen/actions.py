"""Corrective and preventive actions as of the site's day: state, delay, repeated causes, and whether what they cured came back."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from dashboard_gen.history.lifetimes import Spell
from dashboard_gen.material import Material
from iso20k.once import once
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


@once
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
