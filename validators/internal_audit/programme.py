"""The audits of the programme and who carries them out; other documents' rules join on these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.checks import day_of
from iso20k.standard.areas import CLAUSE_AREAS, ClauseArea, area_named, in_order
from iso20k.standard.clauses import Edition
from iso20k.standard.references import areas_in
from iso20k.values.deferred import deferred
from iso20k.values.listing import parse_identifier, split_list
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from iso20k.wording.persons import person_names

_ALL = deferred(
    r"\ball (?:15 |fifteen )?(?:clause |process |clause and process )?areas\b|\b(?:whole|entire) SMS\b|\ball clauses\b",
    re.IGNORECASE,
)
# Whether an audit has taken place, which is more than whether nothing is left to do (`iso20k.wording.closure`): a cancelled one has not,
# one that was held and not reported yet has.
_DONE = deferred(
    r"\b(?:done|complete(?:d)?|performed|held|closed|carried out|reported|finished|conducted)\b",
    re.IGNORECASE,
)
_NOT_DONE = deferred(
    r"\b(?:not (?:yet )?|planned|open|due|scheduled|pending|in progress|under way|cancel)", re.IGNORECASE
)
_OPERATIONAL = deferred(
    r"\b(?:owner|service manager|SMS manager|process manager|service desk|help ?desk|engineer|operator|operations|"
    r"administrator|service level manager|change manager|incident manager|problem manager|configuration manager)\b",
    re.IGNORECASE,
)
_NONE = deferred(
    r"^\W*(?:none|no\b|nil|nothing|not any)|\bno (?:operational|other|SMS)\b[^.;]{0,30}\broles?\b",
    re.IGNORECASE,
)


class Audit(NamedTuple):
    """A row of the programme: `areas` are the numbers of the 15 clause areas, `auditors` persons as written."""

    record: Record
    id: str
    areas: tuple[str, ...]
    auditors: tuple[str, ...]
    planned: date | None
    actual: date | None
    reported: date | None

    @property
    def label(self) -> str:
        """How messages call it: its ID, else its areas."""
        return self.id or self.record.text("areas") or "the audit"

    @property
    def done(self) -> bool:
        """Whether it has taken place: an actual date, or a status that says so."""
        words = self.record.text("status")
        return self.actual is not None or bool(_DONE().search(words) and not _NOT_DONE().search(words))


class Auditor(NamedTuple):
    """A row of the auditors' table: `independence` is what the declaration says, '' for none."""

    record: Record
    name: str
    roles: str
    independence: str

    @property
    def operational(self) -> str:
        """An operational role that the row lists, '' for none; 'no operational role' is none."""
        if _NONE().search(self.roles):
            return ""
        found = [part for part in split_list(self.roles) if _OPERATIONAL().search(part)]
        return found[0] if found else ""


@derived
def audits(artifact: Artifact, edition: Edition = "2011") -> tuple[Audit, ...]:
    """Every audit of the programme, in document order."""
    rows = (row for row in artifact.records("audits") if row.filled("areas") or row.filled("id"))
    return tuple(_audit(row, edition) for row in rows)


def _audit(row: Record, edition: Edition) -> Audit:
    split = parse_identifier(row.text("id")) if row.filled("id") else None
    identifier = split[0] if split else row.text("id") if row.filled("id") else ""
    areas = tuple(area.number for area in audited_areas(row.text("areas"), edition))
    people = person_names(row.text("auditor"))
    days = (day_of(row, key) for key in ("planned", "actual", "reported"))
    return Audit(row, identifier, areas, people, *days)


def audited_areas(text: str, edition: Edition) -> tuple[ClauseArea, ...]:
    """The clause areas that a cell names by clause ('6.1-6.6', '4 to 9'), by name ('Problem management') or as all."""
    if _ALL().search(text):
        return CLAUSE_AREAS
    named = (area_named(part) for part in split_list(text))
    return in_order((*areas_in(text, edition, cell=True), *(area for area in named if area)))


@derived
def auditors(artifact: Artifact) -> tuple[Auditor, ...]:
    """Every auditor of the table, in document order."""
    return tuple(
        Auditor(
            row,
            next(iter(person_names(row.text("auditor"))), row.text("auditor")),
            row.text("roles") if row.filled("roles") else "",
            row.text("independent") if filled_cell(row.text("independent")) else "",
        )
        for row in artifact.records("auditors")
        if row.filled("auditor")
    )


def auditor_named(artifact: Artifact, name: str) -> Auditor | None:
    """The row of a person among the auditors; never a near miss."""
    wanted = normalise(name)
    return next((one for one in auditors(artifact) if wanted and wanted == normalise(one.name)), None)


def persons_auditing(artifact: Artifact, edition: Edition = "2011") -> Iterator[tuple[str, Audit, Place]]:
    """Who audits what, and where the programme says so."""
    for audit in audits(artifact, edition):
        for person in audit.auditors:
            yield person, audit, audit.record.at("auditor")
