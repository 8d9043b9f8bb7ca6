"""The techniques of root cause analysis that a document offers, and what its known error database holds."""

from __future__ import annotations

import re
from collections.abc import Mapping

from iso20k.facts.artifact import Artifact, derived
from iso20k.wording.filled import filled_cell
from iso20k.wording.names import normalise
from iso20k.wording.negation import states
from validators.incident_management.statements import lines

#: Techniques by the name that people know, and how they write it.
_KNOWN: Mapping[str, str] = {
    "5 Whys": r"(?:5|five)[ -]whys?|why[ -]why",
    "Ishikawa": r"ishikawa|fish ?bone|cause[ -]and[ -]effect|cause-effect",
    "Fault tree analysis": r"fault[ -]tree|\bFTA\b",
    "Kepner-Tregoe": r"kepner[ -](?:and )?tregoe|\bK-?T (?:analysis|method)",
    "Pareto": r"pareto",
    "Failure mode and effects analysis": r"failure modes? and effects?|\bFMEA\b",
    "Chronological analysis": r"chronological analysis|timeline analysis|time-?line reconstruction",
    "Brainstorming": r"brain ?storming",
    "8D": r"\b8D\b",
    "Barrier analysis": r"barrier analysis",
    "Change analysis": r"change analysis",
    "Event tree": r"event[ -]tree",
    "Pain value analysis": r"pain value",
    "Affinity mapping": r"affinity (?:mapping|diagram)",
}
#: What a known error must tell, and how columns, fields and sentences call it.
ELEMENTS: Mapping[str, str] = {
    "symptoms": r"symptoms?|error (?:message|description)|how (?:it|the error) shows|description of the (?:error|failure)",
    "cause": r"(?:root )?causes?",
    "workaround": r"work-?arounds?|(?:temporary|interim) (?:solution|fix)",
    "status": r"status|state\b",
}


@derived
def techniques(artifact: Artifact) -> tuple[str, ...]:
    """Each technique once, by the name that people know, else as written; tables before sentences."""
    found: dict[str, str] = {}
    for record in artifact.records("techniques"):
        told = record.text("technique")
        known = _known_in(told)
        if record.filled("technique") and (known or record.filled("used") or record.filled("output")):
            found.update({normalise(name): name for name in known or (told,)})
    for line in lines(artifact, "techniques"):
        if not line.row or not found:
            found.update({normalise(name): name for name in _known_in(line.headed)})
    section = artifact.sections.get("techniques")
    for text in section.texts if section else ():
        if text.item:  # a list of names
            found.update({normalise(name): name for name in _known_in(text.text) if filled_cell(text.text)})
    return tuple(found.values())


def _known_in(text: str) -> tuple[str, ...]:
    return tuple(name for name, words in _KNOWN.items() if states(text, words).verdict == "stated")


@derived
def kedb_elements(artifact: Artifact) -> tuple[str, ...]:
    """Those ELEMENTS that the known error database keeps: as a column or field, or said in a sentence."""
    records = artifact.records("kedb")
    section = artifact.sections.get("kedb")
    heads = " | ".join(cell.text for table in (section.tables if section else ()) for cell in table.header)
    said = lines(artifact, "kedb")
    return tuple(
        name
        for name, words in ELEMENTS.items()
        if any(name in record.cells for record in records)
        or re.search(rf"\b(?:{words})", heads, re.IGNORECASE)
        or any(states(line.text, rf"\b(?:{words})").verdict == "stated" for line in said)
    )
