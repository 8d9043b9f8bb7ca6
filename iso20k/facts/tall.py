"""Records written tall: a heading, a two-column table, a list of 'Field: value' lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from iso20k.document import Cell, Section, Table, Text
from iso20k.facts.schema import Register, normalise_heading

Cells = Mapping[str, Cell]

_FIELD = re.compile(r"^\s*([^:\n]{1,60}?)\s*:\s+(\S.*)$|^\s*([^:\n]{1,60}?)\s*:\s*$", re.DOTALL)
_NUMBER = re.compile(r"^\s*\d{1,3}(?:\.\d{1,3}){0,5}[.)]\s+|^\s*\d{1,3}(?:\.\d{1,3}){1,5}\s+")
_SHAPE = r"[A-Z][A-Z0-9]{1,9}(?:-[A-Z0-9]{1,20}){1,5}"
_IDENTIFIER = re.compile(rf"({_SHAPE})(?![\w-])[\s:.–—-]*")
_LAST = re.compile(rf"^(.*\S)\s*[(\[]({_SHAPE})[)\]]\s*$")
_FIELD_HEADERS = frozenset({"field", "attribute", "property", "item", "fact", "name", "key", "element"})
_VALUE_HEADERS = frozenset(
    {"value", "description", "detail", "details", "content", "entry", "answer", "information"}
)


class Home(NamedTuple):
    """A heading and the outline section around it: the registers that belong there, and the section's own place."""

    section: Section
    registers: tuple[Register, ...]
    name: str
    level: int
    line: int

    @property
    def nested(self) -> bool:
        """Whether the heading stands below that of its section, as a record's does."""
        return self.section.level > self.level


def over(base: Cells, top: Cells) -> dict[str, Cell]:
    """The fields of both; those of `top` win unless they say nothing."""
    return {**base, **{key: cell for key, cell in top.items() if cell.text or key not in base}}


def heading_fields(register: Register, section: Section, cells: Cells) -> dict[str, Cell]:
    """What a record's heading says: '### 2.1 SLA-001 Managed Infrastructure', '### Managed Infrastructure (SLA-001)'.

    The fields below, `cells`, know better which identifier it has.
    """
    title = _NUMBER.sub("", section.title)
    first, last = _IDENTIFIER.match(title), _LAST.match(title)
    name, identifier = title, ""
    if first:
        identifier, name = first[1], title[first.end() :]
    elif last:
        name, identifier = last[1], last[2]
    known = cells.get(register.identifier)
    if known and known.text and known.text.casefold() != identifier.casefold():
        name, identifier = title, ""
    said = {
        register.identifier: identifier,
        register.name: name.strip() if register.identifier else title.strip(),
    }
    return {key: Cell(text, section.line) for key, text in said.items() if key and text}


def tall_fields(home: Home, table: Table) -> tuple[Register, dict[str, Cell]] | None:
    """The fields of a two-column table whose first column names them, for the register that knows most of them."""
    if len(table.header) != 2:
        return None
    best: tuple[Register, dict[str, Cell]] | None = None
    for register in home.registers:
        fields: dict[str, Cell] = {}
        for row in (table.header, *table.rows) if _has_first_field(register, table) else table.rows:
            key = register.column_named(row[0].text)
            if key and len(row) > 1:
                fields.setdefault(key, row[1])
        if 2 * len(fields) >= len(table.rows) and fields and (best is None or len(fields) > len(best[1])):
            best = (register, fields)
    return best


def labelled(table: Table) -> bool:
    """Whether the header of a table is 'Field | Value', so that its rows can only be fields."""
    names = [normalise_heading(cell.text) for cell in table.header]
    return len(names) == 2 and names[0] in _FIELD_HEADERS and names[1] in _VALUE_HEADERS


def _has_first_field(register: Register, table: Table) -> bool:
    """Whether the header itself is a field: 'Owner | Sarah Chen'."""
    field = table.header[0].text
    return not labelled(table) and (
        normalise_heading(field) not in _FIELD_HEADERS or bool(register.column_named(field))
    )


def best_listed(home: Home) -> Register | None:
    """The register that knows most of the fields listed under a record's heading; None where no record has one."""
    if not home.nested:
        return None
    fields = [
        match[1] or match[3]
        for block in home.section.blocks
        if isinstance(block, Text) and (match := _FIELD.match(block.text))
    ]
    known = [
        (sum(bool(register.column_named(field)) for field in fields), register) for register in home.registers
    ]
    best = max(known, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None


def listed_field(home: Home, block: Text, begun: Register | None = None) -> tuple[Register, str, Cell] | None:
    """'- Owner: Sarah Chen' as a field of the record `begun`, else of the first register at home that knows the name."""
    match = _FIELD.match(block.text)
    if not match:
        return None
    name, value = match[1] or match[3], match[2] or ""
    for register in (*((begun,) if begun else ()), *home.registers):
        if (block.item or register.form or home.nested) and (key := register.column_named(name)):
            return register, key, Cell(value.strip(), block.line)
    return None
