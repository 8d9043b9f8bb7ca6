"""When the continuity plan takes over from the incident procedure: a decision on failover after so long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iso20k.document import Place, Text
from iso20k.facts.artifact import Artifact, derived
from iso20k.values.deferred import deferred
from iso20k.values.duration import Duration
from iso20k.wording.negation import states
from iso20k.wording.sentences import plain, sentences
from validators.incident_management.targets import times_in

_TO_CONTINUITY = deferred(
    r"fail-?\s?over|continuity plan|disaster recovery|recovery plan|\binvo(?:ke[sd]?|king|cation)\b",
    re.IGNORECASE,
)


_SPAN = 24  # a time follows its "after" at once
_AFTER = deferred(
    r"\b(?:after|within|beyond|past|(?:longer|more|later) than) (?=[0-9]|(?:an?|half|one|two|three|four|ten|fifteen|twenty|thirty) )",
    re.IGNORECASE,
)


class Takeover(NamedTuple):
    """After `after` the continuity plan is turned to; `told` is the whole paragraph, which names the service."""

    told: str
    after: Duration
    place: Place


@derived
def takeovers(incident: Artifact) -> tuple[Takeover, ...]:
    """Every statement of a time after which somebody turns to the continuity plan."""
    return tuple(
        found
        for section in incident.document.sections
        for block in section.blocks
        if isinstance(block, Text)
        for found in _in_block(incident, block)
    )


def _in_block(incident: Artifact, block: Text) -> Iterator[Takeover]:
    for sentence in sentences(plain(block.text)):
        if states(sentence, _TO_CONTINUITY()).verdict != "stated":
            continue
        for lead in _AFTER().finditer(sentence):
            if times := times_in(sentence[lead.end() : lead.end() + _SPAN]):
                yield Takeover(block.text, times[0], incident.at(block))
