"""What a change of one thing touches: who refers to it, which promises rest on it, and which documents must be read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact
from iso20k.facts.commitment import Commitment
from iso20k.judging.references import Reference, References, Thing
from iso20k.values.listing import split_list
from iso20k.wording.names import normalise

#: How many steps a change is followed: supplier to service to SLA; what lies further is found by reading these.
REACH = 2


class Reached(NamedTuple):
    """A thing that a change reaches through others: `chain` are the labels from the changed thing to it, `place` the last link."""

    thing: Thing
    chain: tuple[str, ...]
    place: Place


class Reader(NamedTuple):
    """A document to read again: its owner, the places that name the thing, and what it holds that is reached through others."""

    skill: str
    path: str
    title: str
    owner: str
    direct: tuple[Reference, ...]
    reached: tuple[Reached, ...]


class Impact(NamedTuple):
    """The answer to 'who must look, if this changes': documents with direct references first."""

    thing: Thing
    listed: tuple[Place, ...]
    commitments: tuple[Commitment, ...]
    readers: tuple[Reader, ...]

    @property
    def direct(self) -> tuple[Reference, ...]:
        """Every place that names the thing."""
        return tuple(reference for reader in self.readers for reference in reader.direct)


def impact(
    thing: Thing,
    known: References,
    artifacts: Mapping[str, Artifact],
    commitments: Iterable[Commitment] = (),
) -> Impact:
    """Follow the references to `thing` up to REACH steps; people are reached and never followed, or all would be."""
    direct = known.to(thing)
    reached = _followed(thing, known)
    homes = {reference.place.path for reference in direct} | {one.place.path for one in reached}
    readers = [
        Reader(
            artifact.skill,
            artifact.path,
            artifact.schema.step.title,
            artifact.field("owner").text,
            tuple(one for one in direct if one.place.path == artifact.path),
            tuple(one for one in reached if one.place.path == artifact.path),
        )
        for artifact in artifacts.values()
        if artifact.path in homes
    ]
    readers.sort(key=lambda reader: not reader.direct)
    return Impact(thing, thing.places, _concerning(thing, commitments), tuple(readers))


def _followed(thing: Thing, known: References) -> tuple[Reached, ...]:
    """The things whose rows name the thing, and the things whose rows name these, each by its shortest chain."""
    found: dict[str, Reached] = {}
    edge: list[tuple[Thing, tuple[str, ...]]] = [(thing, (thing.label,))]
    for _ in range(REACH):
        following = []
        for one, chain in edge:
            for reference in known.to(one):
                holder = known.things.get(reference.holder)
                if holder is None or not holder.id or holder.key in found or holder.key == thing.key:
                    continue
                if not reference.at_home:
                    continue  # another document's row about it says nothing of what it rests on
                further = (*chain, holder.label)
                found[holder.key] = Reached(holder, further, reference.place)
                following.append((holder, further))
        edge = following
    return tuple(found.values())


def _concerning(thing: Thing, commitments: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """The promises that name it as their service or are held by it."""
    keys = {normalise(text) for text in (thing.id, thing.name, thing.label) if text}
    return tuple(one for one in commitments if keys & {normalise(one.holder), *_named_in(one.service)})


def _named_in(services: str) -> Iterator[str]:
    """The services that a commitment names, alone or among others, by ID and by name."""
    for told in (services, *split_list(services)):
        yield normalise(told)
        yield normalise(told.partition(" ")[0])
