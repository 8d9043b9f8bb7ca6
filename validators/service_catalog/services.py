"""The catalog read as services and their dependencies; other documents' rules join on these facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.listing import split_list
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise

BUSINESS, SUPPORTING, THIRD_PARTY = "business", "supporting", "third-party"
_TYPE_WORDS: Mapping[str, tuple[str, ...]] = {
    THIRD_PARTY: ("third", "external", "supplier", "purchased"),
    SUPPORTING: ("supporting", "support", "internal", "infrastructure", "platform", "enabling"),
    BUSINESS: ("business", "customer"),
}
_RETIRED = ("retired", "withdrawn", "decommissioned", "obsolete")
_NOT_YET_LIVE = ("pipeline", "planned", "design", "proposed", "draft", "development")


class Service(NamedTuple):
    """A catalog entry: `kind` is business, supporting, third-party or '' when nothing tells."""

    record: Record
    id: str
    name: str
    kind: str

    @property
    def label(self) -> str:
        """How messages call it: its name, else its id."""
        return self.name or self.id or "the service"

    @property
    def status(self) -> str:
        """'live', 'pipeline' or 'retired'; a service without a status is live."""
        words = self.record.text("status").lower()
        if any(word in words for word in _RETIRED):
            return "retired"
        return "pipeline" if any(word in words for word in _NOT_YET_LIVE) else "live"

    def names(self) -> Iterator[str]:
        """The id and the name in the form in which documents are joined."""
        for text in (self.id, self.name):
            if text:
                yield normalise(text)


class Dependency(NamedTuple):
    """`source` needs `target`, as written; `place` is where it says so."""

    source: str
    target: str
    place: Place


@derived
def services(catalog: Artifact) -> tuple[Service, ...]:
    """Every entry of the catalog, in document order."""
    return tuple(
        Service(record, record.text("id"), record.text("name"), _kind(record))
        for record in catalog.records("services")
    )


@derived
def business_services(catalog: Artifact) -> tuple[Service, ...]:
    """The services that customers receive and that are not retired."""
    return tuple(s for s in services(catalog) if s.kind == BUSINESS and s.status != "retired")


@derived
def supporting_services(catalog: Artifact) -> tuple[Service, ...]:
    """The services that carry others, whoever runs them."""
    return tuple(
        s for s in services(catalog) if s.kind in (SUPPORTING, THIRD_PARTY) and s.status != "retired"
    )


def _kind(record: Record) -> str:
    text = record.text("type").lower()
    for kind, words in _TYPE_WORDS.items():
        if any(word in text for word in words):
            return kind
    return {"business": BUSINESS, "supporting": SUPPORTING, "third_party": THIRD_PARTY}.get(record.home, "")


@derived
def dependencies(catalog: Artifact) -> tuple[Dependency, ...]:
    """Who needs whom, from 'Depends on', 'Supports' and the dependency table, each with its place."""
    found: list[Dependency] = []
    for service in services(catalog):
        own = service.id or service.name
        needs, carries = service.record.at("depends_on"), service.record.at("supports")
        found.extend(Dependency(own, target, needs) for target in named(service.record, "depends_on"))
        found.extend(Dependency(source, own, carries) for source in named(service.record, "supports"))
    for row in catalog.records("dependencies"):
        for source in named(row, "from"):
            found.extend(Dependency(source, target, row.at("to")) for target in named(row, "to"))
    return tuple(found)


def named(record: Record, key: str) -> tuple[str, ...]:
    """The entries of a list cell; 'none', a dash or a placeholder is no entry."""
    return tuple(
        part
        for part in split_list(record.text(key))
        if filled_cell(part) and not part.lower().startswith("none")
    )


def find_service(name: str, known: tuple[Service, ...]) -> Service | None:
    """The service with this id or name ('SVC-001', 'Cloud Hosting', 'SVC-001 Cloud Hosting'); never a near miss."""
    wanted = normalise(name)
    for service in known:
        if wanted in service.names() or wanted == normalise(f"{service.id} {service.name}"):
            return service
    first = normalise(name.split()[0]) if name.split() else ""
    return next((service for service in known if service.id and normalise(service.id) == first), None)


@derived
def graph(catalog: Artifact) -> Mapping[str, tuple[str, ...]]:
    """The resolved dependencies: service label to the labels of what it needs."""
    known = services(catalog)
    edges: dict[str, list[str]] = {service.label: [] for service in known}
    for dependency in dependencies(catalog):
        source, target = find_service(dependency.source, known), find_service(dependency.target, known)
        if source and target and target.label not in edges[source.label]:
            edges[source.label].append(target.label)
    return {label: tuple(targets) for label, targets in edges.items()}


def reached_from(label: str, edges: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """All that `label` needs, directly or through others, itself left out unless it needs itself."""
    seen: set[str] = set()
    waiting = list(edges.get(label, ()))
    while waiting:
        target = waiting.pop()
        if target not in seen:
            seen.add(target)
            waiting.extend(edges.get(target, ()))
    return frozenset(seen)
