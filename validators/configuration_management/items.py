"""The configuration items that the document lists, and the states they may be in; changes and services join on them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.deferred import deferred
from iso20k.values.listing import find_identifiers, split_list
from iso20k.wording.filled import filled_cell
from validators.configuration_management.attributes import (
    IDENTITY,
    LOCATION,
    NAME,
    OWNER,
    STATUS,
    VERSION,
)
from validators.configuration_management.ci_types import CIType, ci_types, find_type

#: The columns of the list in which an attribute stands.
COLUMNS: Mapping[str, str] = {
    IDENTITY: "id",
    NAME: "name",
    OWNER: "owner",
    STATUS: "status",
    LOCATION: "location",
    VERSION: "version",
}


_SAMPLE = deferred(
    r"\b(?:samples?|extracts?|excerpts?|examples?|selection|selected|some of|part of|illustrat\w+)\b",
    re.IGNORECASE,
)
_ALL = deferred(
    r"\b(?:all|every|complete|full|entire) (?:list|register|inventory|set|CMDB|CIs?\b|configuration items?|items?)"
    r"|\bCI (?:register|inventory)|\bregister of configuration items",
    re.IGNORECASE,
)


class Item(NamedTuple):
    """A listed configuration item; `kind` is None when its type is not defined, `services` are service IDs or names."""

    record: Record
    id: str
    name: str
    kind: CIType | None
    services: tuple[str, ...]

    @property
    def label(self) -> str:
        """How messages call it: its ID, else its name."""
        return self.id or self.name or "the item"


class State(NamedTuple):
    """A state of the CI lifecycle and who may set it ('' when nothing says so)."""

    name: str
    set_by: str
    record: Record


@derived
def items(cfg: Artifact) -> tuple[Item, ...]:
    """The listed items in document order; a table of attributes by type lists none."""
    known = ci_types(cfg)
    return tuple(
        Item(
            record,
            record.text("id") if record.filled("id") else "",
            record.text("name") if record.filled("name") else "",
            find_type(record.text("type"), known) if record.filled("type") else None,
            _services(record.text("service")),
        )
        for record in cfg.records("cis")
        if record.home not in ("attributes", "ci_types", "naming")
        and (record.filled("id") or record.filled("name"))
    )


def _services(text: str) -> tuple[str, ...]:
    return find_identifiers(text, ("SVC",)) or tuple(item for item in split_list(text) if filled_cell(item))


@derived
def lists_all(cfg: Artifact) -> bool:
    """Whether the list says that it holds all items; a sample does not, and most lists do not tell."""
    section = cfg.sections.get("cis")
    told = f"{section.title}. {section.prose}" if section else ""
    return bool(_ALL().search(told)) and not _SAMPLE().search(told)


@derived
def lifecycle_states(cfg: Artifact) -> tuple[State, ...]:
    """The states of the table, in document order."""
    return tuple(
        State(record.text("state"), record.text("set_by") if record.filled("set_by") else "", record)
        for record in cfg.records("states")
        if record.filled("state")
    )
