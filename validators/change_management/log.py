"""The log of changes: what was asked for, who approved it, what came of it; releases, problems and projects join on it."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.checks import day_of
from iso20k.values.deferred import deferred
from iso20k.values.listing import find_identifiers, split_list
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise, same_name
from iso20k.wording.negation import states
from iso20k.wording.persons import person_names
from validators.change_management.change_types import EMERGENCY, STANDARD, kind_of

_FAILED = deferred(
    r"\b(?:fail(?:ed|ure)?|unsuccessful(?:ly)?|not successful|backed[ -]out|back-?out done|rolled back|reversed|aborted|undone)\b",
    re.IGNORECASE,
)
_SUCCESS = deferred(
    r"\W*(?:success(?:ful(?:ly)?)?|ok|completed|implemented|closed|done)\b(?!\s*(?:back|roll|revers))",
    re.IGNORECASE,
)
_DENIAL = deferred(r"\b(?:not|no|without|never)\s+(?:\w+\s+)?(?:fail|back|roll|revers|abort)", re.IGNORECASE)
_NONE = deferred(r"\W*(?:none|nil|no|not planned|not possible|missing)\W*$", re.IGNORECASE)


class Change(NamedTuple):
    """A request for change; `kind` is standard, normal, emergency or '', dates are None when not said to the day."""

    record: Record
    id: str
    kind: str
    services: tuple[str, ...]
    cis: tuple[str, ...]
    requester: str
    approver: str
    approved_on: date | None
    planned: date | None
    done: date | None
    releases: tuple[str, ...]

    @property
    def label(self) -> str:
        """How messages call it: its ID, else its title."""
        return self.id or self.record.text("title") or "the change"

    @property
    def approved(self) -> bool:
        """Whether somebody approved it."""
        return bool(self.approver)

    @property
    def failed(self) -> bool:
        """Whether its result is a failure or a reversal."""
        told = self.record.text("result")
        if _SUCCESS().match(told) or _DENIAL().search(told):
            return False
        return _FAILED().search(told) is not None

    @property
    def back_out(self) -> bool:
        """Whether a way back is told: a plan or what was done."""
        told = self.record.text("backout")
        return filled_cell(told) and not _NONE().match(told)

    @property
    def self_approved(self) -> bool:
        """Whether nobody but its requester approved it; pre-approved standard changes are not."""
        if not self.requester or not self.approver or (self.kind == STANDARD and _is_model(self.approver)):
            return False
        asked = {normalise(name) for name in person_names(self.requester)}
        granted = {normalise(name) for name in person_names(self.approver)}
        others = len(split_list(self.approver)) > max(len(granted), 1)
        return same_name(self.requester, self.approver) or (bool(granted) and granted <= asked and not others)


def _is_model(approver: str) -> bool:
    return states(approver, r"pre-?(?:approved|authori[sz]ed)|\bmodel\b|\bSTD-").verdict == "stated"


@derived
def changes(chg: Artifact) -> tuple[Change, ...]:
    """The changes of the log, in document order."""
    return tuple(
        _change(record) for record in chg.records("log") if record.filled("rfc") or record.filled("title")
    )


def _change(record: Record) -> Change:
    def text(key: str) -> str:
        return record.text(key) if record.filled(key) else ""

    told = text("service")
    return Change(
        record,
        text("rfc"),
        kind_of(text("type")),
        find_identifiers(told, ("SVC",)) or split_list(told),
        tuple(re.findall(r"(?<![\w-])[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+(?![\w-])", text("ci"))),
        text("requester"),
        text("approved_by"),
        day_of(record, "approved_on"),
        day_of(record, "planned"),
        day_of(record, "done"),
        find_identifiers(text("release"), ("REL",)),
    )


def emergency_share(log: tuple[Change, ...]) -> Fraction:
    """The part of the changes that were emergencies, 0 for an empty log."""
    return Fraction(sum(change.kind == EMERGENCY for change in log), len(log) or 1)
