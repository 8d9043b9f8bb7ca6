"""Which services a row or a sentence speaks about, by ID or by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.judging.workspace import Workspace
from iso20k.values.listing import find_identifiers, parse_identifier, split_list
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from validators.service_catalog.services import SUPPORTING, THIRD_PARTY, services

#: Pairs of ID and name of the services that somebody listed, so that an ID and a name find each other.
Known = tuple[tuple[str, str], ...]
_PREFIX = "SVC-"
_SHORTEST = 4  # a shorter name stands in too many words to be looked for in sentences


class ItemRef(NamedTuple):
    """A service, or another thing with an ID, as a row names it: its ID, its name, or both; both '' for none."""

    id: str
    name: str

    @property
    def label(self) -> str:
        """How messages call it: its name, else its ID."""
        return self.name or self.id or "the row"

    def same(self, other: ItemRef) -> bool:
        """Whether two rows mean one thing: by ID where both have one, else by name."""
        if self.id and other.id:
            return self.id == other.id
        return bool(self.name) and normalise(self.name) == normalise(other.name)

    def named_in(self, text: str) -> bool:
        """Whether a text speaks of it."""
        if self.id and self.id in find_identifiers(text, (self.id.rpartition("-")[0],)):
            return True
        key = normalise(self.name)
        return len(key) >= _SHORTEST and key in normalise(text)


def service_of(record: Record, known: Known = ()) -> ItemRef:
    """The one service of a record, from its columns 'service_id' and 'service'."""
    told = [ref_of(record.text(key), known) for key in ("service_id", "service") if record.filled(key)]
    if not told:
        return ItemRef("", "")
    return ItemRef(
        next((ref.id for ref in told if ref.id), ""), next((ref.name for ref in told if ref.name), "")
    )


def services_of(record: Record, known: Known = ()) -> tuple[ItemRef, ...]:
    """The services that a record lists in 'service_id', else in 'service'."""
    for key in ("service_id", "service"):
        refs = [ref_of(part, known) for part in split_list(record.text(key)) if filled_cell(part)]
        if len(refs) == 1 and key == "service_id":
            return (service_of(record, known),)
        if refs:
            return tuple(refs)
    return ()


def named_above(artifact: Artifact, record: Record, known: Known) -> tuple[ItemRef, ...]:
    """The services that the headings above a record name: rows may be grouped by service."""
    titles: dict[int, str] = {}
    for section in artifact.document.sections:
        if section.line > record.line:
            break
        titles = {level: title for level, title in titles.items() if level < section.level}
        titles[section.level] = section.title
    told = [title for level, title in titles.items() if level > 1]
    named = [ItemRef(*pair) for pair in known if any(ItemRef(*pair).named_in(title) for title in told)]
    split = [parse_identifier(title) for title in told]
    coded = [ItemRef(one[0], one[1]) for one in split if one and one[0].startswith(_PREFIX)]
    return distinct((*named, *coded))


def served_by(artifact: Artifact, record: Record, known: Known = ()) -> tuple[ItemRef, ...]:
    """The services of a record, from its own columns, else from the headings above it."""
    return services_of(record, known) or named_above(artifact, record, known)


def ref_of(text: str, known: Known = ()) -> ItemRef:
    """'SVC-002 Cloud Hosting', 'Cloud Hosting (SVC-002)', 'SVC-002' or 'Cloud Hosting' as a service."""
    split = parse_identifier(text)
    own = ItemRef(split[0].upper(), split[1]) if split else ItemRef("", text.strip())
    for identifier, name in known:
        if own.id == identifier or (not own.id and normalise(own.name) == normalise(name)):
            return ItemRef(identifier, own.name or name)
    return own


@derived
def pairs_in(artifact: Artifact, known: Known = ()) -> Known:
    """The pairs of ID and name that the document's own rows give, behind those known from elsewhere."""
    found = dict(known)
    for register in artifact.schema.registers:
        keys = {column.key for column in register.columns}
        for record in artifact.records(register.key) if "service_id" in keys else ():
            ref = service_of(record)
            if ref.id and ref.name:
                found.setdefault(ref.id, ref.name)
    return tuple(found.items())


def catalog_pairs(workspace: Workspace) -> Known:
    """The pairs of ID and name in the service catalog, none when there is no catalog."""
    catalog = workspace.artifact("service-catalog")
    return tuple((s.id.upper(), s.name) for s in services(catalog) if s.id) if catalog else ()


def carries_others(workspace: Workspace, ref: ItemRef) -> bool:
    """Whether the catalog knows the service as one that supports others."""
    catalog = workspace.artifact("service-catalog")
    if catalog is None:
        return False
    return any(
        s.kind in (SUPPORTING, THIRD_PARTY) and ref.same(ItemRef(s.id.upper(), s.name))
        for s in services(catalog)
    )


def distinct(refs: Iterable[ItemRef]) -> tuple[ItemRef, ...]:
    """Each service once, in the order in which they come."""
    found: list[ItemRef] = []
    for ref in refs:
        if (ref.id or ref.name) and not any(ref.same(other) for other in found):
            found.append(ref)
    return tuple(found)
