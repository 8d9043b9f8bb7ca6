"""Tables, headings and lists to records: a register may be wide, tall, split, or in any column order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from iso20k.document import Cell, Document, Section, Table, Text
from iso20k.facts.artifact import Record
from iso20k.facts.by_section import BySection
from iso20k.facts.schema import Register, Schema
from iso20k.facts.tall import (
    Cells,
    Home,
    best_listed,
    heading_fields,
    labelled,
    listed_field,
    over,
    tall_fields,
)


class _Found(NamedTuple):
    """Fields read together; `block` is the line of their table or heading, `shared` are said for all that follow."""

    register: Register
    block: int
    record: Record
    shared: bool = False


class _Tall(NamedTuple):
    """The fields of one tall record and the line of the list or table where they begin."""

    register: Register
    cells: dict[str, Cell]
    line: int


def read_registers(
    schema: Schema, document: Document, path: str, by_section: BySection | None = None
) -> Mapping[str, tuple[Record, ...]]:
    """The records of each register of `schema`, in document order; `by_section` is what was read of its sections before."""
    by_section = by_section or BySection()
    found: dict[str, list[_Found]] = defaultdict(list)
    shared: dict[tuple[str, int], _Found] = {}
    served: set[tuple[str, int]] = set()
    for home in _homes(schema, document):
        for item in by_section.of(
            home.section, _terms(schema, home, path), partial(_found_at, schema, home, path)
        ):
            key = (item.register.key, home.line)
            known = shared.get(key)
            if item.shared:
                shared[key] = _joined(known, item) if known else item
            else:
                served.add(key)
                said = over(known.record.cells, item.record.cells) if known else item.record.cells
                found[item.register.key].append(item._replace(record=item.record._replace(cells=said)))
    for (name, line), item in shared.items():
        if (name, line) not in served:  # nothing follows that it could be said for: it is a record itself
            found[name].append(item)
    return {name: tuple(_records(items)) for name, items in found.items()}


def _records(items: list[_Found]) -> list[Record]:
    items.sort(key=lambda item: item.record.line)
    register = items[0].register
    if register.form:
        first, *more = items
        for item in more:
            first = _joined(first, item)
        return [first.record]
    return [item.record for item in (_completed(items, register) if register.identifier else items)]


def _completed(items: Iterable[_Found], register: Register) -> list[_Found]:
    """A table of twenty columns may be split by columns: a record that only adds fields to one elsewhere completes it."""
    whole: list[_Found] = []
    places: dict[str, int] = {}
    for item in items:
        name = item.record.text(register.identifier).casefold()
        place = places.setdefault(name, len(whole)) if name else len(whole)
        if place < len(whole) and _completes(whole[place], item):
            whole[place] = _joined(whole[place], item)
        else:
            whole.append(item)
    return whole


def _completes(known: _Found, item: _Found) -> bool:
    if known.block == item.block:
        return False
    new = {key: cell.text for key, cell in item.record.cells.items() if cell.text}
    old = {key: known.record.text(key) for key in new}
    return not all(old.values()) and all(old[key] in ("", text) for key, text in new.items())


def _joined(known: _Found, item: _Found) -> _Found:
    cells = over(item.record.cells, known.record.cells)
    return known._replace(record=known.record._replace(cells=cells))


def _homes(schema: Schema, document: Document) -> Iterator[Home]:
    """Each heading with its home sections; a heading inherits those of the headings above it."""
    stack: list[tuple[int, str, int]] = []
    for section in document.sections:
        while stack and stack[-1][0] >= section.level:
            stack.pop()
        key = schema.section_named(section.title) if section.level > 1 else ""
        if key and not (stack and _names_record(schema, _home(schema, section, stack))):
            stack.append((section.level, key, section.line))
        yield _home(schema, section, stack)


def _home(schema: Schema, section: Section, stack: list[tuple[int, str, int]]) -> Home:
    names = tuple(name for _, name, _ in reversed(stack))
    registers = tuple(
        register for name in names for register in schema.registers if name in register.sections
    )
    level, name, line = stack[-1] if stack else (1, "", 0)
    return Home(section, registers, name, level, line)


def _names_record(schema: Schema, home: Home) -> bool:
    """Whether a heading like a section's is that of a record: '### SLA-001 Reporting', '### Hardware Maintenance'."""
    register = next((register for register in home.registers if home.name in register.sections), None)
    if register is None:
        return False
    if register.identifier in heading_fields(register, home.section, {}):
        return True
    tall, _ = _split(schema, home)
    return not schema.section_titled(home.section.title) and any(len(record.cells) >= 2 for record in tall)


def _terms(schema: Schema, home: Home, path: str) -> Hashable:
    """What the reading of a section depends on besides its text."""
    registers = tuple(register.key for register in home.registers)
    return (schema.skill, path, home.name, home.level, home.line, registers)


def _found_at(schema: Schema, home: Home, path: str) -> list[_Found]:
    """What stands under one heading, in the order of its lists and tables."""
    tall, wide = _split(schema, home)
    found: list[_Found] = []
    for register, cells, line in tall:
        first = all(item.register is not register for item in found)
        found.append(_tall(register, home, path, cells, line, first=first))
    for register, table in wide:
        for cells in _rows(register, table):
            line = min(cell.line for cell in cells.values())
            found.append(_Found(register, table.line, Record(path, line, home.name, cells)))
    return sorted(found, key=lambda item: item.block)


def _tall(register: Register, home: Home, path: str, cells: Cells, block: int, *, first: bool) -> _Found:
    own = home.nested and not register.form
    if own and first:
        cells = over(heading_fields(register, home.section, cells), cells)
    line = home.section.line if own and first else min(cell.line for cell in cells.values())
    named = register.identifier in cells or register.name in cells
    return _Found(register, block, Record(path, line, home.name, cells), shared=not own and not named)


def _split(schema: Schema, home: Home) -> tuple[list[_Tall], list[tuple[Register, Table]]]:
    """The blocks under a heading as tall records and wide tables."""
    tall: list[_Tall] = []
    wide: list[tuple[Register, Table]] = []
    begun = best_listed(home)
    unsaid: tuple[dict[str, Cell], str] | None = None  # a field whose value is the list that follows
    for block in home.section.blocks:
        if isinstance(block, Text):
            if field := listed_field(home, block, begun):
                register, key, cell = field
                cells = _take(tall, register, {key: cell}, block.line)
                unsaid = None if cell.text else (cells, key)
            elif unsaid and block.item:
                _say(*unsaid, block)
            else:
                unsaid = None
            continue
        unsaid = None
        fields, wider = tall_fields(home, block), _wide_register(schema, home, block)
        if fields and (not wider or len(fields[1]) >= 2 or fields[0].form or labelled(block)):
            _take(tall, *fields, block.line)
        elif wider:
            wide.append((wider, block))
    return tall, wide


def _say(cells: dict[str, Cell], key: str, item: Text) -> None:
    said = cells[key]
    cells[key] = Cell(f"{said.text}\n{item.text}", said.line) if said.text else Cell(item.text, item.line)


def _take(tall: list[_Tall], register: Register, cells: Cells, line: int) -> dict[str, Cell]:
    """Fields belong to the record begun, until its identifier or name comes again with another value."""
    known = next((record.cells for record in reversed(tall) if record.register is register), None)
    keys = {register.identifier, register.name} & cells.keys()
    if known is None or any(key in known and known[key].text != cells[key].text for key in keys):
        known = {}
        tall.append(_Tall(register, known, line))
    known.update({key: cell for key, cell in cells.items() if key not in known or not known[key].text})
    return known


def _wide_register(schema: Schema, home: Home, table: Table) -> Register | None:
    """The register whose columns the header names best; away from home, most headings must be its own."""
    best, chosen = 0.0, None
    at_home = tuple(register.key for register in home.registers)
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
        if cells:
            yield cells
