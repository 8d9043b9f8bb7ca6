"""The log of changes: what was asked for, who approved it, what came of it; releases, problems and projects join on it."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.checks import day_of
from iso20k.values.dates import parse_moment
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
_IDENTIFIER = deferred(r"(?=\S*[0-9]{2})[A-Za-z]{1,10}(?:[-_#./]?[A-Za-z0-9]+){0,5}(?![\w-])")
_RUN = deferred(r"[0-9]+")
_EXTRACT = deferred(r"\b(?:sample|extract|excerpt|examples?|selection|selected)\b", re.IGNORECASE)
_UNDECIDED = deferred(
    r"\W*(?:pending|open|reject|refus|declin|not (?:yet )?approved|waiting|to be |due\b|none\b|not yet)",
    re.IGNORECASE,
)
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
        return bool(self.approver) and not _UNDECIDED().match(self.approver)

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


def named_changes(text: str) -> tuple[str, ...]:
    """The IDs of changes in a cell of another document: 'RFC-2026-035 (disks), CHG0012'; words and dates name none."""
    found = (_IDENTIFIER().match(part) for part in split_list(text))
    return tuple(hit.group() for hit in found if hit and parse_moment(hit.group()) is None)


def find_change(identifier: str, chg: Artifact) -> Change | None:
    """The change of the log with this ID."""
    return next((change for change in changes(chg) if same_name(change.id, identifier)), None)


def follows_ids(identifier: str, chg: Artifact) -> bool:
    """Whether an ID is built like those of the log, or is a standard change model; an empty log does not tell."""
    models = (record.text("id") for record in chg.records("standard"))
    known = [change.id for change in changes(chg) if _RUN().search(change.id)]
    if not known or any(same_name(identifier, model) for model in models):
        return True
    alike = [one for one in known if _skeleton(one) == _skeleton(identifier)]
    widths = zip(*(_widths(one) for one in (*alike, identifier)), strict=True)
    # a running number may have grown by a digit since
    return bool(alike) and all(min(seen) <= own <= max(seen) + 1 for *seen, own in widths)


def _skeleton(identifier: str) -> str:
    return _RUN().sub("0", identifier.upper())


def _widths(identifier: str) -> list[int]:
    return [len(run) for run in _RUN().findall(identifier)]


def is_absent(identifier: str, day: date | None, chg: Artifact) -> bool:
    """Whether the log proves that there is no such change for a deployment on this day.

    A log that is an extract proves nothing; one that shows some months proves it only for a deployment within them, and
    for an ID that is not older than its first.
    """
    log = changes(chg)
    days = [one for change in log for one in (change.planned, change.done) if one]
    section = chg.sections.get("log")
    if not days or day is None or (section and _EXTRACT().search(f"{section.title} {section.prose}")):
        return False
    first = min(_numbers(change.id) for change in log)
    return (
        find_change(identifier, chg) is None
        and min(days) <= day <= max(days)
        and first <= _numbers(identifier)
    )


def _numbers(identifier: str) -> tuple[int, ...]:
    return tuple(int(run) for run in _RUN().findall(identifier))


def emergency_share(log: tuple[Change, ...]) -> Fraction:
    """The part of the changes that were emergencies, 0 for an empty log."""
    return Fraction(sum(change.kind == EMERGENCY for change in log), len(log) or 1)
