"""The problem register and the known error database read as problems and known errors."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.checks import day_of, is_over, label_of
from iso20k.values.dates import Moment, parse_moment
from iso20k.values.deferred import deferred
from iso20k.values.listing import split_list
from iso20k.wording.closure import is_dropped, is_left
from iso20k.wording.filled import filled_cell

# Beside what is given up elsewhere: that it was no problem of its own.
_NO_PROBLEM = deferred(r"\b(?:rejected|duplicate|merged)\b", re.IGNORECASE)
# Whether a known error is gone; a workaround that is 'done' leaves the error there (`iso20k.wording.closure`).
_RETIRED = deferred(
    r"\b(?:retired|removed|closed|resolved|fixed|archived|obsolete|withdrawn)\b", re.IGNORECASE
)
_PROACTIVE = deferred(
    r"\b(?:proactive\w*|trend\w*|monitoring|advisor(?:y|ies)|vendor|supplier|audit|capacity|risk|pareto)\b",
    re.IGNORECASE,
)
_NOTHING = deferred(
    r"\W*(?:none|no|nil|unknown|unclear|not (?:yet )?(?:known|found|linked|raised|required|needed)|no (?:rfc|change|incidents?|workaround|cause)"
    r"(?: known| found| available| yet| exists)?|n/?a)\W*",
    re.IGNORECASE,
)  # fmt: skip


class ProblemRecord(NamedTuple):
    """A problem of the register; its status is 'open', 'closed' or 'dropped' (no problem after all)."""

    id: str
    title: str
    status: str
    opened: Moment | None
    updated: date | None
    closed: Moment | None
    checked: Moment | None
    incidents: tuple[str, ...]
    rfcs: tuple[str, ...]
    proactive: bool
    record: Record

    @property
    def label(self) -> str:
        """How messages call it: its ID, else its title."""
        return label_of(self.record, "id", "title")


class KnownError(NamedTuple):
    """A known error; a retired one is gone and needs no workaround."""

    id: str
    problem: str
    retired: bool
    rfcs: tuple[str, ...]
    record: Record

    @property
    def label(self) -> str:
        """How messages call it: its ID, else its symptoms."""
        return label_of(self.record, "id", "symptoms")


def says(record: Record, key: str) -> bool:
    """Whether a field says something else than that there is nothing: 'none', 'unknown', 'not yet known'."""
    return record.filled(key) and not _NOTHING().fullmatch(record.text(key))


@derived
def problems(artifact: Artifact) -> tuple[ProblemRecord, ...]:
    """The problems of the register, in document order."""
    return tuple(
        _problem(record)
        for record in artifact.records("problems")
        if record.filled("id") or record.filled("title")
    )


def _problem(record: Record) -> ProblemRecord:
    return ProblemRecord(
        record.text("id") if record.filled("id") else "",
        record.text("title") if record.filled("title") else "",
        _status(record),
        parse_moment(record.text("opened")),
        day_of(record, "updated"),
        parse_moment(record.text("closed")),
        parse_moment(record.text("checked")),
        listed(record, "incidents"),
        listed(record, "rfc"),
        any(_PROACTIVE().search(record.text(key)) for key in ("origin", "category")),
        record,
    )


def _status(record: Record) -> str:
    told = record.text("status")
    if (is_dropped(told) or _NO_PROBLEM().search(told)) and not is_left(told):
        return "dropped"
    return "closed" if is_over(record) else "open"


def listed(record: Record, key: str) -> tuple[str, ...]:
    """The entries of a list field; 'none' is no entry."""
    return (
        tuple(part for part in split_list(record.text(key)) if filled_cell(part)) if says(record, key) else ()
    )


@derived
def known_errors(artifact: Artifact) -> tuple[KnownError, ...]:
    """The entries of the known error database, in document order."""
    return tuple(
        KnownError(
            record.text("id") if record.filled("id") else "",
            record.text("problem") if record.filled("problem") else "",
            _RETIRED().search(record.text("status")) is not None,
            listed(record, "rfc"),
            record,
        )
        for record in artifact.records("kedb")
        if sum(record.filled(key) for key in record.cells) >= 2
    )
