"""IDs: which the set defines, and where a document mentions one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from iso20k.document import Cell, Section
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.workspace import Workspace
from iso20k.values.listing import find_identifiers, parse_identifier
from iso20k.wording.filled import informative_words

_MENTION = re.compile(
    r"(?<![\w-])((?:[A-Z][A-Z0-9]{1,9}-){1,3}\d{1,4})(?![\w-])(?:\s*,?\s*\(?(?:version|v\.?)\s*(\d+(?:\.\d+)+))?"
)


#: Registers that say something of what another document defines: their first column refers.
_OF_OTHERS = (
    ("service-continuity-availability", "bia"),
    ("service-continuity-availability", "availability"),
    ("capacity-management", "requirements"),
    ("capacity-management", "demand"),
    ("business-relationship", "services"),
)


#: Registers whose own rules ask that an ID stands once.
_UNIQUE_BY_RULE = (
    ("organization-profile", "locations"),
    ("service-catalog", "services"),
    ("service-level-management", "slas"),
    ("service-reporting", "reports"),
    ("configuration-management", "cis"),
    ("monitoring-measurement", "kpis"),
)
#: The prefix of an ID, where it stands, the ID, and the version cited behind it.
_Mention = tuple[str, Cell, str, str]
#: As many equal fields make a row the copy of another.
_COPIED = 3


class Twice(NamedTuple):
    """An ID under which a register has two records."""

    identifier: str
    first: Cell
    again: Cell


@derived
def prefixes_in(artifact: Artifact) -> frozenset[str]:
    """What the IDs of a document's own records begin with."""
    return frozenset(map(prefix_of, defined_in(artifact)))


def defined_identifiers(workspace: Workspace) -> frozenset[str]:
    """Every ID that a record or a document of the set has: 'SVC-001', 'NOS-SMS-03'."""
    artifacts = workspace.artifacts.values()
    documents = {artifact.field("id").text for artifact in artifacts}
    return frozenset(documents.union(*(defined_in(artifact) for artifact in artifacts)) - {""})


@derived
def defined_in(artifact: Artifact) -> frozenset[str]:
    """The IDs of a document's own records."""
    found = set()
    for register in artifact.schema.registers:
        if not register.identifier or (artifact.skill, register.key) in _OF_OTHERS:
            continue
        for record in artifact.records(register.key):
            if split := parse_identifier(record.text(register.identifier)):
                found.add(split[0])
    return frozenset(found)


@derived
def keys_of_others(artifact: Artifact) -> frozenset[tuple[int, int]]:
    """Line and column of the IDs under which a document lists what others define; other rules join on them."""
    return frozenset(
        (cell.line, cell.column)
        for skill, key in _OF_OTHERS
        if skill == artifact.skill
        for record in artifact.records(key)
        if (cell := record.cells.get(artifact.schema.register(key).identifier))
    )


@derived
def standing_twice(artifact: Artifact) -> tuple[Twice, ...]:
    """IDs that a register gives to a row and its copy, or to two things whose names have nothing in common.

    A row for each metric, period or run of one thing bears its ID rightly: its other fields differ, its name does not.
    """
    found = []
    for register in artifact.schema.registers:
        if not register.identifier or (artifact.skill, register.key) in _UNIQUE_BY_RULE:
            continue
        first: dict[str, Record] = {}
        for record in artifact.records(register.key):
            split = parse_identifier(record.text(register.identifier))
            known = first.setdefault(split[0], record) if split else record
            if split and known is not record and _confused(known, record, register.name):
                ids = (one.cells[register.identifier] for one in (known, record))
                found.append(Twice(split[0], *ids))
    return tuple(found)


def _confused(one: Record, other: Record, name: str) -> bool:
    told = {key: cell.text for key, cell in one.cells.items() if cell.text}
    again = {key: cell.text for key, cell in other.cells.items() if cell.text}
    # an overview repeats some fields of a record, so fewer of them are a copy only in the row below
    same = told == again or (other.line - one.line == 1 and told == {**told, **again})
    if same and len(again) >= _COPIED:
        return True
    names = [{word.casefold() for word in informative_words(record.text(name))} for record in (one, other)]
    return all(names) and not names[0] & names[1]


def is_referred_to(workspace: Workspace, identifier: str, *own: Cell) -> bool:
    """Whether any document mentions an ID elsewhere than in these cells."""
    series = (identifier.partition("-")[0],)
    return any(
        identifier in find_identifiers(cell.text, series)
        for artifact in workspace.artifacts.values()
        for cell in artifact.words()
        if identifier in cell.text and cell not in own
    )


def prefix_of(identifier: str) -> str:
    """What an ID has in common with those of its kind: 'SVC' of 'SVC-001'."""
    return identifier.rpartition("-")[0]


def mentions(artifact: Artifact, prefixes: Iterable[str]) -> Iterator[tuple[Cell, str, str]]:
    """Where an ID with one of these prefixes stands, with the version cited behind it ('' for none).

    A prefix that nothing defines is not looked at: without the register nobody can say what is missing.
    """
    wanted = frozenset(prefixes)
    for prefix, cell, identifier, version in _all_mentions(artifact):
        if prefix in wanted:
            yield cell, identifier, version


@derived
def _all_mentions(artifact: Artifact) -> tuple[_Mention, ...]:
    return tuple(chain(*artifact.each_section(_mentions_in)))


def _mentions_in(section: Section) -> tuple[_Mention, ...]:
    return tuple(
        (prefix_of(match.group(1)), cell, match.group(1), match.group(2) or "")
        for cell in section.words()
        for match in _MENTION.finditer(cell.text)
    )
