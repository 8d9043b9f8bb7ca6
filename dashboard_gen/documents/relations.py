"""Which documents a document depends on and is used by: who names whose records, by ID or by name, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dashboard_gen.material import Material
from iso20k.document import Place
from iso20k.judging.references import References
from iso20k.once import once
from validators.impact import references_of


class Named(NamedTuple):
    """A thing (service, SLA, person) with the row that defines it and a place that names it."""

    label: str
    home: Place
    place: Place


class Tie(NamedTuple):
    """Another document and what connects it."""

    path: str
    things: tuple[Named, ...]


class Relations(NamedTuple):
    """`depends_on`: its things are named here. `used_by`: it names things of this document."""

    depends_on: tuple[Tie, ...] = ()
    used_by: tuple[Tie, ...] = ()


@once
def references(told: Material) -> References:
    """Who refers to what in the documents that the site shows."""
    return references_of(told.now.workspace)


@once
def named(told: Material) -> tuple[Named, ...]:
    """Every place in one document that names a thing of another, in the order of things, steps and lines."""
    return tuple(_named(references(told)))


def _named(known: References) -> Iterator[Named]:
    for thing in known.things.values():
        home = thing.places[0]
        listed = {place.path for place in thing.places}
        for place in thing.places[1:]:
            if place.path != home.path:
                yield Named(thing.label, home, place)
        for reference in known.to(thing):
            if reference.place.path not in listed:
                yield Named(thing.label, home, reference.place)


def relations(told: Material) -> Mapping[str, Relations]:
    """The relations of each document that has any, by path; a thing is told once for each pair of documents."""
    pairs: dict[tuple[str, str], dict[str, Named]] = defaultdict(dict)
    for one in named(told):
        pairs[one.place.path, one.home.path].setdefault(one.label, one)
    made: dict[str, tuple[list[Tie], list[Tie]]] = defaultdict(lambda: ([], []))
    for (user, home), things in sorted(pairs.items()):
        made[user][0].append(Tie(home, tuple(things.values())))
        made[home][1].append(Tie(user, tuple(things.values())))
    return {path: Relations(tuple(on), tuple(by)) for path, (on, by) in made.items()}
