"""Which priorities each document speaks of, and which priority of the incident process each is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from iso20k.document import Cell, Place, Section
from iso20k.facts.artifact import Artifact, derived
from iso20k.values.deferred import deferred
from validators.incident_management.codes import code_of, codes_mentioned, order_of_code, rank_of
from validators.incident_management.matrix import matrix
from validators.incident_management.targets import aliases, targets
from validators.service_level_management.measures import priority_of

_OF_INCIDENTS = deferred(
    r"\b(?:priorit\w+|incidents?|problems?|tickets?|severity|response|resolution|resolved?|restor\w+|fix|escalat\w+)\b",
    re.IGNORECASE,
)
#: Suppliers rate their cases by schemes of their own.
_OF_OTHERS = ("ucs",)


class Mention(NamedTuple):
    """A priority as a document writes it, with its code, and whether it stands in a column of priorities."""

    text: str
    code: str
    place: Place
    in_column: bool


@derived
def process_codes(incident: Artifact) -> tuple[str, ...]:
    """The priorities of the incident process, the most urgent first: those of its matrix and of its targets."""
    table = matrix(incident)
    found = {*(table.codes if table else ()), *(target.code for target in targets(incident))}
    return tuple(sorted(found, key=order_of_code))


@derived
def matrix_place(incident: Artifact) -> Place:
    """Where the process says which priorities there are."""
    table = matrix(incident)
    return table.place if table else incident.home("targets")


@derived
def mentions(artifact: Artifact) -> tuple[Mention, ...]:
    """Every priority of incidents that another document names, in columns of priorities, then in sentences about incidents."""
    return (*_in_columns(artifact), *_in_words(artifact))


def _in_columns(artifact: Artifact) -> Iterator[Mention]:
    for register in artifact.schema.registers:
        if register.key in _OF_OTHERS:
            continue
        for record in artifact.records(register.key):
            text = record.text("priority")
            if record.filled("priority") and (code := code_of(text)):
                yield Mention(text, code, record.at("priority"), in_column=True)


def _in_words(artifact: Artifact) -> Iterator[Mention]:
    others = {
        record.line
        for register in artifact.schema.registers
        if register.key in _OF_OTHERS
        for record in artifact.records(register.key)
    }
    for cell, codes in chain(*artifact.each_section(_codes_in)):
        if cell.line not in others:
            yield from (Mention(code, code, artifact.at(cell), in_column=False) for code in codes)


def _codes_in(section: Section) -> tuple[tuple[Cell, tuple[str, ...]], ...]:
    """The cells and texts about incidents, with the codes of priorities that they name."""
    return tuple(
        (cell, tuple(codes_mentioned(cell.text)))
        for cell in section.words()
        if _OF_INCIDENTS().search(cell.text)
    )


def resolved(incident: Artifact, mention: Mention) -> str | None:
    """The priority of the process that is meant; '' for one that it does not have, None when that cannot be said.

    A word in a numbered scheme that explains no words ('High' where there are P1 to P4) can be any of them; in a sentence
    only codes of the scheme's own letter are priorities: S3 may be a store.
    """
    codes = process_codes(incident)
    code = aliases(incident).get(mention.code, mention.code)
    if codes and code[1:].isdigit() and (_bare(mention.text) or _unlettered(incident)):
        code = codes[0][0] + code[1:]  # a number alone is of any scheme
    if code in codes:
        return code
    if not codes or (not mention.in_column and code[0] != codes[0][0]):
        return None
    worded = not code[1:].isdigit()
    comparable = not worded or not codes[0][1:].isdigit() or bool(aliases(incident))
    return "" if comparable else None


def _bare(text: str) -> bool:
    return text.strip(" *_`(")[:1].isdigit()


@derived
def _unlettered(incident: Artifact) -> bool:
    """Whether the process calls its priorities by numbers alone."""
    table = matrix(incident)
    told = [cell.text for cell in (table.cells if table else ())] + [t.text for t in targets(incident)]
    return all(_bare(text) for text in told)


def ranks(incident: Artifact, slm: Artifact) -> Mapping[int, int]:
    """The rank in the process of each priority that agreements rank: the same for P1, another for 'High' that is P1 there."""
    found: dict[int, set[int]] = {}
    for mention in mentions(slm):
        code = resolved(incident, mention)
        theirs = priority_of(mention.text)
        if theirs and code is not None:
            found.setdefault(theirs, set()).add(rank_of(code) or 0 if code else 0)
    return {theirs: own.pop() for theirs, own in found.items() if len(own) == 1 and own != {0}}


def span(codes: Sequence[str]) -> str:
    """Several priorities as people say them: 'P1 to P4'."""
    return f"{codes[0]} to {codes[-1]}" if len(codes) > 1 else "".join(codes)
