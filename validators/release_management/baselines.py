"""Who takes the baseline before a deployment, as a document says it in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, derived
from iso20k.values.deferred import deferred
from iso20k.wording.names import normalise
from iso20k.wording.negation import states
from iso20k.wording.persons import person_names
from iso20k.wording.sentences import sentences
from validators.configuration_management.control import baselines
from validators.incident_management.statements import Line, lines

_WHO = (
    r"(?P<who>(?:[A-Z][\w'’-]+ ){1,2}[A-Z][\w'’-]+"
    r"|(?i:the )?(?:[A-Za-z-]+ ){0,2}(?i:managers?|owners?|leads?|engineers?|librarians?|coordinators?|teams?))"
)
_TAKES = deferred(
    rf"(?:^|[\s(:]){_WHO} (?:takes?|captures?|records?|creates?|saves?|stores?|draws?|makes?)\b[^.;]{{0,60}}\bbaselin"
)
_TAKEN_BY = deferred(
    rf"\b[Bb]aselin\w*\b[^.;]{{0,60}}\b(?:taken|captured|recorded|created|saved|stored|drawn|made)\b[^.;]{{0,60}}?\bby {_WHO}"
)
_DEPLOYMENT = deferred(r"deploy|releas|roll-?out", re.IGNORECASE)


class Taker(NamedTuple):
    """Who takes a baseline: persons by their keys, else the name of a role."""

    told: str
    persons: frozenset[str]
    place: Place


@derived
def baseline_takers(rel: Artifact) -> tuple[Taker, ...]:
    """The sentences and cells of the release document that say who takes the baseline."""
    return tuple(_spoken(lines(rel, "policy", "lifecycle", "deployment", "emergency", "interfaces")))


@derived
def release_baseline_takers(cfg: Artifact) -> tuple[Taker, ...]:
    """Who takes the baselines of deployments by the configuration document: by its table, else by its sentences."""
    rows = [one for one in baselines(cfg) if one.before_deployment and one.taken_by]
    told = [row for row in rows if _DEPLOYMENT().search(f"{row.name} {row.taken_when}")] or rows
    found = tuple(_taker(row.taken_by, row.record.at("taken_by")) for row in told)
    return found or tuple(_spoken(lines(cfg, "baselines", "interfaces")))


def _spoken(said: tuple[Line, ...]) -> Iterator[Taker]:
    for line in said:
        for sentence in sentences(line.text):
            if states(sentence, r"\bbaselin").verdict == "stated":
                found = _TAKES().search(sentence) or _TAKEN_BY().search(sentence)
                if found:
                    yield _taker(found["who"].removeprefix("the ").removeprefix("The "), line.place)


def _taker(told: str, place: Place) -> Taker:
    return Taker(told, frozenset(normalise(name) for name in person_names(told)), place)


def same_taker(one: Taker, other: Taker) -> bool | None:
    """Whether both name one person or role; None for a person against a role, who may hold it."""
    if one.persons and other.persons:
        return bool(one.persons & other.persons)
    if one.persons or other.persons:
        return None
    first, second = normalise(one.told), normalise(other.told)
    return first in second or second in first
