"""The major incident procedure read as what it settles: when, who, how often told, reviewed by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from iso20k.facts.artifact import Artifact, derived
from iso20k.values.deferred import deferred
from iso20k.values.duration import Duration
from iso20k.values.frequency import find_frequencies
from iso20k.wording.sentences import sentences
from validators.incident_management.codes import codes_mentioned
from validators.incident_management.statements import Answer, Line, answers, asked, lines
from validators.incident_management.targets import times_in

TRIGGER, MANAGER, COMMUNICATION, REVIEW = "trigger", "manager", "communication", "review"
#: What a procedure must settle, and the words that settle it.
PARTS: Mapping[str, str] = {
    TRIGGER: (
        r"\b(?:triggers?|criteri\w+|definition|defined as|declar\w+|is any|are any|means|counts as|is an incident|is a (?:p|prio)\w*"
        r"|(?:every|each|any|all) (?:p[0-9]|priority [0-9])|(?:p1|priority 1)\b.{0,30}\b(?:is|are|starts?|opens?))"
    ),
    MANAGER: (
        r"\bincident (?:manager|lead(?:er)?|coordinator|owner|commander|officer)|\b(?:leads?|takes charge|is in charge|coordinates|manages)"
        r" (?:of )?(?:the|a|each|every|it|all)\b|\b(?:is|are|person|solely) responsible|\bresponsible (?:person|for)"
        r"|\b(?:led|managed|coordinated) by|^(?:[\w ]+: )?(?:manager|responsible|leader|lead|coordinator|owner)\b"
    ),
    COMMUNICATION: (
        r"\b(?:communicat\w+|inform\w*|updates?\b|status (?:report|message|page|mail)\w*|notif\w+|bridge call|briefings?)"
    ),
    REVIEW: r"\b(?:review(?:s|ed)?|retrospective|post-?mortem|pir\b|lessons learn\w*|debrief\w*)",
}  # fmt: skip
_BRIDGE = r"\b(?:bridge|war room|conference (?:call|bridge)|swarm\w*)\b"
_UPDATE = r"\b(?:updates?|status|briefings?|inform\w*)\b"
_DAYS = deferred(r"(?:next|same) (?:business |working )?day", re.IGNORECASE)


class Procedure(NamedTuple):
    """`codes`: the priorities that are major incidents; `update` and `review`: the times in which both follow."""

    codes: tuple[str, ...]
    bridge: bool
    update: Duration | None
    review: Duration | None


def told(incident: Artifact) -> tuple[Line, ...]:
    """All that the section about major incidents says."""
    return lines(incident, "major")


def part(incident: Artifact, name: str) -> Answer:
    """What the procedure says about its TRIGGER, MANAGER, COMMUNICATION or REVIEW."""
    return asked(told(incident), PARTS[name])


@derived
def defining(incident: Artifact) -> Line | None:
    """The line that says which priorities are major incidents."""
    triggers = answers(told(incident), PARTS[TRIGGER])
    return next((line for line in triggers if any(codes_mentioned(line.text))), None)


@derived
def procedure(incident: Artifact) -> Procedure:
    """The procedure's figures; what it does not say is empty or None."""
    said = told(incident)
    codes = dict.fromkeys(c for line in answers(said, PARTS[TRIGGER]) for c in codes_mentioned(line.text))
    return Procedure(
        tuple(sorted(codes)),
        asked(said, _BRIDGE).verdict == "stated",
        _first_time(answers(said, _UPDATE), _UPDATE),
        _first_time(answers(said, PARTS[REVIEW]), PARTS[REVIEW]),
    )


def has_time_limit(line: Line) -> bool:
    """Whether a line says by when: a time, a frequency, the next business day."""
    text = line.headed
    return bool(times_in(text) or find_frequencies(text) or _DAYS().search(text))


def _first_time(said: tuple[Line, ...], words: str) -> Duration | None:
    """The first time or interval ('hourly') in the sentences that speak of something."""
    spoken = (
        part for line in said for part in sentences(line.headed) if re.search(words, part, re.IGNORECASE)
    )
    return next((time for part in spoken for time in (*times_in(part), *_intervals(part))), None)


def _intervals(text: str) -> Iterator[Duration]:
    for found in find_frequencies(text):
        if found.days and not found.ambiguous:
            yield Duration(Fraction(round(found.days * 24 * 60)))
