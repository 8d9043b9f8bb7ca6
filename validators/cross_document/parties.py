"""With whom SLAs are agreed, as the customers and segments of the customer register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iso20k.facts.artifact import Artifact
from iso20k.values.deferred import deferred
from iso20k.wording.names import normalise
from validators.business_relationship.customers import Customer, customers, segments
from validators.service_level_management.agreements import Agreement

_EVERYBODY = deferred(
    r"(?:all|every|each)\b.*|(?:our )?(?:customers|clients|everyone|everybody)", re.IGNORECASE
)
_CALLED = deferred(
    r"\s*(?:\b(?:customers?|clients?|segment|group|members?)\b|^(?:the|our|[0-9]+)\s)\s*", re.IGNORECASE
)
_BRACKETS = deferred(r"\s*\([^()]*\)")


class Party(NamedTuple):
    """A customer or segment as an SLA names it: the names of all whom it means; none for one nobody knows."""

    told: str
    names: frozenset[str]


def parties(brm: Artifact, sla: Agreement) -> Iterator[Party]:
    """With whom an SLA is agreed, each with the customers and segments of the register that it stands for.

    'All customers' and the like name nobody in particular and are left out.
    """
    for told in sla.customers:
        if not _EVERYBODY().fullmatch(told.strip()):
            yield Party(told, names_of(brm, told))


def names_of(brm: Artifact, told: str) -> frozenset[str]:
    """A segment stands for its members and a member for its segment, each by ID and by name; empty for a stranger."""
    wanted = _keys(told)
    found: set[str] = set()
    for customer in customers(brm):
        if wanted & {*_keys(customer.name), *_keys(customer.segment), *_keys(f"{customer.id} {customer.name}"), normalise(customer.id)}:  # fmt: skip
            found |= {*_keys(customer.name), *_keys(customer.segment), normalise(customer.id)}
    for segment in segments(brm):
        if wanted & _keys(segment.name):
            found |= _keys(segment.name)
    return frozenset(found - {""})


def means(party: Party, told: str) -> bool:
    """Whether a cell's entry ('Enterprise customers', 'all') includes a party."""
    return bool(_EVERYBODY().fullmatch(told.strip()) or _keys(told) & party.names)


def _keys(told: str) -> set[str]:
    """A name as it is and without brackets and words such as 'customers'."""
    plain = _BRACKETS().sub("", told)
    return {normalise(text) for text in (told, plain, _CALLED().sub(" ", plain).strip())} - {""}


def customer_names(brm: Artifact) -> list[str]:
    """What the register calls its customers and segments."""
    known: list[Customer] = list(customers(brm))
    texts = [text for one in known for text in (one.id, one.name, one.segment)]
    return [text for text in dict.fromkeys([*texts, *(s.name for s in segments(brm))]) if text]
