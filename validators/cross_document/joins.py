"""How documents find each other's things: by ID first, then by normalised name, and never by a near miss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment, Subject
from iso20k.judging.near_miss import NearMiss, near_miss
from iso20k.judging.rule import Related
from iso20k.judging.workspace import Workspace
from iso20k.values.listing import parse_identifier, split_list
from iso20k.wording.names import normalise
from validators.service_catalog.services import Service, find_service, services
from validators.supplier_management.suppliers import Supplier


def service_in(catalog: Artifact, name: str) -> Service | None:
    """The catalog entry that another document calls by this ID or name; None for nothing and for a near miss."""
    return find_service(name, services(catalog)) if name.strip() else None


def near_service(catalog: Artifact, name: str) -> NearMiss:
    """A name of a service that the catalog does not have, and its nearest entry."""
    return near_miss(name, (text for one in services(catalog) for text in (one.id, one.name) if text))


def unknown_service(catalog: Artifact, name: str) -> str:
    """How a message ends that names a service the catalog does not have: '', or its nearest entry."""
    return near_service(catalog, name).ending


def near_supplier(told: str, known: Sequence[Supplier]) -> NearMiss:
    """A name of a supplier that the register does not have, and its nearest row; of 'ID name' the part that is near."""
    split = parse_identifier(told)
    names = [text for one in known for text in (one.id, one.name) if text]
    whole = near_miss(told, names)
    if whole.near or not split:
        return whole
    # an ID that nothing has is wrong as well, so there is no edit
    return NearMiss("", near_miss(split[1], names).near)


def about(
    catalog: Artifact, service: Service, commitments: Iterable[Commitment], *subjects: Subject
) -> Iterator[Commitment]:
    """The commitments of any document that concern this catalog entry, of these subjects (of all when none is named)."""
    for one in commitments:
        if (not subjects or one.subject in subjects) and is_for(catalog, service, one):
            yield one


def is_for(catalog: Artifact, service: Service, commitment: Commitment) -> bool:
    """Whether a commitment names this catalog entry, alone or among others."""
    names = (commitment.service, *split_list(commitment.service))
    return any(service_in(catalog, name) == service for name in names)


def related_to(commitment: Commitment) -> Related:
    """The other document's line, in words: 'availability of SLA-002: >= 99.95 %'."""
    return Related(commitment.place, f"{commitment.name}: {commitment.told}")


def same_service(workspace: Workspace, one: str, other: str) -> bool:
    """Whether two documents speak of one service: what they write is the same, or the catalog has both as one entry."""
    if not (one.strip() and other.strip()):
        return False
    if normalise(one) == normalise(other):
        return True
    catalog = workspace.artifact("service-catalog")
    found = service_in(catalog, one) if catalog else None
    return found is not None and catalog is not None and found == service_in(catalog, other)


def applying(workspace: Workspace, commitments: Iterable[Commitment], service: str) -> tuple[Commitment, ...]:
    """What holds for a service: the commitments that name it, else those that are for all."""
    known = tuple(commitments)
    named = tuple(one for one in known if one.service and same_service(workspace, one.service, service))
    return named or tuple(one for one in known if not one.service)
