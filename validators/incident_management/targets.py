"""What is promised for each priority: response, resolution and updates, each a time on its calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from iso20k.document import Cell, Place, Table
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.deferred import deferred
from iso20k.values.duration import Duration, find_durations, parse_duration
from iso20k.values.target import parse_target
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from validators.incident_management.codes import code_of, name_of, order_of_code

RESPONSE, RESOLUTION = "response", "resolution"
_ROWS: Mapping[str, str] = {
    RESPONSE: r"respon[sd]|reaction",
    RESOLUTION: r"resol|restor|\bfix",
    "update": r"update|communicat",
    "hours": r"hours|basis|calendar",
    "meaning": r"meaning|definition|description",
}
_NO_COUNT = deferred(r"\b(?:and|any|as|am|ad|ah|ay)\b", re.IGNORECASE)
#: Priorities that something else than the matrix leads to.
_SET_OTHERWISE = deferred(r"declar|major incident|request|planned", re.IGNORECASE)


class Promise(NamedTuple):
    """A time as written, read as a duration where it is one, and where it stands or belongs."""

    text: str
    duration: Duration | None
    place: Place

    @property
    def given(self) -> bool:
        """Whether anything is promised, readable or not."""
        return filled_cell(self.text)


class Target(NamedTuple):
    """The promises of a priority, for one service where one is named ('' for all)."""

    code: str
    text: str
    service: str
    response: Promise
    resolution: Promise
    update: Promise
    hours: str
    meaning: str
    place: Place

    def promise(self, kind: str) -> Promise:
        """Its RESPONSE or RESOLUTION."""
        return self.response if kind == RESPONSE else self.resolution

    @property
    def label(self) -> str:
        """How messages call it: 'P1', 'P1 for SVC-002 Cloud Hosting'."""
        return f"{self.code} for {self.service}" if self.service else self.code

    @property
    def set_otherwise(self) -> bool:
        """Whether its meaning says that something else than the matrix leads to it: a declaration, a request."""
        return _SET_OTHERWISE().search(self.meaning) is not None


@derived
def targets(incident: Artifact) -> tuple[Target, ...]:
    """The targets by priority and service, the most urgent first; fields from several tables are taken together."""
    fields: dict[tuple[str, str], dict[str, Cell]] = {}
    places: dict[tuple[str, str], Place] = {}
    for code, cells, place in (*_of_records(incident), *_of_columns(incident)):
        key = (code, normalise(cells["service"].text) if "service" in cells else "")
        known = fields.setdefault(key, {})
        places.setdefault(key, place)
        for name, cell in cells.items():
            if name not in known or not known[name].text:
                known[name] = cell
    found = [_target(incident, code, cells, places[code, key]) for (code, key), cells in fields.items()]
    return tuple(sorted(found, key=lambda target: (target.service, order_of_code(target.code))))


def _of_records(incident: Artifact) -> Iterator[tuple[str, dict[str, Cell], Place]]:
    for record in incident.records("targets", "matrix"):
        code = code_of(record.text("priority"))
        explained = (
            "meaning" in record.cells and code[1:].isdigit()
        )  # 'High' with a meaning is a level of impact
        if code and (explained or RESPONSE in record.cells or RESOLUTION in record.cells):
            yield aliases(incident).get(code, code), _said(record), record.place


def _said(record: Record) -> dict[str, Cell]:
    return {name: cell for name, cell in record.cells.items() if name != "service" or filled_cell(cell.text)}


def _of_columns(incident: Artifact) -> Iterator[tuple[str, dict[str, Cell], Place]]:
    """A table with a column for each priority and rows for response and resolution."""
    for section in (incident.sections.get("targets"), incident.sections.get("matrix")):
        for table in section.tables if section else ():
            codes = [code_of(cell.text) for cell in table.header[1:]]
            if sum(code != "" for code in codes) >= 2:
                yield from _turned(incident, table, codes)


def _turned(
    incident: Artifact, table: Table, codes: list[str]
) -> Iterator[tuple[str, dict[str, Cell], Place]]:
    for number, code in enumerate(codes, 1):
        cells = {"priority": table.header[number]}
        for row in table.rows:
            name = _row_name(row[0].text) if row else ""
            if name and number < len(row):
                cells.setdefault(name, row[number])
        if code and len(cells) > 1:
            yield aliases(incident).get(code, code), cells, incident.at(table.header[number])


def _row_name(label: str) -> str:
    return next((name for name, words in _ROWS.items() if re.search(words, label, re.IGNORECASE)), "")


def _target(incident: Artifact, code: str, cells: Mapping[str, Cell], place: Place) -> Target:
    def text(name: str) -> str:
        return cells[name].text if name in cells and filled_cell(cells[name].text) else ""

    def promise(name: str) -> Promise:
        cell = cells.get(name)
        told = text(name)
        return Promise(told, read_time(told, text("hours")), incident.at(cell) if cell else place)

    return Target(
        code, text("priority"), text("service"), promise(RESPONSE), promise(RESOLUTION), promise("update"),
        text("hours"), text("meaning"), place,
    )  # fmt: skip


def read_time(text: str, hours: str = "") -> Duration | None:
    """The time in a cell: '15 min', 'within 4 h (24x7)', '95 % within 15 min', 'acknowledged in 30 minutes'."""
    whole = parse_duration(text, hours)
    if whole is not None:
        return whole
    target = parse_target(text)
    if target is not None and target.within is not None:
        return parse_duration(_spelled(target.within), hours) or target.within
    found = times_in(text)
    return parse_duration(_spelled(found[0]), hours) or found[0] if len(found) == 1 else None


def times_in(text: str) -> tuple[Duration, ...]:
    """The durations that a sentence mentions."""
    return find_durations(
        _NO_COUNT().sub("&", text)
    )  # 'and', 'as' and 'any' would be a day, a second and a year


def _spelled(duration: Duration) -> str:
    """A duration without a calendar in minutes, so that one named elsewhere can be added; '' for one that has its own."""
    return f"{float(duration.minutes):g} min" if duration.calendar.value == "unstated" else ""


@derived
def aliases(incident: Artifact) -> Mapping[str, str]:
    """Words for numbered priorities that the document explains: 'Critical' is 'P1' where a cell says 'P1 - Critical'."""
    found: dict[str, str] = {}
    for code, text in _explained(incident):
        word = code_of(name_of(text))
        if code[1:].isdigit() and word and not word[1:].isdigit():
            found.setdefault(word, code)
    return found


def _explained(incident: Artifact) -> Iterator[tuple[str, str]]:
    for record in incident.records("targets", "matrix"):
        for text in (record.text("priority"), record.text("meaning").split(":")[0]):
            yield code_of(record.text("priority")), text
    section = incident.sections.get("matrix")
    for table in section.tables if section else ():
        yield from ((code_of(cell.text), cell.text) for row in table.rows for cell in row[1:])
