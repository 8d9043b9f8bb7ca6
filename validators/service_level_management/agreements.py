"""Agreements as whole ones, however their rows are written: tall, wide, split, or a heading above a table of metrics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from iso20k.document import Cell
from iso20k.facts.artifact import Artifact, Record, headings
from iso20k.values.listing import parse_identifier, split_list
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from validators.service_level_management.measures import AVAILABILITY, RESOLUTION, RESPONSE

ACTIVE, PLANNED, ENDED = "active", "planned", "ended"
_ENDED = re.compile(
    r"\b(?:expired|ended|terminated|retired|superseded|replaced|obsolete|inactive|cancelled|closed|withdrawn)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:draft(?:ed)?|planned|proposed|pending|negotiat\w*|in review|not (?:yet )?(?:active|signed|agreed|in force)|to be (?:signed|agreed))\b",
    re.IGNORECASE,
)
#: Columns that hold a figure themselves, instead of a metric and a target, with the metric and its priority.
FIGURES = {
    AVAILABILITY: ("Availability", 0),
    RESPONSE: ("Response time", 0),
    RESOLUTION: ("Resolution time", 0),
    "p1_response": ("P1 response", 1),
    "p1_resolution": ("P1 resolution", 1),
}
#: Columns that one row of an agreement says for itself; the others hold for the whole agreement.
_OWN = ("metric", "operator", "target", "unit", "priority", *FIGURES)


class Agreement(NamedTuple):
    """An SLA, OLA or contract as a whole: the facts of all its rows, the first one counting."""

    record: Record
    id: str
    name: str

    @property
    def label(self) -> str:
        """How messages call it: its ID, else its name."""
        return self.id or self.name or "the agreement"

    @property
    def state(self) -> str:
        """'active', 'planned' or 'ended'; an agreement without a status is active."""
        words = self.record.text("status")
        if _ENDED.search(words):
            return ENDED
        return PLANNED if _PLANNED.search(words) else ACTIVE

    @property
    def customers(self) -> tuple[str, ...]:
        """The customers or segments it is made with, as written."""
        return tuple(part for part in split_list(self.record.text("customer")) if filled_cell(part))

    @property
    def service(self) -> str:
        """The service it is for: its ID where one is given, else its name as written, '' for none."""
        return service_of(self.record)


def service_of(record: Record) -> str:
    """The service of a row: the ID in 'Service ID' or 'Service', else what 'Service ID' says, '' for nothing."""
    for key in ("service", "name"):
        split = parse_identifier(record.text(key)) if record.filled(key) else None
        if split:
            return split[0]
    return record.text("service") if record.filled("service") else ""


def active(known: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """Those in force: neither still negotiated nor ended."""
    return tuple(agreement for agreement in known if agreement.state == ACTIVE)


def find_agreement(name: str, known: Iterable[Agreement]) -> Agreement | None:
    """The agreement with this ID or name ('SLA-001', 'SLA-001 Cloud', 'Managed Infrastructure SLA'); never a near miss."""
    wanted = {
        normalise(name),
        normalise(re.sub(r"\b(?:SLA|service level agreement)\b", "", name, flags=re.IGNORECASE)),
    }
    own = identifier_in(name)
    for agreement in known:
        names = {
            normalise(text) for text in (agreement.id, agreement.name, f"{agreement.id} {agreement.name}")
        } - {""}
        if names & wanted or (agreement.id and normalise(own) == normalise(agreement.id)):
            return agreement
    return None


def rows_of(slm: Artifact, records: Iterable[Record]) -> tuple[Record, ...]:
    """The rows of a register that have a metric or a target; one that only adds terms to others is left out."""
    rows = whole_rows(slm, records)
    telling = {identifier_of(row) for row in rows if _tells(row)}
    return tuple(row for row in rows if _tells(row) or identifier_of(row) not in telling)


def whole_rows(slm: Artifact, records: Iterable[Record]) -> tuple[Record, ...]:
    """The rows of a register, each completed by its heading ('### SLA-001 ...' above a table of metrics) and by what
    another row of the same agreement says in a column that its own table does not have."""
    known = tuple(records)
    lines = {part.line for part in headings(slm) if part.title}
    heads = {record.line: record for record in known if record.line in lines}
    rows = [_under(record, heads.get(_heading_line(slm, record.line))) for record in known]
    whole = {agreement.id: agreement.record for agreement in merged(rows) if agreement.id}
    return tuple(_completed(row, whole.get(identifier_of(row))) for row in rows)


def merged(rows: Iterable[Record]) -> tuple[Agreement, ...]:
    """The rows of one ID as one agreement; the first that says something about a field counts."""
    found: dict[str, Record] = {}
    for number, row in enumerate(rows):
        key = identifier_of(row) or f"#{number}"
        known = found.get(key)
        found[key] = known._replace(cells=_over(row.cells, known.cells)) if known else row
    return tuple(
        Agreement(row, identifier_of(row), row.text("name") if row.filled("name") else "")
        for row in found.values()
    )


def identifier_of(record: Record) -> str:
    """The ID of a row, '' when it has none."""
    return identifier_in(record.text("id")) if record.filled("id") else ""


def identifier_in(text: str) -> str:
    """The ID in a cell ('SLA-001 Cloud Hosting' is 'SLA-001'), else the cell as it is."""
    split = parse_identifier(text)
    return split[0] if split else text.strip()


def _tells(row: Record) -> bool:
    return any(row.filled(key) for key in ("metric", "target", *FIGURES))


def _under(record: Record, head: Record | None) -> Record:
    if head is None or head.line == record.line:
        return record
    shared = {key: cell for key, cell in head.cells.items() if key not in _OWN}
    own = {
        key: cell for key, cell in record.cells.items() if cell.line > head.line
    }  # others are said for all above
    return record._replace(cells=_over(shared, own))


def _completed(row: Record, whole: Record | None) -> Record:
    if whole is None:
        return row
    added = {key: cell for key, cell in whole.cells.items() if key not in row.cells and key not in _OWN}
    return row._replace(cells={**added, **row.cells})


def _over(base: Mapping[str, Cell], top: Mapping[str, Cell]) -> dict[str, Cell]:
    return {**base, **{key: cell for key, cell in top.items() if cell.text or key not in base}}


def _heading_line(slm: Artifact, line: int) -> int:
    return max((part.line for part in headings(slm) if part.title and part.line <= line), default=0)


def heading_identifier(slm: Artifact, record: Record) -> str:
    """The ID in the heading above a row, '' for none."""
    line = _heading_line(slm, record.line)
    title = next((part.title for part in headings(slm) if part.line == line), "")
    split = parse_identifier(re.sub(r"^[\d.]+\s+", "", title))
    return split[0] if split else ""
