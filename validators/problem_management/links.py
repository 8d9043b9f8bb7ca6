"""How problem management hangs together with incidents and changes, as the document describes it."""

from __future__ import annotations

import re

from iso20k.facts.artifact import Artifact, derived
from validators.incident_management.statements import Answer, Line, answers, asked, lines

TRIGGER, FEEDBACK, FIX = "trigger", "feedback", "fix"
_LINKS = ("incident_link", "change_link", "interfaces")
_FED = r"publish|\bfeed|fed back|hand(?:s|ed)? (?:over|back)|inform|available|visible|shown|search|told|given|shar|notif|return|applied"
_STAFF = r"knowledge|article|desk|agents?\b|\bL1\b|\bincident"
_KNOWN = r"\b(?:work-?arounds?|known errors?|KEDB)\b"
_OPENS = (
    r"trigger|recur|repeat|major|threshold|trend|opens?\b|opened|rais|creat|leads?|link|relat|hand|same|similar|becomes|"
    r"[0-9]+|three|five"
)
_REMOVED = r"fix|solution|correct|cause|resol|remov|rais|submit|permanent|implement|elimin"


_CHANGE = (
    r"\bRFCs?\b|\brequests? for changes?\b|\bchange requests?\b"
    r"|\b(?:through|under|via|by) (?:the )?change (?:management|control|process)"
)
_TO_INCIDENT = r"incident|\b8\.1\b|\b8\.6\.1\b|service desk|help desk"


@derived
def link(artifact: Artifact, name: str) -> Answer:
    """What is said about one of TRIGGER (from incidents), FEEDBACK (of workarounds to incident staff), FIX (by change)."""
    if name == FIX:
        said = lines(artifact, *_LINKS, "lifecycle")
        return asked(said, _CHANGE, _REMOVED)
    if name == TRIGGER:
        said = lines(artifact, *_LINKS, "identification", "reactive")
        return asked(_towards(artifact, said, incident=False), r"\bincidents?\b", _OPENS)
    # an entry of the database is a workaround, not a way of publishing it
    told = [line for line in lines(artifact, "kedb") if not line.row]
    said = (*lines(artifact, *_LINKS, "lifecycle"), *told)
    fed = _towards(artifact, said, incident=True)
    answer = asked(fed, _FED, _KNOWN)
    return answer if answer.verdict != "absent" else asked(fed, _KNOWN, _STAFF)


@derived
def major_triggers(artifact: Artifact) -> tuple[Line, ...]:
    """What is said about major incidents that open a problem, by trigger or hand-over."""
    said = lines(artifact, *_LINKS, "identification", "reactive", "lifecycle")
    return answers(_towards(artifact, said, incident=False), r"\bmajor incidents?\b")


@derived
def handed_over(artifact: Artifact) -> tuple[Line, ...]:
    """What the sections about incidents say that problem management receives from them."""
    return _towards(artifact, lines(artifact, "incident_link", "interfaces"), incident=False)


def _towards(artifact: Artifact, said: tuple[Line, ...], *, incident: bool) -> tuple[Line, ...]:
    """What is said without the rows of a hand-over table that go the other way."""
    away = {
        record.line
        for record in artifact.records("integration")
        if record.filled("to")
        and bool(re.search(_TO_INCIDENT, record.text("to"), re.IGNORECASE)) is not incident
    }
    return tuple(line for line in said if not line.row or line.place.line not in away)
