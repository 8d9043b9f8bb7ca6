"""Who refers to what: the records of all registers as things with IDs and names, and every cell or sentence that names them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from iso20k.document import Cell, Place
from iso20k.facts.artifact import Artifact, Record
from iso20k.facts.schema import Register
from iso20k.values.listing import PREFIXES, find_identifiers, parse_identifier, split_list
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import nearest, normalise

_SHORTEST = 4  # a shorter name stands in too many words to be looked for in sentences


class Thing(NamedTuple):
    """Something that documents refer to: a service, an SLA, a supplier, a CI type, a person.

    `id` is '' for things with a name only; `kind` is the register that defines it: of those that list it the one with
    the most columns; `places` is every row that lists it, that of its home first.
    """

    id: str
    name: str
    kind: str
    places: tuple[Place, ...]
    home: str = ""

    @property
    def label(self) -> str:
        """How people call it: 'SLA-001 Managed Infrastructure'."""
        return f"{self.id} {self.name}".strip()

    @property
    def key(self) -> str:
        """By what it is found: its ID, else its name."""
        return self.id or normalise(self.name)


class Reference(NamedTuple):
    """A place that names a thing: in the row of `holder` (the key of a thing, '' for none) under `field`, or in a sentence.

    `at_home` tells the row that defines the holder from rows of other documents about it.
    """

    skill: str
    place: Place
    holder: str
    field: str
    text: str
    at_home: bool = False


class References:
    """Things by key, and who refers to each; made once for a set of artifacts by `references`."""

    def __init__(self, things: Mapping[str, Thing], found: Mapping[str, tuple[Reference, ...]]) -> None:
        self.things = things
        self._found = found

    def to(self, thing: Thing) -> tuple[Reference, ...]:
        """Every place that names it, in the order of steps and lines; the rows that list it are left out."""
        return self._found.get(thing.key, ())

    def named(self, text: str) -> tuple[Thing, ...]:
        """The things with this ID or name; several may share a name (a supplier and its product), never a near miss."""
        split = parse_identifier(text)
        wanted = (split[0] if split else text.strip()).upper()
        if wanted in self.things:
            return (self.things[wanted],)
        key = normalise(text)
        return tuple(one for one in self.things.values() if key and normalise(one.name) == key)

    def nearest(self, text: str) -> str:
        """The ID or name that was probably meant, '' for none."""
        names = [name for one in self.things.values() for name in (one.id, one.name) if name]
        return nearest(text, names) or next(iter(get_close_matches(text.upper(), names, 1, 0.75)), "")


def references(artifacts: Iterable[Artifact], named: Iterable[Thing] = ()) -> References:
    """Read all artifacts as things and references; `named` are things without an ID, such as people.

    A record is a thing when its register gives it an ID; its name counts as a reference when the register is called
    `by_name` in other documents (services, suppliers, customers, CI types).
    """
    known = tuple(artifacts)
    things = _things(known, named)
    names = _Names(things.values(), known)
    found: dict[str, list[Reference]] = defaultdict(list)
    for artifact in known:
        for key, reference in _mentions(artifact, things, names):
            if not any(_same_line(reference.place, place) for place in things[key].places):
                found[key].append(reference)
    return References(things, {key: tuple(dict.fromkeys(told)) for key, told in found.items()})


def _same_line(one: Place, other: Place) -> bool:
    return (one.path, one.line) == (other.path, other.line)


def _things(artifacts: tuple[Artifact, ...], named: Iterable[Thing]) -> dict[str, Thing]:
    things: dict[str, Thing] = {}
    width: dict[str, int] = {}
    for artifact in artifacts:
        for register in artifact.schema.registers:
            for record in artifact.records(register.key):
                key = identity(register, record)
                if not key:
                    continue
                own = Thing(
                    key if coded(register) else "", _name(register, record), register.key,
                    (record.place,), artifact.skill,
                )  # fmt: skip
                known = things.get(key)
                things[key] = (
                    own if known is None else _joined(known, own, len(register.columns) > width[key])
                )
                width[key] = max(width.get(key, 0), len(register.columns))
    for thing in named:
        things.setdefault(thing.key, thing)
    return things


def _joined(known: Thing, own: Thing, at_home: bool) -> Thing:
    """A thing that several registers list; the one that says most about it is its home."""
    first, second = (own, known) if at_home else (known, own)
    places = tuple(dict.fromkeys((*first.places, *second.places)))
    return first._replace(name=first.name or second.name, places=places)


def identity(register: Register, record: Record) -> str:
    """The key of the thing that a record is: its ID in capitals, else its name where others call it by name, else ''."""
    if coded(register) and filled_cell(record.text(register.identifier)):
        split = parse_identifier(record.text(register.identifier))
        return split[0].upper() if split else ""
    if register.by_name and not coded(register) and record.filled(register.name):
        return normalise(record.text(register.name))
    return ""


def coded(register: Register) -> bool:
    """Whether its records have IDs; a register may also tell its records apart by their names."""
    return bool(register.identifier) and register.identifier != register.name


def _name(register: Register, record: Record) -> str:
    told = record.text(register.name) if register.name else ""
    split = parse_identifier(record.text(register.identifier)) if register.identifier else None
    name = told or (split[1] if split else "")
    own = parse_identifier(name)
    return own[1] if own else name


class _Names:
    """The names by which things are called in text, the longest first, so that 'Help Desk' is not found in 'Help Desk Operations'."""

    def __init__(self, things: Iterable[Thing], artifacts: tuple[Artifact, ...]) -> None:
        where = {
            register.key: register.by_name
            for one in artifacts
            for register in one.schema.registers
            if register.by_name
        }
        self._keys: dict[str, list[str]] = defaultdict(list)
        self._entries: dict[str, list[str]] = defaultdict(list)
        for thing in things:
            called = where.get(thing.kind, "" if thing.id else "in sentences")
            if called == "in cells":
                self._entries[_folded(thing.name)].append(thing.key)
            elif called and len(normalise(thing.name)) >= _SHORTEST:
                self._keys[_folded(thing.name)].append(thing.key)
        words = sorted(self._keys, key=len, reverse=True)
        told = "|".join(r"\s+".join(map(re.escape, name.split())) for name in words)
        self._pattern = re.compile(rf"(?<!\w)(?:{told})(?!\w)", re.IGNORECASE) if words else None

    def keys_in(self, text: str) -> Iterator[str]:
        """The keys of the things that a text names."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            yield from self._keys[_folded(match.group())]

    def keys_listed(self, cell: str) -> Iterator[str]:
        """The keys of the things that are a whole entry of a cell."""
        for entry in split_list(cell):
            yield from self._entries.get(_folded(entry), ())


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _mentions(
    artifact: Artifact, things: Mapping[str, Thing], names: _Names
) -> Iterator[tuple[str, Reference]]:
    """Document control and rows first, which know their field; then the sentences and cells that belong to no register."""
    seen: set[tuple[int, str]] = set()
    prefixes = tuple({*PREFIXES, *(key.partition("-")[0] for key in things if "-" in key)})
    for field, value in artifact.control.items():
        for named in names.keys_in(value.cell.text):
            place = Place(artifact.path, value.cell.line, value.cell.column)
            yield named, Reference(artifact.skill, place, "", f"document {field}", value.cell.text)
    for register in artifact.schema.registers:
        for record in artifact.records(register.key):
            own = identity(register, record)
            for key, cell in record.cells.items():
                column = next((one.title for one in register.columns if one.key == key), key)
                told = dict.fromkeys(
                    (*_named(cell.text, things, names, prefixes), *names.keys_listed(cell.text))
                )
                for named in told:
                    seen.add((cell.line, named))
                    if named != own:
                        place = Place(artifact.path, cell.line, cell.column)
                        home = own in things and (things[own].kind, things[own].home) == (
                            register.key,
                            artifact.skill,
                        )
                        yield named, Reference(artifact.skill, place, own, column, cell.text, home)
    for cell in artifact.words():
        yield from _in_sentence(artifact, cell, seen, things, names, prefixes)


def _in_sentence(
    artifact: Artifact,
    cell: Cell,
    seen: set[tuple[int, str]],
    things: Mapping[str, Thing],
    names: _Names,
    prefixes: tuple[str, ...],
) -> Iterator[tuple[str, Reference]]:
    for named in _named(cell.text, things, names, prefixes):
        if (cell.line, named) not in seen:
            seen.add((cell.line, named))
            place = Place(artifact.path, cell.line, cell.column)
            yield named, Reference(artifact.skill, place, "", "", cell.text)


def _named(text: str, things: Mapping[str, Thing], names: _Names, prefixes: tuple[str, ...]) -> Iterator[str]:
    told = {key: None for key in find_identifiers(text, prefixes) if key in things}
    told.update(dict.fromkeys(names.keys_in(text)))
    yield from told
