"""The kinds of relations by which items of one type are joined to items of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iso20k.document import Cell, Place
from iso20k.facts.artifact import Artifact, Record, derived
from iso20k.values.deferred import deferred
from iso20k.wording.names import normalise
from iso20k.wording.negation import states
from iso20k.wording.sentences import sentences
from validators.configuration_management.ci_types import CIType, ci_types, named_types

_PHRASES = (
    r"runs? on|depends? on|(?:is |are )?used by|(?:is |are )?managed by|(?:is |are )?installed on|(?:is |are )?(?:a )?part of"
    r"|(?:is |are )?hosted (?:on|by)|(?:is |are )?connected to|connects? to|(?:is |are )?member of|consists? of|contains?"
    r"|(?:is |are )?backed up (?:by|to)|(?:is |are )?monitored by|(?:is |are )?documented (?:by|in)|(?:is |are )?supported by|supports"
    r"|(?:is |are )?covered by|uses|(?:is |are )?owned by|(?:is |are )?licensed by|(?:is |are )?located in"
)
_PHRASE = deferred(rf"\b(?:{_PHRASES})\b", re.IGNORECASE)
_AUXILIARY = deferred(r"^(?:is|are) ", re.IGNORECASE)


class Relation(NamedTuple):
    """A relation and the types at its ends, as written; `spoken` tells a sentence from a row."""

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    record: Record
    spoken: bool = False

    @property
    def joins(self) -> bool:
        """Whether both ends are named."""
        return bool(self.sources and self.targets)

    def at(self, end: str) -> Place:
        """Where the 'from' or 'to' end stands or belongs."""
        return self.record.at(end)


@derived
def relations(cfg: Artifact) -> tuple[Relation, ...]:
    """The rows of the relation table, else what the section's sentences say, in document order."""
    rows = tuple(_row(cfg, record) for record in cfg.records("relationships") if record.filled("relation"))
    return rows or tuple(_spoken(cfg))


def _row(cfg: Artifact, record: Record) -> Relation:
    sources, targets = named_types(record.text("from")), named_types(record.text("to"))
    told = _PHRASE().search(record.text("meaning"))
    if not sources and not targets and told:  # "Virtual machine runs on server" beside it
        text = record.text("meaning")
        sources, targets = _ends(text[: told.start()], text[told.end() :], ci_types(cfg))
    return Relation(record.text("relation"), sources, targets, record)


def _spoken(cfg: Artifact) -> Iterator[Relation]:
    section = cfg.sections.get("relationships")
    known = ci_types(cfg)
    for text in section.texts if section else ():
        for sentence in sentences(text.text):
            for found in _PHRASE().finditer(sentence):
                if states(sentence, re.escape(found.group())).verdict == "stated":
                    name = _AUXILIARY().sub("", found.group().lower())
                    record = Record(cfg.path, text.line, "relationships", {"relation": Cell(name, text.line)})
                    ends = _ends(sentence[: found.start()], sentence[found.end() :], known)
                    yield Relation(name, *ends, record, spoken=True)


def _ends(before: str, behind: str, known: tuple[CIType, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    sources, targets = _mentioned(before, known), _mentioned(behind, known)
    if not sources and len(targets) >= 2 and re.match(r"\W*[:(–—-]", behind):
        return targets[:1], targets[1:]  # "runs on: Virtual Machine to Server"
    return sources, targets


def _mentioned(text: str, known: tuple[CIType, ...]) -> tuple[str, ...]:
    """The types that a text mentions, in reading order; 'virtual machines' mentions 'Virtual Machine'."""
    places = []
    for kind in known:
        bare = re.sub(r"\(.*?\)", "", kind.name).strip().removesuffix("s")
        words = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", bare))
        if words and (found := re.search(rf"\b{words}s?\b", text, re.IGNORECASE)):
            places.append((found.start(), kind.name))
    return tuple(name for _, name in sorted(places))


def relation_names(cfg: Artifact) -> tuple[str, ...]:
    """Each kind of relation once, in document order."""
    names: dict[str, str] = {}
    for relation in relations(cfg):
        names.setdefault(normalise(relation.name), relation.name)
    return tuple(names.values())
