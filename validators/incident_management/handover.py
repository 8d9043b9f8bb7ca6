"""What the incident document hands to problem management, so that both processes can be held against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iso20k.facts.artifact import Artifact, derived
from iso20k.wording.sentences import sentences
from validators.incident_management.statements import Answer, Line, asked, lines

_PROBLEM = r"\bproblems?\b(?! (?:of|with|at|in)\b)|\b8\.2\b|\b8\.6\.3\b"
_LEADS = r"incident|\bopen(?:s|ed|ing)?\b|rais|creat|recur|repeat|hand|major|trend|link|escalat|trigger|becom|transfer|forward"
_TO_PROBLEM = r"problem|\b8\.2\b|\b8\.6\.3\b"


@derived
def handing_over(incident: Artifact) -> tuple[Line, ...]:
    """The sentences and rows that say which incidents lead to a problem, those of the major incident procedure included."""
    return tuple(part for part in _candidates(incident) if asked((part,), _PROBLEM, _LEADS).line is not None)


@derived
def hand_over(incident: Artifact) -> Answer:
    """Whether incidents are handed to problem management: 'stated', 'doubtful' or 'absent', with the deciding sentence."""
    return asked(_candidates(incident), _PROBLEM, _LEADS)


def _candidates(incident: Artifact) -> Iterator[Line]:
    """Each sentence and each row for itself; rows of the interface table that go the other way are left out."""
    away = {
        record.line
        for record in incident.records("interfaces")
        if record.filled("to") and not re.search(_TO_PROBLEM, record.text("to"), re.IGNORECASE)
    }
    for line in lines(incident):
        if not line.row:
            yield from (Line(part, part, line.place) for part in sentences(line.text))
        elif line.place.line not in away:
            yield Line(line.text, line.text, line.place, row=True)
