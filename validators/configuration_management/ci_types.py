"""The types of configuration items that a CMDB holds; other documents join on them by name or prefix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from iso20k.document import Cell, Section, Text
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.near_miss import NearMiss, near_miss
from iso20k.values.deferred import deferred
from iso20k.values.listing import split_list
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from validators.configuration_management.coverage import parts, says_something

_ITEM = deferred(r"^([^:\n.]{2,40}?)\s*(?::|\s[–—-])\s+(\S.*)$", re.DOTALL)
_BRACKETS = deferred(r"\s*\([^()]*\)")
_JOINT = deferred(r"\s*/\s*|\s+(?:and|or|&|\+)\s+", re.IGNORECASE)
_EVERY = deferred(
    r"(?:all|any|every|each|common|general|generic|core|base|basic|shared)\b|\*$|cis?$", re.IGNORECASE
)


class CIType(NamedTuple):
    """A class of configuration items: its name, and the prefix of its items' IDs ('' when none is given)."""

    name: str
    prefix: str
    record: Record


@derived
def ci_types(cfg: Artifact) -> tuple[CIType, ...]:
    """The types of the table, else those that headings, items or the attribute table name, in document order."""
    rows = tuple(record for record in cfg.records("ci_types") if record.filled("name"))
    found = tuple(
        CIType(record.text("name"), _prefix(record.text("prefix")), record) for record in rows
    ) or tuple(_described(cfg))
    return found or tuple(_of_attributes(cfg))


@derived
def defined_types(cfg: Artifact) -> tuple[CIType, ...]:
    """The types that are defined as such; a name that stands only beside an attribute may be one of several."""
    return tuple(kind for kind in ci_types(cfg) if kind.record.filled("name"))


def _prefix(text: str) -> str:
    code = text.strip(" -_`.").upper()
    return code if re.fullmatch(r"[A-Z0-9]{1,12}", code) else ""


def _described(cfg: Artifact) -> Iterator[CIType]:
    for number, section in enumerate(parts(cfg, "ci_types")):
        if number and says_something(section):
            yield _spoken(cfg, section.title, section.line)
        elif not number:
            yield from _items(cfg, section)


def _items(cfg: Artifact, section: Section) -> Iterator[CIType]:
    for block in section.blocks:
        found = _ITEM().match(block.text) if isinstance(block, Text) and block.item else None
        if found and filled_cell(found[2]):
            yield _spoken(cfg, found[1], block.line, found[2])


def _of_attributes(cfg: Artifact) -> Iterator[CIType]:
    seen: set[str] = set()
    for record in cfg.records("attributes"):
        for name in named_types(record.text("type")):
            if filled_cell(name) and not is_every(name) and normalise(name) not in seen:
                seen.add(normalise(name))
                yield CIType(name, "", record)


def _spoken(cfg: Artifact, name: str, line: int, description: str = "") -> CIType:
    cells = {"name": Cell(name.strip(), line), "description": Cell(description, line)}
    return CIType(name.strip(), "", Record(cfg.path, line, "ci_types", cells))


def named_types(text: str) -> tuple[str, ...]:
    """The type names of a cell: 'Virtual Machine, Application', 'Server / Virtual Machine', 'Server or VM'."""
    return tuple(
        part.strip() for item in split_list(text) for part in _JOINT().split(item) if filled_cell(part)
    )


def is_every(text: str) -> bool:
    """Whether a cell means every type: 'All', 'any CI', 'common'."""
    return bool(_EVERY().match(text.strip()))


def find_type(name: str, known: tuple[CIType, ...]) -> CIType | None:
    """The type of this name or prefix, in singular or plural, with or without a remark in brackets; no near miss."""
    wanted = _keys(name)
    return next((kind for kind in known if wanted & (_keys(kind.name) | _keys(kind.prefix))), None)


def types_holding(name: str, known: tuple[CIType, ...]) -> tuple[CIType, ...]:
    """The types that hold such items: the one of this name, else those whose description or examples name them."""
    own = find_type(name, known)
    if own:
        return (own,)
    wanted = rf"\b{re.escape(_BRACKETS().sub('', name).strip().removesuffix('s'))}(?:e?s)?\b"
    told = ("description", "examples")
    return tuple(
        kind for kind in known if any(re.search(wanted, kind.record.text(key), re.IGNORECASE) for key in told)
    )


@lru_cache(maxsize=1024)
def _keys(name: str) -> frozenset[str]:
    whole = {normalise(name), normalise(_BRACKETS().sub("", name))} - {""}
    return frozenset(whole | {key.removesuffix("s") for key in whole if len(key) > 2})


def near_type(name: str, known: tuple[CIType, ...]) -> NearMiss:
    """A name that is no type's, and the type that it nearly names."""
    return near_miss(name, (kind.name for kind in known))
