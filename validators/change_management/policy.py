"""What the change policy puts under control, and which changes go through design and transition."""

from __future__ import annotations

from typing import NamedTuple

from iso20k.document import Place
from iso20k.facts.artifact import Artifact, derived
from iso20k.judging.checks import Topic
from iso20k.values.listing import split_list
from iso20k.wording.filled import filled_cell

#: Words by which a sentence of the policy names the items under control and the criteria for major impact.
CONTROLLED = Topic(
    "the configuration items under change control",
    r"configuration items?\b|CIs?\b[^.]{0,60}\bcontrol|(?:under|subject to) (?:change )?control|CI types?\b|(?:every|each|all) CIs?\b",
)
MAJOR = Topic(
    "the criteria for a major impact",
    r"major (?:impact|change)|(?:potential|possible) (?:to have )?(?:a )?major|design and transition|new or changed services?",
)
REMOVAL = Topic(
    "removal",
    r"remov\w*|retir\w*|withdraw\w*|decommission\w*|terminat\w*|discontinu\w*|cessation|switch\w* off (?:of )?a service",
)
TRANSFER = Topic(
    "transfer",
    r"transfer\w*|hand(?:ing|ed)?[ -]?over to|mov\w+ to (?:another|a different|the customer|a supplier)|outsourc\w*|insourc\w*",
)


class Named(NamedTuple):
    """A name of the policy and where it stands."""

    name: str
    place: Place


@derived
def controlled_types(chg: Artifact) -> tuple[Named, ...]:
    """The CI types that the policy's table puts under change control, in document order; () when no table says."""
    return tuple(
        Named(name, record.at("ci_type"))
        for record in chg.records("controlled")
        for name in split_list(record.text("ci_type"))
        if filled_cell(name)
    )


@derived
def major_criteria(chg: Artifact) -> tuple[Named, ...]:
    """The criteria for a major impact of the policy's table, in document order; () when no table says."""
    return tuple(
        Named(record.text("criterion"), record.at("criterion"))
        for record in chg.records("major")
        if record.filled("criterion")
    )
