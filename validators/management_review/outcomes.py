"""What came out of the review: decisions with their kind, the actions that carry them out, and those of reviews before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.checks import day_of, is_over, label_of
from iso20k.values.dates import Moment, parse_moment
from iso20k.values.deferred import deferred
from iso20k.values.listing import find_identifiers
from iso20k.wording.closure import is_closed
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise

RESOURCES, SMS, SERVICES, POLICY = "resources", "SMS", "services", "policy and objectives"
#: Kinds of decisions by the words of their kind, else by those of the decision; the first that fits counts.
_KINDS: Mapping[str, str] = {
    POLICY: r"polic(?:y|ies)|objectives?",
    RESOURCES: r"resources?|budget|money|funds?|staff|FTEs?\b|recruit|hire|headcount|training|people",
    SERVICES: r"services?\b(?! management)|SLAs?\b|customers?",
    SMS: r"\bSMS\b|management system|effectiveness|process(?:es)?\b|improvements?|audit",
}
_NONE = deferred(r"^\W*(?:none|nil|no|nothing|n/?a|-)\b", re.IGNORECASE)
_NEEDLESS = deferred(
    r"\b(?:stays?|remains?|unchanged|confirm(?:s|ed)?|suitable|noted|no (?:further )?(?:action|change|decision)s?)\b",
    re.IGNORECASE,
)
#: What is tracked in a register of its own needs no action beside it.
_TRACKED = ("IMP", "CAPA", "RFC")


class Decision(NamedTuple):
    """A decision; `kinds` are RESOURCES, SMS, SERVICES, POLICY; `none` when it says that none of its kind was needed."""

    id: str
    text: str
    kinds: tuple[str, ...]
    due: date | None
    none: bool
    record: Record

    @property
    def label(self) -> str:
        """How messages call it: its ID, else its text."""
        return self.id or f"the decision '{self.text}'"


class Action(NamedTuple):
    """An action of this review or of one before; `due` is the day it is now due, `decision` as its row names it."""

    id: str
    text: str
    decision: str
    owner: str
    due: date | None
    revised: date | None
    closed: bool
    record: Record

    @property
    def label(self) -> str:
        """How messages call it: its ID, else its text."""
        return self.id or f"the action '{self.text}'"


@derived
def decisions(review: Artifact) -> tuple[Decision, ...]:
    """Every decision of the table, in document order; a row that says 'none needed' is one as well."""
    return tuple(_decisions(review))


def _decisions(review: Artifact) -> Iterator[Decision]:
    for record in review.records("decisions"):
        if record.filled("decision"):
            text = record.text("decision")
            told = record.text("kind") if record.filled("kind") else ""
            yield Decision(
                record.text("id") if record.filled("id") else "",
                text,
                decision_kinds(told) or decision_kinds(text),
                day_of(record, "due"),
                bool(_NONE().match(text)),
                record,
            )


def decision_kinds(text: str) -> tuple[str, ...]:
    """The kinds that words tell: 'SMS and services'; '' tells none."""
    return tuple(kind for kind, words in _KINDS.items() if re.search(words, text, re.IGNORECASE))


def needs_work(decision: Decision, held: date | None) -> bool:
    """Whether an action has to carry a decision out: not what stays as it is, took effect at once or is tracked elsewhere."""
    if decision.none or _NEEDLESS().search(decision.text) or find_identifiers(decision.text, _TRACKED):
        return False
    return held is None or decision.due is None or decision.due > held


@derived
def actions(review: Artifact) -> tuple[Action, ...]:
    """The actions of this review, in document order."""
    return tuple(_action(row) for row in review.records("actions") if row.filled("action"))


@derived
def previous_actions(review: Artifact) -> tuple[Action, ...]:
    """The actions of earlier reviews; a row 'none' is no action."""
    rows = (row for row in review.records("previous") if row.filled("action"))
    return tuple(
        _action(row) for row in rows if not (_NONE().match(row.text("action")) and not _is_owned(row))
    )


def _is_owned(row: Record) -> bool:
    return row.filled("owner") and not _NONE().match(row.text("owner"))


def _action(row: Record) -> Action:
    revised = _day(row.text("revised"))
    status = row.text("status")
    if revised is None and (carried := _carried(status)):
        revised = carried
    return Action(
        row.text("id") if row.filled("id") else "",
        row.text("action"),
        row.text("decision_id") if row.filled("decision_id") else "",
        row.text("owner") if row.filled("owner") else "",
        revised or day_of(row, "due"),
        revised,
        is_over(row, checked=True),
        row,
    )


def _carried(status: str) -> date | None:
    """'open, carried to 2027-03-31'"""
    if is_closed(status, checked=True):
        return None
    found = re.search(r"\b(?:to|until|by|new date|due)\W{1,3}(\d{4}-\d{2}-\d{2})", status)
    return _day(found[1]) if found else None


def _day(text: str) -> date | None:
    moment: Moment | None = parse_moment(text) if filled_cell(text) else None
    return moment.day if moment and not moment.ambiguous else None


def find_decision(name: str, known: tuple[Decision, ...]) -> Decision | None:
    """The decision that an action names by ID or by its text."""
    ids = find_identifiers(name, ("DEC",))
    key = normalise(name)
    for decision in known:
        if decision.id and (decision.id.upper() in ids or normalise(decision.id) == key):
            return decision
        if key and normalise(decision.text) == key:
            return decision
    return None


def named(record: Record) -> str:
    """How messages call a row that may lack its ID."""
    return label_of(record, "id", "decision", "action")
