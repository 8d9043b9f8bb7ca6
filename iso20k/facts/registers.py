"""Tables, headings and lists to records: a register may be wide, tall, split, or in any column order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from iso20k.document import Cell, Document, Section, Table, Text
from iso20k.facts.artifact import Record
from iso20k.facts.schema import Register, Schema, normalise_heading

_FIELD = re.compile(r"^\s*([^:\n]{1,60}?)\s*:\s+(\S.*)$|^\s*([^:\n]{1,60}?)\s*:\s*$", re.DOTALL)
_IDENTIFIER = re.compile(r"^\s*([A-Z][A-Z0-9]{1,9}(?:-[A-Z0-9]+)+)\b[\s:.–—-]*")
_FORM_HEADERS = frozenset({"field", "attribute", "property", "item", "fact", "name", "key", "element"})


class _Spot(NamedTuple):
    """A heading with the outline sections that enclose it, innermost first, and the depth of the innermost."""

    section: Section
    homes: tuple[str, ...]
    home_level: int
    home_line: int


def read_registers(schema: Schema, document: Document, path: str) -> Mapping[str, tuple[Record, ...]]:
    """The records of each register of `schema`, in document order."""
    found: dict[str, list[Record]] = defaultdict(list)
    shared: dict[tuple[str, int], dict[str, Cell]] = defaultdict(dict)
    for spot in _spots(schema, document):
        for record, common in _records_at(schema, spot):
            key = (record.register, spot.home_line)
            if common:
                shared[key].update(record.cells)
            else:
                cells = {**shared[key], **record.cells}
                found[record.register].append(Record(path, record.line, record.home, cells))
    for (register, line), cells in shared.items():
        form = schema.register(register).form
        if form and found[register]:
            first = found[register][0]
            found[register][0] = first._replace(cells={**cells, **first.cells})
        elif form or not any(record.line >= line for record in found[register]):
            found[register].append(Record(path, min(c.line for c in cells.values()), "", dict(cells)))
    return {key: tuple(_merge_forms(schema, key, records)) for key, records in found.items() if records}


def _merge_forms(schema: Schema, key: str, records: list[Record]) -> list[Record]:
    if not schema.register(key).form or len(records) == 1:
        return records
    merged: dict[str, Cell] = {}
    for record in records:
        for name, cell in record.cells.items():
            merged.setdefault(name, cell)
    return [records[0]._replace(cells=merged)]


def _spots(schema: Schema, document: Document) -> Iterator[_Spot]:
    """Each heading with its home sections; a heading inherits those of the headings above it."""
    stack: list[tuple[int, str, int]] = []
    for section in document.sections:
        while stack and stack[-1][0] >= section.level:
            stack.pop()
        key = schema.section_named(section.title) if section.level > 1 else ""
        nested_record = key and stack and _names_record(schema, stack[-1][1], section)
        if key and not nested_record:
            stack.append((section.level, key, section.line))
        homes = tuple(home for _, home, _ in reversed(stack))
        level, _, line = stack[-1] if stack else (1, "", 0)
        yield _Spot(section, homes, level, line)


def _names_record(schema: Schema, home: str, section: Section) -> bool:
    """Whether a heading inside a register's home is the heading of one record ('### SLA-001 Reporting')."""
    return bool(_IDENTIFIER.match(section.title)) and any(home in r.sections for r in schema.registers)


class _Found(NamedTuple):
    register: str
    line: int
    home: str
    cells: dict[str, Cell]


def _records_at(schema: Schema, spot: _Spot) -> Iterator[tuple[_Found, bool]]:
    """The records under one heading; True marks fields said once for all records of the section."""
    home = spot.homes[0] if spot.homes else ""
    tall: dict[str, dict[str, Cell]] = defaultdict(dict)
    for block in spot.section.blocks:
        if isinstance(block, Table):
            fields = _tall_fields(schema, spot, block)
            wide = _wide_register(schema, spot, block)
            if fields and (not wide or len(fields[1]) >= 2 or fields[0].form):
                tall[fields[0].key].update(fields[1])
            elif wide:
                for cells in _rows(wide, block):
                    yield _Found(wide.key, min(c.line for c in cells.values()), home, cells), False
        else:
            for register, key, cell in _listed_field(schema, spot, block):
                tall[register.key].setdefault(key, cell)
    for name, cells in tall.items():
        yield _tall_record(schema.register(name), spot, home, cells)


def _tall_record(register: Register, spot: _Spot, home: str, cells: dict[str, Cell]) -> tuple[_Found, bool]:
    own_heading = spot.section.level > spot.home_level and not register.form
    if own_heading:
        cells = {**_heading_fields(register, spot.section), **cells}
    line = spot.section.line if own_heading else min(cell.line for cell in cells.values())
    return _Found(register.key, line, home, cells), not own_heading


def _heading_fields(register: Register, section: Section) -> dict[str, Cell]:
    title, fields = section.title, {}
    match = _IDENTIFIER.match(title)
    if match and register.identifier:
        fields[register.identifier] = Cell(match.group(1), section.line)
        title = title[match.end() :]
    if register.name and title.strip():
        fields[register.name] = Cell(title.strip(), section.line)
    return fields


def _homes(schema: Schema, spot: _Spot) -> Iterator[Register]:
    for home in spot.homes:
        yield from (register for register in schema.registers if home in register.sections)


def _wide_register(schema: Schema, spot: _Spot, table: Table) -> Register | None:
    """The register whose columns the header names best; away from home, most headings must be its own."""
    best, chosen = 0.0, None
    at_home = tuple(register.key for register in _homes(schema, spot))
    for register in schema.registers:
        if register.form:
            continue
        keys = {register.column_named(cell.text) for cell in table.header} - {""}
        share = len(keys) / max(len(table.header), 1)
        named = not register.name or register.name in keys or register.identifier in keys
        if register.key in at_home:
            score = len(keys) + 3.0 if keys and (named or share >= 0.5) else 0.0
        else:
            score = float(len(keys)) if named and len(keys) >= 3 and share >= 0.6 else 0.0
        score += 0.1 * share
        if len(keys) > 0 and score > best and score >= 1:
            best, chosen = score, register
    return chosen


def _rows(register: Register, table: Table) -> Iterator[dict[str, Cell]]:
    columns = [register.column_named(cell.text) for cell in table.header]
    for row in table.rows:
        if not any(cell.text for cell in row):
            continue
        cells: dict[str, Cell] = {}
        for key, cell in zip(columns, row, strict=False):
            if key and (key not in cells or not cells[key].text):
                cells[key] = cell
        for key in columns[len(row) :]:
            if key:
                cells.setdefault(key, Cell("", row[0].line))
        if cells:
            yield cells


def _tall_fields(schema: Schema, spot: _Spot, table: Table) -> tuple[Register, dict[str, Cell]] | None:
    """A two-column table whose first column names fields; its header row counts when it is a field as well."""
    if len(table.header) != 2 or any(len(row) > 2 for row in table.rows):
        return None
    rows: Sequence[tuple[Cell, ...]] = table.rows
    if normalise_heading(table.header[0].text) not in _FORM_HEADERS:
        rows = (table.header, *rows)
    best: tuple[Register, dict[str, Cell]] | None = None
    for register in _homes(schema, spot):
        fields: dict[str, Cell] = {}
        for row in rows:
            key = register.column_named(row[0].text)
            if key and len(row) > 1:
                fields.setdefault(key, row[1])
        if 2 * len(fields) >= len(table.rows) and fields and (best is None or len(fields) > len(best[1])):
            best = (register, fields)
    return best


def _listed_field(schema: Schema, spot: _Spot, block: Text) -> Iterator[tuple[Register, str, Cell]]:
    """'- Owner: Sarah Chen' as a field of the first register at home here that knows the name."""
    match = _FIELD.match(block.text)
    if not match:
        return
    name, value = match.group(1) or match.group(3), match.group(2) or ""
    for register in _homes(schema, spot):
        if not (block.item or register.form or spot.section.level > spot.home_level):
            continue
        if key := register.column_named(name):
            yield register, key, Cell(value.strip(), block.line)
            return
