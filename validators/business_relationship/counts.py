"""How many customers there are: the total that the document states, and the parts that should add to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, derived
from iso20k.values.deferred import deferred
from iso20k.wording.sentences import sentences
from validators.business_relationship.customers import is_total, members, segments

_WHOM = r"(?:customer|client)(?:s| organi[sz]ations)?"
_KIND = r"(?:external |active |current |contracted |paying |business )?"
_TOTAL = deferred(
    rf"(?<![\w.,-])(?<!of )(?<!of the )(?<!other )(?P<total>[0-9]{{1,6}}) {_KIND}{_WHOM}\b", re.IGNORECASE
)
_PART = rf"(?:[0-9]{{1,6}} (?:are )?(?:[A-Za-z][A-Za-z-]{{1,20}}(?: {_WHOM})?))"
_SPLIT = deferred(
    rf"[ ,:;(=–—-]{{1,4}}(?:of which |of whom |namely |consisting of |split into )?(?P<parts>{_PART}(?:(?:,? and|,? plus|,|;| \+|/) ?{_PART})+)",
    re.IGNORECASE,
)
_NUMBER = deferred(r"[0-9]{1,6}")


class Split(NamedTuple):
    """A stated total of customers with the parts that it is made of; `place` is where the total or the sentence stands."""

    total: int
    parts: tuple[int, ...]
    place: Place


@derived
def splits(brm: Artifact) -> tuple[Split, ...]:
    """Each total of customers that the document splits into segments: '45 = 5 + 15 + 25', in a sentence or a table."""
    return (*_in_sentences(brm), *_of_table(brm))


def _in_sentences(brm: Artifact) -> Iterator[Split]:
    for place, total, rest in _totals(brm):
        if parts := _SPLIT().match(rest):
            yield Split(total, tuple(int(number) for number in _NUMBER().findall(parts["parts"])), place)


def _of_table(brm: Artifact) -> Iterator[Split]:
    """The counts of the segments against the total row, else against the largest total that the section states."""
    known = segments(brm)
    numbers = tuple(segment.number for segment in known if segment.number is not None)
    if len(numbers) < 2 or len(numbers) < len(known):
        return  # a segment that is not counted leaves the sum open
    for row in (*brm.records("segments"), *brm.records("customers")):
        stated = members(row) if is_total(row.text("segment") or row.text("name")) else None
        if stated is not None:
            yield Split(stated, numbers, row.at("number"))
            return
    told = [(place, total) for place, total, rest in _totals(brm)]
    if told:
        place, total = max(told, key=lambda pair: pair[1])
        yield Split(total, numbers, place)


def _totals(brm: Artifact) -> Iterator[tuple[Place, int, str]]:
    """The counts of customers in the sentences of the section, each with the words behind it."""
    section = brm.sections.get("customers")
    for text in section.texts if section else ():
        for sentence in sentences(text.text):
            for found in _TOTAL().finditer(sentence):
                yield brm.at(text), int(found["total"]), sentence[found.end() :]


@derived
def total_customers(brm: Artifact) -> int | None:
    """The number of customers: the largest total that is stated, else the sum of the counted segments."""
    stated = [total for _, total, _ in _totals(brm)] + [split.total for split in splits(brm)]
    numbers = [segment.number for segment in segments(brm) if segment.number is not None]
    return max(stated, default=sum(numbers) or None)
