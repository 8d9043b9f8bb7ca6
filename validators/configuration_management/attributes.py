"""What is recorded about configuration items, and whether that is what the tutorial and clause 9.1 ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from iso20k.document import Place, Section, Table, Text
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.deferred import deferred
from iso20k.values.listing import split_list
from iso20k.wording.filled import filled_cell
from iso20k.wording.negation import states
from validators.configuration_management.ci_types import (
    CIType,
    ci_types,
    find_type,
    is_every,
    named_types,
)
from validators.configuration_management.coverage import parts

NAME, IDENTITY, OWNER, STATUS, LOCATION = "name", "ID", "owner", "status", "location"
#: What every CI type must record at the least.
REQUIRED: tuple[str, ...] = (NAME, IDENTITY, OWNER, STATUS, LOCATION)
DESCRIPTION, RELATED, COMPONENTS, VERSION = (
    "description",
    "relations to CIs",
    "relations to service components",
    "version",
)
CHANGES, PROBLEMS = "linked changes", "linked problems and known errors"
#: What clause 9.1 asks to be recorded of a CI (a to h).
CONTENTS: tuple[str, ...] = (
    DESCRIPTION,
    RELATED,
    COMPONENTS,
    STATUS,
    VERSION,
    LOCATION,
    CHANGES,
    PROBLEMS,
)
_OTHERS = r"(?<!owner )(?<!owner's )(?<!customer )(?<!supplier )(?<!vendor )(?<!service )(?<!contract )(?<!change )(?<!file )(?<!release )(?<!problem )(?<!tenant )(?<!user )"
_KINDS: Mapping[str, str] = {
    NAME: rf"{_OTHERS}\bnames?\b|\bhostnames?\b",
    IDENTITY: rf"{_OTHERS}\b(?:ids?|identifiers?|identification|unique (?:number|key|reference|code))\b|\bci (?:number|no|code)\b",
    OWNER: r"\bowners?\b|\bownership\b|\bowned by\b|\bresponsible\b|\bcustodian\b",
    STATUS: r"\bstatus\b|\bstates?\b|\blife ?cycle\b",
    LOCATION: r"\blocations?\b|\bsites?\b|\bplace\b|\bregions?\b|\bdata ?cent(?:re|er)s?\b|\bstored in\b",
    DESCRIPTION: r"\bdescriptions?\b|\bpurpose\b|\bfunction\b",
    RELATED: r"\brelat(?:ions?|ionships?|ed)\b(?!.{0,14}\b(?:services?|changes?|problems?|incidents?|errors?)\b)"
    r"|\bparents?\b|\bconnected\b|\bdepend|\b(?:linked|other) (?:cis?|configuration items?)\b",
    COMPONENTS: r"\bservices?\b(?! (?:tag|contract|level|desk|hours|id of))|\bcomponents?\b",
    VERSION: r"\bversions?\b|\brevisions?\b|\bpatch level\b|\bfirmware\b|\breleases?\b|\bbuild\b",
    CHANGES: r"\bchanges?\b|\brfcs?\b",
    PROBLEMS: r"\bproblems?\b|\bknown errors?\b",
}
_JOINT = deferred(r"\s+(?:and|&|\+)\s+|\s*/\s*")
_OPTIONAL = deferred(
    r"(?:no|optional|o|n|may|if |where |when |as needed|conditional|desirable)\b", re.IGNORECASE
)


class Attribute(NamedTuple):
    """A recorded attribute: `applies` names its types (empty for every type), `kinds` what of the above it is."""

    applies: tuple[str, ...]
    text: str
    kinds: frozenset[str]
    mandatory: bool
    place: Place


@lru_cache(maxsize=2048)
def kinds_of(text: str) -> frozenset[str]:
    """What attribute names are about: 'Name, ID and patch level' is name, ID and version."""
    items = [part for item in split_list(text) for part in _JOINT().split(item)]
    return frozenset(
        kind
        for kind, pattern in _KINDS.items()
        if any(re.search(pattern, item, re.IGNORECASE) for item in items)
    )


@derived
def attributes(cfg: Artifact) -> tuple[Attribute, ...]:
    """Every attribute that tables, lists or sentences give, in this order."""
    tables = (*_rows(cfg), *_of_types(cfg), *_matrix(cfg))
    return (*tables, *_spoken(cfg))


def _rows(cfg: Artifact) -> Iterator[Attribute]:
    above: tuple[str, ...] = ()
    ticked = {cell.line for table, _ in _matrices(cfg) for row in table.rows for cell in row}
    for record in cfg.records("attributes"):
        if record.line in ticked:
            continue
        if record.filled("type"):
            names = named_types(record.text("type"))
            above = () if any(is_every(name) for name in names) else names
        elif "type" not in record.cells:
            above = ()
        if record.filled("attribute"):
            text = record.text("attribute")
            yield Attribute(above, text, kinds_of(text), _mandatory(record), record.at("attribute"))


def _mandatory(record: Record) -> bool:
    return not (record.text("mandatory").strip() and _OPTIONAL().match(record.text("mandatory").strip()))


def _of_types(cfg: Artifact) -> Iterator[Attribute]:
    for kind in ci_types(cfg):
        text = kind.record.text("attributes")
        if kind.record.home == "ci_types" and filled_cell(text):
            yield Attribute(
                (kind.name,), text, kinds_of(text), mandatory=True, place=kind.record.at("attributes")
            )


def _matrix(cfg: Artifact) -> Iterator[Attribute]:
    for table, types_across in _matrices(cfg):
        yield from _ticks(cfg, table, types_across=types_across)


@derived
def _matrices(cfg: Artifact) -> tuple[tuple[Table, bool], ...]:
    """Tables with a tick where a type has an attribute, each with whether the types stand across."""
    known, found = ci_types(cfg), []
    for key in ("attributes", "ci_types"):
        section = cfg.sections.get(key)
        for table in section.tables if section else ():
            if sum(bool(find_type(cell.text, known)) for cell in table.header) >= 2:
                found.append((table, True))
            elif sum(bool(kinds_of(cell.text)) for cell in table.header[1:]) >= 3 and _is_ticked(table):
                found.append((table, False))
    return tuple(found)


def _is_ticked(table: Table) -> bool:
    cells = [cell.text.strip() for row in table.rows for cell in row[1:]]
    return all(len(text) <= 9 and not any(sign.isdigit() for sign in text) for text in cells)


def _ticks(cfg: Artifact, table: Table, *, types_across: bool) -> Iterator[Attribute]:
    for row in table.rows:
        for head, cell in zip(table.header[1:], row[1:], strict=False):
            kind, name = (head.text, row[0].text) if types_across else (row[0].text, head.text)
            if filled_cell(cell.text) and cell.text.strip().lower() not in ("no", "n", "✗", "✘", "❌"):
                applies = () if is_every(kind) else (kind,)
                mandatory = not _OPTIONAL().match(cell.text.strip())
                yield Attribute(applies, name, kinds_of(name), mandatory, cfg.at(cell))


def _spoken(cfg: Artifact) -> Iterator[Attribute]:
    """Sentences and items of the attribute section; below the heading of a type they are about that type."""
    known = ci_types(cfg)
    for section in parts(cfg, "attributes"):
        kind = find_type(section.title, known)
        yield from _texts(cfg, section, (kind.name,) if kind else ())


def _texts(cfg: Artifact, section: Section, applies: tuple[str, ...]) -> Iterator[Attribute]:
    for block in section.blocks:
        if isinstance(block, Text):
            stated = frozenset(
                kind for kind in kinds_of(block.text) if states(block.text, _KINDS[kind]).verdict == "stated"
            )
            if stated:
                yield Attribute(applies, block.text, stated, mandatory=True, place=cfg.at(block))


def recorded(cfg: Artifact, kind: CIType) -> frozenset[str]:
    """What is recorded of the items of a type, by its own attributes and by those of every type."""
    return _by_type(cfg)[kind.name][0]


def mandatory(cfg: Artifact, kind: CIType) -> frozenset[str]:
    """What must be recorded of every item of a type."""
    return _by_type(cfg)[kind.name][1]


@derived
def _by_type(cfg: Artifact) -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """By type: the kinds of all its attributes, and those of the mandatory ones."""
    known = ci_types(cfg)
    everything: dict[str, set[str]] = {kind.name: set() for kind in known}
    needed: dict[str, set[str]] = {kind.name: set() for kind in known}
    for attribute in attributes(cfg):
        found = (find_type(name, known) for name in attribute.applies)
        names = [kind.name for kind in found if kind] if attribute.applies else list(everything)
        for name in names:
            everything[name] |= attribute.kinds
            needed[name] |= attribute.kinds if attribute.mandatory else frozenset()
    return {name: (frozenset(kinds), frozenset(needed[name])) for name, kinds in everything.items()}
