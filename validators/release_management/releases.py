"""The document read as release types and as releases; changes and baselines join on these facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.dates import Moment
from iso20k.values.deferred import deferred
from iso20k.values.listing import find_identifiers
from iso20k.wording.filled import filled_cell, informative_words
from validators.design_transition.statements import denies, done_on, moment_in

_ITEM = deferred(r"^([^:\n]{3,60}?)\s*(?::|\s[–—-])\s+(\S.*)$", re.DOTALL)
_EMERGENCY = deferred(r"\b(?:emergency|urgent|hot-?\s?fix)", re.IGNORECASE)


class ReleaseType(NamedTuple):
    """A kind of release; `record` is its row, None for one told in a list."""

    name: str
    scope: str
    frequency: str
    change_type: str
    place: Place
    record: Record | None

    @property
    def emergency(self) -> bool:
        """Whether it is the one that does not wait for a planned date."""
        return bool(_EMERGENCY().search(self.name))


class Release(NamedTuple):
    """A row of the calendar; `actual` is None until it is deployed, `accepted` the moment of acceptance."""

    record: Record
    id: str
    name: str
    type: str
    services: tuple[str, ...]
    rfcs: tuple[str, ...]
    known_errors: tuple[str, ...]
    planned: Moment | None
    actual: Moment | None
    accepted: Moment | None

    @property
    def label(self) -> str:
        """How messages call it."""
        return self.id or self.name or "the release"

    @property
    def accepted_at(self) -> Place:
        """Where the acceptance stands or belongs."""
        key = "accepted_on" if "accepted_on" in self.record.cells else "acceptance"
        return self.record.at(key)


@derived
def release_types(rel: Artifact) -> tuple[ReleaseType, ...]:
    """The types that are defined with their scope, in document order; a bare name is no definition."""
    rows = tuple(
        ReleaseType(
            row.text("type"),
            row.text("scope"),
            row.text("frequency"),
            row.text("change_type"),
            row.place,
            row,
        )
        for row in rel.records("types")
        if row.filled("type")
    )
    return rows or tuple(_listed(rel))


def _listed(rel: Artifact) -> Iterator[ReleaseType]:
    section = rel.sections.get("types")
    for text in section.texts if section else ():
        found = _ITEM().match(text.text) if text.item else None
        if found and informative_words(found[2]):
            yield ReleaseType(found[1], found[2], found[2], found[2], rel.at(text), None)


def defined(kind: ReleaseType) -> bool:
    """Whether a type says what it covers."""
    return filled_cell(kind.scope) and not denies(kind.scope)


@derived
def releases(rel: Artifact) -> tuple[Release, ...]:
    """Every release of the calendar, in document order."""
    return tuple(
        Release(
            row,
            row.text("id") if row.filled("id") else "",
            row.text("name") if row.filled("name") else "",
            row.text("type"),
            find_identifiers(row.text("service"), ("SVC",)),
            find_identifiers(row.text("rfcs")),
            find_identifiers(row.text("known_errors"), ("KE", "PRB")),
            moment_in(row.text("planned")),
            done_on(row.text("actual")),
            done_on(row.text("accepted_on")) or done_on(row.text("acceptance")),
        )
        for row in rel.records("calendar")
        if row.filled("id") or row.filled("name")
    )
