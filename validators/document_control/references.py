"""IDs: which the set defines, and where a document mentions one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from iso20k.document import Cell
from iso20k.facts.artifact import Artifact, derived
from iso20k.judging.workspace import Workspace
from iso20k.values.listing import parse_identifier

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


def prefix_of(identifier: str) -> str:
    """What an ID has in common with those of its kind: 'SVC' of 'SVC-001'."""
    return identifier.rpartition("-")[0]


def mentions(artifact: Artifact, prefixes: Iterable[str]) -> Iterator[tuple[Cell, str, str]]:
    """Where an ID with one of these prefixes stands, with the version cited behind it ('' for none).

    A prefix that nothing defines is not looked at: without the register nobody can say what is missing.
    """
    wanted = frozenset(prefixes)
    for cell in artifact.words():
        for match in _MENTION.finditer(cell.text):
            if prefix_of(match.group(1)) in wanted:
                yield cell, match.group(1), match.group(2) or ""
