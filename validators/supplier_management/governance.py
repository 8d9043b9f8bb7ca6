"""How disputes are settled, and how processes in other hands are kept under control."""

from __future__ import annotations

import re

from iso20k.facts.artifact import Artifact, Record
from iso20k.values.deferred import deferred
from iso20k.wording.filled import filled_cell, informative_words
from iso20k.wording.negation import states
from iso20k.wording.persons import is_person_name
from iso20k.wording.sentences import sentences

#: The four things that the provider shows for a process of another party, by column, with their names.
CONTROLS = (
    ("accountability", "accountability"),
    ("definition", "control of definition and interfaces"),
    ("performance", "performance"),
    ("improvement", "improvement"),
)
_STEP_WORDS = deferred(
    r"\b(?:record|log|notif|inform|clarif|negotiat|escalat|mediat|arbitrat|decid|resol|agree|settl|document|raise|involve|refer)\w*",
    re.IGNORECASE,
)
_ROLE = deferred(
    r"\b(?:manager|owner|lead|head|director|officer|sponsor|counsel|board|committee|C[EFIT]O|management)\b",
    re.IGNORECASE,
)
_NAME = deferred(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
_NONE_OUTSOURCED = deferred(
    r"\bno (?:\w+ ){0,2}process(?:es)?\b[^.;]{0,60}\b(?:outsourced|operated|run|performed|given)\b"
    r"|\bnone of (?:the|its|our) (?:\w+ )?processes\b"
    r"|\b(?:every|all|each)\b[^.;]{0,40}\bprocess(?:es)?\b[^.;]{0,60}\b(?:itself|ourselves|in-house|own (?:people|staff|employees))\b"
    r"|\bprocess(?:es)?\b[^.;]{0,40}\b(?:is|are) not outsourced\b|\bnothing is outsourced\b",
    re.IGNORECASE,
)


def dispute_steps(artifact: Artifact) -> int | None:
    """The number of steps of the dispute procedure, from a table, a list or sentences; None when there is no procedure."""
    section = artifact.sections.get("disputes")
    rows = [row for row in artifact.records("disputes") if row.filled("what") or row.filled("step")]
    if rows:
        return len(rows)
    if section is None or not informative_words(section.prose):
        return None
    if states(section.prose, r"\bprocedure|\bprocess").verdict == "doubtful":
        return None
    items = [text.text for text in section.texts if text.item and filled_cell(text.text)]
    return len(items or [s for s in sentences(section.prose) if _STEP_WORDS().search(s)])


def dispute_owner(artifact: Artifact) -> bool:
    """Whether somebody owns a step of the procedure, or sentences name a person or a role."""
    if any(row.filled("owner") for row in artifact.records("disputes")):
        return True
    section = artifact.sections.get("disputes")
    told = section.prose if section else ""
    own = re.sub(r"\bsupplier'?s?'? (?:management|manager|director|board)\b", "", told, flags=re.IGNORECASE)
    return bool(_ROLE().search(own)) or any(is_person_name(name) for name in _NAME().findall(own))


def outsourced(artifact: Artifact) -> tuple[Record, ...]:
    """The processes, or parts of them, that other parties operate."""
    return tuple(row for row in artifact.records("governance") if row.filled("process"))


def nothing_outsourced(artifact: Artifact) -> bool:
    """Whether the document says that the organization operates every process itself."""
    section = artifact.sections.get("governance")
    return bool(section) and bool(_NONE_OUTSOURCED().search(section.prose if section else ""))
