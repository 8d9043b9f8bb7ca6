"""Which entry of the catalog cannot do without which other: dependencies with their strength and second leg."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, derived
from iso20k.values.deferred import deferred
from iso20k.wording.filled import filled_cell
from validators.service_catalog.services import Service, dependencies, find_service, named, services

HARD, SOFT = "hard", "soft"
_SOFT = deferred(r"\b(?:soft|weak|optional|partial|indirect|degrad\w+|loose)\b", re.IGNORECASE)
_HARD = deferred(r"\b(?:hard|strong|critical|mandatory|essential|required|full|direct)\b", re.IGNORECASE)
_NO_SECOND = deferred(r"\W*(?:none|no|nil|not)\b", re.IGNORECASE)


class Need(NamedTuple):
    """`source` needs `target`; `kind` is hard, soft or '' when nobody said, `redundant` whether there is a second leg."""

    source: Service
    target: Service
    kind: str
    redundant: bool
    place: Place


@derived
def needs(catalog: Artifact) -> tuple[Need, ...]:
    """Each dependency between two entries once, as the dependency table qualifies it."""
    found: dict[tuple[str, str], Need] = {}
    for need in (*_qualified(catalog), *_plain(catalog)):
        found.setdefault((need.source.label, need.target.label), need)
    return tuple(found.values())


def _qualified(catalog: Artifact) -> Iterator[Need]:
    known = services(catalog)
    for row in catalog.records("dependencies"):
        told, second = row.text("kind"), row.text("redundancy")
        kind = SOFT if _SOFT().search(told) else HARD if _HARD().search(told) else ""
        redundant = filled_cell(second) and not _NO_SECOND().match(second)
        for name in named(row, "from"):
            for other in named(row, "to"):
                source, target = find_service(name, known), find_service(other, known)
                if source and target:
                    yield Need(source, target, kind, redundant, row.at("to"))


def _plain(catalog: Artifact) -> Iterator[Need]:
    known = services(catalog)
    for dependency in dependencies(catalog):
        source, target = find_service(dependency.source, known), find_service(dependency.target, known)
        if source and target:
            yield Need(source, target, "", redundant=False, place=dependency.place)


def paths_from(service: Service, edges: tuple[Need, ...]) -> Iterator[tuple[Need, ...]]:
    """The shortest chain of needs to each entry that a service reaches, nearest first; never back to itself."""
    seen = {service.label}
    waiting: list[tuple[Need, ...]] = [(need,) for need in edges if need.source.label == service.label]
    while waiting:
        path = waiting.pop(0)
        end = path[-1].target
        if end.label in seen:
            continue
        seen.add(end.label)
        yield path
        waiting.extend((*path, need) for need in edges if need.source.label == end.label)
